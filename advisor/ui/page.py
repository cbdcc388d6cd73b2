"""The chat page, wired: events in, views out. What is shown is decided in `view` and `render`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import gradio as gr

from advisor.chain import Advisor
from advisor.events import Event, Retrieved, Token
from advisor.ui.complaints import offer_complaints
from advisor.ui.render import EMPTY_PANEL, answer_markdown, message_markdown, sources_panel
from advisor.ui.server import build_app, run
from advisor.ui.view import Conversation, Turn

BATCH_SECONDS = 0.1  # Between two updates of the page while an answer streams.
MAX_MESSAGE = 2000  # Characters of one message.
EXAMPLES = (
    ("Will AI take this job?", "Is AI going to take the job of customs officers?"),
    ("What does it pay?", "What does a customs and border protection officer earn?"),
    ("What stays with people?", "Which duties can AI not help with?"),
    ("Do I need college?", "Do I need a college degree for it?"),
)
TITLE = """
<header class="masthead"><div class="logo" aria-hidden="true"><svg viewBox="0 0 24 24" width="26"
height="26" fill="none" stroke="currentColor" stroke-width="1.8"><circle cx="12" cy="12" r="9"/>
<path d="m15.5 8.5-2 5-5 2 2-5z" stroke-linejoin="round"/></svg></div><div><h1>Career advisor</h1>
<p>Honest answers about jobs and AI, with the source of each sentence.
<a href="evaluation" target="_blank" rel="noopener">How good are they?</a>
<a href="method" target="_blank" rel="noopener">Sources and method</a></p></div></header>
"""
log = logging.getLogger(__name__)

Load = Callable[[Callable[[str, int, int], None]], Iterable[Advisor]]
"""Builds advisors, each better than the one before; the first one answers until the next is there."""
Update = tuple[Any, ...]


class Loading:
    """Builds the advisor in the background while the page is already up."""

    def __init__(self, load: Load) -> None:
        self.advisor: Advisor | None = None
        self.problem = ""
        self.doing = "Getting ready"
        self._thread = threading.Thread(target=self._run, args=(load,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_ready(self) -> bool:
        return self.advisor is not None

    def _run(self, load: Load) -> None:
        try:
            for advisor in load(self._progress):
                self.advisor = advisor
            if self.advisor:
                self.advisor.warm()
        except Exception as error:  # The page must be able to say why it cannot answer.
            log.exception("The advisor could not be built")
            self.problem = str(error) or type(error).__name__

    def _progress(self, doing: str, done: int, total: int) -> None:
        self.doing = f"{doing} ({done} of {total})" if total > 1 else doing


def serve(load: Load, host: str, port: int, *, runs: Path, feedback: Path | None = None) -> None:
    """Open the page at once, build the advisor beside it, and serve until interrupted.

    `runs` is the folder of test runs; thumbs-down are written to `feedback`, or not offered.
    """
    loading = Loading(load)
    demo = build_page(loading, feedback)
    app = build_app(demo, loading.is_ready, runs)
    loading.start()
    print(f"Career advisor on http://{host}:{port} (stop with Ctrl+C)", flush=True)
    run(app, host, port)


def build_page(loading: Loading, feedback: Path | None = None) -> gr.Blocks:
    """The Blocks: a chat on the left, the sources of its answers on the right."""
    with gr.Blocks(title="Career advisor", analytics_enabled=False) as demo:
        conversation = gr.State(Conversation())
        gr.HTML(TITLE)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320):
                chat = gr.Chatbot(
                    elem_id="chat",
                    show_label=False,
                    label="Conversation",
                    height="max(26rem, calc(100vh - 17rem))",
                    buttons=["copy"],
                    latex_delimiters=[],
                    allow_tags=False,
                    examples=[{"text": text, "display_text": label} for label, text in EXAMPLES],
                    placeholder="## Ask about an occupation\nWhat people do in it, what it takes,"
                    " what it pays, and what AI may change.",
                )
                box = gr.Textbox(
                    elem_id="box",
                    label="Your question",
                    show_label=False,
                    placeholder="Ask about the job in your own words",
                    max_length=MAX_MESSAGE,
                    submit_btn=True,
                    autofocus=True,
                )
                if feedback:
                    offer_complaints(chat, conversation, loading, feedback)
            with gr.Column(scale=2, min_width=300):
                gr.HTML("<h2>Sources</h2>", elem_id="sources-title")
                panel = gr.HTML(EMPTY_PANEL, elem_id="sources")

        outputs = [chat, panel, conversation, box]

        async def answer(message: str, before: Conversation, request: gr.Request) -> AsyncIterator[Update]:
            async for update in _answering(loading, message, before, _visitor(request)):
                yield update

        async def choose(
            before: Conversation, chosen: gr.SelectData, request: gr.Request
        ) -> AsyncIterator[Update]:
            value = chosen.value["text"] if isinstance(chosen.value, dict) else chosen.value
            async for update in _answering(loading, str(value), before, _visitor(request)):
                yield update

        async def again(before: Conversation, request: gr.Request) -> AsyncIterator[Update]:
            if before.turns:
                last = before.turns[-1].message
                async for update in _answering(loading, last, before.undone(), _visitor(request)):
                    yield update

        def stop(before: Conversation) -> Update:
            return _shown(before.stopped(), loading)

        def taken(text: str, before: Conversation) -> tuple[Any, Any]:
            return ("", gr.skip()) if before.is_running else (text, "")

        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        take = box.submit(taken, [box, conversation], [pending := gr.State(""), box], queue=False, **quiet)
        asked = take.then(answer, [pending, conversation], outputs, **quiet)
        shown = chat.example_select(choose, conversation, outputs, **quiet)
        followed = chat.option_select(choose, conversation, outputs, **quiet)
        retried = chat.retry(again, conversation, outputs, **quiet)
        running = [asked, shown, followed, retried]
        stopping = box.stop(None, None, None, cancels=running, **quiet)
        stopping.then(stop, conversation, outputs, **quiet)
        clearing = chat.clear(None, None, None, cancels=running, **quiet)
        clearing.then(lambda: _shown(Conversation(), loading), None, outputs, **quiet)
    return cast(gr.Blocks, demo)


def _visitor(request: gr.Request) -> str:
    """Who asks: the address, since a new session is but a reload away."""
    return str(request.client.host) if request.client else "unknown"


async def _answering(
    loading: Loading, message: str, before: Conversation, visitor: str = ""
) -> AsyncIterator[Update]:
    """The page's updates from a message to its finished answer, at most one a BATCH_SECONDS."""
    if not message.strip():
        yield _shown(before, loading, running=before.is_running)
        return
    conversation = before.asked(message[:MAX_MESSAGE])
    yield _shown(conversation, loading, running=True)
    while not loading.is_ready():
        if loading.problem:
            yield _shown(conversation.failed(loading.problem), loading)
            return
        waiting = conversation.told(f"{loading.doing}; your question waits")
        yield _shown(waiting, loading, running=True)
        await asyncio.sleep(0.3)
    assert loading.advisor
    left = threading.Event()
    events = loading.advisor.stream(message[:MAX_MESSAGE], before.focus, visitor=visitor, stop=left)
    shown_at, has_news = time.monotonic(), False
    try:
        async for event in _in_thread(events, left):
            if event:
                conversation = conversation.fold(event)
                has_news = has_news or isinstance(event, Token)
            due = has_news and time.monotonic() - shown_at >= BATCH_SECONDS
            if due or isinstance(event, Retrieved):
                shown_at, has_news = time.monotonic(), False
                yield _shown(conversation, loading, running=True)
    except Exception:
        log.exception("A message could not be answered")
        conversation = conversation.failed("Something went wrong here; please ask again.")
    yield _shown(conversation, loading)


async def _in_thread(
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
            try:
                async with asyncio.timeout(BATCH_SECONDS):
                    event = await arrived.get()
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            if isinstance(event, BaseException):
                raise event
            yield event
    finally:
        left.set()


def _shown(conversation: Conversation, loading: Loading, *, running: bool = False) -> Update:
    """Values of chat, sources panel, conversation and box."""
    catalog = loading.advisor.catalog if loading.advisor else None
    messages = [message for turn in conversation.turns for message in _messages(turn)]
    if conversation.turns and not running:
        messages[-1]["options"] = _options(conversation.turns[-1])
    panel = gr.skip() if running else sources_panel(conversation, catalog)
    box = gr.Textbox(submit_btn=not running, stop_btn=running)
    return messages, panel, conversation, box


def _messages(turn: Turn) -> list[dict[str, Any]]:
    said = {"role": "user", "content": message_markdown(turn.message)}
    text = answer_markdown(turn) if turn.text else f"*{message_markdown(turn.status)} ...*"
    return [said, {"role": "assistant", "content": text}]


def _options(turn: Turn) -> list[dict[str, str]]:
    if not turn.answer:
        return []
    offered = turn.answer.choices or turn.answer.follow_ups
    return [{"value": one, "label": one} for one in offered]
