"""The shipped table of occupations: codes and names, and finding a code by an exact title."""

from __future__ import annotations

import re

import pytest

from knowledge.titles import TITLES_FILE, code_of_title, known_titles


def test_every_row_is_a_code_a_title_and_other_titles() -> None:
    rows = TITLES_FILE.read_text("utf-8").splitlines()
    assert rows[0].split("\t") == ["code", "title", "other_titles"]
    assert len(known_titles()) == len(rows) - 1 > 1000
    for known in known_titles():
        assert re.fullmatch(r"\d{2}-\d{4}\.\d{2}", known.code)
        assert known.title == known.title.strip() != ""
        assert all(name == name.strip() != "" for name in known.other_titles)


def test_codes_and_titles_are_unique_and_in_order() -> None:
    codes = [known.code for known in known_titles()]
    assert codes == sorted(set(codes))
    assert len({known.title.lower() for known in known_titles()}) == len(codes)


def test_every_title_finds_its_own_code() -> None:
    assert [known for known in known_titles()[::25] if code_of_title(known.title) != known.code] == []


@pytest.mark.parametrize(
    "title",
    [
        "Customs and Border Protection Officers",
        "customs and border protection officers",
        "  CUSTOMS AND BORDER PROTECTION OFFICERS\n",
    ],
)
def test_case_and_spaces_around_a_title_do_not_count(title: str) -> None:
    assert code_of_title(title) == "33-3051.04"


@pytest.mark.parametrize("title", ["", "Officers", "Customs and Border Protection Officer", "Tea Tasters"])
def test_a_title_that_is_not_exact_has_no_code(title: str) -> None:
    assert code_of_title(title) == ""
