"""What the core tells whoever listens while it answers, in this order."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.citations import Answer
from advisor.question import Focus, Question
from knowledge.chunk import Passage


@dataclass(frozen=True, slots=True)
class Understood:
    """How the message was understood."""

    question: Question


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages found for it, best first."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """The next piece of the answer's checked text."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The whole answer, the focus for the next turn, and milliseconds by step."""

    answer: Answer
    focus: Focus
    timings_ms: dict[str, float] = field(default_factory=dict)


Event = Understood | Retrieved | Token | Answered
"""The core yields these; the screen is a fold over them."""
