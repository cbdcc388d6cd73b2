"""The tokens that calls take, and how many a visitor and all together may take in an hour."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What the calls for one answer took."""

    sent: int = 0
    """Tokens of the prompts."""
    received: int = 0
    """Tokens of what the model said."""
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        return self.sent + self.received

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.sent + other.sent, self.received + other.received, self.seconds + other.seconds)


@dataclass(slots=True)
class Spent:
    """Tokens of one call: what it may take until it has ended, then what it took."""

    at: float
    visitor: str
    tokens: int


class Spending:
    """Keeps the books of an hour. Whoever runs a command is no visitor, and is not bounded."""

    def __init__(
        self, per_visitor: int, per_hour: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Tokens that one visitor, and all visitors together, may take within an hour."""
        self._per_visitor, self._per_hour, self._clock = per_visitor, per_hour, clock
        self._book: deque[Spent] = deque()
        self._lock = threading.Lock()

    def reserve(self, visitor: str, tokens: int) -> Spent | None:
        """Room for a call of at most so many tokens; None when there is none left."""
        with self._lock:
            now = self._clock()
            while self._book and self._book[0].at <= now - HOUR:
                self._book.popleft()
            entry = Spent(now, visitor, tokens)
            if visitor:
                mine = sum(one.tokens for one in self._book if one.visitor == visitor)
                everyones = sum(one.tokens for one in self._book if one.visitor)
                if mine + tokens > self._per_visitor or everyones + tokens > self._per_hour:
                    return None
            self._book.append(entry)
            return entry

    def settle(self, entry: Spent, tokens: int) -> None:
        """What a call did take, in the place of what it might have taken."""
        with self._lock:
            entry.tokens = tokens
