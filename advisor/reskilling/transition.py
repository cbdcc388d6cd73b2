"""A move from one occupation to another in figures, and whether it is close, a stretch or far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.reskilling.parts import yearly_pay
from knowledge.facts import Fact, OccupationFacts
from knowledge.fields import SCHOOLING

Label = Literal["close", "stretch", "far"]
LABELS: tuple[Label, ...] = ("close", "stretch", "far")

# Six of ten, and nine of ten, of the pairs that O*NET lists as primary related reach these.
CLOSE, STRETCH = 7.0, 5.0
ZONES_CLOSE, ZONES_FAR = 1, 3  # Job Zones apart: at most for close, at least (upward) for far.
YEARS = dict(zip(SCHOOLING, (0, 0, 1, 1, 2, 4, 6, 8), strict=True))
"""Nominal years of full-time schooling after school for each level."""
YEARS_STRETCH, YEARS_FAR = 2, 5  # Years of schooling to add: from here no longer close, and far.
PAY_KEPT = 0.75  # Of the pay, for close.


@dataclass(frozen=True, slots=True)
class Change:
    """The same figure of both occupations; None where it is not published."""

    now: Fact | None
    then: Fact | None

    @property
    def difference(self) -> float | None:
        """The second less the first, in their unit; None when one is missing or their units differ."""
        if not self.now or not self.then or self.now.unit != self.then.unit:
            return None
        return self.then.value - self.now.value

    @property
    def ratio(self) -> float | None:
        """The second by the first; None when that cannot be told."""
        if self.difference is None or not self.now or not self.then or not self.now.value:
            return None
        return self.then.value / self.now.value


@dataclass(frozen=True, slots=True)
class Transition:
    """A move between two occupations: both in figures, how alike they are, and its label."""

    start: OccupationFacts
    target: OccupationFacts
    likeness: float
    """In log odds; 0 is about an average pair."""
    likeness_rank: int
    """1 for the occupation most alike to the start."""
    chance: float
    """The share of movers that the model expects to make this move, 0 to 1; an order, not a forecast."""

    @property
    def pay(self) -> Change:
        """The median pay."""
        return Change(self.start.wages.get("median"), self.target.wages.get("median"))

    @property
    def growth(self) -> Change:
        return Change(self.start.growth_percent, self.target.growth_percent)

    @property
    def openings(self) -> Change:
        return Change(self.start.openings, self.target.openings)

    @property
    def employment(self) -> Change:
        return Change(self.start.employment, self.target.employment)

    @property
    def job_zone(self) -> Change:
        return Change(self.start.job_zone, self.target.job_zone)

    @property
    def exposure(self) -> tuple[float | None, float | None]:
        """The middle percentile of exposure to AI of both, 0 to 100."""
        now, then = self.start.exposure, self.target.exposure
        return now.middle if now else None, then.middle if then else None

    @property
    def schooling_step(self) -> int | None:
        """Nominal years of entry education to add, below 0 for fewer; None when one is not known."""
        now, then = YEARS.get(self.start.entry_education), YEARS.get(self.target.entry_education)
        return None if now is None or then is None else then - now

    @property
    def label(self) -> Label:
        return LABELS[max((level for level, _ in self._hindrances()), default=0)]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not close, or for a close one what makes it so."""
        found = self._hindrances()
        worst = max((level for level, _ in found), default=0)
        if not worst:
            return (
                "much alike in what is done, known and called, at most one Job Zone apart, at least three"
                " quarters of the pay where both are published",
            )
        return tuple(reason for _, reason in sorted(found, key=lambda one: -one[0]))

    def _hindrances(self) -> list[tuple[int, str]]:
        """What stands against close (1 makes it a stretch, 2 far), with the reason in words."""
        found = []
        if self.likeness < CLOSE:
            far = self.likeness < STRETCH
            found.append((2, "the work is little alike") if far else (1, "the work is alike only in part"))
        zones = self.job_zone.difference or 0
        if abs(zones) > ZONES_CLOSE:
            way = "more" if zones > 0 else "less"
            found.append((1 + (zones >= ZONES_FAR), f"{abs(zones):g} Job Zones {way} preparation"))
        years = self.schooling_step or 0
        if years >= YEARS_STRETCH:
            words = f"typical entry is {self.target.entry_education}, not {self.start.entry_education}"
            found.append((1 + (years >= YEARS_FAR), words))
        if (ratio := self._pay_ratio) is not None and ratio < PAY_KEPT:
            found.append((1, f"the median pay is {100 * ratio:.0f} percent of today's"))
        return found

    @property
    def _pay_ratio(self) -> float | None:
        both = yearly_pay(self.start) and yearly_pay(self.target)
        return self.pay.ratio if both else None
