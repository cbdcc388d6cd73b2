"""The index on disk: a Chroma collection with the profiles it was made from, in generations.

    INDEX/
      CURRENT            the name of the generation that answers
      writer.lock        held by the one process that builds
      gen-.../
        manifest.json    embedder, documents with digests, fingerprint of the chunks
        profiles.json    the profiles, so that answers and vectors always are of one age
        chroma/          the vectors

Chroma does not survive two writers, a full disk or damaged files, so a generation is written
once, verified, swapped in by replacing CURRENT, and never written again. The documents are the
only source of truth: an index can always be thrown away.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import numpy as np
from pydantic import TypeAdapter, ValidationError

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import IndexDamagedError, IndexMissingError
from knowledge.profile import Profile, Section

FORMAT = 1
COLLECTION = "chunks"
WRITE_BATCH = 2000
HNSW = {"space": "cosine", "ef_construction": 400, "ef_search": 500, "max_neighbors": 48}
"""Chroma's defaults lose one in five of many look-alike chunks; these lose none and cost little."""
log = logging.getLogger(__name__)
_PROFILES = TypeAdapter(tuple[Profile, ...])


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document as the index saw it; `problem` says why it was not taken in.

    `note` says what else there is to know of it: what was left out, or which one takes its place.
    """

    digest: str
    problem: str = ""
    note: str = ""
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, enough to tell whether it is still right."""

    format: int
    embedder: str
    dimensions: int
    documents: dict[str, DocumentState]
    chunks: int
    fingerprint: str


_MANIFEST = TypeAdapter(Manifest)


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


class ProfileStore:
    """One generation of the index, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest = _MANIFEST.validate_json((folder / "manifest.json").read_bytes())
            self.profiles = _PROFILES.validate_json((folder / "profiles.json").read_bytes())
            _check_files(folder)
            self._collection = _client(folder / "chroma").get_collection(COLLECTION, embedding_function=None)
            count = self._collection.count()
        except (OSError, ValidationError) as error:
            raise IndexDamagedError(f"The index in {folder} cannot be read: {error}") from error
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # chromadb raises bare errors, and Rust panics are no Exceptions.
            raise IndexDamagedError(f"The index in {folder} cannot be opened: {error}") from error
        if count != self.manifest.chunks:
            raise IndexDamagedError(
                f"The index in {folder} holds {count} chunks instead of {self.manifest.chunks}."
            )

    def chunks(self) -> dict[str, Chunk]:
        """Every chunk by id."""
        found = self._collection.get(include=["metadatas"])
        rows = zip(found["ids"], found["metadatas"] or [], strict=True)
        return {chunk_id: _chunk(chunk_id, metadata) for chunk_id, metadata in rows}

    def digests(self) -> dict[str, str]:
        """The digest of every stored chunk by id."""
        return {chunk_id: chunk.digest for chunk_id, chunk in self.chunks().items()}

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The stored vectors of these chunks, shape (len(ids), dimensions)."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        by_id = dict(zip(found["ids"], found["embeddings"], strict=True))
        return np.array([by_id[chunk_id] for chunk_id in ids], dtype=np.float32)

    def search(self, vector: Vectors, *, k: int, profiles: Sequence[str] = ()) -> list[tuple[str, float]]:
        """The ids of the `k` nearest chunks with their cosine, best first, of these profiles."""
        where = {"profile": {"$in": list(profiles)}} if profiles else None
        found = self._collection.query(
            query_embeddings=[vector.tolist()],
            n_results=min(k, self.manifest.chunks),
            where=where,
            include=["distances"],
        )
        return [
            (chunk_id, 1.0 - distance)
            for chunk_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]


def has_index(index: Path) -> bool:
    """Whether an index was ever built in this folder."""
    return (index / "CURRENT").exists()


def open_current(index: Path) -> ProfileStore:
    """The generation that answers now.

    Raises IndexMissingError when none was ever built, IndexDamagedError when it cannot be read.
    """
    if not has_index(index):
        raise IndexMissingError(f"There is no index in {index}; run: python app.py ingest")
    return ProfileStore(index / (index / "CURRENT").read_text("utf-8", errors="replace").strip())


def build_generation(
    index: Path,
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
    name = f"gen-{uuid.uuid4().hex[:12]}"
    folder = index / name
    try:
        folder.mkdir(parents=True)
        manifest = Manifest(
            FORMAT, embedder, int(vectors.shape[1]), documents, len(chunks), fingerprint(chunks)
        )
        (folder / "profiles.json").write_bytes(_PROFILES.dump_json(tuple(profiles)))
        (folder / "manifest.json").write_bytes(_MANIFEST.dump_json(manifest))
        collection = _client(folder / "chroma").create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
        )
        for start in range(0, len(chunks), WRITE_BATCH):
            part = chunks[start : start + WRITE_BATCH]
            collection.add(
                ids=[chunk.id for chunk in part],
                embeddings=vectors[start : start + WRITE_BATCH],
                metadatas=[_metadata(chunk) for chunk in part],
            )
            progress(start + len(part))
        (folder / "vectors.json").write_text(json.dumps(_vector_files(folder)), "utf-8")
        store = ProfileStore(folder)
        _verify(store, chunks, vectors)
        replacement = index / f"CURRENT.{uuid.uuid4().hex[:8]}"
        replacement.write_text(name, "utf-8")
        before = _name_of_current(index)
        os.replace(replacement, index / "CURRENT")
    except IndexDamagedError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except Exception as error:  # A full disk is a bare error of chromadb.
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexDamagedError(f"The index in {index} cannot be written: {error}") from error
    _drop_generations(index, keep={name, before})
    return store


def _name_of_current(index: Path) -> str:
    current = index / "CURRENT"
    return current.read_text("utf-8", errors="replace").strip() if current.exists() else ""


def _vector_files(folder: Path) -> dict[str, str]:
    """The digests of Chroma's vector files; it reads them where it has written their metadata."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for metadata in folder.glob("chroma/*/index_metadata.pickle")
        for path in sorted(metadata.parent.iterdir())
    }


