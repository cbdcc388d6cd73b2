"""A message that names no figure goes on with the one before; of growth there are percent and people."""

from __future__ import annotations

import pytest

from advisor.question import Focus
from advisor.understanding.measures import asks_people, figure_kept, only_orders
from knowledge import fields
from knowledge.fields import Field

EXPOSED = Focus(profiles=("a", "b", "c"), topics=("ai_effect",), figure=fields.EXPOSURE)
GROWN = Focus(profiles=("a", "b"), topics=("outlook",), figure=fields.GROWTH)
LOST = Focus(profiles=("a", "b"), topics=("outlook",), figure=fields.CHANGE)
COUNTED = Focus(profiles=("a",), topics=("market_demand",))


@pytest.mark.parametrize(
    ("text", "focus", "figure"),
    [
        ("and the highest?", EXPOSED, fields.EXPOSURE),
        ("rank them all please", EXPOSED, fields.EXPOSURE),
        ("by how much", EXPOSED, fields.EXPOSURE),
        ("and which pays the most", EXPOSED, None),
        ("which is best", EXPOSED, None),
        ("what does the first one do", EXPOSED, None),
        ("how many hours do they work", EXPOSED, None),
        ("in absolute numbers?", GROWN, fields.CHANGE),
        ("by how many people", GROWN, fields.CHANGE),
        ("so which shrinks, and by how many jobs", GROWN, fields.CHANGE),
        ("in percent please", GROWN, fields.GROWTH),
        ("and in percent?", LOST, fields.GROWTH),
        ("and per year", LOST, fields.CHANGE),
        ("what do they earn per year", LOST, None),
        ("and in 2034?", COUNTED, fields.CHANGE),
        ("how many heads is that in percent", COUNTED, fields.CHANGE),
        ("and the pay", COUNTED, None),
        ("and per year", COUNTED, None),
    ],
)
def test_the_figure_before_is_kept_where_none_is_named(text: str, focus: Focus, figure: Field | None) -> None:
    assert figure_kept(text, focus) == figure


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how many jobs is that added", True),
        ("how many more people by 2034", True),
        ("by how many workers does it shrink", True),
        ("how many fewer of them", True),
        ("how many people work in it", False),
        ("how many jobs will ai destroy and how many are lost", False),
        ("how many people lose their jobs each year", False),
        ("how many more years", False),
    ],
)
def test_a_change_in_people_is_told_from_a_headcount(text: str, asks: bool) -> None:
    assert asks_people(text) is asks


def test_an_order_without_a_name_is_all_that_only_orders_hold() -> None:
    assert only_orders("and which is the lowest of these?")
    assert not only_orders("and which has the lowest stress?")
    assert not only_orders("ok, and now?")
