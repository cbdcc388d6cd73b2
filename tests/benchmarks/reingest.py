"""How long an ingest takes that finds nothing changed, against LangChain's `index()`, in one run.

    python -m tests.benchmarks.reingest

20 thousand chunks of invented profiles in 1,819 files, embedded by a fake that costs nothing. Both start from
the folder, for that is what a run anew starts from: theirs reads and cuts the files, and then compares.
`index()` alone is told as well. Its clean-up is "full", the one that changes nothing where nothing changed
(incremental clean-up deletes and adds again what lies on the border of two batches). Its record manager is
the one in memory, which is empty after every start; with langchain-classic, sqlalchemy and greenlet
installed also the one in a database, which is what a second run in another process needs.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.indexing import InMemoryRecordManager, index
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.documents import SETTLED
from ingest.pipeline import ingest
from tests.benchmarks.invented import FakeEmbedder, write_profiles

CHUNKS = 20_000
ROUNDS = 5
SIZE = 40  # Characters of theirs, so that they come to as many chunks.


class Theirs:
    """The files of a folder kept in line by `index()`."""

    def __init__(self, folder: Path, records: Any) -> None:
        self._folder, self._records = folder, records
        self._store = InMemoryVectorStore(DeterministicFakeEmbedding(size=FakeEmbedder.dimensions))
        self._records.create_schema()
        self.alone = 0.0

    def run(self) -> int:
        """Bring the store in line; returns how many chunks were added."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=0)
        found = [
            Document(page_content=path.read_text("utf-8"), metadata={"source": path.name})
            for path in sorted(self._folder.iterdir())
        ]
        pieces = splitter.split_documents(found)
        start = time.perf_counter()
        told = index(
            pieces,
            self._records,
            self._store,
            cleanup="full",
            source_id_key="source",
            batch_size=1000,
            key_encoder="sha256",
        )
        self.alone = time.perf_counter() - start
        assert told["num_deleted"] == 0
        return int(told["num_added"])


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, ours = Path(place) / "profiles", Path(place) / "index"
        files = write_profiles(folder, chunks=CHUNKS)
        time.sleep(SETTLED / 10**9)  # A file written just before is read again the next time.
        embedder = FakeEmbedder()
        first = ingest(folder, ours, embedder)
        rivals = {"in memory": Theirs(folder, InMemoryRecordManager("benchmark"))}
        if records := _in_a_database(Path(place)):
            rivals["in a database"] = Theirs(folder, records)
        added = {name: one.run() for name, one in rivals.items()}
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            times.setdefault("ours", []).append(_seconds(lambda: ingest(folder, ours, embedder)))
            for name, one in rivals.items():
                times.setdefault(name, []).append(_seconds(one.run))
                times.setdefault(f"{name}, index() alone", []).append(one.alone)
    us = statistics.median(times.pop("ours"))
    print(f"{files} files, nothing changed, median of {ROUNDS}          chunks         ms  ours / theirs")
    print(f"{'python app.py ingest':<48} {first.embedded:8} {us * 1000:10.1f}")
    for name, some in times.items():
        them = statistics.median(some)
        count = added[name.partition(",")[0]]
        print(f"LangChain, records {name:<29} {count:8} {them * 1000:10.1f} {us / them:14.4f}")


def _in_a_database(place: Path) -> Any:
    try:
        from langchain_classic.indexes import SQLRecordManager
    except ImportError:
        return None
    return SQLRecordManager("benchmark", db_url=f"sqlite:///{place}/records.sqlite")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
