"""The bare text of a file that is not taken in: a person's own résumé, read once and not kept."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.apart import pieces_apart
from knowledge.errors import DocumentReadError

KINDS = (".pdf", ".docx", ".txt")
MOST_BYTES = 5_000_000
MOST_PAGES = 10
MOST_TEXT = 20_000  # Characters that are read; ten full pages have more.


def read_plain(path: Path) -> str:
    """The text of a PDF, DOCX or TXT, a heading, entry or paragraph a line, cut at MOST_TEXT.

    Raises DocumentReadError, in one line, for what is too large, damaged, locked or no such file.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise DocumentReadError(f"{path.name}: is of a kind that is not read; save it as PDF, DOCX or TXT.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DocumentReadError(
                f"{path.name}: is larger than {MOST_BYTES // 1_000_000} MB; save it without pictures."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentReadError(f"{path.name}: cannot be read ({error.strerror}).") from error
    if not raw.strip():
        raise DocumentReadError(f"{path.name}: is empty.")
    if kind == ".txt":
        return _decoded(path, raw)[:MOST_TEXT]
    read = (
        pieces_apart("pdf", path, raw, most_pages=MOST_PAGES, is_kept=False)
        if kind == ".pdf"
        else pieces_apart("word", path, raw, is_kept=False)
    )
    return "\n".join(piece.text for piece in read.pieces)[:MOST_TEXT]


def _decoded(path: Path, raw: bytes) -> str:
    """Text as UTF-8, else as Windows writes it; what holds a zero byte is no text."""
    if b"\0" in raw:
        raise DocumentReadError(f"{path.name}: is binary, not text; save it as PDF, DOCX or TXT.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
