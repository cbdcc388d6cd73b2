"""Find the passages that a question is about: by meaning over entries, and by shared words.

Every entry of a profile is a vector of its own and returns the section that holds it (measured
best on look-alike profiles). `advisor.langchain_retriever` is the same for a chain of LangChain's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from advisor.word_index import WordIndex
from advisor.words import content_stems, sentences
from knowledge.chunk import Chunk, Passage
from knowledge.embedding import Embedder, Vectors
from knowledge.errors import IndexUnreachableError
from knowledge.lasting import lasting
from knowledge.store import ProfileStore, slices_of

NEAREST = 120  # Chunks compared with a question; a profile has some 70.
LEXICAL_WEIGHT = 0.1  # What the best word match adds to a cosine; measured in tests/benchmarks/retrieval.py.
Rows = NDArray[np.int64]
LONG = 10  # Words from which a message is also searched sentence by sentence.


class PassageIndex:
    """The chunks of the profiles, searched by meaning and words; without a model, by words.

    Where the store is elsewhere and cannot be reached, words alone stand in until it can.
    """

    @lasting()
    def __init__(
        self,
        chunks: Iterable[Chunk],
        store: ProfileStore | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self._order = list(chunks)
        self._rows = {chunk.id: row for row, chunk in enumerate(self._order)}
        self._spans = slices_of(self._order)
        self._store, self._embedder = store, embedder
        self._words = WordIndex(f"{one.heading} {one.body}" for one in self._order)
        homes = (self._rows.get(one.parent, row) for row, one in enumerate(self._order))
        self._home = np.fromiter(homes, np.int64, len(self._order))
        self._by_home = np.argsort(self._home, kind="stable")
        self._homes = self._home[self._by_home]

    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk with this id."""
        return self._order[self._rows[chunk_id]]

    def search(self, text: str, *, k: int = 5, profiles: Sequence[str] = ()) -> list[Passage]:
        """The best `k` sections for a text, best first, only of these profiles if any are given.

        A section scores as its best entry does: the cosine plus LEXICAL_WEIGHT for the best word
        match there is (less for lesser ones). `entries` of a passage holds every entry's score.
        """
        spans = self._spans_of(profiles)
        asked = content_stems(text)
        joined = (one + other for one, other in pairwise(asked))  # "chat bots"
        shares = self._words.shares((*asked, *joined), spans)
        near = self._near(text, profiles) if self._store and self._embedder else {}

        def scores(rows: Rows) -> NDArray[np.float64]:
            cosines = np.array([near.get(row, 0.0) for row in rows.tolist()], dtype=np.float64)
            return LEXICAL_WEIGHT * shares[rows] + cosines

        by_meaning = np.fromiter(near, np.int64, len(near))
        by_meaning_alone = by_meaning[shares[by_meaning] == 0.0]
        rows = np.concatenate([np.sort(by_meaning[shares[by_meaning] > 0.0]), by_meaning_alone])
        best = self._best(rows, scores(rows), k)
        if len(best) < k or min(best.values()) <= LEXICAL_WEIGHT:  # Else none is among them by words alone.
            by_words = [span.start + np.flatnonzero(shares[span]) for span in spans]
            rows = np.concatenate([*by_words, by_meaning_alone])
            best = self._best(rows, scores(rows), k)
        rows = self._entries_of(list(best))
        rows = np.concatenate([rows[shares[rows] > 0.0], by_meaning_alone])
        entries: dict[int, list[tuple[str, float]]] = {home: [] for home in best}
        for row, home, score in zip(
            rows.tolist(), self._home[rows].tolist(), scores(rows).tolist(), strict=True
        ):
            if home in best:
                entries[home].append((self._order[row].id, score))
        return [
            Passage(self._order[home], score, tuple(sorted(entries[home], key=lambda entry: -entry[1])))
            for home, score in best.items()
        ]

    def _best(self, rows: Rows, scores: NDArray[np.float64], k: int) -> dict[int, float]:
        """The `k` sections whose best entry scores best, with its score; of equal ones, those found first."""
        best: dict[int, float] = {}
        ranked = np.argsort(-scores, kind="stable")
        for home, score in zip(self._home[rows[ranked]].tolist(), scores[ranked].tolist(), strict=True):
            best.setdefault(home, score)
            if len(best) == k:
                break
        return best

    def _entries_of(self, homes: Sequence[int]) -> Rows:
        """The rows that these sections are returned for, their own included."""
        starts, stops = (np.searchsorted(self._homes, homes, side=side) for side in ("left", "right"))
        rows = [self._by_home[start:stop] for start, stop in zip(starts, stops, strict=True)]
        return np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)

    def _spans_of(self, profiles: Sequence[str]) -> list[slice]:
        """Where the chunks of these profiles stand, in order; those of all when none is given."""
        if not profiles:
            return [slice(0, len(self._order))]
        known = [self._spans[one] for one in dict.fromkeys(profiles) if one in self._spans]
        return sorted(known, key=lambda span: int(span.start))

    def passages(self, query: str, profiles: Sequence[str] = (), *, k: int = 5) -> list[Passage]:
        """The same, and nothing for a blank text."""
        return self.search(query, k=k, profiles=profiles) if query.strip() else []

    def near(self, vector: Vectors, *, k: int) -> list[tuple[Chunk, float]]:
        """The `k` chunks nearest to a vector of shape (dimensions,) with their cosines, the nearest first."""
        return [(self.chunk(chunk_id), cosine) for chunk_id, cosine in self._stored(vector, k)]

    def _near(self, text: str, profiles: Sequence[str]) -> dict[int, float]:
        """Cosines of the nearest chunks by row, each the best over the message and its sentences."""
        assert self._embedder
        near: dict[int, float] = {}
        for vector in self._embedder.embed(queries(text)):
            for chunk_id, cosine in self._stored(vector, NEAREST, profiles):
                row = self._rows[chunk_id]
                near[row] = max(near.get(row, 0.0), cosine)
        return near

    def _stored(self, vector: Vectors, k: int, profiles: Sequence[str] = ()) -> list[tuple[str, float]]:
        """What the store finds; nothing while it cannot be reached, which it tells itself."""
        try:
            return self._store.search(vector, k=k, profiles=profiles) if self._store else []
        except IndexUnreachableError:
            return []


def queries(text: str) -> list[str]:
    """What to search a message by: all of it and, when it is long, each of its sentences."""
    parts = [part for part in sentences(text) if len(part.split()) > 3]
    if len(text.split()) < LONG or len(parts) < 2:
        return [text]
    return [text, *parts]
