"""The part of a list that a question asks for: by level, AI mark or category, or all but what it names."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.answering.material import Material, in_full
from advisor.question import Question
from advisor.words import content_stems, left_out
from knowledge.profile import AnyEntry, Duty, Section, Skill, Tool


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
        case Section.TOOLS if chosen := _by_category(question, entries):
            return chosen
    if "negated" in facets and question.kind in ("list", "count") and (rest := _all_but(question, entries)):
        return rest
    if section is Section.SKILLS and (chosen := _by_level(question, entries)):
        return chosen
    return Selection(entries)


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
    levels = facets & {"high", "medium", "low"}
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
    ai = [one for one in categories if one.upper() == "AI"] if question.facets & {"ai_yes", "ai_no"} else []
    gone = _named_categories(left_out(question.text), categories)
    if "ai_no" in question.facets:
        gone = list(dict.fromkeys((*gone, *ai)))
    if gone:
        words = f"outside the categor{'y' if len(gone) == 1 else 'ies'} {' and '.join(gone)}"
        return Selection(tuple(one for one in tools if one.category not in gone), words)
    others = [one for one in _named_categories(question.text, categories) if one.upper() != "AI"]
    wanted = ai or others
    if not wanted:
        return None
    words = f"in the categor{'y' if len(wanted) == 1 else 'ies'} {' or '.join(wanted)}"
    return Selection(tuple(one for one in tools if one.category in wanted), words)


def _named_categories(text: str, categories: list[str]) -> list[str]:
    """The categories that a text names, as in "which databases"."""
    said = set(content_stems(text))
    return [one for one in categories if (stems := set(content_stems(one))) and stems <= said]


def _all_but(question: Question, entries: tuple[AnyEntry, ...]) -> Selection | None:
    """All entries but those with a word of what the question leaves out: in their name, or anywhere."""
    gone = set(content_stems(left_out(question.text)))
    for words_of in (lambda one: one.label, in_full):
        dropped = [one for one in entries if gone & set(content_stems(words_of(one)))]
        if 0 < len(dropped) < len(entries):
            names = " and ".join(one.label for one in dropped)
            return Selection(tuple(one for one in entries if one not in dropped), f"other than {names}")
    return None
