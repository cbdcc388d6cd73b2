"""Work to look at for a person who names no job: by what they wish for and have, and by its size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from advisor.reskilling.limits import Limit
from advisor.reskilling.moves import MINOR
from advisor.reskilling.paths import FROM_ONE_GROUP, HELD, SOC, TOP, Reskilling
from advisor.reskilling.transition import YEARS
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.survey import Condition

SIZE = 0.5  # For each factor e in the number of people employed.
WISHED = 3.0  # For a wish that is fulfilled as far as the scale goes.
ALIKE = 0.15  # Off, for each unit of likeness to what is shown already.
YEAR = 0.5  # Off, for each nominal year of schooling to enter that is more, or less, than a person has.
LONG_PREPARED = (5.0, 6.0)  # The highest Job Zone, and the nominal years that it takes at the least.
SCALE_END = 5.0  # Where the scales of importance and of context end.


def suggest(
    reskilling: Reskilling,
    catalog: Catalog,
    limits: Iterable[Limit],
    wishes: Iterable[Condition] = (),
    *,
    held: Collection[str] = (),
    top: int = TOP,
) -> list[str]:
    """Codes that keep all `limits`, the best first: much of what is wished and held, and of real size.

    Of one SOC code only one is shown, and one minor group fills three rows of ten at most.
    """
    moves = reskilling.moves
    kept = frozenset(moves.codes).intersection(*(limit.allowed for limit in limits))
    wishes = tuple(wishes)
    apart = np.abs(_years(reskilling) - _years_had(wishes))
    worth = SIZE * np.log(_own_sizes(reskilling)) + HELD * reskilling.asks_for(held) - YEAR * apart
    for wish in wishes:
        if wish.field.is_rating and math.isfinite(wish.low) and wish.low < SCALE_END:
            rated = catalog.board.values(wish.field)
            ratings = (rated.get(catalog.of_code(code)) for code in moves.codes)
            worth = worth + WISHED * np.array(
                [_above(one.number, wish.low) if one else 0.0 for one in ratings]
            )
    left = [at for at, code in enumerate(moves.codes) if code in kept]
    taken: list[int] = []
    groups, kinds = set[str](), Counter[str]()
    most = max(1, round(FROM_ONE_GROUP * top))
    likest = np.zeros(len(moves.codes))
    while left and len(taken) < top:
        fresh = [at for at in left if moves.codes[at][:SOC] not in groups]
        pool = [at for at in fresh if kinds[moves.codes[at][:MINOR]] < most] or fresh
        if not pool:
            break
        best = max(pool, key=(worth - ALIKE * likest).__getitem__)
        left.remove(best)
        taken.append(best)
        groups.add(moves.codes[best][:SOC])
        kinds[moves.codes[best][:MINOR]] += 1
        likest = np.maximum(likest, moves.likeness[best])
    return [moves.codes[at] for at in taken]


def _own_sizes(reskilling: Reskilling) -> NDArray[np.float64]:
    """People employed; those of a wider group are shared out among its specialties."""
    moves = reskilling.moves
    members = Counter(code[:SOC] for code in moves.codes)
    shared = [1 if code.endswith(".00") else members[code[:SOC]] for code in moves.codes]
    return np.array([size / among for size, among in zip(moves.sizes.tolist(), shared, strict=True)])


def _years(reskilling: Reskilling) -> NDArray[np.float64]:
    """Nominal years of schooling that are typical to enter; 0 where it is not known.

    What is published for a wider group is no less than the Job Zone of the occupation itself tells.
    """
    zone, least = LONG_PREPARED
    found = (reskilling.traits.tables.get(code) for code in reskilling.moves.codes)
    return np.array(
        [
            max(
                float(YEARS.get(one.entry_education, 0)),
                least if one.job_zone and one.job_zone.value >= zone else 0.0,
            )
            if one
            else 0.0
            for one in found
        ]
    )


def _years_had(wishes: Iterable[Condition]) -> float:
    """Nominal years of schooling that a person tells of: "a master's degree is enough"; 0 when none."""
    levels = (int(one.high) for one in wishes if one.field == fields.ENTRY and math.isfinite(one.high))
    return float(max((YEARS[fields.SCHOOLING[one]] for one in levels if one >= 0), default=0))


def _above(rating: float, low: float) -> float:
    """How far a rating lies above what is wished for, from 0 to 1."""
    return max(0.0, (rating - low) / (SCALE_END - low))
