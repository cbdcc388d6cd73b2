"""Typed facts from tables: units, years, groups, bands, and what a damaged table says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import FiguresError
from knowledge.facts import MEASURES, TABLES, Exposure, Fact, FactTables, NamedFact, TaskLabel, Technology

CODE = "51-3011.00"
SHARES = "\t".join(["50.0", "30.0", "20.0", "100.0", "0.0", "0.0", "0.0", "25.0", "75.0", "0.0", ""])
MADE = {
    "titles": f"code\ttitle\tother_titles\n55-1011.00\tAir Crew\t\n{CODE}\tBakers\tDough Boss\n",
    "occupations": f"code\tjob_zone\tjob_zone_date\n{CODE}\t2\t2008-06\n51-3092.00\t\t\n",
    "wages": "code\tgroup_code\tgroup_title\tdescribes\temployment\tp10\tp25\tmedian\tp75\tp90"
    "\thourly_p10\thourly_p25\thourly_median\thourly_p75\thourly_p90\n"
    f"{CODE}\t51-3011\tBakers\toccupation\t900\t22880\t\t29120\t33280\t>=239200\t\t\t\t\t\n"
    "51-3092.00\t51-3092\tBatchmakers\tgroup\t70\t\t\t\t\t\t11\t12.5\t14\t16\t>=115\n",
    "projections": "code\tgroup_code\tgroup_title\tdescribes\temployment_2024\temployment_2034"
    "\tchange_percent\topenings\tentry_education\texperience\ttraining\n"
    f"{CODE}\t51-3010\tBaking Workers\tgroup\t1000\t900\t-10\t50\tA degree\tNone\t\n",
    "education": f"code\tdate\tHigh School Diploma\tBachelor's Degree\n{CODE}\t2019-07\t75.50\t\n",
    "skills": f"code\tdate\tReading\tMathematics\n{CODE}\t2023-08\t2.12\t3.00\n",
    "knowledge": "code\tdate\n",
    "skill_levels": f"code\tdate\tReading\tMathematics\n{CODE}\t2023-08\t2.50\t\n",
    "knowledge_levels": "code\tdate\n",
    "interests": f"code\tdate\tRealistic\n{CODE}\t2023-11\t6.50\n",
    "styles": f"code\tdate\tHumility\n{CODE}\t2025-12\t-0.27\n",
    "detailed_activities": f"code\tactivities\n{CODE}\t4.A.1.a.1.I01.D02:3 4.A.1.a.1.I01.D05:1\n",
    "activity_names": "id\tname\n4.A.1.a.1.I01\tTaste things\n4.A.1.a.1.I01.D02\tTaste dough\n",
    "context": "code\tgroup_code\tgroup_title\tdescribes\tSpend Time Standing\n"
    f"{CODE}\t51-3010\tBaking Workers\tgroup\t4.80\n",
    "activities": "code\tdate\tgroup_code\tgroup_title\tdescribes\tWeighing\n"
    f"{CODE}\t\t51-3010\tBaking Workers\tgroup\t4.50\n",
    "technologies": "code\ttechnologies\tequipment\n"
    f"{CODE}\tFlourSheet|HD; Mill 2|; Oven|H\tScales; Mixers\n",
    "related": f"code\trelated\n{CODE}\t51-3092.00 13-1021.00\n",
    "exposure": "code\ttasks\tgpt4_none\tgpt4_direct\tgpt4_tools\thuman_none\thuman_direct\thuman_tools"
    "\tautomation_t0\tautomation_t1\tautomation_t2\tautomation_t3\tautomation_t4\tmicrosoft_group_code"
    "\tmicrosoft_group_title\tmicrosoft_describes\tmicrosoft_score"
    "\tgpt4_percentile\thuman_percentile\tautomation_percentile\tmicrosoft_percentile\n"
    f"{CODE}\t10\t{SHARES}\t51-3010\tBaking Workers\tgroup\t0.2000\t10.0\t90.0\t20.0\t\n",
    "tasks": f"code\ttask_id\tkind\tgpt4\thuman\tautomation\n{CODE}\t4\tcore\tdirect\tnone\tt1\n"
    f"{CODE}\t90\tunrated\t\t\t\n",
    "sources": "key\tname\tyear\tpublisher\tlicence\turl\tattribution\n"
    + "".join(
        f"{key}\t{key} data\t{year}\tsome office\tCC BY 4.0\thttps://example.org\tby some office\n"
        for key, year in {
            "onet": 2025,
            "oews": 2024,
            "projections": 2024,
            "eloundou": 2023,
            "microsoft": 2022,
            "work_activities": 2021,
            "work_context": 2016,
        }.items()
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in MADE.items():
        (tmp_path / f"{name}.tsv").write_text(text, "utf-8", newline="\n")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / f"{name}.tsv").read_text("utf-8")
    assert old in text
    (folder / f"{name}.tsv").write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def test_codes_have_facts_and_titles_are_of_all(folder: Path) -> None:
    tables = FactTables.load(folder)
    assert tables.codes() == (CODE, "51-3092.00")
    assert (tables.title("55-1011.00"), tables.title("99-9999.00")) == ("Air Crew", "")
    assert tables.get("55-1011.00") is None
    assert tables.get(CODE) is tables.get(CODE)


def test_wages_say_unit_year_source_and_whether_they_are_more(folder: Path) -> None:
    bakers, helpers = (FactTables.load(folder).get(code) for code in (CODE, "51-3092.00"))
    assert bakers
    assert helpers
    assert dict(bakers.wages) == {
        "p10": Fact(22880, "USD a year", 2024, "oews"),
        "median": Fact(29120, "USD a year", 2024, "oews"),
        "p75": Fact(33280, "USD a year", 2024, "oews"),
        "p90": Fact(239200, "USD a year", 2024, "oews", at_least=True),
    }
    assert helpers.wages["p90"] == Fact(115, "USD an hour", 2024, "oews", "Batchmakers", at_least=True)


def test_the_outlook_says_its_span_and_its_group(folder: Path) -> None:
    bakers = FactTables.load(folder).get(CODE)
    assert bakers
    group = "Baking Workers"
    assert bakers.employment == Fact(1000, "people", 2024, "projections", group)
    assert bakers.growth_percent == Fact(-10, "percent, 2024 to 2034", 2024, "projections", group)
    assert bakers.openings == Fact(50, "openings a year, 2024 to 2034", 2024, "projections", group)
    assert (bakers.entry_education, bakers.experience, bakers.training) == ("A degree", "None", "")


def test_without_a_projection_employment_is_that_of_the_wage_survey(folder: Path) -> None:
    helpers = FactTables.load(folder).get("51-3092.00")
    assert helpers
    assert helpers.employment == Fact(70, "people", 2024, "oews", "Batchmakers")
    assert helpers.growth_percent is helpers.openings is helpers.job_zone is None
    assert helpers.exposure is None
    assert (helpers.skills, helpers.technologies, helpers.tasks, helpers.training) == ((), (), (), "")


def test_ratings_are_dated_and_the_most_important_comes_first(folder: Path) -> None:
    bakers = FactTables.load(folder).get(CODE)
    assert bakers
    assert bakers.job_zone == Fact(2, "Job Zone, 1 to 5", 2008, "onet")
    assert bakers.skills == (
        NamedFact("Mathematics", Fact(3, "importance, 1 to 5", 2023, "onet")),
        NamedFact("Reading", Fact(2.12, "importance, 1 to 5", 2023, "onet")),
    )
    assert bakers.schooling == (
        NamedFact("High School Diploma", Fact(75.5, "percent of respondents", 2019, "onet")),
    )
    weighing = Fact(4.5, "importance, 1 to 5", 2021, "work_activities", "Baking Workers")
    assert bakers.activities == (NamedFact("Weighing", weighing),)


def test_names_and_tasks_are_read_whole(folder: Path) -> None:
    bakers = FactTables.load(folder).get(CODE)
    assert bakers
    assert bakers.technologies == (
        Technology("FlourSheet", hot=True, in_demand=True),
        Technology("Mill 2", hot=False, in_demand=False),
        Technology("Oven", hot=True, in_demand=False),
    )
    assert bakers.equipment == ("Scales", "Mixers")
    assert bakers.related == ("51-3092.00", "13-1021.00")
    assert bakers.tasks == (
        TaskLabel("4", "core", "direct", "none", "t1"),
        TaskLabel("90", "unrated", "", "", ""),
    )


def test_exposure_has_shares_a_score_and_ranks(folder: Path) -> None:
    bakers = FactTables.load(folder).get(CODE)
    assert bakers
    assert bakers.exposure
    assert bakers.exposure.tasks == 10
    assert bakers.exposure.shares["gpt4_direct"] == Fact(30, "percent of tasks", 2023, "eloundou")
    assert "automation_t4" not in bakers.exposure.shares
    assert bakers.exposure.microsoft == Fact(0.2, "score, 0 to 1", 2022, "microsoft", "Baking Workers")
    assert bakers.exposure.percentiles == {"gpt4": 10, "human": 90, "automation": 20}


def exposure(*percentiles: float) -> Exposure:
    return Exposure(1, {}, None, dict(zip(MEASURES, percentiles, strict=False)))


@pytest.mark.parametrize(
    ("percentiles", "band", "disagree"),
    [
        ((10, 20, 90, 20), "low", True),
        ((33.2,), "low", False),
        ((33.3,), "medium", False),
        ((66.7,), "medium", False),
        ((66.8,), "high", False),
        ((0, 100), "medium", True),
        ((33.3, 100, 100), "high", False),
        ((0, 66.7, 0), "low", False),
        ((30, 60, 70, 80), "medium", True),
    ],
)
def test_the_band_is_the_third_of_the_median(
    percentiles: tuple[float, ...], band: str, disagree: bool
) -> None:
    assert (exposure(*percentiles).band, exposure(*percentiles).sources_disagree) == (band, disagree)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=4))
def test_measures_of_one_third_are_in_its_band_and_agree(percentiles: list[float]) -> None:
    found = exposure(*percentiles)
    if max(percentiles) < 33.3:
        assert found.band == "low"
    if min(percentiles) > 66.7:
        assert found.band == "high"
    if found.sources_disagree:
        assert max(percentiles) - min(percentiles) > 33.4


def test_a_source_says_how_to_name_it(folder: Path) -> None:
    source = FactTables.load(folder).sources["oews"]
    assert (source.name, source.year, source.licence) == ("oews data", 2024, "CC BY 4.0")


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_told_with_the_command_that_makes_it(folder: Path, name: str) -> None:
    (folder / f"{name}.tsv").unlink()
    with pytest.raises(FiguresError, match=rf"^{name}\.tsv: cannot be read.*python app\.py import onet"):
        FactTables.load(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "problem"),
    [
        ("wages", "22880", "plenty", 2, "'plenty' is not a number"),
        ("skills", "2023-08", "soon", 2, "'soon' is not a number"),
        ("exposure", "\t10\t", "\tten\t", 2, "'ten' is not a number"),
        ("projections", "openings", "opening", 1, "no column 'openings'"),
        ("related", f"{CODE}\t", f"{CODE}\t51-3092.00\n{CODE}\t", 3, "stands here a second time"),
        ("sources", "oews\t", "wages\t", 2, "no source 'oews'"),
    ],
)
def test_a_damaged_row_is_told_with_its_place(
    folder: Path, name: str, old: str, new: str, line: int, problem: str
) -> None:
    change(folder, name, old, new)
    tables = FactTables.load(folder)
    with pytest.raises(FiguresError, match=problem) as raised:
        tables.get(CODE)
    assert raised.value.line == line


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("51-3092.00 13-1021.00\n", "51-3092.00", 2, "cut short"),
        (f"{CODE}\t", CODE, 2, "has not 2 cells"),
    ],
)
def test_a_damaged_file_is_told_when_it_is_opened(
    folder: Path, old: str, new: str, line: int, problem: str
) -> None:
    change(folder, "related", old, new)
    with pytest.raises(FiguresError, match=problem) as raised:
        FactTables.load(folder)
    assert (raised.value.path.name, raised.value.line) == ("related.tsv", line)


def test_any_table_of_ratings_can_be_read(folder: Path) -> None:
    tables = FactTables.load(folder)
    (level,) = tables.elements("skill_levels", CODE, unit="level, 0 to 7", source="onet")
    assert level == NamedFact("Reading", Fact(2.5, "level, 0 to 7", 2023, "onet"))
    assert tables.elements("skill_levels", "51-3092.00", unit="level, 0 to 7", source="onet") == ()
    assert tables.table("interests").columns == ("code", "date", "Realistic")
