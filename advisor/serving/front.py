"""What every message passes on its way in and out: pace, place, and one note for the operator."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from advisor.events import Answered, Event, Token, Understood
from advisor.serving import logs
from advisor.serving.limits import Pace, TooManyError
from advisor.serving.metrics import Metrics
from advisor.serving.places import BusyError, Place, Places

Over = Literal["page", "api", "mcp"]
UNBOUNDED = 1000


@dataclass(frozen=True, slots=True)
class Front:
    """The limits of one server and its books; as it stands by default it bounds nothing that matters."""

    places: Places = field(default_factory=lambda: Places(UNBOUNDED))
    pace: Pace | None = None
    metrics: Metrics = field(default_factory=Metrics)

    def take(self, visitor: str, over: Over) -> Place:
        """A place for a message; raises TooManyError and BusyError, both of which say when to come back."""
        try:
            if self.pace:
                self.pace.hit(visitor)
            return self.places.take()
        except TooManyError:
            self.metrics.limited("rate")
            raise
        except BusyError:
            self.metrics.busy(over)
            raise

    def note(self, over: Over) -> Note:
        """Begin to note how a message is answered."""
        return Note(self.metrics, over)


@dataclass(slots=True)
class Note:
    """How one message is answered, without a word of it."""

    metrics: Metrics
    over: Over
    began: float = field(default_factory=time.perf_counter)
    first: float | None = None
    topics: Sequence[str] = ()

    def heard(self, event: Event) -> None:
        """Take note of an event of the answer; its last one ends the note."""
        match event:
            case Understood(question):
                self.topics = question.topics
            case Token() if self.first is None:
                self.first = time.perf_counter() - self.began
            case Answered(answer):
                if answer.usage.tokens:
                    self.metrics.spent(answer.usage.sent, answer.usage.received)
                self._end(answer.outcome, answer.mode)

    def failed(self) -> None:
        self._end("failed", "none")

    def left(self) -> None:
        """Whoever asked has left or pressed Stop."""
        self._end("left", "none")

    def _end(self, outcome: str, mode: str) -> None:
        whole = time.perf_counter() - self.began
        self.metrics.answered(outcome, mode, self.over, first=self.first, whole=whole)
        first = None if self.first is None else round(self.first, 3)
        logs.answered(
            {
                "over": self.over,
                "outcome": outcome,
                "mode": mode,
                "topic": ", ".join(self.topics) or None,
                "first_words": first,
                "seconds": round(whole, 3),
            }
        )
