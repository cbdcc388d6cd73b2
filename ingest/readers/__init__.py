"""Read one document into a `Profile`: the house Markdown, or the page layout of the first document.

Both formats share the sections and the checks of `ingest.readers.sections`; a reader only says
how its format writes a heading and an entry.
"""

from __future__ import annotations

from pathlib import Path

from ingest.readers.house import read_house
from ingest.readers.page import read_page
from ingest.readers.sections import ReadDocument
from knowledge.errors import DocumentReadError, ProfileFormatError
from knowledge.profile import Profile
from knowledge.titles import code_of_title

READERS = {".md": read_house, ".markdown": read_house, ".txt": read_page}
MAX_TITLE = 120  # Characters; it stands in every chunk, which has room for some 1,000.
MAX_BYTES = 1_000_000  # A profile is some 5 kB; anything near this is not one.


def read_profile(path: Path, root: Path) -> Profile:
    """Read the document at `path`; its id is its place below `root`, without the extension.

    Raises DocumentReadError when it is no text document, ProfileFormatError when a line of it
    does not follow the format.
    """
    text = _read_text(path)
    reader = read_house if text.lstrip().startswith("# ") else READERS[path.suffix.lower()]
    document: ReadDocument = reader(path, text.splitlines())
    if len(document.title) > MAX_TITLE:
        raise ProfileFormatError(path, 1, f"The title is longer than {MAX_TITLE} characters; shorten it.")
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
    )


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentReadError(f"{path.name}: larger than {MAX_BYTES:,} bytes; split it.")
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentReadError(f"{path.name}: cannot be read ({error.strerror}).") from error
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
    return text
