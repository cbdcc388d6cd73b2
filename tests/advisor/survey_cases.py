"""Questions over all occupations as people ask them, and what they should be read as.

`survey_questions/asked*.jsonl` holds questions that are such, `others*.jsonl` messages that are not. An
occupation stands in braces, `before` are the turns before. A condition is written "pay > 70000".
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from advisor.ordinals import place_named
from advisor.question import AllOccupations, Focus
from advisor.understanding.jobs import MASK
from advisor.understanding.survey import SurveyReader
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import Field
from knowledge.survey import Condition

FOLDER = Path(__file__).parent / "survey_questions"
JOBS = {
    "nurse": "29-1141.00",
    "cashier": "41-2011.00",
    "teacher": "25-2021.00",
    "electrician": "47-2111.00",
    "plumber": "47-2152.00",
    "carpenter": "47-2031.00",
}
NAMES = {
    fields.PAY: "pay",
    fields.LOW_PAY: "low pay",
    fields.HIGH_PAY: "high pay",
    fields.GROWTH: "growth",
    fields.OPENINGS: "openings",
    fields.EMPLOYMENT: "people",
    fields.ENTRY: "schooling",
    fields.BACKGROUND: "experience",
    fields.ON_THE_JOB: "training",
    fields.EXPOSURE: "ai",
}
ENDS = {fields.ENTRY: 7, fields.BACKGROUND: 2, fields.ON_THE_JOB: 5}
"""The highest place on the scale of a field; a condition that only says "up to here" says nothing."""


@dataclass(frozen=True)
class SurveyCase:
    """A question, the turns before it, and what is expected of its reading; None is not checked."""

    ask: str
    before: tuple[str, ...] = ()
    conditions: frozenset[str] | None = None
    order: str | None = None
    limit: int | None = None
    start: int = 0
    counts: bool = False
    than: str = ""
    untold: bool = False
    everything: bool = False

    @property
    def name(self) -> str:
        return " / ".join((*self.before, self.ask))


def cases(name: str) -> list[SurveyCase]:
    """The cases of a file, in its order."""
    return [_case(json.loads(line)) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _case(facts: dict[str, Any]) -> SurveyCase:
    conditions = facts.pop("conditions", None)
    before = tuple(facts.pop("before", ()))
    said = None if conditions is None else frozenset(conditions)
    return SurveyCase(before=before, conditions=said, **facts)


def read(reader: SurveyReader, case: SurveyCase, catalog: Catalog) -> AllOccupations | None:
    """What the last message of a case is read as, without any model."""
    focus = Focus()
    for message in case.before:
        focus = _after(focus, reader, message, catalog)
    return _read(reader, case.ask, focus, catalog)


def _read(reader: SurveyReader, message: str, focus: Focus, catalog: Catalog) -> AllOccupations | None:
    text = re.sub(r"\{[^}]*\}", MASK, message)
    named = _job(message, catalog) or next(iter(focus.profiles), "")
    return reader.read(text, {}, "", job=named, focus=focus)


def _after(focus: Focus, reader: SurveyReader, message: str, catalog: Catalog) -> Focus:
    if found := _read(reader, message, focus, catalog):
        rows = catalog.board.find(found.survey).rows
        return replace(focus, survey=found.survey, listed=tuple(row.profile.id for row in rows))
    place = place_named(message)
    picked = focus.listed[place] if place is not None and focus.listed else ""
    job = picked or _job(message, catalog)
    return Focus(
        profiles=(job,) if job else focus.profiles,
        past=(*focus.past, ("overview",)),
        survey=focus.survey if picked else None,
        listed=focus.listed,
    )


def _job(message: str, catalog: Catalog) -> str:
    found = re.search(r"\{([^}]*)\}", message)
    return catalog.of_code(JOBS[found[1].removesuffix("s")]) if found else ""


def problem(case: SurveyCase, found: AllOccupations | None, catalog: Catalog) -> str:
    """What is wrong with a reading; empty when it is as expected."""
    if not found:
        return "not read as a question over all occupations"
    survey = found.survey
    if case.everything:
        return "" if not survey.fields and not found.untold else "not the plain count of all"
    if found.than != (catalog.of_code(JOBS[case.than]) if case.than else ""):
        return f"compares with {found.than!r}"
    if bool(found.untold) != case.untold:
        return f"untold: {found.untold}"
    said = frozenset(bound for one in survey.conditions for bound in bounds(one))
    if case.conditions is not None and said != case.conditions:
        return f"conditions: {sorted(said)}"
    order = f"{_name(survey.order)}{' up' if survey.ascending else ''}" if survey.order else ""
    if case.order is not None and order != case.order:
        return f"order: {order}"
    if case.limit is not None and survey.limit != case.limit:
        return f"limit: {survey.limit}"
    if (survey.start, survey.counts_only) != (case.start, case.counts):
        return f"start {survey.start}, counts only: {survey.counts_only}"
    return ""


def bounds(condition: Condition) -> Iterator[str]:
    """A condition as its ends: "pay >= 40000", "pay <= 60000"."""
    field, low, high = condition.field, condition.low, condition.high
    name = _name(field)
    if name.startswith(("skill ", "tool ", "in ")):
        level = " = 3" if low == high == 3 else " = 2" if low == high == 2 else ""
        yield f"not {name}" if high <= 0 else f"{name}{level}"
        return
    scale = field in ENDS
    if low > (0 if scale else -math.inf):
        yield f"{name} {'>' if low > round(low, 6) else '>='} {_end(condition, low)}"
    if high < ENDS.get(field, math.inf):
        yield f"{name} {'<' if high < round(high, 6) else '<='} {_end(condition, high)}"


def _end(condition: Condition, number: float) -> str:
    return "than" if "that of" in condition.said else f"{round(number, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _name(field: Field) -> str:
    for kind in ("skill", "tool"):
        if field.name.endswith(f" among the {kind}s"):
            return f"{kind} {field.name.removesuffix(f' among the {kind}s')}"
    return NAMES.get(field, field.name)
