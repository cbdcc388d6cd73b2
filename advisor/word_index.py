"""Score texts by the words they share with a question: BM25, as Lucene counts it.

An index over thousands of texts is made at every start, so it is counted by numpy in one go.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

SATURATION = 1.5  # How slowly a word said again adds to a score, and...
BY_LENGTH = 0.75  # ...what share of it the length of the text takes off: BM25's k1 and b as usual.


class WordIndex:
    """Which of some texts, each given as its stems, have a stem, and what that tells of each."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        stems, sizes = array("q"), array("q")
        for text in texts:
            stems.extend([self._ids[stem] for stem in text])
            sizes.append(len(text))
        self._ids.default_factory = None
        self._size = len(sizes)
        lengths = np.array(sizes, dtype=np.int64)
        places = np.repeat(np.arange(self._size), lengths)
        pairs, times = np.unique(np.array(stems) * self._size + places, return_counts=True)
        owners, found_in = np.divmod(pairs, max(self._size, 1))
        self._places = found_in.astype(np.int32)
        self._starts = np.searchsorted(owners, np.arange(len(self._ids) + 1))
        having = np.diff(self._starts)
        rarity = np.log(1 + (self._size - having + 0.5) / (having + 0.5)).astype(np.float32)
        usual = lengths.mean() if lengths.any() else 1.0
        slowed = SATURATION * (1 - BY_LENGTH + BY_LENGTH * lengths / usual)
        self._weights = (rarity[owners] * (times / (slowed[found_in] + times))).astype(np.float32)

    def scores(self, stems: Iterable[str], spans: Sequence[slice] | None = None) -> NDArray[np.float64]:
        """What the stems tell of each text, one said twice twice as much; 0.0 where it has none of them.

        With spans of texts, only those within them are looked at.
        """
        found = np.zeros(self._size)  # What is not written takes no time.
        for stem in stems:
            if stem not in self._ids:
                continue
            at = slice(*self._starts[self._ids[stem] :][:2])
            places, weights = self._places[at], self._weights[at]
            for span in [slice(0, self._size)] if spans is None else spans:
                first, last = np.searchsorted(places, (span.start, span.stop))
                found[places[first:last]] += weights[first:last]  # A stem names no text twice.
        return found

    def shares(self, stems: Iterable[str], spans: Sequence[slice]) -> NDArray[np.float64]:
        """The scores within the spans, as shares of the best of them."""
        found = self.scores(stems, spans)
        best = max((float(found[span].max(initial=0.0)) for span in spans), default=0.0)
        if best:
            for span in spans:
                found[span] /= best
        return found
