"""The chat page, laid out: the chat and the other views on the left, what they rest on on the right."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import cast

import gradio as gr

from advisor.serving import logs
from advisor.serving.access import Access, is_loopback, read_users
from advisor.serving.front import Front
from advisor.serving.limits import pace_of
from advisor.serving.peers import Peers, read_peers
from advisor.serving.places import Places, answers_at_once
from advisor.settings import Settings
from advisor.ui import panels
from advisor.ui.beside import Views, view_tabs, wire_views
from advisor.ui.chat import chat_column, view, wire_chat
from advisor.ui.complaints import offer_complaints
from advisor.ui.desk import Desk
from advisor.ui.lean import LeanBlocks
from advisor.ui.loading import Load, Loading
from advisor.ui.own import ReadFile
from advisor.ui.render import empty_panel
from advisor.ui.server import build_app, run
from advisor.ui.view import Conversation
from advisor.ui.words import DEFAULT, languages, words_in

# Fixed, so that what a browser keeps is read again after a restart. The page holds it: it is no protection.
SECRET = "career-advisor"
log = logging.getLogger(__name__)


IDLE = 0.5  # Seconds without a visitor after which what later answers need is made, or...
MOST_BUSY = 20  # ...after which it is made beside the answers.
UPLOADS_KEPT = (600, 600)  # Seconds between two looks for uploads that nobody read, and their age.


def serve(load: Load, settings: Settings, *, read: ReadFile | None = None) -> None:
    """Open the page at once, build the advisor beside it, and serve until interrupted.

    Résumés can be sent as files where `read` reads them.
    """
    host, port = settings.host, settings.port
    access = Access(read_users(settings.users)) if settings.users else None
    at_once = answers_at_once(settings.answers, with_model=bool(settings.model))
    front = Front(Places(at_once, settings.waiting), pace_of(settings.rate))
    if settings.log == "json":
        logs.in_json()
    if not access and not is_loopback(host):
        log.warning("Everyone who reaches %s:%d may ask; ADVISOR_USERS names who may.", host, port)
    loading = Loading(load, partial(front.places.until_idle, IDLE, at_most=MOST_BUSY))
    demo = build_page(loading, settings.feedback, read, front)
    app = build_app(demo, loading, settings.runs, host=host, texts=texts(), front=front, access=access)
    if settings.peers:
        app.add_middleware(Peers, peers=read_peers(settings.peers), own=settings.process)
    loading.start()
    print(f"Career advisor on http://{host}:{port} (stop with Ctrl+C)", flush=True)
    run(
        app,
        host,
        port,
        front=front,
        trusted_proxies=settings.trusted_proxies,
        stop_seconds=settings.stop_seconds,
    )


def texts() -> gr.I18n:
    """The page's own words in every language there is, for the visitor's browser to choose from."""
    return gr.I18n(**{language: words_in(language).texts for language in languages()})


def build_page(
    loading: Loading,
    feedback: Path | None = None,
    read: ReadFile | None = None,
    front: Front | None = None,
) -> gr.Blocks:
    """The Blocks of the page; its messages wait in line at `front`."""
    say, front = texts(), front or Front()
    with LeanBlocks(title="Career advisor", analytics_enabled=False, delete_cache=UPLOADS_KEPT) as demo:
        conversation, desk = gr.State(Conversation()), gr.State(Desk())
        now = gr.BrowserState(None, storage_key="career-advisor-now", secret=SECRET)
        kept = gr.BrowserState([], storage_key="career-advisor-kept", secret=SECRET)
        file = gr.Textbox(visible=False)
        head = gr.HTML(panels.masthead(words_in(DEFAULT)), apply_default_css=False)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320), gr.Tabs(elem_id="views", selected="chat") as main:
                with gr.Tab(say("tab_chat"), id="chat"):
                    column = chat_column(loading, conversation, now, say, read, front)
                    if feedback:
                        offer_complaints(column.chat, conversation, loading, feedback)
                views = Views(desk, kept, head, main, file)
                view_tabs(say, views, column)
            with gr.Column(scale=2, min_width=300), gr.Tabs(elem_id="side", selected="sources") as views.side:
                with gr.Tab(say("tab_sources"), id="sources", render_children=True):
                    column.sources = gr.HTML(
                        empty_panel(words_in(DEFAULT)), elem_id="sources", apply_default_css=False
                    )
                with gr.Tab(say("tab_job"), id="job", render_children=True):
                    views.panels["job"] = view("job")
        wire_chat(column)
        wire_views(loading, views, column, demo)
    return cast(gr.Blocks, demo)
