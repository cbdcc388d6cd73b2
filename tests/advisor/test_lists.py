"""Answers from the list sections hold the entries asked for, counted and cited."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.answering.aim import named_entries
from advisor.answering.lists import NAMES, answer_list
from advisor.citations import Form, Sentence
from knowledge.profile import AnyEntry, Profile, Section
from tests.advisor.made import asked, material_of, text_of


def answer(
    profile: Profile,
    section: Section,
    text: str = "",
    *,
    kind: str = "list",
    facets: Sequence[str] = (),
    meant: tuple[AnyEntry, ...] = (),
) -> list[Sentence]:
    question = asked(text, section.value, kind=kind, facets=facets, profiles=[profile.id])
    return answer_list(question, material_of(profile), section, meant)


def bullets(sentences: list[Sentence]) -> list[str]:
    """The quotes of the list entries shown."""
    return [one.evidence[0].quote for one in sentences if one.form is Form.BULLET]


@pytest.mark.parametrize("kind", ["list", "count"])
@pytest.mark.parametrize("section", NAMES)
def test_a_whole_list_is_shown_counted_and_cited(officer: Profile, section: Section, kind: str) -> None:
    sentences = answer(officer, section, kind=kind)
    entries = officer.entries(section)
    assert bullets(sentences) == [entry.quote for entry in entries]
    assert str(len(entries)) in sentences[0].text
    assert NAMES[section].many in text_of(sentences, officer)


def test_a_list_of_one_is_spoken_of_as_one(bakers: Profile) -> None:
    lead, *_ = answer(bakers, Section.RISKS)
    assert "1 risk" in lead.text
    assert "risks" not in lead.text


@pytest.mark.parametrize(
    ("section", "facets", "count"),
    [
        (Section.SKILLS, ["high"], 5),
        (Section.SKILLS, ["medium"], 2),
        (Section.SKILLS, ["high", "negated"], 2),
        (Section.RESPONSIBILITIES, ["ai_yes"], 4),
        (Section.RESPONSIBILITIES, ["ai_no"], 3),
        (Section.TOOLS, ["ai_yes"], 2),
        (Section.TOOLS, ["ai_no"], 6),
    ],
)
def test_only_the_part_asked_for_is_shown(
    officer: Profile, section: Section, facets: list[str], count: int
) -> None:
    sentences = answer(officer, section, kind="count", facets=facets)
    assert len(bullets(sentences)) == count
    assert f"{count} of the {len(officer.entries(section))}" in text_of(sentences, officer)


def test_a_level_that_nothing_has_is_said_to_be_empty(officer: Profile) -> None:
    sentences = answer(officer, Section.SKILLS, facets=["low"])
    assert bullets(sentences) == []
    assert "None of the 7" in text_of(sentences, officer)


def test_a_category_of_tools_is_chosen_by_its_name(officer: Profile) -> None:
    sentences = answer(officer, Section.TOOLS, "which database tools are there")
    assert len(bullets(sentences)) == 3
    assert all("(Database)" in quote for quote in bullets(sentences))


def test_a_count_of_skills_tells_how_many_have_each_level(officer: Profile) -> None:
    text = text_of(answer(officer, Section.SKILLS, kind="count"), officer)
    assert "5 High" in text
    assert "2 Medium" in text


def test_a_count_of_duties_tells_how_many_ai_can_assist_with(officer: Profile) -> None:
    marked = sum(duty.ai_can_assist for duty in officer.duties)
    _, extra, *_ = answer(officer, Section.RESPONSIBILITIES, kind="count")
    assert str(marked) in extra.text


def test_the_share_of_duties_is_worked_out(officer: Profile) -> None:
    sentences = answer(officer, Section.RESPONSIBILITIES, kind="arithmetic")
    assert "57%" in text_of(sentences, officer)
    assert len(bullets(sentences)) == 4


def test_yes_when_it_is_listed(officer: Profile) -> None:
    meant = named_entries("is excel used", officer.tools)
    sentences = answer(officer, Section.TOOLS, "is excel used", kind="yes_no", meant=meant)
    assert sentences[0].text.startswith("Yes")
    assert bullets(sentences) == [meant[0].quote]


def test_no_when_it_is_not_with_what_is(officer: Profile) -> None:
    sentences = answer(officer, Section.TOOLS, "is a hammer used", kind="yes_no")
    assert sentences[0].text.startswith("No")
    assert len(bullets(sentences)) == 8


@pytest.mark.parametrize(
    ("name", "facets", "verdict"),
    [
        ("communication", ["high"], "Yes"),
        ("communication", ["medium"], "No"),
        ("communication", ["medium", "negated"], "Yes"),
    ],
)
def test_yes_or_no_by_the_level_asked_about(
    officer: Profile, name: str, facets: list[str], verdict: str
) -> None:
    meant = named_entries(name, officer.skills)
    sentences = answer(officer, Section.SKILLS, name, kind="yes_no", facets=facets, meant=meant)
    assert sentences[0].text.startswith(verdict)
    assert "not not" not in text_of(sentences, officer)


def test_some_of_several_is_neither_yes_nor_no(officer: Profile) -> None:
    sentences = answer(
        officer,
        Section.RESPONSIBILITIES,
        kind="yes_no",
        facets=["ai_yes"],
        meant=(officer.duties[0], officer.duties[3]),
    )
    assert not sentences[0].text.startswith(("Yes", "No"))


def test_a_tie_at_the_top_is_told_as_a_tie(officer: Profile) -> None:
    sentences = answer(officer, Section.SKILLS, "the most important skill", kind="superlative")
    assert len(bullets(sentences)) == 5
    assert "5 share" in sentences[0].text


def test_the_least_are_those_at_the_lowest_level_there_is(officer: Profile) -> None:
    sentences = answer(officer, Section.SKILLS, "the least important skill", kind="superlative")
    assert all("(Medium)" in quote for quote in bullets(sentences))


@pytest.mark.parametrize("section", [Section.RISKS, Section.TOOLS, Section.RESPONSIBILITIES])
def test_a_list_that_the_profile_does_not_rank_gets_no_winner(officer: Profile, section: Section) -> None:
    sentences = answer(officer, section, "the biggest one", kind="superlative")
    assert "not rank" in sentences[0].text
    assert len(bullets(sentences)) == len(officer.entries(section))


def test_one_skill_is_explained_by_the_reason_given(officer: Profile) -> None:
    skill = next(one for one in officer.skills if one.name == "Communication")
    (sentence,) = answer(officer, Section.SKILLS, "why communication", kind="why", meant=(skill,))
    assert "High" in sentence.text
    assert skill.reason[1:] in sentence.text


def test_a_reason_that_begins_with_an_abbreviation_keeps_it(officer: Profile) -> None:
    skill = next(one for one in officer.skills if one.reason.startswith("AI "))
    (sentence,) = answer(officer, Section.SKILLS, "why ethics", kind="why", meant=(skill,))
    assert skill.reason in sentence.text


def test_no_reason_is_made_up_for_a_duty(officer: Profile) -> None:
    duty = officer.duties[3]
    sentences = answer(officer, Section.RESPONSIBILITIES, "why detain", kind="why", meant=(duty,))
    assert "without giving a reason" in sentences[0].text
    assert bullets(sentences) == [duty.quote]


def test_a_plan_begins_with_the_skills_rated_highest(officer: Profile) -> None:
    sentences = answer(officer, Section.SKILLS, "what should I learn first", kind="plan")
    assert "suggestion" in sentences[0].text
    assert ["(High)" in quote for quote in bullets(sentences)] == [True] * 5 + [False] * 2
