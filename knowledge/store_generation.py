"""What every index holds, wherever it is kept: generations, and the two interfaces to reach them.

A generation is written once, verified, and from then on answers until a newer one takes its place.
The documents are the only source of truth: an index can always be thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Protocol

import numpy as np
from pydantic import TypeAdapter

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import IndexDamagedError
from knowledge.profile import Profile

FORMAT = 3
SAMPLE = 20  # Chunks of a new generation that must be found by their vectors.

Found = list[tuple[str, float]]
"""Ids of chunks with their cosines, the nearest first."""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document as the index saw it; `problem` says why it was not taken in.

    `note` says what else there is to know of it: what was left out, or which one takes its place.
    """

    digest: str
    problem: str = ""
    note: str = ""
    is_replaced: bool = False
    seen: tuple[int, ...] = field(default=(), compare=False)
    """What the file system told of the file, where that tells it from every later version."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, enough to tell whether it is still right."""

    format: int
    embedder: str
    dimensions: int
    documents: dict[str, DocumentState]
    chunks: int
    fingerprint: str


MANIFEST = TypeAdapter(Manifest)
PROFILES = TypeAdapter(tuple[Profile, ...])
CHUNKS = TypeAdapter(tuple[Chunk, ...])


@dataclass(frozen=True, slots=True)
class Content:
    """What a generation is made of; `vectors` has shape (len(chunks), dimensions)."""

    profiles: tuple[Profile, ...]
    chunks: tuple[Chunk, ...]
    vectors: Vectors
    embedder: str
    documents: dict[str, DocumentState]

    def by_profile(self) -> Content:
        """The same with the chunks of each profile side by side."""
        first = {chunk.profile: at for at, chunk in reversed(list(enumerate(self.chunks)))}
        order = sorted(range(len(self.chunks)), key=lambda at: first[self.chunks[at].profile])
        if order == list(range(len(order))):
            return self
        return replace(self, chunks=tuple(self.chunks[at] for at in order), vectors=self.vectors[order])

    def manifest(self) -> Manifest:
        """What is to be read back."""
        return Manifest(
            FORMAT,
            self.embedder,
            int(self.vectors.shape[1]),
            self.documents,
            len(self.chunks),
            fingerprint(self.chunks),
        )


class ProfileStore(Protocol):
    """One generation of an index, opened for reading."""

    manifest: Manifest
    profiles: tuple[Profile, ...]

    def chunks(self) -> Mapping[str, Chunk]:
        """Every chunk by id, those of a profile side by side."""
        ...

    def digests(self) -> dict[str, str]:
        """The digest of every stored chunk by id."""
        ...

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The stored vectors of these chunks, shape (len(ids), dimensions)."""
        ...

    def search(self, vector: Vectors, *, k: int, profiles: Sequence[str] = ()) -> Found:
        """The ids of the `k` nearest chunks with their cosine, best first, of these profiles.

        Raises IndexUnreachableError where the index is elsewhere and cannot be reached.
        """
        ...


class Index(Protocol):
    """Where generations are kept, one of which answers."""

    def exists(self) -> bool:
        """Whether an index was ever built here."""
        ...

    def manifest(self) -> Manifest:
        """The manifest of the generation that answers, once it is known to be sound.

        Raises IndexMissingError when none was ever built, IndexDamagedError when it is not sound.
        """
        ...

    def open(self) -> ProfileStore:
        """The generation that answers now; raises as `manifest` does."""
        ...

    def writing(self, seconds: float) -> AbstractContextManager[object]:
        """Hold the right to write; raises IndexBusyError when another holds it for so long."""
        ...

    def build(self, content: Content, progress: Callable[[int], None]) -> ProfileStore:
        """Write a new generation beside the old one, verify it, and let it answer from now on.

        Raises IndexUnwritableError when it cannot be written, and IndexDamagedError when what was
        written does not read back; the old generation then goes on answering.
        """
        ...


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What would bring the stored chunks in line with the wanted ones."""

    add: tuple[Chunk, ...]
    keep: tuple[Chunk, ...]
    drop: tuple[str, ...]


def plan_sync(stored: Mapping[str, str], chunks: Iterable[Chunk]) -> SyncPlan:
    """Compare stored digests by chunk id with the wanted chunks."""
    wanted = {chunk.id: chunk for chunk in chunks}
    add = tuple(chunk for chunk in wanted.values() if stored.get(chunk.id) != chunk.digest)
    keep = tuple(chunk for chunk in wanted.values() if stored.get(chunk.id) == chunk.digest)
    return SyncPlan(add, keep, tuple(sorted(set(stored) - set(wanted))))


def fingerprint(chunks: Iterable[Chunk]) -> str:
    """One short name for exactly these chunks."""
    lines = sorted(f"{chunk.id} {chunk.digest}" for chunk in chunks)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def slices_of(chunks: Sequence[Chunk]) -> dict[str, slice]:
    """Where the chunks of each profile stand; raises ValueError when they are not side by side."""
    slices: dict[str, slice] = {}
    start = 0
    for profile, some in groupby(chunks, key=lambda chunk: chunk.profile):
        if profile in slices:
            raise ValueError(f"the chunks of {profile!r} are not side by side")
        slices[profile] = slice(start, start + sum(1 for _ in some))
        start = slices[profile].stop
    return slices


def verify(store: ProfileStore, content: Content, where: str) -> None:
    """Raise IndexDamagedError unless the store holds the content, and finds it by its vectors."""
    chunks, vectors = content.chunks, content.vectors
    if store.digests() != {chunk.id: chunk.digest for chunk in chunks}:
        raise IndexDamagedError(f"The new index in {where} does not hold what was written.")
    for at in np.linspace(0, len(chunks) - 1, num=min(SAMPLE, len(chunks)), dtype=int):
        of_all = store.search(vectors[at], k=3)
        of_one = store.search(vectors[at], k=3, profiles=[chunks[at].profile])
        if not all(found and found[0][1] >= 0.999 for found in (of_all, of_one)):
            raise IndexDamagedError(
                f"The new index in {where} does not find {chunks[at].id!r} by its vector."
            )
