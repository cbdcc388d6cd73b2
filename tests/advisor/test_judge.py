"""A judge is asked with rule, question and answer, and what it says decides; without one, nothing passes."""

from __future__ import annotations

import pytest

from advisor.evaluation.judge import MODEL_GRADED, RULES, Judge, judged, load_judge
from knowledge.errors import JudgeError

ASKED = {"question": "Is it a kind job?"}


class Scripted:
    """Says what it is told to, and remembers what it was asked."""

    def __init__(self, says: str) -> None:
        self.says, self.heard = says, ""

    def __call__(self, text: str) -> str:
        self.heard = text
        return self.says


def verdict(judge: Judge | None, kind: str = "llm-rubric", threshold: float | None = None) -> object:
    return judged(kind, "is kind", "Yes, it is.", ASKED, threshold=threshold, judge=judge)


@pytest.mark.parametrize("kind", sorted(RULES))
def test_the_judge_sees_rule_question_and_answer(kind: str) -> None:
    judge = Scripted('{"reason": "so", "pass": true, "score": 0.8}')
    assert verdict(judge, kind) == (True, 0.8, "so")
    for words in ("is kind", "Is it a kind job?", "Yes, it is."):
        assert words in judge.heard


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ('Well: {"pass": false, "reason": "rude"}', (False, 0.0, "rude")),
        ('{"pass": true, "score": "high"}', (True, 1.0, "")),
    ],
)
def test_the_verdict_is_found_in_what_it_says(says: str, expected: object) -> None:
    assert verdict(Scripted(says)) == expected


@pytest.mark.parametrize("says", ["", "I pass it.", "{broken", '{"score": 1}', '{"pass": "yes"}'])
def test_a_judge_that_gives_no_verdict_passes_nothing(says: str) -> None:
    result = verdict(Scripted(says))
    assert isinstance(result, tuple)
    assert result[0] is False


def test_what_passes_must_reach_the_threshold_as_well() -> None:
    judge = Scripted('{"reason": "so", "pass": true, "score": 0.6}')
    assert verdict(judge, threshold=0.7) == (False, 0.6, "so")
    assert verdict(judge, threshold=0.6) == (True, 0.6, "so")


@pytest.mark.parametrize("kind", sorted(MODEL_GRADED))
def test_without_a_judge_nothing_is_judged(kind: str) -> None:
    assert verdict(None, kind) is None


@pytest.mark.parametrize("kind", sorted(MODEL_GRADED - RULES.keys()))
def test_what_no_rule_is_written_for_is_not_judged_either(kind: str) -> None:
    assert verdict(Scripted('{"pass": true}'), kind) is None


def test_a_judge_that_cannot_be_had_is_an_error_only_when_it_is_asked() -> None:
    judge = load_judge("nobody:nothing")
    with pytest.raises(JudgeError, match="ADVISOR_JUDGE"):
        judge("hello")
