"""Which files of a folder are documents, and which of them have changed.

A file is told by the digest of its bytes. One that is as the index last saw it, by its size, its times
and its number, is not read again; so an ingest that has nothing to do takes milliseconds.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingest.readers import READERS
from knowledge.errors import NoProfilesError
from knowledge.store import DocumentState

SETTLED = 2 * 10**9  # Nanoseconds after which a file system tells two versions of a file apart.
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may hold a profile; `name` is its place below `root`, and is what reports call it."""

    name: str
    path: Path
    root: Path
    digest: str
    is_own: bool
    state: tuple[int, ...] = ()
    """What the file system told before it was read: size, two times, number."""

    def state_before(self, now: int) -> tuple[int, ...]:
        """The state where no later version of the file can have the same.

        One written just before `now`, or in the future by a clock that jumped, might.
        """
        is_old = self.state and max(self.state[1:3]) < now - SETTLED
        return self.state if is_old and self.digest != UNREADABLE else ()


class _File(NamedTuple):
    """A file before it is read; a plain tuple, for there may be thousands."""

    name: str
    path: str
    root: Path
    is_own: bool
    state: tuple[int, ...]


def documents_in(folder: Path, own: Path | None = None) -> list[Document]:
    """Every document below the folder, then the user's own, each in the order of their names."""
    return [
        Document(one.name, Path(one.path), one.root, digest_of(Path(one.path)), one.is_own, one.state)
        for one in _files_in(folder, own)
    ]


def digests_in(folder: Path, own: Path | None, known: Mapping[str, DocumentState]) -> dict[str, str]:
    """The digest of every document by its name; a file that is as it was known is not read again."""
    found = {}
    for one in _files_in(folder, own):
        before = known.get(one.name)
        is_same = before and one.state and before.seen == one.state
        found[one.name] = before.digest if before and is_same else digest_of(Path(one.path))
    return found


def _files_in(folder: Path, own: Path | None) -> Iterator[_File]:
    if not folder.is_dir():
        raise NoProfilesError(f"The profiles folder {folder} does not exist.")
    yield from _below(folder, folder, is_own=False)
    if own and own.is_dir() and not own.resolve().is_relative_to(folder.resolve()):
        if (folder / own.resolve().name).exists():
            raise NoProfilesError(f"{folder} holds a folder named like that of your own, {own}; rename one.")
        yield from _below(own.resolve(), own.resolve().parent, is_own=True)


def _below(folder: Path, root: Path, *, is_own: bool) -> Iterator[_File]:
    prefix = "" if folder == root else f"{folder.relative_to(root).as_posix()}/"
    for place, path, state in sorted(_files_below(str(folder))):
        yield _File(_printable(prefix + "/".join(place)), path, root, is_own, state)


def _files_below(
    folder: str, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str, tuple[int, ...]]]:
    """Every file that may be a document: its place below the folder, its path and its state."""
    try:
        entries = list(os.scandir(folder))
    except PermissionError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path, (*above, entry.name))
        elif entry.name[entry.name.rfind(".") :].lower() in READERS and entry.is_file():
            yield (*above, entry.name), entry.path, _state(entry)


def _state(entry: os.DirEntry[str]) -> tuple[int, ...]:
    """What the file system tells of a file; it changes when the file is written or replaced."""
    try:
        found = entry.stat()
    except OSError:
        return ()
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def digest_of(path: Path) -> str:
    """The digest of a file's bytes, the same for all files that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return UNREADABLE


def is_hidden(place: Path) -> bool:
    """Whether a place below a folder has a hidden file or folder in it."""
    return any(part.startswith(".") for part in place.parts)


def _printable(name: str) -> str:
    """The name with bytes that are not UTF-8 written as escapes."""
    return name.encode(errors="backslashreplace").decode()
