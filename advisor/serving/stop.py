"""A server that ends gracefully: asked to stop, it finishes what is under way and takes nothing new."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType

import uvicorn

from advisor.serving.places import Places

FLUSHED_SECONDS = 1.0  # From the end of the last answer until its last words are with the visitor.


class GracefulServer(uvicorn.Server):
    """On SIGTERM it turns messages away as busy until those under way are answered, and ends with 0."""

    def __init__(
        self,
        config: uvicorn.Config,
        places: Places,
        seconds: float,
        end_streams: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(config)
        self._places, self._seconds, self._end_streams = places, seconds, end_streams
        self._asked_at = self._busy_at = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig != signal.SIGTERM or self._asked_at:
            super().handle_exit(sig, frame)
            return
        self._asked_at = self._busy_at = time.monotonic()
        self._places.close()

    async def on_tick(self, counter: int) -> bool:
        is_over = await super().on_tick(counter)
        return is_over or (self._asked_at > 0 and self._is_done())

    def _is_done(self) -> bool:
        now = time.monotonic()
        if self._places.answering or self._places.in_line:
            self._busy_at = now
        if now - self._busy_at < FLUSHED_SECONDS and now - self._asked_at < self._seconds:
            return False
        self._end_streams()
        return True
