"""The page's updates from a message to its answer: waiting, batching, failing, stopping."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

import gradio as gr
import pytest

from advisor.answering import Answerer
from advisor.chain import Advisor
from advisor.citations import Sentence
from advisor.events import Event, Retrieved, Token
from advisor.jobs.atlas import Atlas
from advisor.ui.chat import EXAMPLES
from advisor.ui.loading import Load, Loading
from advisor.ui.page import build_page
from advisor.ui.render import empty_panel
from advisor.ui.updates import BATCH_SECONDS, ENGLISH, MAX_MESSAGE, Update, answering, in_thread
from advisor.ui.view import Conversation
from advisor.understanding.cleaned import MAX_LENGTH
from knowledge.progress import Progress
from tests.browser.scripted_server import BrokenAnswerer, advisor_by_words, advisor_over
from tests.fakes import ScriptedAnswerer
from tests.running import ready, run

# Gradio makes event loops that it never closes; they are noticed whenever garbage is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
T = TypeVar("T")
REQUEST = gr.Request(headers={"accept-language": "en"})
MANY_WORDS = tuple(Sentence("word " * 400 + "and so on.") for _ in range(100))


@pytest.fixture(scope="module")
def words() -> Advisor:
    return advisor_by_words()


def scripted(answerer: Answerer) -> Loading:
    return ready(advisor_by_words(answerer))


async def collect(updates: AsyncIterator[Update]) -> list[Update]:
    return [update async for update in updates]


def updates_of(loading: Loading, message: str, before: Conversation = Conversation()) -> list[Update]:  # noqa: B008
    return run(collect(answering(loading, message, before)))


def last_text(update: Update) -> str:
    """What the last bubble of the chat says."""
    return str(update[0][-1]["content"])


def is_running(update: Update) -> bool:
    """Whether the box offers to stop; otherwise it offers to send."""
    box = update[3]
    assert box.stop_btn != box.submit_btn
    return bool(box.stop_btn)


def test_a_message_is_shown_at_once_and_then_its_answer_with_sources(words: Advisor) -> None:
    first, *_, last = updates_of(ready(words), "What does it pay?")
    assert first[0][0]["role"] == "user"
    assert "What does it pay" in first[0][0]["content"]
    assert is_running(first)
    assert "65,000" in last_text(last)
    assert 'id="source-1-1"' in last[1]
    assert last[2].focus.profiles
    assert not is_running(last)


def test_an_empty_message_asks_nothing(words: Advisor) -> None:
    for message in ("", "  \n"):
        (only,) = updates_of(ready(words), message)
        assert only[0] == []
        assert only[2] == Conversation()
        assert not is_running(only)


def test_follow_ups_are_offered_when_the_answer_is_complete_and_only_then(words: Advisor) -> None:
    updates = updates_of(ready(words), "What does it pay?")
    assert all("options" not in update[0][-1] for update in updates[:-1])
    offered = updates[-1][0][-1]["options"]
    assert offered
    assert all(one["value"] for one in offered)


def test_the_next_turn_keeps_what_was_said_before(words: Advisor) -> None:
    loading = ready(words)
    first = updates_of(loading, "What does it pay?")[-1]
    second = updates_of(loading, "and which tools do they use?", first[2])[-1]
    assert len(second[0]) == 4
    assert second[0][1]["content"] == last_text(first)
    assert 'data-turn="1"' in second[1]


def test_a_message_longer_than_the_box_allows_is_cut(words: Advisor) -> None:
    last = updates_of(ready(words), "What does it pay? " + "x" * 2 * MAX_MESSAGE)[-1]
    assert len(last[2].turns[0].message) == MAX_LENGTH


def test_a_question_waits_while_the_advisor_loads_and_is_then_answered(words: Advisor) -> None:
    gate = threading.Event()

    def load(progress: Progress) -> Iterator[Advisor]:
        progress("Unpacking the model", 2, 3)
        gate.wait(30)
        yield words

    loading = Loading(load)
    assert not loading.is_ready()
    loading.start()

    async def ask() -> list[Update]:
        seen = []
        async for update in answering(loading, "What does it pay?", Conversation()):
            seen.append(update)
            if "Unpacking the model" in last_text(update):
                gate.set()
        return seen

    seen = run(ask())
    waiting = next(update for update in seen if "Unpacking the model" in last_text(update))
    assert "2 of 3" in last_text(waiting)
    assert is_running(waiting)
    assert loading.is_ready()
    assert "65,000" in last_text(seen[-1])


def failed(error: Exception, capture: pytest.LogCaptureFixture) -> Loading:
    def load(progress: Progress) -> Iterator[Advisor]:
        raise error

    loading = Loading(load)
    loading.start()
    loading._thread.join()
    assert not loading.is_ready()
    assert any(record.exc_info for record in capture.records)
    return loading


def test_when_loading_failed_the_page_says_why(caplog: pytest.LogCaptureFixture) -> None:
    loading = failed(ValueError("the folder <profiles> is empty"), caplog)
    last = updates_of(loading, "What does it pay?")[-1]
    assert "the folder &lt;profiles&gt; is empty" in last_text(last)
    assert not is_running(last)


def test_a_failure_without_words_does_not_keep_the_question_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loading = failed(RuntimeError(), caplog)

    async def ask() -> list[Update]:
        updates = answering(loading, "What does it pay?", Conversation())
        return await asyncio.wait_for(collect(updates), timeout=2)

    assert not is_running(run(ask())[-1])


def test_the_page_says_what_goes_on_while_the_answer_is_drafted() -> None:
    updates = updates_of(scripted(ScriptedAnswerer(Sentence("Done."), seconds=1.0)), "What does it pay?")
    told = {update[2].turns[-1].status for update in updates if is_running(update)}
    assert any("passages" in status for status in told), told


def test_an_answer_that_breaks_is_told_and_the_box_can_send_again() -> None:
    loading = scripted(BrokenAnswerer())
    updates: list[Update] = []

    async def ask() -> None:
        async for update in answering(loading, "What does it pay?", Conversation()):
            updates.append(update)

    try:
        run(ask())
    except RuntimeError:
        pytest.fail("the page's own event broke: the visitor sees the stop square and no word of it")
    assert not is_running(updates[-1])
    assert last_text(updates[-1]) != last_text(updates[0])


def test_many_words_are_shown_in_few_updates_that_only_grow() -> None:
    start = time.monotonic()
    updates = updates_of(scripted(ScriptedAnswerer(*MANY_WORDS)), "Go on")
    seconds = time.monotonic() - start
    streamed = updates[1:-1]
    assert len(streamed) <= seconds / BATCH_SECONDS
    texts = [update[2].turns[-1].text for update in streamed]
    assert texts
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert updates[-1][2].turns[-1].text.startswith(texts[-1].strip())


def test_the_sources_are_left_alone_while_an_answer_streams(words: Advisor) -> None:
    updates = updates_of(ready(words), "What does it pay?")
    assert all(update[1] == gr.skip() for update in updates[:-1])


class Words:
    """A word a millisecond for five seconds, and how many were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[Event]:
        while self.taken < 5000:
            self.taken += 1
            yield Token("word ")
            time.sleep(0.001)


