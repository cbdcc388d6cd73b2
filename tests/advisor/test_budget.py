"""A plan is asked for, or a smaller one: hours, weeks and money are read, and nothing else is."""

from __future__ import annotations

import pytest

from advisor.question import Budget
from advisor.understanding.budget import budget_of


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("give me a 3 month plan", Budget(weeks=13)),
        ("a plan for six weeks please", Budget(weeks=6)),
        ("where do i start", Budget()),
        ("make me a plan, i have 5 hours a week", Budget(hours=5)),
        ("a plan with no money", Budget(has_money=False)),
        ("what does it pay", None),
        ("i have 2h a week", None),
    ],
)
def test_a_plan_is_asked_for(words: str, wanted: Budget | None) -> None:
    assert budget_of(words, None) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("less. i have 2h a week and no money", Budget(hours=2, weeks=13, has_money=False, is_short=True)),
        ("half an hour a day is all i have", Budget(hours=3.5, weeks=13, is_short=True)),
        ("30 minutes a day", Budget(hours=3.5, weeks=13, is_short=True)),
        ("too much, i'm broke", Budget(weeks=13, has_money=False, is_short=True)),
        ("what about pay", None),
        ("thanks", None),
        ("which of them pays less?", None),
        ("do they train people for a few weeks at the start, and is that free", None),
        ("how many openings are there in 10 years", None),
    ],
)
def test_a_plan_shrinks_and_keeps_its_weeks(words: str, wanted: Budget | None) -> None:
    assert budget_of(words, Budget(weeks=13)) == wanted
