"""What is published about each occupation: typed facts, each with its unit, year and source.

The tables of `knowledge/figures` hold them; `python app.py import onet` makes those anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal, NamedTuple

from knowledge.figure_table import FigureTable, TableRow

FIGURES = Path(__file__).parent / "figures"
RANKS = ("p10", "p25", "median", "p75", "p90")
MEASURES = ("gpt4", "human", "automation", "microsoft")
SHARES = (
    *(f"{by}_{share}" for by in ("gpt4", "human") for share in ("none", "direct", "tools")),
    *(f"automation_t{level}" for level in range(5)),
)
LAST_YEAR = 2034  # Of the projections.
GROWTH_OF_ALL = 3.1  # Percent, 2024 to 2034, all occupations together: Employment Projections, table 1.2.
LOWER_THIRD, UPPER_THIRD = 33.3, 66.7
TABLES = (
    *("titles", "occupations", "wages", "projections", "education", "skills", "knowledge", "activities"),
    *("technologies", "related", "exposure", "tasks", "sources"),
    *("skill_levels", "knowledge_levels", "interests", "styles"),
    *("detailed_activities", "activity_names", "context"),
)
NO_ELEMENT = ("code", "date", "group_code", "group_title", "describes")


@dataclass(frozen=True, slots=True)
class Source:
    """A published set of data, as it was used, and how it wants to be named."""

    key: str
    name: str
    year: int
    publisher: str
    licence: str
    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A published number.

    `year` is the one it was measured in, the first of a projection, or that of the publication
    where the source dates nothing else. `source` is the key of a Source.
    """

    value: float
    unit: str
    year: int
    source: str
    describes: str = ""
    """Empty when it is about this occupation alone, else the title of the wider group."""
    at_least: bool = False
    """True when the source only says that it is this much or more."""


class NamedFact(NamedTuple):
    """A skill, field of knowledge, activity or level of education, and its fact."""

    name: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Technology:
    """A piece of software; hot when many employers name it, in demand when those of this job do."""

    name: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class TaskLabel:
    """How a task of O*NET is labelled; empty where it is not.

    `kind` is core, supplemental or unrated; `gpt4` and `human` none, direct or tools; `automation` t0 to t4.
    """

    task_id: str
    kind: str
    gpt4: str
    human: str
    automation: str

    @property
    def is_exposed(self) -> bool:
        """Whether GPT-4 and people both say that a language model could halve the time it takes."""
        return self.gpt4 in ("direct", "tools") and self.human in ("direct", "tools")


def ai_can_assist(tasks: Sequence[TaskLabel]) -> bool:
    """The rule of the mark on a duty: at least half of the tasks that it restates are exposed."""
    return 2 * sum(task.is_exposed for task in tasks) >= len(tasks)


def band(percentile: float) -> Literal["low", "medium", "high"]:
    """The third of all occupations that a percentile lies in."""
    return "low" if percentile < LOWER_THIRD else "high" if percentile > UPPER_THIRD else "medium"


@dataclass(frozen=True, slots=True)
class Exposure:
    """What published measures say of an occupation's exposure to AI.

    `shares` are percent of the labelled tasks: a language model is no help (`none`), halves the
    time by itself (`direct`) or with further tools (`tools`), judged by GPT-4 and by people
    (`gpt4_none`, `human_tools`, ...); and the levels of automation `automation_t0` to `_t4`.
    `microsoft` is a score from observed use, 0 to 1. `percentiles` rank the occupation among all,
    0 to 100, by each of MEASURES that has it.
    """

    tasks: int
    shares: Mapping[str, Fact]
    microsoft: Fact | None
    percentiles: Mapping[str, float]

    @property
    def middle(self) -> float:
        """The middle one of the available percentiles: their median."""
        return median(self.percentiles.values())

    @property
    def band(self) -> Literal["low", "medium", "high"]:
        """The third that `middle` lies in.

        Below 33.3 is low, above 66.7 is high, anything else medium.
        """
        return band(self.middle)

    @property
    def sources_disagree(self) -> bool:
        """Whether one measure puts the occupation in the lowest third and another in the highest."""
        ranks = self.percentiles.values()
        return min(ranks) < LOWER_THIRD and max(ranks) > UPPER_THIRD


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """Everything that the tables hold about one occupation; what they lack is None or empty."""

    code: str
    title: str
    job_zone: Fact | None
    wages: Mapping[str, Fact]
    """By RANKS; USD an hour where nothing is published by the year."""
    employment: Fact | None
    employment_then: Fact | None
    """The people that are projected to work in it in the last year of the projections."""
    growth_percent: Fact | None
    openings: Fact | None
    entry_education: str
    experience: str
    training: str
    schooling: tuple[NamedFact, ...]
    """Percent of respondents by the level of education they hold to be required, lowest level first."""
    skills: tuple[NamedFact, ...]
    """Importance from 1 to 5, the highest first, as in the next two."""
    knowledge: tuple[NamedFact, ...]
    activities: tuple[NamedFact, ...]
    detailed: tuple[str, ...]
    """Names of its detailed work activities, those that stand for the most tasks first."""
    technologies: tuple[Technology, ...]
    equipment: tuple[str, ...]
    related: tuple[str, ...]
    """Codes, the most related first."""
    exposure: Exposure | None
    tasks: tuple[TaskLabel, ...]


