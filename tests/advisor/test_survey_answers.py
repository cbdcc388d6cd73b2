"""Answers over all occupations: every row rests on its own occupation's words, every number stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.answering.survey import GROUP_NOTE, answer_survey
from advisor.citations import Answer, Form, cite
from advisor.question import AllOccupations
from advisor.understanding.survey import SurveyReader
from ingest.chunker import split_whole
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.survey import Condition, Survey
from tests.advisor.survey_cases import SurveyCase, cases, read
from tests.knowledge.made_figures import Made, made_tables

MADE = (
    Made("51-3011.00", "Bakers", median="30160", growth=5.0, schooling="High school diploma or equivalent"),
    Made("43-9061.00", "Clerks", median="41600", growth=-5.0, schooling="Postsecondary nondegree award"),
    Made("53-2011.00", "Pilots", median=">=239200", growth=5.0, exposure=20.4, experience="None"),
    Made("29-1229.00", "Surgeons", median=">=239200", growth=0.0, group="Physicians, All"),
    Made("27-2011.00", "Actors", hourly="25.0", training="Apprenticeship"),
)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog([], tables=made_tables(tmp_path, MADE), split=split_whole)


def answer(catalog: Catalog, survey: Survey, **more: object) -> Answer:
    draft = answer_survey(AllOccupations(survey, **more), catalog)  # type: ignore[arg-type]
    found = cite(draft, profiles=draft.profiles)
    assert found.dropped == ()
    return found


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("case", [*cases("asked"), *cases("asked_held_back")], ids=lambda case: case.name)
def test_every_row_rests_on_its_own_occupation_and_nothing_is_dropped(
    case: SurveyCase, shipped: Catalog
) -> None:
    asked = read(SurveyReader(shipped), case, shipped)
    if not asked:
        return
    draft = answer_survey(asked, shipped)
    assert cite(draft, profiles=draft.profiles).dropped == ()
    for sentence in draft.sentences:
        if sentence.form is Form.BULLET and sentence.evidence:
            (owner,) = {evidence.chunk.profile for evidence in sentence.evidence}
            profile = shipped.get(owner)
            assert profile
            assert sentence.text.startswith(profile.title)
            said = sentence.text.removeprefix(profile.title)
            for amount in re.findall(r"\$[\d,]+(?= a year| or more)", said):
                assert any(amount in evidence.quote for evidence in sentence.evidence)


def test_a_list_says_how_many_fit_and_in_what_order(catalog: Catalog) -> None:
    cheap = Condition(fields.PAY, "median pay below $100,000 a year", high=100_000)
    text = answer(catalog, Survey((cheap,), fields.PAY)).text
    assert "2 of 4 jobs fit: median pay below $100,000 a year. All 2, best paid first:" in text
    assert rows(text) == ["- Clerks: $41,600 a year [1]", "- Bakers: $30,160 a year [2]"]
    assert "1 job is left out" in text


def test_schooling_experience_and_growth_are_said_in_plain_words(catalog: Catalog) -> None:
    text = answer(catalog, Survey((Condition(fields.ENTRY, "enough", high=3),), fields.GROWTH)).text
    assert "- Bakers: projected to grow by 5 percent; usually a high school diploma [1][2]" in text
    assert (
        "- Clerks: projected to shrink by 5 percent; usually a certificate after high school [3][4]" in text
    )
    still = answer(catalog, Survey((), fields.GROWTH)).text
    assert "Surgeons: projected to stay the same" in still


def test_pay_asked_by_the_hour_is_given_by_the_hour_too(catalog: Catalog) -> None:
    low = Condition(fields.PAY, "median pay at least $20 an hour ($41,600 a year)", low=41_600, period="hour")
    text = answer(catalog, Survey((low,), fields.PAY)).text
    assert "- Clerks: $41,600 a year (about $20.00 an hour) [3]" in text
    assert "2,080 hours" in text


def test_figures_that_are_cut_off_or_of_a_group_are_said_to_be_so(catalog: Catalog) -> None:
    text = answer(catalog, Survey((), fields.PAY, limit=2)).text
    assert "- Surgeons: $239,200 or more a year (group figure) [2]" in text
    assert "no exact pay" in text
    assert GROUP_NOTE in text
    assert GROUP_NOTE not in answer(catalog, Survey((), fields.PAY, ascending=True, limit=2)).text


def test_conditions_that_nothing_fits_are_let_go_one_by_one(catalog: Catalog) -> None:
    rich = Condition(fields.PAY, "median pay above $900,000 a year", low=900_000)
    grows = Condition(fields.GROWTH, "projected to grow", low=1)
    text = answer(catalog, Survey((rich, grows), fields.PAY)).text
    assert "None of 4 jobs fits all of this" in text
    assert rows(text) == ['- Without "median pay above $900,000 a year": 2 jobs']


def test_a_count_shows_a_few_and_the_end_of_a_list_is_said(catalog: Catalog) -> None:
    assert len(rows(answer(catalog, Survey((), fields.GROWTH, limit=50, counts_only=True)).text)) == 4
    assert (
        "There are no more: 4 jobs fit in all." in answer(catalog, Survey((), fields.GROWTH, start=10)).text
    )
    assert "numbers 3 to 4" in answer(catalog, Survey((), fields.GROWTH, start=2)).text


def test_a_job_compared_with_comes_first_with_its_source(catalog: Catalog) -> None:
    above = Condition(fields.PAY, "median pay above that of Bakers", low=30_161)
    found = answer(catalog, Survey((above,), fields.PAY), than="51-3011.00")
    assert found.text.startswith("Bakers: $30,160 a year [1].")
    assert found.citations[0].chunk.code == "51-3011.00"


def test_a_row_without_the_figure_of_our_order_says_so(catalog: Catalog) -> None:
    arts = Condition(fields.family_field("arts, design, sports and media"), "in arts", low=1)
    text = answer(catalog, Survey((arts,), fields.PAY, is_order_asked=False)).text
    assert "1 of 5 jobs fits: in arts. It is:" in text
    assert "- Actors: median pay not published by the year" in text


def test_what_no_figure_tells_is_said_first(catalog: Catalog) -> None:
    found = answer(catalog, Survey((), fields.PAY), untold=("remote",))
    assert found.text.startswith('I have no figures on "remote"')
    assert found.abstained
    taste = answer(catalog, Survey(), untold=("best",))
    assert taste.text.startswith("Which job is best depends on what counts for you.")
    assert taste.choices


def test_all_that_is_known_is_counted(catalog: Catalog) -> None:
    assert "about 5 occupations" in answer(catalog, Survey()).text


@pytest.mark.parametrize(
    ("most_paid", "lead", "shown"),
    [
        (None, "these 2 come nearest to it:", ["- Pilots", "- Bakers"]),
        (50_000, "of the 2 that come nearest to it, these keep to this: paid little.", ["- Bakers"]),
        (20_000, "none of those that come nearest to it keeps to this", ["- Pilots", "- Bakers"]),
    ],
)
def test_a_wish_that_no_figure_tells_is_answered_by_what_comes_nearest(
    catalog: Catalog, most_paid: int | None, lead: str, shown: list[str]
) -> None:
    limits = (Condition(fields.PAY, "paid little", high=most_paid),) if most_paid else ()
    nearest = tuple(catalog.of_code(code) for code in ("53-2011.00", "51-3011.00"))
    found = answer(catalog, Survey(limits), untold=("flying",), nearest=nearest)
    assert found.text.startswith('I have no figures on "flying"')
    assert lead in found.text
    assert [row.split(":")[0] for row in rows(found.text)] == shown
