"""The index on a Chroma server, shared by every process that knows its address.

    advisor                    a collection whose metadata names the generation that answers
    advisor-writer             there while a process builds; its metadata changes while that one lives
    advisor-gen-...            the vectors by chunk id
    advisor-gen-...-profiles   a row for the manifest, and one for each profile with its chunks

A generation is written once, verified, and named in `advisor`; the one before it stays for those
that still read it. A reader whose generation is gone searches the newer one for the chunks it knows.
Vectors of a profile are fetched once and kept, so that most questions cost no request.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydantic import ValidationError

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import (
    AdvisorError,
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexUnreachableError,
    IndexUnwritableError,
)
from knowledge.profile import Profile
from knowledge.store_chroma import (
    close,
    connected,
    is_absent,
    is_taken,
    nearest_of_all,
    reaching,
    read_collection,
    served_client,
    write_vectors,
)
from knowledge.store_generation import (
    CHUNKS,
    FORMAT,
    MANIFEST,
    PROFILES,
    Content,
    Found,
    Manifest,
    ProfileStore,
    fingerprint,
    slices_of,
    verify,
)
from knowledge.store_nearest import nearest

POINTER, WRITER, GENERATION = "advisor", "advisor-writer", "advisor-gen-"
SIDE = "-profiles"
NO_VECTOR = [1.0]  # A row of Chroma must have one.
ROWS = 100  # Profiles of one request.
FETCH = 2000  # Vectors of one request.
REMEMBERED = 256  # Profiles whose vectors are kept, some 0.1 MB each.
PAUSE = 2.0  # Seconds before a server that is gone is asked again.
RETRIES = 3  # Times that a generation may be replaced while one question is asked.
BEAT = 3.0  # Seconds between two signs of life of a writer...
DEAD = 30.0  # ...and after which one without any may be replaced.
log = logging.getLogger(__name__)


def is_address(place: str) -> bool:
    """Whether a place is the address of a server."""
    return place.startswith(("http://", "https://"))


class ServedGeneration:
    """One generation on a server, its profiles and chunks read, its vectors asked for as needed."""

    def __init__(self, index: ServedIndex, name: str) -> None:
        self._index = index
        self._client = client = served_client(index.url, index.token)
        weakref.finalize(self, close, client)
        try:
            self.manifest = _read_manifest(client, name)
            self.profiles, chunks = _read_profiles(client, name)
            self._collection = read_collection(client, name)
            count = self._collection.count()
            self._slices = slices_of(chunks)
        except (ValueError, ValidationError, KeyError) as error:
            raise IndexDamagedError(f"The index {name} at {index} cannot be read: {error}") from error
        self._ids = [chunk.id for chunk in chunks]
        self._chunks = dict(zip(self._ids, chunks, strict=True))
        if count != self.manifest.chunks or fingerprint(chunks) != self.manifest.fingerprint:
            raise IndexDamagedError(f"The index {name} at {index} does not hold what was written.")
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._gone_until = 0.0
        self._is_gone = False

    def chunks(self) -> Mapping[str, Chunk]:
        return self._chunks

    def digests(self) -> dict[str, str]:
        return {chunk_id: chunk.digest for chunk_id, chunk in self._chunks.items()}

    def vectors(self, ids: Sequence[str]) -> Vectors:
        by_id: dict[str, Vectors] = {}
        for start in range(0, len(ids), FETCH):
            part = list(ids[start : start + FETCH])
            found = self._asked(lambda: self._collection.get(ids=part, include=["embeddings"]))  # noqa: B023
            by_id |= zip(found["ids"], found["embeddings"], strict=True)
        if missing := set(ids) - set(by_id):
            raise IndexDamagedError(f"The index at {self._index} has no vectors for {len(missing)} chunks.")
        shape = (len(ids), self.manifest.dimensions)
        return np.array([by_id[one] for one in ids], dtype=np.float32).reshape(shape)

    def search(self, vector: Vectors, *, k: int, profiles: Sequence[str] = ()) -> Found:
        if not profiles:
            count = min(k, len(self._ids))
            found = self._asked(lambda: nearest_of_all(self._collection, vector, count))
            return [(one, cosine) for one, cosine in found if one in self._chunks]
        known = [one for one in dict.fromkeys(profiles) if one in self._slices]
        if not known:
            return []
        ids = [chunk_id for one in known for chunk_id in self._ids[self._slices[one]]]
        vectors = np.concatenate([self._of_profile(one) for one in known])
        rows, cosines = nearest(vectors, np.asarray(vector, dtype=np.float32), k)
        return [(ids[row], float(cosine)) for row, cosine in zip(rows, cosines, strict=True)]

    def _of_profile(self, profile: str) -> Vectors:
        """The vectors of a profile's chunks; those asked for last are kept."""
        with self._lock:
            if profile in self._kept:
                self._kept.move_to_end(profile)
                return self._kept[profile]
        vectors = self.vectors(self._ids[self._slices[profile]])
        with self._lock:
            self._kept[profile] = vectors
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return vectors

    def _asked(self, request: Callable[[], Any]) -> Any:
        """What the server answers; while it is gone, only one question in a while waits for it."""
        if time.monotonic() < self._gone_until:
            raise IndexUnreachableError(f"The index at {self._index} cannot be reached.")
        try:
            with reaching(self._index.url):
                answer = self._answered(request)
        except IndexUnreachableError as error:
            self._gone_until = time.monotonic() + PAUSE
            if not self._is_gone:
                self._is_gone = True
                log.warning("%s\nUntil it is back, answers are found by words alone.", error)
            raise
        if self._is_gone:
            self._is_gone = False
            log.warning("The index at %s is back.", self._index)
        return answer

    def _answered(self, request: Callable[[], Any]) -> Any:
        """What a request gives; of the newer generation when the one that was opened is gone."""
        for _ in range(RETRIES):
            asked = self._collection.name
            try:
                return request()
            except Exception:
                newer = _name_of_current(self._client)
                if newer in ("", asked):
                    raise
                with self._lock:
                    if self._collection.name == asked:
                        self._collection = read_collection(self._client, newer)
                        log.warning("A newer index is at %s; start anew to answer from it.", self._index)
        return request()


