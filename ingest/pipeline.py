"""Bring the index in line with a folder of documents: load, plan, embed what changed, swap in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from ingest.chunker import split_profile
from ingest.readers import READERS, read_profile
from knowledge.chunk import Chunk
from knowledge.embedding import Embedder
from knowledge.errors import (
    AdvisorError,
    DocumentReadError,
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    NoProfilesError,
)
from knowledge.profile import Profile
from knowledge.shipped import shipped_vectors
from knowledge.store import (
    FORMAT,
    DocumentState,
    ProfileStore,
    build_generation,
    open_current,
    plan_sync,
)

EMBED_BATCH = 64  # Chunks between two steps of the progress bar.
WORDS = 150  # Words of a chunk when there is no embedder to count tokens.
LOCK_SECONDS = 120  # Longer than a full build of the shipped knowledge takes.
log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did: documents taken in and refused (with why), chunks embedded and kept."""

    documents: dict[str, DocumentState] = field(default_factory=dict)
    embedded: int = 0
    given: int = 0
    """Chunks whose vectors are shipped."""
    kept: int = 0
    dropped: int = 0
    fingerprint: str = ""

    @property
    def refused(self) -> dict[str, str]:
        """The problem of every document that was not taken in, by its place in the folder."""
        return {name: state.problem for name, state in self.documents.items() if state.problem}


@dataclass(frozen=True, slots=True)
class LoadedDocuments:
    """The usable profiles of a folder, and what became of every file in it."""

    profiles: tuple[Profile, ...]
    documents: dict[str, DocumentState]


def ingest(
    folder: Path,
    index: Path,
    embedder: Embedder,
    *,
    reembed: bool = False,
    progress: Progress = lambda doing, done, total: None,
) -> IngestReport:
    """Bring the index in line with the documents; an unchanged folder embeds nothing.

    With `reembed`, an index of another embedder is rebuilt; without, it raises
    IndexMismatchError and is left as it is.
    """
    if report := unchanged(folder, index, embedder, reembed=reembed):
        return report
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / "writer.lock", timeout=LOCK_SECONDS):
            if report := unchanged(folder, index, embedder, reembed=reembed):
                return report
            return _rebuild(folder, index, embedder, progress)
    except Timeout as error:
        raise IndexBusyError(f"Another process is writing {index}; try again later.") from error
    except OSError as error:
        raise IndexDamagedError(f"The index in {index} cannot be written: {error}") from error


def unchanged(folder: Path, index: Path, embedder: Embedder, *, reembed: bool = False) -> IngestReport | None:
    """A report when the index already is in line with the documents, else None."""
    try:
        manifest = open_current(index).manifest
    except (IndexMissingError, IndexDamagedError):
        return None
    if manifest.embedder != embedder.name:
        if reembed:
            return None
        raise IndexMismatchError(
            f"The index in {index} was built with the embedding model {manifest.embedder!r}, and"
            f" {embedder.name!r} is configured. To rebuild it, run: python app.py ingest"
        )
    found = {name: digest for name, (_, digest) in _digests(folder).items()}
    stored = {name: state.digest for name, state in manifest.documents.items()}
    if manifest.format != FORMAT or found != stored:
        return None
    return IngestReport(manifest.documents, kept=manifest.chunks, fingerprint=manifest.fingerprint)


