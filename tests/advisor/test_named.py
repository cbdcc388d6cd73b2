"""Families, skills and tools, wanted or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.named import (
    families,
    names_a_family,
    said_for_tools,
    skills,
    tools,
    without_lists_left_out,
)
from tests.advisor.survey_cases import bounds

SKILLS = ("Mathematics", "Writing", "Speaking", "Science")
TOOLS = said_for_tools(
    [*["Microsoft Excel", "Structured query language SQL", "Python"] * 5, "Sales software", "Ledger"]
)
FAMILIES = {
    "jobs in construction": {"in construction and extraction"},
    "construction jobs": {"in construction and extraction"},
    "in construction or repair": {"in construction and extraction or installation and repair"},
    "jobs in health care, not in sales": {"in health care", "not in sales"},
    "nothing with sales or food": {"not in sales or food"},
    "no office jobs": {"not in office work"},
    "anything but retail": {"not in sales"},
    "jobs outside of healthcare": {"not in health care"},
    "which trades": {"in the skilled trades"},
    "just the legal ones": {"in law"},
    "only health ones please, i mean no health": {"not in health care"},
    "not the sales ones": {"not in sales"},
    "only education": {"in education"},
    "only the hard ones": set(),
    "jobs in it": {"in computers and mathematics"},
    "i worked in retail for 9 years, jobs in law": {"in law"},
    "after 20 years in sales, which jobs": set(),
    "a job with less stress in it": set(),
    "a business degree": set(),
    "the trade union": set(),
}
NAMED_SKILLS = {
    "need mathematics at high": {"skill Mathematics = 3"},
    "need maths rated high and low exposure": {"skill Mathematics = 3"},
    "require high writing": {"skill Writing = 3"},
    "need writing and speaking at high": {"skill Writing = 3", "skill Speaking = 3"},
    "need writing": {"skill Writing"},
    "don't need maths": {"not skill Mathematics"},
    "need little maths": {"not skill Mathematics"},
    "jobs in science": set(),
    "need writing and high pay": {"skill Writing"},
    "strong at mathematics but hate writing": {"skill Mathematics"},
}
NAMED_TOOLS = {
    "use excel": {"tool Microsoft Excel"},
    "that use sql": {"tool SQL"},
    "with python": {"tool Python"},
    "that don't use excel": {"not tool Microsoft Excel"},
    "work with sales": set(),
    "excellent jobs with pay": set(),
    "python": set(),
}


@pytest.mark.parametrize("text", FAMILIES)
def test_families_are_read(text: str) -> None:
    assert {bound for one in families(text) for bound in bounds(one)} == FAMILIES[text]


@pytest.mark.parametrize("text", NAMED_SKILLS)
def test_skills_are_read_with_their_levels(text: str) -> None:
    assert {bound for one in skills(text, SKILLS) for bound in bounds(one)} == NAMED_SKILLS[text]


@pytest.mark.parametrize("text", NAMED_TOOLS)
def test_tools_are_read_by_their_short_names(text: str) -> None:
    assert {bound for one in tools(text, TOOLS) for bound in bounds(one)} == NAMED_TOOLS[text]


def test_a_rare_tool_has_no_short_name() -> None:
    assert "ledger" not in TOOLS
    assert TOOLS["sales software"] == "Sales software"


def test_a_list_that_is_left_out_is_of_fields_and_one_alone_may_be_what_is_done() -> None:
    assert without_lists_left_out("jobs without food and retail, 50k") == "jobs  , 50k"
    assert without_lists_left_out("no food please") == "no food please"
    assert without_lists_left_out("in food and retail") == "in food and retail"


def test_a_word_for_a_family_is_known() -> None:
    assert names_a_family("Construction")
    assert not names_a_family("construction worker")


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert len(list(families(text.lower()))) <= 2
    list(skills(text.lower(), SKILLS))
    list(tools(text.lower(), TOOLS))
