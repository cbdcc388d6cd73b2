"""What Gradio would do anew for every update and every visitor, done once or left out.

Measured with 100 visitors: most of the time of a page went into reading the signatures of components and
making components anew for values that say "leave as it is", and memory into sessions of visitors long gone.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy
from typing import Any

import gradio as gr

SESSIONS = 1000  # Visitors whose page is known to the server; of others the browser tells again.
CLOSED = 50  # The same of visitors who closed the page: a phone that wakes up goes on.
SWEEP_SECONDS = 20.0
SKIP = gr.skip()


class LeanBlocks(gr.Blocks):
    """Blocks that hand on "leave as it is" as it stands, without making the component anew for it."""

    async def postprocess_data(self, block_fn: Any, predictions: Any, state: Any) -> list[Any]:
        several = isinstance(predictions, list | tuple) and len(block_fn.outputs) == len(predictions) > 1
        left = (
            {at for at, one in enumerate(predictions) if isinstance(one, dict) and one == SKIP}
            if several
            else set()
        )
        if not left:
            return list(await super().postprocess_data(block_fn, predictions, state))
        others = copy(block_fn)
        others.outputs = [one for at, one in enumerate(block_fn.outputs) if at not in left]
        values = [one for at, one in enumerate(predictions) if at not in left]
        if not values:
            return [dict(SKIP) for _ in predictions]
        given = values if len(values) > 1 else values[0]
        made = iter(await super().postprocess_data(others, given, state))
        return [dict(SKIP) if at in left else next(made) for at in range(len(predictions))]


def read_signatures_once(demo: gr.Blocks) -> None:
    """Have Python find the signatures that Gradio asks for at every update: of components and of events."""
    kinds = {one for block in demo.blocks.values() for one in type(block).__mro__}
    for read in (*(vars(kind).get("__init__") for kind in kinds), *(one.fn for one in demo.fns.values())):
        made: Any = read
        while inspect.isfunction(made):
            if not hasattr(made, "__signature__"):
                made.__signature__ = inspect.signature(made)  # type: ignore[attr-defined]
            made = getattr(made, "__wrapped__", None)


def keep_no_statistics(demo: gr.Blocks) -> None:
    """Have the queue make no table of all its events after each of them."""
    demo._queue.ANALYTICS_MAX_EVENTS = 1
    demo._queue.ANAYLTICS_CACHE_FREQUENCY = 10**12  # Gradio's own spelling.


def forget_left(demo: gr.Blocks, most_closed: int = CLOSED) -> None:
    """Let go of all that is held for those who closed the page, but the last few."""
    holder, queue = demo.state_holder, demo._queue
    closed = [name for name, one in list(holder.session_data.items()) if one.is_closed]
    for name in closed[: max(0, len(closed) - most_closed)]:
        holder.session_data.pop(name, None)
        holder.time_last_used.pop(name, None)
    for held in (queue.pending_event_ids_session, queue.pending_messages_per_session):
        for name in [one for one in list(held) if one not in holder.session_data]:
            if not queue.pending_event_ids_session.get(name):
                held.pop(name, None)


@asynccontextmanager
async def sweeping(demo: gr.Blocks) -> AsyncIterator[None]:
    """Forget those who left, now and then, for as long as the server runs."""

    async def sweep() -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            forget_left(demo)

    task = asyncio.create_task(sweep())
    try:
        yield
    finally:
        task.cancel()
