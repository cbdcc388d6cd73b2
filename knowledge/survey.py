"""Questions over all occupations: which fulfil conditions, how many, in what order. Exact, from fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.facts import FactTables
from knowledge.fields import CHANGE, EMPLOYMENT, FIELDS, Field, Value, member_field
from knowledge.lasting import lasting
from knowledge.profile import Profile

A_YEAR = {"hour": 2080, "week": 52, "month": 12}  # Of a full-time year, as wage statistics count it.
SHOWN = 10  # Rows of a list unless another number is asked for.


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and the range that its number must lie in, both ends included."""

    field: Field
    said: str
    """The condition in words, as it is shown back: "median pay above $70,000"."""
    low: float = -math.inf
    high: float = math.inf
    period: str = ""
    """For pay that was asked for by the hour, week or month: that word; the range is always a year's."""

    def holds(self, value: Value | None) -> bool:
        return value is not None and self.low <= value.number <= self.high


def joined(before: Iterable[Condition], found: Sequence[Condition]) -> tuple[Condition, ...]:
    """The limits before, where they are not said anew, and the new ones."""
    gone = {one.field for one in found}
    return (*(one for one in before if one.field not in gone), *found)


def among(shown: Sequence[str]) -> Condition:
    """To be one of the occupations shown before."""
    field = member_field("of those shown", frozenset(shown))
    return Condition(field, "of those shown", low=1)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is asked of all occupations; a later page of the same list starts at `start`."""

    conditions: tuple[Condition, ...] = ()
    order: Field | None = None
    is_order_asked: bool = True
    """False for an order that was not asked for: what has no figure for it comes last, and counts."""
    ascending: bool = False
    limit: int = SHOWN
    start: int = 0
    counts_only: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that rows show, the one they are ordered by first."""
        named = [self.order] if self.order else []
        if self.order == CHANGE:
            named.append(EMPLOYMENT)  # How many are more, or fewer, than what.
        return tuple(dict.fromkeys((*named, *(one.field for one in self.conditions))))

    @property
    def needed(self) -> tuple[Field, ...]:
        """The figures without which an occupation is neither counted nor listed."""
        asked = [self.order] if self.order and self.is_order_asked else []
        named = (*asked, *(one.field for one in self.conditions))
        return tuple(dict.fromkeys(field for field in named if field.is_figure))

    @property
    def members(self) -> frozenset[str]:
        """The few that are looked at, where not all occupations are."""
        return next((one.field.members for one in self.conditions if one.field.members), frozenset())

    @property
    def period(self) -> str:
        """What pay was asked by, where not by the year."""
        return next((one.period for one in self.conditions if one.period), "")

    @property
    def is_told(self) -> bool:
        """Whether more than a family of occupations was understood: a condition, an order, a count."""
        narrows = any(not one.field.is_family for one in self.conditions)
        return narrows or bool(self.order and self.is_order_asked) or self.counts_only

    @property
    def order_said(self) -> str:
        """The order in words: "best paid"; empty without one."""
        return (self.order.lowest if self.ascending else self.order.highest) if self.order else ""

    @property
    def said(self) -> str:
        """What was understood, in words."""
        order = f"{self.order_said} first" if self.order else ""
        return ", ".join(filter(None, (*(one.said for one in self.conditions), order)))


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
    """Occupations for which every needed figure is known."""
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
        with lasting():
            return tuple(self._everything())

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(profile.code for profile in self.profiles)

    def values(self, field: Field) -> dict[str, Value]:
        """The value of every occupation that has one, by profile id.

        A specialty has none where figures are published only for its group and the group's own
        occupation is there: it would take a second place in every list with the same figure.
        """
        if field.is_passing:
            return self._read(field)
        if field not in self._values:
            self._values[field] = self._read(field)
        return self._values[field]

    def _read(self, field: Field) -> dict[str, Value]:
        tables = self._tables
        read = (
            (one.id, one.code, field.read(one, tables.get(one.code) if tables else None))
            for one in self.profiles
        )
        return {name: value for name, code, value in read if value and not self.is_of_whole(code, value)}

    def value(self, field: Field, profile_id: str) -> Value | None:
        """The value of one occupation, specialties included."""
        profile = next((one for one in self.profiles if one.id == profile_id), None)
        facts = self._tables.get(profile.code) if profile and self._tables else None
        return field.read(profile, facts) if profile else None

    def _values_of(self, ids: Iterable[str], field: Field) -> dict[str, Value]:
        return {one: value for one in ids if (value := self.value(field, one))}

    def is_of_whole(self, code: str, value: Value) -> bool:
        """Whether a specialty's figure is that of the occupation that it is a part of, which is there too."""
        whole = f"{code[:7]}.00"
        return value.of_group and code != whole and whole in self._codes

    def warm(self) -> None:
        """Read every figure of every occupation now; for a thread that runs while nobody waits."""
        for field in FIELDS:
            self.values(field)

    def find(self, survey: Survey) -> Found:
        """The occupations that fulfil all conditions, in the order asked for, else by title.

        Of a few that were shown, specialties are looked at too: each was picked for itself.
        """
        few = survey.members
        looked_at = [one for one in self.profiles if not few or one.id in few]
        columns = {
            field: self._values_of(few, field) if few else self.values(field) for field in survey.fields
        }
        covered = [one for one in looked_at if all(one.id in columns[field] for field in survey.needed)]
        fit = [
            one
            for one in covered
            if all(condition.holds(columns[condition.field].get(one.id)) for condition in survey.conditions)
        ]
        column = columns[survey.order] if survey.order else {}
        fit = _ordered(fit, column, ascending=survey.ascending)
        stop = survey.start + survey.limit
        rows = [
            Row(one, tuple((field, values[one.id]) for field, values in columns.items() if one.id in values))
            for one in fit[survey.start : stop]
        ]
        unknown = len(looked_at) - len(covered)
        return Found(tuple(rows), len(fit), len(covered), unknown, _ties(fit[stop:], rows, column))


def _ordered(profiles: list[Profile], column: dict[str, Value], *, ascending: bool) -> list[Profile]:
    """By the column and then by title; what has no value in it comes last."""
    sign = 1 if ascending else -1

    def place(profile: Profile) -> tuple[float, str]:
        value = column.get(profile.id)
        return (sign * value.number if value else math.inf, profile.title)

    return sorted(profiles, key=place)


def _ties(beyond: Iterable[Profile], rows: list[Row], column: dict[str, Value]) -> int:
    if not rows or rows[-1].profile.id not in column:
        return 0
    last = column[rows[-1].profile.id].number
    values = (column.get(one.id) for one in beyond)
    return sum(value.number == last for value in values if value)
