"""How people use the words of titles: for a job, or for something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from advisor.understanding.labels import Example
from advisor.understanding.titles import TitleIndex, title_keys

_ENDINGS = ("ing", "ed", "ly", "er", "est", "al", "ment", "ness", "ion", "d", "r", "y")


class Usage:
    """How often the labelled examples use a run of words inside braces, and outside of them.

    It tells names of jobs ("cashier") from titles that are ordinary words as well ("officer",
    "data entry") without a list of either.
    """

    def __init__(self, examples: Iterable[Example], titles: TitleIndex) -> None:
        parts = [re.split(r"[{}]", example.text) for example in examples]
        names = title_keys(part for split in parts for part in split[1::2])
        self._whole = Counter(names)
        self._inside = _Runs(names)
        self._outside = _Runs(title_keys(part for split in parts for part in split[::2]))
        self._titles = titles

    def inside(self, key: str) -> int:
        """How often a run of words stands in the name of a job."""
        return self._inside.count(key)

    def alone(self, key: str) -> int:
        """How often these words are all of the name of a job."""
        return self._whole[key]

    def outside(self, key: str) -> int:
        """How often a run of words stands elsewhere."""
        return self._outside.count(key)

    def names_a_job(self, key: str) -> bool:
        """Whether people use these words for a job at least as often as for something else."""
        return self.inside(key) >= self.outside(key)

    def has(self, word: str) -> bool:
        """Whether the word, or one that it is formed from, is known from messages or titles."""
        return self._seen(word) or any(
            self._seen(base + added)
            for ending in _ENDINGS
            if word.endswith(ending) and len(base := word.removesuffix(ending)) > 2
            for added in ("", "e", "y")
        )

    def _seen(self, word: str) -> bool:
        return self.outside(word) > 0 or word in self._titles.uses


class _Runs:
    """Counts runs of words in many short texts, given by their `title_keys`."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._words = Counter(word for key in keys for word in key.split())
        self._text = " " + " | ".join(keys) + " "
        self.count = lru_cache(maxsize=10_000)(self._count)

    def _count(self, run: str) -> int:
        """Looks through all texts only for a run whose every word stands in some of them."""
        if " " not in run:
            return self._words[run]
        return self._text.count(f" {run} ") if all(map(self._words.__contains__, run.split())) else 0
