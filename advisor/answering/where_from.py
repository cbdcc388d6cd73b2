"""Where what was just told comes from: the source of each figure, its year, publisher and address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answering.material import Material
from advisor.answering.published import source_of
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.understanding.challenged import doubts
from knowledge.facts import FactTables, Source
from knowledge.profile import Section

_OF_TOPIC: dict[str, tuple[Section, ...]] = {
    "ai_effect": (Section.OUTLOOK, Section.AI_INTEGRATION, Section.RESPONSIBILITIES, Section.AUTOMATION),
    "ai_impact_score": (Section.AI_INTEGRATION,),
    "headcount": (Section.MARKET_DEMAND,),
    "training": (Section.EDUCATION, Section.EXPERIENCE),
    "pay_detail": (Section.SALARY,),
    "history": (Section.OUTLOOK,),
}
_NAMED = {
    Section.SALARY: re.compile(r"\b(?:pay|salar(?:y|ies)|wages?|earnings|median)\b", re.I),
    Section.OUTLOOK: re.compile(r"\b(?:growth|outlook|projections?|projected|forecasts?)\b", re.I),
    Section.MARKET_DEMAND: re.compile(r"\b(?:openings?|headcounts?|demand|employment|employed)\b", re.I),
    Section.EDUCATION: re.compile(r"\b(?:school\w*|education|degrees?)\b", re.I),
    Section.EXPERIENCE: re.compile(r"\b(?:training|experience|job zone)\b", re.I),
    Section.AI_INTEGRATION: re.compile(r"\b(?:exposure|exposed)\b|\bai (?:score|number|figure)s?\b", re.I),
}
"""Words by which a message names the figure that it wants the source of."""
_WHOLE = (Section.SALARY, Section.OUTLOOK, Section.MARKET_DEMAND, Section.EDUCATION, Section.AI_INTEGRATION)
_JUDGED = (Section.AUTOMATION, Section.COPILOT_TASKS, Section.NEW_FRONTIERS, Section.RISKS)
_JUDGMENT = "the authors' view, written for this profile; no study measured it"
_MARKS = "the duties follow O*NET's task lists; the mark \"AI can assist\" is the authors' view"
_DOUBTED = "I cannot weigh it against what you see yourself; what I told is what this says:"
_NAMED_LEAD = "That comes from:"
_LIMITS = (
    "I can show where it comes from, and the number behind a sentence opens the words it rests on. Whether it"
    " holds where you are, or for you, these sources do not tell."
)


def answer_where_from(
    material: Material, topics: Sequence[str], tables: FactTables, asked: str
) -> Draft | None:
    """The source of each figure that is asked for by name, else of each section that the last answer was
    about; None where none of them names one.
    """
    named = [home for home, words in _NAMED.items() if words.search(asked)]
    told = [line for section in named or _sections(topics) if (line := _line(material, section, tables))]
    if not told:
        return None
    lead = Sentence(
        _DOUBTED if doubts(asked) else _NAMED_LEAD if named else "What I just told rests on this:"
    )
    return Draft((lead, *told, Sentence(_LIMITS, form=Form.NOTE)), topics=tuple(topics))


def _sections(topics: Sequence[str]) -> tuple[Section, ...]:
    known = {section.value: section for section in Section}
    named = [_OF_TOPIC.get(one) or ((known[one],) if one in known else ()) for one in topics]
    sections = [section for some in named for section in some if section is not Section.SUMMARY]
    return tuple(dict.fromkeys(sections or _WHOLE))


def _line(material: Material, section: Section, tables: FactTables) -> Sentence | None:
    """One section with its source, publisher and address, or that it is the authors' judgement."""
    home = material.profile.section(section)
    if not home:
        return None
    if section in _JUDGED:
        return Sentence(f"{section.heading}: {_JUDGMENT}.", material.whole(section), Form.BULLET)
    found = source_of(material, section)
    source = next((one for one in tables.sources.values() if found and _name(one) in found[0]), None)
    if not (found and source):
        is_marked = section is Section.RESPONSIBILITIES
        said = f"{section.heading}: {_MARKS}."
        return Sentence(said, material.whole(section), Form.BULLET) if is_marked else None
    name, entry = found
    text = f"{section.heading}: {name}, by {source.publisher}: {source.url}"
    return Sentence(text, (material.evidence(section, entry),), Form.BULLET, numbers_in(text))


def _name(source: Source) -> str:
    """Its name without the years, which documents write in their own way."""
    return re.split(r" 20\d\d|,|:", source.name)[0]
