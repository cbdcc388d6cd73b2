"""Answers that say what the profile does not say, with what it does say next to it."""

from __future__ import annotations

from advisor.answering.aim import Aim
from advisor.answering.material import Material, in_full
from advisor.answering.outlook import counts, sentences_of, two_sides
from advisor.answering.pay import pay_summary
from advisor.citations import Form, Sentence
from knowledge.profile import Section

OF_EVERYONE = "None of my figures differs by sex, age or origin: I tell everyone the same."
CLOSE = 0.5  # Score from which the nearest entry is worth showing beside "it does not say".
OF_HOME = 1  # Sentences of each section that stands closest: the rest is for who asks for it.

# What stands closest to a topic that no section holds; shown so that nobody leaves empty-handed.
NEIGHBOURS: dict[str, tuple[Section, ...]] = {
    "pay_detail": (Section.SALARY,),
    "benefits": (Section.SALARY,),
    "provenance": (),
    "eligibility": (Section.EDUCATION, Section.EXPERIENCE),
    "hiring_process": (Section.EDUCATION, Section.EXPERIENCE),
    "training": (Section.EDUCATION, Section.EXPERIENCE),
    "fitness": (),
    "promotion": (Section.NEW_FRONTIERS,),
    "headcount": (Section.OUTLOOK,),
    "history": (Section.OUTLOOK,),
    "wellbeing": (Section.SUMMARY,),
    "workplace": (Section.SUMMARY,),
    "hours": (),
    "location": (),
    "employers": (),
    "demographics": (),
    "other_fact": (),
}
BLANK_WORDS = {
    Section.AI_IMPACT_SCORE: "an AI impact score",
    Section.MARKET_DEMAND: "current job market demand",
    Section.AI_INTEGRATION: "how far AI is built into the job",
}


def answer_blank(material: Material, section: Section) -> list[Sentence]:
    """A heading without a value: said plainly, with the countable facts there are."""
    heading = material.profile.section(section)
    words = BLANK_WORDS.get(section, section.heading.lower())
    if heading:
        lead = Sentence(
            f'The profile has the heading "{heading.heading}" but no value under it, so it does not'
            f" give {words}.",
            material.whole(section),
        )
    else:
        lead = Sentence(f"The profile has no section on {words}.")
    if section is Section.MARKET_DEMAND:
        return [lead, *_below("On future demand it says:", _as_bullets(material, Section.OUTLOOK))]
    facts = counts(material)
    if section is Section.AI_INTEGRATION:
        facts += [
            material.bullet(Section.COPILOT_TASKS, entry)
            for entry in material.profile.entries(Section.COPILOT_TASKS)
        ]
    return [lead, *_below("What it does state and can be counted:", facts)]


def answer_uncovered(
    names: list[str], topics: tuple[str, ...], material: Material, aim: Aim
) -> list[Sentence]:
    """The profile does not cover what is asked: name it, then give what stands closest."""
    missing = " or ".join(names)
    lead = Sentence(f"The profile does not say anything about {missing}.")
    if "forecast_number" in topics:
        lead = Sentence("The profile gives no percentage, date or number for that, so I will not guess one.")
        return [lead, *_below("What it does say:", two_sides(material))]
    if "demographics" in topics:
        lead = Sentence(f"{lead.text} {OF_EVERYONE}")
    near = [
        Sentence(in_full(entry), (material.evidence(section, entry),), Form.BULLET)
        for section, entry, score in aim.nearest[:2]
        if score >= CLOSE
    ]
    homes = [section for topic in topics for section in NEIGHBOURS.get(topic, ())]
    closest = [sentence for home in dict.fromkeys(homes) for sentence in _home(material, home)[:OF_HOME]]
    shown = {sentence.evidence for sentence in near}
    facts = [*near, *(one for one in closest if one.evidence not in shown)]
    return [lead, *_below("The closest it comes:", facts)]


def _below(lead: str, facts: list[Sentence]) -> list[Sentence]:
    """Facts with the words that lead up to them; nothing when there are none."""
    return [Sentence(lead), *facts] if facts else []


def _home(material: Material, section: Section) -> list[Sentence]:
    if section is Section.SALARY:
        return [Sentence(one.text, one.evidence, Form.BULLET, one.computed) for one in pay_summary(material)]
    return _as_bullets(material, section)


def _as_bullets(material: Material, section: Section) -> list[Sentence]:
    return [Sentence(one.text, one.evidence, Form.BULLET) for one in sentences_of(material, section)]
