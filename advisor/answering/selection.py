"""The part of a list that a question asks for: by level, AI mark or category, or all but what it names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from advisor.answering.material import Material, in_full
from advisor.question import Question
from advisor.words import content_stems, left_out, words
from knowledge.profile import AnyEntry, Duty, Section, Skill, Tool

_OTHER = re.compile(r"\bother\b", re.I)
LEVELS_ASKED = frozenset(("high", "medium", "low"))


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a list that is asked for, and the words that say which part it is."""

    entries: tuple[AnyEntry, ...]
    words: str = ""

    @property
    def is_part(self) -> bool:
        return bool(self.words)


def select(question: Question, material: Material, section: Section) -> Selection:
    """The entries of a list that the question's facets and exclusions leave."""
    entries = material.profile.entries(section)
    facets = question.facets
    match section:
        case Section.RESPONSIBILITIES if "ai_no" in facets:
            return Selection(
                tuple(one for one in entries if not is_marked(one)), 'not marked "AI can assist"'
            )
        case Section.RESPONSIBILITIES if "ai_yes" in facets:
            return Selection(tuple(filter(is_marked, entries)), 'marked "AI can assist"')
        case Section.TOOLS if chosen := _by_category(question, entries) or _by_maker(question, entries):
            return chosen
    levels_named = section is Section.SKILLS and facets & LEVELS_ASKED
    leaves_out = "negated" in facets and question.kind in ("list", "count") and not levels_named
    if leaves_out and (rest := _all_but(question, entries)):
        return rest
    if section is Section.SKILLS and (chosen := _by_level(question, entries)):
        return chosen
    return Selection(entries)


def marks_ai(material: Material) -> bool:
    """Whether the profile names some of its tools as AI."""
    tools = material.profile.entries(Section.TOOLS)
    return any(isinstance(one, Tool) and _is_ai(one.category) for one in tools)


def _is_ai(category: str) -> bool:
    return category.upper() == "AI"


def level_of(entry: AnyEntry) -> str:
    """A skill's level; empty for any other entry."""
    return entry.level if isinstance(entry, Skill) else ""


def is_marked(entry: AnyEntry) -> bool:
    """Whether it is a duty that AI can assist with."""
    return isinstance(entry, Duty) and entry.ai_can_assist


def _by_level(question: Question, entries: tuple[AnyEntry, ...]) -> Selection | None:
    facets = question.facets
    if not any(map(level_of, entries)):
        return None
    levels = facets & LEVELS_ASKED
    if "negated" in facets and not levels and question.kind == "list":
        levels = frozenset({"high"})  # Without a level, the rest is what is not at the top.
    if not levels:
        return None
    rather = "negated" in facets and len(levels) > 1  # "Medium rather than High"
    names = sorted(level.capitalize() for level in (levels - {"high"} if rather else levels))
    listed = " or ".join(names)
    if "negated" in facets and not rather:
        return Selection(tuple(one for one in entries if level_of(one) not in names), f"not rated {listed}")
    return Selection(tuple(one for one in entries if level_of(one) in names), f"rated {listed}")


def _by_category(question: Question, entries: tuple[AnyEntry, ...]) -> Selection | None:
    """Tools in the categories named, or outside those named as what to leave out."""
    tools = [one for one in entries if isinstance(one, Tool)]
    categories = list(dict.fromkeys(one.category for one in tools))
    ai = [one for one in categories if _is_ai(one)] if question.facets & {"ai_yes", "ai_no"} else []
    gone = _named_categories(left_out(question.text), categories)
    if "ai_no" in question.facets:
        gone = list(dict.fromkeys((*gone, *ai)))
    if gone:
        outside = f"outside the categor{'y' if len(gone) == 1 else 'ies'} {' and '.join(gone)}"
        return Selection(tuple(one for one in tools if one.category not in gone), outside)
    others = [
        one for one in _named_categories(question.search_text or question.text, categories) if not _is_ai(one)
    ]
    wanted = ai or others
    if not wanted:
        return None
    inside = f"in the categor{'y' if len(wanted) == 1 else 'ies'} {' or '.join(wanted)}"
    return Selection(tuple(one for one in tools if one.category in wanted), inside)


def _by_maker(question: Question, entries: tuple[AnyEntry, ...]) -> Selection | None:
    """Several tools whose names begin with the same word, as "the Adobe programs" do."""
    makers = Counter(words(one.label)[0] for one in entries if words(one.label))
    said = set(words(question.text))
    named = [maker for maker, count in makers.items() if count > 1 and maker in said and len(maker) > 2]
    excluded = left_out(question.text) or _OTHER.search(question.text)
    if excluded or len(named) != 1 or question.kind not in ("list", "count", "fact", "superlative", "plan"):
        return None
    chosen = tuple(one for one in entries if words(one.label)[:1] == named)
    return Selection(chosen, f"from {chosen[0].label.split()[0]}")


def _named_categories(text: str, categories: list[str]) -> list[str]:
    """The categories that a text names, as in "which databases"."""
    said = set(content_stems(text))
    return [one for one in categories if (stems := set(content_stems(one))) and stems <= said]


def _all_but(question: Question, entries: tuple[AnyEntry, ...]) -> Selection | None:
    """All entries but those with a word of what the question leaves out: in their name, or anywhere."""
    gone = set(content_stems(left_out(question.text)))
    for told in (lambda one: one.label, in_full):
        dropped = [one for one in entries if gone & set(content_stems(told(one)))]
        if 0 < len(dropped) < len(entries):
            names = " and ".join(one.label for one in dropped)
            return Selection(tuple(one for one in entries if one not in dropped), f"other than {names}")
    return None
