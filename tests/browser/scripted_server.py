"""The real page on an advisor without models, whose answers can be slow, endless or broken on demand.

Run as `python -m tests.browser.scripted_server PORT [--profiles DIR] [--gate FILE] [--runs DIR]
[--feedback FILE]`; with a gate the advisor is ready only once that file exists.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from advisor.answering import Answerer
from advisor.answering.composer import GroundedComposer
from advisor.answering.exposure import EXPOSURE_NOTE
from advisor.chain import Advisor
from advisor.citations import Draft, Sentence
from advisor.question import Focus, Question
from advisor.retrieval import PassageIndex
from advisor.settings import PROFILES, Settings
from advisor.ui.page import serve
from advisor.understanding.labels import load_examples
from advisor.understanding.reader import NearestReader
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of, load_documents
from ingest.readers.plain import read_plain
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.facts import FactTables
from knowledge.progress import Progress
from tests.fakes import ScriptedAnswerer
from tests.first_document import FOLDER

SLOW_SECONDS = 2.5
STUCK_SECONDS = 60.0
ENDLESS = tuple(Sentence("word " * 400 + "and so on.") for _ in range(200))


class BrokenAnswerer:
    """Never comes to an answer."""

    mode = "scripted"

    def draft(self, question: Question, passages: Sequence[Passage], focus: Focus) -> Draft:
        raise RuntimeError("the answerer broke, as the test asked it to")


class AnswererByWord:
    """Answers a message with the scripted answerer whose name it holds, others as always."""

    mode = "scripted"

    def __init__(self, scripted: dict[str, Answerer], otherwise: Answerer) -> None:
        self._scripted, self._otherwise = scripted, otherwise

    def draft(self, question: Question, passages: Sequence[Passage], focus: Focus) -> Draft:
        named = (one for word, one in self._scripted.items() if word in question.text.lower())
        return next(named, self._otherwise).draft(question, passages, focus)


def advisor_by_words(answerer: Answerer | None = None, *, profiles: Path = FOLDER) -> Advisor:
    """A whole advisor that needs no model: everything is read and found by words."""
    documents = load_documents(profiles).profiles
    return advisor_over(Catalog(documents, chunks_of(documents)), answerer)


def advisor_over(catalog: Catalog, answerer: Answerer | None = None) -> Advisor:
    """The same over a catalog that is there already."""
    examples = load_examples()
    return Advisor(
        catalog,
        Understanding(NearestReader(examples), catalog, examples),
        PassageIndex(catalog.stored),
        answerer or _scripted(GroundedComposer(catalog)),
    )


def over_all_shipped() -> Advisor:
    """The same over the shipped documents and figures."""
    documents = load_documents(PROFILES).profiles
    tables = FactTables.load()
    return advisor_over(Catalog(documents, chunks_of(documents), tables=tables, split=split_whole))


def _scripted(otherwise: Answerer) -> Answerer:
    scripted: dict[str, Answerer] = {
        "slowly": ScriptedAnswerer(Sentence("At long last."), seconds=SLOW_SECONDS),
        "stuck": ScriptedAnswerer(Sentence("Much too late."), seconds=STUCK_SECONDS),
        "exposure": ScriptedAnswerer(Sentence("It is low."), EXPOSURE_NOTE),
        "endless": ScriptedAnswerer(*ENDLESS),
        "broken": BrokenAnswerer(),
    }
    return AnswererByWord(scripted, otherwise)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--profiles", type=Path, default=FOLDER)
    parser.add_argument("--gate", type=Path)
    parser.add_argument("--runs", type=Path, default=Path("no/runs"))
    parser.add_argument("--feedback", type=Path)
    parser.add_argument("--shipped", action="store_true", help="all shipped documents and figures")
    options = parser.parse_args()

    def load(progress: Progress) -> Iterator[Advisor]:
        progress("Unpacking the model", 1, 3)
        while options.gate and not options.gate.exists():
            time.sleep(0.05)
        yield over_all_shipped() if options.shipped else advisor_by_words(profiles=options.profiles)

    settings = Settings.from_environment(os.environ)
    serve(
        load,
        replace(settings, port=options.port, runs=options.runs, feedback=options.feedback),
        read=read_plain,
    )


if __name__ == "__main__":
    main()
