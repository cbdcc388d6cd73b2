"""What PDF, DOCX and HTML have in common once they are read: headings, list entries and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

BULLETS = "•◦▪▫‣●○■□–—·*-\uf0b7\uf0a7"
PLAIN, BOLD = 8, 7  # Levels of headings that only stand alone, or are only bold.
SHORT = 80  # Characters of the longest line that may be a heading.


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a list entry or a paragraph on one line, with its place in the document.

    `place` counts from 1: the page of a PDF, the paragraph of a DOCX, the line of an HTML file.
    `level` is 1 for the highest heading and 0 for what is none.
    """

    kind: Literal["heading", "entry", "text"]
    text: str
    place: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Pieces:
    """A document in pieces, with the title that its properties give it."""

    title: str
    pieces: list[Piece]


def tidy(text: str) -> str:
    """The text on one line: every run of white space or invisible characters as one blank."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def without_bullet(text: str) -> str | None:
    """What stands after a bullet; None when the text begins with none."""
    mark, space, rest = text.partition(" ")
    if space and len(mark) == 1 and (mark in BULLETS or mark == "o"):
        return rest.strip()
    return text[1:] if text[:1] in "•●▪‣\uf0b7\uf0a7" and len(text) > 1 else None


def may_be_heading(text: str) -> bool:
    """Whether a line that stands out is short enough to be a heading, and is no sentence."""
    return 1 < len(text) <= SHORT and text[-1] not in ".;,!" and any(map(str.isalpha, text))


def paragraph(text: str, place: int) -> list[Piece]:
    """A paragraph, or a list entry when a bullet stands before it; nothing when it is empty."""
    text = tidy(text)
    bare = without_bullet(text)
    if bare is not None:
        return [Piece("entry", bare, place)] if bare else []
    return [Piece("text", text, place)] if text.strip(BULLETS) else []


def rows(table: Iterable[tuple[int, Sequence[str], bool]]) -> list[Piece]:
    """The rows of a table, each (place, cells, whether all are header cells), as list entries.

    Two cells become "name: value"; with a header row, every value stands after its column's name.
    """
    names: Sequence[str] = ()
    found = []
    for place, raw, is_header in table:
        cells = [tidy(cell) for cell in raw]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            found.append(Piece("heading", filled[0], place, BOLD) if is_header else _only(filled[0], place))
        elif is_header and not names:
            names = cells
        elif filled:
            labelled = len(names) == len(cells)
            pairs = zip(names, cells, strict=True) if labelled else ()
            text = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
            found.append(Piece("entry", text or f"{filled[0].rstrip(':')}: {', '.join(filled[1:])}", place))
    return found


def _only(text: str, place: int) -> Piece:
    return Piece("entry", without_bullet(text) or text, place)
