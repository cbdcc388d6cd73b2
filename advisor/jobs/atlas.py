"""Everything there is to look at about the occupations of one catalog, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from advisor.jobs.compare import Comparison, side_by_side
from advisor.jobs.glance import Glance, glance_at, glances_at
from advisor.jobs.listing import NO_WISHES, Listing, Query, Wishes
from advisor.jobs.options import SHOWN, Move, Options, WhereNext
from advisor.reskilling.paths import Reskilling
from knowledge.catalog import Catalog
from knowledge.errors import UnknownOccupationError


class Atlas:
    """Looks occupations up by any name and shows them in each of the ways there are."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.listing = Listing(catalog)

    @cached_property
    def where_next(self) -> WhereNext | None:
        """Moves between occupations; None where no published figures are used."""
        tables, traits = self.catalog.tables, self.catalog.traits
        return WhereNext(self.catalog, self.listing, Reskilling(tables, traits)) if tables else None

    def warm(self) -> None:
        """Make now what the first look would wait for."""
        if self.listing.rows and self.where_next:
            self.where_next.options(self.listing.rows[0].id)

    def find(self, name: str) -> str:
        """The id of the occupation that a name means: an id, code, title or what people call it.

        Of several the one with the most people; raises UnknownOccupationError, which names the nearest.
        """
        name = name.strip()
        if known := self.catalog.of_code(name):
            return known
        if self.catalog.get(name):
            return name
        listed = self.listing.find(Query(name))
        if name and listed.rows:
            return listed.rows[0].id
        nearest = "; ".join(f"{row.title} ({row.code or row.id})" for row in listed.nearest)
        offered = f" The nearest: {nearest}." if nearest else ""
        raise UnknownOccupationError(f"No occupation here is called {name!r}.{offered}")

    def glance(self, name: str) -> Glance:
        """One occupation by its id; raises UnknownOccupationError."""
        return glance_at(name, self.catalog)

    def comparison(self, names: Sequence[str]) -> Comparison:
        """Two to four occupations by their ids; raises UnknownOccupationError or ValueError."""
        return side_by_side(glances_at(names, self.catalog))

    def options(
        self, start: str, wishes: Wishes = NO_WISHES, *, held: Collection[str] = (), top: int = SHOWN
    ) -> Options:
        """Moves from an occupation by its id; raises UnknownOccupationError where there are no figures."""
        return self._moves().options(start, wishes, held=held, top=top)

    def move(self, start: str, target: str, *, held: Collection[str] = ()) -> Move:
        """One move between two ids in full; raises UnknownOccupationError."""
        return self._moves().move(start, target, held=held)

    def _moves(self) -> WhereNext:
        if not self.where_next:
            raise UnknownOccupationError("Without published figures no moves between jobs can be told.")
        return self.where_next
