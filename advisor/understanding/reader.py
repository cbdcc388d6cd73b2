"""Read a message: the trained reader, and the word-matching one for when there is no model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from advisor.question import Focus
from advisor.understanding.exported import exported, opened
from advisor.understanding.labels import FACETS, INTENTS, KINDS, TOPICS, Example, Reading
from advisor.word_index import WordIndex
from advisor.words import stems
from knowledge.progress import Progress, in_silence

NOTHING_BEFORE = Focus()
HEADS = {"intents": INTENTS, "topics": TOPICS, "kinds": KINDS, "facets": FACETS}
MAX_TOKENS = 192  # Of a message and what was before it; a ramble is read by its sentences.
LONGEST_BEFORE = 100  # Characters of the last question that a reader sees.
EARLIER = 3  # Turns before the last whose topics it sees.
OWN_TOPIC = 0.55  # A follow-up this sure of its topic keeps it instead of the one before.


class QuestionReader(Protocol):
    """Anything that reads messages."""

    def read(self, text: str, focus: Focus = NOTHING_BEFORE) -> Reading:
        """How the message reads after what was before it; occupations may stand as "this job"."""
        ...


def before(focus: Focus) -> str:
    """The turns before, as a reader sees them: how the last one was read, its words, earlier topics."""
    if not focus.past:
        return ""
    read_as = (*focus.topics, focus.kind, *sorted(focus.facets))
    earlier = (" ".join(topics) for topics in reversed(focus.past[:-1][-EARLIER:]))
    said = f"{', '.join(read_as)}: {focus.said[:LONGEST_BEFORE]}"
    return " | ".join((said, *earlier)).replace("_", " ")


class TrainedReader:
    """The embedding model with the trained adapter and heads, as one ONNX file."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer, self._session = opened(folder, "reader", "question reader", max_tokens=MAX_TOKENS)
        self._remembered = lru_cache(maxsize=2048)(self._read)

    def read(self, text: str, focus: Focus = NOTHING_BEFORE) -> Reading:
        return self._remembered(text, before(focus))

    def _read(self, text: str, context: str) -> Reading:
        encoded = self._tokenizer.encode(text, context)
        outputs = self._session.run(
            list(HEADS),
            {
                "input_ids": np.array([encoded.ids], dtype=np.int64),
                "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
            },
        )
        named = {
            head: dict(zip(labels, map(float, values[0]), strict=True))
            for (head, labels), values in zip(HEADS.items(), outputs, strict=True)
        }
        return Reading(**named)


def load_reader(models_folder: Path, progress: Progress = in_silence) -> TrainedReader:
    """The trained reader, exported from the model and the shipped weights on first use.

    Raises EmbedderError when the model is missing, UnderstandingError when the weights do not fit.
    """
    return TrainedReader(exported("reader", "the question reader", models_folder, progress))


class NearestReader:
    """Read a message as the labelled examples that share most of its words; needs no model."""

    neighbours = 12

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._index = WordIndex((_masked(one.text) for one in examples), left_out=())

    def read(self, text: str, focus: Focus = NOTHING_BEFORE) -> Reading:
        scores = self._index.scores(stems(text))
        best = np.argsort(-scores)[: self.neighbours]
        votes: dict[str, defaultdict[str, float]] = {head: defaultdict(float) for head in HEADS}
        for at in best:
            example, weight = self._examples[at], float(scores[at]) ** 2
            votes["intents"][example.intent] += weight
            for topic in example.topics:
                votes["topics"][topic] += weight / len(example.topics)
            if example.kind:
                votes["kinds"][example.kind] += weight
            for facet in (*example.facets, *(["followup"] if example.followup else [])):
                votes["facets"][facet] += weight
        total = sum(votes["intents"].values())
        reading = Reading(
            intents=_shares(votes["intents"], INTENTS),
            topics=_shares(votes["topics"], TOPICS),
            kinds=_shares(votes["kinds"], KINDS),
            facets={name: votes["facets"][name] / total if total else 0.0 for name in FACETS},
        )
        follows = reading.facets["followup"] >= 0.5 and reading.topics[reading.topic] < OWN_TOPIC
        if not (follows and focus.topics):
            return reading
        return replace(reading, topics=_shares(dict.fromkeys(focus.topics, 1.0), TOPICS))


def _masked(text: str) -> str:
    return text.replace("{", " ").replace("}", " ")


def _shares(votes: dict[str, float], labels: Sequence[str]) -> dict[str, float]:
    """Votes as shares that add up to 1; without any vote, all labels alike."""
    total = sum(votes.values())
    return {label: votes.get(label, 0.0) / total if total else 1 / len(labels) for label in labels}
