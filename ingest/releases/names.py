"""The tables of names that an O*NET release gives: titles, technologies and related occupations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ingest.releases.onet import CODE, OnetRelease
from ingest.releases.rows import distinct, plain_name
from ingest.releases.table import Table

_EXPLAINED = re.compile(r"([^()]+?)\s*\(((?:[^()]|\([^()]*\))+)\)")


def titles_table(release: OnetRelease) -> Table:
    """Every listed occupation with its reported and alternate titles, in the release's order."""
    others = defaultdict[str, list[str]](list)
    for table, column in (
        ("Sample of Reported Titles", "Reported Job Title"),
        ("Alternate Titles", "Alternate Title"),
    ):
        for row in release.rows(table):
            others[row.text(CODE)] += names_in(row.text(column))
    return Table(
        "titles",
        ("code", "title", "other_titles"),
        tuple(
            (code, plain_name(title), "; ".join(_without(title, others[code])))
            for code, title in release.titles.items()
        ),
    )


def names_in(title: str) -> tuple[str, ...]:
    """A title and its explanation: "Registered Nurse (RN)" names "Registered Nurse" and "RN"."""
    title = plain_name(title)
    if explained := _EXPLAINED.fullmatch(title):
        return explained[1], explained[2]
    return (re.sub(r"\s*\([^()]*\)", "", title),)


def technologies_table(release: OnetRelease) -> Table:
    """Names of software as `Name|HD` (H hot, D in demand, neither: `Name|`), and names of equipment."""
    software, equipment = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for row in release.rows("Technology Skills"):
        flags = "H" * (row.cells.get("Hot Technology") == "Y") + "D" * (row.cells.get("In Demand") == "Y")
        software[row.text(CODE)].append(f"{plain_name(row.text('Example'))}|{flags}")
    for row in release.rows("Tools Used"):
        equipment[row.text(CODE)].append(plain_name(row.text("Example")))
    return Table(
        "technologies",
        ("code", "technologies", "equipment"),
        tuple(
            (code, "; ".join(distinct(software[code])), "; ".join(distinct(equipment[code])))
            for code in release.with_data
            if software[code] or equipment[code]
        ),
    )


def related_table(release: OnetRelease) -> Table:
    """The related occupations of each, the most related first."""
    related = defaultdict[str, list[tuple[float, str]]](list)
    for row in release.rows("Related Occupations"):
        related[row.text(CODE)].append((row.number("Index"), row.text("Related O*NET-SOC Code")))
    return Table(
        "related",
        ("code", "related"),
        tuple(
            (code, " ".join(other for _, other in sorted(related[code])))
            for code in release.with_data
            if related[code]
        ),
    )


def _without(title: str, names: Iterable[str]) -> Iterator[str]:
    return (name for name in distinct(names) if name.casefold() != title.casefold())