def test_what_has_come_is_shown_while_nothing_more_comes() -> None:
    def with_a_pause() -> Iterator[Event]:
        yield Token("Half of them ")
        yield Token("earn more. ")
        time.sleep(4 * BATCH_SECONDS)
        yield Token("The rest.")

    async def listen() -> list[str | None]:
        return [event and event.text async for event in in_thread(with_a_pause())]  # type: ignore[union-attr]

    heard = run(listen())
    assert heard.index(None) < heard.index("The rest.")
    assert [text for text in heard if text] == ["Half of them ", "earn more. ", "The rest."]


def test_leaving_an_answer_stops_the_work_on_it() -> None:
    events = Words()

    async def leave() -> int:
        async with asyncio.timeout(10):
            arriving = in_thread(iter(events))
            async for _ in arriving:
                if events.taken > 20:
                    break
            await arriving.aclose()  # type: ignore[attr-defined]
        return events.taken

    taken = run(leave())  # The thread of the work has ended when the loop has closed.
    assert events.taken <= taken + 1


def test_cancelling_an_answer_stops_the_work_on_it() -> None:
    events = Words()

    async def cancel() -> int:
        async def listen() -> None:
            async for _ in in_thread(iter(events)):
                pass

        task = asyncio.ensure_future(listen())
        while events.taken < 20:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return events.taken

    taken = run(cancel())
    assert events.taken <= taken + 1


