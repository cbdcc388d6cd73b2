"""Answers about the future: demand, the general effect of AI, and what the profile does not number."""

from __future__ import annotations

import re

from advisor.answering.material import Material
from advisor.citations import Form, Sentence
from advisor.question import Question
from advisor.words import any_of
from knowledge.profile import PUBLISHED, Risk, Section

SOURCES = "Sources:"  # How a document begins the statement of where it has its words from.
# How documents and people speak of the way demand goes.
DIRECTIONS = {
    "stable": any_of("stable, steady, unchanged, remain the same, stay*, still, safe, secure, hold up, last"),
    "growing": any_of("grow*, increas*, rise, rises, rising, expand*, boom*, more jobs, more work, up"),
    "shrinking": any_of(
        "shrink*, declin*, decreas*, fall*, dying, dead, die, disappear*, vanish*, fewer, extinct,"
        " obsolete, drop*, down, less"
    ),
}

_CLAIMED = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)")
_BY = re.compile(r"\bby (\d+(?:\.\d+)?) percent\b")
_GONE = any_of("disappear*, vanish*, extinct, obsolete, dead, die, dies, die out, dying, gone")
_EITHER = re.compile(r"\bor\b", re.I)
SLIGHT = 1.5  # Percent in ten years up to which a change is hardly one.
_A_YEAR = re.compile(r"\b(?:per|every|each|a) year\b|\byearly\b|\bannual(?:ly)?\b", re.I)


def answer_outlook(question: Question, material: Material) -> list[Sentence]:
    """What the profile expects of demand, with yes or no when a direction or a percentage was asked about."""
    said, direction = sentences_of(material, Section.OUTLOOK), stated_direction(material)
    claims, stated = _claims(question.text, material)
    of_change = DIRECTIONS["growing"].search(question.text) or DIRECTIONS["shrinking"].search(question.text)
    if question.kind == "yes_no" and claims and stated and of_change:
        verdict_of_claim = f"No: what I have says {stated[0]} percent, not {' or '.join(claims)}."
        return [Sentence(verdict_of_claim, said[0].evidence, computed=claims), *said]
    if question.kind == "yes_no" and said and _A_YEAR.search(question.text):
        return [Sentence("No, not each year: that is over all ten years.", said[0].evidence), *said]
    sentences = [*_not_stated(claims), *said]
    if question.kind == "yes_no" and direction and sentences:
        named = [name for name, pattern in reversed(DIRECTIONS.items()) if pattern.search(question.text)]
        asked = named[0] if named and not (len(named) > 1 and _EITHER.search(question.text)) else ""
        if asked and (degree := _degree(question.text, asked, direction, said)):
            return [Sentence(degree, sentences[0].evidence), *sentences]
        verdict = {
            True: f"Yes: the profile expects demand that is {direction}.",
            False: f"No: the profile expects demand to be {direction}, not {asked}.",
        }
        if asked:
            holds = asked == direction or (asked, direction) == ("stable", "growing")  # "Is there a future?"
            lead = Sentence(verdict[holds], sentences[0].evidence)
            return [lead, *sentences]
        return [Sentence(f"The profile expects demand to be {direction}.", sentences[0].evidence), *sentences]
    return sentences


def _degree(text: str, asked: str, direction: str, said: list[Sentence]) -> str:
    """What is neither a yes nor a no: hardly any change, and one that is no end; empty for all else."""
    found = _BY.search(said[0].text) if said else None
    if not found or direction == "stable":
        return ""
    percent, way = float(found[1]), "grow" if direction == "growing" else "shrink"
    over = f"it is projected to {way} by {found[1]} percent over ten years"
    if percent < SLIGHT and asked in (direction, "stable") and (asked, direction) != ("stable", "growing"):
        return f"{'Nearly' if asked == 'stable' else 'Hardly'}: {over}."
    if _GONE.search(text) and direction == "shrinking":
        return f"Shrinking, not gone: {over}."
    return ""


