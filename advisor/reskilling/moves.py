"""How alike all occupations are, and how likely a worker of one is to move to each other one.

Two kinds of moves are mixed: to work that is much alike, and to other work, where the size of the
occupation, the family of jobs and the steps in preparation and pay count as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.reskilling.parts import Matrix, job_zone, log_pay, parts
from knowledge.facts import OccupationFacts
from knowledge.traits import Traits

WEIGHTS = {
    "titles": 5.7,
    "broader activities": 3.0,
    "knowledge": 2.2,
    "interests": 1.8,
    "skills": 0.3,
    "work activities": 0.4,
    "work styles": 0.4,
    "work context": 0.45,
    "job zone": 0.3,
    "education": 0.03,
    "pay": 0.45,
}
"""What each part adds to the likeness (log odds); learnt but for skills and activities, which are set."""
ALIKE_SHARE = 0.65  # Of the moves, those to work that is much alike.
SHOWN_ALIKE_SHARE = 0.35  # The same for what is shown, where real options go before near-synonyms.
# The other moves, in log odds.
LIKENESS = 0.3  # For each unit of likeness.
SIZE = 0.9  # For each factor e in the number of people employed.
FAMILY = 0.5  # For the same major group, and again for the same minor group.
ZONE_UP, ZONE_DOWN = 0.5, 0.2  # Off for each Job Zone.
PAY_CUT = 0.5  # Off for each factor e in pay that is lost.
SMALLEST = 200.0  # People employed that an occupation counts with at least.
MAJOR, MINOR = 2, 4  # Characters of a code that name its group.


class Moves:
    """Likeness and likely moves between the occupations of `codes`; made once, then only looked up."""

    def __init__(self, traits: Traits, weights: Mapping[str, float] = WEIGHTS) -> None:
        self.traits, self.codes = traits, traits.codes
        self.place = {code: at for at, code in enumerate(self.codes)}
        self._weights = weights
        self._facts = [facts for code in self.codes if (facts := traits.tables.get(code))]

    @cached_property
    def likeness(self) -> Matrix:
        """The weighted sum of all parts, in log odds, the same both ways."""
        total = np.zeros((len(self.codes), len(self.codes)), np.float32)
        for name, part in parts(self.traits).items():
            total += np.float32(self._weights[name]) * part
        return total

    @cached_property
    def _alike(self) -> Matrix:
        return _log_shares(self.likeness)

    @cached_property
    def _other(self) -> Matrix:
        zones = _column([job_zone(facts) for facts in self._facts])
        pay = _column([log_pay(facts) for facts in self._facts])
        rise, raise_ = zones[None] - zones[:, None], pay[None] - pay[:, None]
        kin = sum(self._same(length).astype(np.float32) for length in (MAJOR, MINOR))
        return _log_shares(
            LIKENESS * self.likeness
            + SIZE * np.log(self.sizes)[None]
            + FAMILY * kin
            - ZONE_UP * np.maximum(rise, 0)
            - ZONE_DOWN * np.maximum(-rise, 0)
            + PAY_CUT * np.minimum(raise_, 0)
        )

    @cached_property
    def sizes(self) -> NDArray[np.float32]:
        """People employed; what is published for a group is shared out evenly among its members."""
        groups = [_group(facts) for facts in self._facts]
        members = Counter(groups)
        counts = [
            max(facts.employment.value if facts.employment else 0.0, SMALLEST) / members[group]
            for facts, group in zip(self._facts, groups, strict=True)
        ]
        return np.array(counts, np.float32)

    def chances(self, code: str, *, alike_share: float = ALIKE_SHARE) -> NDArray[np.float32]:
        """The log of the share of movers from an occupation to each, by this model; raises KeyError."""
        at = self.place[code]
        return np.asarray(
            np.logaddexp(
                np.log(np.float32(alike_share)) + self._alike[at],
                np.log(np.float32(1 - alike_share)) + self._other[at],
            )
        )

    def ranked(self, code: str) -> list[str]:
        """All other occupations, the likeliest move first."""
        order = np.argsort(-self.chances(code), kind="stable")
        return [self.codes[at] for at in order if self.codes[at] != code]

    def _same(self, length: int) -> NDArray[np.bool_]:
        groups = np.array([code[:length] for code in self.codes])
        return np.asarray(groups[:, None] == groups[None])


def _log_shares(scores: NDArray[np.float32]) -> Matrix:
    """The log of the softmax of each row without its own occupation, which gets minus infinity."""
    scores = scores.astype(np.float32)
    np.fill_diagonal(scores, -np.inf)
    scores -= scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), np.float32)


def _column(values: list[float | None]) -> NDArray[np.float32]:
    known = np.array([np.nan if value is None else value for value in values], np.float32)
    return np.where(np.isnan(known), np.nanmean(known), known)


def _group(facts: OccupationFacts) -> str:
    return (facts.employment.describes if facts.employment else "") or facts.code
