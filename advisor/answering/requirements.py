"""Answers about what it takes to get in: schooling against a ladder of degrees, and experience."""

from __future__ import annotations

import re
from itertools import takewhile

from advisor.answering.material import Material
from advisor.citations import Sentence, numbers_in
from advisor.question import Question
from advisor.words import any_of
from knowledge.facts import OccupationFacts
from knowledge.profile import PUBLISHED, Section
from knowledge.published import TOLD

# The ladder of US attainment levels, lowest first, as people and documents name them.
LADDER = (
    (
        "a high school diploma",
        any_of("high school, high-school, hs diploma, ged, secondary school, 12th grade"),
    ),
    ("an associate degree", any_of("associate, associate's, associates, community college, two-year degree")),
    (
        "a bachelor's degree",
        any_of("bachelor*, bachelor's, ba, bsc, undergrad*, four-year"),
    ),
    (
        "a master's degree",
        any_of("master, master's, masters, msc, mba, postgrad*, grad school, graduate school"),
    ),
    ("a doctorate", any_of("phd, ph.d, doctorate, doctoral")),
)
BACHELOR = 2  # Its place on the ladder.
_CHANCES = ((5, "Hardly"), (35, "It is the exception"), (65, "It depends"), (101, "Yes"))
"""What less than so many percent, of those asked, who hold less than a degree to be enough stand for."""
NOTHING = -1  # Below the ladder: no schooling is asked for.
_NO_CREDENTIAL = re.compile(r"\bno formal educational credential\b", re.I)
_COLLEGE = any_of("college, university, uni, degree")
_PARTLY = any_of("some, certain, may, might, often, sometimes, preferred, advantage, plus")
_WITHOUT = any_of(
    "without, w/o, w/out, no, never, dropped out, drop out, didn't, didnt, don't have, dont have, lack"
)
_HAS = re.compile(r"\b(?:with (?:an?|my)|i have(?! to)|i've got|i got|my)\b", re.I)
_ENOUGH = any_of("enough, only, just, suffice, sufficient, ok, okay, fine, accept, count, with a, with my")
_SUFFICES = any_of("enough, suffice*, sufficient")
_NEEDED = any_of(
    "need, needed, must, require, required, requires, have to, has to, compulsory, mandatory,"
    " necessary, obligatory, essential"
)
_ABROAD = any_of(
    "abroad, overseas, foreign, another country, my country, home country, back home, immigrant*, india,"
    " china, philippines, mexico, nigeria, ukraine, poland, germany, france, uk, england, ireland, canada,"
    " brazil, colombia, venezuela, cuba, russia, iran, iraq, syria, pakistan, bangladesh, vietnam, korea,"
    " japan, egypt, kenya, ghana, ethiopia, italy, spain, turkey, australia"
)
_HELD = any_of(
    "degree*, diploma*, studied, graduated, qualified, certificate*, licen*, trained, bachelor*, master*"
)
_RECOGNISED = (
    "Whether schooling from another country counts is not in these data: licensing boards and employers"
    " decide. What is usual for those trained here:"
)


def answer_education(
    question: Question, material: Material, facts: OccupationFacts | None = None
) -> list[Sentence]:
    """The schooling that the profile states, with yes or no when a level was asked about.

    Published shares tell how many get in with less than what is typical.
    """
    stated = _stated(material, Section.EDUCATION)
    if _ABROAD.search(question.text) and _HELD.search(question.text):
        return [Sentence(_RECOGNISED), *stated]
    if question.kind != "yes_no":
        return stated
    if facts and (less := _with_less(question.text, material, facts)):
        return [less, *stated]
    verdict = _schooling_verdict(question.text, _text(material, Section.EDUCATION))
    return [_lead(material, Section.EDUCATION, verdict), *stated] if verdict else stated


