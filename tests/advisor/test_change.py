"""How many people more or fewer: in all, a year, and in the last year of the projection."""

from __future__ import annotations

import pytest

from advisor.answering.change import answer_change
from advisor.answering.move_parts import Side
from advisor.citations import unsupported
from knowledge import fields
from knowledge.catalog import Catalog

CASHIERS, ASSISTANTS = "41-2011.00", "31-9092.00"


@pytest.mark.parametrize(
    ("code", "text", "begins"),
    [
        (ASSISTANTS, "how many more by 2034", "101,200 more people by 2034: 811,000 in 2024 and 912,200 in"),
        (ASSISTANTS, "and per year?", "About 10,120 more a year on average, 101,200 more in all:"),
        (ASSISTANTS, "and in 2034?", "912,200 people in 2034, as projected: 101,200 more than the 811,000"),
        (CASHIERS, "by how many people", "313,600 fewer people by 2034:"),
    ],
)
def test_the_change_is_worked_out_as_it_is_asked_for(
    shipped: Catalog, code: str, text: str, begins: str
) -> None:
    side = Side.of(shipped.of_code(code), shipped)
    found = answer_change(side, text)
    assert found
    assert found.sentences[0].text.startswith(begins)
    assert found.figure == fields.CHANGE
    assert not any(unsupported(one, frozenset({side.id})) for one in found.sentences)
