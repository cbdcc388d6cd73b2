"""Reads published measures of AI exposure: labels of tasks, and scores of groups of occupations.

Labels: Eloundou, Manning, Mishkin and Rock, "GPTs are GPTs", Science 384 (2024), as published at
github.com/openai/GPTs-are-GPTs. Scores: Tomlinson et al., "Working with AI" (2025), as published
at github.com/microsoft/working-with-ai.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.releases.onet import CODE
from ingest.releases.rows import Row, delimited, plain_name, read_bytes
from knowledge.errors import ReleaseError

LABELS = "full_labelset.tsv"
AUTOMATION = "automation_gpt4_human_labels.tsv"
SCORES = "soc_ai_applicability_scores.csv"
EXPOSURE = {"E0": "none", "E1": "direct", "E2": "tools", "": ""}
LEVELS = {"T0": "t0", "T1": "t1", "T2": "t2", "T3": "t3", "T4": "t4", "": ""}

TaskKey = tuple[str, str]
"""An O*NET-SOC code and a task's number."""


@dataclass(frozen=True, slots=True)
class TaskLabels:
    """How a task was labelled; empty where it was not.

    `gpt4` and `human` tell whether a language model can halve its time: none, direct, or only
    with further tools. `automation` is the level by GPT-4, t0 (none) to t4 (full).
    """

    gpt4: str = ""
    human: str = ""
    automation: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The AI applicability score of a group, 0 to 1."""

    title: str
    score: float


def read_labels(folder: Path) -> dict[TaskKey, TaskLabels]:
    """The labels of every task; levels of automation only where their file is in the folder."""
    labels = {}
    content = read_bytes(folder / LABELS)
    for row in delimited(LABELS, content, delimiter="\t", quoted=True):
        labels[_key(row)] = TaskLabels(
            gpt4=_label(row, "gpt4_exposure", EXPOSURE), human=_label(row, "human_exposure_agg", EXPOSURE)
        )
    if (folder / AUTOMATION).is_file():
        content = read_bytes(folder / AUTOMATION)
        for row in delimited(AUTOMATION, content, delimiter="\t", quoted=True):
            level = _label(row, "gpt4_automation", LEVELS)
            labels[_key(row)] = replace(labels.get(_key(row), TaskLabels()), automation=level)
    return labels


def read_scores(path: Path) -> dict[str, Score]:
    """The scores by SOC or NEM code, from the file or the folder that holds it."""
    file = path / SCORES if path.is_dir() else path
    return {
        row.text("SOC Code"): Score(plain_name(row.text("title")), row.number("ai_applicability_score"))
        for row in delimited(file.name, read_bytes(file), delimiter=",", quoted=True)
    }


def percentiles(values: Mapping[str, float]) -> dict[str, float]:
    """The rank of each value among the others: 0 is the lowest, 100 the highest, equals share theirs.

    It is the percentage of the other values that are lower, where an equal one counts half.
    """
    if len(values) < 2:
        return dict.fromkeys(values, 50.0)
    ranked = sorted(values.values())
    first = {value: at for at, value in reversed(list(enumerate(ranked)))}
    last = {value: at for at, value in enumerate(ranked)}
    return {key: 100 * (first[value] + last[value]) / 2 / (len(ranked) - 1) for key, value in values.items()}


def _key(row: Row) -> TaskKey:
    return row.text(CODE), row.text("Task ID").removesuffix(".0")


def _label(row: Row, column: str, known: Mapping[str, str]) -> str:
    if (label := row.text(column)) not in known:
        raise ReleaseError(
            f"{row.place}: {column} is {label!r}, not one of {', '.join(filter(None, known))}."
        )
    return known[label]
