"""The rule of the labels, case by case, on made occupations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.reskilling.transition import CLOSE, STRETCH, Change, Label, Transition
from knowledge.facts import Fact, OccupationFacts

SCHOOL, BACHELOR = "High school diploma or equivalent", "Bachelor's degree"


def occupation(
    *, zone: float = 3, pay: float = 50_000, entry: str = SCHOOL, unit: str = "USD a year"
) -> OccupationFacts:
    return OccupationFacts(
        code="51-3011.00",
        title="Bakers",
        job_zone=Fact(zone, "Job Zone, 1 to 5", 2020, "onet"),
        wages={"median": Fact(pay, unit, 2024, "oews")},
        employment=None,
        employment_then=None,
        growth_percent=None,
        openings=None,
        entry_education=entry,
        experience="",
        training="",
        schooling=(),
        skills=(),
        knowledge=(),
        activities=(),
        detailed=(),
        technologies=(),
        equipment=(),
        related=(),
        exposure=None,
        tasks=(),
    )


def move(target: OccupationFacts, likeness: float = 9, start: OccupationFacts | None = None) -> Transition:
    return Transition(start or occupation(), target, likeness, 1, 0.1)


@pytest.mark.parametrize(
    ("target", "likeness", "label", "word"),
    [
        (occupation(), CLOSE, "close", "alike"),
        (occupation(), CLOSE - 0.1, "stretch", "in part"),
        (occupation(), STRETCH - 0.1, "far", "little alike"),
        (occupation(zone=4), 9, "close", "alike"),
        (occupation(zone=5), 9, "stretch", "2 Job Zones more"),
        (occupation(zone=1), 9, "stretch", "2 Job Zones less"),
        (occupation(pay=37_500), 9, "close", "three quarters"),
        (occupation(pay=37_000), 9, "stretch", "74 percent"),
        (occupation(pay=20, unit="USD an hour"), 9, "close", "alike"),
        (occupation(entry="Associate's degree"), 9, "stretch", "Associate's degree"),
        (occupation(entry=BACHELOR), 9, "stretch", BACHELOR),
        (occupation(entry="Master's degree"), 9, "far", "Master's degree"),
        (occupation(entry=""), 9, "close", "alike"),
    ],
)
def test_a_label_follows_its_rule_and_says_why(
    target: OccupationFacts, likeness: float, label: Label, word: str
) -> None:
    found = move(target, likeness)
    assert found.label == label
    assert word in found.reasons[0]


def test_the_hardest_hindrance_decides_and_comes_first() -> None:
    found = move(occupation(pay=10_000, zone=5), STRETCH - 1)
    assert found.label == "far"
    assert found.reasons[0] == "the work is little alike"
    assert len(found.reasons) == 3


def test_three_zones_up_are_far_and_three_down_are_not() -> None:
    low, high = occupation(zone=1), occupation(zone=4)
    assert move(high, start=low).label == "far"
    assert move(low, start=high).label == "stretch"


def test_a_change_is_told_only_in_one_unit() -> None:
    year, hour = Fact(50_000, "USD a year", 2024, "oews"), Fact(20, "USD an hour", 2024, "oews")
    assert Change(year, replace(year, value=60_000)).difference == 10_000
    assert Change(year, replace(year, value=60_000)).ratio == 1.2
    for change in (Change(year, hour), Change(None, year), Change(year, None)):
        assert (change.difference, change.ratio) == (None, None)
