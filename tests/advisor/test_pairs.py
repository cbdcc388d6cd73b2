"""Questions about two jobs, one's own and the one talked about, whatever the turn before was about."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from advisor.understanding.pairs import only_names, part_asked
from tests.advisor.made import advisor_by_figures, play, reading

CASHIERS, NURSES, ELECTRICIANS, WELDERS, PLUMBERS = (
    *("41-2011.00", "29-1141.00", "47-2111.00", "51-4121.00", "47-2152.00"),
)
READINGS = {
    "could i move": reading("next_jobs"),
    "could i do": reading("next_jobs"),
    "electricians?": reading("outlook"),
    "one to the other": reading("next_jobs"),
    "what else": reading("next_jobs"),
    "pay": reading("salary"),
    "earn": reading("salary"),
    "do they do": reading("responsibilities"),
    "how long": reading("training"),
    "college": reading("overview"),
}
WHAT_ELSE = "I'm a cashier, where could I move to?"
LIKED = "I like working outside and with my hands, what could I do without college"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures(READINGS)


@pytest.mark.parametrize(
    "told", ["im 55, cashier, bad knees", "I am 34 and a cashier, tired", "51. cashier. no car"]
)
def test_a_job_told_after_an_age_is_ones_own(advisor: Advisor, told: str) -> None:
    answer = play(advisor, told, "what else could i do")[-1]
    assert answer.text.startswith("From Cashiers, ")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("what would i be missing", "gap"),
        ("what carries over from police work", "gap"),
        ("what do i already have for it", "gap"),
        ("how far is that from me", "far"),
        ("how long till i'm there", "time"),
        ("why is the first one close", "why"),
        ("why a stretch", "why"),
        ("how would i get there", "way"),
        ("what do they earn", ""),
        ("how long is a shift", ""),
        ("is it dangerous", ""),
    ],
)
def test_what_is_asked_of_a_move_is_read(asked: str, part: str) -> None:
    assert part_asked(asked) == part


@pytest.mark.parametrize(
    ("words", "is_all"),
    [
        ("no, rather this job", True),
        ("this job sounds good", True),
        ("hmm actually this job then", True),
        ("what does this job earn", False),
        ("is this job dangerous", False),
        ("this job or this job", False),
    ],
)
def test_a_message_that_only_names_a_job_is_told_from_one_that_asks(words: str, is_all: bool) -> None:
    assert only_names(words) == is_all


@pytest.mark.parametrize("named", ["electrician?", "no, rather electrician", "ok electrician sounds good"])
def test_a_job_named_after_moves_is_one_to_go_to(advisor: Advisor, named: str) -> None:
    _, answer = play(advisor, WHAT_ELSE, named)
    assert answer.text.startswith("From Cashiers to Electricians is a far move")


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("what would I be missing", "From Cashiers to Electricians, this is what carries over"),
        ("how long would that take me to learn", "The way into Electricians: usually a high school diploma"),
        ("why is that so far from what I do", "I call the move from Cashiers to Electricians a far move"),
        ("a plan for 8 weeks please", "A plan from Cashiers to Electricians, a far move, for 8 weeks"),
        ("does it pay more than mine", "Electricians have the higher median pay"),
        ("how much more would I earn", "Electricians have the higher median pay"),
    ],
)
def test_both_jobs_are_kept_after_a_turn_about_one(advisor: Advisor, asked: str, begins: str) -> None:
    *_, answer = play(advisor, WHAT_ELSE, "electrician?", "what do they do there", asked)
    assert answer.text.startswith(begins)
    assert answer.occupations[:2] == (CASHIERS, ELECTRICIANS)


def test_why_without_a_name_is_asked_of_the_first_shown(advisor: Advisor) -> None:
    first, answer = play(advisor, WHAT_ELSE, "why")
    assert answer.occupations == first.occupations[:2]
    assert "by likeness" in answer.text


def test_one_named_after_likings_is_held_against_them(advisor: Advisor) -> None:
    _, answer = play(advisor, LIKED, "what about nurse?")
    assert answer.text.startswith("Registered Nurses, by what you told of yourself")
    assert "It does not keep to, or is not known to: " in answer.text
    assert answer.occupations == (NURSES,)


@pytest.mark.parametrize("asked", ["who earns more", "which one pays better", "what's the difference in pay"])
def test_two_that_came_up_one_after_the_other_are_compared(advisor: Advisor, asked: str) -> None:
    *_, answer = play(advisor, "what does a plumber do", "and a welder", asked)
    assert answer.text.startswith("Plumbers, Pipefitters, and Steamfitters have the higher median pay")
    assert answer.occupations == (PLUMBERS, WELDERS)


def test_two_places_of_a_list_are_compared(advisor: Advisor) -> None:
    first, answer = play(advisor, WHAT_ELSE, "the second and the fourth, which is better paid?")
    assert answer.occupations == (first.occupations[2], first.occupations[4])


@pytest.mark.parametrize("said", ["none of these", "not that, something else", "I don't like any of them"])
def test_what_was_rejected_is_not_shown_again(advisor: Advisor, said: str) -> None:
    first, answer = play(advisor, WHAT_ELSE, said)
    assert answer.occupations[0] == CASHIERS
    assert answer.occupations[1:]
    assert set(answer.occupations[1:]).isdisjoint(first.occupations[1:])


@pytest.mark.parametrize("said", ["not the first one", "the first is not for me, too dull"])
def test_one_that_is_rejected_by_its_place_is_left_out_alone(advisor: Advisor, said: str) -> None:
    first, answer = play(advisor, WHAT_ELSE, said)
    assert first.occupations[1] not in answer.occupations
    assert first.occupations[2] in answer.occupations


def test_the_one_that_a_figure_picks_is_planned_for(advisor: Advisor) -> None:
    first, _, answer = play(advisor, WHAT_ELSE, "which of these pays most", "give me a plan for it")
    assert answer.text.startswith("A plan from Cashiers to ")
    assert answer.occupations[1] in first.occupations


@pytest.mark.parametrize(
    "said", ["jobs that dont pay worse please", "I don't want to take a pay cut", "where I keep my salary"]
)
def test_pay_that_shall_not_fall_is_a_limit_from_below(advisor: Advisor, said: str) -> None:
    _, answer = play(advisor, WHAT_ELSE, said)
    assert "median pay at least that of Cashiers" in answer.read_as


def test_what_a_doctor_says_is_no_job_of_ones_own(advisor: Advisor) -> None:
    (answer,) = play(advisor, "cashier here, doctor says no more standing, what else could I do")
    assert answer.occupations[0] == CASHIERS


def test_which_of_those_shown_need_no_degree_is_told_of_those_alone(advisor: Advisor) -> None:
    first, answer = play(advisor, WHAT_ELSE, "which of those need no degree?")
    assert answer.occupations
    assert set(answer.occupations) <= set(first.occupations[1:])


def test_of_two_named_in_turn_these_are_compared_and_not_ones_own(advisor: Advisor) -> None:
    first, *_, answer = play(
        advisor, WHAT_ELSE, "what does the second pay", "electrician?", "which of the two pays better"
    )
    assert answer.occupations == (first.occupations[2], ELECTRICIANS)


def test_whether_one_shown_needs_a_degree_is_asked_of_it_alone(advisor: Advisor) -> None:
    first, answer = play(advisor, WHAT_ELSE, "do I need college for the first")
    assert answer.occupations == first.occupations[1:2]


def test_a_field_is_wanted_by_its_adjective(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what else is there, something medical")
    assert "in health care" in answer.read_as


def test_those_shown_are_those_of_ones_own_talk(advisor: Advisor) -> None:
    for start in ("I'm a cashier, where could I move to?", "I'm a nurse, where could I move to?"):
        first, answer = play(advisor, start, "which of those need no degree?")
        assert set(answer.occupations) <= set(first.occupations[1:])


@pytest.mark.parametrize("asked", ["and the last one?", "how long is the last one", "what about the third"])
def test_a_place_without_a_list_is_no_error(advisor: Advisor, asked: str) -> None:
    *_, answer = play(advisor, "what does a plumber do", asked)
    assert answer.text


def test_the_first_two_may_be_rejected_alone(advisor: Advisor) -> None:
    first, answer = play(advisor, WHAT_ELSE, "dont like the first two")
    assert set(answer.occupations).isdisjoint(first.occupations[1:3])


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("I'm a nurse and want out of nursing completely, what else", "not in health care"),
        ("I'm a cook and want to leave the restaurant industry. what else", "not in food"),
        ("I'm an electrician, what else is there in a different field", "not in construction and extraction"),
    ],
)
def test_who_leaves_a_field_is_shown_none_of_it(advisor: Advisor, message: str, left: str) -> None:
    (answer,) = play(advisor, message)
    assert left in answer.read_as


def test_a_job_left_is_not_a_field_left(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm an electrician and tired of standing, what else could I do")
    assert "not in" not in answer.read_as


def test_jobs_in_a_list_are_none_of_ones_own_and_the_two_asked_about_leave_it_out(advisor: Advisor) -> None:
    (listed,) = play(advisor, "welder, electrician, plumber. which pays best")
    assert set(listed.occupations) == {WELDERS, ELECTRICIANS, PLUMBERS}
    assert listed.text.startswith("Plumbers, Pipefitters, and Steamfitters have the highest median pay")
    (weighed,) = play(advisor, "cashier. electrician or plumber, which pays best?")
    assert weighed.occupations == (ELECTRICIANS, PLUMBERS)


def test_a_job_that_one_could_do_is_gone_to_and_not_come_from(advisor: Advisor) -> None:
    *_, answer = play(advisor, "I'm a cashier", "could i do plumbing?")
    assert answer.occupations[:2] == (CASHIERS, PLUMBERS)
    *_, back = play(
        advisor, "I'm a cashier", "what about electricians?", "how do i get from one to the other"
    )
    assert back.occupations[:2] == (CASHIERS, ELECTRICIANS)


def test_what_to_learn_after_a_comparison_with_ones_own_job_is_asked_of_the_other(advisor: Advisor) -> None:
    talk = (
        "I'm a cashier",
        "does an electrician pay more than now?",
        "and what would i have to learn for it",
    )
    *_, answer = play(advisor, *talk)
    assert answer.read_as == "from Cashiers to Electricians"


def test_the_way_from_the_first_of_two_to_the_second(advisor: Advisor) -> None:
    *_, answer = play(
        advisor, "electrician vs plumber, which pays best?", "could i go from the first to the second"
    )
    assert answer.occupations[:2] == (ELECTRICIANS, PLUMBERS)
