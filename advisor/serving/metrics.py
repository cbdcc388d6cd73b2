"""What an operator watches, in Prometheus' text format. Holds counts and seconds; no word of anyone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

KIND = CONTENT_TYPE_LATEST
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
OVER = ("page", "api", "mcp")
_STATUS = Path("/proc/self/status")


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._answers = Counter(
            "advisor_answers",
            "Answers given, by how they turned out, how they were made, and where they were asked",
            ("outcome", "mode", "over"),
            registry=self.registry,
        )
        self._first = Histogram(
            "advisor_first_words_seconds",
            "Seconds from a message to the first words of its answer, waiting in line included",
            ("over",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._whole = Histogram(
            "advisor_answer_seconds",
            "Seconds from a message to its whole answer, waiting in line included",
            ("over",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._busy = Counter(
            "advisor_busy", "Messages turned away as the line was full", ("over",), registry=self.registry
        )
        self._limited = Counter(
            "advisor_limited",
            "Requests turned away, by the limit that they met",
            ("limit",),
            registry=self.registry,
        )
        self._calls = Counter(
            "advisor_model_answers", "Answers that a chat model was called for", registry=self.registry
        )
        self._tokens = Counter(
            "advisor_model_tokens",
            "Tokens that the chat model took, by direction",
            ("direction",),
            registry=self.registry,
        )

    def watch(self, name: str, told: str, value: Callable[[], float]) -> None:
        """A figure that is looked up whenever it is asked for."""
        Gauge(f"advisor_{name}", told, registry=self.registry).set_function(value)

    def answered(self, outcome: str, mode: str, over: str, *, first: float | None, whole: float) -> None:
        """Note an answer; `first` is None where it came as a whole."""
        self._answers.labels(outcome, mode or "none", over).inc()
        self._whole.labels(over).observe(whole)
        if first is not None:
            self._first.labels(over).observe(first)

    def spent(self, sent: int, received: int) -> None:
        """Note what a chat model took for an answer."""
        self._calls.inc()
        self._tokens.labels("sent").inc(sent)
        self._tokens.labels("received").inc(received)

    def busy(self, over: str) -> None:
        self._busy.labels(over).inc()

    def limited(self, limit: str) -> None:
        self._limited.labels(limit).inc()

    def text(self) -> bytes:
        return generate_latest(self.registry)


def resident_bytes() -> float:
    """Memory that this process holds now; 0 where the system does not tell."""
    try:
        lines = _STATUS.read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024.0 for line in lines if line.startswith("VmRSS")), 0.0)
