"""Reading the tables of the Bureau of Labor Statistics: signs for missing values, units, headers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.releases.bls import read_crosswalk, read_oews, read_projections
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import (
    HOURS,
    MATRIX,
    YEARS,
    outlook_rows,
    wage_rows,
    write_crosswalk,
    write_oews,
    write_projections,
    write_xlsx,
)

NOTHING = ("",) * 5


def test_wages_are_of_detailed_groups_and_of_the_year_in_the_name(tmp_path: Path) -> None:
    oews = read_oews(write_oews(tmp_path / "national.xlsx"))
    assert oews.year == 2024
    assert set(oews.groups) == {"51-3011", "51-3092", "13-1020", "33-9099"}
    bakers = oews.groups["51-3011"]
    assert (bakers.title, bakers.employment) == ("Bakers", "1000")
    assert bakers.annual == tuple(map(str, YEARS))


def test_a_zip_around_the_workbook_reads_the_same(tmp_path: Path) -> None:
    plain = write_oews(tmp_path / "national.xlsx")
    with zipfile.ZipFile(tmp_path / "oesm24nat.zip", "w") as archive:
        archive.writestr("oesm24nat/", "")
        archive.write(plain, "oesm24nat/national_M2024_dl.xlsx")
    assert read_oews(tmp_path / "oesm24nat.zip") == read_oews(plain)


def test_a_star_is_no_value_and_a_hash_is_at_least_what_the_file_says(tmp_path: Path) -> None:
    groups = read_oews(write_oews(tmp_path / "a.xlsx")).groups
    assert groups["51-3092"].employment == ""
    assert groups["51-3092"].annual == ("", *map(str, YEARS[1:]))
    assert groups["13-1020"].annual == (*map(str, YEARS[:3]), ">=239200", ">=239200")
    later = LEAST_OF_ANOTHER_YEAR
    assert read_oews(write_oews(tmp_path / "b.xlsx", least=later)).groups["13-1020"].annual[4] == ">=1250000"


LEAST_OF_ANOTHER_YEAR = (
    "# = indicates a wage equal to or greater than $120.50 per hour or $1,250,000 per year"
)


def test_hourly_wages_are_kept_only_where_there_is_no_annual_one(tmp_path: Path) -> None:
    groups = read_oews(write_oews(tmp_path / "a.xlsx")).groups
    assert groups["51-3011"].hourly == NOTHING
    assert groups["51-3092"].hourly == NOTHING
    assert groups["33-9099"].annual == NOTHING
    assert groups["33-9099"].hourly == ("11", "12.5", "14", "16", ">=115")


def test_a_hash_that_is_nowhere_explained_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="row 5: A_PCT75 is '#'"):
        read_oews(write_oews(tmp_path / "a.xlsx", least="nothing"))


def test_a_group_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rows = wage_rows()
    with pytest.raises(ReleaseError, match="row 7: 51-3011 stands here twice"):
        read_oews(write_oews(tmp_path / "a.xlsx", [*rows, rows[2]]))


def test_a_word_for_a_wage_is_refused_with_its_place(tmp_path: Path) -> None:
    rows = [*wage_rows(), ("51-9999", "Others", "detailed", 1, *HOURS, *YEARS[:4], "plenty")]
    with pytest.raises(ReleaseError, match="row 7: A_PCT90 is 'plenty', not a number"):
        read_oews(write_oews(tmp_path / "a.xlsx", rows))


def test_a_workbook_without_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="tells no year"):
        read_oews(write_xlsx(tmp_path / "wages.xlsx", {"Sheet": wage_rows(), "Notes": [("#",)]}))


def test_projections_are_persons_of_line_items(tmp_path: Path) -> None:
    outlook = read_projections(write_projections(tmp_path / "occupation.xlsx"))
    assert (outlook.first, outlook.last) == (2024, 2034)
    assert set(outlook.groups) == {"51-3011", "13-1020"}
    bakers = outlook.groups["51-3011"]
    assert (bakers.title, bakers.employment, bakers.employment_projected) == ("Bakers", "698800", "720800")
    assert (bakers.change_percent, bakers.openings) == ("3.1", "53700")


def test_none_is_a_value_and_a_dash_is_not(tmp_path: Path) -> None:
    outlook = read_projections(write_projections(tmp_path / "occupation.xlsx"))
    assert outlook.groups["51-3011"].experience == "None"
    buyers = outlook.groups["13-1020"]
    assert (buyers.openings, buyers.experience, buyers.training) == ("", "", "None")
    assert buyers.change_percent == "-20"


def test_projections_without_a_column_are_refused(tmp_path: Path) -> None:
    rows = [row[:-1] for row in outlook_rows()]
    with pytest.raises(ReleaseError, match="0 columns with 'on-the-job training'"):
        read_projections(write_projections(tmp_path / "occupation.xlsx", rows))


def test_the_crosswalk_gives_groups_and_its_year(tmp_path: Path) -> None:
    crosswalk = read_crosswalk(write_crosswalk(tmp_path / "crosswalk.xlsx"))
    assert crosswalk.year == 2023
    assert crosswalk.groups == MATRIX


@pytest.mark.parametrize("read", [read_oews, read_projections, read_crosswalk])
def test_another_workbook_is_refused_by_name(tmp_path: Path, read: type) -> None:
    wrong = write_xlsx(tmp_path / "wrong.xlsx", {"Sheet 2024": [("a", "b"), (1, 2)]})
    with pytest.raises(ReleaseError, match=r"wrong\.xlsx"):
        read(wrong)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 cut short"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.xlsx").write_bytes(content)
    with pytest.raises(ReleaseError, match=r"broken\.xlsx: is no readable xlsx"):
        read_oews(tmp_path / "broken.xlsx")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot be read"):
        read_oews(tmp_path / "nowhere.xlsx")
