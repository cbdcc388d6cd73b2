"""How alike two occupations are in each part of their work: one matrix a part, the same both ways.

Ratings are compared after the average occupation is taken away, so that what everybody is rated high in
tells nothing. Names and activities count the more the fewer occupations have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.facts import OccupationFacts
from knowledge.fields import SCHOOLING
from knowledge.traits import BROADER, Traits

Matrix = NDArray[np.float32]
"""Occupations x occupations, in the order of `Traits.codes`."""

TITLE_WEIGHT = 3  # The official title counts as much as three other titles.
_EMPTY_WORDS = frozenset("and of the in for to all other except a or with on".split())


def parts(traits: Traits) -> dict[str, Matrix]:
    """Every part by its name; likeness of content from -1 or 0 to 1, steps as minus their size."""
    return {name: make(traits) for name, make in PARTS.items()}


def ratings_alike(values: NDArray[np.float32]) -> Matrix:
    """Cosine of ratings (occupations x elements) less their mean; what is not known counts as the mean."""
    mean = np.nanmean(values, axis=0)
    return _cosine(np.where(np.isnan(values), np.float32(0), values - mean))


def names_alike(bags: Sequence[Mapping[str, int]]) -> Matrix:
    """Square root of the cosine of counted names, each weighted by how few of the bags have it.

    The root keeps a few shared rare names from outweighing all else.
    """
    spread = Counter(name for bag in bags for name in bag)
    column = {name: at for at, name in enumerate(name for name, bags_with in spread.items() if bags_with > 1)}
    shared = np.zeros((len(bags), len(column)), np.float32)
    lengths = np.ones(len(bags), np.float32)
    for at, bag in enumerate(bags):
        weights = {
            name: (1 + math.log(count)) * math.log((len(bags) + 1) / spread[name])
            for name, count in bag.items()
        }
        lengths[at] = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for name, weight in weights.items():
            if name in column:
                shared[at, column[name]] = weight
    shared /= lengths[:, None]
    return np.asarray(np.sqrt(np.maximum(shared @ shared.T, 0)), np.float32)


def steps(places: Iterable[float | None]) -> Matrix:
    """Minus the size of the step between two places on a scale; an unknown place counts as the mean one."""
    known = np.array([math.nan if place is None else place for place in places], np.float32)
    filled = np.where(np.isnan(known), np.nanmean(known), known)
    return np.asarray(-np.abs(filled[:, None] - filled[None]), np.float32)


def _cosine(rows: NDArray[np.float32]) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = rows / np.where(lengths == 0, 1, lengths)
    return np.asarray(unit @ unit.T, np.float32)


def _rated(name: str) -> Callable[[Traits], Matrix]:
    return lambda traits: ratings_alike(traits.grid(name).values)


def _activities(traits: Traits, length: int | None) -> Matrix:
    """Detailed activities by the first `length` characters of their ids."""
    bags = []
    for code in traits.codes:
        bag = Counter[str]()
        for activity, tasks in traits.detailed[code].items():
            bag[activity[:length]] += tasks
        bags.append(bag)
    return names_alike(bags)


def _titles(traits: Traits) -> Matrix:
    bags = []
    for code in traits.codes:
        row = traits.tables.table("titles").row(code)
        titles = (*TITLE_WEIGHT * (row.text("title"),), row.text("other_titles")) if row else ()
        bags.append(Counter(word for title in titles for word in _words(title)))
    return names_alike(bags)


def _words(titles: str) -> list[str]:
    found = re.findall(r"[a-z]+", titles.lower())
    return [
        word[:-1] if word.endswith("s") and len(word) > 3 else word
        for word in found
        if word not in _EMPTY_WORDS
    ]


def _technologies(traits: Traits) -> Matrix:
    return names_alike([Counter(one.name for one in facts.technologies) for facts in _facts(traits)])


def _equipment(traits: Traits) -> Matrix:
    return names_alike([Counter(facts.equipment) for facts in _facts(traits)])


def _facts(traits: Traits) -> Iterable[OccupationFacts]:
    return (facts for code in traits.codes if (facts := traits.tables.get(code)))


def job_zone(facts: OccupationFacts) -> float | None:
    return facts.job_zone.value if facts.job_zone else None


def entry_level(facts: OccupationFacts) -> int | None:
    """The place of the education that is typical to enter, on SCHOOLING."""
    level = facts.entry_education
    return SCHOOLING.index(level) if level in SCHOOLING else None


def yearly_pay(facts: OccupationFacts) -> float | None:
    """The median in USD a year; None where pay is published by the hour only, as few work full years."""
    median = facts.wages.get("median")
    return median.value if median and median.unit == "USD a year" else None


def log_pay(facts: OccupationFacts) -> float | None:
    return math.log(pay) if (pay := yearly_pay(facts)) else None


PARTS: dict[str, Callable[[Traits], Matrix]] = {
    "titles": _titles,
    "broader activities": lambda traits: _activities(traits, BROADER),
    "knowledge": _rated("knowledge"),
    "interests": _rated("interests"),
    "skills": _rated("skills"),
    "work activities": _rated("activities"),
    "work styles": _rated("styles"),
    "work context": _rated("context"),
    "job zone": lambda traits: steps(map(job_zone, _facts(traits))),
    "education": lambda traits: steps(map(entry_level, _facts(traits))),
    "pay": lambda traits: steps(map(log_pay, _facts(traits))),
}
TRIED: dict[str, Callable[[Traits], Matrix]] = {
    "detailed activities": lambda traits: _activities(traits, None),
    "technologies": _technologies,
    "equipment": _equipment,
    "skill levels": _rated("skill_levels"),
    "knowledge levels": _rated("knowledge_levels"),
}
"""Parts that were measured and add nothing to the others."""
