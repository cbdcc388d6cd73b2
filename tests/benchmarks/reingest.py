"""How long an ingest takes that finds nothing changed, against LangChain's `index()`, in one run.

    python -m tests.benchmarks.reingest

20 thousand chunks of invented profiles, embedded by a fake that costs nothing. Ours looks at the files
and the index; theirs is handed its documents in memory, with a store and a record manager in memory and
cleanup="full", the fastest of its ways that changes nothing (incremental clean-up deletes and adds
again what lies on the border of two batches).
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.indexing import InMemoryRecordManager, index
from langchain_core.vectorstores import InMemoryVectorStore

from ingest.documents import SETTLED
from ingest.pipeline import ingest
from knowledge.store import open_current
from tests.benchmarks.invented import FakeEmbedder, write_profiles

CHUNKS = 20_000
ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, ours = Path(place) / "profiles", Path(place) / "index"
        files = write_profiles(folder, chunks=CHUNKS)
        time.sleep(SETTLED / 10**9)  # A file written just before is read again the next time.
        embedder = FakeEmbedder()
        first = _seconds(lambda: ingest(folder, ours, embedder))
        chunks = open_current(ours).chunks().values()
        documents = [
            Document(page_content=one.text, metadata={"source": one.profile, "id": one.id}) for one in chunks
        ]
        records = InMemoryRecordManager("benchmark")
        records.create_schema()
        store = InMemoryVectorStore(DeterministicFakeEmbedding(size=embedder.dimensions))

        def theirs() -> None:
            told = index(
                documents,
                records,
                store,
                cleanup="full",
                source_id_key="source",
                batch_size=1000,
                key_encoder="sha256",
            )
            assert first_theirs is None or told["num_added"] == told["num_deleted"] == 0

        first_theirs = None
        first_theirs = _seconds(theirs)
        rounds = [(_seconds(lambda: ingest(folder, ours, embedder)), _seconds(theirs)) for _ in range(ROUNDS)]
    us, them = (statistics.median(some) for some in zip(*rounds, strict=True))
    print(f"{len(chunks)} chunks of {files} files   first run    unchanged, median of {ROUNDS}")
    print(f"python app.py ingest       {first:11.1f} s  {us * 1000:11.1f} ms")
    print(f"LangChain's index()        {first_theirs:11.1f} s  {them * 1000:11.1f} ms")
    print(f"unchanged: {us / them:.4f} of its time")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
