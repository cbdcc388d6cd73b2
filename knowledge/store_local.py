"""The index in a folder, in generations.

    INDEX/
      CURRENT            the name of the generation that answers
      writer.lock        held by the one process that builds
      gen-.../
        manifest.json    embedder, documents with digests, fingerprint of the chunks
        profiles.json    the profiles, so that answers and vectors always are of one age
        chunks.json      the chunks, those of a profile side by side
        vectors.npy      their vectors in the same order: a profile is a slice of it
        chroma/          the same vectors as Chroma keeps them
        files.json       digests of the files above, to notice damage
        sound.json       sizes and times of the files when they were last found undamaged

Chroma does not survive two writers, a full disk or damaged files, so a generation is written
once, verified, swapped in by replacing CURRENT, and never written again. Searches are over
`vectors.npy`: Chroma misses one in twenty of the nearest of a hundred thousand, some of a million
do not even find themselves, and where nothing may be written it cannot open.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import quote

import numpy as np
from filelock import FileLock, Timeout
from pydantic import ValidationError

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexUnwritableError,
)
from knowledge.store_chroma import local_client, read_collection, write_vectors
from knowledge.store_generation import (
    CHUNKS,
    FORMAT,
    MANIFEST,
    PROFILES,
    Content,
    Found,
    Manifest,
    ProfileStore,
    slices_of,
    verify,
)
from knowledge.store_nearest import Shortened, nearest

COLLECTION = "chunks"
OURS = ("manifest.json", "profiles.json", "chunks.json", "vectors.npy")
SQLITE = "chroma/chroma.sqlite3"
EXACT = 15_000  # Vectors up to which each is compared in full; of more, short copies first.
NEEDED = 1 << 16  # Bytes that Chroma may write when it opens a database.


class LocalGeneration:
    """One generation in a folder, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest = _manifest(folder)
            _check_files(folder)
            self.profiles = PROFILES.validate_json((folder / "profiles.json").read_bytes())
            chunks = CHUNKS.validate_json((folder / "chunks.json").read_bytes())
            self._vectors: Vectors = np.load(folder / "vectors.npy", mmap_mode="r")
            self._slices = slices_of(chunks)
            self._ids = [chunk.id for chunk in chunks]
            self._chunks = dict(zip(self._ids, chunks, strict=True))
            _check_database(folder)
        except (OSError, ValueError, ValidationError) as error:
            raise IndexDamagedError(f"The index in {folder} cannot be read: {error}") from error
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # chromadb raises bare errors, and Rust panics are no Exceptions.
            raise IndexDamagedError(f"The index in {folder} cannot be opened: {error}") from error
        if {len(chunks), len(self._vectors)} != {self.manifest.chunks}:
            raise IndexDamagedError(
                f"The index in {folder} holds {len(chunks)} chunks instead of {self.manifest.chunks}."
            )
        _note_soundness(folder)

    def chunks(self) -> Mapping[str, Chunk]:
        return self._chunks

    def digests(self) -> dict[str, str]:
        return {chunk_id: chunk.digest for chunk_id, chunk in self._chunks.items()}

    def vectors(self, ids: Sequence[str]) -> Vectors:
        return np.asarray(self._vectors[[self._rows[chunk_id] for chunk_id in ids]])

    def search(self, vector: Vectors, *, k: int, profiles: Sequence[str] = ()) -> Found:
        vector = np.asarray(vector, dtype=np.float32)
        if profiles:
            return self._nearest_of(profiles, vector, k)
        is_exact = len(self._ids) <= EXACT
        rows, cosines = nearest(self._vectors, vector, k) if is_exact else self._shortened.nearest(vector, k)
        return [(self._ids[row], float(cosine)) for row, cosine in zip(rows, cosines, strict=True)]

    def _nearest_of(self, profiles: Sequence[str], vector: Vectors, k: int) -> Found:
        known = [self._slices[one] for one in dict.fromkeys(profiles) if one in self._slices]
        if not known:
            return []
        places = np.concatenate([np.arange(one.start, one.stop) for one in known])
        vectors = self._vectors[known[0]] if len(known) == 1 else self._vectors[places]
        rows, cosines = nearest(vectors, vector, k)
        return [(self._ids[at], float(cosine)) for at, cosine in zip(places[rows], cosines, strict=True)]

    def is_whole(self) -> bool:
        """Whether Chroma holds as many vectors as it was given; true where it cannot open."""
        return not self._collection or self._collection.count() == self.manifest.chunks

    @cached_property
    def _collection(self) -> Any:
        """Chroma's collection, opened when first needed, as that takes a second; None where it cannot be."""
        database = self.folder / SQLITE
        if not _can_be_written(database):
            return None
        return read_collection(local_client(database.parent), COLLECTION)

    @cached_property
    def _shortened(self) -> Shortened:
        """Short copies of the vectors, made when first needed: a second for some hundred thousand."""
        return Shortened(self._vectors)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {chunk_id: row for row, chunk_id in enumerate(self._ids)}


