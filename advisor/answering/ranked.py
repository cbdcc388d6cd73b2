"""Several jobs in the order of a figure: which has more of it, how far they are apart, all in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answering.material import Material
from advisor.answering.survey_rows import value_said
from advisor.citations import Evidence, Sentence, numbers_in
from advisor.understanding.measures import APART, RANKS
from advisor.words import in_a_row
from knowledge import fields
from knowledge.fields import Field, Value

Ranked = Sequence[tuple[Value, Material]]
_COUNTED = {
    fields.ENTRY: ("take", "schooling to enter", ("less", "the least")),
    fields.BACKGROUND: ("take", "experience in a related job", ("less", "the least")),
    fields.ON_THE_JOB: ("take", "training on the job", ("less", "the least")),
    fields.OPENINGS: ("have", "openings a year", ("fewer", "the fewest")),
    fields.EMPLOYMENT: ("employ", "people", ("fewer", "the fewest")),
}
"""What a job has more or less of, in words."""
_POINTS = {
    fields.EXPOSURE: "points of 100",
    fields.GROWTH: "percentage points",
    fields.EMPLOYMENT: "people",
    fields.OPENINGS: "openings a year",
}
"""What the numbers of a figure are apart by."""


def ranked_by(
    field: Field, values: Sequence[Value | None], materials: Sequence[Material], *, least: bool
) -> list[tuple[Value, Material]]:
    """The occupations whose value is known, the one that was asked for first."""
    known = [(value, one) for value, one in zip(values, materials, strict=True) if value and value.entry]
    return sorted(known, key=lambda pair: pair[0].number if least else -pair[0].number)


def in_a_sentence(field: Field, ranked: Ranked, *, in_percent: bool = False) -> Sentence:
    """Which of the occupations has more of the field, or less where the ranking begins with the least."""
    (top, first), (bottom, last) = ranked[0], ranked[-1]
    evidence = tuple(one.evidence(value.section, value.entry) for value, one in ranked if value.entry)
    names = f"{first.profile.title} and {last.profile.title}"
    gap = _gap(field, top, bottom, in_percent=in_percent)
    tied = [one.profile.title for value, one in ranked if value.number == top.number]
    others = sum(value.number == bottom.number for value, _ in ranked)
    against = "the others" if 1 < others == len(ranked) - len(tied) else last.profile.title
    if top.number == bottom.number:
        text = f"{in_a_row(tied)} have the same {field.name}: {value_said(field, top)}."
    elif field == fields.GROWTH and top.number * bottom.number <= 0:
        other = value_said(field, bottom).removeprefix("projected to ")
        text = f"{in_a_row(tied)} are {value_said(field, top)}, {against} to {other}."
    else:
        text = (
            f"{in_a_row(tied)} {_has_more(field, top, bottom, len(ranked))}:"
            f" {_shortly(field, top)}, against {_shortly(field, bottom).removeprefix('by ')}"
            f" for {against}{gap}."
        )
    numbers = (one for value, _ in ranked for one in worked_out(field, value))
    return Sentence(
        text, evidence, computed=(*numbers_in(f"{names} {' '.join(tied)}"), *numbers, *numbers_in(gap))
    )


def beside_own(field: Field, mine: tuple[Value, Material], others: Ranked) -> Sentence:
    """Which of the others have more of the field than one's own job, as much, and less."""
    own, job = mine
    ways = {"higher": 1, "the same": 0, "lower": -1}
    parts = []
    for way, sign in ways.items():
        found = [
            pair for pair in others if (pair[0].number > own.number) - (pair[0].number < own.number) == sign
        ]
        if found:
            named = (f"{one.profile.title} ({_shortly(field, value)})" for value, one in found)
            parts.append(f"{way} for {in_a_row(list(named))}")
    text = f"{job.profile.title}: {value_said(field, own)}; {field.name} is {'; '.join(parts)}."
    evidence = tuple(
        one.evidence(value.section, value.entry) for value, one in (mine, *others) if value.entry
    )
    return Sentence(text, evidence, computed=numbers_in(text))


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
    said = [f"{one.profile.title}, {amount(field, value)}" for value, one in ranked]
    text = f"In this order: {'; '.join(said)}."
    return Sentence(text, evidence_of(ranked), computed=numbers_in(text))


def amount(field: Field, value: Value) -> str:
    """A value in words, without the name of its figure, which stands before it."""
    return value_said(field, value).removeprefix(f"{field.name} ")


def _has_more(field: Field, top: Value, bottom: Value, number: int) -> str:
    """As in "have the higher median pay" of two and "take the most schooling" of more."""
    is_more = top.number > bottom.number
    if field == fields.GROWTH:
        does, is_more = (
            ("shrink", not is_more) if top.number <= 0 and bottom.number <= 0 else ("grow", is_more)
        )
        degree = ("more" if is_more else "less") if number == 2 else "most" if is_more else "least"
        return f"are projected to {does} {degree}"
    if field in _COUNTED:
        does, what, less = _COUNTED[field]
        comparative, superlative = ("more", "the most") if is_more else less
        return f"{does} {comparative if number == 2 else superlative} {what}"
    comparative, superlative = ("higher", "highest") if is_more else ("lower", "lowest")
    return f"have the {comparative if number == 2 else superlative} {field.name}"


def _shortly(field: Field, value: Value) -> str:
    """A value in words, short since what it is a value of was said before it."""
    said = amount(field, value)
    if field == fields.GROWTH:
        return re.sub(r"^projected to \w+ ", "", said)
    return said.replace(" exposure to AI", "", 1) if field == fields.EXPOSURE else said


def _gap(field: Field, one: Value, other: Value, *, in_percent: bool) -> str:
    """How far two pays are apart, where both are known and not only that one is above a bound."""
    said = (value_said(field, one), value_said(field, other))
    if field is not fields.PAY or any("or more" in each for each in said):
        return ""
    low, high = sorted((one.number, other.number))
    share = f", {100 * (high / low - 1):.0f} percent of the lower," if in_percent and low else ""
    return f", a difference of ${high - low:,.0f}{share} (my arithmetic)"


def evidence_of(ranked: Ranked) -> tuple[Evidence, ...]:
    """The entries that state the values."""
    return tuple(one.evidence(value.section, value.entry) for value, one in ranked if value.entry)


def worked_out(field: Field, value: Value) -> tuple[str, ...]:
    """The middle of the percentiles of exposure, which no source shows."""
    return numbers_in(value_said(field, value)) if field in (fields.EXPOSURE, fields.CHANGE) else ()