@dataclass(frozen=True, slots=True)
class ServedIndex:
    """An index on the Chroma server at this address."""

    url: str
    token: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.url

    def exists(self) -> bool:
        with self._reached() as client:
            return bool(_name_of_current(client))

    def manifest(self) -> Manifest:
        with self._current() as (client, name):
            manifest = _read_manifest(client, name)
            if read_collection(client, name).count() != manifest.chunks:
                raise IndexDamagedError(f"The index {name} at {self} does not hold what was written.")
            return manifest

    def open(self) -> ProfileStore:
        with self._current() as (_, name):
            return ServedGeneration(self, name)

    @contextmanager
    def writing(self, seconds: float) -> Iterator[None]:
        with self._reached() as client:
            lock = _taken(client, self, seconds)
            stop = threading.Event()
            beating = threading.Thread(target=_beat, args=(lock, stop), daemon=True)
            beating.start()
            try:
                yield
            finally:
                stop.set()
                beating.join()
                with suppress(Exception):  # It may be gone, or another's by now.
                    if read_collection(client, WRITER).id == lock.id:
                        client.delete_collection(WRITER)

    def build(self, content: Content, progress: Callable[[int], None]) -> ProfileStore:
        content = content.by_profile()
        name = f"{GENERATION}{uuid.uuid4().hex[:12]}"
        with self._reached() as client:
            try:
                before = _name_of_current(client)
                ids = [chunk.id for chunk in content.chunks]
                write_vectors(client, name, ids, content.vectors, progress)
                _write_profiles(client, name, content)
                store = ServedGeneration(self, name)
                verify(store, content, str(self))
                pointer = client.get_or_create_collection(POINTER, embedding_function=None)
                pointer.modify(metadata={"generation": name})
            except Exception as error:
                _drop(client, name)
                if isinstance(error, AdvisorError):
                    raise
                raise IndexUnwritableError(f"The index at {self} cannot be written: {error}") from error
            for other in client.list_collections():
                if other.name.startswith(GENERATION) and other.name.removesuffix(SIDE) not in (name, before):
                    with suppress(Exception):
                        client.delete_collection(other.name)
        return store

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        with connected(self.url, self.token) as client:
            yield client

    @contextmanager
    def _current(self) -> Iterator[tuple[Any, str]]:
        """The server, and the name of the generation that answers."""
        with self._reached() as client:
            name = _name_of_current(client)
            if not name:
                raise IndexMissingError(f"There is no index at {self}; run: python app.py ingest")
            try:
                yield client, name
            except Exception as error:
                if not is_absent(error):
                    raise
                raise IndexDamagedError(f"The index {name} at {self} is not all there: {error}") from error