def test_an_error_in_the_thread_reaches_the_one_who_listens() -> None:
    def broken() -> Iterator[Event]:
        yield Token("word ")
        raise ValueError("broken on purpose")

    async def listen() -> None:
        async for _ in in_thread(broken()):
            pass

    with pytest.raises(ValueError, match="on purpose"):
        run(listen())


def test_the_loop_goes_on_while_an_answer_is_drafted() -> None:
    """Other visitors are served while one waits: drafting does not hold up the event loop."""
    loading = scripted(ScriptedAnswerer(Sentence("Done."), seconds=0.5))
    beats = 0

    async def ask() -> int:
        done = asyncio.ensure_future(collect(answering(loading, "x", Conversation())))

        async def beat() -> None:
            nonlocal beats
            while not done.done():
                beats += 1
                await asyncio.sleep(0.01)

        await asyncio.gather(done, beat())
        return beats

    assert run(ask()) > 10


@pytest.fixture(scope="module")
def demo() -> Iterator[gr.Blocks]:
    def never(progress: Progress) -> Iterator[Advisor]:
        raise AssertionError("not started")

    load: Load = never
    yield build_page(Loading(load))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


def handler(demo: gr.Blocks, name: str) -> Callable[..., Any]:
    (found,) = (one.fn for one in demo.fns.values() if one.name == name)
    assert found
    return found


def test_stopping_keeps_what_was_said_and_frees_the_box(demo: gr.Blocks) -> None:
    asked = Conversation().asked("Go on").fold(Token("So far "))
    shown = handler(demo, "stop")(asked, REQUEST)
    assert "So far" in last_text(shown)
    assert not is_running(shown)


def test_a_stopped_answer_does_not_pretend_to_go_on(demo: gr.Blocks) -> None:
    asked = Conversation().asked("Go on").fold(Retrieved(()))
    shown = handler(demo, "stop")(asked, REQUEST)
    assert asked.turns[-1].status not in last_text(shown)
    assert shown[2].turns[-1].status == ""


def test_stopping_when_nothing_was_asked_shows_nothing(demo: gr.Blocks) -> None:
    shown = handler(demo, "stop")(Conversation(), REQUEST)
    assert shown[0] == []
    assert shown[1] == empty_panel(ENGLISH)


def test_every_example_is_answered_from_what_is_shipped(shipped: Atlas) -> None:
    advisor = advisor_over(shipped.catalog)
    for label, question in EXAMPLES:
        answer = advisor.ask(question).answer
        assert answer.outcome == "answer", label
        assert not answer.abstained, label
        assert answer.citations, label


def test_a_choice_between_occupations_is_offered_in_place_of_follow_ups(words: Advisor) -> None:
    title = next(iter(words.catalog)).title
    last = updates_of(ready(words), "What does a dentist earn?")[-1]
    assert [one["value"] for one in last[0][-1]["options"]] == [title]


def test_what_only_later_answers_need_is_made_when_nobody_waits(words: Advisor) -> None:
    idle = threading.Event()
    loading = Loading(lambda progress: [words], lambda: assert_waited(idle))
    loading.start()
    while not loading.is_ready():
        time.sleep(0.01)
    assert not loading.is_settled
    idle.set()
    loading._thread.join(30)
    assert loading.is_settled


def assert_waited(idle: threading.Event) -> None:
    assert idle.wait(30)
