"""What the settings of Chroma's index cost and find: time to build, milliseconds of a search, share found.

    python -m tests.benchmarks.hnsw [CHUNKS]

The vectors are those of tests/benchmarks/invented.py, half of them in groups of 110 look-alikes, as the same
line in many profiles is. Found is the share of the 120 truly nearest that are given, and of vectors
that are given for themselves.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from knowledge import store_chroma
from knowledge.embedding import Vectors
from knowledge.store_chroma import HNSW, local_client, nearest_of_all, read_collection, write_vectors
from knowledge.store_nearest import nearest
from tests.benchmarks.growth_steps import made

SETTINGS = ((16, 100, 100), (32, 200, 200), (48, 400, 200), (48, 400, 500))
"""Neighbours of a vector, candidates when it is added, and when it is searched for."""
NEAREST = 120
ASKED = 200
ALIKE = 110


def main(size: int) -> None:
    _, vectors = made(size)
    rng = np.random.default_rng(2)
    half = size // 2
    vectors[half:] = np.repeat(vectors[:half], ALIKE, axis=0)[: size - half]
    vectors[half:] += 0.002 * rng.standard_normal((size - half, vectors.shape[1]), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    print(f"{size} vectors    build s  vectors/s  search p50 ms  nearest found  itself found")
    for neighbours, adding, asking in SETTINGS:
        chosen = HNSW | {"max_neighbors": neighbours, "ef_construction": adding, "ef_search": asking}
        store_chroma.HNSW = chosen
        _row(f"M={neighbours} {adding}/{asking}", vectors, rng)


def _row(name: str, vectors: Vectors, rng: np.random.Generator) -> None:
    ids = [str(at) for at in range(len(vectors))]
    with tempfile.TemporaryDirectory() as folder:
        client = local_client(Path(folder))
        start = time.perf_counter()
        write_vectors(client, "chunks", ids, vectors, lambda done: None)
        built = time.perf_counter() - start
        collection = read_collection(client, "chunks")
        found, itself, times = [], [], []
        for at in rng.choice(len(vectors), ASKED, replace=False):
            start = time.perf_counter()
            given = [int(one) for one, _ in nearest_of_all(collection, vectors[at], NEAREST)]
            times.append((time.perf_counter() - start) * 1000)
            wanted, _ = nearest(vectors, vectors[at], NEAREST)
            found.append(len(set(given) & set(wanted.tolist())) / NEAREST)
            itself.append(int(at) in given)
    print(
        f"{name:<14} {built:8.1f} {len(vectors) / built:10.0f} {statistics.median(times):14.2f}"
        f" {statistics.mean(found):14.3f} {statistics.mean(itself):13.3f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
