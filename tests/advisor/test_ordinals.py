"""Places in a list as people name them."""

from __future__ import annotations

import pytest

from advisor.ordinals import place_named, points_only

PLACES = {
    "tell me about the second one": 1,
    "the first job: how do i get in?": 0,
    "what does number 3 pay": 2,
    "number 3?": 2,
    "and the last one?": -1,
    "best paid jobs": None,
    "which of my tasks go first": None,
    "what gets automated first?": None,
    "and the first": 0,
    "how much does the first pay": 0,
    "would the third need a degree": 2,
    "what does the first year look like": None,
    "the 10th": 9,
    "the second on that list, is it far": 1,
}
ONLY = (
    "tell me about the second one",
    "and the third one?",
    "what about number 4?",
    "the last one",
    "show me the 2nd",
)
MORE = (
    "what does the second one pay",
    "the first job: how do i get in?",
    "tell me more",
    "which is the best one?",
)


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_read(text: str) -> None:
    assert place_named(text) == PLACES[text]


@pytest.mark.parametrize("text", ONLY)
def test_nothing_but_a_place_is_named(text: str) -> None:
    assert points_only(text)


@pytest.mark.parametrize("text", MORE)
def test_more_than_a_place_is_said(text: str) -> None:
    assert not points_only(text)
