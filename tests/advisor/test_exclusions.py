"""What a list shall leave out is read, and turned round into what it keeps."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from advisor.question import Focus
from advisor.understanding.amounts import amounts
from advisor.understanding.conditions import conditions, exposure_band, shrinking
from advisor.understanding.exclusions import but_for, excluded, name_left_out
from advisor.understanding.survey import SurveyReader
from ingest.chunker import split_whole
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.survey import Condition, Survey


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("without any that shrink", "that shrink"),
        ("drop the ones with high ai exposure", "with high ai exposure"),
        ("without the ones below 35k", "below 35k"),
        ("leave out anything needing experience", "needing experience"),
        ("jobs over 50k, but none of those that need a degree", "that need a degree"),
    ],
)
def test_the_clause_that_tells_what_to_leave_out_is_found(words: str, clause: str) -> None:
    assert excluded(words)[1] == (clause,)


@pytest.mark.parametrize(
    "words", ["no degree needed", "without a degree", "drop the pay limit", "not in sales"]
)
def test_what_only_denies_is_no_such_clause(words: str) -> None:
    assert excluded(words) == (words, ())


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (shrinking(), "not projected to shrink"),
        (exposure_band("high"), "not high exposure to AI"),
        (next(amounts("pay below 35k")), "median pay not below $35,000 a year"),
        (next(conditions("that need a degree")), "no college degree needed"),
        (next(conditions("needing experience")), "no experience in a related job needed"),
    ],
)
def test_a_condition_is_turned_round(condition: Condition, said: str) -> None:
    other = but_for(condition)
    assert other is not None
    assert other.said == said
    edges = [one for one in (condition.low, condition.high) if math.isfinite(one)]
    assert all(condition.low <= edge <= condition.high for edge in edges)
    assert not any(other.low <= edge <= other.high for edge in edges)


def test_a_range_in_the_middle_cannot_be_turned_round() -> None:
    assert but_for(exposure_band("medium")) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [("exclude supervisors", "supervisors"), ("without nurses please", "nurses"), ("sort by pay", "")],
)
def test_a_name_that_is_left_out_is_read(words: str, name: str) -> None:
    assert name_left_out(words) == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("more than 1 million workers", "people employed above 1,000,000"),
        ("between 500k and 1m employees", "people employed from 500,000 to 1,000,000"),
        ("over half a million employees", "people employed above 500,000"),
        ("hiring more than 5000 a year", "openings a year above 5,000"),
    ],
)
def test_large_numbers_are_read_with_their_unit(words: str, said: str) -> None:
    assert [one.said for one in amounts(words)] == [said]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("without needing a degree", "no college degree needed"),
        ("that don't require a college education", "no college degree needed"),
        ("for school leavers", "a high school diploma is enough"),
        ("only low or medium exposure to ai", "low or medium exposure to AI"),
        ("with falling employment", "projected to shrink"),
    ],
)
def test_denials_and_bands_are_read(words: str, said: str) -> None:
    assert [one.said for one in conditions(words)] == [said]


@pytest.mark.parametrize("said", ["without nurses", "exclude nurses please"])
def test_a_list_goes_on_without_those_of_a_name(said: str) -> None:
    catalog = Catalog([], tables=FactTables.load(), split=split_whole)
    before = Focus(survey=Survey(order=fields.PAY), past=((),))
    asked = SurveyReader(catalog).read(said, {}, "list", job="", focus=before)
    assert asked
    (condition,) = asked.survey.conditions
    assert condition.said == "no nurses"
    kept = {row.profile.title for row in catalog.board.find(replace(asked.survey, limit=2000)).rows}
    assert "Registered Nurses" not in kept
    assert "Nurse Practitioners" not in kept
    assert "Physicists" in kept
