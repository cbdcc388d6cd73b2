"""Answers from the sections that are lists: duties, skills, tools, tasks, roles and risks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from advisor.answering.aim import HALF, HALF_NEAR, named_entries
from advisor.answering.material import Material, in_full, is_published, run_on
from advisor.answering.plain import answer_lacking, is_plain
from advisor.answering.selection import Selection, is_marked, level_of, marks_ai, select
from advisor.citations import Sentence
from advisor.question import Question
from advisor.words import any_of, content_stems
from knowledge.profile import AnyEntry, Section, Skill, Tool


@dataclass(frozen=True, slots=True)
class Naming:
    """How a list section and its entries are spoken of."""

    one: str
    many: str
    whole: str
    """The lead before all entries; {n} is their number."""

    def count(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"


_PERCENT = re.compile(r"%|\b(?:percent|per cent|percentage|share|proportion|fraction)\b", re.I)
_CATEGORY = any_of("category, categories, sort, sorts, kind, kinds, type, types")
_KIND_OF_TOOL = any_of(
    "computer*, software, programs, apps, technology, tech, machines, machinery, equipment, laptop*, gadgets"
)
SURELY_MEANT = 0.5  # Score from which an entry is what a yes-or-no question asks about.
NAMES: dict[Section, Naming] = {
    Section.RESPONSIBILITIES: Naming("duty", "duties", "The profile lists {n}:"),
    Section.SKILLS: Naming("skill", "skills", "The profile lists {n} in demand:"),
    Section.TOOLS: Naming("tool", "tools", "The profile recommends {n}:"),
    Section.COPILOT_TASKS: Naming(
        "AI co-pilot task", "AI co-pilot tasks", "The profile lists {n}, where AI helps people do the work:"
    ),
    Section.AUTOMATION: Naming(
        "automation opportunity",
        "automation opportunities",
        "The profile lists {n}, tasks that AI could take over:",
    ),
    Section.NEW_FRONTIERS: Naming(
        "new role or kind of work",
        "new roles and kinds of work",
        "The profile lists {n} that AI opens up:",
    ),
    Section.RISKS: Naming("risk", "risks", "The profile names {n}:"),
}


_PUBLISHED = {
    Section.RESPONSIBILITIES: "Of the work activities that O*NET names for it, these stand for most tasks:",
    Section.SKILLS: "O*NET rates these of its skills and fields of knowledge highest:",
    Section.TOOLS: "O*NET names this software for it, what employers ask for most first:",
}
"""The leads where no document lists anything, so that the list is a choice out of published tables."""
_ANY = re.compile(r"\b(?:is|are) there\b|\bany (?:of|at all|left)\b|\beven one\b", re.I)
_NO_AI_MARK = "Which of its tools use AI is not marked in what I have, so I cannot say. What it names:"
_OF_AI = any_of("ai tool, ai tools, ai software, ai program, ai programs, tools are ai, tools use ai")
_WHICH = re.compile(r"\W*(?:which|what)\b", re.I)


def answer_list(
    question: Question,
    material: Material,
    section: Section,
    meant: tuple[AnyEntry, ...],
    *,
    pointed_at: bool = False,
) -> list[Sentence]:
    """The direct answer from a list section, by the kind of question.

    `meant` are the entries the question comes near to; `pointed_at` when it points at just them.
    """
    if lacking := answer_lacking(question, material, section):
        return lacking
    if section is Section.TOOLS and _asks_of_ai(question) and not marks_ai(material):
        shown = meant if question.kind == "yes_no" and meant else material.profile.entries(section)
        return [Sentence(_NO_AI_MARK), *_bullets(material, section, shown)]
    selection = select(question, material, section)
    named = pointed_at or _named(question, meant)
    misses = _WHICH.match(question.text) and not set(meant) & set(selection.entries)
    asks_any = question.kind == "yes_no" and _ANY.search(question.text)
    if named and selection.is_part and question.kind not in ("count", "list") and not (misses or asks_any):
        return _confirmed(question, material, section, meant, selection)
    match question.kind:
        case "arithmetic" if section is Section.RESPONSIBILITIES:
            return _share(material, section, selection)
        case "arithmetic" | "count" | "fact" if _PERCENT.search(question.text):
            return _share(material, section, selection)
        case "count" | "arithmetic":
            return _counted(material, section, selection)
        case "yes_no" if selection.is_part and _ANY.search(question.text):
            return _listed(material, section, selection)
        case "yes_no" if meant:
            return _confirmed(question, material, section, meant, selection)
        case "yes_no" if not selection.is_part:
            return _not_listed(question, material, section)
        case "superlative" if section is Section.TOOLS and _CATEGORY.search(question.text):
            return _counted(material, section, Selection(material.profile.entries(section)))
        case "superlative" if not selection.is_part:
            return _ranked(question, material, section, meant)
        case "compare" if len(meant) > 1 and named:
            return [material.bullet(section, entry) for entry in meant]
        case "plan" if section in (Section.SKILLS, Section.TOOLS):
            return _suggested(material, section, meant)
        case "why" | "define" | "fact" | "plan" if meant and not selection.is_part:
            return _explained(question, material, section, meant)
        case "list" if not selection.is_part and (named or _surely_few(material, section, meant)):
            return _explained(question, material, section, meant)
        case _:
            return _listed(material, section, selection)


def _asks_of_ai(question: Question) -> bool:
    return bool(question.facets & {"ai_yes", "ai_no"} or _OF_AI.search(question.text))


def _surely_few(material: Material, section: Section, meant: tuple[AnyEntry, ...]) -> bool:
    """Whether a few entries of the list surely are all that is asked for."""
    surely = meant and all(material.score(section, one) >= SURELY_MEANT for one in meant)
    return bool(surely) and 2 * len(meant) < len(material.profile.entries(section))


def _named(question: Question, meant: tuple[AnyEntry, ...]) -> bool:
    return bool(named_entries(question.text, meant, share=HALF))


def _listed(material: Material, section: Section, selection: Selection) -> list[Sentence]:
    return [_lead(material, section, selection), *_bullets(material, section, selection.entries)]


def _counted(material: Material, section: Section, selection: Selection) -> list[Sentence]:
    extra = []
    if is_plain(material, section):
        return [_lead(material, section, selection), *_bullets(material, section, selection.entries)]
    levels_asked = {level_of(entry) for entry in selection.entries}
    if section is Section.SKILLS and (not selection.is_part or len(levels_asked) > 1):
        levels = Counter(level_of(entry) for entry in selection.entries)
        spread = ", ".join(f"{count} {level}" for level, count in levels.items())
        extra = [
            Sentence(
                f"By level: {spread}.",
                material.whole(section),
                computed=tuple(map(str, levels.values())),
            )
        ]
    if section is Section.TOOLS and not selection.is_part:
        kinds = Counter(entry.category for entry in selection.entries if isinstance(entry, Tool))
        spread = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        extra = [
            Sentence(
                f"By category: {spread}.",
                material.whole(section),
                computed=tuple(map(str, kinds.values())),
            )
        ]
    if section is Section.RESPONSIBILITIES and not selection.is_part:
        marked = sum(map(is_marked, selection.entries))
        extra = [
            Sentence(
                f'It marks {marked} of them "AI can assist".',
                material.whole(section),
                computed=(str(marked),),
            )
        ]
    bullets = _bullets(material, section, selection.entries)
    lead = _lead(material, section, selection)
    if extra:
        lead = Sentence(lead.text.rstrip(":") + ".", lead.evidence, computed=lead.computed)
    return [lead, *extra, *bullets]


def _lead(material: Material, section: Section, selection: Selection) -> Sentence:
    naming, total = NAMES[section], len(material.profile.entries(section))
    number = len(selection.entries)
    published = is_published(material, section) and _PUBLISHED.get(section)
    if published and not selection.is_part:
        text = published
    elif not selection.is_part:
        text = naming.whole.format(n=naming.count(total))
    elif number:
        are = "is" if number == 1 else "are"
        text = f"{number} of the {naming.count(total)} {are} {selection.words}:"
    else:
        text = f"None of the {naming.count(total)} is {selection.words}."
    return Sentence(text, material.whole(section), computed=(str(number), str(total)))


def _share(material: Material, section: Section, selection: Selection) -> list[Sentence]:
    """The part of a list that is asked for, in percent; of the duties, those AI can assist with."""
    total = material.profile.entries(section)
    entries, words = selection.entries, selection.words
    if section is Section.RESPONSIBILITIES and not selection.is_part and not is_plain(material, section):
        entries, words = tuple(filter(is_marked, total)), 'marked "AI can assist"'
    if not words:
        return _counted(material, section, selection)
    percent = f"{100 * len(entries) / len(total):.0f}"
    naming = NAMES[section]
    text = (
        f"{len(entries)} of the {naming.count(len(total))} are {words}, which is {percent}% (my arithmetic):"
    )
    computed = (str(len(entries)), str(len(total)), percent)
    lead = Sentence(text, material.whole(section), computed=computed)
    return [lead, *_bullets(material, section, entries)]


def _bullets(material: Material, section: Section, entries: tuple[AnyEntry, ...]) -> list[Sentence]:
    return [material.bullet(section, entry) for entry in entries]


def _confirmed(
    question: Question,
    material: Material,
    section: Section,
    meant: tuple[AnyEntry, ...],
    selection: Selection,
) -> list[Sentence]:
    """Yes or no about entries that are there, by the attribute asked for."""
    bullets = _bullets(material, section, meant)
    named = named_entries(question.text, meant)
    surely = max(material.score(section, entry) for entry in meant) >= SURELY_MEANT
    if section is Section.TOOLS:  # Another product for the same purpose is near in meaning, yet not listed.
        surely = bool(_told_apart(question.text, meant, material.profile.entries(section)))
    if not named and not surely:
        return [Sentence("I do not find exactly that. The closest in the profile:"), *bullets]
    if (
        not selection.is_part
        and is_published(material, section)
        and section in _PUBLISHED
        and not level_of(meant[0])
    ):
        return [Sentence("Nearest to that, among what O*NET names for it:"), *bullets]
    if not selection.is_part:
        level = f" It rates it {level_of(meant[0])}." if len(meant) == 1 and level_of(meant[0]) else ""
        it = f"one of the {NAMES[section].many} listed" if len(meant) == 1 else "listed"
        first = Sentence(f"Yes, that is {it}.{level}", (material.evidence(section, meant[0]),))
        return [first, *bullets]
    held = [entry for entry in meant if entry in selection.entries]
    if len(held) == len(meant):
        return [_verdict(f"Yes, {selection.words}", material, section, meant), *bullets]
    if held:
        return [
            _verdict(f"Some of it is {selection.words}, some is not", material, section, meant),
            *bullets,
        ]
    return [_verdict(f"No, that is not {selection.words}", material, section, meant), *bullets]


def _told_apart(text: str, meant: tuple[AnyEntry, ...], entries: tuple[AnyEntry, ...]) -> set[str]:
    """The words of a text that stand in one of the entries meant and in no other entry."""
    usage = Counter(stem for entry in entries for stem in set(content_stems(in_full(entry))))
    own = {stem for entry in meant for stem in content_stems(in_full(entry)) if usage[stem] == 1}
    return own & set(content_stems(text))


def _verdict(words: str, material: Material, section: Section, meant: tuple[AnyEntry, ...]) -> Sentence:
    words = words.replace("not not ", "").replace("not outside", "inside")
    return Sentence(f"{words}:", tuple(material.evidence(section, entry) for entry in meant))


def _not_listed(question: Question, material: Material, section: Section) -> list[Sentence]:
    total = len(material.profile.entries(section))
    naming = NAMES[section]
    if section is Section.TOOLS and _KIND_OF_TOOL.search(question.text):  # No list says what is a computer.
        words = f"The profile lists {naming.count(total)}; whether they are that, you can tell from them:"
        lead = Sentence(words, material.whole(section), computed=(str(total),))
        return [lead, *_bullets(material, section, material.profile.entries(section))]
    best = max((material.score(section, one) for one in material.profile.entries(section)), default=0.0)
    surely = "No, " if section is Section.TOOLS and best < HALF_NEAR else ""  # A product has a name.
    first = Sentence(
        f"{surely}I do not find that among the {naming.count(total)} in the profile, which are:",
        material.whole(section),
        computed=(str(total),),
    )
    return [first, *_bullets(material, section, material.profile.entries(section))]


def _explained(
    question: Question, material: Material, section: Section, meant: tuple[AnyEntry, ...]
) -> list[Sentence]:
    """What the profile says of the entries meant: as a sentence for one, a list for several."""
    lead: list[Sentence] = []
    if question.kind == "why" and section in (Section.RESPONSIBILITIES, Section.NEW_FRONTIERS):
        lead = [Sentence("The profile states this without giving a reason:")]
    if len(meant) > 1:
        return [*lead, *_bullets(material, section, meant)]
    entry = meant[0]
    evidence = (material.evidence(section, entry),)
    if isinstance(entry, Skill) and question.kind != "define":
        return [Sentence(f"{entry.name} is rated {entry.level}: {run_on(entry.reason)}", evidence)]
    if lead:
        return [*lead, *_bullets(material, section, meant)]
    text = in_full(entry)
    return [Sentence(text if text.endswith(".") else f"{text}.", evidence)]


def _ranked(
    question: Question, material: Material, section: Section, meant: tuple[AnyEntry, ...]
) -> list[Sentence]:
    """The profile ranks by level only; a tie is told as a tie."""
    entries = material.profile.entries(section)
    if section is Section.SKILLS:
        order = ("Low", "Medium", "High") if _asks_for_least(question) else ("High", "Medium", "Low")
        level = next(level for level in order if any(level_of(one) == level for one in entries))
        tied = tuple(entry for entry in entries if level_of(entry) == level)
        most = "lowest" if _asks_for_least(question) else "highest"
        text = (
            f"The profile does not rank them one by one; {len(tied)} share the {most} level, {level}:"
            if len(tied) > 1
            else f"The one at the {most} level, {level}, is:"
        )
        lead = Sentence(text, material.whole(section), computed=(str(len(tied)),))
        return [lead, *_bullets(material, section, tied)]
    lead = Sentence(
        f"The profile does not rank its {NAMES[section].many}, so no one of the {len(entries)} comes first:",
        material.whole(section),
        computed=(str(len(entries)),),
    )
    return [lead, *_bullets(material, section, entries)]


def _suggested(material: Material, section: Section, meant: tuple[AnyEntry, ...]) -> list[Sentence]:
    """An order to learn in: the profile's levels for skills; for tools it has none."""
    entries = material.profile.entries(section)
    if section is Section.SKILLS:
        first = tuple(entry for entry in entries if level_of(entry) == "High")
        rest = tuple(entry for entry in entries if entry not in first)
        return [
            Sentence(
                "My suggestion, from the levels in the profile: begin with the skills rated High.",
                material.whole(section),
            ),
            *_bullets(material, section, first),
            *([Sentence("Then the others:")] if rest else []),
            *_bullets(material, section, rest),
        ]
    lead = Sentence(
        "The profile does not say which tool to learn first. My suggestion: start with what you"
        " can practise anywhere, then the systems that the job itself gives access to. It lists:",
        material.whole(section),
    )
    return [lead, *_bullets(material, section, meant or entries)]


def _asks_for_least(question: Question) -> bool:
    least = {"least", "lowest", "lesser", "bottom", "weakest", "unimport"}
    return bool(least & set(content_stems(question.text))) or "low" in question.facets