@dataclass(frozen=True, slots=True)
class LocalIndex:
    """An index in a folder of this machine."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def exists(self) -> bool:
        return (self.folder / "CURRENT").exists()

    def manifest(self) -> Manifest:
        folder = self._generation()
        try:
            if _is_as_last_found(folder):
                return _manifest(folder)
        except (OSError, ValueError, ValidationError):
            pass  # Opening it tells what is wrong.
        return LocalGeneration(folder).manifest

    def open(self) -> LocalGeneration:
        return LocalGeneration(self._generation())

    @contextmanager
    def writing(self, seconds: float) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "writer.lock", timeout=seconds):
                yield
        except Timeout as error:
            raise IndexBusyError(f"Another process is writing {self.folder}; try again later.") from error
        except OSError as error:
            raise IndexUnwritableError(f"The index in {self.folder} cannot be written: {error}") from error

    def build(self, content: Content, progress: Callable[[int], None]) -> ProfileStore:
        content = content.by_profile()
        name = f"gen-{uuid.uuid4().hex[:12]}"
        folder = self.folder / name
        try:
            folder.mkdir(parents=True)
            _write(folder, content, progress)
            store = LocalGeneration(folder)
            verify(store, content, str(folder))
            if not store.is_whole():
                raise IndexDamagedError(f"Chroma in {folder} does not hold what was written.")
            replacement = self.folder / f"CURRENT.{uuid.uuid4().hex[:8]}"
            replacement.write_text(name, "utf-8")
            before = self._name_of_current()
            os.replace(replacement, self.folder / "CURRENT")
        except IndexDamagedError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        except Exception as error:  # A full disk is a bare error of chromadb.
            shutil.rmtree(folder, ignore_errors=True)
            raise IndexUnwritableError(f"The index in {self.folder} cannot be written: {error}") from error
        self._drop_all_but({name, before})
        return store

    def _generation(self) -> Path:
        if not self.exists():
            raise IndexMissingError(f"There is no index in {self.folder}; run: python app.py ingest")
        return self.folder / self._name_of_current()

    def _name_of_current(self) -> str:
        current = self.folder / "CURRENT"
        return current.read_text("utf-8", errors="replace").strip() if current.exists() else ""

    def _drop_all_but(self, keep: set[str]) -> None:
        """Delete all generations but these; the one before may still be answering somewhere."""
        for other in self.folder.glob("gen-*"):
            if other.name not in keep:
                shutil.rmtree(other, ignore_errors=True)


def _write(folder: Path, content: Content, progress: Callable[[int], None]) -> None:
    (folder / "profiles.json").write_bytes(PROFILES.dump_json(content.profiles))
    (folder / "chunks.json").write_bytes(CHUNKS.dump_json(content.chunks))
    (folder / "manifest.json").write_bytes(MANIFEST.dump_json(content.manifest()))
    np.save(folder / "vectors.npy", np.ascontiguousarray(content.vectors, dtype=np.float32))
    ids = [chunk.id for chunk in content.chunks]
    write_vectors(local_client(folder / "chroma"), COLLECTION, ids, content.vectors, progress)
    (folder / "files.json").write_text(json.dumps(_digests(folder)), "utf-8")


def _manifest(folder: Path) -> Manifest:
    manifest = MANIFEST.validate_json((folder / "manifest.json").read_bytes())
    if manifest.format != FORMAT:
        raise ValueError(
            f"it is of format {manifest.format}, not {FORMAT}; to rebuild it: python app.py ingest"
        )
    return manifest


def _check_database(folder: Path) -> None:
    """Raise IndexDamagedError where Chroma's database is damaged, without opening Chroma."""
    database = folder / SQLITE
    if database.exists() and not _can_be_written(database):
        return  # Chroma will not be opened either.
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as opened:
        (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise IndexDamagedError(f"its database is damaged ({found})")
        (ours,) = opened.execute("SELECT count(*) FROM collections WHERE name = ?", (COLLECTION,)).fetchone()
    if not ours:
        raise IndexDamagedError("its database is not the one that was written")


def _can_be_written(file: Path) -> bool:
    """Whether a file and its folder can be written: allowed, and not on a full disk."""
    try:
        with TemporaryFile(dir=file.parent) as trial:
            trial.write(bytes(NEEDED))
    except OSError:
        return False
    return os.access(file, os.W_OK)


def _files(folder: Path) -> list[Path]:
    """The files that do not change once they are written.

    Chroma reads its own where it has written their metadata, and its database changes when it is opened.
    """
    theirs = [
        path
        for metadata in sorted(folder.glob("chroma/*/index_metadata.pickle"))
        for path in sorted(metadata.parent.iterdir())
    ]
    return [*(folder / name for name in OURS), *theirs]


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in _files(folder):
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _check_files(folder: Path) -> None:
    """Raise IndexDamagedError before Chroma, which would crash, opens damaged files."""
    if json.loads((folder / "files.json").read_text("utf-8")) != _digests(folder):
        raise IndexDamagedError("its files are not as they were written")


def _states(folder: Path) -> dict[str, list[int]]:
    """What the file system tells of every file; it changes when a file is written, copied or replaced."""
    found = {}
    for path in (*_files(folder), folder / "files.json", folder / SQLITE):
        state = path.stat()
        found[path.relative_to(folder).as_posix()] = [
            state.st_size,
            state.st_mtime_ns,
            state.st_ctime_ns,
            state.st_ino,
        ]
    return found


def _is_as_last_found(folder: Path) -> bool:
    """Whether no file was touched since all were found undamaged."""
    noted = folder / "sound.json"
    return noted.exists() and bool(json.loads(noted.read_text("utf-8")) == _states(folder))


def _note_soundness(folder: Path) -> None:
    """Remember the files as they are now; what cannot be written is checked again the next time."""
    made = folder / f"sound.{uuid.uuid4().hex[:8]}"
    with suppress(OSError):
        made.write_text(json.dumps(_states(folder)), "utf-8")
        os.replace(made, folder / "sound.json")
    with suppress(OSError):
        made.unlink(missing_ok=True)
