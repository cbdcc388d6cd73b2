"""What only the profiles made from an O*NET release have: its sentences, and the kinds of its software."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.releases.names import names_in
from ingest.releases.onet import CODE, OnetRelease
from knowledge.facts import Fact, TaskLabel, ai_can_assist
from knowledge.profile import Duty, Statement, Tool

TOOLS = 15  # Of up to hundreds that O*NET names for an occupation.
KINDS = ("core", "supplemental", "unrated")  # The order of the duties: what matters most comes first.
_NO_TEXT = re.compile(r"\0|<(?=!--)|(?<=--)>")
_FULL_STOP = re.compile(r"(?<![A-Z])(?<!\betc)\.$")  # Not that of "U.S." or "etc.".
_EXAMPLE = re.compile(
    r"\s*\bFor example, .*?(?:\.(?=\s+[A-Z][a-z]|$)|$)"
)  # "a Ph.D., M.D., or J.D." goes on.
ZONE_COLUMNS = ("Education", "Experience", "Job Training")


@dataclass(frozen=True, slots=True)
class Software:
    """A piece of software that O*NET names for an occupation, and the kind of thing it is."""

    name: str
    kind: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class Sentences:
    """O*NET's own words, by occupation code; those on preparation by Job Zone ("1" to "5")."""

    descriptions: Mapping[str, str]
    tasks: Mapping[str, Sequence[tuple[str, str]]]
    """The number and the text of each task, in the release's order."""
    software: Mapping[str, Sequence[Software]]
    reported_titles: Mapping[str, Sequence[str]]
    zones: Mapping[str, Mapping[str, str]]
    """By the columns of ZONE_COLUMNS."""


def read_sentences(release: OnetRelease) -> Sentences:
    """Read them all; a table that the release lacks leaves its part empty."""
    tasks = defaultdict[str, list[tuple[str, str]]](list)
    for row in release.rows("Task Statements"):
        tasks[row.text(CODE)].append((row.text("Task ID"), plain(row.text("Task"))))
    software = defaultdict[str, list[Software]](list)
    for row in release.rows("Technology Skills"):
        software[row.text(CODE)].append(
            Software(
                name=plain(row.text("Example")),
                kind=plain(row.cells.get("Commodity Title", "")) or "Software",
                hot=row.cells.get("Hot Technology") == "Y",
                in_demand=row.cells.get("In Demand") == "Y",
            )
        )
    titles = defaultdict[str, list[str]](list)
    for row in release.rows("Sample of Reported Titles"):
        titles[row.text(CODE)] += [
            name for name in names_in(row.text("Reported Job Title")) if "," not in name
        ]
    return Sentences(
        descriptions={
            row.text(CODE): plain(row.text("Description")) for row in release.rows("Occupation Data")
        },
        tasks=tasks,
        software=software,
        reported_titles=titles,
        zones={
            row.text("Job Zone"): {column: plain(row.text(column)) for column in ZONE_COLUMNS}
            for row in release.rows("Job Zone Reference")
        },
    )


def plain(text: str) -> str:
    """The text on one line, without what a document would take for a comment or for no text at all."""
    return " ".join(_NO_TEXT.sub("", html.unescape(text)).split())


def duties(tasks: Sequence[tuple[str, str]], labels: Sequence[TaskLabel]) -> Iterator[Duty]:
    """Every task as a duty, in O*NET's words: core ones first, marked where its labels say so."""
    label_of = {label.task_id: label for label in labels}
    for task_id, text in sorted(tasks, key=lambda task: KINDS.index(label_of[task[0]].kind)):
        if text := _FULL_STOP.sub("", text):
            marked = ai_can_assist([label_of[task_id]])
            yield Duty(text=text, ai_can_assist=marked, tasks=(task_id,), quote=text, line=0)


def tools(software: Sequence[Software], source: str) -> Iterator[Tool]:
    """The software that is most asked for, with its kind as category; `source` names the release."""
    distinct: dict[str, Software] = {}
    for one in software:
        distinct.setdefault(one.name.casefold(), one)
    ranked = sorted(distinct.values(), key=lambda one: (not one.in_demand, not one.hot))
    for one in ranked[:TOOLS]:
        where = "often in postings for it" if one.in_demand else "in many job postings" if one.hot else ""
        asked = f"asked for {where}" if where else ""
        text = "; ".join(filter(None, (f"Named for this occupation in the {source}", asked)))
        yield Tool(name=one.name, category=one.kind, description=text, quote=text, line=0)


def preparation(
    zones: Mapping[str, Mapping[str, str]], zone: Fact | None, *columns: str, source: str
) -> Iterator[Statement]:
    """What O*NET says of all occupations of a Job Zone: of their education, experience or training.

    Its examples are left out, which are about other occupations than the profile's.
    """
    said = zones.get(f"{zone.value:g}", {}) if zone else {}
    for column in columns:
        if zone and (words := _EXAMPLE.sub("", said.get(column, ""))):
            text = f"{words.rstrip('.')} ({source}, of all occupations in Job Zone {zone.value:g})"
            yield Statement(text=text, quote=text, line=0)
