"""What is told of somebody without naming a job."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from advisor.guesses import Guesses
from advisor.placing import Guess, OccupationFinder
from advisor.question import AskedMoves, Focus, Question
from tests.advisor.made import advisor_by_figures

PLUMBERS, ELECTRICIANS = "47-2152.00", "47-2111.00"


class NearAll(OccupationFinder):
    """Finds one occupation near to whatever is liked or told."""

    def near(self, text: str) -> tuple[str, ...]:
        return (ELECTRICIANS,)

    def guess(self, text: str) -> Guess:
        return Guess((ELECTRICIANS,), chance=1.0)


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


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("i want to work with kids", True),
        ("something with animals, no degree", True),
        ("i'd like to travel", True),
        ("i keep seeing dead kids in my sleep", False),
        ("nothing with kids", False),
    ],
)
def test_only_what_is_wished_for_limits_the_moves(advisor: Advisor, text: str, near: bool) -> None:
    guesses = Guesses(advisor.catalog, NearAll(advisor.catalog), advisor._understanding)
    question = Question(text, topics=("next_jobs",), moves=AskedMoves(PLUMBERS), profiles=(PLUMBERS,))
    taken = guesses.taken(question, Focus(own=PLUMBERS)).moves
    assert taken
    assert any(one.said.startswith("near to") for one in taken.conditions) == near


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("my husband pulls wires in old houses", ELECTRICIANS),
        ("he pulls wires in old houses", ELECTRICIANS),
        ("my son wants a new bike", ""),
        ("she said it rains", ""),
    ],
)
def test_the_work_of_somebody_close_is_a_job_to_go_from(advisor: Advisor, text: str, own: str) -> None:
    guesses = Guesses(advisor.catalog, NearAll(advisor.catalog), advisor._understanding)
    assert guesses.taken(Question(text, intent="reaction"), Focus()).own == own
