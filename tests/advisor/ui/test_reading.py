"""The bar below the chat: correcting how a message was read, switching between jobs, changing a message."""

from __future__ import annotations

import re

import pytest

from advisor.answering.phrases import phrases
from advisor.chain import Advisor
from advisor.events import Answered
from advisor.question import Correction, Focus
from advisor.ui.chat import turned
from advisor.ui.reading import TOPICS, correction_of, reading_bar
from advisor.ui.updates import ENGLISH
from advisor.ui.view import Conversation
from advisor.ui.words import languages
from tests.advisor.ui.test_page import ready
from tests.browser.scripted_server import advisor_by_words
from tests.test_failure_modes_of_the_page import trades

__all__ = ["trades"]


@pytest.fixture(scope="module")
def advisor(trades: object) -> Advisor:
    return advisor_by_words(profiles=trades)  # type: ignore[arg-type]


def talked(advisor: Advisor, *messages: str) -> Conversation:
    conversation = Conversation()
    for message in messages:
        conversation = conversation.asked(message)
        for event in advisor.stream(message, conversation.earlier[-1]):
            conversation = conversation.fold(event)
    return conversation


def pressed(html: str) -> dict[str, bool]:
    found = re.findall(r'data-job="([^"]+)" aria-pressed="(\w+)"', html)
    return {job: state == "true" for job, state in found}


def test_the_bar_is_empty_before_there_is_anything_to_correct(advisor: Advisor) -> None:
    assert "<" not in reading_bar(Conversation(), advisor.catalog, ENGLISH).strip()
    assert "<" not in reading_bar(Conversation(), None, ENGLISH).strip()


def test_one_job_is_no_choice_two_can_be_switched_between(advisor: Advisor) -> None:
    one = talked(advisor, "What do bakers earn?")
    assert pressed(reading_bar(one, advisor.catalog, ENGLISH)) == {}
    two = talked(advisor, "What do bakers earn?", "What do plumbers earn?")
    assert pressed(reading_bar(two, advisor.catalog, ENGLISH)) == {"bakers": False, "plumbers": True}


def test_turning_to_a_job_makes_the_next_question_about_it(advisor: Advisor) -> None:
    two = talked(advisor, "What do bakers earn?", "What do plumbers earn?")
    update = turned(ready(advisor), two, {"act": "about", "job": "bakers"}, ENGLISH)
    assert pressed(update.bar) == {"bakers": True, "plumbers": False}
    assert "12,222" in advisor.ask("What is the median pay?", update.conversation.focus).answer.text


def test_a_job_that_there_is_not_changes_nothing(advisor: Advisor) -> None:
    two = talked(advisor, "What do bakers earn?")
    assert turned(ready(advisor), two, {"act": "about", "job": "../x"}, ENGLISH).conversation == two


def test_a_correction_is_answered_as_it_was_meant(advisor: Advisor) -> None:
    correction = correction_of("welders", "risks")
    assert correction == Correction("welders", "risks")
    answered = advisor.ask("What do bakers earn?", Focus(), correction)
    assert {one.chunk.profile for one in answered.answer.citations} == {"welders"}
    assert {one.chunk.section.value for one in answered.answer.citations} == {"risks"}
    assert answered.focus.profiles == ("welders",)


@pytest.mark.parametrize(("profile", "topic"), [("", "risks"), ("welders", ""), ("welders", "__class__")])
def test_a_correction_to_nothing_is_none(profile: str, topic: str) -> None:
    assert correction_of(profile, topic) is None


def test_every_topic_that_is_offered_has_a_name_in_every_language() -> None:
    for language in languages():
        assert set(TOPICS) <= set(phrases(language).topics)


def test_changing_a_message_takes_it_and_what_came_after_back(advisor: Advisor) -> None:
    two = talked(advisor, "What do bakers earn?", "What do plumbers earn?")
    update = turned(ready(advisor), two, {"act": "edit", "turn": "1"}, ENGLISH)
    assert update.box.value == "What do bakers earn?"
    assert "You are changing an earlier question" in update.bar
    assert update.conversation.turns == two.turns
    asked = update.conversation.asked("What do welders earn?")
    assert [turn.message for turn in asked.turns] == ["What do welders earn?"]
    assert asked.earlier == (Focus(),)
    assert not asked.editing


@pytest.mark.parametrize("turn", ["0", "3", "-1", "x", ""])
def test_a_message_that_there_is_not_cannot_be_changed(advisor: Advisor, turn: str) -> None:
    two = talked(advisor, "What do bakers earn?", "What do plumbers earn?").changing(1)
    assert turned(ready(advisor), two, {"act": "edit", "turn": turn}, ENGLISH).conversation.editing == 0


def test_the_bar_offers_no_correction_of_what_was_not_read() -> None:
    catalog = advisor_by_words().catalog
    answer = advisor_by_words().ask("hello").answer
    said = Conversation().asked("hello").fold(Answered(answer, Focus()))
    assert "<form" not in reading_bar(said, catalog, ENGLISH)
