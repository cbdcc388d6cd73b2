"""Questions with what answers them, and messages with the job they point at: what is learnt beside labels.

`prompts/README.md` shows both formats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.understanding.labels import KINDS, TOPICS, Example

PROMPTS = Path(__file__).parents[2] / "prompts"
MATCHING, POINTING = PROMPTS / "matching", PROMPTS / "pointing"
WHOLE = "all of "  # Begins what a question means that asks for a whole section.


@dataclass(frozen=True, slots=True)
class MatchingExample:
    """A question, the occupation it is asked of ("" for ratings), and the names of what answers it."""

    question: str
    code: str
    meant: tuple[str, ...]
    kind: str

    @property
    def wants_whole(self) -> bool:
        return any(one.startswith(WHOLE) for one in self.meant)

    @property
    def section(self) -> str:
        """The section that answers best; empty when none does."""
        return self.meant[0].removeprefix(WHOLE).partition(":")[0] if self.meant and self.code else ""


@dataclass(frozen=True, slots=True)
class PointingExample:
    """A message and the codes of the occupations that it may be about; none when it points at none."""

    text: str
    codes: tuple[str, ...]


def load_matching(folder: Path = MATCHING) -> list[MatchingExample]:
    """Every question, in file order."""
    return [
        MatchingExample(one["question"], one.get("code", ""), tuple(one["meant"]), one["kind"])
        for one in _objects(folder)
    ]


def load_pointing(folder: Path = POINTING) -> list[PointingExample]:
    """Every message, in file order."""
    return [PointingExample(one["text"], tuple(one["codes"])) for one in _objects(folder)]


def as_labelled(
    questions: Iterable[MatchingExample], messages: Iterable[PointingExample]
) -> Iterator[Example]:
    """What these tell the reader: a question's topic and kind; that a message about a job is a question."""
    for one in questions:
        if one.section in TOPICS:
            kind = one.kind if one.kind in KINDS else "fact"
            yield Example(one.question, topics=(one.section,), kind=kind)
    yield from (Example(one.text) for one in messages if one.codes)


def _objects(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
