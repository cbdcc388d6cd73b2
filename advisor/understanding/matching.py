"""Tell how surely an entry of a profile answers a question, or that none does: the trained matcher.

It reads question and entry together, so that "do they shield themselves" is not taken for "do they get
ill": words in common are not enough. `matching_training` makes it from `prompts/matching/*.jsonl`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from advisor.understanding.exported import exported, opened
from knowledge.profile import AnyEntry, Section
from knowledge.progress import Progress, in_silence
from knowledge.rated import RatedElement

MAX_TOKENS = 96  # Of a question and an entry.
WAYS = 4  # To ask for a rated element, that the matcher sees.
KINDS = {
    Section.RESPONSIBILITIES: "duty",
    Section.SKILLS: "skill",
    Section.COPILOT_TASKS: "done with AI",
    Section.AUTOMATION: "AI may take over",
    Section.NEW_FRONTIERS: "new role",
    Section.TOOLS: "tool",
    Section.RISKS: "risk",
    Section.SUMMARY: "about the job",
    Section.OUTLOOK: "outlook",
}
"""The sections whose entries are matched, and what an entry of them is called to the matcher."""


class EntryMatcher(Protocol):
    """Anything that tells how surely texts answer a question."""

    def chances(self, question: str, texts: Sequence[str]) -> list[float]:
        """For each text from 0 to 1; occupations in the question may stand as "this job"."""
        ...


def as_read(section: Section, entry: AnyEntry) -> str:
    """An entry of one of KINDS as the matcher reads it."""
    return f"{KINDS[section]}: {entry.quote.replace('**', '').replace(' (AI can assist)', '')}"


def rating_as_read(one: RatedElement) -> str:
    """A rated element as the matcher reads it."""
    return f"how much: {one.said} ({'; '.join(one.asked.split('; ')[:WAYS])})"


class TrainedMatcher:
    """The embedding model with trained adapters and a head, as one ONNX file."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer, self._session = opened(folder, "matcher", "entry matcher", max_tokens=MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._remembered = lru_cache(maxsize=512)(self._chances)

    def chances(self, question: str, texts: Sequence[str]) -> list[float]:
        return list(self._remembered(question, tuple(texts))) if texts else []

    def _chances(self, question: str, texts: tuple[str, ...]) -> tuple[float, ...]:
        encoded = self._tokenizer.encode_batch([(question, text) for text in texts])
        feed = {
            "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
        }
        return tuple(map(float, self._session.run(["chance"], feed)[0]))


def load_matcher(models_folder: Path, progress: Progress = in_silence) -> TrainedMatcher:
    """The trained matcher, exported from the model and the shipped weights on first use.

    Raises EmbedderError when the model is missing, UnderstandingError when the weights do not fit.
    """
    return TrainedMatcher(exported("matcher", "the entry matcher", models_folder, progress))
