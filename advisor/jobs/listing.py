"""All occupations in one list: found by name, filtered by wishes, ordered by any figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from advisor.jobs.glance import Band
from advisor.jobs.stated import Stated, change, document_of, dollars, origin_of, published, stated
from knowledge.catalog import Catalog
from knowledge.facts import Fact, FactTables, OccupationFacts
from knowledge.fields import FAMILIES, SCHOOLING, TRAINING
from knowledge.profile import PUBLISHED, Profile, Section

OUTSIDE = "Outdoors, Exposed to Weather"
OFTEN = 3.5  # Of 5, from which work is called outdoors: between "once a month" and "once a week or more".
SELDOM = 2.0  # Up to which it is called indoors: "once a year or more, but not every month".
PLACES = {"outdoors": (OFTEN, 5.0), "indoors": (1.0, SELDOM)}
NEAREST = 5  # Titles offered when no name holds the words.
WHOLE = 7  # Characters of a code that it shares with its whole occupation, whose code ends with .00.
LIKE = 60.0  # Of 100, how near such a title must be.


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an occupation must fulfil to be listed; what is not known of it does not fulfil a wish."""

    family: str = ""
    """One of FAMILIES."""
    least_pay: float = 0.0
    """The median in dollars a year."""
    most_schooling: int = len(SCHOOLING) - 1
    """A place on SCHOOLING."""
    most_training: int = len(TRAINING) - 1
    """A place on TRAINING."""
    least_growth: float | None = None
    """Percent over the ten years projected."""
    bands: frozenset[Band] = frozenset()
    """The thirds of exposure to AI that will do; empty for all."""
    place: str = ""
    """One of PLACES."""

    def hold(self, row: Row) -> bool:
        return (
            (not self.family or row.code.startswith(FAMILIES[self.family]))
            and (not self.least_pay or _number(row.pay) >= self.least_pay)
            and _up_to(row.entry, self.most_schooling, len(SCHOOLING) - 1)
            and _up_to(row.training, self.most_training, len(TRAINING) - 1)
            and (self.least_growth is None or _number(row.growth) >= self.least_growth)
            and (not self.bands or row.band in self.bands)
            and (not self.place or _within(row.outdoors, *PLACES[self.place]))
        )


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class Row:
    """An occupation in the list; None is not known. Figures of a wider group say so."""

    id: str
    code: str
    title: str
    pay: Stated | None
    """The median by the year; `number` is None for pay by the hour."""
    growth: Stated | None
    openings: Stated | None
    employment: Stated | None
    entry: Stated | None
    """`number` is the place on SCHOOLING."""
    training: Stated | None
    """`number` is the place on TRAINING."""
    exposure: Stated | None
    """`number` is the middle percentile."""
    band: Band | None
    outdoors: Stated | None
    """How often work is outdoors, from 1 to 5."""


Order = Callable[[Row], Stated | None]
ORDERS: dict[str, Order] = {
    "pay": lambda row: row.pay,
    "growth": lambda row: row.growth,
    "openings": lambda row: row.openings,
    "employment": lambda row: row.employment,
    "entry": lambda row: row.entry,
    "exposure": lambda row: row.exposure,
}
"""What the list can be ordered by besides the title."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `order` is a key of ORDERS; empty orders by title, or by how well names fit."""

    words: str = ""
    wishes: Wishes = NO_WISHES
    order: str = ""
    ascending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows that fit, and titles that come near when none does."""

    rows: tuple[Row, ...]
    nearest: tuple[Row, ...] = ()


class Listing:
    """The list of all occupations of a catalog, made when it is first looked at."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every occupation in title order."""
        outdoors = _outdoors(self._catalog)
        return tuple(_row(one, self._catalog, outdoors) for one in self._catalog.board.profiles)

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return {one: tuple(map(str.casefold, names)) for one, names in self._catalog.names().items()}

    def row(self, name: str) -> Row:
        """The row of one occupation by the id of its profile; raises KeyError."""
        return self._by_id[name]

    def find(self, query: Query) -> Listed:
        """The occupations that a name of theirs and all wishes fit, in the order asked for."""
        words = query.words.casefold().split()
        ranked = [(rank, row) for row in self.rows if (rank := self._rank(row, words)) is not None]
        fit = [(rank, row) for rank, row in ranked if query.wishes.hold(row)]
        if read := ORDERS.get(query.order):
            rows = _ordered([row for _, row in fit], read, ascending=query.ascending)
        else:
            rows = [row for _, row in sorted(fit, key=_by_fit if words else lambda pair: pair[1].title)]
        return Listed(tuple(rows), self._nearest(query.words) if words and not ranked else ())

    def allowed(self, wishes: Wishes) -> frozenset[str]:
        """The codes of the occupations that fulfil all wishes."""
        return frozenset(row.code for row in self.rows if wishes.hold(row))

    def _rank(self, row: Row, words: Sequence[str]) -> int | None:
        """How well the names of an occupation hold the words, 0 the best; None when none has all."""
        if not words:
            return 0
        title, *others = self._names.get(row.id) or (row.title.casefold(),)
        whole = " ".join(words)
        if whole in (row.code, title, *others):
            return 0
        if _has(title, words):
            return 1
        return 2 if any(_has(name, words) for name in others) else None

    def _nearest(self, words: str) -> tuple[Row, ...]:
        titles = {row.id: row.title for row in self.rows}
        found = process.extract(
            words, titles, scorer=fuzz.WRatio, processor=str.casefold, limit=NEAREST, score_cutoff=LIKE
        )
        return tuple(self._by_id[name] for _, _, name in found)


