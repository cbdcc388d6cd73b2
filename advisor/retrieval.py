"""Find the passages that a question is about: by meaning over entries, and by shared words.

Every entry of a profile is a vector of its own and returns the section that holds it (measured
best on look-alike profiles). `ProfileRetriever` is a LangChain retriever that fits any chain.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import bm25s
import numpy as np

from advisor.words import content_stems, sentences
from knowledge.chunk import Chunk, Passage
from knowledge.embedding import Embedder, Vectors
from knowledge.store import ProfileStore

logging.getLogger("bm25s").setLevel(logging.WARNING)  # It sets itself to DEBUG at import.
NEAREST = 120  # Chunks compared with a question; a profile has some 70.
LEXICAL_WEIGHT = 0.1  # What the best word match adds to a cosine; measured in tests/benchmarks/retrieval.py.
LONG = 10  # Words from which a message is also searched sentence by sentence.


class PassageIndex:
    """The chunks of the profiles, searched by meaning and words; without a model, by words."""

    def __init__(
        self,
        chunks: Iterable[Chunk],
        store: ProfileStore | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self._order = list(chunks)
        self._chunks = {chunk.id: chunk for chunk in self._order}
        self._store, self._embedder = store, embedder
        self._bm25 = bm25s.BM25()
        corpus = [content_stems(f"{one.heading} {one.body}") or ["-"] for one in self._order]
        self._bm25.index(corpus, show_progress=False)
        self._vocabulary = {stem for stems in corpus for stem in stems}

    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk with this id."""
        return self._chunks[chunk_id]

    def search(self, text: str, *, k: int = 5, profiles: Sequence[str] = ()) -> list[Passage]:
        """The best `k` sections for a text, best first, only of these profiles if any are given.

        A section scores as its best entry does: the cosine plus LEXICAL_WEIGHT for the best word
        match there is (less for lesser ones). `entries` of a passage holds every entry's score.
        """
        scores = {
            chunk_id: LEXICAL_WEIGHT * share for chunk_id, share in self._word_matches(text, profiles).items()
        }
        if self._store and self._embedder:
            for chunk_id, cosine in self._near(text, profiles).items():
                scores[chunk_id] = scores.get(chunk_id, 0.0) + cosine
        entries: dict[str, list[tuple[str, float]]] = {}
        best: dict[str, float] = {}
        for chunk_id, score in scores.items():
            home = self._chunks[chunk_id].parent or chunk_id
            best[home] = max(best.get(home, 0.0), score)
            entries.setdefault(home, []).append((chunk_id, score))
        ranked = sorted(best, key=lambda home: -best[home])[:k]
        return [
            Passage(
                self._chunks[home],
                best[home],
                tuple(sorted(entries[home], key=lambda entry: -entry[1])),
            )
            for home in ranked
        ]

    def passages(self, query: str, profiles: Sequence[str] = (), *, k: int = 5) -> list[Passage]:
        """The same, and nothing for a blank text."""
        return self.search(query, k=k, profiles=profiles) if query.strip() else []

    def near(self, vector: Vectors, *, k: int) -> list[tuple[Chunk, float]]:
        """The `k` chunks nearest to a vector of shape (dimensions,) with their cosines, the nearest first."""
        found = self._store.search(vector, k=k) if self._store else []
        return [(self._chunks[chunk_id], cosine) for chunk_id, cosine in found]

    def _near(self, text: str, profiles: Sequence[str]) -> dict[str, float]:
        """Cosines of the nearest chunks, each the best over the message and its sentences."""
        assert self._store
        assert self._embedder
        near: dict[str, float] = {}
        for vector in self._embedder.embed(queries(text)):
            for chunk_id, cosine in self._store.search(vector, k=NEAREST, profiles=profiles):
                near[chunk_id] = max(near.get(chunk_id, 0.0), cosine)
        return near

    def _word_matches(self, text: str, profiles: Sequence[str]) -> dict[str, float]:
        """BM25 as a share of the best match, for the chunks that share a word with the text."""
        asked = content_stems(text)
        joined = [one + other for one, other in pairwise(asked)]  # "chat bots"
        stems = [stem for stem in (*asked, *joined) if stem in self._vocabulary]
        if not stems:
            return {}
        found = self._bm25.get_scores(stems)
        if profiles:
            allowed = set(profiles)
            found = np.array(
                [
                    score if chunk.profile in allowed else 0.0
                    for score, chunk in zip(found, self._order, strict=True)
                ]
            )
        top = float(found.max())
        if top <= 0:
            return {}
        return {self._order[at].id: float(found[at]) / top for at in np.flatnonzero(found > 0)}


def queries(text: str) -> list[str]:
    """What to search a message by: all of it and, when it is long, each of its sentences."""
    parts = [part for part in sentences(text) if len(part.split()) > 3]
    if len(text.split()) < LONG or len(parts) < 2:
        return [text]
    return [text, *parts]


def __getattr__(name: str) -> Any:
    """`ProfileRetriever`, once it is asked for: LangChain takes as long to import as a question to answer."""
    if name == "ProfileRetriever":
        from advisor.langchain_retriever import ProfileRetriever

        return ProfileRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
