"""Work of its own thread, beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def beside(work: Callable[[], T]) -> T:
    """The result of work done in a daemon thread: however long it takes, the server can end without it."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if done.done():  # Whoever waited has left.
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as raised:  # Raised again in the caller's own thread.
            error = raised
        with contextlib.suppress(RuntimeError):  # The loop has closed: nobody listens any more.
            loop.call_soon_threadsafe(tell, result, error)

    threading.Thread(target=run, name="answer", daemon=True).start()
    return await done