def _by_fit(pair: tuple[int, Row]) -> tuple[int, float, str]:
    """Names that fit best first, then the occupations that most people mean: the largest."""
    rank, row = pair
    own = row.employment is not None and row.employment.describes in ("", row.title)
    return rank, -_number(row.employment) if own else 0.0, row.title


def _has(name: str, words: Iterable[str]) -> bool:
    """Whether every word begins a word of the name."""
    parts = name.replace("-", " ").replace("/", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _ordered(rows: list[Row], read: Order, *, ascending: bool) -> list[Row]:
    """By the figure and then by title; last comes what has none of its own.

    That is also a specialty whose figure is its whole occupation's, where that one is listed itself.
    """
    sign = 1 if ascending else -1

    codes = {row.code for row in rows}

    def place(row: Row) -> tuple[bool, float, str]:
        value = read(row)
        whole = f"{row.code[:WHOLE]}.00"
        twice = value is not None and bool(value.describes) and row.code != whole and whole in codes
        known = value is not None and value.number is not None and not twice
        return (not known, sign * _number(value) if known else 0.0, row.title)

    return sorted(rows, key=place)


def _row(profile: Profile, catalog: Catalog, outdoors: dict[str, Stated]) -> Row:
    tables = catalog.tables
    facts = tables.get(profile.code) if tables and profile.code else None
    if not facts or not tables:
        return Row(profile.id, profile.code, profile.title, _pay(profile, None, None), *[None] * 8)
    numbers = (facts.growth_percent, facts.openings, facts.employment)
    group = next((one.describes for one in numbers if one and one.source == "projections"), "")
    growth, found = facts.growth_percent, facts.exposure
    exposure = (
        Stated(
            f"{found.band}, more than {found.middle:.0f} %",
            published("eloundou", tables),
            found.middle,
            found.microsoft.describes if found.microsoft else "",
        )
        if found
        else None
    )
    return Row(
        id=profile.id,
        code=profile.code,
        title=profile.title,
        pay=_pay(profile, facts, tables),
        growth=Stated(change(growth.value), origin_of(growth, tables), growth.value, growth.describes)
        if growth
        else None,
        openings=stated(facts.openings, tables),
        employment=stated(facts.employment, tables),
        entry=_on_scale(facts.entry_education, SCHOOLING, tables, group),
        training=_on_scale(facts.training, TRAINING, tables, group),
        exposure=exposure,
        band=found.band if found else None,
        outdoors=outdoors.get(profile.code),
    )


def _pay(profile: Profile, facts: OccupationFacts | None, tables: FactTables | None) -> Stated | None:
    """The median pay: the document's own, else the published one."""
    section, figure = profile.section(Section.SALARY), profile.pay.get("median")
    if not figure or not section:
        return None
    number = figure.value if figure.unit == "USD a year" else None
    said = dollars(figure.value, figure.unit) + (" or more" if figure.at_least else "")
    if section.line != PUBLISHED or not facts or not tables:
        return Stated(said, document_of(profile), number)
    fact: Fact = facts.wages["median"]
    return Stated(said, origin_of(fact, tables), number, fact.describes)


def _on_scale(level: str, scale: Sequence[str], tables: FactTables, group: str) -> Stated | None:
    if level not in scale:
        return None
    return Stated(level, published("projections", tables), float(scale.index(level)), group)


def _outdoors(catalog: Catalog) -> dict[str, Stated]:
    """How often work is outdoors, by code, where the table of work context has it."""
    traits, tables = catalog.traits, catalog.tables
    if not traits or not tables or OUTSIDE not in traits.grid("context").names:
        return {}
    rated = (
        (code, fact)
        for code in traits.codes
        for name, fact in traits.facts("context", code)
        if name == OUTSIDE
    )
    return {
        code: Stated(f"{fact.value:.1f} of 5", origin_of(fact, tables), fact.value, fact.describes)
        for code, fact in rated
    }


def _number(value: Stated | None) -> float:
    """The number of a value; minus infinity for what is not known, which fulfils no wish."""
    return value.number if value and value.number is not None else float("-inf")


def _up_to(value: Stated | None, most: int, top: int) -> bool:
    """Whether a level is at most this one; any will do where the limit is the top of the scale."""
    return most >= top or (value is not None and value.number is not None and value.number <= most)


def _within(value: Stated | None, low: float, high: float) -> bool:
    return low <= _number(value) <= high
