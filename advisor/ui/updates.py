"""What the chat shows from a message to its finished answer, as values for its components."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any, NamedTuple

import gradio as gr

from advisor.events import Event
from advisor.question import Correction
from advisor.serving.front import Front
from advisor.serving.limits import TooManyError
from advisor.serving.logs import fault
from advisor.serving.places import BusyError, Place
from advisor.serving.threads import beside
from advisor.ui.kept import begun, keep
from advisor.ui.loading import Loading
from advisor.ui.reading import reading_bar
from advisor.ui.render import answer_markdown, message_markdown, sources_panel
from advisor.ui.view import Conversation, Turn, retraced
from advisor.ui.words import DEFAULT, Words, words_in

BATCH_SECONDS = 0.1  # Between two updates of the page while an answer streams.
LINE_SECONDS = (0.7, 3.0)  # Until a place in line is told, and between two tellings of it.
MAX_MESSAGE = 20_200  # Characters of one message, a pasted résumé; of a question fewer are read.
ENGLISH = words_in(DEFAULT)
log = logging.getLogger(__name__)


class Update(NamedTuple):
    """Values of chat, sources, conversation, box, the bar between both, and what the browser keeps."""

    messages: Any
    sources: Any
    conversation: Conversation
    box: Any
    bar: Any
    kept: Any


async def answering(
    loading: Loading,
    message: str,
    before: Conversation,
    words: Words = ENGLISH,
    correction: Correction | None = None,
    *,
    file: str = "",
    visitor: str = "",
    front: Front | None = None,
) -> AsyncIterator[Update]:
    """The page's updates from a message to its finished answer, at most one a BATCH_SECONDS.

    A message that was read from a file is shown by that file's name. How much a `visitor` may ask,
    and what a chat model may spend for them, is bounded; where many ask, `front` has them wait.
    """
    front = front or Front()
    if not message.strip():
        yield shown(before, loading, words, running=before.is_running)
        return
    said = f"(My résumé, {file})" if file else message[:MAX_MESSAGE]
    conversation = begun(before).asked(said, correction, of_file=bool(file))
    yield shown(conversation, loading, words, running=True)
    while not loading.is_ready():
        if loading.problem:
            yield shown(conversation.failed(loading.problem), loading, words)
            return
        waiting = conversation.told(f"{loading.doing}; your question waits")
        yield shown(waiting, loading, words, running=True)
        await asyncio.sleep(0.3)
    advisor = loading.advisor
    assert advisor
    note = front.note("page")
    left = threading.Event()
    shown_at, has_news = time.monotonic(), False
    try:
        with front.take(visitor, "page") as place:
            async for waiting_line in _in_line(place, words):
                yield shown(conversation.told(waiting_line), loading, words, running=True)
            if before.is_restored:
                grounded, kept = advisor.grounded, before
                before = await beside(lambda: retraced(kept, grounded))
                conversation = begun(before).asked(said, correction, of_file=bool(file))
            focus = conversation.earlier[-1]
            events = advisor.stream(message[:MAX_MESSAGE], focus, correction, visitor=visitor, stop=left)
            async for event in in_thread(events, left):
                if event:
                    conversation = conversation.fold(event)
                    has_news = True
                    note.heard(event)
                is_due = time.monotonic() - shown_at >= BATCH_SECONDS
                if has_news and is_due and conversation.is_running:
                    shown_at, has_news = time.monotonic(), False
                    yield shown(conversation, loading, words, running=True)
    except (BusyError, TooManyError) as error:
        conversation = conversation.failed(turned_away(error, words))
    except (asyncio.CancelledError, GeneratorExit):
        note.left()
        raise
    except Exception as error:
        log.error("A message could not be answered: %s", fault(error))
        note.failed()
        conversation = conversation.failed("Something went wrong here; please ask again.")
    finally:
        left.set()
    yield shown(conversation, loading, words)


async def _in_line(place: Place, words: Words) -> AsyncIterator[str]:
    """What the visitor is told until their turn has come: how many are before them, whenever that changes."""
    first, later = LINE_SECONDS
    told, wait = -1, first
    while not await place.came(wait):
        if place.ahead != told:
            told = place.ahead
            yield words("in_line", count=told)
        wait = later


def turned_away(error: BusyError | TooManyError, words: Words) -> str:
    """Why a message is not taken now, and when it will be."""
    if isinstance(error, TooManyError):
        return words("too_many", seconds=error.seconds)
    if error.stopping:
        return words("stopping", seconds=error.seconds)
    return words("busy", count=error.ahead, seconds=error.seconds)


async def in_thread(
    events: Iterator[Event], left: threading.Event | None = None
) -> AsyncIterator[Event | None]:
    """The events of a blocking iterator, run beside the event loop; leaving sets `left` and stops it.

    None comes when nothing did for BATCH_SECONDS, so that what has come can be shown. Each answer
    has a thread of its own, since those that wait for a chat model must not hold up others.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[Event | BaseException | None] = asyncio.Queue()  # None is the end.
    left = left or threading.Event()

    def tell(what: Event | BaseException | None) -> None:
        with contextlib.suppress(RuntimeError):  # The loop has closed: nobody listens any more.
            loop.call_soon_threadsafe(arrived.put_nowait, what)

    def work() -> None:
        end: BaseException | None = None
        try:
            for event in events:
                if left.is_set():
                    return
                tell(event)
        except Exception as error:  # Raised again in the caller's own thread.
            end = error
        tell(end)

    threading.Thread(target=work, name="answer", daemon=True).start()
    try:
        while True:
            if arrived.empty():
                try:
                    async with asyncio.timeout(BATCH_SECONDS):
                        event = await arrived.get()
                except TimeoutError:
                    yield None
                    continue
            else:
                event = arrived.get_nowait()
            if event is None:
                return
            if isinstance(event, BaseException):
                raise event
            yield event
    finally:
        left.set()


def shown(
    conversation: Conversation, loading: Loading, words: Words = ENGLISH, *, running: bool = False
) -> Update:
    """The values that show a conversation; while an answer runs, what stands beside it is left alone."""
    catalog = loading.advisor.catalog if loading.advisor else None
    messages = [message for turn in conversation.turns for message in _messages(turn)]
    if conversation.turns and not running:
        messages[-1]["options"] = _options(conversation.turns[-1])
    box = gr.Textbox(submit_btn=not running, stop_btn=running)
    if running:
        return Update(messages, gr.skip(), conversation, box, "", gr.skip())
    sources = sources_panel(conversation, catalog, words)
    bar = reading_bar(conversation, catalog, words)
    return Update(messages, sources, conversation, box, bar, keep(conversation))


def _messages(turn: Turn) -> list[dict[str, Any]]:
    said = {"role": "user", "content": message_markdown(turn.message)}
    text = answer_markdown(turn) if turn.text else f"*{message_markdown(turn.status)} ...*"
    return [said, {"role": "assistant", "content": text}]


def _options(turn: Turn) -> list[dict[str, str]]:
    if not turn.answer:
        return []
    offered = turn.answer.choices or turn.answer.follow_ups
    return [{"value": one, "label": one} for one in offered]
