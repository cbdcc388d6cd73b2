"""The shipped tables are what the import makes of the releases, and are facts, not sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.releases.figures import build_figures, read_releases
from ingest.releases.onet import OnetRelease
from knowledge.facts import FIGURES, TABLES, FactTables
from knowledge.titles import known_titles
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"
ONET = DATA / "onet" / "db_30_1_text.converted.partial.zip"
LARGEST = 7_000_000
here = pytest.mark.skipif(not DATA.exists(), reason="the releases are not here")


@pytest.fixture(scope="module")
def facts() -> FactTables:
    return FactTables.load()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables made anew."""
    out = tmp_path_factory.mktemp("figures")
    releases = read_releases(
        ONET,
        oews=DATA / "bls" / "oews" / "oesm24nat.zip",
        projections=DATA / "bls" / "occupation_2024_2034.xlsx",
        crosswalk=DATA / "bls" / "nem-onet-to-soc-crosswalk.xlsx",
        exposure=DATA / "ai_exposure" / "eloundou",
        microsoft=DATA / "ai_exposure" / "microsoft",
        work_activities=DATA / "onet_supplement" / "skills_workactivities_IM_30_1_soc2018.csv",
        work_context=DATA / "onet_supplement" / "ratings_20_3_soc2010.csv.gz",
        soc_2010=DATA / "crosswalks" / "crosswalk_soc2010_to_soc2018.csv",
    )
    build_figures(releases, out)
    return out


@here
@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_is_what_the_import_makes(made: Path, name: str) -> None:
    shipped = (FIGURES / f"{name}.tsv").read_text("utf-8").splitlines()
    anew = (made / f"{name}.tsv").read_text("utf-8").splitlines()
    assert len(shipped) == len(anew)
    assert [(old, new) for old, new in zip(shipped, anew, strict=True) if old != new] == []


@here
def test_no_task_and_no_description_of_onet_is_shipped() -> None:
    release = OnetRelease(ONET)
    sentences = {row.text("Task") for row in release.rows("Task Statements")}
    sentences |= {row.text("Description") for row in release.rows("Occupation Data")}
    cells = {
        part for path in FIGURES.glob("*.tsv") for part in re.split(r"\t|\n|; ", path.read_text("utf-8"))
    }
    assert sentences & cells == set()


@here
def test_every_other_title_of_onet_is_shipped() -> None:
    release = OnetRelease(ONET)
    shipped = {
        known.code: {known.title.casefold(), *map(str.casefold, known.other_titles)}
        for known in known_titles()
    }
    missing = [
        row.place
        for row in release.rows("Alternate Titles")
        if (title := row.text("Alternate Title"))
        and "(" not in title
        and title.casefold() not in shipped[row.text("O*NET-SOC Code")]
    ]
    assert missing == []


def test_nothing_else_is_in_the_folder_and_all_of_it_is_small() -> None:
    assert {path.name for path in FIGURES.iterdir()} == {f"{name}.tsv" for name in TABLES}
    assert sum(path.stat().st_size for path in FIGURES.iterdir()) < LARGEST


def test_every_occupation_can_be_read(facts: FactTables) -> None:
    assert len(facts.codes()) == 923
    for code in facts.codes():
        found = facts.get(code)
        assert found
        assert found.title
        assert found.job_zone
        assert len(found.related) == 20
        assert found.exposure
        assert found.exposure.tasks <= len(found.tasks)
        assert set(found.related) <= set(facts.codes())
        assert all(1 <= fact.value <= 5 for _, fact in (*found.skills, *found.knowledge, *found.activities))


def test_the_figures_of_border_officers_are_those_of_the_police(facts: FactTables) -> None:
    officers = facts.get("33-3051.04")
    assert officers
    median = officers.wages["median"]
    assert (median.value, median.unit, median.year, median.source) == (76_290, "USD a year", 2024, "oews")
    assert officers.growth_percent
    assert officers.exposure
    assert officers.exposure.microsoft
    for fact in (median, officers.employment, officers.growth_percent, officers.openings):
        assert fact
        assert fact.describes == "Police and Sheriff's Patrol Officers"
    assert officers.exposure.microsoft.describes == "Police and Sheriff's Patrol Officers"
    assert officers.skills[0].fact.describes == ""


@pytest.mark.parametrize(
    ("code", "describes"),
    [
        ("43-4051.00", ""),  # Alone under its SOC code.
        ("11-3031.00", "Financial Managers"),  # The name is the same, but two more share the group.
        ("15-2051.00", "Data Scientists"),
        ("15-2051.01", "Data Scientists"),
        ("33-9099.02", "Protective Service Workers, All Other"),  # Alone with data in a wider group.
        ("51-2092.00", "Miscellaneous Assemblers and Fabricators"),  # By the NEM code.
    ],
)
def test_a_wage_is_an_occupations_own_only_when_its_group_is_nothing_else(
    facts: FactTables, code: str, describes: str
) -> None:
    found = facts.get(code)
    assert found
    assert found.wages["median"].describes == describes
    assert (found.growth_percent and found.growth_percent.describes) == describes


def test_some_pay_is_at_least_or_by_the_hour(facts: FactTables) -> None:
    executives, actors = facts.get("11-1011.00"), facts.get("27-2011.00")
    assert executives
    assert actors
    top = executives.wages["p90"]
    assert (top.value, top.at_least) == (239_200, True)
    assert (actors.wages["median"].value, actors.wages["median"].unit) == (23.33, "USD an hour")
