"""What is asked after moves were listed: of one of them, of all, of one's own job, or of one that came up."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from tests.advisor.made import advisor_by_figures, play, reading

CASHIERS, PLUMBERS, ELECTRICIANS = "41-2011.00", "47-2152.00", "47-2111.00"
READINGS = {
    "could i move": reading("next_jobs"),
    "vs": reading("overview", kind="compare"),
    "electricians?": reading("next_jobs"),
    "school": reading("education", kind="yes_no"),
    "home every": reading("next_jobs"),
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


def test_what_no_figure_tells_of_is_said_once_and_the_moves_stay(advisor: Advisor) -> None:
    moves, answer, further = play(advisor, MOVES, "anything home every night", "what else")
    assert answer.text.startswith("I read no limit in that which a figure here tells of. The moves I showed")
    assert set(answer.occupations) == set(moves.occupations)
    assert set(further.occupations) & set(moves.occupations) == {CASHIERS}


def test_what_pays_more_is_asked_from_ones_own_job(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what pays over 60k")
    assert answer.read_as == "from Cashiers to other work: median pay above $60,000 a year"


def test_whether_more_school_is_needed_is_told_beside_ones_own(advisor: Advisor) -> None:
    *_, answer = play(advisor, MOVES, "what about electricians?", "would I need to go back to school?")
    assert "more than your work now asks" in answer.text


def test_of_two_that_are_compared_which_grows_is_told_of_both(advisor: Advisor) -> None:
    _, answer = play(advisor, "electricians vs plumbers", "and which one is growing?")
    assert answer.occupations == (ELECTRICIANS, PLUMBERS)
    assert answer.text.startswith(
        "Electricians are projected to grow more: by 9.5 percent, against 4.5 percent"
    )


def test_which_of_those_shown_fit_is_counted_among_them_alone(advisor: Advisor) -> None:
    _, answer = play(advisor, MOVES, "which of those are growing")
    assert answer.text.startswith("1 of the 5 shown fits: projected to grow. It is:")


def test_a_place_that_the_list_does_not_have_is_asked_back_and_then_told(advisor: Advisor) -> None:
    moves, asked, told = play(advisor, MOVES, "the sixth one?", "the second")
    assert asked.outcome == "clarify"
    assert len(asked.choices) == 5
    assert told.occupations == (moves.occupations[2],)
