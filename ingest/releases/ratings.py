"""The tables of ratings that an O*NET release gives: Job Zones, schooling, skills, knowledge, activities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.releases.groups import Groups
from ingest.releases.onet import CODE, OnetRelease, month
from ingest.releases.rows import Row, delimited, plain_name, read_bytes
from ingest.releases.table import Table

ELEMENTS = "skills_workactivities_elements.csv"
SCHOOLING = "Education, Training, and Experience"
CATEGORIES = "Education, Training, and Experience Categories"
GROUP = ("group_code", "group_title", "describes")


@dataclass(frozen=True, slots=True)
class Averages:
    """Ratings averaged over the occupations of a SOC code, and the names of the work activities."""

    groups: Mapping[str, Row]
    names: Mapping[str, str]
    """By element, as 4.A.1.a.1."""


def occupations_table(release: OnetRelease) -> Table:
    """Every occupation with data, and its Job Zone (1 to 5)."""
    zones = {row.text(CODE): (row.text("Job Zone"), month(row)) for row in release.rows("Job Zones")}
    return Table(
        "occupations",
        ("code", "job_zone", "job_zone_date"),
        tuple((code, *zones.get(code, ("", ""))) for code in release.with_data),
    )


def education_table(release: OnetRelease) -> Table:
    """Percent of respondents by the level of education they hold to be required (scale RL)."""
    names = {
        row.text("Category"): category_name(row.text("Category Description"))
        for row in release.rows(CATEGORIES)
        if row.text("Scale ID") == "RL"
    }
    rows = [row for row in release.rows(SCHOOLING) if row.text("Scale ID") == "RL" and names]
    return _pivot("education", release, rows, "Category", names)


def category_name(description: str) -> str:
    """The name of a level of education, without the explanation that follows a dash or a bracket."""
    return plain_name(description.split(" - ")[0].split(" (")[0])


def ratings_table(
    name: str, release: OnetRelease, source: str, *, scales: tuple[str, ...] = ("IM",)
) -> Table:
    """Each element of an O*NET table on the first of the scales that the table has.

    IM is importance from 1 to 5, LV the level from 0 to 7, OI how an interest fits from 1 to 7, WI how a work
    style helps from -3 to 3.
    """
    found = list(release.rows(source))
    have = {row.text("Scale ID") for row in found}
    scale = next((one for one in scales if one in have), "")
    rows = [row for row in found if row.text("Scale ID") == scale]
    names = {row.text("Element ID"): plain_name(row.text("Element Name")) for row in rows}
    return _pivot(name, release, rows, "Element ID", names)


def activities_table(release: OnetRelease) -> Table:
    """Importance of work activities from the release's own table, which rates each occupation."""
    table = ratings_table("activities", release, "Work Activities")
    return Table(
        table.name,
        (*table.columns[:2], *GROUP, *table.columns[2:]),
        tuple((code, date, "", "", "occupation", *cells) for code, date, *cells in table.rows),
    )


def grouped_activities_table(release: OnetRelease, averages: Averages, groups: Groups) -> Table:
    """Importance of work activities from averages by SOC code, for a release without that table."""
    found = ((code, groups.of(code, averages.groups)) for code in release.with_data)
    return Table(
        "activities",
        ("code", "date", *GROUP, *averages.names.values()),
        tuple(
            (code, "", *group.cells, *(_rating(averages.groups[group.code], one) for one in averages.names))
            for code, group in found
            if group
        ),
    )


def read_averages(path: Path) -> Averages:
    """The averages, and from the file of elements next to them the names of the work activities."""
    elements = path.with_name(ELEMENTS)
    names = {
        row.text("element_id"): plain_name(row.text("element_name"))
        for row in delimited(elements.name, read_bytes(elements), delimiter=",", quoted=True)
        if row.text("type") == "work_activity"
    }
    rows = delimited(path.name, read_bytes(path), delimiter=",", quoted=True)
    return Averages({row.text("SOC 2018 Code"): row for row in rows}, names)


def _pivot(name: str, release: OnetRelease, rows: Iterable[Row], key: str, names: Mapping[str, str]) -> Table:
    """One line an occupation and one column an element; what O*NET suppresses stays empty."""
    values: dict[str, dict[str, str]] = {}
    dates: dict[str, str] = {}
    for row in rows:
        code = row.text(CODE)
        rating = "" if row.cells.get("Recommend Suppress") == "Y" else _rating(row, "Data Value")
        values.setdefault(code, {})[row.text(key)] = rating
        dates[code] = max(dates.get(code, ""), month(row))
    return Table(
        name,
        ("code", "date", *names.values()),
        tuple(
            (code, dates[code], *(values[code].get(element, "") for element in names))
            for code in release.with_data
            if code in values
        ),
    )


def _rating(row: Row, column: str) -> str:
    return f"{row.number(column):.2f}" if row.text(column) else ""
