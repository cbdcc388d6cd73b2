"""What an answer should be about: the sections asked for, and the entries meant in particular.

The trained reader gives every topic a share; retrieval tells which entries are near. Together
they choose better than either: the reader knows what a question is about in general, retrieval
knows that only one section speaks of headsets.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from advisor.answering.material import Material
from advisor.ordinals import ORDINALS, place_named
from advisor.question import Focus, Question
from advisor.words import content_stems, words
from knowledge.profile import AnyEntry, Section

A_THIRD = 0.3  # Of a name's words; "the ethical one" names Ethical Decision-Making.
HALF = 0.5  # Asked of a message that wants a list: "all software" names no tool.
LONGEST_NAME = 5  # Words of a name; what is longer is a sentence.
NEAR = 0.42  # Score from which an entry is taken to be what a question names.
HALF_NEAR = 0.28  # The same for an entry that stands out from all others of its section.
POINTED_AT = 0.2  # Score from which "the one about..." is one of those shown before...
TOLD_APART = 0.02  # ...and those this much below it are not told apart.
STANDOUT = 0.08  # Entries this much below the best are still meant with it.
PULL_FROM = 0.45  # Score from which an entry pulls the choice towards its section...
PULL = 1.1  # ...and by how much a point of score counts against a point of topic share.
BY_NAME = 0.5  # What naming one of its skills or tools adds to a section's share.
HEADING = 0.6  # What naming a section's heading adds to its topic share.
SECOND = 0.3  # A second section is answered too from this share of the first one's weight.
_NTH_ENTRY = re.compile(
    rf"\b({'|'.join(ORDINALS)}) (?:listed |named )?(?:duty|task|skill|tool|risk|role|item|entry|point)\b",
    re.I,
)
_FIRST_FEW = re.compile(r"\b(first|last|top)\s+(two|three|2|3)\b", re.I)
_NEXT = re.compile(r"\b(?:the )?next one\b|\b(?:comes|one|right) after\b", re.I)
_COUNT = {"two": 2, "three": 3, "2": 2, "3": 3}
_THE_ONE = re.compile(r"\b(?:the|that)\b(?: [\w'-]+){0,6} (?:one|bit|thing)\b|\bthe one\b", re.I)
_THAT = re.compile(r"\b(?:that|this|it|its|there)\b", re.I)
_OF_ONE = ("yes_no", "why", "define", "fact")
_HEARSAY = re.compile(
    r"\b(?:read|heard|hear|listened)\b(?= (?:that|they|it|its|all|this|somewhere|online|about|ai|we)\b)", re.I
)
"""Tells where somebody has it from, and names no skill: "read they all disappear"."""
_OTHER = re.compile(r"\bother\b", re.I)
_WHICH_ONE = re.compile(
    r"\bwhich (?:\w+ ){0,4}(?:is|has|deals?|covers|means|goes|fits)\b|\bis there (?:an?|one|some) \w+", re.I
)


@dataclass(frozen=True, slots=True)
class Aim:
    """Sections and composite topics, best first, and the entries of sections meant by name."""

    topics: tuple[str, ...]
    entries: dict[Section, tuple[AnyEntry, ...]] = field(default_factory=dict)
    nearest: tuple[tuple[Section, AnyEntry, float], ...] = ()
    """The entries of the whole profile nearest to the question, best first."""
    referred: dict[Section, tuple[AnyEntry, ...]] = field(default_factory=dict)
    """The entries of the last answer that "it" or "the second one" stands for."""


_OF_THE_WORK = (Section.RESPONSIBILITIES, Section.SKILLS, Section.TOOLS, Section.SUMMARY)
"""What tells of the work and not of what AI does to it: no answer to "will AI do half of it?"."""


def take_aim(question: Question, material: Material, focus: Focus) -> Aim:
    """Choose sections and entries for a question that is about one profile."""
    nearest = _nearest(material)
    referred: dict[Section, tuple[AnyEntry, ...]] = {}
    if meant := _referred_to(question, material, focus):
        section = meant[0][0]
        referred = {section: tuple(entry for home, entry in meant if home is section)}
        if section in question.sections or not question.topics:
            return Aim((section.value,), referred, nearest, referred)
    topics = _choose_topics(question, material, nearest)
    if counted := _counted_out(question, material, topics):
        return Aim(topics[:1], counted, nearest)
    entries = {
        section: found
        for section in (Section(topic) for topic in topics if topic in set(Section))
        if (found := entries_meant(question, material, section))
    }
    return Aim(topics, entries, nearest, referred)


def entries_meant(question: Question, material: Material, section: Section) -> tuple[AnyEntry, ...]:
    """The entries of a section that the question names or comes near to, in document order."""
    entries = material.profile.entries(section)
    said = _beside_title(question.search_text or question.text, material)
    # "Which tools" names no "Deburring tools".
    said = re.sub(rf"\b{section.value.removesuffix('s')}s?\b", "", said, flags=re.I)
    named = named_entries(said, entries)
    if named or section in headings_named(question, material):
        return named  # Who names a section by its heading means all of it.
    scores = [material.score(section, entry) for entry in entries]
    best, *others = sorted(scores, reverse=True) or [0.0]
    if best >= HALF_NEAR and asks_for_one(question):
        return tuple(
            entry for entry, score in zip(entries, scores, strict=True) if score >= best - TOLD_APART
        )
    if best < NEAR and not (best >= HALF_NEAR and others and best - others[0] >= STANDOUT):
        return ()
    return tuple(entry for entry, score in zip(entries, scores, strict=True) if score >= best - STANDOUT)


def named_entries(
    text: str, entries: tuple[AnyEntry, ...], *, share: float = A_THIRD
) -> tuple[AnyEntry, ...]:
    """The entries named in the text: by abbreviation, or by a word of their own and at least this
    share of their name."""
    asked = set(content_stems(text))
    raw = set(re.findall(r"[A-Za-z][A-Za-z0-9-]+", text.lower()))
    usage = Counter(stem for entry in entries for stem in set(_name_stems(entry)))
    found = []
    for entry in entries:
        name = _name_stems(entry)
        abbreviations = {part.lower() for part in re.findall(r"\(([A-Z]{2,})\)", entry.label)}
        own = {stem for stem in name if usage[stem] == 1 and len(stem) > 3}
        said = own & asked or _misspelt(own, asked)
        told = len(asked & set(name)) or 1
        by_name = said and 0 < len(name) <= LONGEST_NAME and told / len(name) >= share
        if abbreviations & raw or by_name:
            found.append(entry)
    return tuple(found)


def _beside_title(text: str, material: Material) -> str:
    """The text without the words that tell the job: "retail sales" names no tool of its salespersons."""
    title = words(material.profile.title)

    def kept(found: re.Match[str]) -> str:
        word = found[0].lower().rstrip("s")
        return "" if len(word) > 3 and any(one.startswith(word) for one in title) else found[0]

    return re.sub(r"[^\W_]+", kept, text)


def _misspelt(own: set[str], asked: set[str]) -> bool:
    return any(
        fuzz.ratio(stem, word) >= 86 for stem in own if len(stem) > 5 for word in asked if len(word) > 4
    )


def _name_stems(entry: AnyEntry) -> list[str]:
    return content_stems(re.sub(r"\([^)]*\)", "", entry.label))


def _nearest(material: Material) -> tuple[tuple[Section, AnyEntry, float], ...]:
    scored = [
        (section, entry, material.score(section, entry))
        for section in Section
        for entry in material.profile.entries(section)
    ]
    return tuple(sorted(scored, key=lambda item: -item[2])[:8])


def _choose_topics(
    question: Question, material: Material, nearest: tuple[tuple[Section, AnyEntry, float], ...]
) -> tuple[str, ...]:
    weights = {topic: question.topic_shares.get(topic, 0.0) for topic in question.topics}
    for section in headings_named(question, material):
        weights[section.value] = weights.get(section.value, 0.0) + HEADING
    if question.is_followup and question.topics:
        weights[question.topics[0]] += 0.5
    elif (
        question.kind in _OF_ONE and not question.uncovered
    ):  # "Does she need maths?" names a skill, "what is Epic?" a tool.
        for section in (Section.SKILLS, Section.TOOLS):
            entries = material.profile.entries(section)
            elsewhere = question.kind == "yes_no" and question.sections[:1] in (
                (Section.SKILLS,),
                (Section.TOOLS,),
            )
            if elsewhere or section in question.sections:
                continue
            said = _HEARSAY.sub(" ", question.search_text)
            if _is_named(_beside_title(said, material), entries):
                surely = 2 if question.kind in ("why", "define") else 1
                weights[section.value] = weights.get(section.value, 0.0) + surely * BY_NAME
    if question.kind not in ("list", "count", "superlative", "arithmetic"):
        pulls: dict[str, float] = {}
        of_ai = question.topics[:1] == ("ai_effect",)
        for section, _, score in nearest:
            if of_ai and section in _OF_THE_WORK:
                continue
            pulls[section.value] = max(pulls.get(section.value, 0.0), PULL * (score - PULL_FROM))
        for name, pull in pulls.items():
            if pull > 0:
                share = max(weights.get(name, 0.0), question.topic_shares.get(name, 0.0))
                weights[name] = share + pull
    ranked = sorted(weights, key=lambda topic: -weights[topic])
    if not ranked:
        return ()
    top = weights[ranked[0]]
    asked = {*question.topics, *headings_named(question, material)}
    return tuple(
        topic
        for place, topic in enumerate(ranked[:3])
        if place == 0 or (topic in asked and weights[topic] >= SECOND * top)
    )


def _is_named(text: str, entries: tuple[AnyEntry, ...]) -> bool:
    """Whether a text names one of the entries by a word that begins its name, as "maths" does."""
    said = {word.rstrip("s") for word in words(text) if len(word) > 2}
    firsts = {words(entry.label)[0] for entry in entries if words(entry.label)}
    return any(
        first == word or (len(word) > 3 and first.startswith(word)) for first in firsts for word in said
    )


def headings_named(question: Question, material: Material) -> tuple[Section, ...]:
    """The sections whose heading of several words stands in the message, as the document has it."""
    said = f" {' '.join(words(question.text))} "
    found = []
    for section in material.profile.sections:
        heading = words(section.heading)
        if len(heading) > 1 and f" {' '.join(heading)} " in said:
            found.append(section.section)
    return tuple(found)


def _counted_out(
    question: Question, material: Material, topics: tuple[str, ...]
) -> dict[Section, tuple[AnyEntry, ...]]:
    """The entry that "the third duty on the list" stands for."""
    found = _NTH_ENTRY.search(question.text)
    if not found or not topics or topics[0] not in set(Section):
        return {}
    section, place = Section(topics[0]), ORDINALS[found[1].lower()]
    entries = material.profile.entries(section)
    return {section: (entries[place],)} if place < len(entries) else {}


def _referred_to(question: Question, material: Material, focus: Focus) -> list[tuple[Section, AnyEntry]]:
    """The entries of the last answer that "the second one" or "that one" stands for."""
    if not focus.entries or not focus.past:
        return []
    shown = [found for chunk_id in focus.entries if (found := material.entry(chunk_id))]
    if not shown:
        return []
    roles = [item for item in shown if item[0] is Section.NEW_FRONTIERS]
    goes_on = _THAT.search(question.text) or (question.is_followup and question.kind == "plan")
    if shown[:1] == roles and goes_on:
        return roles
    if question.sections:  # "The last of the duties" is told after other lists were shown.
        home = question.sections[0]
        here = [item for item in shown if item[0] is home]
        if not here and not question.is_followup:
            return []
        shown = here or _whole_list(home, material)
    if few := _FIRST_FEW.search(question.text):
        count = _COUNT[few[2].lower()]
        return shown[-count:] if few[1].lower() == "last" else shown[:count]
    place = place_named(question.text)
    if place == -1:
        return shown[-1:]
    if place is not None:
        if len(shown) == 1:  # "And the fourth?" after the second was explained: of the list it is in.
            shown = _whole_list(shown[0][0], material)
        if question.is_followup and 0 <= place < len(shown):
            return [shown[place]]
        return []
    single = len(shown) == 1 and bool(_THAT.search(question.text))
    if not question.is_followup:
        return []
    if len(shown) == 1 and _NEXT.search(question.text):
        following = _whole_list(shown[0][0], material)
        place = following.index(shown[0]) + 1
        return following[place : place + 1]
    if len(shown) == 1 and (others := _others_named(question, shown[0], material)):
        return others
    if named := named_entries(question.text, tuple(entry for _, entry in shown)):
        return [(section, entry) for section, entry in shown if entry in named]
    if len(shown) > 1 and _THE_ONE.search(question.text):
        best = max(material.score(*item) for item in shown)
        if best >= POINTED_AT:
            return [item for item in shown if material.score(*item) >= best - TOLD_APART]
    return shown if single else []


def _whole_list(section: Section, material: Material) -> list[tuple[Section, AnyEntry]]:
    return [(section, entry) for entry in material.profile.entries(section)]


def asks_for_one(question: Question) -> bool:
    """ "Which risk is it where...", "only the one about hackers"."""
    return question.kind not in ("superlative", "count", "compare") and bool(
        _WHICH_ONE.search(question.text) or _THE_ONE.search(question.text)
    )


def _others_named(
    question: Question, shown: tuple[Section, AnyEntry], material: Material
) -> list[tuple[Section, AnyEntry]]:
    """Entries beside the one shown that a follow-up names: "the other Microsoft one", "and AMS"."""
    section, entry = shown
    others = tuple(one for one in material.profile.entries(section) if one != entry)
    named = named_entries(question.text, others)
    if not named and _OTHER.search(question.text):
        asked = set(content_stems(question.text))
        named = tuple(one for one in others if asked & set(_name_stems(one)))
    beside = [shown] if question.kind == "compare" and named else []
    return [*beside, *((section, one) for one in named)]
