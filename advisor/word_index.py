"""Score texts by the words they share with a question: BM25, as Lucene counts it.

An index over thousands of texts is made at every start, so it is counted by numpy in one go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from advisor.words import END, STOPWORDS, stems_of, words_and_ends

SATURATION = 1.5  # How slowly a word said again adds to a score, and...
BY_LENGTH = 0.75  # ...what share of it the length of the text takes off: BM25's k1 and b as usual.
READ_AT_ONCE = 4096  # Texts whose words are held in memory together.
_ENDS, _LEFT_OUT = -1, -2  # In place of a stem's number: a text ends, and a word that does not count.


class WordIndex:
    """Which of some texts have a stem, and what that tells of each.

    `left_out` are words that do not count.
    """

    def __init__(self, texts: Iterable[str], left_out: Collection[str] = STOPWORDS) -> None:
        self._ids: dict[str, int] = {}
        numbers = dict.fromkeys(left_out, _LEFT_OUT) | {END: _ENDS}
        rest, read = iter(texts), [np.empty(0, dtype=np.int64)]
        while some := list(islice(rest, READ_AT_ONCE)):
            found = words_and_ends(some)
            new = sorted(set(found).difference(numbers))
            for word, stem in zip(new, stems_of(new), strict=True):
                numbers[word] = self._ids.setdefault(stem, len(self._ids))
            read.append(np.fromiter(map(numbers.__getitem__, found), np.int64, len(found)))
        said = np.concatenate(read)
        places = np.cumsum(said == _ENDS)
        self._size = int(places[-1]) if len(places) else 0
        counts = said >= 0
        said, places = said[counts], places[counts]
        lengths = np.bincount(places, minlength=self._size)
        pairs, times = np.unique(said * self._size + places, return_counts=True)
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
