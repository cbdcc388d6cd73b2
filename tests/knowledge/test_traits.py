"""Ratings of all occupations as grids, and detailed activities with their names."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from knowledge.errors import FiguresError
from knowledge.facts import Fact, FactTables
from knowledge.traits import BROADER, RATED, Traits
from tests.knowledge.test_facts import CODE, MADE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in MADE.items():
        (tmp_path / f"{name}.tsv").write_text(text, "utf-8", newline="\n")
    return tmp_path


@pytest.fixture
def traits(folder: Path) -> Traits:
    return Traits(FactTables.load(folder))


def test_a_grid_has_a_row_an_occupation_and_gaps_where_nothing_is_known(traits: Traits) -> None:
    grid = traits.grid("skill_levels")
    assert grid.names == ("Reading", "Mathematics")
    assert grid.values.shape == (len(traits.codes), 2) == (2, 2)
    at = traits.codes.index(CODE)
    assert grid.values[at][0] == 2.5
    assert math.isnan(grid.values[at][1])
    assert all(map(math.isnan, grid.values[1 - at]))
    assert traits.grid("skill_levels") is grid


def test_a_negative_rating_is_kept(traits: Traits) -> None:
    assert traits.grid("styles").values[traits.codes.index(CODE)][0] == pytest.approx(-0.27)


def test_facts_have_unit_year_source_and_the_group_they_describe(traits: Traits) -> None:
    (standing,) = traits.facts("context", CODE)
    expected = Fact(4.8, "context, 1 to 5", 2016, "work_context", "Baking Workers")
    assert (standing.name, standing.fact) == ("Spend Time Standing", expected)
    (activity,) = traits.facts("activities", CODE)
    assert activity.fact.source == "work_activities"


@pytest.mark.parametrize("name", RATED)
def test_columns_about_the_group_are_no_elements(traits: Traits, name: str) -> None:
    assert not {"code", "date", "group_code", "group_title", "describes"} & set(traits.grid(name).names)


def test_detailed_activities_are_counted_by_tasks_and_named(traits: Traits) -> None:
    assert traits.detailed[CODE] == {"4.A.1.a.1.I01.D02": 3, "4.A.1.a.1.I01.D05": 1}
    assert traits.detailed["51-3092.00"] == {}
    assert traits.activity_name("4.A.1.a.1.I01.D02") == "Taste dough"
    assert traits.activity_name("4.A.1.a.1.I01.D02"[:BROADER]) == "Taste things"
    assert traits.activity_name("4.A.9") == ""


def test_a_damaged_rating_is_told_with_its_place(folder: Path) -> None:
    path = folder / "interests.tsv"
    path.write_text(path.read_text("utf-8").replace("6.50", "much"), "utf-8")
    with pytest.raises(FiguresError, match=r"interests\.tsv, line 2: 'much' is not a number"):
        Traits(FactTables.load(folder)).grid("interests")
