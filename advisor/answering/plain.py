"""Lists whose document gives no level, category or AI mark, and questions that ask for one."""

from __future__ import annotations

from advisor.answering.material import Material
from advisor.citations import Sentence
from advisor.question import Question
from knowledge.profile import Duty, Section, Skill, Tool

_MARKED = {Section.RESPONSIBILITIES: Duty, Section.SKILLS: Skill, Section.TOOLS: Tool}
_LACKS = {
    Section.RESPONSIBILITIES: "The profile does not mark which duties AI can assist with, out of these:",
    Section.SKILLS: "The profile gives its skills no level, so none of these comes first:",
    Section.TOOLS: "The profile puts its tools in no category:",
}
_FACETS = {
    Section.RESPONSIBILITIES: {"ai_yes", "ai_no"},
    Section.SKILLS: {"high", "medium", "low"},
    Section.TOOLS: {"ai_yes", "ai_no"},
}
_RANKED = ("superlative", "plan")


def is_plain(material: Material, section: Section) -> bool:
    """Whether the document only lists the entries of a section that is marked in other documents."""
    kind = _MARKED.get(section)
    return kind is not None and not any(isinstance(one, kind) for one in material.profile.entries(section))


def answer_lacking(question: Question, material: Material, section: Section) -> list[Sentence]:
    """What is not marked, then all entries, when just the mark is asked for; else nothing."""
    ranked = section is Section.SKILLS and question.kind in _RANKED
    if not is_plain(material, section) or not (ranked or question.facets & _FACETS[section]):
        return []
    bullets = (material.bullet(section, entry) for entry in material.profile.entries(section))
    return [Sentence(_LACKS[section], material.whole(section)), *bullets]
