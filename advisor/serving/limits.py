"""How much one visitor may ask for: messages in a time, event streams at a time, bytes of a request."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.errors import AdvisorError, SettingsError

MAX_BODY = 256_000  # Bytes of a request of a program.
MAX_PAGE_BODY = 8_000_000  # Bytes of a request of the page, which sends what the browser keeps.
MAX_UPLOAD = 5_000_000  # Bytes of a résumé.
STREAMS = 200  # Event streams of one address at a time: two a tab, and a school may share an address.
UNLIMITED = "off"


class TooManyError(AdvisorError):
    """A visitor sent more messages than anyone reads the answers of."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many messages in a short time. Please try again in {seconds} seconds.")


class Pace:
    """How many messages one visitor may send in what time."""

    def __init__(self, rate: str) -> None:
        """The rate is written as in "120/minute" or "60/minute; 900/hour"; raises SettingsError."""
        from limits import parse_many  # Only who serves pays for the import.
        from limits.storage import MemoryStorage
        from limits.strategies import SlidingWindowCounterRateLimiter

        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        try:
            self._items = parse_many(rate)
        except ValueError as error:
            raise SettingsError(
                f'ADVISOR_RATE is {rate!r}; write it as in "120/minute" or "60/minute; 900/hour", or off.'
            ) from error

    def hit(self, visitor: str) -> None:
        """Count a message; raises TooManyError, which says when the next one will be taken."""
        self.check(visitor)
        for item in self._items:
            self._limiter.hit(item, visitor)

    def check(self, visitor: str) -> None:
        """Whether a message would be taken now: raises TooManyError where it would not."""
        for item in self._items:
            if not self._limiter.test(item, visitor):
                reset = self._limiter.get_window_stats(item, visitor).reset_time
                raise TooManyError(max(1, math.ceil(reset - time.time())))


def pace_of(rate: str) -> Pace | None:
    """The pace for a setting; None where it is off."""
    return None if rate.strip().lower() == UNLIMITED else Pace(rate)


class Open:
    """How many of something every visitor has open; nothing is kept of who has none."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_visitor: Counter[str] = Counter()

    @property
    def total(self) -> int:
        return self._by_visitor.total()

    @contextmanager
    def one(self, visitor: str) -> Iterator[bool]:
        """One more while it lasts; False, and not counted, where the visitor has as many as may be."""
        if self._by_visitor[visitor] >= self._most:
            yield False
            return
        self._by_visitor[visitor] += 1
        try:
            yield True
        finally:
            self._by_visitor[visitor] -= 1
            if not self._by_visitor[visitor]:
                del self._by_visitor[visitor]
