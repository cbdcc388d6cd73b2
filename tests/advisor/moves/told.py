"""What tests of moves ask from, and what they look up."""

from __future__ import annotations

from advisor.citations import Answer
from knowledge import fields
from knowledge.catalog import Catalog

CASHIERS, NURSES, TELLERS, DRIVERS = "41-2011.00", "29-1141.00", "43-3071.00", "53-3032.00"
ELECTRICIANS, PARALEGALS, SCIENTISTS, ACCOUNTANTS = "47-2111.00", "23-2011.00", "15-2051.00", "13-2011.00"
WHAT_ELSE = "I'm a cashier and worried about AI, what could I move to?"


def lines(answer: Answer) -> list[str]:
    return [line for line in answer.text.splitlines() if line.startswith("- ")]


def value(catalog: Catalog, field: fields.Field, code: str) -> float:
    found = catalog.board.value(field, code)
    assert found
    return found.number


def rating(catalog: Catalog, table: str, element: str, code: str) -> float:
    assert catalog.traits
    return {one.name: one.fact.value for one in catalog.traits.facts(table, code)}[element]
