"""The views beside the chat, wired: one job, all jobs, jobs side by side, where next, what was kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import gradio as gr

from advisor.jobs.atlas import Atlas
from advisor.ui import panels
from advisor.ui.chat import QUIET, ChatColumn, as_found, turned, view, words_of
from advisor.ui.desk import Desk
from advisor.ui.export import KINDS, export
from advisor.ui.kept import Kept, read_all, read_kept, restored, without
from advisor.ui.loading import Loading
from advisor.ui.updates import recalled, shown
from advisor.ui.view import Conversation
from advisor.ui.words import DEFAULT, Words

KEEP = "(now, kept) => [careerAdvisor.keep(now, kept)]"  # A bare list would be one value an output.
SAVE = "(file) => careerAdvisor.save(file)"
SETTLED = "() => careerAdvisor.settled()"
WAIT_SECONDS = 0.3

Key = Callable[[Desk], Hashable]
Draw = Callable[[Desk, Atlas, Words], str]
PANELS: dict[str, tuple[Key, Draw]] = {
    "job": (lambda one: (one.job, one.target, one.start, one.held), panels.job_panel),
    "compare": (lambda one: (one.compared, one.compare_problem), panels.compare_panel),
    "explore": (lambda one: (one.query, one.shown), panels.explore_panel),
    "next": (
        lambda one: (one.start, one.target, one.wishes, one.held, one.next_problem),
        panels.next_panel,
    ),
}
"""The views that the desk decides: what of it each shows, and how it is drawn."""


FORMS: dict[str, Callable[[Words], str]] = {
    "explore": panels.explore_form,
    "compare": panels.compare_form,
    "next": panels.next_form,
}


@dataclass(slots=True)
class Views:
    """The components beside the chat; those of the tabs are filled in as the page is laid out."""

    desk: gr.State
    kept: gr.BrowserState
    head: gr.HTML
    main: gr.Tabs
    file: gr.Textbox
    """Holds a file that is to be saved, for the browser to take."""
    side: gr.Tabs = field(init=False)
    history: gr.HTML = field(init=False)
    tabs: dict[str, gr.Tab] = field(default_factory=dict)
    panels: dict[str, gr.HTML] = field(default_factory=dict)
    forms: dict[str, gr.HTML] = field(default_factory=dict)


def view_tabs(say: gr.I18n, views: Views, column: ChatColumn) -> None:
    """The tabs beside the chat's own, inside the tabs of the page."""
    for name in FORMS:
        with gr.Tab(say(f"tab_{name}"), id=name) as views.tabs[name]:
            views.forms[name] = view(f"{name}-form")
            views.panels[name] = view(name)
    with gr.Tab(say("tab_skills"), id="skills") as views.tabs["skills"]:
        column.skills = view("skills")
    with gr.Tab(say("tab_history"), id="history") as views.tabs["history"]:
        views.history = view("history")


