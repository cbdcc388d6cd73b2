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
from knowledge.store import ProfileStore

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
        self._store, self._embedder = store, embedder
        self._words = WordIndex(content_stems(f"{one.heading} {one.body}") for one in self._order)
        homes = [self._rows.get(one.parent, row) for row, one in enumerate(self._order)]
        self._home = np.array(homes, dtype=np.int64)
        rows_of: dict[str, list[int]] = {}
        for row, chunk in enumerate(self._order):
            rows_of.setdefault(chunk.profile, []).append(row)
        self._rows_of = {profile: np.array(rows, dtype=np.int64) for profile, rows in rows_of.items()}

    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk with this id."""
        return self._order[self._rows[chunk_id]]

    def search(self, text: str, *, k: int = 5, profiles: Sequence[str] = ()) -> list[Passage]:
        """The best `k` sections for a text, best first, only of these profiles if any are given.

        A section scores as its best entry does: the cosine plus LEXICAL_WEIGHT for the best word
        match there is (less for lesser ones). `entries` of a passage holds every entry's score.
        """
        rows, shares = self._word_matches(text, profiles)
        near = self._near(text, profiles) if self._store and self._embedder else {}
        scores = np.zeros(len(self._order))
        scores[rows] = LEXICAL_WEIGHT * shares
        also = np.fromiter(near, np.int64, len(near))
        rows = np.concatenate([rows, also[scores[also] == 0.0]])
        scores[also] += np.fromiter(near.values(), np.float64, len(near))
        return self._best(rows, scores[rows], k)

    def _best(self, rows: Rows, scores: NDArray[np.float64], k: int) -> list[Passage]:
        """The `k` sections whose best entry scores best; of equal ones, those that were found first."""
        homes = self._home[rows]
        best = np.full(len(self._order), -np.inf)
        np.maximum.at(best, homes, scores)
        found = np.flatnonzero(best > -np.inf)
        if k < len(found):
            found = found[best[found] >= np.partition(best[found], -k)[-k]]
        is_good = np.zeros(len(self._order), dtype=bool)
        is_good[found] = True
        entries: dict[int, list[tuple[str, float]]] = {}
        for at in np.flatnonzero(is_good[homes]):
            entry = (self._order[rows[at]].id, float(scores[at]))
            entries.setdefault(int(homes[at]), []).append(entry)
        ranked = sorted(entries, key=lambda home: -best[home])[:k]
        return [
            Passage(
                self._order[home],
                float(best[home]),
                tuple(sorted(entries[home], key=lambda entry: -entry[1])),
            )
            for home in ranked
        ]

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

    def _word_matches(self, text: str, profiles: Sequence[str]) -> tuple[Rows, NDArray[np.float64]]:
        """The rows of the chunks that share a word with the text, and BM25 as a share of the best match."""
        nothing = np.empty(0, dtype=np.int64), np.empty(0)
        asked = content_stems(text)
        joined = [one + other for one, other in pairwise(asked)]  # "chat bots"
        stems = [stem for stem in (*asked, *joined) if stem in self._words]
        if not stems:
            return nothing
        found = self._words.scores(stems)
        if profiles:
            known = [self._rows_of[one] for one in dict.fromkeys(profiles) if one in self._rows_of]
            rows = np.sort(np.concatenate(known)) if known else nothing[0]
            rows = rows[found[rows] > 0]
        else:
            rows = np.flatnonzero(found > 0)
        if not len(rows):
            return nothing
        shares = found[rows].astype(np.float64)
        return rows, shares / shares.max()


def queries(text: str) -> list[str]:
    """What to search a message by: all of it and, when it is long, each of its sentences."""
    parts = [part for part in sentences(text) if len(part.split()) > 3]
    if len(text.split()) < LONG or len(parts) < 2:
        return [text]
    return [text, *parts]
