"""What a run comes to: rates by topic and metric with intervals, retrieval apart, and the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from advisor.evaluation.run import Result, flattened

SHOULD = 0.9  # Share of a topic's `should` prompts that must pass.
FIRST = 5  # Passages among which an expected section counts as hit.
_Z = 1.959964  # Standard deviations of a 95 % interval.


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many passed, with the ends of the 95 % Wilson interval of the share."""

    name: str
    total: int
    passed: int

    @property
    def rate(self) -> float:
        return self.passed / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.passed, self.total)


@dataclass(frozen=True, slots=True)
class TopicRate(Rate):
    """The prompts of one topic, and how many of them must pass and did not."""

    musts: int = 0
    musts_failed: int = 0
    shoulds: int = 0
    shoulds_passed: int = 0


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Whether the sections that answers rest on were found, whatever was then made of them."""

    questions: int
    hit_rate: float
    mrr: float
    """The mean of 1 / rank, 0 where it was not found."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a run is good enough, and if not, why."""

    passed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All of it."""

    topics: tuple[TopicRate, ...]
    metrics: tuple[Rate, ...]
    retrieval: Retrieval
    gate: Gate


def scores_of(results: Sequence[Result]) -> Scores:
    """The scores of a run; a prompt played several times passes when it did every time."""
    topics = tuple(_topics(results))
    return Scores(
        topics, tuple(_metrics(results)), retrieval_of(one.rank for one in results), _gate(results, topics)
    )


def wilson(passed: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); from 0 to 1 when nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, spread = passed / total, _Z**2 / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / total / 4) / (1 + spread)
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def retrieval_of(ranks: Iterable[int | None], first: int = FIRST) -> Retrieval:
    """Hit rate within the `first` passages, and mean reciprocal rank; None expects nothing."""
    counted = [rank for rank in ranks if rank is not None]
    number = len(counted)
    hits = sum(0 < rank <= first for rank in counted)
    return Retrieval(
        number,
        hits / number if number else 0.0,
        sum(1 / rank for rank in counted if rank) / number if number else 0.0,
    )


def judged_prompts(results: Sequence[Result]) -> dict[str, tuple[Result, bool]]:
    """Each prompt that was judged, by its id, with whether it passed every time it was played."""
    found: dict[str, tuple[Result, bool]] = {}
    for one in results:
        if one.passed is not None:
            _, before = found.get(one.case.id, (one, True))
            found[one.case.id] = (one, before and one.passed)
    return found


def _topics(results: Sequence[Result]) -> Iterable[TopicRate]:
    prompts = judged_prompts(results).values()
    for topic in dict.fromkeys(one.case.topic for one, _ in prompts):
        mine = [(one.case.severity, passed) for one, passed in prompts if one.case.topic == topic]
        musts = [passed for severity, passed in mine if severity == "must"]
        shoulds = [passed for severity, passed in mine if severity == "should"]
        yield TopicRate(
            name=topic,
            total=len(mine),
            passed=sum(musts) + sum(shoulds),
            musts=len(musts),
            musts_failed=len(musts) - sum(musts),
            shoulds=len(shoulds),
            shoulds_passed=sum(shoulds),
        )


def _metrics(results: Sequence[Result]) -> Iterable[Rate]:
    checks = [
        (assertion.metric, grade.passed)
        for result in results
        for assertion, grade in flattened(result.graded)
        if assertion.metric and not grade.skipped
    ]
    for metric in dict.fromkeys(name for name, _ in checks):
        passed = [passed for name, passed in checks if name == metric]
        yield Rate(metric, len(passed), sum(passed))


def _gate(results: Sequence[Result], topics: Iterable[TopicRate]) -> Gate:
    reasons = [
        f"{one.case.id} must pass and does not"
        for one, passed in judged_prompts(results).values()
        if one.case.severity == "must" and not passed
    ]
    reasons += [
        f"{topic.name}: {topic.shoulds_passed} of {topic.shoulds} that should pass do, below {SHOULD:.0%}"
        for topic in topics
        if topic.shoulds_passed < SHOULD * topic.shoulds
    ]
    if not judged_prompts(results):
        reasons.append("nothing was judged")
    return Gate(not reasons, tuple(reasons))
