"""Limits are taken back by what they are about, in full, or all at once; nothing else takes them back."""

from __future__ import annotations

import pytest

from advisor.understanding.conditions import exposure_band
from advisor.understanding.taken_back import taken_back
from advisor.understanding.wishes import wishes
from knowledge import fields
from knowledge.facts import FactTables
from knowledge.survey import Condition
from knowledge.traits import Traits

TRAITS = Traits(FactTables.load())
(LIFTING,) = wishes("no lifting", TRAITS)
PAY = Condition(fields.PAY, "median pay above $50,000 a year", low=50_000)
ENTRY = Condition(fields.ENTRY, "no college degree needed", high=3)
HEALTH = Condition(fields.family_field("health care"), "in health care", low=1)
ALL = (PAY, ENTRY, LIFTING, HEALTH, exposure_band("low"))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("forget the pay limit", [PAY]),
        ("never mind the money", [PAY]),
        ("a degree is fine", [ENTRY]),
        ("i don't mind school, but no lifting", [ENTRY]),
        ("drop the lifting limit", [LIFTING]),
        ("lifting is ok after all", [LIFTING]),
        ("it doesn't matter if it is in health care", [HEALTH]),
        ("ignore ai", [exposure_band("low")]),
        ('remove the limit "little handling and moving of things"', [LIFTING]),
        ('remove the limit "median pay above $50,000 a year"', [PAY]),
        ("forget all limits", list(ALL)),
        ("over 60k", []),
        ("no lifting", []),
        ("what about the second one", []),
        ("thanks, that is fine", []),
        ("forget it", []),
    ],
)
def test_what_is_taken_back(text: str, gone: list[Condition]) -> None:
    assert list(taken_back(text, ALL)) == gone
