"""A plan from what the profile states; the order is marked as a suggestion of the program's."""

from __future__ import annotations

from advisor.answering.aim import Aim
from advisor.answering.material import Material
from advisor.citations import Form, Sentence
from knowledge.profile import LEVELS, Section, Skill

MOST = 5  # Names in one step.


def answer_plan(material: Material, aim: Aim) -> list[Sentence]:
    """Steps towards the job, or towards a role of the future that the question names."""
    profile = material.profile
    steps = [
        material.bullet(Section.NEW_FRONTIERS, role)
        for role in (
            *aim.referred.get(Section.NEW_FRONTIERS, ()),
            *aim.entries.get(Section.NEW_FRONTIERS, ()),
        )[:1]
    ]
    for section in (Section.EDUCATION, Section.EXPERIENCE):
        for entry in profile.entries(section)[:1]:
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
