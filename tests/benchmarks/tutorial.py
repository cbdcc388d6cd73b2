"""What this project's retrieval gains over the one that tutorials build, on the same prompts and profiles.

    python -m tests.benchmarks.tutorial [FILE ...]

The tutorial: documents cut by the recursive splitter at 1000 characters with an overlap of 200,
embedded by the same model, the nearest 4 from Chroma for the message as it stands. A section counts
as found when a piece holds one whole entry of it. Prints, over the test prompts that rest on a
section of a document, hit_rate@4, mrr, characters of context and milliseconds, for both.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_text_splitters import RecursiveCharacterTextSplitter

import app
from advisor.chain import Advisor
from advisor.evaluation.cases import Case, load_cases, shipped_files
from advisor.evaluation.run import NOTHING_BEFORE, ask, in_documents, rank
from advisor.evaluation.scores import retrieval_of
from advisor.question import Focus
from advisor.settings import Settings
from knowledge.catalog import Catalog
from knowledge.embedding import Embedder, load_embedder

SIZE, OVERLAP, K = 1000, 200, 4
BATCH = 500

Found = frozenset[tuple[str, str]]
"""The (occupation code, section slug) pairs that a piece of text holds an entry of."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one pipeline found for one prompt."""

    rank: int
    characters: int
    milliseconds: float


class Tutorial:
    """The pipeline as tutorials write it."""

    def __init__(self, catalog: Catalog, profiles: Path, embedder: Embedder, folder: Path) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        self._embedder = embedder
        self._pieces: list[tuple[str, Found]] = []
        for profile in catalog:
            text = (profiles / profile.document).read_text("utf-8")
            entries = [
                (section.section.value, " ".join(entry.quote.split()))
                for section in profile.sections
                for entry in section.entries
            ]
            for piece in splitter.split_text(text):
                held = " ".join(piece.split())
                sections = frozenset((profile.code, slug) for slug, quote in entries if quote in held)
                self._pieces.append((piece, sections))
        client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        self._collection = client.create_collection("tutorial", embedding_function=None)
        for start in range(0, len(self._pieces), BATCH):
            part = [piece for piece, _ in self._pieces[start : start + BATCH]]
            ids = [str(number) for number in range(start, start + len(part))]
            self._collection.add(ids=ids, embeddings=embedder.embed(part))

    def row(self, question: str, expected: Sequence[tuple[str, str]]) -> Row:
        start = time.perf_counter()
        vector = self._embedder.embed([question])[0]
        ids = self._collection.query(query_embeddings=[vector.tolist()], n_results=K)["ids"][0]
        spent = (time.perf_counter() - start) * 1000
        found = [self._pieces[int(one)] for one in ids]
        place = next((at for at, (_, sections) in enumerate(found, 1) if sections & set(expected)), 0)
        return Row(place, sum(len(piece) for piece, _ in found), spent)


def main(files: Sequence[Path]) -> None:
    settings = Settings.from_environment(os.environ)
    advisor = app.build_advisor(settings)
    embedder = load_embedder(settings.embedding_model, settings.models)
    with tempfile.TemporaryDirectory() as folder:
        tutorial = Tutorial(advisor.catalog, settings.profiles, embedder, Path(folder))
        theirs, ours = [], []
        for question, expected, focus in _questions(advisor, load_cases(*files)):
            theirs.append(tutorial.row(question, expected))
            ours.append(_ours(advisor, question, expected, focus))
    print(f"{len(ours)} prompts             hit_rate@{K}    mrr  characters  ms")
    _print("the tutorial's", theirs)
    _print("this project's", ours)


def _questions(
    advisor: Advisor, cases: Sequence[Case]
) -> Iterator[tuple[str, Sequence[tuple[str, str]], Focus]]:
    """The prompts that rest on a section of a document, with the focus of their conversation."""
    findable = in_documents(advisor.catalog)
    focus: dict[str, Focus] = {}
    for case in cases:
        before = focus.get(case.conversation, NOTHING_BEFORE)
        if expected := [pair for pair in case.expected if findable(*pair)]:
            yield case.question, expected, before
        focus[case.conversation] = ask(advisor, case.question, before)[1].focus


def _ours(advisor: Advisor, question: str, expected: Sequence[tuple[str, str]], focus: Focus) -> Row:
    """The first K sections; the time is that of understanding the message and of searching."""
    passages, answered = ask(advisor, question, focus)
    spent = answered.timings_ms["understand"] + answered.timings_ms["retrieve"]
    characters = sum(len(one.chunk.text) for one in passages[:K])
    return Row(rank(passages[:K], expected) or 0, characters, spent)


def _print(name: str, rows: Sequence[Row]) -> None:
    found = retrieval_of((row.rank for row in rows), first=K)
    characters = statistics.mean(row.characters for row in rows)
    spent = statistics.median(row.milliseconds for row in rows)
    print(f"{name:<26} {found.hit_rate:8.3f} {found.mrr:6.3f} {characters:11.0f} {spent:3.0f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or shipped_files())