def wire_views(loading: Loading, views: Views, column: ChatColumn, demo: gr.Blocks) -> None:
    """Connect what the visitor does in any view with all that it changes."""
    drawn = [views.panels[name] for name in PANELS]
    desk_outputs = [views.desk, *drawn, views.main, views.side]

    def acted(
        desk: Desk, conversation: Conversation, data: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        words, action = words_of(request), {name: str(value) for name, value in data._data.items()}
        if not loading.atlas:
            return tuple(gr.skip() for _ in (*desk_outputs, *column.outputs))
        after = desk.after(action, loading.atlas, words)
        update = turned(loading, conversation, action, words) if action.get("act") == "ask" else None
        spoken = update or (gr.skip() for _ in column.outputs)
        return (*changed(desk, after, loading.atlas, words), *spoken)

    def followed(desk: Desk, conversation: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """The job that the chat came to be about is the one on show, and what was found of the person."""
        if not loading.atlas:
            return tuple(gr.skip() for _ in led_to)
        job = next(iter(conversation.focus.profiles), "")
        resume, words = conversation.focus.resume, words_of(request)
        after = replace(desk.about(job), held=resume.counted if resume else ())
        drawn = changed(desk, after, loading.atlas, words)[1 : len(PANELS) + 1]
        by_name = dict(zip(PANELS, drawn, strict=True))
        kept = gr.skip() if after == desk else after  # Another action may be under way.
        return kept, by_name["job"], by_name["next"], panels.skills_panel(resume, words)

    def mine(conversation: Conversation, request: gr.Request) -> str:
        return panels.skills_panel(conversation.focus.resume, words_of(request))

    async def arrived(desk: Desk, now: Any, request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        """The page as a visitor finds it: what was kept, and what the address asks for."""
        words, kept = words_of(request), read_kept(now)
        conversation = restored(kept) if kept else Conversation()
        head = gr.skip() if words.language == DEFAULT else panels.masthead(words)
        forms = [head, *(draw(words) for draw in FORMS.values())]
        if not loading.atlas:
            drawn = (panels.waiting(loading.doing, words) for _ in PANELS)
            yield (*forms, *as_found(conversation, loading, words), desk, *drawn, gr.skip(), gr.skip())
            while not loading.atlas and not loading.problem:
                await asyncio.sleep(WAIT_SECONDS)
            said: Any = [gr.skip() for _ in column.outputs]  # Something may have been asked meanwhile.
        elif loading.advisor:
            conversation = await recalled(conversation, loading.advisor, column.front)
            said = as_found(conversation, loading, words)
        if loading.atlas:
            job = next(iter(conversation.focus.profiles), "")
            after = desk.about(job).opened_at(dict(request.query_params), loading.atlas)
            yield (*forms, *said, *changed(desk, after, loading.atlas, words, every=tuple(PANELS)))

    acting = [views.panels[name].select for name in views.panels]
    acting += [form.select for form in views.forms.values()]
    everything = [*desk_outputs, *column.outputs]
    done = gr.on(
        acting, acted, [views.desk, column.conversation], everything, trigger_mode="multiple", **QUIET
    )
    done.then(None, None, None, js=SETTLED)
    views.tabs["skills"].select(mine, column.conversation, column.skills, **QUIET)
    led_to = [views.desk, views.panels["job"], views.panels["next"], column.skills]
    for ended in column.ended:
        inputs = [views.desk, column.conversation]
        ended.then(followed, inputs, led_to, **QUIET)
        ended.then(None, [column.now, views.kept], views.kept, js=KEEP)
    demo.load(
        arrived,
        [views.desk, column.now],
        [views.head, *views.forms.values(), *column.outputs, *desk_outputs],
        **QUIET,
    )
    _wire_history(loading, views, column)


def changed(
    before: Desk, after: Desk, atlas: Atlas, words: Words, every: tuple[str, ...] = ()
) -> tuple[Any, ...]:
    """Values of desk, panels and tabs: only those drawn anew that show something else than before."""
    drawn = [
        draw(after, atlas, words) if name in every or key(after) != key(before) else gr.skip()
        for name, (key, draw) in PANELS.items()
    ]
    main = gr.Tabs(selected=after.view) if after.view else gr.skip()
    side = gr.Tabs(selected=after.side) if after.side else gr.skip()
    return (after, *drawn, main, side)


def _wire_history(loading: Loading, views: Views, column: ChatColumn) -> None:
    """What the browser keeps: look at it, go on with it, save it, delete it."""

    def look(kept: Any, conversation: Conversation, request: gr.Request) -> str:
        return panels.history_panel(read_all(kept), conversation.id, words_of(request))

    async def act(
        kept: Any, conversation: Conversation, data: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        words, all_kept = words_of(request), read_all(kept)
        name, identifier = str(data._data.get("act")), str(data._data.get("id"))
        found = next((one for one in all_kept if one.id == identifier), None)
        untouched = tuple(gr.skip() for _ in column.outputs)
        if name == "export" and found:
            file = _file(found, str(data._data.get("kind")), words)
            return (gr.skip(), gr.skip(), file, gr.skip(), *untouched)
        if name == "resume" and found and not conversation.is_running:
            again = restored(found)
            if loading.advisor:
                again = await recalled(again, loading.advisor, column.front)
            told = panels.history_panel(all_kept, again.id, words)
            return (told, gr.skip(), "", gr.Tabs(selected="chat"), *shown(again, loading, words))
        if name == "new" and not conversation.is_running:
            told = panels.history_panel(all_kept, "", words)
            fresh = shown(Conversation(), loading, words)
            return (told, gr.skip(), "", gr.Tabs(selected="chat"), *fresh)
        if name == "forget":
            left = without(all_kept, identifier)
        elif name == "forget-all":
            left = []
        else:
            return tuple(gr.skip() for _ in outputs)
        gone = conversation.id not in {one["id"] for one in left}
        chat = shown(Conversation(), loading, words) if gone and not conversation.is_running else untouched
        told = panels.history_panel(read_all(left), conversation.id, words)
        return (told, left, "", gr.skip(), *chat)

    outputs = [views.history, views.kept, views.file, views.main, *column.outputs]
    views.tabs["history"].select(look, [views.kept, column.conversation], views.history, **QUIET)
    acted = views.history.select(act, [views.kept, column.conversation], outputs, **QUIET)
    acted.then(None, views.file, None, js=SAVE)


def _file(kept: Kept, kind: str, words: Words) -> str:
    """A file for the browser to save, as JSON; empty for a kind that there is not."""
    return json.dumps(asdict(export(kept, kind, words))) if kind in KINDS else ""
