"""Where the moves from an occupation stand on a drawing: likeness across, change of pay upwards.

Only places and sizes are worked out here, in the units of the drawing; a template draws them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from advisor.jobs.glance import Band
from advisor.jobs.options import Option, change_said
from advisor.reskilling.transition import CLOSE, STRETCH, Label

WIDTH, HEIGHT = 720, 430
LEFT, RIGHT, TOP, BOTTOM = 66, 700, 36, 376
SMALL, LARGE = 9.0, 24.0  # Radius for few and for many people.
FEW, MANY = 1_000.0, 4_000_000.0
LETTER = 6.3  # Width of a letter of a name, about.
LINE = 14.0
LONGEST = 30  # Letters of a name on the drawing.
RATIOS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Name:
    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A move; `number` is its place in the list, `name_at` None where its name has no room."""

    job: str
    title: str
    number: int
    x: float
    y: float
    r: float
    band: Band | None
    label: Label
    pay: str
    people: str
    name_at: Name | None = None

    @property
    def drop(self) -> float:
        """How far below its middle the number's foot stands: in a triangle there is more room below."""
        return 4.0 + (0.35 * self.r if self.band == "high" else 0.0)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    said: str
    same: bool


@dataclass(frozen=True, slots=True)
class Zone:
    at: float
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    bubbles: tuple[Bubble, ...]
    ticks: tuple[Tick, ...]
    zones: tuple[Zone, ...]
    borders: tuple[float, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def is_inside(self) -> bool:
        return self.left >= LEFT - 4 and self.right <= WIDTH and self.top >= 22 and self.bottom <= BOTTOM + 18


def chart_of(moves: Sequence[Option]) -> Chart | None:
    """The drawing of the moves whose pay can be compared; None where no pay can."""
    placed = [(at, one, one.pay_ratio) for at, one in enumerate(moves, 1) if one.pay_ratio]
    if not placed:
        return None
    low, high = _reach([one.likeness for _, one, _ in placed], (STRETCH, CLOSE), 0.5)
    bottom, top = _reach([math.log(ratio) for *_, ratio in placed if ratio], (0.0,), 0.12)

    def across(likeness: float) -> float:
        return LEFT + 26 + (RIGHT - LEFT - 52) * (likeness - low) / (high - low)

    def up(ratio: float) -> float:
        return BOTTOM - 26 - (BOTTOM - TOP - 52) * (math.log(ratio) - bottom) / (top - bottom)

    bubbles = [
        Bubble(
            job=one.row.id,
            title=one.row.title,
            number=at,
            x=across(one.likeness),
            y=up(ratio),
            r=_radius(one),
            band=one.row.band,
            label=one.label,
            pay=change_said(ratio),
            people=one.row.employment.said if one.row.employment else "",
        )
        for at, one, ratio in placed
        if ratio
    ]
    ticks = (Tick(round(up(ratio), 1), change_said(ratio), ratio == 1.0) for ratio in RATIOS)
    edges = {"far": (LEFT, across(STRETCH)), "stretch": (across(STRETCH), across(CLOSE))}
    zones = (*edges.items(), ("close", (across(CLOSE), RIGHT)))
    return Chart(
        # The large ones first, so that none hides another.
        bubbles=tuple(sorted(_named(bubbles), key=lambda one: -one.r)),
        ticks=tuple(tick for tick in ticks if TOP <= tick.at <= BOTTOM),
        zones=tuple(Zone((a + b) / 2, name) for name, (a, b) in zones if b - a > 80),
        borders=tuple(round(across(one), 1) for one in (STRETCH, CLOSE)),
    )


def _reach(values: Iterable[float], also: Iterable[float], room: float) -> tuple[float, float]:
    every = [*values, *also]
    return min(every) - room, max(every) + room


def _radius(one: Option) -> float:
    """By the area: the share of the way from few to many people; the least where it is not known."""
    people = one.row.employment.number if one.row.employment else None
    share = min(max((people or FEW) - FEW, 0.0) / (MANY - FEW), 1.0)
    return SMALL + (LARGE - SMALL) * math.sqrt(share)


def _named(bubbles: Sequence[Bubble]) -> list[Bubble]:
    """Every bubble with its name beside it where that covers nothing else; the first of the list first."""
    taken = [_around(one) for one in bubbles]
    named = []
    for one in bubbles:
        text = one.title if len(one.title) <= LONGEST else one.title[: LONGEST - 1].rstrip(" ,") + "…"
        place = next((spot for spot in _spots(one, text) if _is_free(spot[1], taken)), None)
        if place:
            taken.append(place[1])
        named.append(replace(one, name_at=place[0] if place else None))
    return named


def _around(one: Bubble) -> _Box:
    """The room of a bubble; a diamond and a triangle reach a little beyond the radius."""
    r = 1.25 * one.r
    return _Box(one.x - r, one.y - r, one.x + r, one.y + r)


def _is_free(box: _Box, taken: Iterable[_Box]) -> bool:
    return box.is_inside and not any(box.meets(other) for other in taken)


def _spots(one: Bubble, text: str) -> Iterable[tuple[Name, _Box]]:
    """Right of it, left of it, above and below."""
    long, gap = LETTER * len(text), one.r * 1.25 + 5
    for x, y, anchor, left in (
        (one.x + gap, one.y + 4, "start", one.x + gap),
        (one.x - gap, one.y + 4, "end", one.x - gap - long),
        (one.x, one.y - gap - 1, "middle", one.x - long / 2),
        (one.x, one.y + gap + 10, "middle", one.x - long / 2),
    ):
        yield Name(x, y, anchor, text), _Box(left, y - LINE + 3, left + long, y + 3)
