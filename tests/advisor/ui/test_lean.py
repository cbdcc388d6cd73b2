"""What is left out of Gradio's work changes nothing that a visitor sees."""

from __future__ import annotations

import gc
import inspect
import warnings
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient

from advisor.ui.lean import LeanBlocks, forget_left, keep_no_statistics, read_signatures_once

# Gradio makes event loops that it never closes; they are noticed whenever garbage is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


def blocks(kind: type[gr.Blocks]) -> gr.Blocks:
    """A page with one event that changes some of its components, and leaves others as they are."""
    with kind() as demo:
        state = gr.State(0)
        text, box, html = gr.Textbox("before"), gr.Textbox("kept"), gr.HTML("<b>kept</b>")

        def change(count: int, left: str) -> tuple[Any, ...]:
            return count + 1, gr.Textbox(value=f"after {count}", interactive=True), gr.skip(), gr.skip()

        def leave(left: str) -> tuple[Any, ...]:
            return gr.skip(), gr.skip()

        text.submit(change, [state, box], [state, text, box, html], api_name="change")
        box.submit(leave, box, [box, html], api_name="leave")
    demo.queue()
    return demo


def told(demo: gr.Blocks) -> list[Any]:
    """What the events send to the page, one after the other."""
    calls = {one["api_name"]: one["id"] for one in demo.get_config_file()["dependencies"]}
    app = gr.routes.App.create_app(demo)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with TestClient(app) as client:
            found = []
            for name, data in (("change", [None, "x"]), ("leave", ["x"]), ("change", [None, "x"])):
                asked = {"fn_index": calls[name], "data": data, "session_hash": "a"}
                found.append(client.post("/gradio_api/run/predict", json=asked).json()["data"])
        gc.collect()
    return found


def test_a_page_gets_the_same_updates_as_from_gradio_itself() -> None:
    lean = blocks(LeanBlocks)
    read_signatures_once(lean)
    keep_no_statistics(lean)
    plain, ours = told(blocks(gr.Blocks)), told(lean)
    assert ours[0][1]["value"] == "after 0"
    assert ours[2][1]["value"] == "after 1"
    for theirs, mine in zip(plain, ours, strict=True):
        assert [_meant(one) for one in mine] == [_meant(one) for one in theirs]


def _meant(update: Any) -> Any:
    """An update as a page acts on it: an empty set of properties changes none."""
    if isinstance(update, dict):
        return {name: value for name, value in update.items() if name not in ("props", "elem_id")}
    return update


def test_a_signature_that_is_kept_is_the_one_that_is_read() -> None:
    demo = blocks(LeanBlocks)
    before = {type(one): inspect.signature(type(one).__init__) for one in demo.blocks.values()}
    read_signatures_once(demo)
    for kind, signature in before.items():
        assert inspect.signature(kind.__init__) == signature
    assert gr.Textbox.__init__.__signature__ is inspect.signature(gr.Textbox.__init__)
    for event in demo.fns.values():
        assert event.fn.__signature__ is inspect.signature(event.fn)


def test_those_who_left_are_forgotten_but_the_last_few_and_nobody_who_is_there() -> None:
    demo = blocks(LeanBlocks)
    gr.routes.App.create_app(demo)
    sessions = demo.state_holder.session_data
    for number in range(10):
        demo.state_holder[f"visitor {number}"].is_closed = number % 2 == 0
        demo._queue.pending_event_ids_session[f"visitor {number}"] = set()
    demo._queue.pending_event_ids_session["gone, but asking"] = {"an event"}
    forget_left(demo, most_closed=2)
    assert [int(name[-1]) for name in sessions] == [1, 3, 5, 6, 7, 8, 9]
    assert set(demo._queue.pending_event_ids_session) == {*sessions, "gone, but asking"}
    assert set(demo.state_holder.time_last_used) == set(sessions)
