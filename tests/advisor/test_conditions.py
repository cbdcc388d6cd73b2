"""Schooling, experience, training, growth and exposure to AI, asked for in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.conditions import conditions, schooling_said
from knowledge import fields
from knowledge.fields import SCHOOLING
from tests.advisor.survey_cases import bounds

READ = {
    "no degree": {"schooling <= 3"},
    "nothing that needs a degree": {"schooling <= 3"},
    "without a college degree": {"schooling <= 3"},
    "i don't need any kind of degree": {"schooling <= 3"},
    "degree not required": {"schooling <= 3"},
    "i can't go back to school": {"schooling <= 3"},
    "without college": {"schooling <= 1"},
    "with a certificate after high school": {"schooling <= 3"},
    "no schooling longer than two years": {"schooling <= 4"},
    "no degree over 4 yrs": {"schooling <= 5"},
    "that need an associate's or lower": {"schooling <= 4"},
    "that ask for no more than an associate's": {"schooling <= 4"},
    "at most a master's": {"schooling <= 6"},
    "a bachelor's or higher": {"schooling >= 5"},
    "only a ged": {"schooling <= 1"},
    "no qualifications": {"schooling <= 0"},
    "with an associate's degree": {"schooling <= 4"},
    "with a bachelors": {"schooling <= 5"},
    "that require a bachelor's": {"schooling >= 5", "schooling <= 5"},
    "that need a master's": {"schooling >= 6", "schooling <= 6"},
    "without a master's": {"schooling <= 5"},
    "that need a degree": {"schooling >= 4"},
    "that need a phd": {"schooling >= 7"},
    "no experience": {"experience <= 0"},
    "experience not needed": {"experience <= 0"},
    "entry-level": {"experience <= 0"},
    "that need 5 years of experience": {"experience >= 2"},
    "i have 3 years of experience": {"experience <= 1"},
    "no degree or experience": {"schooling <= 3", "experience <= 0"},
    "by apprenticeship": {"training >= 4", "training <= 4"},
    "with short training": {"training <= 1", "schooling <= 3"},
    "no training needed": {"training <= 0", "schooling <= 3"},
    "with short training and a bachelors": {"training <= 1", "schooling <= 5"},
    "with a biology degree": {"schooling <= 5"},
    "growing": {"growth > 0"},
    "shrinking": {"growth < 0"},
    "not shrinking": {"growth >= 0"},
    "that aren't dying out": {"growth >= 0"},
    "ai-proof": {"ai < 33.3"},
    "safe from robots": {"ai < 33.3"},
    "low exposure to ai": {"ai < 33.3"},
    "that ai can't do": {"ai < 33.3"},
    "that won't be replaced by ai": {"ai < 33.3"},
    "what can i do that chatgpt cannot": {"ai < 33.3"},
    "work the bots don't": {"ai < 33.3"},
    "not at risk from automation": {"ai < 33.3"},
    "low paid and at risk from ai": {"ai > 66.7"},
    "that ai will replace": {"ai > 66.7"},
    "high exposure to ai": {"ai > 66.7"},
    "medium exposure to ai": {"ai >= 33.3", "ai <= 66.7"},
    "not shrinking and need a degree": {"growth >= 0", "schooling >= 4"},
    "no experience and a growing future": {"experience <= 0", "growth > 0"},
}
NOTHING = (
    "high school art teacher",
    "a sophomore in high school",
    "well paid",
    "in health care",
    "with python",
    "i like ai",
    "the training of animals",
    "",
)


def read(text: str) -> set[str]:
    return {bound for one in conditions(text) for bound in bounds(one)}


@pytest.mark.parametrize("text", READ)
def test_the_words_set_this_condition(text: str) -> None:
    assert read(text) == READ[text]


@pytest.mark.parametrize("text", NOTHING)
def test_other_words_set_none(text: str) -> None:
    assert read(text) == set()


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_no_field_is_limited_twice(text: str) -> None:
    found = [one.field for one in conditions(text.lower())]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("place", range(len(SCHOOLING)))
def test_schooling_is_said_without_the_words_of_statistics(place: int) -> None:
    for said in (schooling_said(0, place), schooling_said(place, place)):
        assert "award" not in said
        assert "credential" not in said
    assert schooling_said(0, 3) == "no college degree needed"
    assert schooling_said(4, 7) == "usually needs an associate's degree or more"


@pytest.mark.parametrize(
    ("text", "schooling"),
    [
        ("under two years of training", 3),
        ("at most two years of school", 4),
        ("less than a year of training", 1),
        ("no more than 4 years of study", 5),
        ("within 1 year of retraining", 3),
    ],
)
def test_years_to_learn_limit_schooling_and_training(text: str, schooling: int) -> None:
    found = {one.field: one.high for one in conditions(text)}
    assert found == {fields.ENTRY: schooling, fields.ON_THE_JOB: 2}
