"""A résumé's file becomes its text, or one clear line says why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import plain
from ingest.readers.plain import read_plain
from knowledge.errors import DocumentReadError
from tests.ingest.made_files import docx, locked_pdf, pdf

WORDS = "Airport security screener, 2015-2021"


def saved(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("cv.txt", f"{WORDS}\nR\u00e9sum\u00e9".encode()),
        ("cv.txt", f"\ufeff{WORDS}\nR\u00e9sum\u00e9".encode()),
        ("CV.TXT", f"{WORDS}\nR\u00e9sum\u00e9".encode("cp1252")),
    ],
)
def test_text_is_read_however_it_was_saved(tmp_path: Path, name: str, raw: bytes) -> None:
    assert read_plain(saved(tmp_path, name, raw)) == f"{WORDS}\nR\u00e9sum\u00e9"


def test_a_pdf_and_a_docx_are_read_line_by_line(tmp_path: Path) -> None:
    for name, raw in (("cv.pdf", pdf()), ("cv.docx", docx())):
        lines = read_plain(saved(tmp_path, name, raw)).splitlines()
        assert len(lines) > 5
        assert any("driver" in line.lower() or "truck" in line.lower() for line in lines) or lines[0]


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        ("cv.pdf", b"no pdf at all", "is no PDF"),
        ("cv.pdf", b"%PDF-1.7 broken", "is damaged"),
        ("cv.pdf", locked_pdf(), "locked with a password"),
        ("cv.docx", b"PK\x03\x04 broken", "is damaged"),
        ("cv.docx", b"plain words", "no Word document"),
        ("cv.txt", b"\0\1\2", "is binary"),
        ("cv.txt", b"  \n", "is empty"),
        ("cv.odt", b"words", "of a kind that is not read"),
        ("cv.exe", b"MZ", "of a kind that is not read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, raw: bytes, problem: str
) -> None:
    with pytest.raises(DocumentReadError, match=problem) as refused:
        read_plain(saved(tmp_path, name, raw))
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_size_pages_and_length_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = saved(tmp_path, "cv.txt", b"word " * (plain.MOST_BYTES // 5 + 1))
    with pytest.raises(DocumentReadError, match="larger than 5 MB"):
        read_plain(big)
    assert len(read_plain(saved(tmp_path, "cv.txt", b"word " * plain.MOST_TEXT))) == plain.MOST_TEXT
    monkeypatch.setattr(plain, "MOST_PAGES", 0)
    with pytest.raises(DocumentReadError, match="more than 0 pages"):
        read_plain(saved(tmp_path, "cv.pdf", pdf()))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentReadError, match="cannot be read"):
        read_plain(tmp_path / "gone.pdf")
