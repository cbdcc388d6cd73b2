"""How well moves are ranked, by parts, against the Primary related occupations; and what is shown.

    python -m tests.benchmarks.reskilling

The list is never a part of the likeness. Weights are learnt on half of the occupations and scored on the
other half, both ways; the shipped ones, rounded and with two set by hand, are scored on all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from advisor.reskilling.moves import MINOR, WEIGHTS, Moves
from advisor.reskilling.parts import PARTS, TRIED, Matrix, parts, ratings_alike
from advisor.reskilling.paths import SOC, Reskilling
from knowledge.facts import FactTables
from knowledge.traits import Traits

PRIMARY = 10  # The first ten of the related occupations are the primary ones.
OTHERS = 150  # Other occupations that a weighting is learnt against, drawn for each.
CIRCULAR = ("titles", "knowledge", "broader activities")  # What the list itself is made from.
SEED = 0
DISCOUNT = 1 / np.log2(np.arange(2, PRIMARY + 2))

Scores = tuple[float, float]


def main() -> None:
    tables = FactTables.load()
    traits = Traits(tables)
    related = _related(tables, traits)
    made = parts(traits)
    tried = {name: make(traits) for name, make in TRIED.items()}
    _baselines(traits, made, related)
    print("\nlearnt on half, scored on the other half        recall@10  ndcg@10")
    _print("all parts", _crossed(made, related))
    for name in PARTS:
        _print(f"  without {name}", _crossed({one: made[one] for one in made if one != name}, related))
    for left_out in (CIRCULAR[:2], CIRCULAR):
        kept = {one: made[one] for one in made if one not in left_out}
        _print(f"  without {', '.join(left_out)}", _crossed(kept, related))
    for name in tried:
        _print(f"  and {name}", _crossed({**made, name: tried[name]}, related))
    learnt = _learnt(list(made.values()), related, np.arange(len(traits.codes)))
    print("learnt on all:", "  ".join(f"{n} {w:.2f}" for n, w in zip(made, learnt, strict=True)))
    _shipped(tables, made, related)
    _shown(tables)


def score(scores: NDArray[Any], related: NDArray[np.bool_], rows: NDArray[np.int_]) -> Scores:
    """Mean recall@10 and ndcg@10 of these rows; an occupation is never its own neighbour."""
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    first = np.argsort(-scores[rows], axis=1, kind="stable")[:, :PRIMARY]
    hits = np.take_along_axis(related[rows], first, axis=1)
    return float(hits.mean()), float((hits @ DISCOUNT / DISCOUNT.sum()).mean())


def _related(tables: FactTables, traits: Traits) -> NDArray[np.bool_]:
    place = {code: at for at, code in enumerate(traits.codes)}
    related = np.zeros((len(place), len(place)), bool)
    for code, at in place.items():
        facts = tables.get(code)
        related[at, [place[one] for one in (facts.related[:PRIMARY] if facts else ())]] = True
    return related


def _baselines(traits: Traits, made: Mapping[str, Matrix], related: NDArray[np.bool_]) -> None:
    rows = np.arange(len(traits.codes))
    sizes = np.broadcast_to(Moves(traits).sizes, related.shape)
    both = np.hstack([np.nan_to_num(traits.grid(name).values) for name in ("skills", "knowledge")])
    lengths = np.linalg.norm(both, axis=1, keepdims=True)
    raw = both / np.where(lengths == 0, 1, lengths)
    centred = np.hstack([traits.grid(name).values for name in ("skills", "knowledge")])
    print("one part alone                                  recall@10  ndcg@10")
    _print("the largest occupations", score(sizes, related, rows))
    _print("skills and knowledge, plain cosine", score(raw @ raw.T, related, rows))
    _print("skills and knowledge, less the mean", score(ratings_alike(centred), related, rows))
    for name, part in made.items():
        _print(f"  {name}", score(part, related, rows))


def _learnt(
    features: Sequence[Matrix], related: NDArray[np.bool_], rows: NDArray[np.int_]
) -> NDArray[np.float64]:
    """Weights, none below 0, under which the related are likeliest among others drawn for each row."""
    draw = np.random.default_rng(SEED)
    columns = [
        np.concatenate(
            (np.flatnonzero(related[at]), draw.choice(np.setdiff1d(np.flatnonzero(~related[at]), at), OTHERS))
        )
        for at in rows
    ]
    picked = np.stack(
        [[part[at, some] for at, some in zip(rows, columns, strict=True)] for part in features], -1
    )
    scale = picked.std(axis=(0, 1))
    inputs = picked / scale
    unseen = np.r_[np.zeros(PRIMARY), np.full(OTHERS, np.log((related.shape[1] - PRIMARY - 1) / OTHERS))]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = inputs @ weights + unseen
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -np.log(shares[:, :PRIMARY]).mean() + 2e-4 * weights @ weights
        shares[:, :PRIMARY] -= 1 / PRIMARY
        return value, np.einsum("ij,ijk->k", shares, inputs) / len(rows) + 4e-4 * weights

    start = np.full(len(features), 0.2)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(start))
    return np.asarray(found.x / scale)


def _crossed(made: Mapping[str, Matrix], related: NDArray[np.bool_]) -> Scores:
    """Learnt on one half and scored on the other, both ways; the mean of both."""
    order = np.random.default_rng(SEED).permutation(len(related))
    halves = np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])
    scores = []
    for learn, other in (halves, halves[::-1]):
        weights = _learnt(list(made.values()), related, learn)
        total = sum(np.float32(w) * part for w, part in zip(weights, made.values(), strict=True))
        scores.append(score(np.asarray(total), related, other))
    return statistics.mean(one for one, _ in scores), statistics.mean(one for _, one in scores)


def _shipped(tables: FactTables, made: Mapping[str, Matrix], related: NDArray[np.bool_]) -> None:
    rows = np.arange(len(related))
    print("\nthe shipped weights                             recall@10  ndcg@10")
    _print("likeness", score(np.asarray(sum(WEIGHTS[name] * made[name] for name in made)), related, rows))
    for name in PARTS:
        left = np.asarray(sum(WEIGHTS[one] * made[one] for one in made if one != name))
        _print(f"  without {name}", score(left, related, rows))
    moves = Moves(Traits(tables))
    for share in (1.0 - 1e-6, 0.8, 0.65, 0.5, 0.35, 1e-6):
        ranked = np.stack([moves.chances(code, alike_share=share) for code in moves.codes])
        _print(f"likely moves, {share:.2f} of them to alike work", score(ranked, related, rows))


def _shown(tables: FactTables) -> None:
    """What the ten moves shown are like, over all occupations, and how long they take."""
    reskilling = Reskilling(tables)
    codes = reskilling.moves.codes
    biggest = {codes[at] for at in np.argsort(-reskilling.moves.sizes)[:10]}
    reskilling.rank(codes[0])
    begin = time.perf_counter()
    shown = {code: [move.target for move in reskilling.rank(code)] for code in codes}
    seconds = (time.perf_counter() - begin) / len(codes)

    def mean_of(count: Callable[[str, str], bool]) -> float:
        return statistics.mean(sum(count(code, one.code) for one in ones) for code, ones in shown.items())

    many = statistics.mean(map(len, shown.values()))
    print(f"\nshown: {many:.2f} moves, {1000 * seconds:.0f} ms an occupation;")
    print(f"  of them among the ten largest occupations: {mean_of(lambda _, one: one in biggest):.2f}")
    print(f"  of the same SOC code as the start: {mean_of(lambda code, one: code[:SOC] == one[:SOC]):.2f}")
    print(f"  of the same minor group: {mean_of(lambda code, one: code[:MINOR] == one[:MINOR]):.2f}")
    sizes = [one.employment.value for ones in shown.values() for one in ones if one.employment]
    print(f"  people employed, median: {statistics.median(sizes):,.0f}")


def _print(name: str, scores: Scores) -> None:
    print(f"{name:<48} {scores[0]:8.3f} {scores[1]:8.3f}")


if __name__ == "__main__":
    main()
