"""What the profile does not say is said to be missing, with what stands closest."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.absent import NEIGHBOURS, answer_blank, answer_uncovered
from advisor.answering.aim import Aim, take_aim
from advisor.answering.phrases import phrases
from advisor.question import Focus
from advisor.understanding.labels import UNCOVERED
from knowledge.profile import Profile, Section
from tests.advisor.made import asked, document, material_of, profile_of, text_of

BLANK = (Section.AI_IMPACT_SCORE, Section.MARKET_DEMAND, Section.AI_INTEGRATION)


@pytest.mark.parametrize("section", BLANK)
def test_a_heading_without_a_value_is_named_and_cited(officer: Profile, section: Section) -> None:
    sentences = answer_blank(material_of(officer), section)
    assert section.heading in sentences[0].text
    assert sentences[0].evidence[0].chunk.section is section
    assert len(sentences) > 2
    text_of(sentences, officer)


@pytest.mark.parametrize("section", Section)
def test_a_missing_heading_is_not_claimed_to_be_there(tmp_path: Path, section: Section) -> None:
    profile = profile_of(document(**{section.value: None}), tmp_path)
    sentences = answer_blank(material_of(profile), section)
    assert "no section" in sentences[0].text
    assert sentences[0].evidence == ()
    text_of(sentences, profile)


def test_blank_market_demand_leads_to_the_outlook(officer: Profile) -> None:
    text = text_of(answer_blank(material_of(officer), Section.MARKET_DEMAND), officer)
    assert "expected to stay stable" in text


@pytest.mark.parametrize("topic", UNCOVERED)
def test_what_no_section_holds_is_said_first_and_invents_nothing(officer: Profile, topic: str) -> None:
    names = phrases("en").topic_names([topic])
    sentences = answer_uncovered(names, (topic,), material_of(officer), Aim(()))
    assert " no" in sentences[0].text
    assert sentences[0].evidence == ()
    text_of(sentences, officer)


@pytest.mark.parametrize(
    ("topic", "closest"),
    [("benefits", "$65,000"), ("eligibility", "high school diploma"), ("headcount", "stay stable")],
)
def test_what_stands_closest_is_shown(officer: Profile, topic: str, closest: str) -> None:
    sentences = answer_uncovered(["that"], (topic,), material_of(officer), Aim(()))
    assert closest in text_of(sentences, officer)


def test_an_entry_near_to_the_question_is_shown_before_the_rest(officer: Profile) -> None:
    material = material_of(officer, {"tools/5": 0.9})
    aim = take_aim(asked("do they walk", "fitness", profiles=[officer.id]), material, Focus())
    sentences = answer_uncovered(["that"], ("fitness",), material, aim)
    assert "Global Positioning System" in sentences[2].text


def test_nothing_is_offered_as_close_when_nothing_is(officer: Profile) -> None:
    sentences = answer_uncovered(["working hours"], ("hours",), material_of(officer), Aim(()))
    assert len(sentences) == 1
    assert "working hours" in sentences[0].text


def test_a_number_for_the_future_is_not_guessed(officer: Profile) -> None:
    sentences = answer_uncovered(["that"], ("forecast_number",), material_of(officer), Aim(()))
    text = text_of(sentences, officer)
    assert "guess" in sentences[0].text
    assert "%" not in text
    assert "stable" in text


def test_a_profile_with_nothing_else_has_nothing_close(tmp_path: Path) -> None:
    bare = profile_of("# Keepers\n\n## Career Summary\nThey keep the light.\n", tmp_path, "keepers")
    for topic in UNCOVERED:
        text_of(answer_uncovered(["that"], (topic,), material_of(bare), Aim(())), bare)


def test_neighbours_are_given_for_what_is_uncovered_only() -> None:
    assert set(NEIGHBOURS) <= set(UNCOVERED)
