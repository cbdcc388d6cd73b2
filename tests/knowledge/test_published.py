"""Published figures fill up what a document lacks, and stand in for one that there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.profile import Figure, Profile, Section
from knowledge.published import (
    level_of_importance,
    published_profile,
    stated_activities,
    stated_levels,
    with_published,
)
from knowledge.traits import Traits
from tests.advisor.made import document, profile_of

TABLES = FactTables.load()
NURSES, BAKERS, ASTRONOMERS, OFFICERS = "29-1141.00", "51-3011.00", "19-2011.00", "33-3051.04"


@pytest.fixture
def sparse(tmp_path: Path) -> Profile:
    """A profile of the bakers with a blank and a missing heading among others."""
    return profile_of(document(salary=None, ai_integration="", education=None), tmp_path)


def test_what_a_document_lacks_comes_from_the_figures(sparse: Profile) -> None:
    profile = with_published(sparse, TABLES)
    facts = TABLES.get(BAKERS)
    assert facts
    assert profile.pay["median"].value == facts.wages["median"].value
    assert profile.entries(Section.EDUCATION)
    assert profile.sections[: len(sparse.sections)] == sparse.sections


def test_a_heading_without_a_value_stays_without_one(sparse: Profile) -> None:
    assert with_published(sparse, TABLES).entries(Section.AI_INTEGRATION) == ()


def test_a_profile_without_a_known_code_stays_as_it_is(tmp_path: Path) -> None:
    profile = profile_of(document("Keepers", code="99-9999.00"), tmp_path)
    assert with_published(profile, TABLES) == profile


def test_every_published_sentence_names_its_source() -> None:
    for code in (NURSES, BAKERS, ASTRONOMERS):
        profile = published_profile(code, TABLES)
        for section in (Section.SALARY, Section.EDUCATION, Section.EXPERIENCE, Section.OUTLOOK):
            for entry in profile.entries(section):
                assert any(source.name in entry.quote for source in TABLES.sources.values()), entry.quote


def test_a_figure_of_a_wider_group_says_so() -> None:
    profile = published_profile(OFFICERS, TABLES)
    assert "wider group Police and Sheriff's Patrol Officers" in profile.pay["median"].quote
    assert "wider group" not in published_profile(BAKERS, TABLES).pay["median"].quote


def test_what_entry_asks_of_a_wider_group_says_so() -> None:
    for section in (Section.EDUCATION, Section.EXPERIENCE):
        assert "wider group Police" in published_profile(OFFICERS, TABLES).entries(section)[0].quote
        assert "wider group" not in published_profile(BAKERS, TABLES).entries(section)[0].quote


def test_pay_is_known_by_its_percentiles() -> None:
    pay = published_profile(NURSES, TABLES).pay
    assert [figure.name for figure in pay.values()] == ["10th percentile", "Median", "90th percentile"]
    assert all(isinstance(figure, Figure) and figure.year == 2024 for figure in pay.values())


@pytest.mark.parametrize(
    ("importance", "level"), [(3.5, "High"), (3.49, "Medium"), (2.75, "Medium"), (2.74, "Low")]
)
def test_a_level_follows_from_the_importance(importance: float, level: str) -> None:
    assert level_of_importance(importance) == level


def test_every_occupation_with_figures_can_be_looked_up(sparse: Profile) -> None:
    catalog = Catalog([sparse], tables=TABLES, split=split_whole)
    assert catalog.of_code(BAKERS) == sparse.id
    assert catalog.of_code(ASTRONOMERS) == ASTRONOMERS
    assert catalog.of_code("99-9999.00") == ""
    for code in TABLES.codes():
        profile = catalog.get(catalog.of_code(code))
        assert profile
        assert profile.title
        assert profile.sections


def test_published_sections_have_chunks_that_hold_their_words(sparse: Profile) -> None:
    catalog = Catalog([sparse], tables=TABLES, split=split_whole)
    profile = catalog.get(ASTRONOMERS)
    assert profile
    chunks = catalog.chunks(ASTRONOMERS)
    for section in profile.sections:
        whole = chunks[f"{ASTRONOMERS}/{section.section}"]
        assert [entry.quote for entry in section.entries if entry.quote not in whole.body] == []


def test_of_namesakes_the_one_that_dwarfs_the_other_is_meant(sparse: Profile) -> None:
    catalog = Catalog([sparse], tables=TABLES)
    assert catalog.likeliest([NURSES, ASTRONOMERS]) == (NURSES,)
    assert set(catalog.likeliest(["25-2021.00", "25-2031.00"])) == {"25-2021.00", "25-2031.00"}


def test_rated_levels_are_stated_with_year_and_source() -> None:
    rated = Traits(TABLES).facts("skill_levels", NURSES)[:2]
    stated = stated_levels(rated, TABLES)
    for name, fact in rated:
        assert f"{name} {fact.value:.2f} ({fact.year})" in stated.quote
    assert TABLES.sources["onet"].name in stated.quote
    with pytest.raises(ValueError, match="no rated levels"):
        stated_levels([], TABLES)
    assert "Knead dough; Bake" in stated_activities(["Knead dough", "Bake"], TABLES).text
