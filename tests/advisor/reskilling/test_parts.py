"""Likeness by parts: what everybody shares tells nothing, what is rare tells most, unknown is average."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.reskilling.parts import PARTS, TRIED, names_alike, ratings_alike, steps
from advisor.reskilling.paths import Reskilling

BAGS = st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9)), min_size=2, max_size=8)


def test_ratings_are_compared_less_what_all_have() -> None:
    high_in_all = [[5, 1, 3], [5, 1, 3.1], [5, 3, 1]]
    alike = ratings_alike(np.array(high_in_all, np.float32))
    assert alike[0, 1] > 0.9
    assert alike[0, 2] < -0.9


def test_an_unknown_rating_is_the_average_one() -> None:
    alike = ratings_alike(np.array([[1, 2], [3, 4], [np.nan, np.nan]], np.float32))
    assert alike[2].tolist() == [0, 0, 0]


def test_a_rare_name_in_common_counts_more_than_a_common_one() -> None:
    bags = [{"rare": 1, "usual": 1}, {"rare": 1, "x": 1}, {"usual": 1, "y": 1}, {"usual": 1, "z": 1}]
    alike = names_alike(bags)
    assert alike[0, 1] > alike[0, 2] > alike[1, 3] == 0


@given(BAGS)
def test_names_are_alike_both_ways_and_most_to_themselves(bags: list[dict[str, int]]) -> None:
    alike = names_alike(bags)
    assert np.allclose(alike, alike.T)
    assert ((alike >= 0) & (alike <= 1.001)).all()


def test_a_step_is_its_size_and_an_unknown_place_the_mean_one() -> None:
    assert steps([1, 4, None]).tolist() == [[0, -3, -1.5], [-3, 0, -1.5], [-1.5, -1.5, 0]]


@pytest.mark.parametrize("name", [*PARTS, *TRIED])
def test_every_part_is_the_same_both_ways_and_known(reskilling: Reskilling, name: str) -> None:
    part = {**PARTS, **TRIED}[name](reskilling.traits)
    assert part.shape == (923, 923)
    assert np.isfinite(part).all()
    assert np.allclose(part, part.T, atol=1e-5)
    assert math.isclose(float(part.max()), float(np.diag(part).max()), abs_tol=1e-4)
