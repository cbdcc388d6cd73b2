"""Files that somebody names: what is copied, under which name, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest import intake
from ingest.intake import take_in
from tests.ingest.made import profile
from tests.ingest.made_files import docx, html, pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents that are there already."""
    return profile(tmp_path / "profiles" / "bakers.md", "Bakers").parent


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder with three job descriptions, one of them further down, and a file of no use."""
    (tmp_path / "jobs" / "more").mkdir(parents=True)
    (tmp_path / "jobs" / "a.pdf").write_bytes(pdf())
    (tmp_path / "jobs" / "b.docx").write_bytes(docx())
    (tmp_path / "jobs" / "more" / "c.html").write_bytes(html())
    (tmp_path / "jobs" / "logo.png").write_bytes(b"png")
    return tmp_path / "jobs"


def copied(own: Path) -> list[str]:
    return sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file())


def test_a_folder_is_taken_in_with_its_files_as_they_are(folder: Path, own: Path, jobs: Path) -> None:
    taken = take_in([jobs], folder, own)
    assert [one.problem for one in taken] == ["", "", ""]
    assert copied(own) == ["a.pdf", "b.docx", "more/c.html"]
    assert (own / "a.pdf").read_bytes() == (jobs / "a.pdf").read_bytes()
    assert all("Job Responsibilities" in one.told() and "'Benefits'" in one.told() for one in taken)


def test_one_bad_file_does_not_stop_the_others(folder: Path, own: Path, jobs: Path) -> None:
    (jobs / "a.pdf").write_bytes(b"no pdf")
    taken = take_in([jobs / "a.pdf", jobs / "b.docx", jobs / "logo.png", jobs / "none.pdf"], folder, own)
    assert [bool(one.problem) for one in taken] == [True, False, True, True]
    assert copied(own) == ["b.docx"]
    assert taken[0].told() == ""
    for one in taken:
        assert len(one.problem.splitlines()) <= 1


def test_a_folder_without_documents_says_so(folder: Path, own: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing" / ".hidden").mkdir(parents=True)
    (tmp_path / "nothing" / ".hidden" / "a.pdf").write_bytes(pdf())
    (one,) = take_in([tmp_path / "nothing"], folder, own)
    assert ".pdf" in one.problem


def test_a_different_file_of_the_same_name_needs_replace(folder: Path, own: Path, jobs: Path) -> None:
    take_in([jobs / "a.pdf"], folder, own)
    (jobs / "a.pdf").write_bytes(pdf(bullet="- "))
    (refused,) = take_in([jobs / "a.pdf"], folder, own)
    assert "--replace" in refused.problem
    assert (own / "a.pdf").read_bytes() == pdf()
    (taken,) = take_in([jobs / "a.pdf"], folder, own, replace=True)
    assert taken.problem == ""
    assert (own / "a.pdf").read_bytes() == pdf(bullet="- ")


def test_another_format_under_the_same_name_is_refused_even_then(folder: Path, own: Path, jobs: Path) -> None:
    take_in([jobs / "a.pdf"], folder, own)
    shutil.copy(jobs / "b.docx", jobs / "a.docx")
    (refused,) = take_in([jobs / "a.docx"], folder, own, replace=True)
    assert "a.pdf" in refused.problem
    assert copied(own) == ["a.pdf"]


def test_what_is_there_already_is_not_copied_again(folder: Path, own: Path, jobs: Path) -> None:
    take_in([jobs], folder, own)
    shutil.copy(jobs / "a.pdf", jobs / "spare.pdf")
    again = take_in([jobs, folder / "bakers.md", own], folder, own)
    assert [one.problem for one in again] == [""] * len(again)
    assert {one.known_as for one in again} == {"own/a.pdf", "own/b.docx", "own/more/c.html", "bakers.md"}
    assert copied(own) == ["a.pdf", "b.docx", "more/c.html"]


def test_a_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path, jobs: Path) -> None:
    (tmp_path / "own").write_text("in the way", "utf-8")
    (refused,) = take_in([jobs / "a.pdf"], folder, tmp_path / "own")
    assert "cannot be copied" in refused.problem


def test_the_progress_counts_every_file(folder: Path, own: Path, jobs: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    take_in([jobs, jobs / "none"], folder, own, progress=lambda *step: steps.append(step))
    assert steps == [("Reading", done, 4) for done in (1, 2, 3, 4)]


def test_half_a_copy_is_never_a_document() -> None:
    assert intake.is_hidden(Path(".a.pdf.part"))
