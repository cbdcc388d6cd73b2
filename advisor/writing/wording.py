"""One answer that a chat model is to word, and what became of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.citations import Draft
from advisor.question import Focus, Question
from advisor.writing.faults import Reason
from advisor.writing.spending import Usage
from knowledge.chunk import Passage


@dataclass(slots=True)
class Wording:
    """One answer that a model is to word: what is asked and drafted, and what became of it."""

    question: Question
    passages: Sequence[Passage]
    draft: Draft
    focus: Focus
    visitor: str = ""
    """Who asks, as far as spending is bounded; empty for whoever runs a command."""
    stop: threading.Event | None = None
    usage: Usage = field(default_factory=Usage)
    fault: Reason | None = None
    shown: int = 0
    """Sentences of the model that held."""
    replaced: int = 0
    """Those that did not, and in whose place the draft's stand."""
    entries: tuple[str, ...] = ()
    """Ids of the entries told, in order, for "the second one"."""
    problems: list[str] = field(default_factory=list)
    """Why sentences were not shown, for tests; never logged, since they quote what was said."""

    @property
    def mode(self) -> str:
        return "model" if self.shown else "grounded"
