"""The elements that O*NET rates all work by, in the words that people use: `rated.tsv`, our own.

One element a line: its table (a key of `traits.RATED`), its name there, the scale it is rated on, how an
answer names it, and ways to ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

RATED_FILE = Path(__file__).with_name("rated.tsv")
SCALES = {
    "often": ("never", "once in some months", "once in some weeks", "once in some days", "every day"),
    "time": (
        "never",
        "less than half of the time",
        "about half of the time",
        "more than half of the time",
        "all or almost all of the time",
    ),
    "importance": (
        "not important",
        "somewhat important",
        "important",
        "very important",
        "extremely important",
    ),
    "amount": ("none or hardly any", "a little", "a fair amount", "a lot", "a very great deal"),
}
"""What the points 1 to 5 of each scale stand for."""


@dataclass(frozen=True, slots=True)
class RatedElement:
    """Something that every occupation is rated on, from 1 to 5."""

    table: str
    element: str
    scale: str
    said: str
    asked: str

    @property
    def name(self) -> str:
        """What tells it from all others: "context: Time Pressure"."""
        return f"{self.table}: {self.element}"

    def in_words(self, value: float) -> str:
        """What a rating from 1 to 5 stands for, by the nearest point of its scale."""
        return SCALES[self.scale][min(max(round(value), 1), 5) - 1]


def is_rated_skill(text: str) -> bool:
    """Whether a text is just the name of a skill or a field of knowledge, or a part of it: "law"."""
    return text.lower() in _skill_names()


@lru_cache(maxsize=1)
def _skill_names() -> frozenset[str]:
    names = [one.element.lower() for one in rated_elements() if one.table in ("skills", "knowledge")]
    parts = [part for name in names for part in name.replace(" and ", ", ").split(", ")]
    return frozenset((*names, *parts, "customer service", "math", "maths"))


@lru_cache(maxsize=1)
def rated_elements() -> tuple[RatedElement, ...]:
    """Every line of the shipped table, in its order."""
    lines = RATED_FILE.read_text("utf-8").splitlines()[1:]
    return tuple(RatedElement(*line.split("\t")) for line in lines)
