"""What is asked after moves were listed: of one of them, of all, of one's own job, or of one that came up."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from tests.advisor.made import advisor_by_figures, play, reading

CASHIERS, PLUMBERS, ELECTRICIANS = "41-2011.00", "47-2152.00", "47-2111.00"
READINGS = {
    "could i move": reading("next_jobs"),
    "what's a day": reading("responsibilities"),
    "diploma": reading("education", kind="yes_no"),
    "per hour": reading("salary"),
    "pay": reading("salary"),
    "tools": reading("tools"),
    "lose money": reading("salary", kind="yes_no"),
    "plumbers": reading("outlook"),
    "hours": reading("next_jobs"),
}
MOVES = "I'm a cashier, where could I move to?"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures(READINGS)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("the third one, what's a day like", 3),
        ("what does the second one pay", 2),
        ("tools of the last one?", 5),
    ],
)
def test_what_is_asked_of_one_of_them_is_told_of_that_one(advisor: Advisor, asked: str, place: int) -> None:
    moves, answer = play(advisor, MOVES, asked)
    assert answer.occupations == (moves.occupations[place],)


@pytest.mark.parametrize("asked", ["do you need a diploma for that", "how much per hour"])
def test_a_figure_is_told_of_all_of_them(advisor: Advisor, asked: str) -> None:
    moves, answer = play(advisor, MOVES, asked)
    assert answer.occupations == moves.occupations[1:]


def test_who_speaks_of_their_own_job_means_that_one(advisor: Advisor) -> None:
    assert play(advisor, MOVES, "what is my pay per hour")[1].occupations == (CASHIERS,)


def test_a_job_named_since_is_meant_by_they_and_that_one(advisor: Advisor) -> None:
    *_, tools, pay = play(advisor, MOVES, "and what of plumbers?", "what tools do they use", "that one, pay?")
    assert tools.occupations == pay.occupations == (PLUMBERS,)


def test_the_others_are_set_beside_ones_own_job(advisor: Advisor) -> None:
    moves, answer = play(advisor, MOVES, "would I lose money?")
    assert answer.occupations == moves.occupations[:5]
    assert answer.text.startswith("Cashiers: $31,190 a year; median pay is higher for ")
    rows = [line for line in answer.text.splitlines() if line.startswith("| ")]
    assert len(rows) == 7  # A head, its rule, and a job a row.


def test_which_to_take_is_told_with_the_reason(advisor: Advisor) -> None:
    moves, answer = play(advisor, MOVES, "just tell me one of them")
    assert answer.occupations == (CASHIERS, moves.occupations[1])
    assert "I rank " in answer.text


def test_a_wish_that_nothing_tells_of_does_not_bring_the_list_again(advisor: Advisor) -> None:
    _, answer = play(advisor, MOVES, "you said nothing about hours")
    assert answer.text.startswith('No figure here tells about "hours", so I could not go by that. ')
    assert "The moves I showed stay: " in answer.text
    assert len(answer.text.splitlines()) == 1


def test_which_of_those_shown_fit_is_counted_among_them_alone(advisor: Advisor) -> None:
    _, answer = play(advisor, MOVES, "which of those are growing")
    assert answer.text.startswith("1 of the 5 shown fits: projected to grow. It is:")
