"""The nearest of many unit vectors: by comparing with all of them, in full or first with a short copy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vectors

DIRECTIONS = 96  # Those in which vectors differ most hold 0.83 of them; reading them takes a quarter.
DOUBT = 4.0  # Standard deviations of what they leave out; what is found by it: tests/benchmarks/growth.py.
SAMPLE = 5_000  # Vectors that tell in which directions all of them differ.
BLOCK = 20_000  # Vectors whose copies are made at once.
GROUPS = 8  # For each of those sought: so many groups that two of them are seldom in one.

Rows = NDArray[np.int64]


def nearest(vectors: Vectors, vector: Vectors, k: int) -> tuple[Rows, Vectors]:
    """The rows of the `k` nearest unit vectors and their cosines, best first, rows in order where equal."""
    cosines = np.asarray(np.vecdot(vectors, vector))  # `@` takes threads, and waits while all are busy.
    rows = np.flatnonzero(cosines >= _reached(cosines, k))
    rows = rows[np.argsort(-cosines[rows], kind="stable")][:k]
    return rows, cosines[rows]


class Shortened:
    """Many unit vectors, with a short copy of each: in the few directions in which they differ most.

    What the copies leave out is small, and adds to a cosine as if by chance. So a search compares the
    copies, and then in full those that what is left out may yet bring among the nearest.
    """

    def __init__(self, vectors: Vectors) -> None:
        count, dimensions = vectors.shape
        some = vectors[:: -(-count // SAMPLE)]
        self._vectors = vectors
        self._directions = np.ascontiguousarray(np.linalg.eigh(some.T @ some)[1][:, -DIRECTIONS:])
        self._copies = np.empty((count, self._directions.shape[1]), dtype=np.float32)
        for start in range(0, count, BLOCK):
            block = slice(start, start + BLOCK)
            np.matmul(vectors[block], self._directions, out=self._copies[block])
        left_out = 1.0 - np.square(self._copies[:: -(-count // SAMPLE)]).sum(axis=1)
        beyond = max(dimensions - DIRECTIONS, 1)
        self._doubt = DOUBT * np.sqrt(max(float(left_out.mean()), 0.0) / beyond)

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Vectors]:
        """As `nearest` of all of them, but for one in some 600, hardly ever of the first."""
        short = vector @ self._directions
        cosines = np.asarray(np.vecdot(self._copies, short))
        doubt = self._doubt * np.sqrt(max(1.0 - float(short @ short), 0.0))
        rows = np.flatnonzero(cosines >= _reached(cosines, k) - doubt)
        best, cosines = nearest(self._vectors[rows], vector, k)
        return rows[best], cosines


def _reached(values: Vectors, k: int) -> float:
    """A value that `k` of these reach (all, if there are fewer) and few more: the least of the best groups.

    To find the least of the best values themselves takes several times as long.
    """
    in_group = len(values) // (GROUPS * k)
    if in_group > 1:
        groups = len(values) // in_group
        values = values[: groups * in_group].reshape(in_group, groups).max(axis=0)
    return float(np.partition(values, -k)[-k]) if k < len(values) else -np.inf
