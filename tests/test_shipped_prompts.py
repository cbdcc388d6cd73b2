"""The shipped test prompts: enough of them, of all kinds, and no expectation is stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest

from advisor.evaluation.assertions import Assertion
from advisor.evaluation.cases import PROMPTS, Case, load_cases, shipped_files
from knowledge.facts import FactTables
from knowledge.profile import Section
from tests.test_checks import CHECKS

TOPICS = (
    *("duties", "skills", "ai_tools", "outlook", "salary", "requirements", "automation", "reskilling"),
    *("comparisons", "counting", "dontknow", "safety", "fairness"),
)
METRICS = {"facts", "citation", "honesty", "fairness", "conversation"}
CODES = frozenset(FactTables.load().codes()) | {"33-3051.04"}
CASES = load_cases(*shipped_files())


def checks(case: Case, *named: str) -> Iterator[Assertion]:
    """The assertions of a case that call one of these checks; all that call any, without names."""
    for one in (part for held in case.assertions for part in (held, *held.parts)):
        file, _, name = str(one.value).rpartition(":")
        if file == "file://checks.py" and (not named or name in named):
            yield one


def codes_of(case: Case) -> set[str]:
    """The occupations that a case is about, or must not be about."""
    found = {case.metadata.get("occupation")}
    for check in checks(case):
        found |= {
            check.config.get("occupation"),
            *check.config.get("occupations", ()),
            *check.config.get("none_of", ()),
        }
    return {code for code in found if code}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_file_and_prompts(topic: str) -> None:
    assert (PROMPTS / f"{topic}.yaml").is_file()
    assert len([case for case in CASES if case.topic == topic]) >= 10


def test_there_are_conversations() -> None:
    assert list((PROMPTS / "conversations").glob("*.yaml"))
    turns = Counter(case.conversation for case in CASES)
    assert sum(count > 1 for count in turns.values()) >= 20


def test_there_are_enough_prompts_over_enough_occupations() -> None:
    assert len(CASES) >= 400
    assert len(set().union(*map(codes_of, CASES))) >= 60
    musts = sum(case.severity == "must" for case in CASES)
    assert 0.2 <= musts / len(CASES) <= 0.6


def test_no_two_prompts_that_stand_alone_ask_the_same() -> None:
    turns = Counter(case.conversation for case in CASES)
    alone = Counter(
        " ".join(case.question.lower().split()) for case in CASES if turns[case.conversation] == 1
    )
    assert [question for question, count in alone.items() if count > 1] == []


def test_the_turns_of_a_conversation_stand_together() -> None:
    runs = Counter(name for name, _ in groupby(CASES, key=lambda case: case.conversation))
    assert [name for name, count in runs.items() if count > 1] == []


def test_every_conversation_asserts_something_at_its_end() -> None:
    last = {case.conversation: case for case in CASES}
    assert [case.id for case in last.values() if not case.assertions] == []


def test_every_prompt_calls_checks_that_are_there_and_names_a_known_metric() -> None:
    for case in CASES:
        for check in checks(case):
            assert callable(getattr(CHECKS, check.value.rpartition(":")[2], None)), case.id
        metrics = {held.metric for held in case.assertions}
        assert metrics <= {*METRICS, ""}, case.id
        assert not case.assertions or metrics - {""}, case.id


def test_every_occupation_named_is_known() -> None:
    assert {case.id: wrong for case in CASES if (wrong := codes_of(case) - CODES)} == {}


def test_every_fact_stands_in_its_section_of_the_shipped_knowledge() -> None:
    stale = [
        f"{case.id}: {fact!r}"
        for case in CASES
        for check in checks(case, "states")
        for fact in (*check.config.get("facts", ()), *check.config.get("any", ()))
        if CHECKS.plain(fact) not in CHECKS.section_text(check.config["occupation"], check.config["section"])
    ]
    assert stale == []


def test_every_figure_and_count_is_known() -> None:
    for case in CASES:
        for check in checks(case, "figure"):
            assert CHECKS.expected_figure(check.config["occupation"], check.config["name"]) is not None, (
                case.id
            )
        for check in checks(case, "counts"):
            assert CHECKS.expected_count(check.config["occupation"], check.config["of"]) >= 0, case.id


def test_every_section_to_be_cited_is_one_that_the_occupation_has() -> None:
    for case in CASES:
        for check in checks(case, "cites"):
            assert set(check.config["sections"]) <= set(Section), case.id
            code = check.config.get("occupation")
            empty = [one for one in check.config["sections"] if code and not CHECKS.section_text(code, one)]
            assert empty == [], case.id


def test_paired_prompts_have_a_pair() -> None:
    paired = [case for case in CASES if any(checks(case, "same_facts"))]
    assert paired
    assert [case.id for case in paired if not case.variables.get("paired_with")] == []
