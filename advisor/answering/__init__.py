"""From a question and its passages to a draft answer.

`Answerer` is the one interface; `GroundedComposer` answers without any language model, from the
parsed fields of the profile. Whatever writes a draft, `advisor.citations` checks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from advisor.citations import Draft
from advisor.question import Focus, Question
from knowledge.chunk import Passage


class Answerer(Protocol):
    """Anything that drafts an answer to an understood question."""

    mode: str

    def draft(self, question: Question, passages: Sequence[Passage], focus: Focus) -> Draft:
        """A draft from the passages; every factual sentence carries its evidence."""
        ...
