"""The limits that are set to moves: shown back, kept, taken back, and said where nothing tells of them."""

from __future__ import annotations

import pytest

from advisor.answering.move_limits import about_limits
from advisor.answering.moves import answer_moves
from advisor.chain import Advisor
from advisor.citations import cite
from advisor.question import AskedMoves
from advisor.reskilling.paths import Reskilling
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.survey import Condition
from tests.advisor.made import play
from tests.advisor.moves.told import (
    CASHIERS,
    ELECTRICIANS,
    NURSES,
    WHAT_ELSE,
    rating,
    value,
)

LIMITS = {
    "without a degree": (fields.ENTRY, 0, 3),
    "over 50k": (fields.PAY, 50_000.01, 1e9),
    "that are growing": (fields.GROWTH, 0.01, 1e9),
    "with low AI exposure": (fields.EXPOSURE, 0, 33.3),
    "with under two years of training": (fields.ENTRY, 0, 3),
    "in health care": (fields.family_field("health care"), 1, 1),
}


@pytest.mark.parametrize("said", LIMITS)
def test_limits_are_shown_back_and_kept(advisor: Advisor, catalog: Catalog, said: str) -> None:
    field, low, high = LIMITS[said]
    (answer,) = play(advisor, f"I'm a cashier, what could I move to {said}?")
    assert len(answer.occupations) >= 4
    assert answer.read_as.count(":") == 1
    assert answer.read_as.partition(": ")[2].partition(",")[0] in answer.text
    for code in answer.occupations[1:]:
        assert low <= value(catalog, field, code) <= high


@pytest.mark.parametrize(
    "told",
    [
        "I'm a carpenter, no more lifting. what else could I do",
        "I'm a carpenter, what else could I do || no jobs with heavy lifting",
    ],
)
def test_limits_on_the_work_itself_are_kept(advisor: Advisor, catalog: Catalog, told: str) -> None:
    *_, answer = play(advisor, *told.split(" || "))
    assert catalog.traits
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("activities", code)}
        assert rated["Handling and Moving Objects"] <= 2.5


@pytest.mark.parametrize(
    ("told", "name", "most"),
    [
        ("cook, my wrists are shot", "Spend Time Making Repetitive Motions", 3.0),
        ("hairdresser || what is easier on the feet", "Spend Time Standing", 2.8),
        ("painter, fumes bother me, i need 50k", "Exposed to Contaminants", 2.0),
    ],
)
def test_what_a_body_no_longer_takes_is_kept(
    advisor: Advisor, catalog: Catalog, told: str, name: str, most: float
) -> None:
    answer = play(advisor, *told.split(" || "))[-1]
    assert catalog.traits
    assert len(answer.occupations) > 1
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("context", code)}
        assert rated[name] <= most


def test_more_than_one_job_to_sit_at_may_be_asked_for(advisor: Advisor, catalog: Catalog) -> None:
    answer = play(advisor, "cashier", "what sitting jobs could i get")[-1]
    assert catalog.traits
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("context", code)}
        assert rated["Spend Time Sitting"] >= 3.75


def test_what_ai_cannot_do_is_asked_of_less_exposed_work(advisor: Advisor, catalog: Catalog) -> None:
    answer = play(advisor, "cashier", "what could I do that a robot can't")[-1]
    assert len(answer.occupations) > 2
    assert all(value(catalog, fields.EXPOSURE, code) < 33.3 for code in answer.occupations[1:])


def test_why_one_leaves_is_no_limit(advisor: Advisor) -> None:
    plain, told = (
        play(advisor, text)[0]
        for text in (
            "I'm a cashier, what else could I do?",
            "I'm a cashier, AI will take my job, I make 30k. what else could I do?",
        )
    )
    assert told.text == plain.text


def test_what_no_figure_tells_is_said(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what else could I do from home?")
    assert answer.text.startswith('No figure here tells about "from home"')
    assert len(answer.occupations) == 6


def test_limits_nothing_keeps_give_no_move(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what could I move to over 900k?")
    assert answer.abstained
    assert answer.text.startswith("I find no move from Cashiers that keeps to all of this")


@pytest.mark.parametrize(
    "said", ["ones that pay at least the same", "without a pay cut", "only for the same or better pay"]
)
def test_pay_may_be_asked_for_that_is_no_lower(advisor: Advisor, catalog: Catalog, said: str) -> None:
    _, narrowed = play(advisor, WHAT_ELSE, said)
    assert "median pay at least that of Cashiers" in narrowed.read_as
    pay = value(catalog, fields.PAY, CASHIERS)
    assert narrowed.occupations[1:]
    assert all(value(catalog, fields.PAY, code) >= pay for code in narrowed.occupations[1:])


def test_a_target_tells_which_limits_it_keeps(catalog: Catalog, reskilling: Reskilling) -> None:
    limits = (
        Condition(fields.PAY, "over $50,000", low=50_000),
        Condition(fields.ENTRY, "no schooling needed", high=0),
    )
    draft = answer_moves(AskedMoves(CASHIERS, ELECTRICIANS, limits), catalog, reskilling, roles=False)
    text = cite(draft, profiles=draft.profiles).text
    assert "It keeps to: over $50,000." in text
    assert "It does not keep to, or is not known to: no schooling needed." in text


def test_limits_are_taken_back_in_words_and_the_others_stay(advisor: Advisor, catalog: Catalog) -> None:
    *_, dropped, whole, target = play(
        advisor,
        "I'm a cashier, what could I move to over 45k without lifting?",
        "forget the pay limit",
        'Remove the limit "little handling and moving of things"',
        "what about electrician?",
    )
    assert dropped.text.startswith("I no longer go by: median pay above $45,000 a year.")
    for code in dropped.occupations[1:]:
        assert rating(catalog, "activities", "Handling and Moving Objects", code) <= 2.5
    assert any(value(catalog, fields.PAY, code) <= 45_000 for code in dropped.occupations[1:])
    assert whole.read_as == "from Cashiers to other work"
    assert target.occupations[:2] == (CASHIERS, ELECTRICIANS)


def test_limits_go_on_to_a_target_that_is_named_later(advisor: Advisor) -> None:
    *_, target = play(advisor, "I'm a cashier, what could I move to over 45k?", "what about electrician?")
    assert "It keeps to: median pay above $45,000 a year." in target.text


def test_where_no_move_is_left_it_is_told_which_limit_is_in_the_way(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what could I move to over 900k without a degree?")
    assert 'Without "median pay above $900,000 a year" there are some' in answer.text
    assert 'Without "no college degree needed"' not in answer.text


def test_a_liking_that_nothing_under_the_limits_comes_near_to_is_said_to_be_left_aside() -> None:
    (told,) = about_limits(AskedMoves("", unmet='"metal"'))
    assert told.text == 'No work near to "metal" keeps to the rest, so I could not go by that.'


def test_what_is_paid_in_a_wider_group_keeps_no_limit_and_is_no_raise(
    advisor: Advisor, catalog: Catalog
) -> None:
    _, limited = play(advisor, "nurse, where could I move to?", "only those that pay 120k or more")
    coordinators = catalog.of_code("11-9121.01")  # Paid, by the figures, as the managers of scientists.
    assert value(catalog, fields.PAY, "11-9121.01") > 120_000
    assert "11-9121.01" not in limited.occupations
    (named,) = play(advisor, "how do I go from nurse to clinical research coordinator?")
    assert named.occupations[:2] == (NURSES, "11-9121.01"), coordinators
