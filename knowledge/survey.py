"""Questions over all occupations: which fulfil conditions, how many, in what order. Exact, from fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.facts import FactTables
from knowledge.fields import Field, Value
from knowledge.profile import Profile

SHOWN = 10  # Rows of a list unless another number is asked for.


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and the range that its number must lie in, both ends included."""

    field: Field
    said: str
    """The condition in words, as it is shown back: "median pay above $70,000"."""
    low: float = -math.inf
    high: float = math.inf

    def holds(self, value: Value | None) -> bool:
        return value is not None and self.low <= value.number <= self.high


@dataclass(frozen=True, slots=True)
class Survey:
    """What is asked of all occupations; a later page of the same list starts at `start`."""

    conditions: tuple[Condition, ...] = ()
    order: Field | None = None
    ascending: bool = False
    limit: int = SHOWN
    start: int = 0
    counts_only: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that rows show, the one they are ordered by first."""
        named = [self.order] if self.order else []
        return tuple(dict.fromkeys((*named, *(one.field for one in self.conditions))))

    @property
    def said(self) -> str:
        """What was understood, in words."""
        parts = [one.said for one in self.conditions]
        if self.order:
            parts.append(f"{self.order.lowest if self.ascending else self.order.highest} first")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """An occupation that fits, with the values of the survey's fields that are known."""

    profile: Profile
    values: tuple[tuple[Field, Value], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows to show, of how many that fit, out of how many that the figures cover."""

    rows: tuple[Row, ...]
    fit: int
    covered: int
    """Occupations for which every field of the survey is known."""
    unknown: int
    """Occupations left out since a value is not known, or only for their wider group."""
    ties: int
    """Occupations beyond the last row whose value is the same as that row's."""


class Board:
    """The values of all occupations in all fields, each field read when it is first asked for."""

    def __init__(self, everything: Callable[[], Iterable[Profile]], tables: FactTables | None) -> None:
        self._everything, self._tables = everything, tables
        self._values: dict[Field, dict[str, Value]] = {}

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """Every occupation with a document or with figures, in title order."""
        return tuple(self._everything())

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(profile.code for profile in self.profiles)

    def values(self, field: Field) -> dict[str, Value]:
        """The value of every occupation that has one, by profile id.

        A specialty has none where figures are published only for its group and the group's own
        occupation is there: it would take a second place in every list with the same figure.
        """
        if field not in self._values:
            tables = self._tables
            read = (
                (one.id, one.code, field.read(one, tables.get(one.code) if tables else None))
                for one in self.profiles
            )
            self._values[field] = {
                name: value for name, code, value in read if value and not self._counted_already(code, value)
            }
        return self._values[field]

    def value(self, field: Field, profile_id: str) -> Value | None:
        """The value of one occupation, specialties included."""
        profile = next((one for one in self.profiles if one.id == profile_id), None)
        facts = self._tables.get(profile.code) if profile and self._tables else None
        return field.read(profile, facts) if profile else None

    def _counted_already(self, code: str, value: Value) -> bool:
        whole = f"{code[:7]}.00"
        return value.of_group and code != whole and whole in self._codes

    def find(self, survey: Survey) -> Found:
        """The occupations that fulfil all conditions, in the order asked for, else by title."""
        columns = {field: self.values(field) for field in survey.fields}
        ranged = [field for field in survey.fields if _is_measured(field)]
        covered = [one for one in self.profiles if all(one.id in columns[field] for field in ranged)]
        fit = [
            one
            for one in covered
            if all(condition.holds(columns[condition.field].get(one.id)) for condition in survey.conditions)
        ]
        if order := survey.order:
            column, sign = columns[order], 1 if survey.ascending else -1
            fit.sort(key=lambda one: (sign * column[one.id].number, one.title))
        stop = survey.start + survey.limit
        rows = [
            Row(one, tuple((field, column[one.id]) for field, column in columns.items() if one.id in column))
            for one in fit[survey.start : stop]
        ]
        ties = _ties(fit[stop:], rows, columns.get(order) if order else None)
        return Found(tuple(rows), len(fit), len(covered), len(self.profiles) - len(covered), ties)


def _is_measured(field: Field) -> bool:
    """Whether every occupation could have a value; nobody has every skill, tool or family."""
    return bool(field.highest)


def _ties(beyond: Iterable[Profile], rows: list[Row], column: dict[str, Value] | None) -> int:
    if not column or not rows:
        return 0
    last = column[rows[-1].profile.id].number
    return sum(column[one.id].number == last for one in beyond)
