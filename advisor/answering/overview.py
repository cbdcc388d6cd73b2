"""A few words on the whole job: what it is, its duties, pay, way in, outlook and what AI touches."""

from __future__ import annotations

from advisor.answering.material import Material, run_on
from advisor.answering.outlook import counts, sentences_of
from advisor.answering.pay import pay_summary
from advisor.citations import Form, Sentence, numbers_in
from knowledge.profile import Section

DUTIES_TOLD = 3


def answer_overview(material: Material) -> list[Sentence]:
    """The summary, then one line for each of the fields that people ask for first."""
    profile = material.profile
    parts = sentences_of(material, Section.SUMMARY)
    bullets: list[Sentence] = []
    if duties := main_duties(material):
        text = f"Duties, among others: {run_on(duties.text)}."
        bullets.append(Sentence(text, duties.evidence, Form.BULLET))
    for one in pay_summary(material):
        bullets.append(Sentence(f"Pay: {run_on(one.text)}", one.evidence, Form.BULLET))
    for section in (Section.EDUCATION, Section.EXPERIENCE, Section.OUTLOOK):
        for entry in profile.entries(section)[:1]:
            evidence = (material.evidence(section, entry),)
            bullets.append(Sentence(f"{section.heading}: {entry.quote}", evidence, Form.BULLET))
    high = [skill for skill in profile.skills if skill.level == "High"]
    if high:
        names = ", ".join(skill.name for skill in high)
        rated = tuple(material.evidence(Section.SKILLS, skill) for skill in high)
        bullets.append(Sentence(f"Skills rated High: {names}.", rated, Form.BULLET))
    notes = [one for one in parts if one.form is Form.NOTE]
    if not parts:
        text = f"No document here describes {profile.title}. What published figures tell:"
        parts = [Sentence(text, computed=numbers_in(profile.title))]
    return [*(one for one in parts if one not in notes), *bullets, *counts(material), *notes]


def main_duties(material: Material) -> Sentence | None:
    """The duties told first, in one line without an end; nothing where none are known."""
    duties = material.profile.entries(Section.RESPONSIBILITIES)[:DUTIES_TOLD]
    if not duties:
        return None
    first, *others = (one.label for one in duties)
    evidence = tuple(material.evidence(Section.RESPONSIBILITIES, one) for one in duties)
    return Sentence("; ".join((first, *map(run_on, others))), evidence)
