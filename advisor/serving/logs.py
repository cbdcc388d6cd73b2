"""The server's log: lines for people, or JSON lines for programs. One line an answer, without its words.

What is said, what is answered, a résumé, an address and a key are in no line: not even where an answer
fails, whose error is told by its kind and place alone.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

ANSWERS = logging.getLogger("advisor.answers")


class JsonLines(logging.Formatter):
    """One JSON object a line; of an error only its kind and where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1]:
            line |= fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def in_json() -> None:
    """Write every line of every logger as JSON, and tell of every answer."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    ANSWERS.setLevel(logging.INFO)


def answered(told: Mapping[str, object]) -> None:
    """A line on one answer: how it turned out, its topic, and its seconds."""
    if ANSWERS.isEnabledFor(logging.INFO):
        ANSWERS.info("answer", extra={"told": dict(told)})


def fault(error: BaseException) -> dict[str, object]:
    """An error as it may be written down: without its message, which may hold a visitor's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-4:]]
    return {"error": type(error).__name__, "at": place}
