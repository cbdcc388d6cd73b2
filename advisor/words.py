"""Words of a text: tokens, stems, and sentences; the same everywhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

END = "\0"  # Stands where one of several texts ends.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORD_OR_END = re.compile(rf"{_WORD.pattern}|{END}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s])|\n+")
STOPWORDS = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her him his"
    " how i if in into is it its just me my no not of on or our she should so some than that the"
    " their them then there these they this those to too up us was we were what when where which"
    " who why will with would you your about any also am like really very get got im it's what's"
    " one ones thing things stuff tell know want give please ok okay well yes job work".split()
)
_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = threading.Lock()  # A stemmer holds the word that it is at.


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def words_and_ends(texts: Iterable[str]) -> list[str]:
    """The words of several texts, read in one go, with END after those of each."""
    return _WORD_OR_END.findall("".join(f"{text.replace(END, ' ')}{END}" for text in texts).lower())


def stems(text: str) -> list[str]:
    """The stems of all words, in order."""
    return [_stem(word) for word in words(text)]


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [_stem(word) for word in words(text) if word not in STOPWORDS]


def in_a_row(parts: Sequence[str], last: str = "and") -> str:
    """One or more parts as a sentence lists them: "one, two and three"."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut at end marks and line ends."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def stems_of(words: Sequence[str]) -> list[str]:
    """The stem of each word, in lower case."""
    with _one_at_a_time:
        return list(_stemmer.stemWords(list(words)))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def left_out(text: str) -> str:
    """What stands after the first excluding word of a text; empty when it has none."""
    found = _EXCLUDING.search(text.replace("’", "'"))
    return text[found.end() :] if found else ""


def any_of(phrases: str) -> re.Pattern[str]:
    """A pattern for any of the comma-separated phrases as whole words; `*` stands for an ending."""
    parts = (re.escape(phrase.strip()).replace(r"\*", r"\w*") for phrase in phrases.split(","))
    return re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


_EXCLUDING = any_of(
    "not, don't, dont, doesn't, doesnt, isn't, isnt, aren't, arent, except, besides, without, other than,"
    " apart from, aside from, excluding, exclude, skip, minus, neither, leave out, but not, all but"
)
