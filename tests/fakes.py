"""Real implementations of small interfaces, for tests: no model, no network, no surprise."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence

import numpy as np

from advisor.citations import Draft, Sentence
from advisor.question import Focus, Question
from knowledge.chunk import Passage
from knowledge.embedding import Vectors


class HashingEmbedder:
    """Embed a text by its words, so that texts which share words are near."""

    name = "hashing-256"
    dimensions = 256
    max_tokens = 256

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.strip(".,:;?!()").encode()) % self.dimensions] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class ScriptedAnswerer:
    """Drafts what it is told to, after waiting as long as it is told to."""

    mode = "scripted"

    def __init__(self, *sentences: Sentence, seconds: float = 0.0) -> None:
        self.sentences, self.seconds = sentences, seconds

    def draft(self, question: Question, passages: Sequence[Passage], focus: Focus) -> Draft:
        time.sleep(self.seconds)
        return Draft(self.sentences)
