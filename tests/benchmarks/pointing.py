"""How well messages that name no occupation are placed, and the weights for it fitted anew.

    python -m tests.benchmarks.pointing

Rates are by five-fold cross-validation on `prompts/pointing`: each message is placed with weights fitted
on the others. The weights printed last are fitted on all and belong into `advisor/placing.py`.
"""

from __future__ import annotations

import os

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

import app
from advisor.placing import NONE, SIGNS, SURE, WEIGHTS
from advisor.settings import Settings
from advisor.understanding.matching_examples import load_pointing

FOLDS = 5
SHORTLIST = 60  # Occupations of a message that weights are fitted on; the others are far behind.
POINTS_AT_NONE = 0.5  # What a message that points at no occupation weighs.
SEED = 0


def main() -> None:
    advisor = app.build_advisor(Settings.from_environment(os.environ))
    finder, catalog = advisor.finder, advisor.catalog
    messages = load_pointing()
    places = {one: at for at, one in enumerate(finder.ids)}
    right = [
        {places[one] for code in message.codes if (one := catalog.of_code(code))} for message in messages
    ]
    wanted = [bool(message.codes) for message in messages]
    signs = np.stack([finder.signs(message.text) for message in messages])
    order = np.random.default_rng(SEED).permutation(len(messages))
    found: list[tuple[int, bool, float]] = []
    for held in np.array_split(order, FOLDS):
        rest = [at for at in order if at not in set(held)]
        weights = fit(signs[rest], [right[at] for at in rest], [wanted[at] for at in rest])
        found += [(at, *placed(signs[at], right[at], weights)) for at in held]
    jobs = [(is_right, chance) for at, is_right, chance in found if wanted[at]]
    none = [chance for at, _, chance in found if not wanted[at]]
    taken = [is_right for is_right, chance in jobs if chance >= SURE]
    print(f"{len(jobs)} messages that point at a job: the likeliest is right for {_rate(r for r, _ in jobs)}")
    print(f"taken without asking (chance {SURE}): {len(taken) / len(jobs):.3f}, rightly {_rate(taken)}")
    print(f"of {len(none)} that point at none, taken: {_rate(chance >= SURE for chance in none)}")
    print("weights", dict(zip((*SIGNS, "none"), fit(signs, right, wanted).round(2), strict=True)))


def fit(signs: NDArray[np.float64], right: list[set[int]], wanted: list[bool]) -> NDArray[np.float64]:
    """The weights of all signs and the score of "none" under which what is right is likeliest."""
    start = np.array([*WEIGHTS, NONE])
    short = np.argsort(-(signs @ WEIGHTS), axis=1)[:, :SHORTLIST]
    near = np.take_along_axis(signs, short[:, :, None], axis=1)
    goals = [
        [at for at, one in enumerate(row) if one in some] for row, some in zip(short, right, strict=True)
    ]
    used = [at for at, goal in enumerate(goals) if goal or not wanted[at]]
    spread = near.reshape(-1, near.shape[2]).std(axis=0)

    def loss(weights: NDArray[np.float64]) -> float:
        total = 0.0
        for at in used:
            scores = np.append(near[at] @ weights[:-1], weights[-1])
            goal = goals[at] or [SHORTLIST]
            share = logsumexp(scores[goal]) - logsumexp(scores)
            total -= share * (1.0 if wanted[at] else POINTS_AT_NONE)
        return total / len(used) + 0.002 * float(((weights[:-1] * spread) ** 2).sum())

    return np.asarray(minimize(loss, start, method="L-BFGS-B", options={"maxiter": 60}).x)


def placed(signs: NDArray[np.float64], right: set[int], weights: NDArray[np.float64]) -> tuple[bool, float]:
    """Whether the likeliest occupation is right, and its chance."""
    scores = signs @ weights[:-1]
    best = int(scores.argmax())
    return best in right, float(np.exp(scores[best] - logsumexp([*scores, weights[-1]])))


def _rate(values: object) -> str:
    return f"{np.mean(list(values)):.3f}"  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
