"""Read the official releases, join them and write the tables of `knowledge/figures`: the main path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.releases import sources
from ingest.releases.bls import Crosswalk, Oews, Projections, read_crosswalk, read_oews, read_projections
from ingest.releases.counts import exposure_table, projections_table, tasks_table, wages_table
from ingest.releases.exposure import Score, TaskKey, TaskLabels, read_labels, read_scores
from ingest.releases.groups import Groups
from ingest.releases.names import related_table, technologies_table, titles_table
from ingest.releases.onet import OnetRelease
from ingest.releases.ratings import (
    CATEGORIES,
    SCHOOLING,
    Averages,
    activities_table,
    education_table,
    grouped_activities_table,
    occupations_table,
    ratings_table,
    read_averages,
)
from ingest.releases.table import Table, write_tables
from ingest.releases.traits import (
    BROADER_NAMES,
    DETAILED,
    DETAILED_NAMES,
    WorkContext,
    activity_names_table,
    context_table,
    detailed_activities_table,
    read_context,
)
from knowledge.facts import TABLES, Source
from knowledge.progress import Progress, in_silence

OPTIONAL = (
    "Job Zones",
    SCHOOLING,
    CATEGORIES,
    "Skills",
    "Knowledge",
    "Work Activities",
    "Technology Skills",
    "Tools Used",
    "Alternate Titles",
    "Sample of Reported Titles",
    "Related Occupations",
    DETAILED,
    DETAILED_NAMES,
    BROADER_NAMES,
    "Interests",
    "Work Styles",
)


@dataclass(frozen=True, slots=True)
class FiguresReport:
    """The rows of each table that was written, and what the sources did not hold."""

    rows: dict[str, int]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Releases:
    """Everything that was read; what was not given is None or empty."""

    onet: OnetRelease
    wages: Oews | None
    outlook: Projections | None
    matrix: Crosswalk | None
    labels: Mapping[TaskKey, TaskLabels]
    scores: Mapping[str, Score]
    averages: Averages | None
    context: WorkContext | None


def read_releases(
    onet: Path,
    *,
    oews: Path | None = None,
    projections: Path | None = None,
    crosswalk: Path | None = None,
    exposure: Path | None = None,
    microsoft: Path | None = None,
    work_activities: Path | None = None,
    work_context: Path | None = None,
    soc_2010: Path | None = None,
) -> Releases:
    """Read the releases that are given; raises ReleaseError when one is not what it should be.

    `work_activities` is needed only where the O*NET release lacks that table, and `work_context` needs
    `soc_2010`, which brings its codes up to date.
    """
    release = OnetRelease(onet)
    averages = None if release.has("Work Activities") else work_activities
    return Releases(
        onet=release,
        wages=read_oews(oews) if oews else None,
        outlook=read_projections(projections) if projections else None,
        matrix=read_crosswalk(crosswalk) if crosswalk else None,
        labels=read_labels(exposure) if exposure else {},
        scores=read_scores(microsoft) if microsoft else {},
        averages=read_averages(averages) if averages else None,
        context=read_context(work_context, soc_2010) if work_context and soc_2010 else None,
    )


def build_figures(read: Releases, out: Path, *, progress: Progress = in_silence) -> FiguresReport:
    """Join the releases by occupation and write all tables to `out`.

    What is absent leaves its table or columns empty. The same releases give the same bytes. Raises
    ReleaseError before anything is written when a table is not what it should be.
    """
    tables = []
    for table in _tables(read):
        tables.append(table)
        progress("Joining tables", len(tables), len(TABLES))
    write_tables(out, tables)
    return FiguresReport({table.name: len(table.rows) for table in tables}, tuple(_absent(read)))


def _tables(read: Releases) -> Iterator[Table]:
    release = read.onet
    groups = Groups(release.titles, read.matrix.groups if read.matrix else {}, _group_titles(read))
    tasks = tasks_table(release, read.labels)
    yield titles_table(release)
    yield occupations_table(release)
    yield wages_table(release, groups, read.wages)
    yield projections_table(release, groups, read.outlook)
    yield education_table(release)
    yield ratings_table("skills", release, "Skills")
    yield ratings_table("knowledge", release, "Knowledge")
    yield ratings_table("skill_levels", release, "Skills", scales=("LV",))
    yield ratings_table("knowledge_levels", release, "Knowledge", scales=("LV",))
    yield ratings_table("interests", release, "Interests", scales=("OI",))
    yield ratings_table("styles", release, "Work Styles", scales=("WI", "IM"))
    yield detailed_activities_table(release)
    yield activity_names_table(release)
    yield context_table(release, read.context, groups)
    if read.averages:
        yield grouped_activities_table(release, read.averages, groups)
    else:
        yield activities_table(release)
    yield technologies_table(release)
    yield related_table(release)
    yield exposure_table(release, groups, tasks, read.scores)
    yield tasks
    yield sources.sources_table(_used(read))


def _group_titles(read: Releases) -> dict[str, str]:
    """One title a group whichever source a figure is from; that of the wages is the SOC's own."""
    titles = dict(read.context.titles) if read.context else {}
    titles |= {code: row.text("Title") for code, row in read.averages.groups.items()} if read.averages else {}
    titles |= {code: score.title for code, score in read.scores.items()}
    for figures in (read.outlook, read.wages):
        if figures:
            titles |= {code: found.title for code, found in figures.groups.items()}
    return titles


def _used(read: Releases) -> Iterator[Source]:
    yield sources.onet(read.onet.version, read.onet.year)
    if read.wages:
        yield sources.oews(read.wages.year)
    if read.outlook:
        yield sources.projections(read.outlook.first, read.outlook.last)
    if read.matrix:
        yield sources.crosswalk(read.matrix.year)
    if read.labels:
        yield sources.ELOUNDOU
    if read.scores:
        yield sources.MICROSOFT
    if read.averages:
        yield sources.WORK_ACTIVITIES
    if read.context:
        yield sources.WORK_CONTEXT


def _absent(read: Releases) -> Iterator[str]:
    yield from (f"O*NET table {name}" for name in OPTIONAL if not read.onet.has(name))
    for name, found in (
        ("wages (--oews)", read.wages),
        ("projections (--projections)", read.outlook),
        ("crosswalk (--crosswalk)", read.matrix),
        ("task labels (--exposure)", read.labels),
        (
            "automation labels (in the folder of --exposure)",
            any(one.automation for one in read.labels.values()),
        ),
        ("AI scores (--microsoft)", read.scores),
        ("work context (--work-context with --soc-2010)", read.context),
    ):
        if not found:
            yield name
