"""What else is told of several jobs in the order of a figure: how far they are apart, and all in a row."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.material import Material
from advisor.answering.survey_rows import value_said
from advisor.citations import Evidence, Sentence, numbers_in
from advisor.understanding.measures import APART, RANKS
from knowledge import fields
from knowledge.fields import Field, Value

Ranked = Sequence[tuple[Value, Material]]
_POINTS = {
    fields.EXPOSURE: "points of 100",
    fields.GROWTH: "percentage points",
    fields.EMPLOYMENT: "people",
    fields.OPENINGS: "openings a year",
}
"""What the numbers of a figure are apart by."""


def in_figures(field: Field, ranked: Ranked, text: str) -> list[Sentence]:
    """How far they are apart, and all in their order, where a text asks for these."""
    differ = field in _POINTS and ranked[0][0].number != ranked[-1][0].number
    said = [_apart(field, ranked)] if differ and APART.search(text) else []
    return [*said, _in_order(field, ranked)] if RANKS.search(text) and len(ranked) > 2 else said


def _apart(field: Field, ranked: Ranked) -> Sentence:
    """How far the first and the last are apart, as shown."""
    gap = round(abs(ranked[0][0].number - ranked[-1][0].number), 1 if field == fields.GROWTH else None)
    text = f"That is {gap:,} {_POINTS[field]} apart (my arithmetic)."
    return Sentence(text, evidence_of(ranked), computed=numbers_in(text))


def _in_order(field: Field, ranked: Ranked) -> Sentence:
    """All of them, one after the other."""
    said = [f"{one.profile.title}, {_amount(field, value)}" for value, one in ranked]
    text = f"In this order: {'; '.join(said)}."
    return Sentence(text, evidence_of(ranked), computed=numbers_in(text))


def _amount(field: Field, value: Value) -> str:
    return value_said(field, value).removeprefix(f"{field.name} ")


def evidence_of(ranked: Ranked) -> tuple[Evidence, ...]:
    """The entries that state the values."""
    return tuple(one.evidence(value.section, value.entry) for value, one in ranked if value.entry)
