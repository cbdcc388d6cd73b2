"""Many visitors at once, as each of them sees it: a place in line, a kind no, and nothing lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, TypeVar

import pytest

from advisor.citations import Sentence
from advisor.serving.front import Front
from advisor.serving.limits import Pace
from advisor.serving.places import Places
from advisor.ui import updates
from advisor.ui.chat import known
from advisor.ui.kept import keep
from advisor.ui.loading import Loading
from advisor.ui.updates import Update, answering, recalled
from advisor.ui.view import Conversation
from advisor.ui.words import words_in
from tests.browser.scripted_server import advisor_by_words
from tests.fakes import ScriptedAnswerer
from tests.running import ready, run

# Other tests leave event loops of Gradio's behind; they are noticed whenever garbage is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
T = TypeVar("T")
SLOW = ScriptedAnswerer(Sentence("At last."), seconds=0.4)


@pytest.fixture(scope="module")
def quick() -> Loading:
    return ready(advisor_by_words())


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Loading:
    monkeypatch.setattr(updates, "LINE_SECONDS", (0.05, 0.05))
    return ready(advisor_by_words(SLOW))


def asked(loading: Loading, front: Front, visitor: str = "a", language: str = "en") -> AsyncIterator[Update]:
    words = words_in(language)
    return answering(loading, "What does it pay?", Conversation(), words, visitor=visitor, front=front)


async def said(updates: AsyncIterator[Update]) -> list[str]:
    return [str(update.messages[-1]["content"]) async for update in updates]


def test_whoever_waits_is_told_how_many_are_before_them_and_then_answered(slow: Loading) -> None:
    front = Front(Places(1))

    async def crowd() -> list[list[str]]:
        return list(await asyncio.gather(*(said(asked(slow, front)) for _ in range(3))))

    first, second, third = run(crowd())
    assert not any("before yours" in one for one in first)
    assert any("before yours: 1" in one for one in second)
    assert next(one for one in third if "before yours" in one).startswith("*Others are asking, too")
    assert any("before yours: 2" in one for one in third)
    assert any("before yours: 1" in one for one in third)
    assert all("At last" in one[-1] for one in (first, second, third))
    assert (front.places.answering, front.places.in_line) == (0, 0)


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Many people are asking right now"), ("es", "preguntan muchas personas")]
)
def test_a_full_line_answers_at_once_and_kindly_and_the_message_can_be_sent_again(
    slow: Loading, language: str, line: str
) -> None:
    front = Front(Places(1, waiting=0))

    async def crowd() -> list[Update]:
        before = asyncio.ensure_future(said(asked(slow, front)))
        await asyncio.sleep(0.05)
        turned_away = [one async for one in asked(slow, front, language=language)]
        assert not before.done()
        await before
        return turned_away

    last = run(crowd())[-1]
    assert line in last.messages[-1]["content"]
    assert not last.conversation.is_running
    assert last.conversation.turns[-1].message == "What does it pay?"
    assert last.conversation.undone() == Conversation(
        id=last.conversation.id, started=last.conversation.started
    )


def test_too_many_messages_of_one_visitor_are_told_when_to_go_on(quick: Loading) -> None:
    front = Front(pace=Pace("1/minute"))
    assert "65,000" in run(said(asked(quick, front)))[-1]
    assert "Please go on in about" in run(said(asked(quick, front)))[-1]
    assert "65,000" in run(said(asked(quick, front, visitor="b")))[-1]


@pytest.mark.parametrize("seconds", [0.02, 0.2])
def test_whoever_leaves_or_presses_stop_gives_the_place_up(slow: Loading, seconds: float) -> None:
    front = Front(Places(1))

    async def crowd() -> list[str]:
        first = asyncio.ensure_future(said(asked(slow, front)))
        waiting = asyncio.ensure_future(said(asked(slow, front)))
        await asyncio.sleep(seconds)
        for one in (first, waiting):
            one.cancel()
        await asyncio.wait((first, waiting))
        assert (front.places.answering, front.places.in_line) == (0, 0)
        return await said(asked(slow, front))

    assert "At last" in run(crowd())[-1]


def test_a_closed_door_says_that_it_is_being_restarted(quick: Loading) -> None:
    front = Front()
    front.places.close()
    assert "being restarted" in run(said(asked(quick, front)))[-1]


def test_what_this_process_does_not_know_is_gone_on_with_as_the_browser_keeps_it(quick: Loading) -> None:
    async def last(message: str, before: Conversation) -> Conversation:
        return [one async for one in answering(quick, message, before)][-1].conversation

    first = run(last("What does it pay?", Conversation()))
    now = json.loads(json.dumps(keep(first)))
    again = known(Conversation(), now)
    assert again.is_restored
    after = run(last("and the minimum?", again))
    assert "45,000" in after.turns[-1].text
    assert [turn.number for turn in after.turns] == [1, 2]
    assert after.id == first.id
    assert known(first, None) is first


def test_a_page_that_comes_back_does_not_wait_where_many_ask(quick: Loading) -> None:
    assert quick.advisor
    advisor, first = quick.advisor, Conversation(id="x", started="then").asked("What does it pay?")
    for event in advisor.stream("What does it pay?"):
        first = first.fold(event)
    kept = known(Conversation(), json.loads(json.dumps(keep(first))))
    front = Front(Places(1, waiting=0))
    assert run(recalled(kept, advisor, front)).focus.profiles
    with front.places.take():
        assert run(recalled(kept, advisor, front)) is kept
    assert (front.places.answering, front.places.in_line) == (0, 0)


@pytest.mark.parametrize(
    "forged", [None, [], "x", {"id": "x"}, {"turns": [{}] * 99}, {"version": 1, "turns": "x"}]
)
def test_what_a_browser_forges_is_taken_for_nothing(forged: Any) -> None:
    assert known(Conversation(), forged) == Conversation()
