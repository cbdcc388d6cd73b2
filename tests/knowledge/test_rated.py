"""The elements that all work is rated by, in people's words."""

from __future__ import annotations

import pytest

from knowledge.facts import FactTables
from knowledge.rated import SCALES, RatedElement, rated_elements
from knowledge.traits import RATED, Traits


def test_every_element_of_the_tables_has_words_and_no_other() -> None:
    traits = Traits(FactTables.load())
    tables = ("context", "activities", "knowledge", "skills")
    known = {f"{table}: {name}" for table in tables for name in traits.grid(table).names}
    assert {one.name for one in rated_elements()} == known
    assert {one.table for one in rated_elements()} <= set(RATED)


def test_every_element_can_be_asked_for_in_ways_of_its_own() -> None:
    ways = [way for one in rated_elements() for way in one.asked.split("; ")]
    assert len(ways) == len(set(ways))
    assert all(one.said and one.scale in SCALES for one in rated_elements())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "never"),
        (1.6, "once in some months"),
        (4.4, "once in some days"),
        (4.6, "every day"),
        (9, "every day"),
    ],
)
def test_a_rating_is_told_by_the_nearest_point_of_its_scale(value: float, words: str) -> None:
    assert RatedElement("context", "Outdoors", "often", "being outdoors", "outside").in_words(value) == words
