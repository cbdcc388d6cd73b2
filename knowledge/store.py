"""The index: where it is kept, and the functions that everything else reaches it by.

A place is a folder of this machine (`knowledge.store_local`) or the address of a Chroma server
that several processes share (`knowledge.store_served`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import IndexUnreachableError
from knowledge.profile import Profile
from knowledge.store_generation import (
    FORMAT,
    Content,
    DocumentState,
    Index,
    Manifest,
    ProfileStore,
    SyncPlan,
    fingerprint,
    plan_sync,
    slices_of,
)
from knowledge.store_local import LocalIndex
from knowledge.store_served import PAUSE, ServedIndex, is_address

Place = Path | Index
"""A folder, or an index that is already told apart."""


def index_at(place: str | Place, token: str = "") -> Index:
    """The index at a folder or, with http:// or https://, at a Chroma server that may want a token."""
    if isinstance(place, str):
        return ServedIndex(place.rstrip("/"), token) if is_address(place) else LocalIndex(Path(place))
    return LocalIndex(place) if isinstance(place, Path) else place


def has_index(place: Place) -> bool:
    """Whether an index was ever built there."""
    return index_at(place).exists()


def until_reached(place: Place) -> None:
    """Wait until the index answers."""
    while True:
        try:
            index_at(place).exists()
            return
        except IndexUnreachableError:
            time.sleep(PAUSE)


def open_current(place: Place) -> ProfileStore:
    """The generation that answers now.

    Raises IndexMissingError when none was ever built, IndexDamagedError when it cannot be read.
    """
    return index_at(place).open()


def build_generation(
    place: Place,
    *,
    profiles: Sequence[Profile],
    chunks: Sequence[Chunk],
    vectors: Vectors,
    embedder: str,
    documents: dict[str, DocumentState],
    progress: Callable[[int], None] = lambda done: None,
) -> ProfileStore:
    """Write a new generation beside the old one, verify it, and let it answer from now on.

    `vectors` has shape (len(chunks), dimensions). Raises IndexDamagedError when what was written
    does not read back; the old generation then goes on answering.
    """
    content = Content(tuple(profiles), tuple(chunks), vectors, embedder, documents)
    return index_at(place).build(content, progress)


__all__ = [
    "FORMAT",
    "Content",
    "DocumentState",
    "Index",
    "Manifest",
    "Place",
    "ProfileStore",
    "SyncPlan",
    "build_generation",
    "fingerprint",
    "has_index",
    "index_at",
    "open_current",
    "plan_sync",
    "slices_of",
    "until_reached",
]
