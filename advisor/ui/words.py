"""What the page says of its own accord, in the visitor's language, from `prompts/interface/`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.yaml_text import read_yaml

FOLDER = Path(__file__).parents[2] / "prompts" / "interface"
DEFAULT = "en"


class Words:
    """The phrases of one language by their keys; a key that is not there raises KeyError."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language, self.texts = language, texts

    def __call__(self, key: str, **named: object) -> str:
        return self.texts[key].format(**named) if named else self.texts[key]

    def rank(self, name: str) -> str:
        """A pay figure's name; as the document has it where it is another than the usual ones."""
        return self.texts.get(f"rank_{name}", name)

    def measure(self, name: str) -> str:
        return self.texts[f"measure_{name}"]

    def family(self, name: str) -> str:
        return self.texts[f"family_{name}"]

    def how_far(self, name: str) -> str:
        return self.texts[f"how_far_{name.replace(' ', '_')}"]


def languages() -> tuple[str, ...]:
    """The languages that there is a file for, the default one first."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return (DEFAULT, *(one for one in found if one != DEFAULT))


@lru_cache(maxsize=8)
def words_in(language: str) -> Words:
    """The phrases of a language, which must be one of `languages`."""
    return Words(language, read_yaml((FOLDER / f"{language}.yaml").read_text("utf-8")))


def preferred(accepted: str) -> Words:
    """The phrases for what a browser accepts, as in "es-MX,es;q=0.9": the language it names first.

    The first one alone counts, as the rest of the page goes by that one, too.
    """
    first = accepted.split(",")[0].split(";")[0].strip().lower().split("-")[0]
    return words_in(first if first in languages() else DEFAULT)
