"""Which of a profile's lists an entry stands in: asked for outright, or looked for in the wrong one."""

from __future__ import annotations

from advisor.answering.aim import HALF, Aim, headings_named, named_entries
from advisor.answering.lists import NAMES
from advisor.answering.material import Material
from advisor.citations import Sentence
from advisor.question import Question
from knowledge.profile import AnyEntry, Section

FILED = 0.5  # Score from which an entry is what "is it under this heading or that one" asks about.
_AI_LISTS = frozenset((Section.COPILOT_TASKS, Section.AUTOMATION, Section.NEW_FRONTIERS))


def found_elsewhere(
    question: Question, material: Material, section: Section, aim: Aim
) -> tuple[Section, AnyEntry] | None:
    """An entry of another list that is what the question names, when this list has none as near."""
    here = max((material.score(section, one) for one in material.profile.entries(section)), default=0)
    for home, entry, score in aim.nearest[:1]:
        comparable = {home, section} <= _AI_LISTS or named_entries(question.text, (entry,), share=HALF)
        if home in NAMES and home is not section and comparable and score >= max(0.5, here + 0.08):
            return home, entry
    return None


def filed_under(question: Question, material: Material) -> tuple[Section, AnyEntry] | None:
    """The entry that a question names together with the headings it might stand under."""
    sections = [one for one in headings_named(question, material) if one in NAMES]
    if len(sections) < 2 or question.kind in ("list", "count"):
        return None
    near = [
        (material.score(home, entry), home, entry)
        for home in sections
        for entry in material.profile.entries(home)
    ]
    score, home, entry = max(near, key=lambda item: item[0])
    return (home, entry) if score >= FILED else None


def told_where(material: Material, home: Section, entry: AnyEntry) -> list[Sentence]:
    """The list that the entry stands in, and the entry."""
    evidence = (material.evidence(home, entry),)
    return [Sentence(f"The profile has it under {home.heading}:", evidence), material.bullet(home, entry)]


def listed_elsewhere(material: Material, section: Section, home: Section, entry: AnyEntry) -> list[Sentence]:
    """That the entry is not in the list that was asked about, and the one it is in."""
    evidence = (material.evidence(home, entry),)
    lead = (
        f"No, that is not among the {NAMES[section].many}; the profile has it among the {NAMES[home].many}:"
    )
    return [Sentence(lead, evidence), material.bullet(home, entry)]
