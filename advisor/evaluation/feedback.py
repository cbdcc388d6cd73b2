"""A thumbs-down becomes a test prompt in a local file, for the operator to review.

The file is a list in promptfoo's test-case format, as `prompts/README.md` describes it: one test
for every earlier message of the conversation, which asserts nothing, and one for the message whose
answer displeased. What was answered, from which sources and by which index stands in its metadata.
The assertions are a proposal: they fail as long as the answer stays what it was.
"""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock, Timeout

from advisor.citations import Answer
from knowledge.errors import FeedbackError

REASONS = {
    "wrong": "It is wrong",
    "not_asked": "It is not what I asked",
    "missing": "Something is missing",
    "hard": "It is hard to understand",
    "unsupported": "The source does not say so",
}
MAX_BYTES = 5_000_000  # Of the file; then it wants to be reviewed.
MAX_TEXT = 2000  # Characters of a message or quote.
MAX_ANSWER = 8000
MAX_NOTE = 500
MAX_EARLIER = 20  # Messages before the one that displeased.
MAX_SOURCES = 20
LOCK_SECONDS = 5.0

Entry = dict[str, Any]
PROPOSED: dict[str, tuple[str, tuple[Entry, ...]]] = {
    "wrong": ("facts", ({"value": "file://checks.py:no_other_figures"},)),
    "not_asked": ("conversation", ()),
    "missing": ("facts", ({"value": "file://checks.py:abstains", "config": {"abstained": False}},)),
    "hard": ("conversation", ({"value": "file://checks.py:reads_easily", "config": {"grade": 10}},)),
    "unsupported": ("citation", ({"value": "file://checks.py:no_other_figures"},)),
}
"""For each reason, the metric it counts for and the checks proposed."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A thumbs-down: the answer, the message it answered, those before, and what is wrong with it."""

    question: str
    answer: Answer
    reason: str
    """One of REASONS."""
    note: str = ""
    earlier: tuple[str, ...] = ()


def record(complaint: Complaint, file: Path, *, index: str, private: bool = False) -> None:
    """Append a complaint to the file; `index` is the fingerprint of the index that answered.

    With `private` nothing is recorded: it is for conversations that hold a document of the
    person's own, such as a résumé. Raises FeedbackError where the file cannot be written, is held
    by another for LOCK_SECONDS, or would grow beyond MAX_BYTES.
    """
    if private:
        return
    entries = entries_of(complaint, index=index, moment=datetime.now(UTC))
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=100)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock", timeout=LOCK_SECONDS):
            _append(file, text.encode())
    except Timeout as error:
        raise FeedbackError(f"{file} is being written by another process; try again.") from error
    except (OSError, NotImplementedError) as error:
        raise FeedbackError(
            f"{file} cannot be written ({error}); set ADVISOR_FEEDBACK to another."
        ) from error


def _append(file: Path, added: bytes) -> None:
    """Write all of it or nothing."""
    with file.open("a+b") as output:
        size = output.seek(0, os.SEEK_END)
        if size + len(added) > MAX_BYTES:
            raise FeedbackError(f"{file} is full ({size} bytes); review it and move it away.")
        if size:
            output.seek(-1, os.SEEK_END)
            added = added if output.read(1) == b"\n" else b"\n" + added
        try:
            output.write(added)
            output.flush()
        except OSError:
            output.truncate(size)
            raise


def entries_of(complaint: Complaint, *, index: str, moment: datetime) -> list[Entry]:
    """The tests that a complaint becomes: the earlier messages, and the one it is about."""
    name = f"feedback-{moment:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}"
    turns = (*complaint.earlier[-MAX_EARLIER:], complaint.question)
    entries: list[Entry] = [
        {
            "vars": {"question": _literal(text[:MAX_TEXT])},
            "metadata": {
                "id": f"{name}-{number}",
                "conversationId": name,
                "topic": "feedback",
                "kind": "followup" if number > 1 else "fact",
                "severity": "should",
            },
        }
        for number, text in enumerate(turns, 1)
    ]
    answer = complaint.answer
    entries[-1]["metadata"] |= {
        "reason": complaint.reason,
        "note": _literal(complaint.note[:MAX_NOTE]),
        "answer": _literal(answer.text[:MAX_ANSWER]),
        "sources": [
            {
                "occupation": one.chunk.occupation,
                "section": one.chunk.section.value,
                "chunk_id": one.chunk.id,
                "quote": _literal(one.quote[:MAX_TEXT]),
            }
            for one in answer.citations[:MAX_SOURCES]
        ],
        "index": index,
        "recorded": moment.isoformat(timespec="seconds"),
    }
    entries[-1]["assert"] = _proposed(complaint.reason, answer)
    return entries


def _proposed(reason: str, answer: Answer) -> list[Entry]:
    """That the answer is another one, and what else fits the reason."""
    metric, also = PROPOSED[reason]
    changed = {"type": "not-equals", "value": _literal(answer.text[:MAX_ANSWER]), "metric": metric}
    return [changed, *({"type": "python", "metric": metric, **check} for check in also)]


def _literal(text: str) -> str:
    """The text so that promptfoo takes it as such.

    It would load, or run, a file that a value names at its start, and fill in a template's braces.
    """
    text = re.sub(r"(?<=\{)(?=[{%#])", " ", text.replace("\0", ""))
    return f" {text}" if re.match(r"\w+:", text) else text
