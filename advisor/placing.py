"""Guess which occupation a message is about that names none: "could a robot do my telesales work?"."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval import PassageIndex
from advisor.words import STOPWORDS, content_stems, words
from knowledge.catalog import Catalog
from knowledge.embedding import Embedder, Vectors
from knowledge.shipped import NAMES, vectors_of

# A multinomial logistic model over all occupations and "none", fitted on the messages of
# `prompts/pointing`; tests/benchmarks/pointing.py fits it anew, and tells what it gets right.
SIGNS = ("called", "a name", "part of a name", "passage", "words of names", "words of documents")
WEIGHTS = np.array([8.3, 9.6, 3.2, 3.1, 0.16, 0.21])
NONE = 11.6  # The score of "none of them".
SURE = 0.35  # Chance from which a guess is taken without asking.
TOPICAL = 0.3  # Chance of three jobs from which a liking points at any: "animals", but not "flexible"...
SOME_CHANCE = 0.035  # ...and that of each job that it points at, so many of them...
MOST_ABOUT = 6  # ...at most.
NEAR_CHANCE, MOST_NEAR = 0.004, 25  # The same for those that come near, where other wishes choose among them.
RUN = 3  # Words that are held against a name together.
RUNS = 36  # Such runs of a message.
NEAREST = 120  # Passages looked at.
CHOICES = 4
_OF_AI = re.compile(r"\b(?:AI|artificial intelligence|chat ?gpt|exposed|exposure|(?:be )?automated)\b", re.I)
_SIDE = r"((?:[\w'-]+ ){0,3}[\w'-]+)"
_SIDES = re.compile(
    rf"{_SIDE},? (?:vs\.?|versus|or|as opposed to|compared (?:to|with)|against|than) (?:an? |the )?{_SIDE}",
    re.I,
)
_AROUND = re.compile(
    r"^(?:(?:which|what|better|best|more|being|becoming|working|as|an?|the)\s+)+|\s+(?:and|or|but)$", re.I
)
"""Words round the name of a job on one side."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Ids of the occupations that a message may be about, the likeliest first."""

    ids: tuple[str, ...]
    chance: float = 0.0
    """That it is the first, from 0 to 1."""

    @property
    def is_sure(self) -> bool:
        """Whether the first may be taken without asking."""
        return self.chance >= SURE


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
        ranked = self._ranked(text, CHOICES)
        if not ranked:
            return Guess(self._largest[:CHOICES])
        return Guess(tuple(ranked), next(iter(ranked.values())))

    def about(self, text: str) -> tuple[str, ...]:
        """The occupations that a liking points at, the likeliest first; none where it points nowhere."""
        return self._pointed_at(text, SOME_CHANCE, MOST_ABOUT)

    def near(self, text: str) -> tuple[str, ...]:
        """The same, and those that come near it."""
        return self._pointed_at(text, NEAR_CHANCE, MOST_NEAR)

    def _pointed_at(self, text: str, least: float, most: int) -> tuple[str, ...]:
        ranked = self._ranked(text, most)
        if sum(list(ranked.values())[:3]) < TOPICAL:
            return ()
        return tuple(one for one, chance in ranked.items() if chance >= least)

    def _ranked(self, text: str, most: int) -> dict[str, float]:
        """The likeliest occupations and their chances, the best first; none for a text that says nothing."""
        text = _OF_AI.sub(" ", text)
        if not (self._embedder and self._index and _runs(text)):
            return {}
        scores = self.signs(text) @ WEIGHTS
        chances = np.exp(scores - np.logaddexp.reduce([NONE, *scores]))
        return {self.ids[at]: float(chances[at]) for at in np.argsort(-scores)[:most]}

    def sides(self, text: str) -> tuple[tuple[str, str], ...]:
        """Of both sides of "bartending vs waiting tables" the words and the occupation, if they tell one."""
        found = _SIDES.search(text)
        if not found or not self._embedder:
            return ()
        guesses = [(_AROUND.sub("", side.strip()), self.guess(side)) for side in found.groups()]
        if not all(guess.is_sure for _, guess in guesses) or guesses[0][1].ids[0] == guesses[1][1].ids[0]:
            return ()
        return tuple((side, guess.ids[0]) for side, guess in guesses)

    def signs(self, text: str) -> NDArray[np.float64]:
        """What speaks for each occupation, shape (len(ids), len(SIGNS)); needs an embedder and an index."""
        assert self._embedder
        assert self._index
        whole, *parts = self._embedder.embed([text, *_runs(text)])
        passages: dict[str, float] = {}
        for chunk, cosine in self._index.near(whole, k=NEAREST):
            passages.setdefault(chunk.profile, cosine)
        floor = min(passages.values(), default=0.0)
        said = set(content_stems(text))
        return np.stack(
            [
                self._called @ whole,
                self._best_name(whole[:, None]),
                self._best_name(np.array(parts).T),
                np.array([passages.get(one, floor) for one in self.ids]),
                self._words_of_names.shared(said),
                self._words_of_documents.shared(said),
            ],
            axis=1,
        )

    def _best_name(self, vectors: Vectors) -> NDArray[np.float64]:
        """For every occupation the cosine of its nearest name with any of the vectors (its columns)."""
        best = np.full(len(self.ids), -1.0)
        np.maximum.at(best, self._owner, (self._names @ vectors).max(axis=1))
        return best

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Of all occupations that can be answered about, in the order of `signs`."""
        return tuple(self._names_of)

    @cached_property
    def _names_of(self) -> dict[str, tuple[str, ...]]:
        return self._catalog.names()

    @cached_property
    def _owner(self) -> NDArray[np.int64]:
        """For every name the place of its occupation."""
        return np.repeat(np.arange(len(self.ids)), [len(some) for some in self._names_of.values()])

    @cached_property
    def _names(self) -> Vectors:
        assert self._embedder
        return vectors_of(self._embedder, [name for some in self._names_of.values() for name in some], NAMES)

    @cached_property
    def _called(self) -> Vectors:
        assert self._embedder
        return vectors_of(self._embedder, tuple(self._catalog.called().values()))

    @cached_property
    def _words_of_names(self) -> _Vocabulary:
        return _Vocabulary(self._names_of, self.ids)

    @cached_property
    def _words_of_documents(self) -> _Vocabulary:
        told = defaultdict(list)
        for chunk in self._catalog.stored:
            told[chunk.profile].append(chunk.body)
        return _Vocabulary(told, self.ids)

    @cached_property
    def _largest(self) -> tuple[str, ...]:
        return tuple(sorted((one.id for one in self._catalog), key=lambda one: -self._catalog.employed(one)))


class _Vocabulary:
    """Which word stems stand in the texts of each occupation; one weighs log(all / those that have it)."""

    def __init__(self, texts: Mapping[str, Iterable[str]], ids: Iterable[str]) -> None:
        stems = [set(content_stems("\n".join(texts.get(one, ())))) for one in ids]
        uses = Counter(stem for some in stems for stem in some)
        self._weight = {stem: math.log(len(stems) / count) for stem, count in uses.items()}
        self._size = len(stems)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for place, some in enumerate(stems):
            for stem in some:
                self._owners[stem].append(place)

    def shared(self, said: Iterable[str]) -> NDArray[np.float64]:
        """For every occupation the weights of the stems said that stand in its texts, added up."""
        found = np.zeros(self._size)
        for stem in said:
            found[self._owners.get(stem, [])] += self._weight.get(stem, 0.0)
        return found


def _runs(text: str) -> list[str]:
    """The runs of up to RUN words that neither begin nor end with a word without meaning."""
    said = words(text)
    runs = (said[at : at + length] for at in range(len(said)) for length in range(1, RUN + 1))
    told = (" ".join(run) for run in runs if not {run[0], run[-1]} & STOPWORDS)
    return list(dict.fromkeys(told))[:RUNS]
