"""Chroma, in this process or as a server: the only file that imports it.

It holds the vectors by chunk id and finds the nearest of all of them; what a search within named
profiles needs is kept elsewhere, for its filters scan the whole collection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from knowledge.embedding import Vectors
from knowledge.errors import AdvisorError, IndexUnreachableError
from knowledge.store_generation import Found

WRITE_BATCH = 2000
HNSW = {"space": "cosine", "ef_construction": 400, "ef_search": 500, "max_neighbors": 48}
"""Chroma's defaults lose one in five of many look-alike chunks; these lose none and cost little."""
CONNECT_SECONDS = 2.0  # A server on the same network accepts within milliseconds.
READ_SECONDS = 30.0  # Writing a batch to a large collection takes seconds.


def local_client(folder: Path) -> Any:
    """Chroma in this process; it writes to the folder even when it only reads."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def served_client(url: str, token: str) -> Any:
    """A client of a Chroma server; raises IndexUnreachableError, and so does all that `reaching` covers."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    place = urlsplit(url)
    is_safe = place.scheme == "https"
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    patience = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    with reaching(url):
        # Chroma's own client waits for ever, and does not tell who refused it.
        answer = httpx.get(f"{url}/api/v2/heartbeat", headers=headers, timeout=CONNECT_SECONDS)
        if answer.status_code in (401, 403):
            given = "is not accepted" if token else "is missing"
            raise IndexUnreachableError(
                f"The index at {url} refuses: the token {given}; set ADVISOR_INDEX_TOKEN."
            )
        if answer.is_error:
            raise IndexUnreachableError(f"The index at {url} answers with the error {answer.status_code}.")
        client = chromadb.HttpClient(
            host=place.hostname or "",
            port=place.port or (443 if is_safe else 80),
            ssl=is_safe,
            headers=headers,
            settings=Settings(anonymized_telemetry=False),
        )
        client._server._session.timeout = patience  # There is no public way to set it.
        return client


def close(client: Any) -> None:
    """End the connections of a client of a server; its own `close` leaves them open."""
    for server in (client._server, client._admin_client._server):
        server._session.close()
    client.close()


@contextmanager
def connected(url: str, token: str) -> Iterator[Any]:
    """A client of a Chroma server for as long as it is needed."""
    with reaching(url):
        client = served_client(url, token)
        try:
            yield client
        finally:
            close(client)


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Turn every failure to reach a server into IndexUnreachableError; that something is absent is none."""
    try:
        yield
    except AdvisorError:
        raise
    except Exception as error:  # Chroma wraps what it meets on the way in bare errors.
        if is_absent(error) or is_taken(error):
            raise
        told = str(error).partition("\n")[0] or type(error).__name__
        raise IndexUnreachableError(f"The index at {url} cannot be reached: {told}") from error


def is_absent(error: Exception) -> bool:
    """Whether an error says that a collection is not there."""
    from chromadb.errors import NotFoundError

    return isinstance(error, NotFoundError)


def is_taken(error: Exception) -> bool:
    """Whether an error says that a collection is there already; a server tells it in words alone."""
    from chromadb.errors import ChromaError, UniqueConstraintError

    told = isinstance(error, ChromaError) and "already exists" in str(error)
    return told or isinstance(error, UniqueConstraintError)


def write_vectors(
    client: Any, name: str, ids: Sequence[str], vectors: Vectors, progress: Callable[[int], None]
) -> None:
    """Make a collection of these vectors."""
    collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": HNSW})
    for start in range(0, len(ids), WRITE_BATCH):
        part = list(ids[start : start + WRITE_BATCH])
        collection.add(ids=part, embeddings=vectors[start : start + WRITE_BATCH])
        progress(start + len(part))


def read_collection(client: Any, name: str) -> Any:
    """The collection of this name, as it is."""
    return client.get_collection(name, embedding_function=None)


def nearest_of_all(collection: Any, vector: Vectors, k: int) -> Found:
    """The ids of the `k` nearest with their cosines, best first."""
    found = collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
    return [
        (chunk_id, 1.0 - distance)
        for chunk_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
    ]
