"""Guess which occupation a message is about that names none: "could a robot do my telesales work?"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.retrieval import PassageIndex
from advisor.words import STOPWORDS, words
from knowledge.catalog import Catalog
from knowledge.embedding import Embedder, Vectors
from knowledge.shipped import NAMES, vectors_of

# Chosen on 68 messages that point to a job by what is done in it or where, and on 250 that point to none.
# Of the first, 38 are taken for a job, 37 of them rightly, and the right one is among the first three for
# 63; of the others 13 are taken for one.
BY_CALLED = 0.6  # What the cosine with all names of an occupation weighs against that with its best passage.
BY_NAME = 0.6  # The same of the cosine of some words of the message with one of the names.
BY_SIZE = 0.03  # The same for each power of ten of the people employed.
NAMED = 0.8  # Cosine of some words with a name from which a guess may be taken...
APART = 0.05  # ...when it is this much ahead of the next.
RUN = 3  # Words that are held against a name together.
RUNS = 36  # Such runs of a message.
NEAREST = 15  # Passages looked at.
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """Ids of the occupations that a message may be about, the likeliest first."""

    ids: tuple[str, ...]
    is_sure: bool
    """Whether the first may be taken without asking."""


class OccupationFinder:
    """Finds occupations by the meaning of their names and of what is known of them.

    Without an index and an embedder it knows no meaning, and offers the largest occupations.
    """

    def __init__(
        self, catalog: Catalog, index: PassageIndex | None = None, embedder: Embedder | None = None
    ) -> None:
        self._catalog, self._index, self._embedder = catalog, index, embedder

    def guess(self, text: str) -> Guess:
        """The occupations that a text may be about; the largest when it says nothing."""
        runs = _runs(text)
        if not (self._embedder and self._index and runs):
            return Guess(self._largest[:CHOICES], False)
        whole, *parts = self._embedder.embed([text, *runs])
        by_name = np.full(len(self._ids), -1.0)
        np.maximum.at(by_name, self._owner, (self._names @ np.array(parts).T).max(axis=1))
        best: dict[str, float] = {}
        for passage in self._index.search(text, k=NEAREST):
            best.setdefault(passage.chunk.profile, passage.score)
        floor = min(best.values(), default=0.0) - APART
        by_passage = np.array([best.get(one, floor) for one in self._ids])
        scores = BY_CALLED * (self._called @ whole) + BY_NAME * by_name + by_passage + self._sizes
        ranked = np.argsort(-scores)[:CHOICES]
        is_apart = len(ranked) < 2 or scores[ranked[0]] - scores[ranked[1]] >= APART
        return Guess(tuple(self._ids[at] for at in ranked), bool(by_name[ranked[0]] >= NAMED and is_apart))

    @cached_property
    def _names_of(self) -> dict[str, tuple[str, ...]]:
        return self._catalog.names()

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(self._names_of)

    @cached_property
    def _owner(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """For every name the place of its occupation."""
        return np.repeat(np.arange(len(self._ids)), [len(some) for some in self._names_of.values()])

    @cached_property
    def _names(self) -> Vectors:
        assert self._embedder
        return vectors_of(self._embedder, [name for some in self._names_of.values() for name in some], NAMES)

    @cached_property
    def _called(self) -> Vectors:
        assert self._embedder
        return vectors_of(self._embedder, tuple(self._catalog.called().values()))

    @cached_property
    def _sizes(self) -> Vectors:
        return np.array([BY_SIZE * math.log10(max(self._catalog.employed(one), 1000)) for one in self._ids])

    @cached_property
    def _largest(self) -> tuple[str, ...]:
        return tuple(sorted((one.id for one in self._catalog), key=lambda one: -self._catalog.employed(one)))


def _runs(text: str) -> list[str]:
    """The runs of up to RUN words that neither begin nor end with a word without meaning."""
    said = words(text)
    runs = (said[at : at + length] for at in range(len(said)) for length in range(1, RUN + 1))
    told = (" ".join(run) for run in runs if not {run[0], run[-1]} & STOPWORDS)
    return list(dict.fromkeys(told))[:RUNS]
