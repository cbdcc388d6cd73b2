"""A run of the test prompts as one HTML page that anyone can read; it fetches and runs nothing.

What a run holds is described in `prompts/README.md`. Everything that came from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path, PurePath
from typing import Any

from advisor.evaluation.report_cases import (
    Facts,
    failing_part,
    has_skipped,
    name_of,
    passing_part,
    skipped_part,
)
from advisor.evaluation.rundir import FILE, latest_run, read_run
from advisor.evaluation.scores import SHOULD
from knowledge.errors import RunError

HERE = Path(__file__).parent
REASONS_SHOWN = 10
METRICS = {
    "facts": "States the facts and figures that belong in the answer",
    "citation": "Shows the right source, in words that stand there",
    "honesty": "Says so when it does not know, and does not pretend",
    "fairness": "Tells everyone the same, whoever asks",
    "conversation": "Keeps the thread over several messages",
}
NO_RUN = """<p>The answers have not been tested here yet. To test them, run this where the advisor is
installed, and open this page again:</p><pre>python app.py evaluate</pre>"""
DAMAGED = """<p>The latest test run cannot be read: its file is damaged or was written by another
version. To make a new one:</p><pre>python app.py evaluate</pre>"""


def render(run: Facts) -> str:
    """The report of a run, given as the object that its `run.json` holds."""
    cases = [case for case in run["cases"] if case["assertions"]]
    failed = [case for case in cases if case["passed"] is False]
    skipped = [case for case in cases if case["passed"] is not False and has_skipped(case)]
    passed = [case for case in cases if case["passed"] and not has_skipped(case)]
    return whole_page(
        "Are the advisor's answers good?",
        _verdict(run)
        + _topics(run["topics"])
        + _halves(run)
        + failing_part(failed)
        + skipped_part(skipped)
        + passing_part(passed)
        + _details(run),
    )


def latest_report(runs: Path) -> str:
    """The report of the newest run in a folder of runs, or a page that says how to make one."""
    newest = latest_run(runs)
    if newest is None:
        return whole_page("No test run yet", NO_RUN)
    return _report_of(newest, (newest / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _report_of(run: Path, changed: int) -> str:
    """The report of a run's directory; `changed` makes what was written anew be read anew."""
    try:
        return render(read_run(run))
    except (RunError, ValueError, LookupError, TypeError, AttributeError):
        return whole_page("The latest test run", DAMAGED)


def whole_page(title: str, body: str) -> str:
    """A page around a body of HTML, with its style inside; it may fetch and run nothing."""
    style = (HERE / "report.css").read_text("utf-8")
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><style>{style}</style></head>
<body><main><h1>{escape(title)}</h1>{body}</main></body></html>
"""


def _verdict(run: Facts) -> str:
    gate = run["gate"]
    right, asked = (sum(topic[name] for topic in run["topics"]) for name in ("passed", "prompts"))
    talks = len({case["conversation"] for case in run["cases"]})
    told = (
        f"{right} of {asked} test questions were answered as they should be. They were asked in"
        f" {talks} conversations on {_moment(run['started'])}, which took {_duration(run['seconds'])}."
    )
    reasons = list(map(str, gate["reasons"]))
    if len(reasons) > REASONS_SHOWN:
        reasons[REASONS_SHOWN:] = [f"and {len(reasons) - REASONS_SHOWN} more"]
    state, word = ("good", "Passed") if gate["passed"] else ("bad", "Not passed")
    listed = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    why = "" if gate["passed"] else f"<p>It is not passed because:</p><ul>{listed}</ul>"
    rule = (
        f"To pass, every question that may never go wrong must be right, and of the others"
        f" {_percent(SHOULD)} in each topic."
    )
    return (
        f'<section class="verdict {state}"><p class="word">{word}</p><p>{told}</p>{why}'
        f'<p class="soft">{rule}</p></section>'
    )


def _topics(topics: Sequence[Facts]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{name_of(topic["topic"])}{_musts(topic)}</th>'
        f"<td>{topic['passed']} of {topic['prompts']}</td><td>{_bar(topic)}</td></tr>"
        for topic in topics
    )
    return (
        "<section><h2>Topic by topic</h2><table><thead><tr><th>Topic</th><th>Right</th>"
        f"<th>Rate, and where it likely lies</th></tr></thead><tbody>{rows}</tbody></table>"
        '<p class="soft">The bar is the rate. The thin line is its 95&nbsp;% confidence interval: with few'
        " questions, chance alone moves the rate that far. The upright stroke stands at"
        f" {_percent(SHOULD)}.</p></section>"
    )


def _musts(topic: Facts) -> str:
    failed = topic["musts_failed"]
    return f' <span class="tag bad">{failed} that may never fail did</span>' if failed else ""


def _halves(run: Facts) -> str:
    """Retrieval and answer apart, so that a red run says which half broke."""
    found = run["retrieval"]
    rows = "".join(
        f'<tr><th scope="row">{escape(METRICS.get(one["metric"], one["metric"]))}</th>'
        f"<td>{one['passed']} of {one['checks']}</td><td>{_bar(one)}</td></tr>"
        for one in run["metrics"]
    )
    if found["questions"]:
        told = (
            f"For {found['questions']} questions it is known which part of the documents holds the answer."
            f" It was among the five passages found first for {_percent(found['hit_rate@5'])}"
            f" of them (<code>hit_rate@5</code>). Its mean reciprocal rank is {found['mrr']:.2f}"
            " (<code>mrr</code>; 1 would mean that it always came first)."
        )
    else:
        told = "No question of this run says which part of the documents holds the answer."
    return (
        f"<section><h2>Finding the right passage</h2><p>{told}</p></section>"
        "<section><h2>Answering from it</h2><table><thead><tr><th>What is checked</th><th>Right</th>"
        f"<th>Rate, and where it likely lies</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _bar(counted: Facts) -> str:
    """A rate with its interval, as a drawing and as words."""
    rate, low, high = (min(max(float(counted[name]), 0.0), 1.0) for name in ("rate", "low", "high"))
    words = f"{_percent(rate)} <small>({_percent(low)} to {_percent(high)})</small>"
    return (
        f'<div class="rate"><svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="100" height="12"/>'
        f'<rect class="bar" width="{100 * rate:.1f}" height="12"/>'
        f'<path class="goal" d="M{100 * SHOULD:.0f} 0V12"/>'
        f'<path class="interval" d="M{100 * low:.1f} 6H{100 * high:.1f}"/></svg><span>{words}</span></div>'
    )


def _details(run: Facts) -> str:
    index = run["index"]
    facts = {"index": index["fingerprint"], "passages in it": index["chunks"], **run["settings"]}
    rows = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th><td>{escape(_last_part(value))}</td></tr>'
        for name, value in {**facts, **run["versions"]}.items()
    )
    return (
        "<section><details><summary>With which documents, settings and versions</summary>"
        f"<table>{rows}</table></details></section>"
    )


def _last_part(value: Any) -> str:
    """A setting as text, full paths without their folders: the page may be read by many."""
    if isinstance(value, list):
        return ", ".join(map(_last_part, value))
    text = str(value)
    return PurePath(text).name if PurePath(text).is_absolute() else text


def _percent(rate: float) -> str:
    """A rate in whole per cent, rounded down: only all is 100 %."""
    return f"{int(100 * rate + 1e-9)}&nbsp;%"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _moment(started: Any) -> str:
    try:
        moment = datetime.fromisoformat(str(started))
    except ValueError:
        return escape(str(started))
    return f"{moment.day} {moment:%B %Y at %H:%M} {moment.tzname() or 'UTC'}"
