"""What a talk leans on: one's own job, limits that are only told, jobs added, dropped and asked of each."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from tests.advisor.made import advisor_by_figures, play, reading

CASHIERS, NURSES, ELECTRICIANS, WELDERS, PLUMBERS, TELLERS = (
    *("41-2011.00", "29-1141.00", "47-2111.00", "51-4121.00", "47-2152.00", "43-3071.00"),
)
READINGS = {
    "burnt out": reading(intent="feelings"),
    "learn": reading("ai_effect"),
    "compare": reading("salary", kind="compare"),
    "openings": reading("market_demand"),
    "earn": reading("salary"),
    "could i move": reading("next_jobs"),
    "work outside": reading("next_jobs"),
    "boring": reading(intent="reaction"),
    "says who": reading(intent="reaction"),
    "how do i": reading("tools"),
    "how long have": reading("education"),
    "replace": reading("ai_effect"),
}
COMPARE = "compare electricians and welders"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures(READINGS)


def test_whose_job_it_is_counts_though_the_message_was_met_with_a_kind_word(advisor: Advisor) -> None:
    kind, moves = play(advisor, "I'm a nurse, burnt out", "I need to keep at least 85k")
    assert "From" not in kind.text
    assert moves.text.startswith(
        "From Registered Nurses, 5 moves that keep to this: median pay at least $85,000"
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("registered nurse wants work outside for 60k or more", "median pay at least $60,000"),
        ("I'm a cashier, 31k. jobs that pay at least 40k", "median pay at least $40,000"),
        ("my client earns 38k as a cashier, wants 50k", "median pay at least $50,000"),
        ("I'm a nurse and I want out but I can't lose pay", "median pay at least that of Registered Nurses"),
        ("my client used to be a cashier and can't stand, she needs jobs over 40k", "little standing"),
        ("I'm a nurse, not in a hospital anymore, where could I move", 'tells about "not in a hospital"'),
    ],
)
def test_a_job_told_with_conditions_is_moved_from_under_them(advisor: Advisor, asked: str, kept: str) -> None:
    (answer,) = play(advisor, asked)
    assert answer.occupations[0] in (NURSES, CASHIERS)
    assert kept in answer.text
    assert len(answer.occupations) > 1


def test_jobs_are_added_and_dropped(advisor: Advisor) -> None:
    _, more, fewer, each = play(
        advisor, COMPARE, "add plumbers to that", "drop the welders", "and openings for both"
    )
    assert more.occupations == (ELECTRICIANS, WELDERS, PLUMBERS)
    assert fewer.occupations == (ELECTRICIANS, PLUMBERS)
    assert set(each.occupations) == {ELECTRICIANS, PLUMBERS}
    assert "openings a year" in each.text


def test_each_means_those_that_came_up_last(advisor: Advisor) -> None:
    *_, each = play(advisor, "what do electricians earn", "what do plumbers earn", "and openings for each")
    assert set(each.occupations) == {ELECTRICIANS, PLUMBERS}


def test_the_one_that_which_was_answered_by_is_meant_by_it(advisor: Advisor) -> None:
    *_, answer = play(advisor, COMPARE, "which of them earn more", "how do I become one")
    assert answer.occupations == (ELECTRICIANS,)
    assert "Typical education to enter" in answer.text


def test_who_says_so_is_answered_by_the_source_of_what_was_told(advisor: Advisor) -> None:
    *_, answer = play(advisor, "what do electricians earn", "says who")
    assert "Occupational Employment and Wage Statistics, May 2024" in answer.text
    assert answer.occupations == (ELECTRICIANS,)


def test_how_long_a_job_lasts_is_no_question_of_schooling(advisor: Advisor) -> None:
    *_, lasts = play(advisor, "will AI replace cashiers", "how long have I got")
    assert "Exposure to AI" in lasts.text
    *_, learn = play(advisor, "will AI replace cashiers", "so what should I learn")
    assert "skills" in learn.text


def test_who_liked_nothing_of_a_field_alone_is_asked_for_a_job(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I want out of tech, where could I move")
    assert answer.outcome == "clarify"


def test_what_only_tells_changes_nothing_and_is_noted(advisor: Advisor) -> None:
    first, told, again = play(advisor, "I'm a cashier, where could I move", "I led 14 people", "any more?")
    assert told.occupations == ()
    assert again.text.startswith("From Cashiers, these 5 further moves")
    assert set(first.occupations[1:]).isdisjoint(again.occupations[1:])


def test_who_is_not_what_a_message_denies(advisor: Advisor) -> None:
    (answer,) = play(advisor, "no I am not a cashier, I'm an electrician")
    assert answer.occupations == (ELECTRICIANS,)
