"""The calls of programs stand in the same line as the messages of the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from advisor.serving.front import Front, Over
from advisor.serving.threads import beside
from knowledge.errors import AdvisorError

T = TypeVar("T")
LOOK_SECONDS = 1.0  # Between two looks whether whoever waits in line is still there.


class LeftError(AdvisorError):
    """Whoever called has hung up before their turn came."""


async def in_line(
    front: Front,
    visitor: str,
    over: Over,
    work: Callable[[], T],
    has_left: Callable[[], Awaitable[bool]] | None = None,
) -> T:
    """The result of work when its turn has come; raises BusyError, TooManyError, LeftError and its own."""
    with front.take(visitor, over) as place:
        while not await place.came(LOOK_SECONDS):
            if has_left and await has_left():
                raise LeftError("Nobody waits for this any more.")
        return await beside(work)
