"""What a person states as a limit: each is the occupations that keep it, with its words for showing back."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.survey import Condition
from knowledge.traits import Traits


@dataclass(frozen=True, slots=True)
class Limit:
    """A wish, and the codes of the occupations that are known to fulfil it."""

    said: str
    allowed: frozenset[str]


def of_condition(condition: Condition, catalog: Catalog) -> Limit:
    """A limit on a field that lists are made by: pay, growth, education, training, exposure, family.

    A figure that is only published for the wider group counts here, as it is all that is known; but the pay
    of scientific managers is none that clinical coordinators are known to get.
    """
    tables, board, field = catalog.tables, catalog.board, condition.field
    allowed = []
    for profile in board.profiles:
        value = field.read(profile, tables.get(profile.code) if tables else None)
        is_others = value is not None and field in fields.PAYS and board.is_of_whole(profile.code, value)
        if condition.holds(value) and not is_others:
            allowed.append(profile.code)
    return Limit(condition.said, frozenset(allowed))


def of_rating(
    traits: Traits,
    table: str,
    names: Iterable[str],
    said: str,
    *,
    low: float = -math.inf,
    high: float = math.inf,
) -> Limit:
    """A limit on ratings: each of these elements lies within the range; the unrated are left out.

    "No lifting" is a low rating of Handling and Moving Objects among the activities, "outside" a high
    one of Outdoors, Exposed to Weather in the context. Raises ValueError for an unknown element.
    """
    grid = traits.grid(table)
    columns = grid.values[:, [grid.names.index(name) for name in names]]
    fits = [bool(fit) for fit in np.all((columns >= low) & (columns <= high), axis=1)]
    return Limit(said, frozenset(code for code, fit in zip(traits.codes, fits, strict=True) if fit))


def without(codes: Iterable[str], traits: Traits, said: str) -> Limit:
    """A limit that leaves these occupations out."""
    return Limit(said, frozenset(traits.codes) - frozenset(codes))
