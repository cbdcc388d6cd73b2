"""How well retrieval finds the section that a test prompt expects, by how words are weighed in.

    python -m tests.benchmarks.retrieval FOLDER_WITH_THE_SEED_PAGE

Prints hit_rate@1, hit_rate@5 and mrr over the single-turn test prompts that expect a section, for
meaning alone, for several weights of the word match, and for words alone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from advisor import retrieval
from advisor.evaluation.cases import load_cases
from advisor.retrieval import PassageIndex
from advisor.settings import Settings
from ingest.pipeline import ingest
from knowledge.embedding import load_embedder
from knowledge.store import open_current

PROMPTS = Path(__file__).parents[2] / "prompts" / "border_officer"
WEIGHTS = (0.0, 0.1, 0.25, 0.5, 1.0)


def main(documents: Path) -> None:
    settings = Settings()
    embedder = load_embedder(settings.embedding_model, settings.models)
    with tempfile.TemporaryDirectory() as folder:
        ingest(documents, Path(folder), embedder)
        store = open_current(Path(folder))
        expected = _expected_sections()
        print(f"{len(expected)} prompts              hit_rate@1  hit_rate@5    mrr")
        for weight in WEIGHTS:
            retrieval.LEXICAL_WEIGHT = weight
            _print(
                f"meaning + {weight:.2f} x words",
                PassageIndex(store.chunks().values(), store, embedder),
                expected,
            )
        _print("words alone", PassageIndex(store.chunks().values()), expected)


def _expected_sections() -> dict[str, set[str]]:
    found = {}
    for case in load_cases(PROMPTS):
        for assertion in case.assertions:
            sections = assertion.config.get("sections")
            if sections and case.id == case.conversation:
                found[case.question] = set(sections)
    return found


def _print(name: str, index: PassageIndex, expected: dict[str, set[str]]) -> None:
    ranks = []
    for question, sections in expected.items():
        found = [passage.chunk.section.value for passage in index.search(question, k=15)]
        ranks.append(next((at for at, section in enumerate(found, 1) if section in sections), 0))
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    five = sum(0 < rank <= 5 for rank in ranks) / len(ranks)
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(f"{name:<26} {first:10.3f} {five:11.3f} {mrr:6.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
