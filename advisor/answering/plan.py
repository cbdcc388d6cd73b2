"""A plan from what the profile states; the order is marked as a suggestion of the program's."""

from __future__ import annotations

from advisor.answering.aim import Aim
from advisor.answering.material import Material
from advisor.citations import Form, Sentence
from advisor.question import Budget
from knowledge.profile import LEVELS, Section, Skill

MOST = 5  # Names in one step.
_WAY_IN = {Section.EDUCATION: 1, Section.EXPERIENCE: 2}
"""How many entries of a section make a step: the second on experience is training on the job."""
_SMALLER = "The same goal in a smaller plan, my suggestion from what the profile states; the rest can wait:"
_FREE = (
    "Look first for what costs nothing, such as a public library or material online (general advice, from no"
    " source)"
)


def answer_plan(material: Material, aim: Aim, budget: Budget | None = None) -> list[Sentence]:
    """Steps towards the job, or towards a role of the future that the question names.

    With a `budget`, the same goal by what can begin at once: one skill and one tool.
    """
    profile = material.profile
    steps = [
        material.bullet(Section.NEW_FRONTIERS, role)
        for role in (
            *aim.referred.get(Section.NEW_FRONTIERS, ()),
            *aim.entries.get(Section.NEW_FRONTIERS, ()),
        )[:1]
    ]
    if budget and (budget.is_short or not budget.has_money):
        return [Sentence(_SMALLER), *steps, *_at_once(material)]
    for section, most in _WAY_IN.items():
        for entry in profile.entries(section)[:most]:
            stated = (material.evidence(section, entry),)
            steps.append(Sentence(f"{section.heading}: {entry.quote}", stated, Form.BULLET))
    for level in LEVELS:
        rated = [skill for skill in profile.skills if skill.level == level]
        if rated:
            names = ", ".join(skill.name for skill in rated)
            evidence = tuple(material.evidence(Section.SKILLS, skill) for skill in rated)
            steps.append(Sentence(f"Skills rated {level}: {names}", evidence, Form.BULLET))
    if unrated := [one for one in profile.entries(Section.SKILLS) if not isinstance(one, Skill)][:MOST]:
        names = ", ".join(one.label for one in unrated)
        evidence = tuple(material.evidence(Section.SKILLS, one) for one in unrated)
        steps.append(Sentence(f"Skills listed: {names}", evidence, Form.BULLET))
    if tools := profile.entries(Section.TOOLS)[:MOST]:
        names = ", ".join(tool.label for tool in tools)
        evidence = tuple(material.evidence(Section.TOOLS, tool) for tool in tools)
        steps.append(Sentence(f"Tools to get to know: {names}", evidence, Form.BULLET))
    lead = "The profile sets out no plan. From what it states, my suggestion is to go in this order:"
    return [Sentence(lead), *steps]


def _at_once(material: Material) -> list[Sentence]:
    """The first skill of the highest level and the first tool, and where to begin without money."""
    skills = sorted(material.profile.skills, key=lambda one: LEVELS.index(one.level))[:1]
    first = [material.bullet(Section.SKILLS, one) for one in skills]
    first += [material.bullet(Section.TOOLS, one) for one in material.profile.tools[:1]]
    return [*first, Sentence(_FREE, form=Form.BULLET)]
