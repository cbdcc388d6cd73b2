"""From which job to which a move is asked about."""

from __future__ import annotations

import pytest

from advisor.question import AskedMoves, Focus
from advisor.understanding.ends import ends_of
from advisor.understanding.jobs import JobMatcher
from advisor.understanding.labels import load_examples
from knowledge.catalog import Catalog
from knowledge.facts import FactTables

COOKS, NURSES, CASHIERS = "35-2014.00", "29-1141.00", "41-2011.00"


@pytest.fixture(scope="module")
def matcher() -> JobMatcher:
    return JobMatcher(Catalog([], tables=FactTables.load()), load_examples())


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("from cook to nurse", COOKS, NURSES),
        ("I'm a cook, I want to be a nurse", COOKS, NURSES),
        ("I was a cook, what else", COOKS, ""),
        ("cook vs nurse, which pays more", "", ""),
        ("nothing of any job", "", ""),
    ],
)
def test_both_ends_are_told_by_what_stands_around_them(
    matcher: JobMatcher, text: str, start: str, target: str
) -> None:
    known = matcher.mentions(text)
    assert ends_of(text, matcher.mask(text, known), known, Focus()) == (start, target)


def test_one_that_is_named_after_moves_is_where_they_lead_to(matcher: JobMatcher) -> None:
    text = "what about nurse"
    known = matcher.mentions(text)
    focus = Focus(moves=AskedMoves(CASHIERS))
    assert ends_of(text, matcher.mask(text, known), known, focus) == (CASHIERS, NURSES)