def load_documents(folder: Path) -> LoadedDocuments:
    """Read every document below the folder; what is not usable is reported, not raised.

    Raises NoProfilesError when the folder is missing or no document in it is usable.
    """
    profiles: list[Profile] = []
    documents: dict[str, DocumentState] = {}
    taken: dict[str, str] = {}
    for name, (path, digest) in _digests(folder).items():
        try:
            if name != path.relative_to(folder).as_posix():
                raise DocumentReadError(f"{name}: its file name is not UTF-8; rename it.")
            if earlier := taken.get(digest):
                raise DocumentReadError(f"{path.name}: is a copy of {earlier}, which is taken in.")
            profile = read_profile(path, folder)
            if any(profile.id == other.id for other in profiles):
                raise DocumentReadError(f"{path.name}: another file has its name; rename one.")
            profiles.append(profile)
            taken[digest] = name
            documents[name] = DocumentState(digest)
        except AdvisorError as error:
            documents[name] = DocumentState(digest, str(error))
    if not profiles:
        problems = "".join(f"\n  {state.problem}" for state in documents.values())
        raise NoProfilesError(
            f"No usable profile document in {folder}; put .md or .txt profiles there"
            f" (knowledge/README.md shows the format).{problems}"
        )
    return LoadedDocuments(tuple(profiles), documents)


def chunks_of(profiles: Iterable[Profile], embedder: Embedder | None = None) -> list[Chunk]:
    """All chunks of the profiles, none over what the embedder reads (without one, WORDS words)."""
    count = embedder.count_tokens if embedder else lambda text: len(text.split())
    limit = embedder.max_tokens if embedder else WORDS
    return [
        chunk
        for profile in profiles
        for chunk in split_profile(profile, count_tokens=count, max_tokens=limit)
    ]


def _rebuild(folder: Path, index: Path, embedder: Embedder, progress: Progress) -> IngestReport:
    loaded = load_documents(folder)
    chunks = chunks_of(loaded.profiles, embedder)
    old = _usable_store(index, embedder)
    plan = plan_sync(old.digests() if old else {}, chunks)
    vectors = np.empty((len(chunks), embedder.dimensions), dtype=np.float32)
    place = {chunk.id: at for at, chunk in enumerate(chunks)}
    if old and plan.keep:
        ids = [chunk.id for chunk in plan.keep]
        vectors[[place[chunk_id] for chunk_id in ids]] = old.vectors(ids)
    given = shipped_vectors(embedder.name, [chunk.text for chunk in plan.add])
    for at, vector in given.items():
        vectors[place[plan.add[at].id]] = vector
    new = [chunk for at, chunk in enumerate(plan.add) if at not in given]
    by_length = sorted(new, key=lambda chunk: len(chunk.text))  # So that little padding is computed.
    for start in range(0, len(by_length), EMBED_BATCH):
        part = by_length[start : start + EMBED_BATCH]
        vectors[[place[chunk.id] for chunk in part]] = embedder.embed([one.text for one in part])
        progress("Embedding", start + len(part), len(new))
    store = build_generation(
        index,
        profiles=loaded.profiles,
        chunks=chunks,
        vectors=vectors,
        embedder=embedder.name,
        documents=loaded.documents,
        progress=lambda done: progress("Writing", done, len(chunks)),
    )
    return IngestReport(
        loaded.documents,
        embedded=len(new),
        given=len(given),
        kept=len(plan.keep),
        dropped=len(plan.drop),
        fingerprint=store.manifest.fingerprint,
    )


def _usable_store(index: Path, embedder: Embedder) -> ProfileStore | None:
    """The current store when its vectors can be used again."""
    try:
        store = open_current(index)
    except (IndexMissingError, IndexDamagedError) as error:
        log.info("Building the index anew: %s", error)
        return None
    same = store.manifest.embedder == embedder.name and store.manifest.format == FORMAT
    return store if same else None


def _digests(folder: Path) -> dict[str, tuple[Path, str]]:
    """Every document below the folder by its place in it, with the digest of its bytes."""
    if not folder.is_dir():
        raise NoProfilesError(f"The profiles folder {folder} does not exist.")
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in READERS and path.is_file() and not _is_hidden(path.relative_to(folder)):
            try:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError:
                digest = "unreadable"
            found[_printable(path.relative_to(folder).as_posix())] = (path, digest)
    return found


def _is_hidden(place: Path) -> bool:
    return any(part.startswith(".") for part in place.parts)


def _printable(name: str) -> str:
    """The name with bytes that are not UTF-8 written as escapes."""
    return name.encode(errors="backslashreplace").decode()
