"""What `method.md` and `questions.md` explain of the figures and of the advisor, note by note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.chunk import Chunk
from knowledge.profile import Section

FOLDER = Path(__file__).parent
DOCUMENTS = (FOLDER / "method.md", FOLDER / "questions.md")
TITLE = "Sources and method"
ID = "method"  # Where a profile's id stands in a citation.
NOT_HERE = "What is not in these data"
_HEADING = re.compile(r"^## ", re.M)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKED = re.compile(r"\*\*|`|\\(?=\*)|<!--.*?-->")


@dataclass(frozen=True, slots=True)
class Note:
    """A section of these pages: its heading and its paragraphs and list entries, each in one line."""

    heading: str
    lines: tuple[str, ...]

    @property
    def chunk(self) -> Chunk:
        """The note as a passage that can be cited."""
        body = "\n".join(self.lines)
        return Chunk(f"{ID}:{self.heading}", ID, TITLE, "", Section.SUMMARY, self.heading, body, 0)


@lru_cache(maxsize=1)
def notes() -> dict[str, Note]:
    """All notes by their headings, in the order of the pages."""
    found = {}
    for document in DOCUMENTS:
        for part in _HEADING.split(document.read_text("utf-8"))[1:]:
            heading, _, text = part.partition("\n")
            blocks = re.split(r"\n\s*\n|\n(?=- )", _MARKED.sub("", _LINK.sub(r"\1", text)))
            lines = (" ".join(block.split()) for block in blocks)
            found[heading.strip()] = Note(heading.strip(), tuple(filter(None, lines)))
    return found
