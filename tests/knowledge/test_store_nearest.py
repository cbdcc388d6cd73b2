"""The nearest vectors are found, in order, by comparing with all of them or with short copies first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding import Vectors
from knowledge.store_nearest import DIRECTIONS, Shortened, nearest


def alike(count: int, dimensions: int, seed: int = 3) -> Vectors:
    """Unit vectors that lie about some centres and differ more in some directions, as embeddings do."""
    rng = np.random.default_rng(seed)
    spread = np.linspace(1.0, 0.05, dimensions)
    centres = rng.standard_normal((40, dimensions)) * spread
    made = centres[rng.integers(0, 40, count)] + rng.standard_normal((count, dimensions)) * spread * 0.6
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@given(st.integers(1, 400), st.integers(1, 40), st.integers(0, 99))
def test_the_nearest_are_those_with_the_largest_cosines(count: int, k: int, seed: int) -> None:
    vectors = np.repeat(alike(-(-count // 2), 8, seed), 2, axis=0)[:count]  # Some are the same.
    rows, cosines = nearest(vectors, vectors[0], k)
    everyone = np.vecdot(vectors, vectors[0])
    assert rows.tolist() == np.argsort(-everyone, kind="stable")[:k].tolist()
    assert cosines.tolist() == everyone[rows].tolist()


@pytest.mark.parametrize("dimensions", [DIRECTIONS // 2, DIRECTIONS, 4 * DIRECTIONS])
def test_short_copies_find_the_nearest(dimensions: int) -> None:
    vectors = alike(6000, dimensions)
    shortened = Shortened(vectors)
    asked = alike(60, dimensions, seed=4)
    found = 0
    for vector in [*asked, *vectors[:5]]:
        rows, cosines = shortened.nearest(vector, 120)
        wanted, _ = nearest(vectors, vector, 120)
        assert rows[:10].tolist() == wanted[:10].tolist()
        assert np.allclose(cosines, np.vecdot(vectors[rows], vector), atol=1e-6)
        found += len(set(rows.tolist()) & set(wanted.tolist()))
    assert found / (65 * 120) > 0.99


def test_of_many_that_are_almost_the_same_each_finds_itself() -> None:
    rng = np.random.default_rng(5)
    vectors = np.repeat(alike(50, 128), 100, axis=0)
    vectors += 0.002 * rng.standard_normal(vectors.shape, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    shortened = Shortened(vectors)
    assert all(shortened.nearest(vectors[row], 3)[0][0] == row for row in range(0, 5000, 250))


def test_all_are_given_where_more_are_asked_for_than_there_are() -> None:
    vectors = alike(20, 128)
    rows, _ = Shortened(vectors).nearest(vectors[7], 120)
    assert rows.tolist() == nearest(vectors, vectors[7], 120)[0].tolist()
