"""Detailed activities, their names, and the context of work carried over to newer codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.releases.groups import Groups
from ingest.releases.onet import OnetRelease
from ingest.releases.ratings import ratings_table
from ingest.releases.traits import (
    activity_names_table,
    context_table,
    detailed_activities_table,
    read_context,
)
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import OCCUPATIONS, onet_tables, write_context, write_onet, write_soc_2010


@pytest.fixture
def release(tmp_path: Path) -> OnetRelease:
    return OnetRelease(write_onet(tmp_path / "onet", onet_tables()))


def test_detailed_activities_are_counted_by_their_tasks(release: OnetRelease) -> None:
    table = detailed_activities_table(release)
    assert table.rows == (("51-3011.00", "4.A.1.a.1.I01.D01:1 4.A.1.a.1.I01.D02:2"),)


def test_names_stand_by_id_without_a_full_stop(release: OnetRelease) -> None:
    assert activity_names_table(release).rows == (
        ("4.A.1.a.1.I01", "Taste things"),
        ("4.A.1.a.1.I01.D01", "Taste dough"),
        ("4.A.1.a.1.I01.D02", "Taste bread, or rolls"),
    )


def test_a_table_gives_the_first_scale_that_it_has(release: OnetRelease) -> None:
    levels = ratings_table("skill_levels", release, "Skills", scales=("LV",))
    assert levels.rows == (("51-3011.00", "2023-08", "5.00"),)
    styles = ratings_table("styles", release, "Work Styles", scales=("WI", "IM"))
    assert styles.rows == (("51-3011.00", "2025-12", "-0.27"),)
    assert ratings_table("skills", release, "Skills", scales=("XX", "IM")).rows[0][2:] == ("2.12", "3.00")
    assert ratings_table("skills", release, "Skills", scales=("XX",)).rows == ()


@pytest.mark.parametrize("name", ["context.csv", "context.csv.gz"])
def test_context_is_that_of_the_newer_code_and_says_whom_it_describes(
    tmp_path: Path, release: OnetRelease, name: str
) -> None:
    context = read_context(write_context(tmp_path / name), write_soc_2010(tmp_path / "soc.csv"))
    table = context_table(release, context, Groups(OCCUPATIONS, {}, context.titles))
    assert table.columns == ("code", "group_code", "group_title", "describes", "Spend Time Standing")
    assert table.rows == (
        ("51-3011.00", "51-3011", "Workers, 51-3011", "occupation", "4.80"),
        ("51-3092.00", "51-3092", "Workers, 51-3092", "group", "2.50"),
        ("51-3092.01", "51-3092", "Workers, 51-3092", "group", "2.50"),
    )


def test_without_context_its_table_is_empty(release: OnetRelease) -> None:
    assert context_table(release, None, Groups(OCCUPATIONS, {}, {})).rows == ()


def test_a_file_that_is_not_gzipped_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "context.csv.gz"
    broken.write_bytes(b"plain text")
    with pytest.raises(ReleaseError, match="cannot be unpacked"):
        read_context(broken, write_soc_2010(tmp_path / "soc.csv"))


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ReleaseError, match="no column 'Domain'"):
        read_context(other, write_soc_2010(tmp_path / "soc.csv"))
