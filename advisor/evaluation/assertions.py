"""promptfoo's portable assertions: read from a test, and graded against one answer.

They mean what they mean there (https://www.promptfoo.dev/docs/configuration/expected-outputs/), so
that a file gives the same verdict under both. An unknown one is an error when its file is read; one
that needs a model which is not there is skipped, never passed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from advisor.evaluation import python_assertion, text_assertions
from advisor.evaluation.judge import MODEL_GRADED, Judge, judged
from knowledge.embedding import Vectors
from knowledge.errors import PromptFormatError

Embed = Callable[[Sequence[str]], Vectors]
SIMILAR = 0.75  # The cosine from which two texts count as similar, promptfoo's default.
KNOWN = frozenset({"assert-set", "latency", "python", "similar", *text_assertions.MATCHERS, *MODEL_GRADED})
_FIELDS = frozenset({"type", "value", "threshold", "weight", "metric", "config", "assert"})
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Assertion:
    """One assertion of a test; `type` is without "not-", which `inverse` stands for."""

    type: str
    value: Any = None
    inverse: bool = False
    threshold: float | None = None
    weight: float = 1.0
    metric: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Assertion, ...] = ()
    """What an `assert-set` holds."""

    @property
    def name(self) -> str:
        """The type as the file has it."""
        return f"not-{self.type}" if self.inverse else self.type


@dataclass(frozen=True, slots=True)
class Subject:
    """The answer that is graded, and what an assertion may look at beside it."""

    output: str
    variables: Mapping[str, Any]
    metadata: Mapping[str, Any]
    latency_ms: float
    folder: Path
    """Where files that an assertion names are looked for, and above."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of one assertion; a skipped one neither passed nor failed."""

    assertion: Assertion
    passed: bool
    score: float
    reason: str
    skipped: bool = False
    parts: tuple[Graded, ...] = ()


@dataclass(frozen=True, slots=True)
class Models:
    """The models that some assertions need; without one they are skipped."""

    embed: Embed | None = None
    judge: Judge | None = None


def read_assertion(entry: Any, place: str) -> Assertion:
    """The assertion of a test file; raises PromptFormatError with the place for one that is not known."""
    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
        raise PromptFormatError(f"{place}: {entry!r} is no assertion; it needs a `type`.")
    name = entry["type"]
    kind = name.removeprefix("not-")
    if kind not in KNOWN or name == "not-assert-set":
        raise PromptFormatError(
            f"{place}: the assertion {name!r} is not known; prompts/README.md lists those that are."
        )
    if more := sorted(entry.keys() - _FIELDS):
        raise PromptFormatError(f"{place}: {name!r} has {', '.join(more)}, which cannot be honoured here.")
    assertion = Assertion(
        type=kind,
        value=entry.get("value"),
        inverse=name != kind,
        threshold=_number(entry.get("threshold"), f"{place}: the threshold of {name!r}"),
        weight=_number(entry.get("weight", 1), f"{place}: the weight of {name!r}") or 0.0,
        metric=str(entry.get("metric", "")),
        config=entry.get("config") or {},
        parts=tuple(read_assertion(part, place) for part in entry.get("assert", ())),
    )
    if problem := _problem(assertion):
        raise PromptFormatError(f"{place}: {name!r} {problem}.")
    return assertion


def grade(assertion: Assertion, subject: Subject, models: Models = Models()) -> Graded:
    """Hold one assertion against an answer."""
    if assertion.type == "assert-set":
        return _grade_set(assertion, subject, models)
    value = rendered(assertion.value, subject.variables)
    if assertion.type in MODEL_GRADED:
        verdict = judged(
            assertion.type,
            str(value),
            subject.output,
            subject.variables,
            threshold=assertion.threshold,
            judge=models.judge,
        )
        if verdict is None:
            return Graded(assertion, False, 0.0, f"{assertion.name} needs a judge model", skipped=True)
        graded = _by_score(assertion, *verdict)
    elif assertion.type == "python":
        graded = _by_score(
            assertion, *python_assertion.result_of(str(value), assertion.config, assertion.threshold, subject)
        )
    elif assertion.type == "similar":
        if not models.embed:
            return Graded(assertion, False, 0.0, "similar needs the embedding model", skipped=True)
        graded = _similar(assertion, value, subject.output, models.embed)
    elif assertion.type == "latency":
        graded = _latency(assertion, subject.latency_ms)
    else:
        holds, reason = text_assertions.MATCHERS[assertion.type](value, subject.output)
        passed = holds != assertion.inverse
        graded = Graded(assertion, passed, float(passed), _why(assertion, passed, reason, value))
    return replace(graded, passed=True) if assertion.weight == 0 else graded


