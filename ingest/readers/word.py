"""Read a DOCX: headings by their style or because they are short and bold, lists, tables."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.readers.apart import pieces_apart
from ingest.readers.pieces import BOLD, Piece, Pieces, may_be_heading, paragraph, rows, tidy
from ingest.readers.sectioner import MOST_PIECES, read_pieces
from ingest.readers.sections import ReadDocument
from knowledge.errors import DocumentReadError

MOST_UNPACKED = 50_000_000  # Bytes; a job description with a logo unpacks to some 1,000,000.
MOST_ELEMENTS = 200_000  # Of its main part; a job description has some 2,000.
MOST_COLUMNS = 200  # That one cell of a table may span.
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # How old Word files, and new ones with a password, begin.
_HEADING = re.compile(r"^heading (\d)$", re.I)


def read_word(path: Path, raw: bytes) -> ReadDocument:
    """Read a DOCX; raises DocumentReadError when it is locked, damaged or unpacks to too much."""
    return read_pieces(path, pieces_apart("word", path, raw), place="paragraph")


def word_pieces(path: Path, raw: bytes) -> Pieces:
    """The text of a DOCX in pieces; raises DocumentReadError as `read_word` does."""
    from docx import Document  # Not wanted by those who only ask.

    _check(path, raw)
    try:
        document = Document(io.BytesIO(raw))
        _check_tables(path, document)
        pieces = list(islice(_walk(document), MOST_PIECES + 1))  # With one more it is refused as too long.
        title = tidy(document.core_properties.title or "")
    except (DocumentReadError, MemoryError):
        raise
    except Exception as error:  # python-docx raises whatever a damaged file makes it stumble over.
        raise DocumentReadError(
            f"{path.name}: is damaged and cannot be read as a Word document; open it and save it again."
        ) from error
    if not pieces:
        raise DocumentReadError(f"{path.name}: holds no text; paste the words into it as text.")
    return Pieces(title, pieces)


def _check(path: Path, raw: bytes) -> None:
    """Refuse what is no DOCX, and a small file that would unpack to a huge one."""
    if raw.startswith(_OLD_WORD):
        raise DocumentReadError(
            f"{path.name}: has a password or is in the old Word format; save it as .docx without one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
            is_word = "word/document.xml" in packed.namelist()
            is_small = unpacked <= MOST_UNPACKED
            elements = packed.read("word/document.xml").count(b"<") // 2 if is_word and is_small else 0
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
        kind = "is damaged: open it and save it again" if raw.startswith(b"PK") else "is no Word document"
        raise DocumentReadError(
            f"{path.name}: {kind}; only .docx made by a word processor is read."
        ) from error
    if not is_word:
        raise DocumentReadError(
            f"{path.name}: is packed like a DOCX but holds no Word document; save it as one."
        )
    if unpacked > MOST_UNPACKED:
        raise DocumentReadError(
            f"{path.name}: would unpack to more than {MOST_UNPACKED:,} bytes; remove its pictures."
        )
    if elements > MOST_ELEMENTS:
        raise DocumentReadError(
            f"{path.name}: has more than {MOST_ELEMENTS:,} elements; save only the job's own text."
        )


def _check_tables(path: Path, document: Any) -> None:
    """Refuse a cell that would be repeated for more columns than any page has."""
    from docx.oxml.ns import qn

    spans = (one.get(qn("w:val"), "") for one in document.element.body.iter(qn("w:gridSpan")))
    if any(len(span) > 9 or not span.isdecimal() or int(span) > MOST_COLUMNS for span in spans):
        raise DocumentReadError(
            f"{path.name}: has a table of more than {MOST_COLUMNS} columns; save only the job's own text."
        )


def _walk(document: Any) -> Iterator[Piece]:
    """Every paragraph and table in order; `place` counts the paragraphs and rows that hold something."""
    from docx.table import Table

    place = 0
    waiting = [iter(document.iter_inner_content())]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, Table):
                grid = [_cells(row) for row in item.rows]
                if any(_holds_paragraphs(cell) for row in grid for cell in row):  # Only there for the layout.
                    waiting.append(iter([part for row in grid for cell in row for part in _parts(cell)]))
                    break
                filled = [row for row in grid if any(cell.text.strip() for cell in row)]
                named = (
                    (place + at, [cell.text for cell in row], _is_header(row))
                    for at, row in enumerate(filled, 1)
                )
                yield from rows(named)
                place += len(filled)
            elif item.text.strip():
                place += 1
                yield from _piece(item, place)
        else:
            waiting.pop()


def _piece(item: Any, place: int) -> list[Piece]:
    text, style = tidy(item.text), item.style.name if item.style else ""
    if (found := _HEADING.match(style or "")) or style == "Title":
        return [Piece("heading", text, place, int(found[1]) if found else 1)]
    if _is_listed(item, style or ""):
        return [Piece("entry", piece.text, place) for piece in paragraph(text, place)]
    if _is_bold(item) and may_be_heading(text):
        return [Piece("heading", text, place, BOLD)]
    return paragraph(text, place)


def _is_listed(item: Any, style: str) -> bool:
    properties = item._p.pPr
    return style.startswith("List") or (properties is not None and properties.numPr is not None)


def _is_bold(item: Any) -> bool:
    runs = [run for run in item.runs if run.text.strip()]
    return bool(runs) and all(run.bold or (run.bold is None and run.style.font.bold) for run in runs)


def _cells(row: Any) -> list[Any]:
    """The cells of a row, a merged one once."""
    return list({id(cell._tc): cell for cell in row.cells}.values())


def _parts(cell: Any) -> list[Any]:
    return list(cell.iter_inner_content())


def _holds_paragraphs(cell: Any) -> bool:
    return bool(cell.tables) or sum(bool(one.text.strip()) for one in cell.paragraphs) > 1


def _is_header(row: list[Any]) -> bool:
    filled = [one for cell in row for one in cell.paragraphs if one.text.strip()]
    return bool(filled) and all(map(_is_bold, filled))
