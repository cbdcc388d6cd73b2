"""A claim that an occupation is first among all: "is nursing the fastest growing job?"."""

from __future__ import annotations

import re

from advisor.answering.move_parts import Side
from advisor.answering.survey_rows import value_said
from advisor.citations import Draft, Sentence, numbers_in
from advisor.question import Question
from advisor.understanding.orders import order
from advisor.understanding.wording import JOBS
from knowledge import fields

ONE_OF = 10  # "One of the best paid" stands for the first tenth.
_FIRST_OF_ALL = re.compile(rf"\b(?:most|least|best|worst|\w{{3,}}est)\b[\w -]{{0,24}}\b(?:{JOBS}|of all)\b")
_ASKS_IF = re.compile(r"^(?:so |and |but )?(?:is|are)\b|\b(?:true|right|correct|really)\b")
_ONE_OF = re.compile(r"\bone of the\b|\bamong the\b")


def answer_rank(question: Question, side: Side) -> Draft | None:
    """Yes or no with the occupation's place and the one that is first; None where no such claim is made."""
    words = question.search_text.lower()
    ranked = order(words)
    if (
        not (question.kind == "yes_no" or _ASKS_IF.search(words))
        or not ranked.field
        or not _FIRST_OF_ALL.search(words)
    ):
        return None
    board, field = side.catalog.board, ranked.field
    value, values = side.value(field), board.values(field)
    if not value or len(values) < ONE_OF:
        return None
    sign = 1 if ranked.ascending else -1
    first = min(values, key=lambda one: (sign * values[one].number, one))
    place = 1 + sum(sign * one.number < sign * value.number for one in values.values())
    is_one_of = bool(_ONE_OF.search(words))
    holds = place <= len(values) / ONE_OF if is_one_of else place == 1
    by = field.lowest if ranked.ascending else field.highest
    text = (
        f"{'Yes' if holds else 'No'}: of {len(values)} occupations, {by} first, {side.title} are number"
        f" {place} ({value_said(field, value)})."
    )
    said = [Sentence(text, side.evidence(field), computed=numbers_in(text))]
    other = Side.of(first, side.catalog)
    if first != side.id and (top := other.value(field)):
        lead = f"The first of them are {other.title}: {value_said(field, top)}."
        said.append(Sentence(lead, other.evidence(field), computed=numbers_in(other.title)))
    topic = {fields.PAY: "salary", fields.GROWTH: "outlook"}.get(field, "market_demand")
    return Draft(tuple(said), topics=(topic,), profiles=(side.id, other.id), foremost=side.id)