def _with_less(asked: str, material: Material, facts: OccupationFacts) -> Sentence | None:
    """How many of those asked hold less than a bachelor's degree to be enough, where one is typical."""
    without = _WITHOUT.search(asked) and not _ENOUGH.search(asked.replace("only", ""))
    if not without or _highest(asked) != BACHELOR or "Bachelor" not in facts.entry_education:
        return None
    below = takewhile(lambda one: not one.name.startswith("Bachelor"), facts.schooling)
    percent = sum(one.fact.value for one in below)
    if sum(one.fact.value for one in facts.schooling) < TOLD:
        return None
    word = next(said for most, said in _CHANCES if percent < most)
    told = f"{percent:.0f} percent of those asked in a survey hold less to be enough"
    text = f"{word}: a bachelor's degree is typical, and {told} (my sum)."
    evidence = tuple(
        material.evidence(Section.EDUCATION, one) for one in material.profile.entries(Section.EDUCATION)
    )
    return Sentence(text, evidence, computed=numbers_in(text))


def answer_experience(question: Question, material: Material) -> list[Sentence]:
    """The experience that the profile states, and whether it is required or preferred."""
    stated = _stated(material, Section.EXPERIENCE)
    text = _text(material, Section.EXPERIENCE)
    if _PARTLY.search(text):
        asks = question.kind == "yes_no" and _NEEDED.search(question.text)
        verdict = "No, not strictly: it is preferred, not stated as required." if asks else (
            "It is preferred, not stated as required."
        )  # fmt: skip
        lead = _lead(material, Section.EXPERIENCE, verdict)
        return [lead, *stated] if asks else [*stated, lead]
    return stated


def _schooling_verdict(asked: str, stated: str) -> str:
    """Yes or no about the schooling named in the question; empty when it names none we can place."""
    asked_level = _highest(asked)
    base, partial = _levels_stated(stated)
    if asked_level is None or base is None:
        return ""
    named = LADDER[asked_level][0]
    if _WITHOUT.search(asked) and not _ENOUGH.search(asked.replace("only", "")):
        if asked_level <= base:
            return f"No, the profile does ask for {LADDER[base][0]} or more."
        return f"Yes, {'for some positions' if partial else 'going by the profile'}."
    if asked_level > base and (_HAS.search(asked) or _SUFFICES.search(asked)):
        return "Yes, that is more than what is usual."
    if asked_level == base:
        return "Yes, for some positions; others ask for more." if partial else "Yes."
    if asked_level > base:
        if partial is not None and asked_level <= partial:
            return f"Not for every position: only some require {named}."
        return f"No, the profile does not ask for {named}."
    return "No, the profile asks for more than that."


def _levels_stated(text: str) -> tuple[int | None, int | None]:
    """The level that is asked of everybody, and a higher one asked of some."""
    base: int | None = None
    partial: int | None = None
    for clause in re.split(r"[;.]|, but |, though ", text):
        level = NOTHING if _NO_CREDENTIAL.search(clause) else _lowest(clause)
        if level is None:
            continue
        if base is None and not _PARTLY.search(clause):
            base = level
        elif _PARTLY.search(clause):
            partial = level if partial is None else max(partial, level)
    return base, partial


def _highest(text: str) -> int | None:
    return max(_levels(text), default=None)


def _lowest(text: str) -> int | None:
    return min(_levels(text), default=None)


def _levels(text: str) -> list[int]:
    """The levels named; "college" or a bare "degree" means a bachelor's where none else is named."""
    found = [place for place, (_, pattern) in enumerate(LADDER) if pattern.search(text)]
    return found or ([BACHELOR] if _COLLEGE.search(text) else [])


def _stated(material: Material, section: Section) -> list[Sentence]:
    """What the section says; published statements name what they are by themselves."""
    entries = material.profile.entries(section)
    lead = "" if entries and entries[0].line == PUBLISHED else f"{section.heading} stated in the profile: "
    return [
        Sentence(f"{lead}{entry.quote.rstrip('.')}.", (material.evidence(section, entry),))
        for entry in entries
    ]


def _lead(material: Material, section: Section, text: str) -> Sentence:
    entries = material.profile.entries(section)
    return Sentence(text, tuple(material.evidence(section, entry) for entry in entries))


def _text(material: Material, section: Section) -> str:
    return "; ".join(entry.quote for entry in material.profile.entries(section))
