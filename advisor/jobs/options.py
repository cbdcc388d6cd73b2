"""Where next: the moves from an occupation in figures, and one of them in full with first steps."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from advisor.jobs.compare import JobName
from advisor.jobs.glance import glance_at
from advisor.jobs.listing import NO_WISHES, Listing, Row, Wishes
from advisor.jobs.stated import Origin, origin_of
from advisor.reskilling.gap import Element, SkillGap
from advisor.reskilling.limits import Limit
from advisor.reskilling.paths import Reskilling
from advisor.reskilling.transition import Label, Transition
from knowledge.catalog import Catalog
from knowledge.errors import UnknownOccupationError
from knowledge.facts import FactTables

SHOWN = 12  # Moves shown at once.
NAMED = 6  # Elements, activities and tools named of each kind.


@dataclass(frozen=True, slots=True)
class Option:
    """A move: the occupation with its figures, how alike the work is, and how the pay compares."""

    row: Row
    label: Label
    reasons: tuple[str, ...]
    likeness: float
    """In log odds; from 7 on the work is much alike, below 5 little."""
    rank: int
    """1 for the occupation most alike to the start, of `Options.all`."""
    pay_ratio: float | None
    """Its median pay by today's; None where one of them is not published by the year."""


@dataclass(frozen=True, slots=True)
class Options:
    """Moves from an occupation, the best first."""

    start: Row
    moves: tuple[Option, ...]
    of: int
    """Occupations that there are besides the start."""
    allowed: int
    """Occupations that fulfil the wishes."""


@dataclass(frozen=True, slots=True)
class Level:
    """A skill or field of knowledge, as the target needs it and as today's work is rated in it, 0 to 7."""

    name: str
    kind: str
    needed: float
    have: float | None
    how_far: str
    """In words: "none", "a small step", "a clear step", "a long way", "not known"."""
    origin: Origin
    describes: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do first, and what says so; without an origin it is general advice."""

    said: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A way over a stepping stone, with the labels of its two moves."""

    over: JobName
    labels: tuple[Label, Label]


@dataclass(frozen=True, slots=True)
class Move:
    """One move in full."""

    start: JobName
    option: Option
    cover: float | None
    """The share of what the target needs that carries over, 0 to 1; None where it is not rated."""
    shared: tuple[Level, ...]
    missing: tuple[Level, ...]
    shared_activities: tuple[str, ...]
    new_activities: tuple[str, ...]
    shared_tools: tuple[str, ...]
    new_tools: tuple[str, ...]
    routes: tuple[Route, ...]
    steps: tuple[Step, ...]


class WhereNext:
    """Moves between the occupations of a catalog that has figures."""

    def __init__(self, catalog: Catalog, listing: Listing, reskilling: Reskilling) -> None:
        self._catalog, self._listing, self._reskilling = catalog, listing, reskilling

    def options(
        self,
        start: str,
        wishes: Wishes = NO_WISHES,
        *,
        held: Collection[str] = (),
        top: int = SHOWN,
    ) -> Options:
        """The moves to show from an occupation; raises UnknownOccupationError where figures lack."""
        row = self._row(start)
        limits, allowed = [], frozenset(self._reskilling.traits.codes)
        if wishes != NO_WISHES:
            allowed &= self._listing.allowed(wishes)
            limits = [Limit("as wished", allowed)]
        found = self._reskilling.rank(row.code, limits, top=top, held=held)
        moves = tuple(self._option(one) for one in found)
        return Options(row, moves, len(self._reskilling.traits.codes) - 1, len(allowed - {row.code}))

    def move(self, start: str, target: str, *, held: Collection[str] = ()) -> Move:
        """One move in full; raises UnknownOccupationError for the same or an unknown occupation."""
        now, then = self._row(start), self._row(target)
        if now.code == then.code:
            raise UnknownOccupationError(f"{now.title} is both start and target; name another.")
        gap = self._reskilling.gap(now.code, then.code, held=held)
        option = self._option(self._reskilling.transition(now.code, then.code))
        tables, traits = self._reskilling.traits.tables, self._reskilling.traits
        missing = tuple(_level(one, tables) for one in gap.missing[:NAMED])
        return Move(
            start=_name(now),
            option=option,
            cover=gap.cover,
            shared=tuple(_level(one, tables) for one in gap.shared[:NAMED]),
            missing=missing,
            shared_activities=tuple(traits.activity_name(one) for one in gap.shared_activities[:NAMED]),
            new_activities=tuple(traits.activity_name(one) for one in gap.new_activities[:NAMED]),
            shared_tools=gap.shared_tools[:NAMED],
            new_tools=gap.new_tools[:NAMED],
            routes=tuple(
                Route(
                    _name(self._row(self._catalog.of_code(one.first.target.code))),
                    (one.first.label, one.second.label),
                )
                for one in self._reskilling.route(now.code, then.code)
            ),
            steps=self._steps(option.row, missing, gap),
        )

    def _steps(self, target: Row, missing: Sequence[Level], gap: SkillGap) -> tuple[Step, ...]:
        """The way in, the widest gap, a tool of the job to know, and someone to ask."""
        steps = []
        if target.entry:
            trained = target.training if target.training and target.training.number else None
            then = f", then {trained.said[:1].lower()}{trained.said[1:]}" if trained else ""
            steps.append(Step(f"See to the way in: {target.entry.said}{then}.", target.entry.origin))
        if missing:
            widest = missing[0]
            have = f", today {widest.have:.1f}" if widest.have is not None else ""
            said = f"Start with {widest.name}: level {widest.needed:.1f} of 7 there{have}."
            steps.append(Step(said, widest.origin))
        glance = glance_at(target.id, self._catalog)
        if new := [one.name for one in glance.tools if one.name not in gap.shared_tools]:
            steps.append(Step(f"Get to know {new[0]}.", glance.tools_origin))
        return (*steps, Step("Ask someone who does this work what a usual week is like."))

    def _row(self, name: str) -> Row:
        try:
            row = self._listing.row(name)
        except KeyError:
            raise UnknownOccupationError(f"No occupation here has the id {name!r}.") from None
        if row.code not in self._reskilling.traits.codes:
            raise UnknownOccupationError(
                f"There are no published figures for {row.title}, so no moves either."
            )
        return row

    def _option(self, move: Transition) -> Option:
        row = self._listing.row(self._catalog.of_code(move.target.code))
        yearly = move.pay.then is not None and move.pay.then.unit == "USD a year"
        return Option(
            row=row,
            label=move.label,
            reasons=move.reasons,
            likeness=move.likeness,
            rank=move.likeness_rank,
            pay_ratio=move.pay.ratio if yearly else None,
        )


def _name(row: Row) -> JobName:
    return JobName(row.id, row.code, row.title)


def _level(one: Element, tables: FactTables) -> Level:
    return Level(
        name=one.name,
        kind=one.kind,
        needed=one.needed.value,
        have=one.have.value if one.have else None,
        how_far=one.how_far,
        origin=origin_of(one.needed, tables),
        describes=one.needed.describes,
    )


def change_said(ratio: float | None) -> str:
    """How the pay changes: "+15 %", "about the same"; empty where it is not known."""
    if ratio is None or not math.isfinite(ratio):
        return ""
    percent = round(100 * (ratio - 1))
    return f"{percent:+d} %".replace("-", "\N{MINUS SIGN}") if percent else "about the same"
