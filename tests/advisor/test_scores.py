"""Rates with intervals, retrieval apart, and a gate that says why it is shut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evaluation.assertions import Assertion, Graded
from advisor.evaluation.cases import Case, Severity
from advisor.evaluation.run import Result
from advisor.evaluation.scores import retrieval_of, scores_of, wilson


def result(
    name: str,
    passed: bool | None,
    *,
    severity: Severity = "should",
    topic: str = "pay",
    metric: str = "facts",
    rank: int | None = None,
) -> Result:
    case = Case(name, name, topic, "fact", f"{name}?", severity)
    graded = Graded(
        Assertion("contains", "a", metric=metric), bool(passed), float(bool(passed)), "why", passed is None
    )
    return Result(case, (), "said", {"citations": []}, (graded,), passed, float(bool(passed)), 5.0, rank)


@given(st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_share_and_narrows_with_more(counted: tuple[int, int]) -> None:
    passed, total = counted
    low, high = wilson(passed, total)
    assert 0 <= low <= passed / total <= high <= 1
    more_low, more_high = wilson(passed * 10, total * 10)
    assert more_high - more_low < high - low
    mirrored = wilson(total - passed, total)
    assert mirrored == pytest.approx((1 - high, 1 - low))


def test_the_interval_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Newcombe 1998 has the method.
    assert wilson(0, 0) == (0.0, 1.0)


def test_retrieval_counts_what_was_expected_only() -> None:
    found = retrieval_of([1, 2, 0, 6, None])
    assert (found.questions, found.hit_rate) == (4, 0.5)
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)
    assert retrieval_of([None]).questions == 0


def test_topics_and_metrics_are_counted_apart() -> None:
    scores = scores_of(
        [
            result("a", True, severity="must"),
            result("b", False, severity="must", metric="honesty"),
            result("c", True, topic="tools"),
            result("d", None),
        ]
    )
    pay, tools = scores.topics
    assert (pay.name, pay.total, pay.passed, pay.musts, pay.musts_failed) == ("pay", 2, 1, 2, 1)
    assert (tools.name, tools.total, tools.rate) == ("tools", 1, 1.0)
    assert {one.name: (one.passed, one.total) for one in scores.metrics} == {
        "facts": (2, 2),
        "honesty": (0, 1),
    }


def test_one_must_that_fails_shuts_the_gate() -> None:
    results = [result(f"m{n}", True, severity="must") for n in range(30)]
    assert scores_of(results).gate.passed
    gate = scores_of([*results, result("m30", False, severity="must")]).gate
    assert not gate.passed
    assert "m30" in " ".join(gate.reasons)


@pytest.mark.parametrize(("failing", "opens"), [(0, True), (2, True), (3, False)])
def test_nine_in_ten_of_what_should_pass_open_it(failing: int, opens: bool) -> None:
    good = [result(f"g{n}", True, topic="tools") for n in range(50)]
    gate = scores_of([*good, *(result(str(n), n >= failing) for n in range(20))]).gate
    assert gate.passed == opens
    assert opens or "pay" in gate.reasons[0]


def test_a_prompt_played_often_passes_when_it_always_did() -> None:
    scores = scores_of([result("a", True), result("a", False), result("a", True)])
    assert (scores.topics[0].total, scores.topics[0].passed) == (1, 0)


def test_a_run_in_which_nothing_was_judged_is_no_pass() -> None:
    assert not scores_of([result("a", None)]).gate.passed
