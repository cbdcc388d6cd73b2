"""The chat column, wired: messages in, answers out; correcting, changing, switching between jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from advisor.question import Correction
from advisor.serving.front import Front
from advisor.ui.kept import read_kept, restored
from advisor.ui.loading import Loading
from advisor.ui.own import ReadFile, message_of, resume_button
from advisor.ui.reading import correction_of, reading_bar
from advisor.ui.render import empty_panel, message_markdown
from advisor.ui.updates import MAX_MESSAGE, Update, answering, shown
from advisor.ui.view import Conversation
from advisor.ui.words import DEFAULT, Words, preferred, words_in
from knowledge.errors import DocumentReadError, UnknownOccupationError

LISTEN = "careerAdvisor.listen(element, trigger)"
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
FINISHED = "() => careerAdvisor.finished()"


def examples_in(words: Words) -> tuple[tuple[str, str], ...]:
    """The questions of the first screen: what they are called, and what is asked."""
    numbers = range(1, sum(key.endswith("_label") for key in words.texts if key.startswith("example_")) + 1)
    return tuple((words(f"example_{n}_label"), words(f"example_{n}")) for n in numbers)


EXAMPLES = examples_in(words_in(DEFAULT))


def view(name: str) -> gr.HTML:
    """A place for the HTML of a view, whose buttons and forms tell their actions by `select`."""
    return gr.HTML("", elem_id=name, js_on_load=LISTEN, apply_default_css=False)


def words_of(request: gr.Request) -> Words:
    """The phrases for the visitor who asks."""
    return preferred(request.headers.get("accept-language", ""))


def visitor_of(request: gr.Request) -> str:
    """Who asks: the address, since a new session is but a reload away."""
    return str(request.client.host) if request.client else "unknown"


@dataclass(slots=True)
class ChatColumn:
    """The components of the chat, and what happens in them; `outputs` are those that an Update fills."""

    loading: Loading
    chat: gr.Chatbot
    bar: gr.HTML
    box: gr.Textbox
    conversation: gr.State
    now: gr.BrowserState
    upload: gr.UploadButton
    read: ReadFile | None
    front: Front
    sources: gr.HTML = field(init=False)
    """Stands elsewhere, as does `skills`: whoever lays the page out makes them before `wire_chat`."""
    skills: gr.HTML = field(init=False)
    ended: list[Any] = field(default_factory=list)
    """Events after which the conversation may be about another job, or be worth keeping."""

    @property
    def outputs(self) -> list[Any]:
        return [self.chat, self.sources, self.conversation, self.box, self.bar, self.now]


def chat_column(
    loading: Loading,
    conversation: gr.State,
    now: gr.BrowserState,
    say: gr.I18n,
    read: ReadFile | None,
    front: Front,
) -> ChatColumn:
    """The chat, the bar below it, the box, and a way to bring a résumé."""
    chat = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        label=say("conversation"),
        height="max(24rem, calc(100vh - 24rem))",
        buttons=["copy"],
        editable="user",
        latex_delimiters=[],
        allow_tags=False,
        autoscroll=False,  # It would go to the end of an answer; the page goes to its beginning.
        examples=_examples(words_in(DEFAULT)),
        placeholder=str(say("welcome")),
    )
    bar = view("reading")
    box = gr.Textbox(
        elem_id="box",
        label=say("box_label"),
        show_label=False,
        placeholder=say("box_placeholder"),
        max_length=MAX_MESSAGE,
        submit_btn=True,
        autofocus=True,
    )
    upload = resume_button(say, with_upload=read is not None)
    return ChatColumn(loading, chat, bar, box, conversation, now, upload, read, front)


def wire_chat(column: ChatColumn) -> None:
    """Connect the column's events; call it when all of its components are laid out."""
    loading, outputs, conversation = column.loading, column.outputs, column.conversation
    chat, box, bar = column.chat, column.box, column.bar
    inputs = [conversation, column.now]

    def told(
        message: str,
        before: Conversation,
        request: gr.Request,
        correction: Correction | None = None,
        *,
        file: str = "",
    ) -> AsyncIterator[Update]:
        return answering(
            loading,
            message,
            before,
            words_of(request),
            correction,
            file=file,
            visitor=visitor_of(request),
            front=column.front,
        )

    async def answer(
        message: str, before: Conversation, now: Any, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        async for update in told(message, known(before, now), request):
            yield *update, ""  # What was sent is not held any longer than it is read.

    async def choose(
        before: Conversation, now: Any, chosen: gr.SelectData, request: gr.Request
    ) -> AsyncIterator[Update]:
        value = chosen.value["text"] if isinstance(chosen.value, dict) else chosen.value
        async for update in told(str(value), known(before, now), request):
            yield update

    async def again(before: Conversation, now: Any, request: gr.Request) -> AsyncIterator[Update]:
        before = known(before, now)
        if before.turns and not before.turns[-1].is_withheld:
            last = before.turns[-1]
            async for update in told(last.message, before.undone(), request, last.correction):
                yield update

    async def from_bar(
        before: Conversation, now: Any, data: gr.EventData, request: gr.Request
    ) -> AsyncIterator[Update]:
        before = known(before, now)
        words, action = words_of(request), {name: str(value) for name, value in data._data.items()}
        if action.get("act") == "correct" and before.turns:
            if meant := _meant(action, loading):
                last, start = before.turns[-1], before.undone()
                async for update in told(last.message, start, request, meant):
                    yield update
            else:
                gr.Warning(words("no_such_job", words=action.get("words", "")))
                yield Update(*(gr.skip() for _ in outputs))
            return
        if action.get("act") == "say":
            said = "" if before.is_running else action.get("say", "")  # What is under way is not cut off.
            async for update in told(said, before, request):
                yield update
            return
        yield turned(loading, before, action, words)

    async def give(file: str, before: Conversation, now: Any, request: gr.Request) -> AsyncIterator[Update]:
        before, message = known(before, now), ""
        try:
            message = await asyncio.to_thread(message_of, file, column.read)
        except DocumentReadError as error:
            gr.Warning(message_markdown(str(error)))
        if before.is_running:
            message = ""
        async for update in told(message, before, request, file=Path(file).name):
            yield update

    def stop(before: Conversation, request: gr.Request) -> Update:
        return shown(before.stopped(), loading, words_of(request))

    async def taken(text: str, before: Conversation) -> tuple[Any, Any]:  # At once, in no thread of its own.
        return ("", gr.skip()) if before.is_running else (text, "")

    def cleared(request: gr.Request) -> Update:
        return shown(Conversation(), loading, words_of(request))

    pending = gr.State("")
    take = box.submit(taken, [box, conversation], [pending, box], queue=False, **QUIET)
    running = [
        take.then(answer, [pending, *inputs], [*outputs, pending], **QUIET),
        chat.example_select(choose, inputs, outputs, **QUIET),
        chat.option_select(choose, inputs, outputs, **QUIET),
        chat.retry(again, inputs, outputs, **QUIET),
        *(one.select(from_bar, inputs, outputs, **QUIET) for one in (bar, column.skills)),
        column.upload.upload(give, [column.upload, *inputs], outputs, **QUIET),
    ]
    stopping = box.stop(None, None, None, cancels=running, **QUIET)
    stopped = stopping.then(stop, conversation, outputs, **QUIET)
    clearing = chat.clear(None, None, None, cancels=running, **QUIET)
    for finished in running:
        finished.then(None, None, None, js=FINISHED)
    column.ended += [*running, stopped, clearing.then(cleared, None, outputs, **QUIET)]


def known(before: Conversation, now: Any) -> Conversation:
    """The conversation of this session; where it is not known here, as the visitor's browser keeps it.

    So it is when another process of the server had it, or when it was not gone on with for long.
    """
    kept = None if before.turns or before.turned_to else read_kept(now)
    return restored(kept) if kept else before


def turned(loading: Loading, before: Conversation, action: dict[str, str], words: Words) -> Update:
    """The page after a job in play was turned to, or a message was picked to be changed."""
    catalog = loading.advisor.catalog if loading.advisor else None
    after, box = before, gr.skip()
    job = action.get("job", "")
    if action.get("act") in ("about", "ask") and catalog and catalog.get(job) and not before.is_running:
        after = before.about(job)
    elif action.get("act") == "edit":
        number = action.get("turn", "")
        place = int(number) - 1 if number.isdecimal() else -1
        picked = before.turns[place] if 0 <= place < len(before.turns) else None
        after = before.changing(picked.number if picked else 0)
        box = gr.Textbox(value=picked.message) if picked and after.editing else gr.skip()
    bar = reading_bar(after, catalog, words)
    return Update(gr.skip(), gr.skip(), after, box, bar, gr.skip())


def as_found(kept: Conversation, loading: Loading, words: Words) -> Update:
    """The chat as a visitor finds it: as it was kept, the first screen's questions in their language.

    Where nothing was kept, nothing else changes: they may have asked before this reaches the page.
    """
    foreign = words.language != DEFAULT
    if not kept.turns:
        chat = gr.Chatbot(examples=_examples(words)) if foreign else gr.skip()
        sources = empty_panel(words) if foreign else gr.skip()
        return Update(chat, sources, *(gr.skip() for _ in range(4)))
    update = shown(kept, loading, words)
    chat = gr.Chatbot(value=update.messages, examples=_examples(words)) if foreign else update.messages
    return update._replace(messages=chat)


def _examples(words: Words) -> list[Any]:
    return [{"text": text, "display_text": label} for label, text in examples_in(words)]


def _meant(action: dict[str, str], loading: Loading) -> Correction | None:
    """The correction that the bar's form tells; None where its job or topic is none."""
    try:
        profile = loading.atlas.find(action.get("words", "")) if loading.atlas else ""
    except UnknownOccupationError:
        return None
    return correction_of(profile, action.get("topic", ""))
