"""Tell which note explains what a message asks of the figures or the advisor: "is that for inflation"."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.embedding import Embedder
from knowledge.notes import Note, notes

WEIGHTS = Path(__file__).with_name("about_data.npz")  # Fitted by tests/benchmarks/about_data.py.
SURE = 0.5  # Chance from which a message asks for a note, ...
LIKELY = 0.25  # ...where it was read as one that asks where something comes from or who is answering, ...
CERTAIN = 0.8  # ...and where it asks of all jobs or of nothing here, which is seldom about the figures.
ALONE = 0.6  # Of that, what the likeliest note has by itself.
NONE = "none"


class NoteFinder:
    """A multinomial logistic model over the notes and "none", on the embedded message.

    It finds none with another embedding model than `model`, that its weights were fitted with.
    """

    def __init__(self, embedder: Embedder, weights: Path = WEIGHTS) -> None:
        self._embedder = embedder
        with np.load(weights) as kept:
            self.model = str(kept["model"])
            self.headings = tuple(map(str, kept["headings"]))
            self._weights, self._bias = kept["weights"].astype(np.float32), kept["bias"].astype(np.float32)

    def find(self, masked: str, *, needed: float = SURE) -> Note | None:
        """The note that a message with its jobs masked asks for, if its chance is as needed."""
        if self._embedder.name != self.model:
            return None
        scores = self._weights @ self._embedder.embed([masked])[0] + self._bias
        chances = np.exp(scores - np.logaddexp.reduce(scores))
        none = self.headings.index(NONE)
        if 1.0 - chances[none] < needed:
            return None
        chances[none] = 0.0
        best = int(chances.argmax())
        return notes()[self.headings[best]] if chances[best] >= ALONE * needed else None
