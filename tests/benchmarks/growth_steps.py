"""The steps of `tests.benchmarks.growth`, each a process of its own: build, ask, and the tutorial's."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from advisor.evaluation.cases import load_cases
from advisor.retrieval import NEAREST, PassageIndex
from advisor.settings import ROOT, Settings
from knowledge.embedding import OnnxEmbedder, Vectors, load_embedder, model_source
from knowledge.store import ProfileStore, build_generation, open_current
from knowledge.store_nearest import nearest
from tests.benchmarks.invented import multiplied

QUESTIONS = 100
FEW = 40  # Of them, where a search is compared with all vectors.
BATCH = 5000
K = 4


class Anew:
    """An embedder that has seen no question before, as those of a benchmark are asked again and again."""

    def __init__(self, embedder: OnnxEmbedder) -> None:
        self._embedder = embedder
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.max_tokens, self.count_tokens = embedder.max_tokens, embedder.count_tokens

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._embedder._kept.clear()
        return self._embedder.embed(texts)


def build(size: int, folder: Path) -> dict[str, float]:
    chunks, vectors = made(size)
    before = _memory()
    spent = _seconds(
        lambda: build_generation(
            folder / "ours", profiles=[], chunks=chunks, vectors=vectors, embedder="grown", documents={}
        )
    )
    return {"build_s": spent, "disk_mb": _disk(folder / "ours"), "build_rss_mb": _memory() - before}


def ask(size: int, folder: Path) -> dict[str, float]:
    """The latencies in milliseconds of each part of finding, and of a question as a whole."""
    settings = Settings()
    embedder = Anew(load_embedder(settings.embedding_model, settings.models))
    start = time.perf_counter()
    store = open_current(folder / "ours")
    chunks = list(store.chunks().values())
    opened = time.perf_counter()
    index = PassageIndex(chunks, store, embedder)
    ready = time.perf_counter()
    questions = _questions()
    vectors = embedder.embed(questions)
    jobs = [chunks[at].profile for at in np.linspace(0, len(chunks) - 1, QUESTIONS, dtype=int)]
    pairs = list(zip(questions, jobs, strict=True))
    of_vectors = list(zip(vectors, jobs, strict=True))
    found = {
        "embed": _times(lambda text: embedder.embed([text]), questions),
        "all": _times(lambda vector: store.search(vector, k=NEAREST), vectors),
        "within": _times(lambda pair: store.search(pair[0], k=NEAREST, profiles=[pair[1]]), of_vectors),
        "question": _times(lambda text: index.search(text, k=15), questions),
        "in_job": _times(lambda pair: index.search(pair[0], k=15, profiles=[pair[1]]), pairs),
    }
    told = {f"{name}_p50": statistics.median(some) for name, some in found.items()}
    told |= {f"{name}_p95": statistics.quantiles(some, n=20)[18] for name, some in found.items()}
    told |= {"open_s": opened - start, "words_s": ready - opened}
    told |= {"rss_mb": _memory(), "mapped_mb": _memory("RssFile")}
    return told | {"found": _found(folder / "ours", store, vectors)}


def _found(folder: Path, store: ProfileStore, asked: Vectors) -> float:
    """The share of the truly nearest that a search of all gives."""
    (path,) = folder.glob("gen-*/vectors.npy")
    vectors, ids = np.load(path, mmap_mode="r"), list(store.chunks())
    shares = []
    for vector in asked[:FEW]:
        wanted = {ids[row] for row in nearest(vectors, vector, NEAREST)[0]}
        shares.append(len(wanted & {one for one, _ in store.search(vector, k=NEAREST)}) / NEAREST)
    return statistics.mean(shares)


def build_tutorial(size: int, folder: Path) -> dict[str, float]:
    chunks, vectors = made(size)
    collection = _tutorial(folder).create_collection("tutorial", embedding_function=None)

    def add() -> None:
        for start in range(0, len(chunks), BATCH):
            part = chunks[start : start + BATCH]
            collection.add(
                ids=[one.id for one in part],
                embeddings=vectors[start : start + BATCH],
                documents=[one.text for one in part],
                metadatas=[{"occupation": one.occupation} for one in part],
            )

    return {"tutorial_build_s": _seconds(add), "tutorial_disk_mb": _disk(folder / "tutorial")}


def ask_tutorial(size: int, folder: Path) -> dict[str, float]:
    from knowledge.export import load_model

    model = load_model(model_source(Settings().embedding_model)[0])
    collection = _tutorial(folder).get_collection("tutorial", embedding_function=None)

    def asked(text: str) -> None:
        vector = model.encode(text, show_progress_bar=False)
        collection.query(query_embeddings=[vector.tolist()], n_results=K)

    times = _times(asked, _questions())
    told = {"tutorial_p50": statistics.median(times), "tutorial_p95": statistics.quantiles(times, n=20)[18]}
    return told | {"tutorial_rss_mb": _memory()}


def made(size: int) -> tuple[Sequence[Any], Vectors]:
    store = open_current(Settings().index_place)
    chunks = list(store.chunks().values())
    return multiplied(chunks, store.vectors([one.id for one in chunks]), size)


def _questions() -> list[str]:
    """Test prompts, short ones: a long one is searched by each of its sentences too."""
    cases = load_cases(ROOT / "prompts" / "border_officer")
    short = [case.question for case in cases if 3 < len(case.question.split()) < 10]
    return (short * QUESTIONS)[:QUESTIONS]


def _tutorial(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(
        str(folder / "tutorial"), settings=ChromaSettings(anonymized_telemetry=False)
    )


def _times(work: Callable[[Any], object], given: Sequence[Any]) -> list[float]:
    """Milliseconds of each, after ten that do not count."""
    for one in given[:10]:
        work(one)
    return [_seconds(lambda: work(one)) * 1000 for one in given]  # noqa: B023


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory(name: str = "VmRSS") -> float:
    """Resident memory in MB, mapped files included; RssFile are these alone."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1000


def _disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


STEPS = {one.__name__: one for one in (build, ask, build_tutorial, ask_tutorial)}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))))
