"""What people say instead of the names of skills, fields of knowledge and tools.

`knowledge/everyday_skills.tsv` is our own: kind, name, and what is said for it; `*` is any ending.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

FILE = Path(__file__).parent / "everyday_skills.tsv"


@dataclass(frozen=True, slots=True)
class EverydaySkill:
    """A skill, field of knowledge or tool by its name here, and what people say for it."""

    kind: Literal["skill", "knowledge", "tool"]
    name: str
    said: tuple[str, ...]


@lru_cache(maxsize=1)
def everyday_skills() -> tuple[EverydaySkill, ...]:
    """Every line of the shipped table, in its order."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines()[1:])
    return tuple(
        EverydaySkill(cast('Literal["skill", "knowledge", "tool"]', kind), name, tuple(said.split("; ")))
        for kind, name, said in rows
    )
