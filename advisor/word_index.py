"""Which chunks share words with a question, and how telling these are: BM25, its scores made beforehand."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import pairwise

import bm25s
import numpy as np
from numpy.typing import NDArray

from advisor.words import content_stems

logging.getLogger("bm25s").setLevel(logging.WARNING)  # It sets itself to DEBUG at import.
NO_WORD = "-"  # Stands in a text without any, as bm25s wants one.


class WordIndex:
    """For every stem the rows of the texts that hold it and what it adds to their scores.

    bm25s makes them. It would search all texts; here only those of the rows asked for are looked at.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        made = bm25s.BM25()
        made.index([content_stems(text) or [NO_WORD] for text in texts], show_progress=False)
        self._count = int(made.scores["num_docs"])
        self._places: dict[str, int] = made.vocab_dict
        self._starts: NDArray[np.int64] = made.scores["indptr"]
        self._rows: NDArray[np.int32] = made.scores["indices"]
        self._added: NDArray[np.float32] = made.scores["data"]

    def shares(self, text: str, spans: Sequence[slice]) -> NDArray[np.float64]:
        """How well every row within the spans matches, as a share of the best; 0 where none is asked for."""
        scores = np.zeros(self._count)  # What is not written takes no time.
        asked = content_stems(text)
        joined = [one + other for one, other in pairwise(asked)]  # "chat bots"
        for place in [self._places[stem] for stem in (*asked, *joined) if stem in self._places]:
            start, stop = self._starts[place], self._starts[place + 1]
            rows, added = self._rows[start:stop], self._added[start:stop]
            for span in spans:
                first, last = np.searchsorted(rows, (span.start, span.stop))
                scores[rows[first:last]] += added[first:last]  # A stem names no row twice.
        best = max((float(scores[span].max(initial=0.0)) for span in spans), default=0.0)
        if best:
            for span in spans:
                scores[span] /= best
        return scores
