"""What work is made of, over all occupations: ratings as grids of numbers, and detailed activities.

`FactTables.get` tells everything about one occupation; this reads one table of all of them, when it is
first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.facts import NO_ELEMENT, FactTables, NamedFact, OccupationFacts
from knowledge.fields import RATED as RATED_AS
from knowledge.fields import Field, Value
from knowledge.profile import Profile, Section

RATED = {
    "skills": ("importance, 1 to 5", "onet"),
    "skill_levels": ("level, 0 to 7", "onet"),
    "knowledge": ("importance, 1 to 5", "onet"),
    "knowledge_levels": ("level, 0 to 7", "onet"),
    "activities": ("importance, 1 to 5", ""),
    "interests": ("fit, 1 to 7", "onet"),
    "styles": ("impact, -3 to 3", "onet"),
    "context": ("context, 1 to 5", "work_context"),
}
"""The tables of ratings, each with its scale and its source; "" where the row itself tells the source."""
BROADER = len("4.A.1.a.1.I01")
"""Characters of a detailed activity's id that name the broader (intermediate) activity it belongs to."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table of ratings: occupations (as `Traits.codes`) x elements, NaN where nothing is known."""

    names: tuple[str, ...]
    values: NDArray[np.float32]


class Traits:
    """The tables of ratings and activities of all occupations."""

    def __init__(self, tables: FactTables) -> None:
        self.tables = tables
        self.codes = tables.codes()
        self._grids: dict[str, Grid] = {}
        self._facts: dict[tuple[str, str], tuple[NamedFact, ...]] = {}

    def grid(self, name: str) -> Grid:
        """A table of RATED; raises FiguresError for a damaged row."""
        if name not in self._grids:
            self._grids[name] = self._read(name)
        return self._grids[name]

    def facts(self, name: str, code: str) -> tuple[NamedFact, ...]:
        """The ratings of one occupation with unit, year and source, in the order of the table."""
        if (name, code) not in self._facts:
            unit, source = RATED[name]
            self._facts[name, code] = self.tables.elements(name, code, unit=unit, source=source)
        return self._facts[name, code]

    @cached_property
    def detailed(self) -> Mapping[str, Mapping[str, int]]:
        """By occupation, the ids of its detailed activities and how many of its tasks each stands for."""
        table = self.tables.table("detailed_activities")
        found: dict[str, Mapping[str, int]] = {}
        for code in self.codes:
            row = table.row(code)
            pairs = (one.partition(":") for one in row.text("activities").split()) if row else ()
            found[code] = {activity: int(tasks) for activity, _, tasks in pairs}
        return found

    def activity_name(self, activity: str) -> str:
        """What a detailed or broader activity is called; empty for an id that is not listed."""
        row = self.tables.table("activity_names").row(activity)
        return row.text("name") if row else ""

    def _read(self, name: str) -> Grid:
        table = self.tables.table(name)
        names = tuple(column for column in table.columns if column not in NO_ELEMENT)
        values = np.full((len(self.codes), len(names)), np.nan, np.float32)
        for at, code in enumerate(self.codes):
            if row := table.row(code):
                values[at] = [row.number(cell) if (cell := row.text(one)) else np.nan for one in names]
        return Grid(names, values)


def rating_field(traits: Traits, table: str, *names: str) -> Field:
    """The highest of some ratings of an occupation, from a table of RATED; nothing where it has none.

    No profile states them, so that a list can go by them and not show them. Raises ValueError for a
    name that the table does not have.
    """
    grid = traits.grid(table)
    columns = [grid.names.index(name) for name in names]
    places = {code: at for at, code in enumerate(traits.codes)}

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        ratings = grid.values[places[profile.code], columns] if profile.code in places else np.array([])
        known = ratings[~np.isnan(ratings)]
        return Value(float(known.max()), Section.SKILLS, None) if len(known) else None

    return Field(f"{RATED_AS}{' or '.join(names)}", read)
