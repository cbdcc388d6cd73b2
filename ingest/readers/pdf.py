"""Read a PDF: its lines with their size, weight and place, put together again as pieces.

A PDF has no headings and no lists, only text at places. A line is a heading when it is set larger
or bolder than the rest, or when it is short and known; a list entry when it has a bullet or is indented.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.readers.apart import pieces_apart
from ingest.readers.headings import is_known
from ingest.readers.pieces import BOLD, PLAIN, Piece, Pieces, may_be_heading, tidy, without_bullet
from ingest.readers.sectioner import read_pieces
from ingest.readers.sections import ReadDocument
from knowledge.errors import DocumentReadError

MOST_PAGES = 60
MOST_LINES = 20_000  # A page has some 50.
MOST_PAGE_BYTES = 5_000_000  # Of a page's drawing; one full of text has some 20,000.
LARGER = 1.08  # Times the usual size from which a line is set as a heading.
INDENT = 0.8  # Sizes of the type from which a line is indented.
FULL = 0.85  # Part of the longest line's width from which a line ran into the margin.
GAP = 1.75  # Sizes of the type between two lines from which they are two paragraphs.
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?$", re.I)
_ENDED = re.compile(r"[.;:!?]$")


@dataclass(slots=True)
class _Line:
    """A line of a page; x from the left and y from the bottom in points, width estimated."""

    text: str
    page: int
    x: float
    y: float
    size: float
    is_bold: bool

    @property
    def right(self) -> float:
        return self.x + len(self.text) * self.size / 2


def read_pdf(path: Path, raw: bytes) -> ReadDocument:
    """Read a PDF; raises DocumentReadError when it is locked, damaged or has no text."""
    return read_pieces(path, pieces_apart("pdf", path, raw), place="page")


def pdf_pieces(path: Path, raw: bytes, *, most_pages: int = MOST_PAGES) -> Pieces:
    """The text of a PDF in pieces; raises DocumentReadError as `read_pdf` does."""
    from pypdf import PdfReader  # Not wanted by those who only ask.

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # It tells of every flaw that it mends.
    if b"%PDF-" not in raw[:1024]:
        raise DocumentReadError(f"{path.name}: is no PDF, whatever its name says; save it as one.")
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(path)
        if len(reader.pages) > most_pages:
            raise DocumentReadError(f"{path.name}: has more than {most_pages} pages; split it.")
        lines: list[_Line] = []
        for number, page in enumerate(reader.pages, 1):
            _check_page(path, page, number)
            lines += _lines(page, number)
            if number > most_pages or len(lines) > MOST_LINES:  # It may lie of how many pages it has.
                raise DocumentReadError(f"{path.name}: goes on for too long to be a text; split it.")
        title = tidy((reader.metadata.title if reader.metadata else "") or "")
    except (DocumentReadError, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it stumble over.
        if type(error).__name__ == "DependencyError":
            raise _locked(path) from error
        raise DocumentReadError(
            f"{path.name}: is damaged and cannot be read as a PDF; open it and save it again."
        ) from error
    lines = _without_margins(lines)
    if not lines:
        raise DocumentReadError(
            f"{path.name}: holds pictures and no text; run text recognition on it, or save the text."
        )
    return Pieces(title, _joined(lines))


def _locked(path: Path) -> DocumentReadError:
    return DocumentReadError(f"{path.name}: is locked with a password; save a copy without one.")


def _check_page(path: Path, page: Any, number: int) -> None:
    """Refuse a page that draws far more than a text."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MOST_PAGE_BYTES:
        raise DocumentReadError(f"{path.name}: page {number} is a drawing, not text; save it as text.")


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of a page in the order of the file."""
    found: list[_Line] = []
    is_open = False

    def take(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        nonlocal is_open
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        name = str((font or {}).get("/BaseFont", "")).lower()
        for place, part in enumerate(text.split("\n")):
            is_open = is_open and not place
            if not part.strip():
                continue
            is_bold = any(word in name for word in ("bold", "black", "heavy", "semibold"))
            if is_open:
                found[-1].text += part
                found[-1].is_bold = found[-1].is_bold and is_bold
            else:
                found.append(_Line(part, number, x, y, round(abs(size) * scale, 1), is_bold))
                is_open = True

    page.extract_text(visitor_text=take)
    for line in found:
        line.text = tidy(line.text)
    return [line for line in found if line.text]


def _without_margins(lines: list[_Line]) -> list[_Line]:
    """The lines without page numbers and without what stands again on most pages."""
    pages = len({line.page for line in lines})
    on_pages = Counter(text for text, _ in {(_numberless(line), line.page) for line in lines})
    return [
        line
        for line in lines
        if not _PAGE_NUMBER.match(line.text) and (pages < 2 or on_pages[_numberless(line)] <= pages / 2)
    ]


def _numberless(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _joined(lines: list[_Line]) -> list[Piece]:
    """The lines as headings, list entries and paragraphs, what was wrapped put together again."""
    usual = _usual(line.size for line in lines for _ in line.text)
    body = [line for line in lines if line.size <= usual * LARGER]
    left, right = min(line.x for line in body), max(line.right for line in body)
    mostly_bold = sum(len(line.text) for line in body if line.is_bold) * 2 > sum(
        len(one.text) for one in body
    )
    sizes = sorted({line.size for line in lines if line.size > usual * LARGER}, reverse=True)
    pieces: list[Piece] = []
    last: _Line | None = None
    for line in lines:
        level = 0
        if line.size in sizes and may_be_heading(line.text):
            level = min(1 + sizes.index(line.size), BOLD - 1)
        elif line.is_bold and not mostly_bold and may_be_heading(line.text):
            level = BOLD
        elif may_be_heading(line.text) and _is_plain_heading(line.text):
            level = PLAIN
        bare = without_bullet(line.text)
        if level and bare is None:
            pieces.append(Piece("heading", line.text, line.page, level))
        elif bare is None and last and _goes_on(pieces[-1], last, line, right):
            whole = f"{pieces[-1].text} {line.text}"
            pieces[-1] = Piece(pieces[-1].kind, whole, pieces[-1].place)
        elif line.text.strip("•●\uf0b7\uf0a7o- "):
            is_entry = bare is not None or line.x > left + INDENT * line.size
            pieces.append(Piece("entry" if is_entry else "text", bare or line.text, line.page))
        elif bare is None:  # A bullet on a line of its own stands before its text.
            pieces.append(Piece("entry", "", line.page))
        last = line
    return [piece for piece in pieces if piece.text]


def _goes_on(piece: Piece, last: _Line, line: _Line, right: float) -> bool:
    """Whether a line continues the piece that the line before it belongs to."""
    if piece.kind == "heading":
        return False
    if not piece.text:
        return True
    if line.page == last.page and last.y - line.y > GAP * max(line.size, last.size):
        return False
    if abs(line.y - last.y) < 1 and line.page == last.page:  # Two columns of one line.
        return True
    width = right * FULL
    if line.text[0].islower():
        return last.right > width * 0.6 or not _ENDED.search(last.text)
    if piece.kind == "entry" and _ENDED.search(last.text):
        return False
    return last.right > width


def _is_plain_heading(text: str) -> bool:
    """A heading that only its words show: known, all in capitals, or short with a colon."""
    if text[0].islower():
        return False
    words = text.split()
    shouted = text.isupper() and len(words) <= 8 and len(text) > 3
    return is_known(text) or shouted or (text.endswith(":") and len(words) <= 6)


def _usual(sizes: Iterable[float]) -> float:
    """The size that most characters are set in."""
    return Counter(sizes).most_common(1)[0][0]
