"""What shared words tell of each text: BM25, held against its formula."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.word_index import BY_LENGTH, SATURATION, WordIndex

TEXTS = (["cargo", "inspect", "cargo"], ["inspect"], [], ["write", "poem", "inspect", "baggag"])
STEMS = st.sampled_from("abcde")


def bm25(texts: Sequence[Sequence[str]], stems: Sequence[str]) -> list[float]:
    """The same by the formula, a text and a stem at a time."""
    usual = sum(map(len, texts)) / len(texts) or 1

    def share(stem: str, text: Sequence[str]) -> float:
        having = sum(stem in other for other in texts)
        rarity = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        slowed = SATURATION * (1 - BY_LENGTH + BY_LENGTH * len(text) / usual)
        return rarity * text.count(stem) / (text.count(stem) + slowed)

    return [sum(share(stem, text) for stem in stems) for text in texts]


def test_a_rare_stem_tells_more_and_a_text_without_any_scores_nothing() -> None:
    index = WordIndex(map(" ".join, TEXTS))
    scores = index.scores(["cargo", "inspect"])
    assert list(np.argsort(-scores)) == [0, 1, 3, 2]
    assert scores[2] == 0.0
    assert index.scores(["zebra"]).tolist() == [0.0] * len(TEXTS)


@given(
    st.lists(st.lists(STEMS, max_size=6), min_size=1, max_size=6),
    st.lists(STEMS, max_size=4),
    st.data(),
)
def test_scores_are_those_of_the_formula_in_the_texts_asked_for_alone(
    texts: list[list[str]], stems: list[str], data: st.DataObject
) -> None:
    index, expected = WordIndex(map(" ".join, texts), left_out=()), bm25(texts, stems)
    assert index.scores(stems).tolist() == pytest.approx(expected, rel=1e-5)
    start = data.draw(st.integers(0, len(texts)))
    stop = data.draw(st.integers(start, len(texts)))
    within = [score if start <= at < stop else 0.0 for at, score in enumerate(expected)]
    best = max(within) or 1.0
    shares = index.shares(stems, [slice(start, stop)]).tolist()
    assert shares == pytest.approx([one / best for one in within], rel=1e-5)


def test_several_spans_are_measured_by_the_best_of_all_of_them() -> None:
    index = WordIndex(["dough", "dough oven stem", "dough", "salary"])
    assert index.shares(["dough"], [slice(1, 2), slice(3, 4)]).tolist() == [0.0, 1.0, 0.0, 0.0]
    assert index.shares(["dough"], []).tolist() == [0.0] * 4


def test_an_index_of_nothing_answers_with_nothing() -> None:
    assert len(WordIndex([]).scores(["cargo"])) == 0
