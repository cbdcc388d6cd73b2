"""Headings of job descriptions: which sections they stand for, and which are not guessed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.headings import MIXED, bare, is_known, meaning_of
from knowledge.profile import HEADINGS, Section


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What you will do", Section.RESPONSIBILITIES),
        ("WHAT YOU'LL DO:", Section.RESPONSIBILITIES),
        ("What you’ll do", Section.RESPONSIBILITIES),
        ("3. Key Duties & Responsibilities of the role", Section.RESPONSIBILITIES),
        ("Essential functions (in order of importance)", Section.RESPONSIBILITIES),
        ("You will:", Section.RESPONSIBILITIES),
        ("About the role", Section.SUMMARY),
        ("IV) Position overview", Section.SUMMARY),
        ("Compensation", Section.SALARY),
        ("Pay range", Section.SALARY),
        ("Required education", Section.EDUCATION),
        ("Equipment you'll use", Section.TOOLS),
        ("In-Demand Skills", Section.SKILLS),
        ("Job outlook", Section.OUTLOOK),
    ],
)
def test_a_heading_stands_for_one_section(heading: str, section: Section) -> None:
    meaning = meaning_of(heading)
    assert meaning
    assert (meaning.sections, meaning.is_sure) == ((section,), True)


@pytest.mark.parametrize("section", Section)
def test_the_headings_of_house_documents_are_known(section: Section) -> None:
    meaning = meaning_of(HEADINGS[section])
    assert meaning
    assert section in meaning.sections


@pytest.mark.parametrize(
    "heading", ["Requirements", "Minimum qualifications", "What you bring", "Who you are"]
)
def test_requirements_are_sorted_entry_by_entry(heading: str) -> None:
    meaning = meaning_of(heading)
    assert meaning
    assert (meaning.sections, meaning.is_sure) == (MIXED, False)


def test_pay_with_benefits_is_not_all_pay() -> None:
    meaning = meaning_of("Compensation & Benefits")
    assert meaning
    assert (meaning.sections, meaning.is_sure) == ((Section.SALARY,), False)


@pytest.mark.parametrize(
    ("heading", "preferred"), [("Preferred qualifications", True), ("Qualifications", False)]
)
def test_what_is_preferred_is_told_from_what_is_required(heading: str, preferred: bool) -> None:
    meaning = meaning_of(heading)
    assert meaning
    assert meaning.is_preferred is preferred


@pytest.mark.parametrize(
    "heading", ["About the company", "Benefits", "Our story", "How to apply", "Skilled staff", ""]
)
def test_other_headings_stand_for_no_section(heading: str) -> None:
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    ("line", "known"), [("Benefits", True), ("Duties", True), ("Order butter", False), ("", False)]
)
def test_a_line_with_the_words_of_a_heading_is_known(line: str, known: bool) -> None:
    assert is_known(line) is known


@pytest.mark.parametrize(
    ("heading", "shown"), [("2. Duties:", "Duties"), ("Duties", "Duties"), ("C++ skills", "C++ skills")]
)
def test_a_heading_is_shown_without_its_number(heading: str, shown: str) -> None:
    assert bare(heading) == shown


@given(st.text(max_size=60))
def test_any_text_is_a_heading_or_none(text: str) -> None:
    meaning = meaning_of(text)
    assert meaning is None or meaning.sections
