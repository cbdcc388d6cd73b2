"""The pieces of a profile that are embedded, found and cited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.profile import Section


@dataclass(frozen=True, slots=True)
class Chunk:
    """A whole section, or one entry of it, under the title and heading it stands below.

    A section is one chunk (several when it is long), and every entry of a list is one more,
    whose `parent` is the section chunk that holds it: entries are what is searched best,
    sections are what is cited.
    """

    id: str
    profile: str
    occupation: str
    code: str
    section: Section
    heading: str
    body: str
    line: int
    parent: str = ""

    @property
    def head(self) -> str:
        """Where it stands: "Occupation > Heading"."""
        return f"{self.occupation} > {self.heading}"

    @property
    def text(self) -> str:
        """What is embedded and what a citation shows: its head and the words."""
        return f"{self.head}\n{self.body}"

    @property
    def digest(self) -> str:
        """Changes whenever anything that is stored with the chunk changes."""
        parts = (self.id, self.profile, self.code, self.text, str(self.line), self.parent)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Passage:
    """A section chunk that retrieval found, how well it matched, and by which entries of it."""

    chunk: Chunk
    score: float
    entries: tuple[tuple[str, float], ...] = ()
