"""Conversations about several occupations: side by side, "that one" and "the other one", one moved to."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from tests.advisor.made import advisor_by_figures, play, reading

POLICE, FIRE, CASHIERS, CLERKS, PLUMBERS, DRIVERS = (
    *("33-3051.00", "33-2011.00", "41-2011.00", "43-9061.00", "47-2152.00", "53-3032.00"),
)
READINGS = {
    "makes more": reading("salary", kind="compare"),
    "better paid": reading("salary", kind="compare"),
    "pays less": reading("salary", kind="compare"),
    "safer from ai": reading("ai_effect", kind="compare"),
    "should i pick": reading("skills", kind="plan", share=0.2),
    "should women": reading("demographics", kind="compare"),
    "degree": reading("education", kind="yes_no"),
    "other one": reading("education", kind="yes_no", followup=0.9),
    "pay difference": reading("salary", kind="compare"),
    "pay more than now": reading("salary", kind="yes_no"),
    "how long": reading("training"),
    "could move": reading("next_jobs"),
    "quit": reading("next_jobs"),
    "life of": reading("overview"),
    "cost": reading("training"),
}
WHO = "police officer or firefighter, who makes more?"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures(READINGS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (WHO, "Police and Sheriff's Patrol Officers have the higher median pay"),
        ("police officer or firefighter, which pays less?", "Firefighters have the lower median pay"),
        ("police officer or firefighter, which is safer from ai?", "Firefighters have the lower exposure"),
    ],
)
def test_the_one_asked_for_is_named_first(advisor: Advisor, question: str, first: str) -> None:
    (answer,) = play(advisor, question)
    assert answer.text.startswith(first)


def test_that_one_is_the_one_named_first_and_the_other_one_is_not(advisor: Advisor) -> None:
    answers = play(advisor, WHO, "does that one need a degree?", "and the other one?")
    assert answers[1].occupations == (POLICE,)
    assert answers[2].occupations == (FIRE,)


def test_which_to_pick_is_answered_by_what_speaks_for_each_and_left_to_the_person(advisor: Advisor) -> None:
    _, answer = play(advisor, WHO, "which should i pick")
    assert set(answer.occupations) == {POLICE, FIRE}
    points = [line for line in answer.text.splitlines() if line.startswith("- For ")]
    assert len(points) == 2
    assert "higher pay in the middle" in next(one for one in points if "Police" in one)
    assert "less exposure to AI" in next(one for one in points if "Firefighters" in one)
    assert "for you to weigh" in answer.text
    assert "| Duties, among others |" in answer.text
    assert answer.dropped == ()


def test_who_should_do_a_job_is_nothing_that_figures_tell(advisor: Advisor) -> None:
    (answer,) = play(advisor, "should women be firefighters rather than police officers?")
    assert answer.text.startswith(
        "The profiles do not say anything about who works in it. None of my figures"
    )


def test_a_job_to_be_left_for_another_is_a_move(advisor: Advisor) -> None:
    (answer,) = play(advisor, "should I quit trucking for plumbing")
    assert answer.occupations[:2] == (DRIVERS, PLUMBERS)
    assert answer.read_as.startswith("from ")


def test_after_a_move_was_looked_at_its_target_is_talked_about(advisor: Advisor) -> None:
    start = "should I quit trucking for plumbing"
    _, degree, long, difference, others = play(
        advisor,
        start,
        "do I need a degree for it",
        "how long",
        "the pay difference?",
        "where could move else?",
    )
    assert degree.occupations == (PLUMBERS,)
    assert long.occupations == (DRIVERS, PLUMBERS)
    assert long.text.startswith("The way into Plumbers, Pipefitters, and Steamfitters:")
    assert set(difference.occupations) == {DRIVERS, PLUMBERS}
    assert others.occupations[0] == DRIVERS


def test_whether_it_pays_more_than_now_asks_for_no_further_moves(advisor: Advisor) -> None:
    _, answer = play(advisor, "should I quit trucking for plumbing", "and does it pay more than now?")
    assert set(answer.occupations) == {DRIVERS, PLUMBERS}
    assert answer.text.startswith("Plumbers, Pipefitters, and Steamfitters have the higher median pay")


def test_a_day_in_the_life_is_no_move(advisor: Advisor) -> None:
    (answer,) = play(advisor, "what does a day in the life of a plumber look like")
    assert answer.occupations == (PLUMBERS,)
    assert "No document here describes" in answer.text
    assert "Duties, among others" in answer.text


def test_who_asks_of_oneself_is_told_of_their_own_job(advisor: Advisor) -> None:
    (answer,) = play(advisor, "they replace our nurses. am I next? I'm a cashier")
    assert answer.occupations == (CASHIERS,)


def test_a_figure_named_tells_what_several_are_chosen_by(advisor: Advisor) -> None:
    _, answer = play(advisor, WHO, "which one should i pick for openings?")
    assert "have more openings a year" in answer.text


def test_what_training_costs_is_said_to_be_unknown_beside_what_is_known(advisor: Advisor) -> None:
    (answer,) = play(advisor, "what does it cost to become a plumber")
    assert answer.abstained
    assert "what they cost" in answer.text.splitlines()[0]
    assert "Typical education to enter" in answer.text


def test_what_is_only_set_beside_the_job_talked_about_is_compared_with_it(advisor: Advisor) -> None:
    _, one, other = play(advisor, "how much do cashiers make?", "compared to firefighters?", "and plumbers?")
    _, field = play(advisor, "how much do cashiers make?", "than plumbing?")
    assert set(field.occupations) == {CASHIERS, PLUMBERS}
    assert set(one.occupations) == {CASHIERS, FIRE}
    assert set(other.occupations) == {CASHIERS, FIRE, PLUMBERS}


def test_ones_own_job_is_weighed_against_the_one_asked_about(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier. Is a plumber better paid?")
    assert set(answer.occupations) == {CASHIERS, PLUMBERS}
    (answer,) = play(advisor, "I'm a cashier. Does a plumber make more than $50,000?")
    assert answer.occupations == (PLUMBERS,)


def test_that_one_of_many_shown_is_asked_back_and_a_word_of_its_name_picks_it(advisor: Advisor) -> None:
    moves, which, picked = play(
        advisor, "I'm a cashier. where could move?", "does that one need a degree?", "the clerks one"
    )
    assert which.outcome == "clarify"
    assert len(which.choices) == 5
    assert picked.occupations == (CLERKS,)
    assert moves.occupations[0] == CASHIERS


def test_a_drivers_licence_names_no_driver(advisor: Advisor) -> None:
    *_, answer = play(advisor, "how much do cashiers make?", "do you need a driver's licence, how long is it")
    assert answer.occupations == (CASHIERS,)


def test_the_first_one_of_nothing_is_asked_back(advisor: Advisor) -> None:
    (answer,) = play(advisor, "does the first one need a degree?")
    assert answer.outcome == "clarify"


def test_shorter_than_nothing_is_asked_back(advisor: Advisor) -> None:
    (answer,) = play(advisor, "shorter please")
    assert answer.outcome == "clarify"


def test_shorter_means_the_answer_before(advisor: Advisor) -> None:
    whole, short, after = play(advisor, WHO, "in one sentence please", "does that one need a degree?")
    assert short.text.startswith(whole.text.split(" [")[0])
    assert "|" not in short.text
    assert "Shortened as you asked" in short.text
    assert after.occupations == (POLICE,)


def test_two_names_of_one_occupation_are_told_as_one(advisor: Advisor) -> None:
    (answer,) = play(advisor, "cops or police officers, who makes more?")
    assert answer.occupations == (POLICE,)
    assert "go by one occupation in the figures here" in answer.text


def test_those_suggested_are_asked_about_together_and_which_has_of_all_of_them(advisor: Advisor) -> None:
    moves, paid, schooled = play(
        advisor, "I'm a cashier, where could i move", "what do those pay", "which has the lowest degree"
    )
    shown = set(moves.occupations) - {CASHIERS}
    assert len(shown) > 1
    assert set(paid.occupations) == set(schooled.occupations) == shown
    assert "Median pay" in paid.text
    assert "Typical education to enter" in schooled.text


def test_how_pay_would_change_sets_the_own_job_beside_those_shown(advisor: Advisor) -> None:
    moves, answer = play(advisor, "I'm a cashier, where could i move", "how would my pay change")
    assert answer.occupations[0] == CASHIERS
    assert set(answer.occupations[1:]) <= set(moves.occupations)


def test_the_same_is_asked_of_another_job_and_of_the_one_that_a_word_picks(advisor: Advisor) -> None:
    first, other, which, picked = play(
        advisor, "does a cashier need a degree?", "and a plumber?", "what about a teacher", "elementary"
    )
    assert first.occupations == (CASHIERS,)
    assert other.occupations == (PLUMBERS,)
    assert other.text.startswith("No: ") == first.text.startswith("No: ")
    assert which.outcome == "clarify"
    assert picked.occupations == ("25-2021.00",)


def test_a_place_picks_among_the_jobs_that_were_offered(advisor: Advisor) -> None:
    *_, which, picked = play(
        advisor, "does a cashier need a degree?", "what about a teacher", "the second one"
    )
    assert picked.occupations == ("25-2031.00",)
    assert which.choices[1].startswith("Secondary School Teachers")


def test_what_is_best_in_a_ranking_is_meant_by_that(advisor: Advisor) -> None:
    ranking, asked = play(advisor, "which job pays the most?", "how long until I could do that")
    assert asked.occupations == ranking.occupations[:1]


@pytest.mark.parametrize(
    "asked",
    ["i'm a cashier, is a plumber better paid", "i work as a cashier; does a plumber have better paid days"],
)
def test_ones_own_job_is_weighed_without_a_question_mark(advisor: Advisor, asked: str) -> None:
    (answer,) = play(advisor, asked)
    assert set(answer.occupations) == {CASHIERS, PLUMBERS}


def test_whether_they_earn_the_same_is_asked_of_the_two_that_came_up(advisor: Advisor) -> None:
    *_, answer = play(advisor, "does a cashier need a degree?", "and a plumber?", "do they earn the same")
    assert set(answer.occupations) == {CASHIERS, PLUMBERS}


def test_a_short_name_in_small_letters_is_known_beside_another_job(advisor: Advisor) -> None:
    (answer,) = play(advisor, "whats the difference between an lpn and an rn, which makes more")
    assert set(answer.occupations) == {"29-2061.00", "29-1141.00"}
    (no_name,) = play(advisor, "what does a plumber make rn")
    assert no_name.occupations == (PLUMBERS,)


def test_it_is_the_other_one_beside_ones_own_job(advisor: Advisor) -> None:
    talk = ("I'm a cashier", "does a plumber pay more than now?", "does it need a degree?")
    *_, answer = play(advisor, *talk)
    assert answer.occupations == (PLUMBERS,)
