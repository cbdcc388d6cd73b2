"""Which language a message is in."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LATIN = ("en", "es", "fr", "de", "pt", "it")
_loading = threading.Lock()
SURE = 0.65  # Below this a short message is taken as English, which most are.


def prepare() -> None:
    """Begin to load what tells languages apart, beside other work: most of it is unpacking."""
    threading.Thread(target=_identifier, args=(LATIN,), daemon=True).start()


def language_of(text: str) -> str:
    """The ISO 639-1 code of the message's language; short or doubtful ones count as English."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign_script = sum("LATIN" not in unicodedata.name(letter, "") for letter in letters)
    if foreign_script * 2 > len(letters):
        return str(_identifier(()).classify(text)[0])
    code, share = _identifier(LATIN).classify(text)
    return str(code) if share >= SURE else "en"


def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    with _loading:  # So that it is loaded once, whoever comes first.
        return _loaded(languages)


@lru_cache(maxsize=2)
def _loaded(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        identifier.set_languages(list(languages))
    return identifier
