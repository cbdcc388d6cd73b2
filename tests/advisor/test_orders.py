"""What a list is ordered by, which way round, and how long it is."""

from __future__ import annotations

import pytest

from advisor.understanding.orders import MOST, limit, order, order_by_topic, turned
from knowledge import fields

ORDERS = {
    "best paid": (fields.PAY, False),
    "badly paid": (fields.PAY, True),
    "pay the least": (fields.PAY, True),
    "lucrative": (fields.PAY, False),
    "sort by salary": (fields.PAY, False),
    "by pay, lowest first": (fields.PAY, True),
    "fastest growing": (fields.GROWTH, False),
    "dying out fastest": (fields.GROWTH, True),
    "lose the most people": (fields.CHANGE, True),
    "add the most workers": (fields.CHANGE, False),
    "have the most people": (fields.EMPLOYMENT, False),
    "most openings": (fields.OPENINGS, False),
    "in demand": (fields.OPENINGS, False),
    "most common jobs": (fields.EMPLOYMENT, False),
    "safest from ai": (fields.EXPOSURE, True),
    "hardest to automate": (fields.EXPOSURE, True),
    "most exposed to ai": (fields.EXPOSURE, False),
    "least schooling": (fields.ENTRY, True),
    "no degree": (None, False),
    "growing": (None, False),
}
LIMITS = {"top 5 jobs": 5, "ten well paid trades": 10, "next five": 5, "the 20 lowest paid jobs": 20,
          "top 900 jobs": MOST, "5 more": 5, "jobs over 70k": 0, "5 years of work": 0, "top 10% jobs": 0,
          "$25 jobs": 0, "im 19 no diploma what jobs can i get": 0, "i'm 19, which jobs": 0}  # fmt: skip


@pytest.mark.parametrize("text", ORDERS)
def test_the_order_is_read(text: str) -> None:
    found = order(text)
    assert (found.field, found.ascending) == ORDERS[text]


def test_the_words_of_an_order_set_no_condition_any_more() -> None:
    assert "grow" not in order("fastest growing jobs without a degree").rest
    assert "without a degree" in order("fastest growing jobs without a degree").rest


@pytest.mark.parametrize("text", LIMITS)
def test_the_number_of_rows_is_read(text: str) -> None:
    assert limit(text) == LIMITS[text]


def test_an_order_can_be_turned_round() -> None:
    assert turned("reverse it", ascending=False) is True
    assert turned("reverse it", ascending=True) is False
    assert turned("lowest first", ascending=True) is True
    assert turned("highest first", ascending=True) is False
    assert turned("and more", ascending=True) is None


def test_a_superlative_in_other_words_goes_by_its_topic() -> None:
    assert order_by_topic("the juiciest", {"salary": 0.8}).field == fields.PAY
    assert order_by_topic("the juiciest", {"salary": 0.2}).field is None
