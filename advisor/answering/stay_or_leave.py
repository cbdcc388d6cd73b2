"""What speaks for staying in a job, and what for leaving it; the weighing is the person's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from advisor.answering.material import in_full
from advisor.answering.move_parts import Side
from advisor.answering.survey_rows import value_said
from advisor.citations import Draft, Evidence, Form, Sentence, numbers_in
from knowledge import fields
from knowledge.facts import band
from knowledge.fields import Field
from knowledge.profile import AnyEntry, Section

Way = Literal["staying", "leaving"]
_FOR = r"\b(?:speaks?|argues?|arguments?|reasons?|points?|case|pros?)(?: \w+)? (?:for|to|in favou?r of) "
_WAYS: dict[Way, re.Pattern[str]] = {
    "staying": re.compile(rf"{_FOR}(?:stay|keep|remain)\w*\b|\bwhy (?:should i |would i )?stay\b", re.I),
    "leaving": re.compile(
        rf"{_FOR}(?:leav|quit|go|get(?:ting)? out)\w*\b|\bwhy (?:should i |would i )?(?:leave|quit)\b", re.I
    ),
}
NAMED = 3  # Duties and tasks named on a side.
_WEIGH = Sentence(
    "Which counts more is for you to weigh. How your own employer uses AI, and what it pays, is not in"
    " these data.",
    form=Form.NOTE,
)


def way_asked(text: str) -> Way | None:
    """Whether a message asks what speaks for staying, or for leaving."""
    return next((way for way, pattern in _WAYS.items() if pattern.search(text)), None)


def answer_way(way: Way, side: Side) -> Draft:
    """The figures and marks of the job that speak for this way."""
    told = list(_for_staying(side) if way == "staying" else _for_leaving(side))
    lead = f"For {way}, of what I have about {side.title}:" if told else f"Nothing I have speaks for {way}."
    return Draft((_computed(lead), *told, _WEIGH), topics=("ai_effect",), profiles=(side.id,))


def _for_staying(side: Side) -> Iterable[Sentence]:
    growth, openings = side.value(fields.GROWTH), side.value(fields.OPENINGS)
    exposure = side.value(fields.EXPOSURE)
    if growth and growth.number > 0:
        yield _figure(side, fields.GROWTH)
    if openings:
        yield _figure(side, fields.OPENINGS)
    if exposure and band(exposure.number) == "low":
        yield _figure(side, fields.EXPOSURE)
    duties = side.material.profile.duties
    left = [one for one in duties if not one.ai_can_assist]
    if left and len(left) < len(duties):
        text = f'{len(left)} of {len(duties)} duties are not marked "AI can assist"'
        yield _named(side, Section.RESPONSIBILITIES, text, left)


def _for_leaving(side: Side) -> Iterable[Sentence]:
    growth, exposure = side.value(fields.GROWTH), side.value(fields.EXPOSURE)
    if growth and growth.number < 0:
        yield _figure(side, fields.GROWTH)
    if exposure and band(exposure.number) != "low":
        yield _figure(side, fields.EXPOSURE)
    if tasks := side.material.profile.entries(Section.AUTOMATION):
        text = f"{len(tasks)} tasks that AI could take over, by the authors' view"
        yield _named(side, Section.AUTOMATION, text, tasks)


def _figure(side: Side, field: Field) -> Sentence:
    value = side.value(field)
    assert value
    text = value_said(field, value)
    return Sentence(f"{text[:1].upper()}{text[1:]}.", side.evidence(field), Form.BULLET, numbers_in(text))


def _named(side: Side, section: Section, text: str, entries: Iterable[AnyEntry]) -> Sentence:
    some = list(entries)[:NAMED]
    names = "; ".join(in_full(one).replace(" (AI can assist)", "").rstrip(".") for one in some)
    evidence: tuple[Evidence, ...] = tuple(side.material.evidence(section, one) for one in some)
    said = f"{text}, such as: {names}."
    return Sentence(said, evidence, Form.BULLET, numbers_in(text))


def _computed(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))