def _check_files(folder: Path) -> None:
    """Raise IndexDamagedError before Chroma, which would crash, opens damaged files."""
    if json.loads((folder / "vectors.json").read_text("utf-8")) != _vector_files(folder):
        raise IndexDamagedError("its vector files are not as they were written")
    path = folder / "chroma" / "chroma.sqlite3"
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as database:
        (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise IndexDamagedError(f"its database is damaged ({found})")


def _verify(store: ProfileStore, chunks: Sequence[Chunk], vectors: Vectors) -> None:
    if store.digests() != {chunk.id: chunk.digest for chunk in chunks}:
        raise IndexDamagedError(f"The new index in {store.folder} does not hold what was written.")
    for at in np.linspace(0, len(chunks) - 1, num=min(20, len(chunks)), dtype=int):
        found = store.search(vectors[at], k=3)
        if not found or not found[0][1] >= 0.999:
            raise IndexDamagedError(
                f"The new index in {store.folder} does not find {chunks[at].id!r} by its vector."
            )


def _drop_generations(index: Path, keep: set[str]) -> None:
    """Delete all generations but these; the one before may still be answering somewhere."""
    for other in index.glob("gen-*"):
        if other.name not in keep:
            shutil.rmtree(other, ignore_errors=True)


def _client(folder: Path):  # type: ignore[no-untyped-def]  # chromadb's own type is private.
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _metadata(chunk: Chunk) -> dict[str, str | int]:
    facts = asdict(chunk)
    facts["section"] = chunk.section.value
    return {name: value for name, value in facts.items() if name != "id"}


def _chunk(chunk_id: str, metadata: Mapping[str, object]) -> Chunk:
    facts = dict(metadata) | {"id": chunk_id, "section": Section(str(metadata["section"]))}
    return Chunk(**facts)  # type: ignore[arg-type]  # The values are those of `_metadata`.