def _name_of_current(client: Any) -> str:
    try:
        metadata = read_collection(client, POINTER).metadata or {}
    except Exception as error:
        if not is_absent(error):
            raise
        return ""
    return str(metadata.get("generation", ""))


def _read_manifest(client: Any, name: str) -> Manifest:
    found = read_collection(client, name + SIDE).get(ids=["manifest"], include=["metadatas"])
    if not found["ids"]:
        raise IndexDamagedError(f"The index {name} has no manifest.")
    manifest = MANIFEST.validate_json(found["metadatas"][0]["json"])
    if manifest.format != FORMAT:
        raise IndexDamagedError(
            f"The index {name} is of format {manifest.format}, not {FORMAT}; run: python app.py ingest"
        )
    return manifest


def _read_profiles(client: Any, name: str) -> tuple[tuple[Profile, ...], tuple[Chunk, ...]]:
    side = read_collection(client, name + SIDE)
    rows: dict[str, Any] = {}
    for start in range(0, side.count(), ROWS):
        found = side.get(limit=ROWS, offset=start, include=["metadatas"])
        rows |= zip(found["ids"], found["metadatas"], strict=True)
    del rows["manifest"]
    profiles = [profile for one in sorted(rows) for profile in PROFILES.validate_json(rows[one]["profiles"])]
    chunks = [chunk for one in sorted(rows) for chunk in CHUNKS.validate_json(rows[one]["chunks"])]
    return tuple(profiles), tuple(chunks)


def _write_profiles(client: Any, name: str, content: Content) -> None:
    """A row for every profile that is there or has chunks, in their order; the manifest last."""
    by_id = {profile.id: profile for profile in content.profiles}
    slices = slices_of(content.chunks)
    rows: list[tuple[str, dict[str, str]]] = []
    for profile_id in dict.fromkeys((*by_id, *slices)):
        profiles = (by_id[profile_id],) if profile_id in by_id else ()
        chunks = content.chunks[slices.get(profile_id, slice(0, 0))]
        told = {
            "profiles": PROFILES.dump_json(profiles).decode(),
            "chunks": CHUNKS.dump_json(chunks).decode(),
        }
        rows.append((f"{len(rows):08}", told))
    rows.append(("manifest", {"json": MANIFEST.dump_json(content.manifest()).decode()}))
    side = client.create_collection(name + SIDE, embedding_function=None)
    for start in range(0, len(rows), ROWS):
        part = rows[start : start + ROWS]
        side.add(
            ids=[row for row, _ in part],
            embeddings=[NO_VECTOR] * len(part),
            metadatas=[told for _, told in part],
        )


def _drop(client: Any, name: str) -> None:
    for one in (name, name + SIDE):
        with suppress(Exception):
            client.delete_collection(one)


def _taken(client: Any, index: ServedIndex, seconds: float) -> Any:
    """The writer's collection, made by this process: only one can make it.

    One whose maker gives no sign of life is replaced; its clock is not asked, so it may be wrong.
    """
    waited_until = time.monotonic() + seconds
    last, since = "", time.monotonic()
    while True:
        try:
            return client.create_collection(
                WRITER, metadata={"beat": uuid.uuid4().hex}, embedding_function=None
            )
        except Exception as error:
            if not is_taken(error):
                raise
        now = time.monotonic()
        with suppress(Exception):
            beat = str((read_collection(client, WRITER).metadata or {}).get("beat", ""))
            if beat != last:
                last, since = beat, now
            elif now - since > DEAD:
                client.delete_collection(WRITER)
                continue
        if now > waited_until:
            raise IndexBusyError(f"Another process is writing the index at {index}; try again later.")
        time.sleep(0.2)


def _beat(lock: Any, stop: threading.Event) -> None:
    while not stop.wait(BEAT):
        with suppress(Exception):
            lock.modify(metadata=_alive())


def _alive() -> dict[str, str]:
    """A sign of life, unlike every other."""
    return {"beat": uuid.uuid4().hex}
