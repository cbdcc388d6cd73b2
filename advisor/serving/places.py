"""The places in which answers are made, and the bounded line in front of them.

All of it runs in the event loop of the server, so nothing here is locked.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from types import TracebackType

from knowledge.errors import AdvisorError

WAITING = 200  # Messages in line for a place; more are told to come back.
AGAIN_SECONDS = 5  # After which whoever is turned away is to try again, at least...
A_SECOND = 15  # ...and so many messages are answered meanwhile in each.
BESIDE_A_MODEL = 32  # Answers at once that mostly wait for a chat model.


class BusyError(AdvisorError):
    """The line is full, or the server is about to stop: whoever asks is to come back in a moment."""

    def __init__(self, ahead: int, *, stopping: bool = False) -> None:
        self.ahead, self.stopping, self.seconds = ahead, stopping, max(AGAIN_SECONDS, ahead // A_SECOND)
        why = "The advisor is about to be restarted" if stopping else f"{ahead} messages are being answered"
        super().__init__(f"Busy: {why}. Please try again in {self.seconds} seconds.")


def answers_at_once(wanted: int, *, with_model: bool) -> int:
    """How many answers are made at once; 0 leaves it to what was measured.

    Python makes one answer at a time however many threads there are, so that a third would only make
    the first two slower; one that waits for a chat model leaves the processor to others.
    """
    if wanted:
        return wanted
    return BESIDE_A_MODEL if with_model else min(2, os.cpu_count() or 1)


class Place:
    """One visitor's place: in line until its turn has come, given up by leaving the `with`."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.turn = asyncio.Event()

    @property
    def ahead(self) -> int:
        """How many are before it: those in line, and where none is, those being answered."""
        return self._places.ahead_of(self)

    async def came(self, seconds: float | None = None) -> bool:
        """Wait for the turn, at most so long; whether it has come."""
        try:
            async with asyncio.timeout(seconds):
                await self.turn.wait()
        except TimeoutError:
            return False
        return True

    def __enter__(self) -> Place:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._places.leave(self)


class Places:
    """So many answers at once, and so many more in line for them."""

    def __init__(self, at_once: int, waiting: int = WAITING) -> None:
        self._at_once, self._most = at_once, waiting
        self._answering: set[Place] = set()
        self._line: deque[Place] = deque()
        self.is_closed = False

    @property
    def in_line(self) -> int:
        return len(self._line)

    @property
    def answering(self) -> int:
        return len(self._answering)

    def take(self) -> Place:
        """A place, its turn come where one is free; raises BusyError where the line is full."""
        if self.is_closed:
            raise BusyError(self.answering + self.in_line, stopping=True)
        place = Place(self)
        if len(self._answering) < self._at_once:
            self._begin(place)
        elif len(self._line) < self._most:
            self._line.append(place)
        else:
            raise BusyError(self.answering + self.in_line)
        return place

    def ahead_of(self, place: Place) -> int:
        return self._line.index(place) + self._at_once if place in self._line else 0

    def leave(self, place: Place) -> None:
        """Give a place up; whoever is next in line has their turn."""
        if place in self._line:
            self._line.remove(place)
        self._answering.discard(place)
        while self._line and len(self._answering) < self._at_once:
            self._begin(self._line.popleft())

    def until_idle(self, seconds: float, *, at_most: float) -> None:
        """Block until nobody was here for some seconds, or for too long to go on waiting.

        For a thread that works beside the answers: it would take turns with them.
        """
        since = start = time.monotonic()
        while (now := time.monotonic()) < min(since + seconds, start + at_most):
            time.sleep(seconds / 10)
            if self._answering or self._line:
                since = now

    def close(self) -> None:
        """Take nobody in any more; those who are in line are answered."""
        self.is_closed = True

    async def emptied(self, seconds: float) -> bool:
        """Wait until nobody is left, at most so long; whether nobody is."""
        end = asyncio.get_running_loop().time() + seconds
        while (self._answering or self._line) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.05)
        return not self._answering and not self._line

    def _begin(self, place: Place) -> None:
        self._answering.add(place)
        place.turn.set()
