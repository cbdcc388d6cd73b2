"""What a chat model may say without a source: sentences that greet, comfort, lead over or ask."""

from __future__ import annotations

from pathlib import Path

from advisor.words import content_stems
from advisor.writing.meaning import Meaning
from knowledge.yaml_text import read_yaml

FILE = Path(__file__).parents[2] / "prompts" / "words" / "talk.yaml"
TALKING = 0.5  # Cosine with a sentence of the file from which one is mere talk.


class Talk:
    """Tells talk by its meaning and by its words, both of which must be those of the file."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        listed = read_yaml(FILE.read_text("utf-8"))
        self._sentences: list[str] = listed["sentences"]
        self._known = frozenset(content_stems(" ".join((*self._sentences, listed["words"]))))

    def holds(self, text: str) -> bool:
        """Whether an English sentence states nothing."""
        if not self._known.issuperset(content_stems(text)):
            return False
        first, *rest = self._meaning.of([text, *self._sentences])
        return max(float(one @ first) for one in rest) >= TALKING
