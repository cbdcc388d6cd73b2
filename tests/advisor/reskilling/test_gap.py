"""The gap is what the tables say: levels, activities and tools of both occupations."""

from __future__ import annotations

import pytest

from advisor.reskilling.gap import IMPORTANT, WITHIN
from advisor.reskilling.paths import Reskilling
from knowledge.facts import FactTables

DRIVERS, ELECTRICIANS, CASHIERS, TELLERS = "53-3032.00", "47-2111.00", "41-2011.00", "43-3071.00"
DEVELOPERS, TESTERS = "15-1252.00", "15-1253.00"
PAIRS = [(DRIVERS, ELECTRICIANS), (CASHIERS, TELLERS), (ELECTRICIANS, DRIVERS)]


@pytest.mark.parametrize(("start", "target"), PAIRS)
def test_levels_are_those_of_the_tables(reskilling: Reskilling, start: str, target: str) -> None:
    gap, traits = reskilling.gap(start, target), reskilling.traits
    for one in (*gap.shared, *gap.missing):
        levels = "skill_levels" if one.kind == "skills" else "knowledge_levels"
        assert one.needed == dict(traits.facts(levels, target))[one.name]
        assert one.have == dict(traits.facts(levels, start)).get(one.name)
        assert one.importance == dict(traits.facts(one.kind, target))[one.name]
        assert one.importance.value >= IMPORTANT
        assert one.matters == dict(traits.facts(one.kind, start)).get(one.name)
        within = one.have is not None and one.needed.value - one.have.value <= WITHIN
        assert one.carries_over == (within or (one.have is None and one.matters_now))
    named = {one.name for one in (*gap.shared, *gap.missing)}
    facts = reskilling.traits.tables.get(target)
    assert facts
    assert named <= {one.name for one in (*facts.skills, *facts.knowledge)}
    assert gap.cover is not None
    assert 0 < gap.cover < 1


@pytest.mark.parametrize(("start", "target"), PAIRS)
def test_activities_and_tools_are_split_without_loss(
    reskilling: Reskilling, tables: FactTables, start: str, target: str
) -> None:
    gap, detailed = reskilling.gap(start, target), reskilling.traits.detailed
    assert set(gap.shared_activities) == set(detailed[start]) & set(detailed[target])
    parts = (*gap.shared_activities, *gap.alike_activities, *gap.new_activities)
    assert sorted(parts) == sorted(detailed[target])
    assert all(reskilling.traits.activity_name(one) for one in parts)
    facts = tables.get(target)
    assert facts
    tools = {*(one.name for one in facts.technologies), *facts.equipment}
    assert {*gap.shared_tools, *gap.new_tools} == tools
    assert not set(gap.shared_tools) & set(gap.new_tools)


def test_what_weighs_most_is_missing_first(reskilling: Reskilling) -> None:
    missing = reskilling.gap(DRIVERS, ELECTRICIANS).missing
    assert missing[0].name == "Building and Construction"
    assert missing[0].how_far == "a long way"
    weights = [one.importance.value * one.short for one in missing]
    assert weights == sorted(weights, reverse=True)


def test_what_a_person_says_they_have_is_not_missing(reskilling: Reskilling) -> None:
    before = reskilling.gap(DRIVERS, ELECTRICIANS)
    tool = before.new_tools[0]
    after = reskilling.gap(DRIVERS, ELECTRICIANS, held=["building and construction", tool])
    assert "Building and Construction" not in {one.name for one in after.missing}
    assert next(one for one in after.shared if one.name == "Building and Construction").how_far == "none"
    assert tool in after.shared_tools
    assert after.cover
    assert before.cover
    assert after.cover > before.cover


def test_what_matters_in_the_job_left_carries_over_though_its_level_is_not_published(
    reskilling: Reskilling,
) -> None:
    gap = reskilling.gap(DEVELOPERS, TESTERS)
    programming = next(one for one in gap.shared if one.name == "Programming")
    assert programming.have is None
    assert programming.matters_now
    missing = next(one for one in gap.missing if one.have is None)
    assert not missing.matters_now


def test_an_occupation_without_ratings_says_so(reskilling: Reskilling, tables: FactTables) -> None:
    unrated = next(
        code for code in tables.codes() if (facts := tables.get(code)) and not facts.skills and facts.tasks
    )
    gap = reskilling.gap(CASHIERS, unrated)
    assert not gap.is_rated
    assert gap.cover is None
    back = reskilling.gap(unrated, CASHIERS)
    assert {one.how_far for one in back.missing} == {"not known"}
