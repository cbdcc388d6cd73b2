"""Read one document into a `Profile`: house Markdown, the page layout of the first document, or a
job description as PDF, DOCX or HTML.

The first two are strict: what is wrong is refused by line. The other three come as people write
them: each reader turns its format into the same pieces, and `ingest.readers.sectioner` turns those
into sections as well as their headings allow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.readers.house import read_house
from ingest.readers.page import read_page
from ingest.readers.pdf import read_pdf
from ingest.readers.sections import ReadDocument
from ingest.readers.web import read_web
from ingest.readers.word import read_word
from knowledge.errors import DocumentReadError, ProfileFormatError
from knowledge.profile import Profile
from knowledge.titles import code_of_title

MAX_TITLE = 120  # Characters; it stands in every chunk, which has room for some 1,000.
MAX_BYTES = 1_000_000  # A profile is some 5 kB; anything near this is not one.
MAX_FILE_BYTES = 10_000_000  # The same for formats that hold pictures and fonts as well.
MAX_ENTRIES = 3_000  # A profile has some 150; each is embedded on its own.
MAX_LINE = 10_000  # Characters of a line of text; a long paragraph has some 2,000.


def read_profile(path: Path, root: Path) -> Profile:
    """Read the document at `path`; its id is its place below `root`, without the extension.

    Raises DocumentReadError when it cannot be read as what its name says, ProfileFormatError when
    a line of it does not follow the format.
    """
    if any(unicodedata.category(one) == "Cc" for one in path.name):
        raise DocumentReadError(f"{path.name!r}: has control characters in its name; rename it.")
    reader = READERS.get(path.suffix.lower())
    if not reader:
        kinds = ", ".join(READERS)
        raise DocumentReadError(f"{path.name}: is of a kind that is not read; save it as one of {kinds}.")
    document = reader(path, _read_bytes(path))
    if len(document.title) > MAX_TITLE:
        raise ProfileFormatError(path, 1, f"The title is longer than {MAX_TITLE} characters; shorten it.")
    if sum(len(section.entries) for section in document.sections) > MAX_ENTRIES:
        raise ProfileFormatError(path, 1, f"The document has more than {MAX_ENTRIES:,} entries; split it.")
    if not document.sections:
        headings = "none of the profile's section headings was found"
        raise ProfileFormatError(path, 1, f"{headings}; see knowledge/README.md for the format.")
    return Profile(
        id=path.relative_to(root).with_suffix("").as_posix(),
        title=document.title,
        code=document.code or code_of_title(document.title),
        document=path.relative_to(root).as_posix(),
        aliases=document.aliases,
        sections=tuple(document.sections),
        left_out=document.left_out,
    )


def read_text(path: Path, raw: bytes) -> ReadDocument:
    """Read a text document: in the house format when it begins with a `# `, else by its extension."""
    if b"\0" in raw:
        raise DocumentReadError(f"{path.name}: is binary, not a text document.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentReadError(
            f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8 text."
        ) from error
    if not text.strip():
        raise DocumentReadError(f"{path.name}: is empty.")
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise ProfileFormatError(path, number, f"is longer than {MAX_LINE:,} characters; break it up.")
    is_page = path.suffix.lower() == ".txt" and not text.lstrip().startswith("# ")
    return (read_page if is_page else read_house)(path, lines)


READERS: Mapping[str, Callable[[Path, bytes], ReadDocument]] = {
    ".md": read_text,
    ".markdown": read_text,
    ".txt": read_text,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".html": read_web,
    ".htm": read_web,
}
"""The reader of every kind of file that is taken in, by extension."""


def _read_bytes(path: Path) -> bytes:
    most = MAX_FILE_BYTES if READERS[path.suffix.lower()] in (read_pdf, read_word) else MAX_BYTES
    try:
        if path.stat().st_size > most:
            raise DocumentReadError(f"{path.name}: larger than {most:,} bytes; split it.")
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentReadError(f"{path.name}: cannot be read ({error.strerror}).") from error
    if not raw.strip():
        raise DocumentReadError(f"{path.name}: is empty.")
    return raw
