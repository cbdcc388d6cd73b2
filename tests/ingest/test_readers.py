"""Any file becomes a profile or an error that names it: bytes, encodings and free-form text."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import MAX_BYTES, read_profile
from knowledge.errors import AdvisorError, DocumentReadError, ProfileFormatError
from knowledge.profile import HEADINGS, Profile
from tests.ingest.made import HOUSE, PAGE, written

LINES = [line for line in dict.fromkeys((HOUSE + PAGE).splitlines()) if line]


def facts(profile: Profile) -> list[object]:
    """Everything a profile states, apart from where it stands and how it is written there."""
    return [[replace(entry, quote="", line=0) for entry in section.entries] for section in profile.sections]


def test_both_formats_state_the_same_facts(tmp_path: Path) -> None:
    house = read_profile(written(tmp_path / "house.md", HOUSE), tmp_path)
    page = read_profile(written(tmp_path / "page.txt", PAGE), tmp_path)
    assert facts(house) == facts(page)
    assert (house.title, house.code) == (page.title, page.code)


def test_a_house_document_may_be_a_txt_file(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "bakers.txt", HOUSE), tmp_path)
    assert profile.aliases == ("pastry cook", "bread baker")


def test_the_id_is_the_place_below_the_folder(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "food" / "U.S. bakers.MD", HOUSE), tmp_path)
    assert (profile.id, profile.document) == ("food/U.S. bakers", "food/U.S. bakers.MD")


@pytest.mark.parametrize("text", [HOUSE, PAGE], ids=["house", "page"])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, text: str, ending: str) -> None:
    plain = tmp_path / "plain" / "bakers.txt"
    other = tmp_path / "other" / "bakers.txt"
    written(plain, text)
    other.parent.mkdir()
    other.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ending).encode())
    assert read_profile(other, other.parent) == read_profile(plain, plain.parent)


@pytest.mark.parametrize("text", [HOUSE, PAGE], ids=["house", "page"])
def test_a_quote_is_verbatim_and_stands_on_its_line(tmp_path: Path, text: str) -> None:
    profile = read_profile(written(tmp_path / "bakers.txt", text), tmp_path)
    lines = text.splitlines()
    for section in profile.sections:
        for entry in section.entries:
            assert entry.quote in section.body
            assert entry.quote.splitlines()[0] in lines[entry.line - 1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty"]),
        (b"\xef\xbb\xbf \n\t\r\n", ["empty"]),
        (b"# Bakers\0\0\x01", ["binary"]),
        ("# Bäcker\n## Education\n".encode("latin-1"), ["byte 3", "UTF-8"]),
        ("# Bakers\n## Education\n".encode("utf-16"), ["bakers.md"]),
        (b"#" + b" long" * MAX_BYTES, ["larger", f"{MAX_BYTES:,}", "split"]),
    ],
    ids=["empty", "blank", "binary", "latin-1", "utf-16", "too large"],
)
def test_a_file_that_is_no_text_is_refused_by_name_with_the_reason(
    tmp_path: Path, content: bytes, words: list[str]
) -> None:
    path = tmp_path / "bakers.md"
    path.write_bytes(content)
    with pytest.raises(DocumentReadError) as refused:
        read_profile(path, tmp_path)
    assert [word for word in ("bakers.md", *words) if word not in str(refused.value)] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused_by_name_with_the_reason(tmp_path: Path) -> None:
    path = written(tmp_path / "bakers.md", HOUSE)
    path.chmod(0)
    with pytest.raises(DocumentReadError, match=r"bakers\.md: cannot be read \(Permission denied\)"):
        read_profile(path, tmp_path)


def test_a_file_that_is_gone_meanwhile_is_refused_by_name_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(DocumentReadError, match=r"bakers\.md: cannot be read \(No such file"):
        read_profile(tmp_path / "bakers.md", tmp_path)


def read_bytes(content: bytes, suffix: str) -> Profile | None:
    """The profile in these bytes, or None when they are refused with an error of the family."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"any{suffix}")
        path.write_bytes(content)
        try:
            return read_profile(path, Path(folder))
        except ProfileFormatError as refused:
            assert 1 <= refused.line <= max(1, len(content.decode("utf-8-sig").splitlines()))
            assert str(refused).startswith(f"any{suffix}, line {refused.line}: ")
        except AdvisorError as refused:
            assert f"any{suffix}" in str(refused)
    return None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([".md", ".txt"]))
def test_any_bytes_are_a_profile_or_an_error_that_names_the_file(content: bytes, suffix: str) -> None:
    read_bytes(content, suffix)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(LINES),
            st.sampled_from([f"## {heading}" for heading in HEADINGS.values()]),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        ),
        max_size=12,
    ),
    st.sampled_from([".md", ".txt"]),
)
def test_any_lines_are_a_profile_with_verbatim_quotes_or_an_error_that_names_one_of_them(
    lines: list[str], suffix: str
) -> None:
    profile = read_bytes("\n".join(["# Bakers", *lines]).encode(), suffix)
    for section in profile.sections if profile else ():
        assert section.is_blank == (not section.entries)
        assert all(entry.quote in section.body for entry in section.entries)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_document_with_one_line_changed_is_a_profile_or_an_error(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([HOUSE, PAGE])).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = (
        data.draw(st.one_of(st.sampled_from([*LINES, "-", "- ", "#", "**", ""]), st.text(max_size=30)))
        .encode(errors="replace")
        .decode()
    )
    read_bytes("\n".join(lines).encode(), ".txt")
