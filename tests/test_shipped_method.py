"""Every number of `knowledge/method.md` is the one that the code and the tables have."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from advisor.answering.exposure import METHOD
from advisor.answering.rated import LITTLE, MUCH
from advisor.answering.strains import HIGH as STRAIN
from advisor.answering.strains import STRAINS
from advisor.ui.method import DOCUMENT, PLACE, QUESTIONS
from ingest.readers.house import VIEW
from knowledge.facts import GROWTH_OF_ALL, LOWER_THIRD, MEASURES, UPPER_THIRD, FactTables, OccupationFacts
from knowledge.profile import Section
from knowledge.published import HIGH, MEDIUM
from tests.first_document import PROFILE

NAMES = ("GPT-4", "CC BY 4.0", "Attribution 4.0", "by/4.0", "at least half", "from 0 to 1", "from 1 to 5")
"""Numbers that belong to a name or a scale."""
JUDGED = (Section.COPILOT_TASKS, Section.AUTOMATION, Section.NEW_FRONTIERS, Section.RISKS)


@pytest.fixture(scope="module")
def text() -> str:
    return " ".join(DOCUMENT.read_text("utf-8").split())


@pytest.fixture(scope="module")
def tables() -> FactTables:
    return FactTables.load()


@pytest.fixture(scope="module")
def known(tables: FactTables) -> list[OccupationFacts]:
    return [facts for code in tables.codes() if (facts := tables.get(code))]


def claims(tables: FactTables, known: list[OccupationFacts]) -> list[str]:
    """What the page must say, each with the numbers as they are."""
    sources = tables.sources
    of_group = {one.code for one in known if any(fact.describes for fact in one.wages.values())}
    assert of_group == {one.code for one in known if one.growth_percent and one.growth_percent.describes}
    six_digits = Counter(one.code[:7] for one in known)
    shared = {one.code for one in known if six_digits[one.code[:7]] > 1}
    assert shared <= of_group
    exposed = [one.exposure for one in known if one.exposure]
    rated = [one.fact.year for facts in known for one in (*facts.skills, *facts.knowledge)]
    hourly = sum(any(fact.unit == "USD an hour" for fact in one.wages.values()) for one in known)
    growth = next(one.growth_percent for one in known if one.growth_percent)
    return [
        f"figures for {len(known)} occupations",
        f"projections of {len(of_group)} of the {len(known)} occupations",
        f"Of these, {len(shared)} have the same six-digit code",
        f"**low** below {LOWER_THIRD:g}, **high** above {UPPER_THIRD:g}",
        "0 is the least exposed, 100 the most",
        f"they do for {sum(one.sources_disagree for one in exposed)} occupations",
        f"High from {HIGH:g}, Medium from {MEDIUM:g},",
        f"are averages of {sources['work_context'].year}, as no newer table was at hand",
        f'"Yes" stands for {MUCH:g} or more, "hardly" for {LITTLE:g} or less',
        f"of {len(STRAINS)} circumstances that we hold to weigh on people, those rated {STRAIN:g} or more",
        f"Pay is of {sources['oews'].year}.",
        f"Projections run from {growth.unit.partition(', ')[2]}",
        f"Ratings of skills and knowledge are from {min(rated)} to {max(rated)}",
        f"Circumstances of work are of {sources['work_context'].year}",
        f"{sum(not one.wages for one in known)} occupation has no pay at all",
        f"{hourly} have pay by the hour only",
        f"{sum(not one.skills for one in known)} have no ratings of skills",
        f"For {sum(any(fact.at_least for fact in one.wages.values()) for one in known)} occupations",
    ]


def test_the_page_says_the_numbers_of_the_tables_and_the_code(
    text: str, tables: FactTables, known: list[OccupationFacts]
) -> None:
    assert [claim for claim in claims(tables, known) if claim not in text] == []


def test_it_says_no_number_that_is_not_checked(
    text: str, tables: FactTables, known: list[OccupationFacts]
) -> None:
    for said in (*claims(tables, known), *NAMES):
        text = text.replace(said, "")
    # The count of all occupations stands there more than once.
    assert re.findall(r".{20}\d+.{20}", text.replace(f"{len(known)}", "")) == []


def test_the_questions_page_says_the_years_of_the_tables(
    tables: FactTables, known: list[OccupationFacts]
) -> None:
    text = " ".join(QUESTIONS.read_text("utf-8").split())
    growth = next(one.growth_percent for one in known if one.growth_percent)
    first, _, last = growth.unit.partition(", ")[2].partition(" to ")
    claims = [
        f"for one year alone, {tables.sources['oews'].year},",
        f"known for {first}, with what is expected for {last}",
        f"projected to grow by {GROWTH_OF_ALL} percent from {first} to {last}",
    ]
    assert [claim for claim in claims if claim not in text] == []
    for said in (*claims, "10th", "90th", "25th", "75th", *(f"Zone {zone}" for zone in range(1, 6))):
        text = text.replace(said, "")
    assert re.findall(r".{20}\d+.{20}", text) == []


def test_it_has_one_entry_for_each_measure(text: str) -> None:
    measures = text.partition("## Exposure to AI")[2].partition("##")[0]
    assert len(MEASURES) == 4
    assert "Four measures" in measures
    assert measures.count(" - **") == len(MEASURES)


def test_each_band_is_about_a_third_and_every_occupation_has_all_measures(
    known: list[OccupationFacts],
) -> None:
    exposed = [one.exposure for one in known if one.exposure]
    assert all(set(one.percentiles) == set(MEASURES) for one in exposed)
    bands = Counter(one.band for one in exposed)
    assert all(0.3 < count / len(known) < 0.36 for count in bands.values())


def test_what_is_our_view_is_marked_so_in_the_profiles(text: str) -> None:
    told = text.partition("## What is our view")[2].partition("##")[0]
    assert VIEW in told
    for section in JUDGED:
        name = "risks" if section is Section.RISKS else section.heading
        assert name.lower() in told.lower()
    for path in PROFILE.parent.glob("*.md"):
        lines = path.read_text("utf-8").splitlines()
        headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
        judged = [one for one in headings if one.startswith(tuple(one.heading for one in JUDGED))]
        marked = [one for one in headings if one.endswith(VIEW)]
        assert marked == (judged if path != PROFILE else []), path.name


def test_it_is_one_short_page_with_one_place_for_the_table() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert text.startswith(f"# {METHOD}\n")
    assert text.count(PLACE) == 1
    assert len(text.split()) < 1000
