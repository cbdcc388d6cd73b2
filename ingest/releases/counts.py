"""The tables of wages, projections and AI exposure: figures of groups and shares of tasks by occupation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.releases.bls import Oews, Projections
from ingest.releases.exposure import EXPOSURE, LEVELS, Score, TaskKey, TaskLabels, percentiles
from ingest.releases.groups import Group, Groups
from ingest.releases.onet import CODE, OnetRelease
from ingest.releases.ratings import GROUP
from ingest.releases.table import Table
from knowledge.facts import MEASURES, RANKS, SHARES

KINDS = {"Core": "core", "Supplemental": "supplemental", "": "unrated"}
HELP = tuple(filter(None, EXPOSURE.values()))
AUTOMATION = tuple(filter(None, LEVELS.values()))


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of one occupation's tasks."""

    gpt4: list[str] = field(default_factory=list)
    human: list[str] = field(default_factory=list)
    automation: list[str] = field(default_factory=list)


def wages_table(release: OnetRelease, groups: Groups, oews: Oews | None) -> Table:
    """USD a year by percentile; USD an hour where only that is published."""
    figures = oews.groups if oews else {}
    return Table(
        "wages",
        ("code", *GROUP, "employment", *RANKS, *(f"hourly_{rank}" for rank in RANKS)),
        tuple(
            (code, *group.cells, found.employment, *found.annual, *found.hourly)
            for code, group in _grouped(release, groups, figures)
            for found in (figures[group.code],)
        ),
    )


def projections_table(release: OnetRelease, groups: Groups, projections: Projections | None) -> Table:
    """Persons now and then, percent of change, openings a year, and what the work asks."""
    figures = projections.groups if projections else {}
    years = (f"employment_{projections.first}", f"employment_{projections.last}") if projections else ()
    return Table(
        "projections",
        ("code", *GROUP, *years, "change_percent", "openings", "entry_education", "experience", "training"),
        tuple(
            (
                code,
                *group.cells,
                found.employment,
                found.employment_projected,
                found.change_percent,
                found.openings,
                found.entry_education,
                found.experience,
                found.training,
            )
            for code, group in _grouped(release, groups, figures)
            for found in (figures[group.code],)
        ),
    )


def tasks_table(release: OnetRelease, labels: Mapping[TaskKey, TaskLabels]) -> Table:
    """The number, kind and labels of every task of the release, never its text."""
    rows = []
    for row in release.rows("Task Statements"):
        if (kind := row.text("Task Type")) not in KINDS:
            raise row.problem(f"the task type is {kind!r}, not Core or Supplemental.")
        key = row.text(CODE), row.text("Task ID")
        found = labels.get(key, TaskLabels())
        rows.append((*key, KINDS[kind], found.gpt4, found.human, found.automation))
    rows.sort(key=lambda cells: (cells[0], len(cells[1]), cells[1]))
    return Table("tasks", ("code", "task_id", "kind", "gpt4", "human", "automation"), tuple(rows))


def exposure_table(release: OnetRelease, groups: Groups, tasks: Table, scores: Mapping[str, Score]) -> Table:
    """Percent of an occupation's tasks by label, its group's score, and its rank by four measures."""
    labelled = defaultdict[str, Labelled](Labelled)
    for code, _, _, *labels in tasks.rows:
        of_code = labelled[code]
        for label, given in zip(labels, (of_code.gpt4, of_code.human, of_code.automation), strict=True):
            if label:
                given.append(label)
    scored = dict(_grouped(release, groups, scores))
    ranks = [
        percentiles({code: _beta(found.gpt4) for code, found in labelled.items() if found.gpt4}),
        percentiles({code: _beta(found.human) for code, found in labelled.items() if found.human}),
        percentiles({code: _level(found.automation) for code, found in labelled.items() if found.automation}),
        percentiles({code: scores[group.code].score for code, group in scored.items()}),
    ]
    rows = []
    for code in release.with_data:
        found, group = labelled[code], scored.get(code)
        if found != Labelled() or group:
            rows.append(
                (
                    code,
                    str(len(found.gpt4)),
                    *_shares(found.gpt4, HELP),
                    *_shares(found.human, HELP),
                    *_shares(found.automation, AUTOMATION),
                    *(group.cells if group else ("", "", "")),
                    f"{scores[group.code].score:.4f}" if group else "",
                    *(f"{rank[code]:.1f}" if code in rank else "" for rank in ranks),
                )
            )
    columns = (
        *("code", "tasks", *SHARES),
        *(f"microsoft_{column}" for column in (*GROUP, "score")),
        *(f"{measure}_percentile" for measure in MEASURES),
    )
    return Table("exposure", columns, tuple(rows))


def _grouped(
    release: OnetRelease, groups: Groups, figures: Mapping[str, object]
) -> Iterable[tuple[str, Group]]:
    """The occupations with data whose group has a figure, each with that group."""
    for code in release.with_data:
        if group := groups.of(code, figures):
            yield code, group


def _beta(labels: Sequence[str]) -> float:
    """The share of tasks a language model can halve: with further tools they count half."""
    return (labels.count("direct") + 0.5 * labels.count("tools")) / len(labels)


def _level(labels: Sequence[str]) -> float:
    """The mean level of automation, 0 to 4."""
    return sum(AUTOMATION.index(label) for label in labels) / len(labels)


def _shares(labels: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    counted = Counter(labels)
    return tuple(f"{100 * counted[name] / len(labels):.1f}" if labels else "" for name in names)
