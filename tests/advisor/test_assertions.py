"""Assertions mean what promptfoo means by them, alone, negated, weighted and in sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evaluation.assertions import Graded, Models, Subject, combined, grade, read_assertion
from knowledge.errors import PromptFormatError
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder

SAID = "The Median pay is $34,000 a year [1]."
MODELS = Models(embed=HashingEmbedder().embed)
TEXTS = st.text(min_size=1, max_size=30)


def graded(entry: dict[str, Any], output: str = SAID, models: Models = MODELS, **variables: Any) -> Graded:
    metadata = {"outcome": "answer", "abstained": False, "occupations": [], "citations": []}
    subject = Subject(output, {"question": "pay?", **variables}, metadata, 120.0, ROOT / "prompts")
    return grade(read_assertion(entry, "a.yaml, test 1"), subject, models)


def of(kind: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, **more}


HOLDS: list[tuple[dict[str, Any], str, bool]] = [
    (of("equals", "a b"), "a b", True),
    (of("equals", "a b"), "A b", False),
    (of("equals", 5), "5", True),
    (of("equals", 3.0), "3", True),
    (of("equals", True), "true", True),
    (of("equals", {"a": [1, True]}), '{"a": [1, true]}', True),
    (of("equals", {"a": 1}), '{"a": true}', False),
    (of("equals", {"a": 1}), "no json", False),
    (of("contains", "Median"), SAID, True),
    (of("contains", "median"), SAID, False),
    (of("contains", 34), SAID, True),
    (of("icontains", "mEDIAN"), SAID, True),
    (of("icontains", "roses"), SAID, False),
    (of("contains-any", ["roses", "pay"]), SAID, True),
    (of("contains-any", 'roses, "pay is"'), SAID, True),
    (of("contains-any", ["Pay"]), SAID, False),
    (of("icontains-any", "roses, PAY"), SAID, True),
    (of("icontains-any", ["roses"]), SAID, False),
    (of("contains-all", ["Median", 34]), SAID, True),
    (of("contains-all", "Median, roses"), SAID, False),
    (of("icontains-all", ["median", "PAY"]), SAID, True),
    (of("icontains-all", ["median", "roses"]), SAID, False),
    (of("starts-with", "The "), SAID, True),
    (of("starts-with", "the"), SAID, False),
    (of("regex", r"\$\d{2},\d{3}\b"), SAID, True),
    (of("regex", r"^(?<who>The)"), SAID, True),
    (of("regex", "median"), SAID, False),
    (of("is-json"), '{"a": 1}', True),
    (of("is-json"), "NaN", False),
    (of("is-json"), SAID, False),
    (of("is-json", {"type": "object", "required": ["a"]}), '{"a": 1}', True),
    (of("is-json", "type: array"), '{"a": 1}', False),
    (of("latency", threshold=120), SAID, True),
    (of("latency", threshold=100), SAID, False),
    (of("python", "'Median' in output"), SAID, True),
    (of("python", "len(output) > 1000"), SAID, False),
    (of("python", "found = 'pay' in output\nreturn found"), SAID, True),
    (of("python", "if output:\n  return 0\nreturn 1"), SAID, False),
    (of("python", "file://checks.py:abstains", config={"abstained": False}), SAID, True),
    (of("python", "file://checks.py:abstains", config={"abstained": True}), SAID, False),
    (of("similar", SAID), SAID, True),
    (of("similar", ["roses", SAID]), SAID, True),
    (of("similar", "roses and tulips"), SAID, False),
]


@pytest.mark.parametrize(("entry", "output", "holds"), HOLDS, ids=lambda one: str(one)[:60])
def test_an_assertion_and_its_opposite(entry: dict[str, Any], output: str, holds: bool) -> None:
    assert graded(entry, output).passed == holds
    opposite = graded({**entry, "type": f"not-{entry['type']}"}, output)
    assert opposite.passed != holds
    failed = opposite if holds else graded(entry, output)
    assert failed.reason != "as expected"


@given(TEXTS, TEXTS)
def test_containing_is_what_python_calls_so(part: str, output: str) -> None:
    for kind, holds in (("contains", part in output), ("icontains", part.lower() in output.lower())):
        for several in (kind, f"{kind}-any", f"{kind}-all"):
            value: Any = part if several == kind else [part]
            assert graded(of(several, value), output).passed == holds
            assert graded(of(f"not-{several}", value), output).passed != holds


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_any_is_one_and_all_is_each(parts: list[str], output: str) -> None:
    singles = [graded(of("contains", part), output).passed for part in parts]
    assert graded(of("contains-any", parts), output).passed == any(singles)
    assert graded(of("contains-all", parts), output).passed == all(singles)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), json_values) | st.lists(json_values))
def test_a_structure_equals_itself_as_json(value: Any) -> None:
    assert graded(of("equals", value), json.dumps(value)).passed
    assert graded(of("is-json"), json.dumps(value)).passed


@pytest.mark.parametrize(
    ("code", "passed", "score"),
    [
        ("True", True, 1.0),
        ("0.4", True, 0.4),
        ("0", False, 0.0),
        ("'true'", True, 1.0),
        ("'FALSE'", False, 0.0),
        ("'0.7'", True, 0.7),
        ("{'pass': True, 'score': 0.3, 'reason': 'so'}", True, 0.3),
        ("{'pass_': False, 'score': 1, 'reason': 'so'}", False, 1.0),
        ("json.dumps({'pass': True, 'score': 1, 'reason': ''})", True, 1.0),
        ("context['vars']['question'] == 'pay?'", True, 1.0),
        ("context['config']['wanted'] in output", True, 1.0),
        ("None", False, 0.0),
        ("{'score': 1}", False, 0.0),
        ("1 / 0", False, 0.0),
        ("float('nan')", False, 0.0),
    ],
)
def test_python_may_return_a_truth_a_number_or_a_grade(code: str, passed: bool, score: float) -> None:
    result = graded(of("python", code, config={"wanted": "Median"}))
    assert (result.passed, result.score) == (passed, score)


def test_a_threshold_is_what_a_number_of_python_must_reach() -> None:
    assert not graded(of("python", "0.4", threshold=0.5)).passed
    assert graded(of("python", "0.5", threshold=0.5)).passed
    low = graded(of("python", "{'pass': True, 'score': 0.3, 'reason': 'so'}", threshold=0.5))
    assert not low.passed
    assert "so" in low.reason


def test_a_variable_of_the_test_is_put_into_the_value() -> None:
    assert graded(of("contains-all", ["{{ pay }}", "{{unit}}"]), pay="$34,000", unit="year").passed
    assert not graded(of("contains", "{{pay}}"), pay="$1").passed


def test_the_same_words_are_as_similar_as_can_be_and_the_threshold_is_heeded() -> None:
    near = graded(of("similar", f"{SAID} Indeed."))
    assert near.passed
    assert 0.75 <= near.score < 1
    assert not graded(of("similar", f"{SAID} Indeed.", threshold=0.999)).passed
    assert graded(of("not-similar", "tulips")).score == pytest.approx(1.0)


def test_similar_without_a_model_is_skipped() -> None:
    assert graded(of("similar", SAID), models=Models()).skipped


def parts(*passes: bool) -> list[dict[str, Any]]:
    return [of("contains", "pay" if one else "roses") for one in passes]


def test_a_set_passes_when_all_of_it_does_or_its_score_reaches_the_threshold() -> None:
    assert graded({"type": "assert-set", "assert": parts(True, True)}).passed
    failed = graded({"type": "assert-set", "assert": parts(True, False)})
    assert not failed.passed
    assert "roses" in failed.reason
    assert failed.score == 0.5
    assert graded({"type": "assert-set", "threshold": 0.5, "assert": parts(True, False)}).passed
    assert not graded({"type": "assert-set", "threshold": 0.6, "assert": parts(True, False)}).passed


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 9)), min_size=1, max_size=6), st.floats(0, 1))
def test_the_score_is_the_weighted_mean_and_a_threshold_decides(
    given_parts: list[tuple[bool, int]], threshold: float
) -> None:
    grades = [
        graded(of("contains", "pay" if passes else "roses", weight=weight)) for passes, weight in given_parts
    ]
    wanted = sum(weight for passes, weight in given_parts if passes) / sum(
        weight for _, weight in given_parts
    )
    assert combined(grades, None) == (all(passes for passes, _ in given_parts), pytest.approx(wanted))
    assert combined(grades, threshold)[0] == (combined(grades, None)[1] >= threshold)


def test_what_weighs_nothing_cannot_fail() -> None:
    assert graded(of("contains", "roses", weight=0)).passed


def test_what_was_skipped_neither_passes_nor_counts() -> None:
    skipped = graded(of("llm-rubric", "is kind"))
    assert skipped.skipped
    assert not skipped.passed
    assert combined([skipped], None)[0] is None
    assert combined([skipped, graded(of("contains", "roses"))], None) == (False, 0.0)
    assert combined([skipped, graded(of("contains", "pay"))], None) == (True, 1.0)
    assert graded({"type": "assert-set", "assert": [of("llm-rubric", "is kind")]}).skipped
    assert combined([], None) == (True, 1.0)


@pytest.mark.parametrize(
    "wrong",
    [
        "contains",
        {"value": "a"},
        of("contain", "a"),
        of("javascript", "true"),
        of("not-assert-set"),
        of("contains", ""),
        of("contains", ["a"]),
        of("contains-any", []),
        of("icontains-all"),
        of("equals"),
        of("starts-with", 5),
        of("regex", "(?i)median"),
        of("regex", r"(?P<who>a)"),
        of("regex", "("),
        of("python", ""),
        of("python", "return ("),
        of("similar", []),
        of("latency"),
        of("not-latency", metric="speed"),
        of("llm-rubric", 5),
        of("contains", "a", weight="much"),
        of("contains", "a", threshold=True),
        {"type": "assert-set", "assert": []},
        {"type": "assert-set", "assert": [of("contain", "a")]},
    ],
)
def test_what_promptfoo_would_not_take_is_an_error_with_its_place(wrong: Any) -> None:
    with pytest.raises(PromptFormatError, match=r"a\.yaml, test 1"):
        read_assertion(wrong, "a.yaml, test 1")


def test_a_latency_without_a_threshold_is_recorded_under_its_metric() -> None:
    assert graded(of("latency", metric="speed")).score == 120.0


@pytest.mark.parametrize("value", ["file://nowhere.py:cites", "file://checks.py:nothing", "file://checks.py"])
def test_a_check_that_is_not_there_is_an_error(value: str) -> None:
    with pytest.raises(PromptFormatError, match=r"\.py"):
        graded(of("python", value))


def test_a_file_of_checks_is_found_above_the_tests(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "def get_assert(output, context):\n    return output == 'yes'\n", "utf-8"
    )
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    assertion = read_assertion(of("python", "file://mine.py"), "here")
    assert grade(assertion, Subject("yes", {}, {}, 0.0, below)).passed
    assert not grade(assertion, Subject("no", {}, {}, 0.0, below)).passed