class FactTables:
    """The facts of every occupation; a row is read when it is first asked for."""

    def __init__(self, tables: Mapping[str, FigureTable]) -> None:
        self._tables = tables
        self._read: dict[str, OccupationFacts] = {}
        self.sources = sources_of(tables["sources"])
        years = [name for name in tables["projections"].columns if name.startswith("employment_")]
        self._span = [int(re.sub(r"\D", "", name)) for name in years] or [0, 0]

    @classmethod
    def load(cls, folder: Path = FIGURES) -> FactTables:
        """Open all tables; raises FiguresError when one is missing or damaged."""
        return cls({name: FigureTable(folder / f"{name}.tsv") for name in TABLES})

    def codes(self) -> tuple[str, ...]:
        """The occupations that have facts, in code order."""
        return self._tables["occupations"].keys

    def title(self, code: str) -> str:
        """The title of any listed occupation, with facts or not; empty for a code that is not listed."""
        row = self._tables["titles"].row(code)
        return row.text("title") if row else ""

    def get(self, code: str) -> OccupationFacts | None:
        """All facts of an occupation, None when it has none; raises FiguresError for a damaged row."""
        if code not in self._read and (row := self._tables["occupations"].row(code)):
            self._read[code] = self._occupation(code, row)
        return self._read.get(code)

    def table(self, name: str) -> FigureTable:
        """A table of TABLES as it is, for reading a whole column."""
        return self._tables[name]

    def elements(self, table: str, code: str, *, unit: str, source: str) -> tuple[NamedFact, ...]:
        """What a table holds for an occupation, a fact a column; columns that are empty are left out."""
        return self._elements(self._tables[table].row(code), unit, source)

    def programs(self) -> Iterator[Technology]:
        """The software of all occupations, each once for every occupation that it is listed for."""
        table = self._tables["technologies"]
        for code in table.keys:
            if row := table.row(code):
                yield from _technologies(row.text("technologies"))

    def _occupation(self, code: str, occupation: TableRow) -> OccupationFacts:
        found = {name: table.row(code) for name, table in self._tables.items() if name != "tasks"}
        outlook, names, related = found["projections"], found["technologies"], found["related"]
        first, last = self._span
        span = f"{first} to {last}"
        hired = self._fact(found["wages"], "employment", "people", "oews")
        return OccupationFacts(
            code=code,
            title=self.title(code),
            job_zone=self._fact(occupation, "job_zone", "Job Zone, 1 to 5", "onet", date="job_zone_date"),
            wages=self._wages(found["wages"]),
            employment=self._fact(outlook, f"employment_{first}", "people", "projections") or hired,
            employment_then=self._fact(outlook, f"employment_{last}", f"people in {last}", "projections"),
            growth_percent=self._fact(outlook, "change_percent", f"percent, {span}", "projections"),
            openings=self._fact(outlook, "openings", f"openings a year, {span}", "projections"),
            entry_education=outlook.text("entry_education") if outlook else "",
            experience=outlook.text("experience") if outlook else "",
            training=outlook.text("training") if outlook else "",
            schooling=self._elements(found["education"], "percent of respondents"),
            skills=self._ratings(found["skills"]),
            knowledge=self._ratings(found["knowledge"]),
            activities=self._ratings(found["activities"]),
            detailed=self._detailed(found["detailed_activities"]),
            technologies=_technologies(names.text("technologies")) if names else (),
            equipment=_listed(names.text("equipment")) if names else (),
            related=tuple(related.text("related").split()) if related else (),
            exposure=self._exposure(found["exposure"]),
            tasks=tuple(_task(row) for row in self._tables["tasks"].rows(code)),
        )

    def _fact(
        self, row: TableRow | None, column: str, unit: str, source: str, *, date: str = "", group: str = ""
    ) -> Fact | None:
        """The number in a cell with what the row says of it; `group` begins the names of its columns."""
        if not row or not (cell := row.text(column)):
            return None
        if source not in self.sources:
            raise row.problem(f"sources.tsv has no source {source!r}.")
        dated = row.text(date) if date else ""
        wider = f"{group}describes" in row.cells and row.text(f"{group}describes") == "group"
        return Fact(
            value=row.number(cell.removeprefix(">=")),
            unit=unit,
            year=int(row.number(dated[:4])) if dated else self.sources[source].year,
            source=source,
            describes=row.text(f"{group}group_title") if wider else "",
            at_least=cell.startswith(">="),
        )

    def _wages(self, row: TableRow | None) -> Mapping[str, Fact]:
        for unit, prefix in (("USD a year", ""), ("USD an hour", "hourly_")):
            facts = {rank: self._fact(row, f"{prefix}{rank}", unit, "oews") for rank in RANKS}
            if found := {rank: fact for rank, fact in facts.items() if fact}:
                return found
        return {}

    def _elements(self, row: TableRow | None, unit: str, source: str = "") -> tuple[NamedFact, ...]:
        if not row:
            return ()
        # The stand-in for the table of activities has columns for the group, and no date.
        averaged = "group_code" in row.cells and not row.cells.get("date")
        source = source or ("work_activities" if averaged else "onet")
        date = "date" if "date" in row.cells else ""
        names = (name for name in row.cells if name not in NO_ELEMENT)
        facts = ((name, self._fact(row, name, unit, source, date=date)) for name in names)
        return tuple(NamedFact(name, fact) for name, fact in facts if fact)

    def _ratings(self, row: TableRow | None) -> tuple[NamedFact, ...]:
        return tuple(sorted(self._elements(row, "importance, 1 to 5"), key=lambda one: -one.fact.value))

    def _detailed(self, row: TableRow | None) -> tuple[str, ...]:
        pairs = [one.partition(":") for one in row.text("activities").split()] if row else []
        named = (self._tables["activity_names"].row(one) for one, _, _ in sorted(pairs, key=_most_tasks))
        return tuple(dict.fromkeys(one.text("name") for one in named if one))

    def _exposure(self, row: TableRow | None) -> Exposure | None:
        if not row or not any(row.text(f"{measure}_percentile") for measure in MEASURES):
            return None
        shares = {name: self._fact(row, name, "percent of tasks", "eloundou") for name in SHARES}
        ranks = {measure: row.text(f"{measure}_percentile") for measure in MEASURES}
        return Exposure(
            tasks=int(row.number(row.text("tasks"))),
            shares={name: fact for name, fact in shares.items() if fact},
            microsoft=self._fact(row, "microsoft_score", "score, 0 to 1", "microsoft", group="microsoft_"),
            percentiles={measure: row.number(rank) for measure, rank in ranks.items() if rank},
        )


def sources_of(table: FigureTable) -> Mapping[str, Source]:
    """The sources that `sources.tsv` names, by their keys; raises FiguresError for a damaged row."""
    rows = (row for key in table.keys for row in table.rows(key))
    return {source.key: source for source in map(_source, rows)}


def _source(row: TableRow) -> Source:
    return Source(
        key=row.text("key"),
        name=row.text("name"),
        year=int(row.number(row.text("year"))),
        publisher=row.text("publisher"),
        licence=row.text("licence"),
        url=row.text("url"),
        attribution=row.text("attribution"),
    )


def _task(row: TableRow) -> TaskLabel:
    return TaskLabel(*(row.text(name) for name in ("task_id", "kind", "gpt4", "human", "automation")))


def _most_tasks(pair: tuple[str, str, str]) -> int:
    return -int(pair[2])


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split("; ")) if names else ()


def _technologies(names: str) -> tuple[Technology, ...]:
    """Reads `Name|HD; Name|`."""
    parts = (name.rpartition("|") for name in _listed(names))
    return tuple(Technology(name, "H" in flags, "D" in flags) for name, _, flags in parts)