def combined(graded: Sequence[Graded], threshold: float | None) -> tuple[bool | None, float]:
    """Whether a test or set passed, and its score: the weighted mean of those not skipped.

    With a threshold the score decides, else every assertion must pass. None when all were skipped.
    """
    counted = [one for one in graded if not one.skipped]
    if graded and not counted:
        return None, 0.0
    weight = sum(one.assertion.weight for one in counted)
    total = sum(one.score * one.assertion.weight for one in counted)
    score = total / weight if weight else float(not counted)
    if threshold is not None and counted:
        return score >= threshold, score
    return all(one.passed for one in counted), score


def rendered(value: Any, variables: Mapping[str, Any]) -> Any:
    """The value with every `{{name}}` in its texts replaced by the test's variable of that name."""
    if isinstance(value, list):
        return [rendered(one, variables) for one in value]
    if isinstance(value, str):
        return _VARIABLE.sub(lambda found: str(variables.get(found[1], "")), value)
    return value


def _grade_set(assertion: Assertion, subject: Subject, models: Models) -> Graded:
    parts = tuple(grade(part, subject, models) for part in assertion.parts)
    passed, score = combined(parts, assertion.threshold)
    if passed is None:
        return Graded(assertion, False, 0.0, "all of the set was skipped", skipped=True, parts=parts)
    failed = "; ".join(part.reason for part in parts if not (part.passed or part.skipped))
    reason = "as expected" if passed else failed or f"the score {score:.2f} is below {assertion.threshold}"
    return Graded(assertion, passed or assertion.weight == 0, score, reason, parts=parts)


def _by_score(assertion: Assertion, holds: bool, score: float, reason: str) -> Graded:
    passed = holds != assertion.inverse
    return Graded(assertion, passed, score, _why(assertion, passed, reason, assertion.value))


def _similar(assertion: Assertion, value: Any, output: str, embed: Embed) -> Graded:
    """The cosine to the nearest of the values; "not-" scores how far that one is away."""
    wanted = value if isinstance(value, list) else [value]
    vectors = np.asarray(embed([output, *map(str, wanted)]), dtype=np.float64)
    lengths = np.maximum(np.linalg.norm(vectors, axis=1), 1e-12)
    nearest = float((vectors[1:] @ vectors[0] / (lengths[1:] * lengths[0])).max())
    threshold = SIMILAR if assertion.threshold is None else assertion.threshold
    near_enough = nearest <= threshold if assertion.inverse else nearest >= threshold
    score = 1 - nearest if assertion.inverse else nearest
    return Graded(
        assertion, near_enough, score, f"the similarity is {nearest:.2f}, the threshold {threshold}"
    )


def _latency(assertion: Assertion, milliseconds: float) -> Graded:
    if assertion.threshold is None:
        return Graded(assertion, True, milliseconds, "recorded")
    passed = (milliseconds <= assertion.threshold) != assertion.inverse
    reason = f"it took {milliseconds:.0f} ms, the threshold is {assertion.threshold:g} ms"
    return Graded(assertion, passed, float(passed), reason)


def _why(assertion: Assertion, passed: bool, reason: str, value: Any) -> str:
    if passed:
        return "as expected"
    return f"{assertion.type} holds of {value!r}, and should not" if assertion.inverse else reason


def _number(given: Any, what: str) -> float | None:
    if given is None or (isinstance(given, (int, float)) and not isinstance(given, bool)):
        return given
    raise PromptFormatError(f"{what} is {given!r}; write a number.")


def _problem(assertion: Assertion) -> str:
    """What is wrong with an assertion of a known type, or an empty string."""
    if assertion.type == "assert-set":
        return "" if assertion.parts else "needs a list `assert`"
    if assertion.type == "latency":
        needless = assertion.metric and not assertion.inverse
        return "" if assertion.threshold is not None or needless else "needs a `threshold`"
    if assertion.type in text_assertions.MATCHERS:
        return text_assertions.problem(assertion.type, assertion.value)
    if assertion.type == "similar":
        texts = assertion.value if isinstance(assertion.value, list) else [assertion.value]
        return (
            "" if texts and all(isinstance(one, str) for one in texts) else "needs a text or a list of them"
        )
    if assertion.type == "python" and isinstance(assertion.value, str) and assertion.value:
        return python_assertion.problem(assertion.value)
    needless_value = assertion.type in MODEL_GRADED and assertion.value is None
    given = isinstance(assertion.value, str) and assertion.value
    return "" if given or needless_value else "needs a `value`"
