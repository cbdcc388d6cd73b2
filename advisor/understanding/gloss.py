"""Gloss a message word by word into English, which the models were made for.

The lists stand in `prompts/glossary/<language>.tsv`: a word and its English, one pair a line. The
result is no translation, only near enough in meaning to be read and searched by.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "prompts" / "glossary"
_INVERTED = re.compile(r"-t-(?:elle|il|on)s?\b", re.I)  # French asks by it: "l'IA va-t-elle".
_WORD = re.compile(r"[^\W\d_]+['’]?")


def gloss(text: str, language: str) -> str:
    """The text with every word that the language's list knows in English; the others stay."""
    known = glossary(language)

    def english(found: re.Match[str]) -> str:
        word = found[0].lower().replace("’", "'")
        for form in (word, word.rstrip("'"), plain(word), *_masculine(word, language)):
            if form in known:
                return known[form] + " " * word.endswith("'")
        return found[0]

    return " ".join(_WORD.sub(english, _INVERTED.sub("", text)).split()) if known else text


def _masculine(word: str, language: str) -> tuple[str, ...]:
    """A German word for a woman's job without its ending, as lists have it: "Pflegerin", "Pflegerinnen"."""
    endings = ("innen", "in") if language == "de" else ()
    return tuple(word.removesuffix(one) for one in endings if word.endswith(one) and len(word) > 6)


@lru_cache(maxsize=8)
def glossary(language: str) -> dict[str, str]:
    """The word list of a language, also under each word's form without accents; empty for none."""
    path = FOLDER / f"{language}.tsv"
    if not path.exists():
        return {}
    pairs = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {plain(word): english for word, english in reversed(pairs)} | dict(pairs)


def plain(word: str) -> str:
    """The word without accents, as people type it on a phone."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")
