"""Whole questions over all occupations, as people ask them, and messages that are none."""

from __future__ import annotations

import pytest

from advisor.question import Focus
from advisor.understanding.survey import SurveyReader
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.survey_cases import SurveyCase, cases, problem, read

HELD_BACK = 0.9  # Share of the questions not developed against that must be read rightly.


@pytest.fixture(scope="module")
def reader(shipped: Catalog) -> SurveyReader:
    return SurveyReader(shipped)


@pytest.mark.parametrize("case", cases("asked"), ids=lambda case: case.name)
def test_a_question_over_all_occupations_is_read(
    case: SurveyCase, reader: SurveyReader, shipped: Catalog
) -> None:
    assert problem(case, read(reader, case, shipped), shipped) == ""


@pytest.mark.parametrize("case", cases("others"), ids=lambda case: case.name)
def test_any_other_message_is_left_alone(case: SurveyCase, reader: SurveyReader, shipped: Catalog) -> None:
    assert read(reader, case, shipped) is None


def test_most_questions_that_were_held_back_are_read(reader: SurveyReader, shipped: Catalog) -> None:
    asked = cases("asked_held_back")
    right = [not problem(case, read(reader, case, shipped), shipped) for case in asked]
    assert sum(right) >= HELD_BACK * len(asked)


def test_most_other_messages_that_were_held_back_are_left_alone(
    reader: SurveyReader, shipped: Catalog
) -> None:
    others = cases("others_held_back")
    right = [read(reader, case, shipped) is None for case in others]
    assert sum(right) >= HELD_BACK * len(others)


def test_without_figures_nothing_is_asked_of_all(bakers: Profile) -> None:
    reader = SurveyReader(Catalog([bakers]))
    assert reader.read("best paid jobs", {}, "", job="", focus=Focus()) is None


def test_a_topic_tells_what_a_superlative_is_about(reader: SurveyReader) -> None:
    found = reader.read("the juiciest jobs", {"salary": 0.9}, "superlative", job="", focus=Focus())
    assert found
    assert found.survey.order == fields.PAY


def test_an_order_of_ours_leaves_out_nobody_whose_figure_is_not_known(
    reader: SurveyReader, shipped: Catalog
) -> None:
    found = reader.read("how many jobs need a master's degree", {}, "", job="", focus=Focus())
    assert found
    tables = shipped.tables
    assert tables
    needed = {
        code for code in tables.codes() if (facts := tables.get(code)) and "Master" in facts.entry_education
    }
    assert found.survey.is_order_asked is False
    assert shipped.board.find(found.survey).fit <= len(needed)
    assert shipped.board.find(found.survey).covered > 800
