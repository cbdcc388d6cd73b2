"""What the profile expects of the future, and what AI does to the job in countable facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.outlook import answer_ai_effect, answer_outlook, counts, stated_direction, two_sides
from knowledge.profile import Profile
from tests.advisor.made import asked, document, material_of, profile_of, text_of


def outlook(profile: Profile, text: str, kind: str = "yes_no") -> str:
    question = asked(text, "outlook", kind=kind, profiles=[profile.id])
    return text_of(answer_outlook(question, material_of(profile)), profile)


def expected(folder: Path, sentence: str) -> Profile:
    return profile_of(document(outlook=sentence), folder)


def test_the_outlook_is_given_in_the_profiles_words(officer: Profile) -> None:
    text = outlook(officer, "what is the outlook", "fact")
    assert "expected to stay stable" in text
    assert "AI will add to how some tasks are done" in text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("will demand stay stable", "Yes"),
        ("is demand growing", "No"),
        ("is it a dying job", "No"),
        ("will there be fewer jobs", "No"),
    ],
)
def test_a_direction_that_somebody_names_gets_a_yes_or_no(officer: Profile, text: str, verdict: str) -> None:
    assert outlook(officer, text).startswith(verdict)


@pytest.mark.parametrize(
    ("stated", "text", "lead"),
    [
        ("fall by 0.7 percent", "is this job dying", "Hardly: it is projected to shrink by 0.7 percent"),
        ("fall by 0.7 percent", "is it stable", "Nearly: it is projected to shrink by 0.7 percent"),
        ("grow by 0.4 percent", "is it growing", "Hardly: it is projected to grow by 0.4 percent"),
        ("grow by 0.4 percent", "is it safe", "Yes: the profile expects demand that is growing"),
        ("fall by 25.9 percent", "will it disappear", "Shrinking, not gone: it is projected to shrink"),
        ("fall by 25.9 percent", "is it shrinking", "Yes: the profile expects demand that is shrinking"),
        ("fall by 25.9 percent", "is it growing or shrinking", "The profile expects demand to be shrinking"),
        ("grow by 9 percent", "is it dying", "No: the profile expects demand to be growing"),
    ],
)
def test_the_first_word_is_no_more_than_the_figure_tells(
    tmp_path: Path, stated: str, text: str, lead: str
) -> None:
    assert outlook(expected(tmp_path, f"Employment is projected to {stated}."), text).startswith(lead)


def test_a_growing_job_is_one_with_a_future(tmp_path: Path) -> None:
    growing = expected(tmp_path, "Employment is projected to grow by 2 percent.")
    assert outlook(growing, "is it still a safe job").startswith(
        "Yes: the profile expects demand that is growing"
    )


def test_without_a_direction_named_the_stated_one_leads(officer: Profile) -> None:
    text = outlook(officer, "does it have a future")
    assert not text.startswith(("Yes", "No"))
    assert "stable" in text


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Demand for bakers is expected to remain stable.", "stable"),
        ("Employment is expected to grow faster than average.", "growing"),
        ("Employment is projected to decline.", "shrinking"),
        ("Demand is expected to grow faster than in the last ten years.", "growing"),
        ("Demand is expected to fall, yet bakers will still be needed.", "shrinking"),
        ("Demand is expected to fall as more work goes to machines.", "shrinking"),
        ("Nobody can tell.", ""),
    ],
)
def test_the_direction_is_the_one_that_the_outlook_states(
    tmp_path: Path, sentence: str, direction: str
) -> None:
    assert stated_direction(material_of(expected(tmp_path, sentence))) == direction


def test_no_direction_is_claimed_when_none_is_stated(tmp_path: Path) -> None:
    text = outlook(expected(tmp_path, "Nobody can tell."), "is demand growing")
    assert text == "Nobody can tell."


@pytest.mark.parametrize("kind", ["yes_no", "fact"])
def test_the_effect_of_ai_has_two_sides_and_no_verdict(officer: Profile, kind: str) -> None:
    question = asked("will AI take it", "ai_effect", kind=kind, profiles=[officer.id])
    sentences = answer_ai_effect(question, material_of(officer))
    text = text_of(sentences, officer)
    assert not text.startswith(("Yes", "No"))
    assert "stable" in text
    assert "automate some of the routine" in text
    assert "%" not in text


def test_the_countable_facts_are_counted(officer: Profile) -> None:
    text = text_of(counts(material_of(officer)), officer)
    marked = sum(duty.ai_can_assist for duty in officer.duties)
    assert f"{marked} of the {len(officer.duties)}" in text
    assert text.count("lists 7") == 2


def test_what_is_not_there_is_not_counted(tmp_path: Path) -> None:
    empty = document(responsibilities="", automation=None, copilot_tasks="", risks="", outlook="")
    material = material_of(profile_of(empty, tmp_path))
    assert counts(material) == []
    assert two_sides(material) == []
