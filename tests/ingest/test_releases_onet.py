"""Reading an O*NET text release: whole or partial, zip or folder, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.releases.onet import OnetRelease
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import OCCUPATIONS, onet_tables, tab_separated, write_onet, write_onet_zip


def test_a_folder_and_a_zip_read_the_same(tmp_path: Path) -> None:
    folder = OnetRelease(write_onet(tmp_path / "folder", onet_tables()))
    archive = OnetRelease(write_onet_zip(tmp_path / "release.zip", onet_tables()))
    for table in onet_tables():
        assert list(folder.rows(table)) == list(archive.rows(table)) != []
    assert (folder.version, archive.version) == ("30.1", "29.1")


def test_cells_end_before_the_line_end_and_n_a_is_empty(tmp_path: Path) -> None:
    release = OnetRelease(write_onet(tmp_path, onet_tables()))
    last = list(release.rows("Task Statements"))[-1]
    assert last.text("Date") == "12/2025"
    assert last.text("Task Type") == ""
    assert last.place == "Task Statements.txt, line 9"


def test_the_year_is_that_of_the_latest_task_or_job_zone(tmp_path: Path) -> None:
    tables = onet_tables()
    assert OnetRelease(write_onet(tmp_path / "tasks", tables)).year == 2025
    tables["Job Zones"] = [*tables["Job Zones"], ("51-3092.00", "2", "01/2026")]
    assert OnetRelease(write_onet(tmp_path / "zones", tables)).year == 2026


def test_occupations_are_listed_in_order_and_those_with_tasks_have_data(tmp_path: Path) -> None:
    tables = onet_tables()
    for table in ("Occupation Data", "Task Statements"):
        tables[table] = [tables[table][0], *reversed(tables[table][1:])]
    release = OnetRelease(write_onet(tmp_path, tables))
    assert release.titles == OCCUPATIONS
    assert list(release.titles) == sorted(OCCUPATIONS)
    assert release.with_data == (
        *("13-1021.00", "13-1022.00", "33-9099.02"),
        *("51-3011.00", "51-3092.00", "51-3092.01"),
    )


def test_an_optional_table_may_be_missing(tmp_path: Path) -> None:
    tables = {name: rows for name, rows in onet_tables().items() if name != "Skills"}
    release = OnetRelease(write_onet(tmp_path, tables))
    assert not release.has("Skills")
    assert release.has("Knowledge")
    assert list(release.rows("Skills")) == []


@pytest.mark.parametrize("table", ["Occupation Data", "Task Statements"])
def test_a_needed_table_may_not(tmp_path: Path, table: str) -> None:
    tables = {name: rows for name, rows in onet_tables().items() if name != table}
    with pytest.raises(ReleaseError, match=table):
        OnetRelease(write_onet(tmp_path, tables))


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "release.zip").write_text("not a zip")
    with pytest.raises(ReleaseError, match="no O\\*NET text release"):
        OnetRelease(tmp_path / "release.zip")


def test_a_ragged_line_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = write_onet(tmp_path, onet_tables())
    skills = folder / "db_30_1_text" / "Skills.txt"
    skills.write_bytes(skills.read_bytes() + tab_separated([("51-3011.00", "2.A.1.c")]))
    with pytest.raises(ReleaseError, match=r"Skills\.txt, line 6: has 2 cells under 7 columns"):
        list(OnetRelease(folder).rows("Skills"))


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = write_onet(tmp_path, onet_tables())
    (folder / "db_30_1_text" / "Skills.txt").write_bytes("Crêpe".encode("latin-1"))
    with pytest.raises(ReleaseError, match=r"Skills\.txt: is not UTF-8"):
        list(OnetRelease(folder).rows("Skills"))


def test_a_date_of_another_form_is_refused(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Job Zones"] = [tables["Job Zones"][0], ("51-3011.00", "2", "2008-06")]
    with pytest.raises(ReleaseError, match=r"Job Zones\.txt, line 2: the date is '2008-06'"):
        _ = OnetRelease(write_onet(tmp_path, tables)).year


def test_what_is_no_release_is_told_what_was_looked_for(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ReleaseError, match=r"'Occupation Data\.txt' and 'Task Statements\.txt'"):
            OnetRelease(place)


def test_a_folder_of_two_releases_is_refused(tmp_path: Path) -> None:
    write_onet(tmp_path, onet_tables())
    write_onet(tmp_path, onet_tables(), name="db_29_1_text")
    with pytest.raises(ReleaseError, match="holds 2 releases"):
        OnetRelease(tmp_path)
