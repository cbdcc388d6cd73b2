"""Shared words score as BM25 has it, in the rows asked for alone."""

from __future__ import annotations

from itertools import pairwise

import bm25s
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from advisor.word_index import WordIndex
from advisor.words import content_stems

WORDS = "dough oven salary knead cut stems chatbots chat bots risk".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=12)


@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=5), st.data())
def test_the_rows_asked_for_score_as_bm25_has_them_and_no_others(
    texts: list[str], asked: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(texts)))
    stop = data.draw(st.integers(start, len(texts)))
    shares = WordIndex(texts).shares(" ".join(asked), [slice(start, stop)])
    plain = bm25s.BM25()
    plain.index([content_stems(text) or ["-"] for text in texts], show_progress=False)
    stems = content_stems(" ".join(asked))
    joined = [one + other for one, other in pairwise(stems)]
    known = [stem for stem in (*stems, *joined) if stem in plain.vocab_dict]
    scores = plain.get_scores(known) if known else np.zeros(len(texts))
    scores = np.where([start <= row < stop for row in range(len(texts))], scores, 0.0)
    assert np.allclose(shares, scores / (scores.max() or 1.0), atol=1e-6)


def test_several_spans_are_measured_by_the_best_of_all_of_them() -> None:
    index = WordIndex(["dough", "dough and a long tale of an oven and stems", "dough", "salary"])
    shares = index.shares("dough", [slice(1, 2), slice(3, 4)])
    assert shares.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert index.shares("dough", []).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert not index.shares("xylophone", [slice(0, 4)]).any()
