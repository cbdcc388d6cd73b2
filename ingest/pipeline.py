"""Bring the index in line with the documents: load, plan, embed what changed, swap in.

The documents are a folder and, where it exists, a second one with the user's `own`, whose names begin
with that folder's name. An own document takes the place of one of the same O*NET-SOC code.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.chunker import split_profile
from ingest.documents import digests_in, documents_in
from ingest.vectors import make_vectors
from ingest.workers import ThisProcess, Workers
from knowledge.chunk import Chunk
from knowledge.embedding import Embedder
from knowledge.errors import (
    AdvisorError,
    DocumentReadError,
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnwritableError,
    NoProfilesError,
)
from knowledge.profile import Profile
from knowledge.progress import Progress, in_silence
from knowledge.store import (
    FORMAT,
    DocumentState,
    Place,
    ProfileStore,
    build_generation,
    index_at,
    open_current,
    plan_sync,
)

WORDS = 150  # Words of a chunk when there is no embedder to count tokens.
LOCK_SECONDS = 120  # Longer than a full build of the shipped knowledge takes.
log = logging.getLogger(__name__)

HERE = ThisProcess()


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
    def added(self) -> int:
        """Chunks that the index did not hold before, wherever their vectors come from."""
        return self.embedded + self.given

    @property
    def refused(self) -> dict[str, str]:
        """The problem of every document that was not taken in, by its place in the folder."""
        return {name: state.problem for name, state in self.documents.items() if state.problem}


@dataclass(frozen=True, slots=True)
class LoadedDocuments:
    """The usable profiles, and what became of every document."""

    profiles: tuple[Profile, ...]
    documents: dict[str, DocumentState]


def ingest(
    folder: Path,
    index: Place,
    embedder: Embedder,
    *,
    own: Path | None = None,
    reembed: bool = False,
    workers: Workers = HERE,
    progress: Progress = in_silence,
) -> IngestReport:
    """Bring the index in line with the documents; unchanged ones embed nothing.

    With `reembed`, an index of another embedder is rebuilt; without, it raises
    IndexMismatchError and is left as it is.
    """
    if report := unchanged(folder, index, embedder, own=own, reembed=reembed):
        return report
    with index_at(index).writing(LOCK_SECONDS):
        if report := unchanged(folder, index, embedder, own=own, reembed=reembed):
            return report
        return _rebuild(folder, own, index, embedder, workers=workers, progress=progress)


def open_in_line(
    folder: Path,
    index: Place,
    embedder: Embedder,
    *,
    own: Path | None = None,
    progress: Progress = in_silence,
) -> tuple[IngestReport, ProfileStore]:
    """The index in line with the documents, opened; one that is damaged is made anew.

    Where it cannot be written now, the one that is there goes on answering, if there is one.
    """
    try:
        report = ingest(folder, index, embedder, own=own, progress=progress)
    except (IndexUnwritableError, IndexBusyError) as error:
        try:
            store = open_current(index)
        except (IndexMissingError, IndexDamagedError):
            raise error from None
        if store.manifest.embedder != embedder.name:
            raise
        log.warning("%s\nUntil then, answers come from the documents as they were.", error)
        return IngestReport(store.manifest.documents, kept=store.manifest.chunks), store
    try:
        return report, open_current(index)
    except IndexDamagedError as error:  # By a disk that changed what nobody wrote.
        log.warning("%s\nIt is built anew.", error)
    with index_at(index).writing(LOCK_SECONDS):
        report = _rebuild(folder, own, index, embedder, progress=progress)
    return report, open_current(index)


def unchanged(
    folder: Path, index: Place, embedder: Embedder, *, own: Path | None = None, reembed: bool = False
) -> IngestReport | None:
    """A report when the index already is in line with the documents, else None."""
    try:
        manifest = index_at(index).manifest()
    except (IndexMissingError, IndexDamagedError):
        return None
    if manifest.embedder != embedder.name:
        if reembed:
            return None
        raise IndexMismatchError(
            f"The index in {index} was built with the embedding model {manifest.embedder!r}, and"
            f" {embedder.name!r} is configured. To rebuild it, run: python app.py ingest"
        )
    found = digests_in(folder, own, manifest.documents)
    stored = {name: state.digest for name, state in manifest.documents.items()}
    if manifest.format != FORMAT or found != stored:
        return None
    return IngestReport(manifest.documents, kept=manifest.chunks, fingerprint=manifest.fingerprint)


def load_documents(
    folder: Path, own: Path | None = None, workers: Workers = HERE, progress: Progress = in_silence
) -> LoadedDocuments:
    """Read every document of both folders; what is not usable is reported, not raised.

    Raises NoProfilesError when the folder is missing or no document is usable.
    """
    profiles: dict[str, Profile] = {}
    documents: dict[str, DocumentState] = {}
    now = time.time_ns()
    taken: dict[str, str] = {}
    found = documents_in(folder, own)
    ids: set[str] = set()
    for one, outcome in zip(found, workers.read(found, progress), strict=True):
        try:
            if one.name != one.path.relative_to(one.root).as_posix():
                raise DocumentReadError(f"{one.name}: its file name is not UTF-8; rename it.")
            if earlier := taken.get(one.digest):
                raise DocumentReadError(f"{one.path.name}: is a copy of {earlier}, which is taken in.")
            if isinstance(outcome, AdvisorError):
                raise outcome
            profile = outcome
            if profile.id in ids:
                raise DocumentReadError(f"{one.path.name}: another file has its name; rename one.")
            ids.add(profile.id)
            profiles[one.name] = profile
            taken[one.digest] = one.name
            note = f"left out: {'; '.join(profile.left_out)}" if profile.left_out else ""
            documents[one.name] = DocumentState(one.digest, note=note)
        except AdvisorError as error:
            documents[one.name] = DocumentState(one.digest, str(error))
    own_names = {one.name for one in found if one.is_own}
    own_of_code = {profiles[name].code: name for name in own_names & set(profiles) if profiles[name].code}
    for name, profile in list(profiles.items()):
        instead = own_of_code.get(profile.code)
        if instead and name not in own_names:
            del profiles[name]
            note = f"replaced by {instead}, which has the same O*NET-SOC code"
            documents[name] = replace(documents[name], note=note, is_replaced=True)
    for one in found:
        documents[one.name] = replace(documents[one.name], seen=one.state_before(now))
    if not profiles:
        problems = "".join(f"\n  {state.problem}" for state in documents.values())
        raise NoProfilesError(
            f"No usable profile document in {folder}; put .md or .txt profiles there"
            f" (knowledge/README.md shows the format).{problems}"
        )
    return LoadedDocuments(tuple(profiles.values()), documents)


def chunks_of(profiles: Iterable[Profile], embedder: Embedder | None = None) -> list[Chunk]:
    """All chunks of the profiles, none over what the embedder reads (without one, WORDS words)."""
    count = embedder.count_tokens if embedder else lambda text: len(text.split())
    limit = embedder.max_tokens if embedder else WORDS
    return [
        chunk
        for profile in profiles
        for chunk in split_profile(profile, count_tokens=count, max_tokens=limit)
    ]


def _rebuild(
    folder: Path,
    own: Path | None,
    index: Place,
    embedder: Embedder,
    *,
    workers: Workers = HERE,
    progress: Progress,
) -> IngestReport:
    loaded = load_documents(folder, own, workers, progress)
    chunks = chunks_of(loaded.profiles, embedder)
    old = _usable_store(index, embedder)
    plan = plan_sync(old.digests() if old else {}, chunks)
    made = make_vectors(chunks, plan, old, embedder, workers, progress)
    store = build_generation(
        index,
        profiles=loaded.profiles,
        chunks=chunks,
        vectors=made.vectors,
        embedder=embedder.name,
        documents=loaded.documents,
        progress=lambda done: progress("Writing", done, len(chunks)),
    )
    workers.finish()
    return IngestReport(
        loaded.documents,
        embedded=made.embedded,
        given=made.given,
        kept=len(plan.keep),
        dropped=len(plan.drop),
        fingerprint=store.manifest.fingerprint,
    )


def _usable_store(index: Place, embedder: Embedder) -> ProfileStore | None:
    """The current store when its vectors can be used again."""
    try:
        store = open_current(index)
    except (IndexMissingError, IndexDamagedError) as error:
        log.info("Building the index anew: %s", error)
        return None
    same = store.manifest.embedder == embedder.name and store.manifest.format == FORMAT
    return store if same else None
