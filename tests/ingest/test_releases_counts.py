"""The tables of wages, projections and exposure: joined by group, counted by task."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.releases.bls import read_oews, read_projections
from ingest.releases.counts import exposure_table, projections_table, tasks_table, wages_table
from ingest.releases.exposure import Score, TaskLabels
from ingest.releases.groups import Groups
from ingest.releases.onet import OnetRelease
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import (
    MATRIX,
    OCCUPATIONS,
    onet_tables,
    write_oews,
    write_onet,
    write_projections,
)

TITLES = {
    "51-3011": "Bakers",
    "51-3092": "Food Batchmakers",
    "33-9099": "Guards, All Other",
    "13-1020": "Buyers",
}
GROUPS = Groups(OCCUPATIONS, MATRIX, TITLES)


@pytest.fixture
def release(tmp_path: Path) -> OnetRelease:
    return OnetRelease(write_onet(tmp_path / "onet", onet_tables()))


def test_wages_are_joined_by_soc_then_by_nem_code(tmp_path: Path, release: OnetRelease) -> None:
    table = wages_table(release, GROUPS, read_oews(write_oews(tmp_path / "a.xlsx")))
    assert [row[:4] for row in table.rows] == [
        ("13-1021.00", "13-1020", "Buyers", "group"),
        ("13-1022.00", "13-1020", "Buyers", "group"),
        ("33-9099.02", "33-9099", "Guards, All Other", "group"),
        ("51-3011.00", "51-3011", "Bakers", "occupation"),
        ("51-3092.00", "51-3092", "Food Batchmakers", "group"),
        ("51-3092.01", "51-3092", "Food Batchmakers", "group"),
    ]
    buyers = dict(zip(table.columns, table.rows[0], strict=True))
    assert (buyers["median"], buyers["p90"], buyers["hourly_median"]) == ("29120", ">=239200", "")
    guards = dict(zip(table.columns, table.rows[2], strict=True))
    assert (guards["median"], guards["hourly_median"], guards["hourly_p90"]) == ("", "14", ">=115")


def test_projections_name_their_years_and_leave_out_who_has_none(
    tmp_path: Path, release: OnetRelease
) -> None:
    table = projections_table(release, GROUPS, read_projections(write_projections(tmp_path / "a.xlsx")))
    assert [row[0] for row in table.rows] == ["13-1021.00", "13-1022.00", "51-3011.00"]
    bakers = dict(zip(table.columns, table.rows[2], strict=True))
    assert bakers == {
        "code": "51-3011.00",
        "group_code": "51-3011",
        "group_title": "Bakers",
        "describes": "occupation",
        "employment_2024": "698800",
        "employment_2034": "720800",
        "change_percent": "3.1",
        "openings": "53700",
        "entry_education": "No formal educational credential",
        "experience": "None",
        "training": "None",
    }


def test_tasks_are_numbers_kinds_and_labels_in_the_order_of_their_numbers(release: OnetRelease) -> None:
    labels = {
        ("51-3011.00", "90"): TaskLabels("direct", "tools", "t4"),
        ("51-3011.00", "5000"): TaskLabels("none"),
    }
    rows = [row for row in tasks_table(release, labels).rows if row[0] == "51-3011.00"]
    assert rows == [
        ("51-3011.00", "4", "core", "", "", ""),
        ("51-3011.00", "90", "supplemental", "direct", "tools", "t4"),
        ("51-3011.00", "100", "unrated", "", "", ""),
    ]


def test_an_unknown_kind_of_task_is_refused(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Task Statements"] = [tables["Task Statements"][0], ("51-3011.00", "1", "-", "Odd", "08/2023")]
    with pytest.raises(ReleaseError, match=r"line 2: the task type is 'Odd'"):
        tasks_table(OnetRelease(write_onet(tmp_path / "odd", tables)), {})


def test_exposure_counts_labelled_tasks_and_ranks_occupations(release: OnetRelease) -> None:
    bakers = "51-3011.00"
    labels = {
        (bakers, "4"): TaskLabels("direct", "none", "t4"),
        (bakers, "90"): TaskLabels("tools", "none", "t1"),
        (bakers, "100"): TaskLabels("none", "none", ""),
        ("51-3092.00", "5"): TaskLabels("tools", "direct", "t1"),
        ("51-3092.01", "6"): TaskLabels("none", "direct", "t0"),
    }
    scores = {"51-3011": Score("Bakers", 0.25), "13-1020": Score("Buyers", 0.12345)}
    table = exposure_table(release, GROUPS, tasks_table(release, labels), scores)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    assert list(rows) == ["13-1021.00", "13-1022.00", bakers, "51-3092.00", "51-3092.01"]
    row = rows[bakers]
    assert (row["tasks"], row["gpt4_none"], row["gpt4_direct"], row["gpt4_tools"]) == ("3", *["33.3"] * 3)
    assert (row["human_none"], row["human_direct"]) == ("100.0", "0.0")
    assert (row["automation_t1"], row["automation_t4"], row["automation_t0"]) == ("50.0", "50.0", "0.0")
    assert (row["microsoft_describes"], row["microsoft_score"]) == ("occupation", "0.2500")
    # By GPT-4 bakers and batchmakers both have beta 0.5, helpers 0.
    assert [rows[code]["gpt4_percentile"] for code in (bakers, "51-3092.00", "51-3092.01")] == [
        "75.0",
        "75.0",
        "0.0",
    ]
    assert [rows[code]["human_percentile"] for code in (bakers, "51-3092.00")] == ["0.0", "75.0"]
    assert row["automation_percentile"] == row["microsoft_percentile"] == "100.0"
    buyers = rows["13-1021.00"]
    assert (buyers["tasks"], buyers["gpt4_none"], buyers["gpt4_percentile"]) == ("0", "", "")
    assert (buyers["microsoft_group_title"], buyers["microsoft_describes"]) == ("Buyers", "group")
    assert (buyers["microsoft_score"], buyers["microsoft_percentile"]) == ("0.1235", "25.0")
