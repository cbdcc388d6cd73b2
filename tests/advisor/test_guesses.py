"""What is told of somebody without naming a job."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from advisor.guesses import Guesses
from advisor.question import Focus, Question
from tests.advisor.made import advisor_by_figures

PLUMBERS = "47-2152.00"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures({})


@pytest.mark.parametrize(
    ("intent", "text", "read"),
    [
        ("reaction", "she faints at blood a bit", "told"),
        ("reaction", "ok cool", "reaction"),
        ("feelings", "i went home and lay awake", "feelings"),
        ("question", "my cousin has two trucks", "told"),
    ],
)
def test_what_is_only_told_is_noted_and_never_what_is_felt(
    advisor: Advisor, intent: str, text: str, read: str
) -> None:
    guesses = Guesses(advisor.catalog, advisor.finder, advisor._understanding)
    assert guesses.taken(Question(text, intent=intent), Focus(own=PLUMBERS)).intent == read
