"""The shipped table of occupations: codes and names, and finding a code by an exact title."""

from __future__ import annotations

import re

import pytest

from knowledge.titles import FORMS, TITLES_FILE, code_of_title, everyday_titles, known_titles


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


def test_everyday_names_are_many_each_once_and_of_listed_codes() -> None:
    everyday = everyday_titles()
    assert len(everyday) >= 1500
    assert len({(one.name.lower(), one.form) for one in everyday}) == len(everyday)
    listed = {known.code for known in known_titles()}
    for one in everyday:
        assert one.name == one.name.strip() != ""
        assert one.form in FORMS
        assert set(one.codes) <= listed, one
        assert len(set(one.codes)) == len(one.codes)
        assert one.form != "doing" or " " in one.name, one
    assert {form: sum(one.form == form for one in everyday) > 100 for form in FORMS} == dict.fromkeys(
        FORMS, True
    )
