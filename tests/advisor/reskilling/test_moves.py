"""Likely moves: complete, the same every time, never to the start, quick, and as good as is stated."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from advisor.reskilling.moves import ALIKE_SHARE, SHOWN_ALIKE_SHARE, WEIGHTS, Moves
from advisor.reskilling.parts import PARTS
from advisor.reskilling.paths import Reskilling
from knowledge.facts import FactTables

RECALL, NDCG = 0.54, 0.62


def test_every_other_occupation_is_ranked_once(reskilling: Reskilling) -> None:
    codes = set(reskilling.moves.codes)
    for code in codes:
        ranked = reskilling.ranked(code)
        assert len(ranked) == 922
        assert set(ranked) == codes - {code}


def test_every_part_has_a_weight() -> None:
    assert set(WEIGHTS) == set(PARTS)
    assert all(weight > 0 for weight in WEIGHTS.values())


def test_a_second_start_gives_the_same_order(reskilling: Reskilling, tables: FactTables) -> None:
    anew = Reskilling(tables)
    for code in reskilling.moves.codes[::100]:
        assert anew.ranked(code) == reskilling.ranked(code)


def test_likeness_is_the_same_both_ways(reskilling: Reskilling) -> None:
    likeness = reskilling.moves.likeness
    assert np.allclose(likeness, likeness.T, atol=1e-4)


@pytest.mark.parametrize("share", [ALIKE_SHARE, SHOWN_ALIKE_SHARE])
def test_chances_add_up_to_one_without_the_start(reskilling: Reskilling, share: float) -> None:
    moves = reskilling.moves
    for code in moves.codes[::50]:
        chances = np.exp(moves.chances(code, alike_share=share))
        assert chances[moves.place[code]] == 0
        assert chances.sum() == pytest.approx(1, abs=1e-3)


def test_the_ranking_reaches_what_is_stated_without_the_list(
    reskilling: Reskilling, tables: FactTables
) -> None:
    gains = 1 / np.log2(np.arange(2, 12))
    recall, ndcg = [], []
    for code in tables.codes():
        facts = tables.get(code)
        assert facts
        hits = np.isin(reskilling.ranked(code)[:10], facts.related[:10])
        recall.append(hits.mean())
        ndcg.append(hits @ gains / gains.sum())
    assert np.mean(recall) > RECALL
    assert np.mean(ndcg) > NDCG


def test_the_list_of_related_occupations_is_not_read(
    tables: FactTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Moves(Reskilling(tables).traits).ranked("41-2011.00")
    fresh = FactTables.load()
    fresh.table("related")._places.clear()
    assert Moves(Reskilling(fresh).traits).ranked("41-2011.00") == before


def test_size_counts_but_does_not_decide(reskilling: Reskilling) -> None:
    moves = reskilling.moves
    biggest = {moves.codes[at] for at in np.argsort(-moves.sizes)[:10]}
    found = [len(biggest.intersection(reskilling.ranked(code)[:10])) for code in moves.codes]
    assert 0.05 < np.mean(found) < 3


def test_a_group_of_occupations_shares_out_its_people(reskilling: Reskilling) -> None:
    moves = reskilling.moves
    nurses = [moves.sizes[at] for code, at in moves.place.items() if code.startswith("29-1141")]
    assert len(nurses) > 1
    assert sum(nurses) == pytest.approx(3_391_000)


def test_ranking_all_is_quicker_than_making_the_likeness_twice(tables: FactTables) -> None:
    reskilling = Reskilling(tables)
    making = seconds(lambda: reskilling.moves.likeness)
    assert seconds(lambda: [reskilling.ranked(code) for code in tables.codes()]) < 2 * making + 1


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
