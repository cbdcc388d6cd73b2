"""Where the pay figures of an occupation lie on a bar from nothing to a little above the highest."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.jobs.glance import Pay, PayPoint
from advisor.ui.words import Words

ROOM = 1.12  # The bar's end by the highest figure.
APART = 13.0  # Percent of the bar that two marks need between them.


@dataclass(frozen=True, slots=True)
class Mark:
    at: float
    said: str
    strong: bool


@dataclass(frozen=True, slots=True)
class PayBar:
    """Places in percent of the bar's length: spans as (start, width)."""

    said: str
    """The bar in words, for those who do not see it."""
    outer: tuple[float, float] | None
    inner: tuple[float, float] | None
    median: float | None
    marks: tuple[Mark, ...]


def pay_bar(pay: Pay, words: Words) -> PayBar:
    """The whole range, its middle half where quarters are known, the median, and figures below."""
    highest = max(point.value for point in pay.points) * ROOM or 1.0
    at = {point.name: 100 * point.value / highest for point in pay.points}
    low, high = pay.points[0], pay.points[-1]
    quarters = [name for name in ("25th percentile", "75th percentile") if name in at]
    median = pay.median
    return PayBar(
        said="; ".join(f"{words.rank(point.name)}: {point.said}" for point in pay.points),
        outer=_span(at[low.name], at[high.name]) if low is not high else None,
        inner=_span(at[quarters[0]], at[quarters[1]]) if len(quarters) == 2 else None,
        median=round(at[median.name], 1) if median else None,
        marks=_marks([low, *([median] if median else []), high], at, median),
    )


def _span(start: float, end: float) -> tuple[float, float]:
    return round(start, 1), round(end - start, 1)


def _marks(points: list[PayPoint], at: dict[str, float], median: PayPoint | None) -> tuple[Mark, ...]:
    """The lowest, middle and highest figure; an end that would touch the median's is left out."""
    shown: dict[str, Mark] = {}
    for point in points:
        near = median and point is not median and abs(at[point.name] - at[median.name]) < APART
        if not near:
            shown[point.name] = Mark(round(at[point.name], 1), _short(point), point is median)
    return tuple(shown.values())


def _short(point: PayPoint) -> str:
    if point.value < 1000:
        return f"${point.value:,.2f}"
    return f"${point.value / 1000:,.0f}k" + ("+" if point.at_least else "")
