"""Which sections and entries an answer should be about."""

from __future__ import annotations

import pytest

from advisor.answering.aim import Aim, entries_meant, named_entries, take_aim
from advisor.question import Focus, Question
from knowledge.profile import Profile, Section
from tests.advisor.made import asked, material_of


def labels(aim: Aim, section: Section) -> list[str]:
    return [entry.label for entry in aim.entries.get(section, ())]


def followup(text: str, *topics: str, officer: Profile) -> Question:
    return asked(text, *topics, profiles=[officer.id], is_followup=True)


def after_tools(officer: Profile, *places: int) -> Focus:
    """The focus after an answer that showed these tools."""
    entries = tuple(f"{officer.id}/tools/{place}" for place in places)
    return Focus((officer.id,), ("tools",), entries=entries, past=(("tools",),))


def test_what_a_question_is_about_comes_first(bakers: Profile) -> None:
    aim = take_aim(asked("what do they earn", "salary"), material_of(bakers), Focus())
    assert aim.topics == ("salary",)


def test_a_second_topic_is_answered_when_it_was_asked_for_too(bakers: Profile) -> None:
    question = asked("pay and tools", "salary", "tools")
    assert take_aim(question, material_of(bakers), Focus()).topics == ("salary", "tools")


def test_an_entry_that_is_near_pulls_the_answer_to_its_section(bakers: Profile) -> None:
    material = material_of(bakers, {"tools/1": 1.4})
    aim = take_aim(asked("what keeps dough warm", "summary"), material, Focus())
    assert aim.topics[0] == "tools"
    assert labels(aim, Section.TOOLS) == ["Proofing Oven"]
    assert aim.nearest[0][1].label == "Proofing Oven"


def test_what_ai_does_to_the_job_is_told_by_no_duty_or_tool_that_sounds_like_it(bakers: Profile) -> None:
    question = asked("will robots do half of it", "ai_effect")
    for near in ("responsibilities/1", "tools/1"):
        assert take_aim(question, material_of(bakers, {near: 1.4}), Focus()).topics[0] == "ai_effect"


def test_a_whole_list_is_not_pulled_elsewhere_by_an_entry(bakers: Profile) -> None:
    material = material_of(bakers, {"tools/1": 1.4})
    aim = take_aim(asked("list the duties", "responsibilities", kind="list"), material, Focus())
    assert aim.topics == ("responsibilities",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what is the AMS for", "Automated Manifest System (AMS)"),
        ("is threatmetrix used", "ThreatMetrix"),
        ("do they use excell", "Microsoft Excel"),
        ("why would they need Outlook", "Microsoft Outlook"),
    ],
)
def test_an_entry_is_meant_by_its_name_its_abbreviation_or_nearly_so(
    officer: Profile, text: str, name: str
) -> None:
    assert [entry.label for entry in named_entries(text, officer.tools)] == [name]


def test_a_word_that_several_names_share_means_none_of_them(officer: Profile) -> None:
    assert named_entries("is there a system", officer.tools) == ()


def test_the_nearest_entries_are_meant_when_none_is_named(bakers: Profile) -> None:
    near = material_of(bakers, {"responsibilities/1": 0.2, "responsibilities/3": 0.8})
    meant = entries_meant(asked("who does the scrubbing"), near, Section.RESPONSIBILITIES)
    assert [entry.label for entry in meant] == ["Clean the ovens"]


def test_no_entry_is_meant_when_all_are_far(bakers: Profile) -> None:
    far = material_of(bakers, {"responsibilities/1": 0.2, "responsibilities/3": 0.2})
    assert entries_meant(asked("who does the scrubbing"), far, Section.RESPONSIBILITIES) == ()


def test_an_entry_is_meant_by_its_place_in_the_list(officer: Profile) -> None:
    question = asked("what is the third duty on the list", "responsibilities", profiles=[officer.id])
    aim = take_aim(question, material_of(officer), Focus())
    assert labels(aim, Section.RESPONSIBILITIES) == [officer.duties[2].text]


def test_a_place_past_the_end_of_the_list_means_no_entry(bakers: Profile) -> None:
    aim = take_aim(asked("the eighth duty", "responsibilities"), material_of(bakers), Focus())
    assert labels(aim, Section.RESPONSIBILITIES) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("what is the second one for", [5]),
        ("tell me more about number 3", [8]),
        ("and the last one", [8]),
        ("the first two please", [3, 5]),
        ("is the excel thing hard, or NCIC", []),
    ],
)
def test_an_entry_of_the_last_answer_is_meant_by_its_place_there(
    officer: Profile, text: str, places: list[int]
) -> None:
    aim = take_aim(
        followup(text, "tools", officer=officer), material_of(officer), after_tools(officer, 3, 5, 8)
    )
    meant = [entry.label for entry in aim.referred.get(Section.TOOLS, ())]
    assert meant == [officer.tools[place - 1].name for place in places]


@pytest.mark.parametrize(
    ("text", "place"),
    [("and the other microsoft one", 6), ("what about NCIC", 7), ("and the one after it", 2)],
)
def test_another_entry_is_reached_from_the_one_shown(officer: Profile, text: str, place: int) -> None:
    aim = take_aim(followup(text, "tools", officer=officer), material_of(officer), after_tools(officer, 1))
    assert [entry.label for entry in aim.referred[Section.TOOLS]] == [officer.tools[place - 1].name]


def test_a_place_in_a_list_named_anew_is_a_place_in_that_list(officer: Profile) -> None:
    question = followup("and the first of the risks", "risks", officer=officer)
    aim = take_aim(question, material_of(officer), after_tools(officer, 3, 5, 8))
    assert [entry.label for entry in aim.referred[Section.RISKS]] == ["Job displacement"]


def test_which_one_is_it_means_the_nearest_alone(officer: Profile) -> None:
    material = material_of(officer, {"risks/2": 0.40, "risks/5": 0.34})
    question = asked("which risk is about fairness", "risks", profiles=[officer.id])
    assert labels(take_aim(question, material, Focus()), Section.RISKS) == ["Algorithmic bias"]


def test_it_stands_for_the_only_entry_shown_before(officer: Profile) -> None:
    question = followup("how does it work", "tools", officer=officer)
    aim = take_aim(question, material_of(officer), after_tools(officer, 4))
    assert [entry.label for entry in aim.referred[Section.TOOLS]] == ["ThreatMetrix"]


def test_without_a_turn_before_there_is_nothing_to_refer_to(officer: Profile) -> None:
    question = followup("what is the second one for", "tools", officer=officer)
    assert take_aim(question, material_of(officer), Focus()).referred == {}


def test_what_was_shown_of_another_job_is_not_referred_to(bakers: Profile, officer: Profile) -> None:
    question = asked("what is the second one for", "tools", is_followup=True)
    assert take_aim(question, material_of(bakers), after_tools(officer, 3, 5)).referred == {}
