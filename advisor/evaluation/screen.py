"""What `evaluate` shows in the terminal and writes into files that it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from advisor.evaluation.junit import junit
from advisor.evaluation.rundir import Changes, why_failed
from advisor.evaluation.scores import FIRST
from knowledge.errors import RunError

LISTED = 20  # Failing prompts that are shown; the run directory has all.
WIDTH = 110  # Characters of a line where the output is no terminal.


def show_run(run: Mapping[str, Any], folder: Path, changes: Changes | None = None) -> None:
    """Rates by topic, retrieval and answers apart, the failing musts with why, and the gate."""
    screen = Console()
    screen = screen if screen.is_terminal else Console(width=WIDTH)
    screen.print(_by_topic(run))
    screen.print(_by_metric(run))
    found = run["retrieval"]
    screen.print(
        f"Retrieval, on {found['questions']} questions that rest on a document: hit_rate@{FIRST}"
        f" {found[f'hit_rate@{FIRST}']:.3f}, mrr {found['mrr']:.3f}"
    )
    failing = [case for case in run["cases"] if case["passed"] is False and case["severity"] == "must"]
    for case in failing[:LISTED]:
        screen.print(escape(f"\n{case['id']}: {case['question']}"), style="bold")
        for why in why_failed(case):
            screen.print(escape(f"  {why}"))
    if len(failing) > LISTED:
        screen.print(f"\n... and {len(failing) - LISTED} more that must pass")
    if changes:
        _show_changes(screen, changes)
    gate = run["gate"]
    screen.print(
        f"\n{'[green]The gate is passed[/]' if gate['passed'] else '[red]The gate is not passed[/]'}:"
    )
    for reason in gate["reasons"][:LISTED] or ["every must passes, and 9 in 10 of each topic's should"]:
        screen.print(escape(f"  {reason}"))
    screen.print(escape(f"{len(run['cases'])} answers in {run['seconds']:.0f} s, kept in {folder}"))


def show_models(grounded: Mapping[str, Any], model: Mapping[str, Any]) -> None:
    """The same prompts answered without and with a chat model: how many are right, cost, and time."""
    table = Table("", "Right", "Rate", "Worded by the model", "Tokens in, out", "Median", "95th percentile")
    for name, run in (("grounded", grounded), (str(model["settings"]["model"]), model)):
        judged = [one["passed"] for one in run["cases"] if one["passed"] is not None]
        cost = run["cost"]
        table.add_row(
            escape(name),
            f"{sum(judged)} of {len(judged)}",
            f"{sum(judged) / max(len(judged), 1):.1%}",
            f"{cost['worded']} of {len(run['cases'])}",
            f"{cost['tokens_sent']:,}, {cost['tokens_received']:,}",
            f"{cost['latency_ms']['median']:.0f} ms",
            f"{cost['latency_ms']['p95']:.0f} ms",
        )
    screen = Console()
    (screen if screen.is_terminal else Console(width=WIDTH)).print(table)


def write_reports(
    run: Mapping[str, Any], *, junit_file: Path | None, html_file: Path | None, json_file: Path | None
) -> None:
    """Write the run in each form that a file is given for; raises RunError."""
    try:
        if junit_file:
            junit_file.write_text(junit(run), "utf-8")
        if json_file:
            json_file.write_text(json.dumps(run, ensure_ascii=False, indent=1), "utf-8")
        if html_file:
            from advisor.evaluation.report import render

            html_file.write_text(render(run), "utf-8")
    except OSError as error:
        raise RunError(f"{error.filename} cannot be written: {error.strerror}") from error


def _by_topic(run: Mapping[str, Any]) -> Table:
    table = Table("Topic", "Prompts", "Passed", "Rate", "95 % interval", "Musts failed")
    for one in run["topics"]:
        musts = f"{one['musts_failed']} of {one['musts']}" if one["musts"] else "-"
        table.add_row(escape(one["topic"]), str(one["prompts"]), str(one["passed"]), *_rates(one), musts)
    return table


def _by_metric(run: Mapping[str, Any]) -> Table:
    table = Table("Answers", "Checks", "Passed", "Rate", "95 % interval")
    for one in run["metrics"]:
        table.add_row(escape(one["metric"]), str(one["checks"]), str(one["passed"]), *_rates(one))
    skipped = sum(part["skipped"] for case in run["cases"] for part in case["assertions"])
    if skipped:
        table.add_row("skipped", str(skipped), "-", "-", "-")
    return table


def _rates(one: Mapping[str, Any]) -> tuple[str, str]:
    return f"{one['rate']:.1%}", f"{one['low']:.1%} to {one['high']:.1%}"


def _show_changes(screen: Console, changes: Changes) -> None:
    named = {"Newly failing": changes.newly_failing, "Newly passing": changes.newly_passing}
    for what, ids in named.items():
        screen.print(escape(f"\n{what} ({len(ids)}): {', '.join(ids) or 'none'}"))
    screen.print(f"Only in this run: {len(changes.added)}; only in the other: {len(changes.removed)}")
