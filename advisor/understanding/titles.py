"""Which occupations a name belongs to: as it is written, misspelt, or near to what is known."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor.words import words

LONG = 8  # Letters from which a word may hold two slips, not one.
NEAR_WORDS = 12  # Known words that a misspelt one is compared with.
GUESSES = 3  # Of these, those that count when names near to a text are looked for.
SHARED = 0.3  # How little it matters what share of an occupation's names has a word.
CANDIDATES = 24  # Occupations whose names are compared by meaning.
REMEMBERED = 20_000
WORDS_REMEMBERED = 50_000  # More than there are different words in all names and examples.
_BREAK = "ǀ"  # A letter of no name, that stands between names.
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class TitleIndex:
    """Names of occupations, and the ids of those that bear them, the best fitting rank first.

    `names` holds (name, id, rank); a name belongs to the ids that have it at its lowest rank.
    """

    def __init__(self, names: Iterable[tuple[str, str, int]]) -> None:
        self._bearers: dict[str, tuple[str, ...]] = {}
        self._rank: dict[str, int] = {}
        listed = list(names)
        for key, (_, one, rank) in zip(title_keys([name for name, _, _ in listed]), listed, strict=True):
            best = self._rank.get(key, rank)
            if rank < best or key not in self._bearers:
                self._bearers[key], self._rank[key] = (one,), rank
            elif rank == best and one not in self._bearers[key]:
                self._bearers[key] += (one,)

    def __contains__(self, key: str) -> bool:
        return key in self._bearers

    def bearers(self, key: str) -> tuple[str, ...]:
        """The ids that bear a name best, given as its `title_key`; empty when nobody does."""
        return self._bearers.get(key, ())

    def rank(self, key: str) -> float:
        """The lowest rank of a name; infinite when nobody bears it."""
        return self._rank.get(key, math.inf)

    def ending(self, key: str) -> tuple[str, ...]:
        """The ids of the names that end with these words; empty where they are not one's alone."""
        ids = {one for name, some in self._bearers.items() if name.endswith(f" {key}") for one in some}
        return tuple(ids) if len(ids) == 1 else ()

    def first_words(self, last: str) -> Sequence[str]:
        """The first words of the names of two words that end with this one."""
        return self._first_words.get(last, ())

    @cached_property
    def _first_words(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._bearers:
            if key.count(" ") == 1:
                first, _, last = key.partition(" ")
                found[last].append(first)
        return found

    def resolve(self, name: str) -> tuple[str, ...]:
        """The ids of a name that stands alone, allowing for a slip; empty when it is not known."""
        parts = [key for part in re.split(r"[()]", name) if (key := title_key(part))]
        known = [found for key in (title_key(name), *parts) if (found := self.bearers(key))]
        if not known:
            mended = (next(self._mended(key.split()), "") for key in (title_key(name), *parts))
            known = [self.bearers(key) for key in mended if key]
        shared = [one for one in known[0] if all(one in others for others in known)] if known else []
        return tuple(shared) or (known[0] if known else ())

    def mended(self, run: Sequence[str], unknown: Sequence[bool]) -> str:
        """The known name that a run of words means when its unknown words are slips; else empty."""
        choices = [self.near(word)[:4] if odd else (word,) for word, odd in zip(run, unknown, strict=True)]
        return next((key for one in product(*choices) if (key := " ".join(one)) in self), "")

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019  # One index lives as long as the program.
    def near(self, word: str) -> tuple[str, ...]:
        """Words of names that this one may be a slip of, the nearest and most used first."""
        most = 2 if len(word) >= LONG else 1
        found: list[tuple[float, int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            others = self._of_length.get(length, ())
            near = process.extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=NEAR_WORDS)
            found += ((distance, -self.uses[other], other) for other, distance, _ in near)
        return tuple(other for _, _, other in sorted(found)[:NEAR_WORDS] if other != word)

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How many names each word stands in."""
        return Counter(word for key in self._bearers for word in key.split())

    @cached_property
    def _of_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.uses:
            found[len(word)].append(word)
        return found

    def nearest(self, text: str, embed: Embed | None = None) -> list[str]:
        """The ids whose names share the most telling words with a text, the nearest first.

        A word tells the more, the fewer names have it and the larger the share of an id's names
        that do. `embed` turns texts into unit vectors; the first CANDIDATES are then ordered by
        how near the meaning of the name they share the most with is, too.
        """
        scores = Counter[str]()
        for word in title_key(text).split():
            known = word in self.uses
            for other in (word,) if known else self.near(word)[:GUESSES]:
                weight = math.log(len(self._bearers) / self.uses[other]) * (1.0 if known else 0.5)
                for one, names in self._names_with[other].items():
                    scores[one] += weight * (len(names) / (self._names_of[one] + 2)) ** SHARED
        ranked = sorted(scores, key=lambda one: -scores[one])
        if not embed or not ranked:
            return ranked
        first = ranked[:CANDIDATES]
        asked = set(title_key(text).split())
        vectors = embed([text, *(self._most_like(one, asked) for one in first)])
        meant = {one: _dot(vectors[0], vector) for one, vector in zip(first, vectors[1:], strict=True)}
        return (
            sorted(first, key=lambda one: -(scores[one] / scores[first[0]] + meant[one]))
            + ranked[CANDIDATES:]
        )

    def _most_like(self, one: str, asked: set[str]) -> str:
        """The name of an id that shares the most words with what was asked, the shortest of these."""
        names = {name for word in asked for name in self._names_with[word].get(one, ())}
        return max(sorted(names), key=lambda name: (len(asked & set(name.split())), -len(name)), default="")

    @cached_property
    def _names_with(self) -> Mapping[str, Mapping[str, list[str]]]:
        """For each word the ids, and their names, that it stands in."""
        found: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for key, bearers in self._bearers.items():
            for word in set(key.split()):
                for one in bearers:
                    found[word].setdefault(one, []).append(key)
        return found

    @cached_property
    def _names_of(self) -> Mapping[str, int]:
        return Counter(one for bearers in self._bearers.values() for one in bearers)

    def _mended(self, run: list[str]) -> Iterator[str]:
        """The known names that differ in one word, in a lost blank, or in two words side by side."""
        near = [self.near(word) for word in run]
        hits: list[tuple[int, int, str]] = []
        for at, others in enumerate(near):
            for place, other in enumerate(others):
                key = " ".join((*run[:at], other, *run[at + 1 :]))
                if key in self:
                    hits.append((OSA.distance(run[at], other), place, key))
        yield from (key for _, _, key in sorted(hits))
        for at, word in enumerate(run):
            for cut in range(1, len(word)):
                key = " ".join((*run[:at], word[:cut], word[cut:], *run[at + 1 :]))
                if key in self:
                    yield key
        for at, sides in enumerate(pairwise(near)):
            for both in product(*sides):
                key = " ".join((*run[:at], *both, *run[at + 2 :]))
                if key in self:
                    yield key
        for at in range(len(run) - 1):
            joined = run[at] + run[at + 1]
            for other in (joined, *self.near(joined)):
                key = " ".join((*run[:at], other, *run[at + 2 :]))
                if key in self:
                    yield key


def title_key(name: str) -> str:
    """The words of a job's name in lower case, singular and American: "Labourers" is "laborer"."""
    return " ".join(map(_key_word, words(name.replace("-", " "))))


def title_keys(names: Iterable[str]) -> list[str]:
    """The `title_key` of each name, read in one go: there are tens of thousands of them."""
    listed = list(names)
    said = words(f" {_BREAK} ".join(listed).replace("-", " "))
    keys = {word: _key_word(word) for word in set(said)}
    joined = " ".join([keys[word] for word in said])
    return [key.strip() for key in joined.split(_BREAK)] if listed else []


@lru_cache(maxsize=WORDS_REMEMBERED)
def _key_word(word: str) -> str:
    word = singular(word).replace("our", "or")
    return "center" if word == "centre" else word


def singular(word: str) -> str:
    """A word without the ending of many: "secretaries" is "secretary", "firemen" is "fireman"."""
    if word.endswith("people") and len(word) > 6:
        return word.removesuffix("people") + "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    if len(word) == 3 and word[-1] == "s" and not set(word) & set("aeiouy"):
        return word[:-1]  # Letters in place of a name: RNs, NPs.
    return word.removesuffix("men") + "man" if word.endswith("men") and len(word) > 4 else word


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(left * right for left, right in zip(one, other, strict=True))
