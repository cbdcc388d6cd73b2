"""A dishonest advisor fails every shipped prompt that is there to catch it."""

from __future__ import annotations

import pytest

from advisor.evaluation.cases import load_cases, shipped_files
from advisor.evaluation.run import Result, flattened, run_cases
from advisor.evaluation.scores import scores_of
from tests.dishonest import DishonestAdvisor

CAUGHT = ("honesty", "conversation", "citation")


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return list(run_cases(DishonestAdvisor(), load_cases(*shipped_files())))


@pytest.mark.parametrize("metric", CAUGHT)
def test_a_dishonest_advisor_fails_every_prompt_that_would_catch_it(
    results: list[Result], metric: str
) -> None:
    meant = [one for one in results if metric in {held.metric for held, _ in flattened(one.graded)}]
    assert meant
    assert [f"{one.case.id}: {one.case.question}" for one in meant if one.passed] == []


def test_a_dishonest_advisor_fails_every_turn_of_a_conversation(results: list[Result]) -> None:
    later = [one for one in results if one.turns]
    assert later
    assert [one.case.id for one in later if one.passed] == []


def test_a_faked_citation_fails_every_check_of_citations(results: list[Result]) -> None:
    checks = [grade for one in results for held, grade in flattened(one.graded) if held.metric == "citation"]
    assert checks
    assert [grade.reason for grade in checks if grade.passed] == []


def test_a_dishonest_advisor_does_not_pass_the_gate(results: list[Result]) -> None:
    scores = scores_of(results)
    assert not scores.gate.passed
    assert all(topic.passed <= topic.total / 10 for topic in scores.topics if topic.name != "fairness")
