"""How well questions about the figures and the advisor find their note, and the weights for it fitted anew.

    python -m tests.benchmarks.about_data

Fits on `prompts/notes/questions.tsv` and, as questions that no note answers, on the labelled examples of
`prompts/examples`; prints rates by five-fold cross-validation and those on `prompts/notes/held_back.tsv`,
and writes `advisor/about_data.npz`.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from advisor.about_data import ALONE, SURE, WEIGHTS
from advisor.settings import ROOT, Settings
from advisor.understanding.labels import load_examples
from knowledge.embedding import load_embedder
from knowledge.notes import notes

QUESTIONS = ROOT / "prompts" / "notes" / "questions.tsv"
HELD_BACK = ROOT / "prompts" / "notes" / "held_back.tsv"
NONE = "none"
LOOSE = 100.0  # How little the weights are held back: scikit-learn's C.
EXAMPLE_WEIGHS = 0.1  # They are twenty times as many, and few of them come near.
OF_DATA = ("provenance", "about_advisor")  # Examples of these may well ask for a note.


def main() -> None:
    asked = read(QUESTIONS)
    unknown = {heading for heading, _ in asked} - {*notes(), NONE}
    assert not unknown, f"no note is headed {unknown}"
    others = [
        (NONE, re.sub(r"\{[^}]*\}", "this job", one.text).lower())
        for one in load_examples()
        if one.lang == "en" and not {one.intent, *one.topics} & set(OF_DATA)
    ]
    settings = Settings.from_environment(os.environ)
    embedder = load_embedder(settings.embedding_model, settings.models)
    given = [*asked, *others]
    vectors = embedder.embed([text for _, text in given])
    labels = np.array([heading for heading, _ in given])
    weights = np.array([1.0] * len(asked) + [EXAMPLE_WEIGHS] * len(others))
    model = LogisticRegression(C=LOOSE, max_iter=3000)
    params = {"sample_weight": weights}
    chances = cross_val_predict(model, vectors, labels, method="predict_proba", params=params)
    tell("five-fold", sorted(set(labels)), chances, labels)
    model.fit(vectors, labels, weights)
    held = read(HELD_BACK)
    chances = model.predict_proba(embedder.embed([text for _, text in held]))
    wrong = tell("held back", model.classes_, chances, np.array([heading for heading, _ in held]))
    for at in wrong:
        print(f"  {held[at][0]} | {model.classes_[chances[at].argmax()]} | {held[at][1]}")
    np.savez(
        WEIGHTS,
        model=embedder.name,
        headings=np.array(model.classes_),
        weights=model.coef_.astype(np.float16),
        bias=model.intercept_.astype(np.float16),
    )


def read(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0].strip(), row[1].strip().lower()) for row in rows if len(row) > 1]


def tell(name: str, headings: Sequence[str], chances: np.ndarray, right: np.ndarray) -> list[int]:
    """Print how many find their note and how many others are left alone; the places of those that fail."""
    headings = np.array(headings)
    of_none = chances[:, headings == NONE]
    of_notes = np.where(headings == NONE, -1.0, chances)
    is_sure = (1 - of_none[:, 0] >= SURE) & (of_notes.max(axis=1) >= ALONE * SURE)
    taken = np.where(is_sure, headings[of_notes.argmax(axis=1)], NONE)
    asks = right != NONE
    found, left = (taken == right)[asks].mean(), (taken == NONE)[~asks].mean()
    print(f"{name}: {found:.3f} of {asks.sum()} find their note, {left:.3f} of {(~asks).sum()} none")
    return [int(at) for at in np.flatnonzero(taken != right)]


if __name__ == "__main__":
    main()
