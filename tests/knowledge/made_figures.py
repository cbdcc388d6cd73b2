"""Small tables of figures of made occupations, for tests of what is read and counted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.facts import TABLES, FactTables

SKILLS = ("Mathematics", "Writing")
_SHARES = (
    *(f"{by}_{share}" for by in ("gpt4", "human") for share in ("none", "direct", "tools")),
    *(f"automation_t{level}" for level in range(5)),
)
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "titles": ("code", "title", "other_titles"),
    "occupations": ("code", "job_zone", "job_zone_date"),
    "wages": (
        *(
            "code",
            "group_code",
            "group_title",
            "describes",
            "employment",
            "p10",
            "p25",
            "median",
            "p75",
            "p90",
        ),
        *("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90"),
    ),
    "projections": (
        *("code", "group_code", "group_title", "describes", "employment_2024", "employment_2034"),
        *("change_percent", "openings", "entry_education", "experience", "training"),
    ),
    "education": ("code", "date"),
    "skills": ("code", "date", *SKILLS),
    "knowledge": ("code", "date"),
    "activities": ("code", "date"),
    "technologies": ("code", "technologies", "equipment"),
    "related": ("code", "related"),
    "exposure": (
        *("code", "tasks", *_SHARES, "microsoft_group_code", "microsoft_group_title", "microsoft_describes"),
        *("microsoft_score", "gpt4_percentile", "human_percentile", "automation_percentile"),
        "microsoft_percentile",
    ),
    "tasks": ("code", "task_id", "kind", "gpt4", "human", "automation"),
    **dict.fromkeys(("skill_levels", "knowledge_levels", "interests", "styles"), ("code", "date")),
    "detailed_activities": ("code", "activities"),
    "activity_names": ("id", "name"),
    "context": ("code", "group_code", "group_title", "describes"),
    "sources": ("key", "name", "year", "publisher", "licence", "url", "attribution"),
}


@dataclass(frozen=True)
class Made:
    """An occupation with the figures that are known of it; empty and None are not."""

    code: str
    title: str
    median: str = ""
    """Dollars a year, ">=239200" for that or more."""
    hourly: str = ""
    low: str = ""
    high: str = ""
    growth: float | None = None
    openings: int | None = None
    people: int | None = None
    people_then: int | None = None
    schooling: str = ""
    experience: str = ""
    training: str = ""
    exposure: float | None = None
    """The percentile that all measures agree on."""
    skills: Mapping[str, float] = field(default_factory=dict)
    """Importance from 1 to 5 by the names of SKILLS."""
    tools: tuple[str, ...] = ()
    group: str = ""
    """The title of the wider group that its figures are published for."""

    def rows(self) -> dict[str, dict[str, str]]:
        """Its line in every table that has one."""
        describes = {"describes": "group" if self.group else "occupation", "group_title": self.group}
        pay = {"p10": self.low, "median": self.median, "p90": self.high, "hourly_median": self.hourly}
        outlook = {
            "employment_2024": _cell(self.people),
            "employment_2034": _cell(self.people_then),
            "change_percent": _cell(self.growth),
            "openings": _cell(self.openings),
            "entry_education": self.schooling,
            "experience": self.experience,
            "training": self.training,
        }
        made = {
            "titles": {"title": self.title},
            "occupations": {},
            "wages": {**describes, **pay},
            "projections": {**describes, **outlook},
            "skills": {"date": "2023-08", **{name: str(value) for name, value in self.skills.items()}},
            "technologies": {"technologies": "; ".join(f"{name}|H" for name in self.tools)},
        }
        if self.exposure is not None:
            ranks = {f"{by}_percentile": str(self.exposure) for by in ("gpt4", "human", "automation")}
            made["exposure"] = {"tasks": "3", **ranks}
        return {table: {"code": self.code, **cells} for table, cells in made.items()}


def _cell(number: float | None) -> str:
    return "" if number is None else str(number)


def made_tables(folder: Path, occupations: Iterable[Made]) -> FactTables:
    """The tables of these occupations, written to the folder and read from there."""
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in _COLUMNS}
    for one in sorted(occupations, key=lambda made: made.code):
        for table, cells in one.rows().items():
            rows[table].append(cells)
    for key in ("onet", "oews", "projections", "eloundou", "microsoft"):
        rows["sources"].append({"key": key, "name": f"{key} data", "year": "2024"})
    for table in TABLES:
        columns = _COLUMNS.get(table, ("code",))
        lines = ["\t".join(columns)]
        lines += ["\t".join(cells.get(column, "") for column in columns) for cells in rows.get(table, ())]
        (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    return FactTables.load(folder)
