"""A value as people read it, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.facts import Fact, FactTables
from knowledge.profile import Profile


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: a published set of data, or a document of the advisor."""

    name: str
    year: int | None = None
    """The year the value was measured in; None where the source states none."""
    publisher: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value in plain words."""

    said: str
    origin: Origin
    number: float | None = None
    """What it is ordered by; None for words that are on no scale."""
    describes: str = ""
    """Empty when it is about this occupation alone, else the title of the wider group."""


def origin_of(fact: Fact, tables: FactTables) -> Origin:
    """The source of a published number, with the year it was measured in."""
    return published(fact.source, tables, year=fact.year)


def published(key: str, tables: FactTables, *, year: int | None = None) -> Origin:
    """A source of the tables by its key."""
    source = tables.sources[key]
    return Origin(source.name, year or source.year, source.publisher, source.licence, source.url)


def document_of(profile: Profile) -> Origin:
    """The document of an occupation, which states no year of its own."""
    return Origin(profile.document)


def stated(fact: Fact | None, tables: FactTables, form: str = "{:,.0f}") -> Stated | None:
    """A published number in a form such as "{:,.0f} a year"; None where nothing is published."""
    if fact is None:
        return None
    said = form.format(fact.value) + (" or more" if fact.at_least else "")
    return Stated(said, origin_of(fact, tables), fact.value, fact.describes)


def dollars(amount: float, unit: str) -> str:
    """ "$65,000 a year", "$25.30 an hour"; as the document has it where it is another unit."""
    period = unit.removeprefix("USD ")
    money = f"${amount:,.2f}" if period == "an hour" else f"${amount:,.0f}"
    return f"{money} {period}"


def change(percent: float) -> str:
    """ "+4.9 %", "-3 %", "no change"."""
    return f"{percent:+g} %".replace("-", "\N{MINUS SIGN}") if percent else "no change"
