"""How much less a move may pay is a limit by what is paid now."""

from __future__ import annotations

import pytest

from advisor.understanding.survey import SurveyReader
from ingest.chunker import split_whole
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import FactTables

CASHIERS = "41-2011.00"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog([], tables=FactTables.load(), split=split_whole)


@pytest.mark.parametrize(
    "text",
    [
        "which keep the pay within 10 percent",
        "without losing more than 10% of my pay",
        "with at most 10 percent less pay",
        "my salary may fall by not more than 10 per cent",
    ],
)
def test_a_share_of_todays_pay_is_the_least_that_a_move_may_pay(catalog: Catalog, text: str) -> None:
    now = catalog.board.value(fields.PAY, CASHIERS)
    (limit,) = SurveyReader(catalog).limits(text, CASHIERS)
    assert now
    assert limit.field == fields.PAY
    assert limit.low == pytest.approx(0.9 * now.number)


def test_a_share_of_growth_is_none_of_pay(catalog: Catalog) -> None:
    (limit,) = SurveyReader(catalog).limits("growing by at least 10 percent", CASHIERS)
    assert limit.field == fields.GROWTH


@pytest.mark.parametrize("text", ["it should pay no less", "i won't earn less", "paying not less"])
def test_who_wants_no_less_is_not_sent_to_lower_pay(catalog: Catalog, text: str) -> None:
    now = catalog.board.value(fields.PAY, CASHIERS)
    (limit,) = SurveyReader(catalog).limits(text, CASHIERS)
    assert now
    assert (limit.low, limit.field) == (now.number, fields.PAY)