def _claims(text: str, material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The percentages that somebody named and that are not in the outlook, and those that are in it."""
    stated = _CLAIMED.findall(" ".join(one.quote for one in material.profile.entries(Section.OUTLOOK)))
    return tuple(claim for claim in _CLAIMED.findall(text) if claim not in stated), tuple(stated)


def _not_stated(claims: tuple[str, ...]) -> list[Sentence]:
    """That a percentage somebody named is not in the profile, before what is."""
    said = f"I do not find {' or '.join(f'{claim} percent' for claim in claims)} in what I have."
    return [Sentence(said, computed=claims)] if claims else []


def answer_ai_effect(question: Question, material: Material) -> list[Sentence]:
    """Both sides of what AI does to the job, without a verdict that the profile does not give."""
    if not speaks_of_ai(material):
        return [Sentence("The profile does not say what AI may change in this job."), *two_sides(material)]
    if question.kind == "yes_no":
        lead = "Some tasks may go to AI; that the whole job goes, the profile does not say."
    else:
        lead = "The profile shows two sides and gives no verdict or percentage."
    return [Sentence(lead), *two_sides(material)]


def speaks_of_ai(material: Material) -> bool:
    """Whether the profile says anything at all about AI in the job."""
    roles = material.profile.entries(Section.NEW_FRONTIERS)
    return bool(counts(material) or roles or _risks_to_the_job(material))


_OF_DEMAND = 2  # Sentences on demand beside what AI does.
_HOW_PLACED = re.compile(r", by the middle one of these percentiles \([^)]*\)")
"""How a band of exposure comes about, which the source and the method tell."""


def two_sides(material: Material) -> list[Sentence]:
    """Demand and risk side by side, then how many duties and tasks AI touches."""
    sides = [
        Sentence(f"Demand: {one.text}", one.evidence, Form.BULLET)
        for one in sentences_of(material, Section.OUTLOOK)[:_OF_DEMAND]
    ]
    sides += [
        Sentence(f"Risk: {risk.text}", (material.evidence(Section.RISKS, risk),), Form.BULLET)
        for risk in _risks_to_the_job(material)
    ]
    return [*sides, *counts(material)]


def _risks_to_the_job(material: Material) -> list[Risk]:
    named = ("displace", "job")
    return [risk for risk in material.profile.risks if any(word in risk.name.lower() for word in named)]


def counts(material: Material) -> list[Sentence]:
    """The countable facts on AI: duties it can assist with, tasks it could take over or share."""
    found = []
    duties = material.profile.duties
    if duties:
        marked = sum(duty.ai_can_assist for duty in duties)
        found.append(
            Sentence(
                f"AI can assist with {marked} of the {len(duties)} listed duties.",
                material.whole(Section.RESPONSIBILITIES),
                Form.BULLET,
                (str(marked), str(len(duties))),
            )
        )
    for section, words in (
        (Section.AUTOMATION, "that AI could take over (automation opportunities)"),
        (Section.COPILOT_TASKS, "done with AI's help (co-pilot tasks)"),
    ):
        if entries := material.profile.entries(section):
            found.append(
                Sentence(
                    f"It lists {len(entries)} {'task' if len(entries) == 1 else 'tasks'} {words}.",
                    material.whole(section),
                    Form.BULLET,
                    (str(len(entries)),),
                )
            )
    if measured := material.profile.entries(Section.AI_INTEGRATION)[-1:]:
        evidence = (material.evidence(Section.AI_INTEGRATION, measured[0]),)
        found.append(Sentence(f"{_HOW_PLACED.sub('', measured[0].quote)}.", evidence, Form.BULLET))
    return found


def stated_direction(material: Material) -> str:
    """The way the outlook says demand goes, or an empty string when it does not say."""
    text = " ".join(entry.quote for entry in material.profile.entries(Section.OUTLOOK)[:1])
    places = {name: found.start() for name, pattern in DIRECTIONS.items() if (found := pattern.search(text))}
    return min(places, key=places.__getitem__, default="")


def sentences_of(material: Material, section: Section) -> list[Sentence]:
    """The section's own sentences, each with its evidence; a word on its sources is a remark."""
    return [
        Sentence(
            entry.quote if entry.line != PUBLISHED else f"{entry.quote.rstrip('.')}.",
            (material.evidence(section, entry),),
            Form.NOTE if entry.quote.startswith(SOURCES) else Form.PLAIN,
        )
        for entry in material.profile.entries(section)
    ]
