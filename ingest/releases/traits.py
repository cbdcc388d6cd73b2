"""The tables that the likeness of work is measured by: detailed activities and the context of work."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from ingest.releases.groups import Groups
from ingest.releases.onet import CODE, OnetRelease
from ingest.releases.ratings import GROUP
from ingest.releases.rows import delimited, plain_name, read_bytes
from ingest.releases.table import Table
from knowledge.errors import ReleaseError

DETAILED = "Tasks to DWAs"
DETAILED_NAMES = "DWA Reference"
BROADER_NAMES = "IWA Reference"


@dataclass(frozen=True, slots=True)
class WorkContext:
    """Ratings of the circumstances of work (scale CX, 1 to 5), averaged by SOC 2018 code."""

    groups: Mapping[str, Mapping[str, float]]
    titles: Mapping[str, str]
    names: tuple[str, ...]


def detailed_activities_table(release: OnetRelease) -> Table:
    """The detailed work activities of each occupation as `id:number of its tasks`."""
    counted = defaultdict[str, Counter[str]](Counter)
    for row in release.rows(DETAILED):
        counted[row.text(CODE)][row.text("DWA ID")] += 1
    return Table(
        "detailed_activities",
        ("code", "activities"),
        tuple(
            (code, " ".join(f"{one}:{tasks}" for one, tasks in sorted(counted[code].items())))
            for code in release.with_data
            if counted[code]
        ),
    )


def activity_names_table(release: OnetRelease) -> Table:
    """What detailed activities, and the broader ones that they belong to, are called."""
    names = {
        row.text(f"{kind} ID"): plain_name(row.text(f"{kind} Title")).rstrip(".")
        for table, kind in ((BROADER_NAMES, "IWA"), (DETAILED_NAMES, "DWA"))
        for row in release.rows(table)
    }
    return Table("activity_names", ("id", "name"), tuple(sorted(names.items())))


def context_table(release: OnetRelease, context: WorkContext | None, groups: Groups) -> Table:
    """The circumstances of work, 1 to 5, from averages by SOC code."""
    names = context.names if context else ()
    averages = context.groups if context else {}
    found = ((code, groups.of(code, averages)) for code in release.with_data)
    return Table(
        "context",
        ("code", *GROUP, *names),
        tuple(
            (code, *group.cells, *(_rating(averages[group.code], name) for name in names))
            for code, group in found
            if group
        ),
    )


def read_context(path: Path, soc_2010: Path) -> WorkContext:
    """Work context by SOC 2010 code (csv, may be gzipped), carried over to SOC 2018.

    A SOC 2018 code made of several older ones gets their mean. Raises ReleaseError for another file.
    """
    content = read_bytes(path)
    try:
        content = gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError) as error:
        raise ReleaseError(f"{path}: cannot be unpacked ({error}); download it again.") from error
    old = defaultdict[str, dict[str, float]](dict)
    for row in delimited(path.name, content, delimiter=",", quoted=True):
        if row.text("Domain") == "WorkContext" and row.text("Scale ID") == "CX":
            name = plain_name(row.text("Element Name")).rstrip("?")
            old[row.text("SOC 2010 Code")][name] = row.number("Data Value")
    parts, titles = defaultdict[str, list[str]](list), {}
    for row in delimited(soc_2010.name, read_bytes(soc_2010), delimiter=",", quoted=True):
        if row.text("2010 SOC Code") in old:
            parts[row.text("2018 SOC Code")].append(row.text("2010 SOC Code"))
            titles[row.text("2018 SOC Code")] = row.text("2018 SOC Title")
    groups = {code: _mean_of(old[one] for one in dict.fromkeys(ones)) for code, ones in parts.items()}
    names = {name for ratings in old.values() for name in ratings}
    return WorkContext(groups, titles, tuple(sorted(names)))


def _mean_of(rated: Iterable[Mapping[str, float]]) -> dict[str, float]:
    values = defaultdict[str, list[float]](list)
    for ratings in rated:
        for name, value in ratings.items():
            values[name].append(value)
    return {name: mean(found) for name, found in values.items()}


def _rating(ratings: Mapping[str, float], name: str) -> str:
    return f"{ratings[name]:.2f}" if name in ratings else ""
