"""The tables of ratings: one scale each, suppressed values left out, dates, averages by group."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.releases.groups import Groups
from ingest.releases.onet import OnetRelease
from ingest.releases.ratings import (
    activities_table,
    category_name,
    education_table,
    grouped_activities_table,
    occupations_table,
    ratings_table,
    read_averages,
)
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import OCCUPATIONS, RATED, onet_tables, rated, write_averages, write_onet


@pytest.fixture
def release(tmp_path: Path) -> OnetRelease:
    return OnetRelease(write_onet(tmp_path / "onet", onet_tables()))


def test_every_occupation_with_data_has_a_row_with_its_job_zone(release: OnetRelease) -> None:
    rows = occupations_table(release).rows
    assert [code for code, *_ in rows] == list(release.with_data)
    assert ("51-3011.00", "2", "2008-06") in rows
    assert ("51-3092.00", "", "") in rows


def test_importance_is_one_column_an_element(release: OnetRelease) -> None:
    table = ratings_table("skills", release, "Skills")
    assert table.columns == ("code", "date", "Reading", "Mathematics")
    assert table.rows == (
        ("51-3011.00", "2023-08", "2.12", "3.00"),
        ("51-3092.00", "2023-08", "", "1.00"),
    )


def test_what_onet_suppresses_is_left_out(release: OnetRelease) -> None:
    assert ratings_table("knowledge", release, "Knowledge").rows == (("51-3011.00", "2023-08", ""),)
    table = education_table(release)
    assert table.columns == ("code", "date", "High School Diploma", "Associate's Degree")
    assert table.rows == (("51-3011.00", "2008-06", "75.50", ""),)


def test_the_latest_date_of_an_occupation_counts(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Skills"] = [
        *tables["Skills"],
        ("51-3011.00", "2.A.1.c", "Speaking", "IM", "3.00", "N", "02/2024"),
    ]
    table = ratings_table("skills", OnetRelease(write_onet(tmp_path / "later", tables)), "Skills")
    assert table.rows[0][:2] == ("51-3011.00", "2024-02")


def test_a_rating_that_is_no_number_is_refused(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Skills"] = [RATED, *rated("51-3011.00", "2.A.1.a", "Reading", "much")]
    with pytest.raises(ReleaseError, match=r"Skills\.txt, line 2: Data Value is 'much'"):
        ratings_table("skills", OnetRelease(write_onet(tmp_path / "bad", tables)), "Skills")


@pytest.mark.parametrize(
    ("description", "name"),
    [
        (
            "Post-Secondary Certificate - awarded for training (for example, in trades)",
            "Post-Secondary Certificate",
        ),
        ("Associate's Degree (or other 2-year degree)", "Associate's Degree"),
        ("Some College Courses", "Some College Courses"),
    ],
)
def test_a_level_of_education_keeps_its_name_without_the_explanation(description: str, name: str) -> None:
    assert category_name(description) == name


def test_without_names_of_the_levels_there_is_no_table_of_education(tmp_path: Path) -> None:
    tables = onet_tables()
    del tables["Education, Training, and Experience Categories"]
    table = education_table(OnetRelease(write_onet(tmp_path / "unnamed", tables)))
    assert (table.columns, table.rows) == (("code", "date"), ())


def test_activities_of_the_release_are_the_occupations_own(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Work Activities"] = [RATED, *rated("33-9099.02", "4.A.1.a", "Guarding", "4.50")]
    table = activities_table(OnetRelease(write_onet(tmp_path / "own", tables)))
    assert table.columns == ("code", "date", "group_code", "group_title", "describes", "Guarding")
    assert table.rows == (("33-9099.02", "2023-08", "", "", "occupation", "4.50"),)


def test_averages_are_of_work_activities_and_say_whom_they_describe(
    tmp_path: Path, release: OnetRelease
) -> None:
    averages = read_averages(write_averages(tmp_path, {"51-3011": "4.5", "51-3092": "2"}))
    titles = {"51-3011": "Bakers", "51-3092": "Batchmakers"}
    table = grouped_activities_table(release, averages, Groups(OCCUPATIONS, {}, titles))
    assert table.columns[5:] == ("Weighing, Measuring",)
    assert table.rows == (
        ("51-3011.00", "", "51-3011", "Bakers", "occupation", "4.50"),
        ("51-3092.00", "", "51-3092", "Batchmakers", "group", "2.00"),
        ("51-3092.01", "", "51-3092", "Batchmakers", "group", "2.00"),
    )
