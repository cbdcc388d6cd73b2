"""This project's retrieval beside LangChain's tutorial, LlamaIndex and txtai: same documents, same model.

    python -m tests.benchmarks.side_by_side [--python PATH] [--rounds N] [--only NAME ...]

PATH is a Python with the packages that `side_by_side_others.py` names; without it, this project alone is
measured. The documents are the first profile and the first 150 others by name, as they lie on disk; the
questions are the test prompts that rest on a section of one of them. Every pipeline runs in a process of
its own, all in turn, N times; shown are medians.

A passage is right when it comes from the right document and holds one whole entry of a section that the
answer rests on, whoever cut it. The larger the passages, the easier that is: read it with the characters.
Without earlier turns, of which the others know nothing, the same is shown for single questions alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from advisor.chain import Advisor
from advisor.evaluation.cases import Case, load_cases, shipped_files
from advisor.evaluation.run import NOTHING_BEFORE, ask, in_documents
from advisor.evaluation.scores import retrieval_of
from advisor.question import Focus
from advisor.settings import PROFILES, ROOT, Settings
from knowledge.chunk import Passage
from knowledge.embedding import default_model_folder
from knowledge.profile import Section

if TYPE_CHECKING:
    from advisor.retrieval import PassageIndex

Row = tuple[Sequence[Passage], float]
"""What was found for a question, and the milliseconds it took."""

K = 5
FIRST = "customs-and-border-protection-officers.md"
OTHERS_TAKEN = 150
OURS = {
    "this project": "understanding, search, matching of lines",
    "its search alone": "the message as it stands",
}
OTHERS = {
    "langchain": "recursive splitter 1000/200, HuggingFaceEmbeddings, Chroma",
    "llamaindex": "its defaults: 1024 tokens, overlap 20",
    "llamaindex 256": "SentenceSplitter 256 tokens, overlap 32",
    "txtai hybrid": "recursive splitter 1000/200, hybrid index",
    "txtai dense": "recursive splitter 1000/200, dense index",
    "txtai whole": "whole documents, hybrid index",
}


def main(python: Path | None, rounds: int, only: Sequence[str]) -> None:
    names = [name for name in (*OURS, *(OTHERS if python else ())) if not only or name in only]
    with TemporaryDirectory() as place:
        folder = Path(place)
        _write_corpus(folder / "corpus")
        _ours("questions", "this project", folder)
        questions = json.loads((folder / "questions.json").read_text("utf-8"))
        found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in names}
        for number in range(rounds):
            for name in names:
                where = folder / f"{number}-{name}"
                where.mkdir()
                found[name].append(_measured(python, name, folder, where))
    singles = [not one["is_later"] for one in questions]
    print(f"{len(questions)} questions, {sum(singles)} of them the first of their conversation.\n")
    print(
        "| pipeline | ingest s | start s | retrieval p50, p95 ms | `hit_rate@5`, `mrr` | the same, single"
        " questions | characters | peak MiB |\n|---|---|---|---|---|---|---|---|"
    )
    for name, rows in found.items():
        print(_row(name, rows, questions, singles))


def _row(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
    singles: Sequence[bool],
) -> str:
    def middle(key: str) -> float:
        return statistics.median(row[key] for row in rows)

    times = [statistics.median(one) for one in zip(*(row["milliseconds"] for row in rows), strict=True)]
    passages = rows[0]["passages"]
    ranks = [_rank(some, asked["expected"]) for some, asked in zip(passages, questions, strict=True)]
    of_all = retrieval_of(ranks, first=K)
    alone = retrieval_of((rank for rank, single in zip(ranks, singles, strict=True) if single), first=K)
    characters = statistics.mean(sum(len(text) for _, text in some) for some in passages)
    return (
        f"| {name}: {(OURS | OTHERS)[name]} | {middle('ingest'):.1f} | {middle('start'):.1f} |"
        f" {statistics.median(times):.1f}, {statistics.quantiles(times, n=20)[18]:.1f} |"
        f" {of_all.hit_rate:.3f}, {of_all.mrr:.3f} | {alone.hit_rate:.3f}, {alone.mrr:.3f} |"
        f" {characters:,.0f} | {middle('peak'):.0f} |"
    )


def _rank(passages: Sequence[tuple[str, str]], expected: Mapping[str, Sequence[str]]) -> int:
    """The place of the first right passage; 0 when there is none."""
    for place, (document, text) in enumerate(passages, 1):
        held = " ".join(text.split())
        if any(quote in held for quote in expected.get(document, ())):
            return place
    return 0


def _write_corpus(folder: Path) -> None:
    folder.mkdir()
    others = sorted(path for path in PROFILES.glob("*.md") if path.name != FIRST)
    for path in (PROFILES / FIRST, *others[:OTHERS_TAKEN]):
        shutil.copy(path, folder)


def _measured(python: Path | None, name: str, folder: Path, where: Path) -> dict[str, Any]:
    """Ingest and all questions in one process; then a fresh one, to its first passages."""
    if name in OURS:
        _ours("run", name, folder, where)
        start = time.perf_counter()
        _ours("start", name, folder, where)
    else:
        script = Path(__file__).with_name("side_by_side_others.py")
        command = [str(python), str(script), name, str(default_model_folder()), str(folder), str(where)]
        _called([*command, "run"])
        start = time.perf_counter()
        _called([*command, "start"])
    spent = time.perf_counter() - start
    return {**json.loads((where / "run.json").read_text("utf-8")), "start": spent}


def _ours(what: str, name: str, folder: Path, where: Path | None = None) -> None:
    module = "tests.benchmarks.side_by_side"
    _called([sys.executable, "-m", module, "--play", what, name, str(folder), str(where or folder)])


def _called(command: Sequence[str]) -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)


def _play(what: str, name: str, folder: Path, where: Path) -> None:
    """This project's part of a run. Its shipped vectors are not used: it embeds what the others embed."""
    import app
    import ingest.pipeline as pipeline
    import ingest.vectors
    from advisor.retrieval import PassageIndex
    from knowledge.embedding import load_embedder
    from knowledge.store import open_current

    ingest.vectors.shipped_vectors = lambda *given: {}  # type: ignore[assignment]
    settings = Settings(profiles=folder / "corpus", index=where / "index", figures_given="none")
    if what == "start":
        asked = json.loads((folder / "questions.json").read_text("utf-8"))[0]["question"]
        ask(app.build_advisor(settings), asked)
        return
    embedder = load_embedder(settings.embedding_model, settings.models)
    start = time.perf_counter()
    pipeline.ingest(settings.profiles, settings.index_place, embedder)
    spent = time.perf_counter() - start
    if what == "questions":
        found = list(_questions(app.build_advisor(settings), load_cases(*shipped_files())))
        (folder / "questions.json").write_text(json.dumps(found), "utf-8")
        return
    questions = json.loads((folder / "questions.json").read_text("utf-8"))
    store = open_current(settings.index_place)
    documents = {profile.id: profile.document for profile in store.profiles}
    if name == "this project":
        rows = list(_answered(app.build_advisor(settings), questions))
    else:
        rows = list(_searched(PassageIndex(store.chunks().values(), store, embedder), questions))
    passages = [
        [(documents[one.chunk.profile], one.chunk.text) for one in found if one.chunk.profile in documents]
        for found, _ in rows
    ]
    _write(where, spent, [took for _, took in rows], passages)


def _answered(advisor: Advisor, questions: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    """The passages as an answer gets them, after the turns before; and what understanding and search took."""
    ask(advisor, questions[0]["question"])
    after: dict[tuple[str, ...], Focus] = {(): NOTHING_BEFORE}
    for one in questions:
        turns = tuple(one["turns"])
        for at in range(len(turns)):
            if turns[: at + 1] not in after:
                after[turns[: at + 1]] = ask(advisor, turns[at], after[turns[:at]])[1].focus
        passages, answered = ask(advisor, one["question"], after[turns])
        yield passages[:K], answered.timings_ms["understand"] + answered.timings_ms["retrieve"]


def _searched(index: PassageIndex, questions: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    index.passages(questions[0]["question"], k=K)
    for one in questions:
        start = time.perf_counter()
        found = index.passages(one["question"], k=K)
        yield found, 1000 * (time.perf_counter() - start)


def _write(where: Path, spent: float, milliseconds: list[float], passages: list[Any]) -> None:
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    peak = next(float(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    facts = {"ingest": spent, "milliseconds": milliseconds, "passages": passages, "peak": peak}
    (where / "run.json").write_text(json.dumps(facts), "utf-8")


def _questions(advisor: Any, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """The prompts that rest on a section, with the turns before and the entries of these sections."""
    findable = in_documents(advisor.catalog)
    turns: dict[str, list[str]] = {}
    for case in cases:
        before = turns.setdefault(case.conversation, [])
        expected: dict[str, list[str]] = {}
        for code, section in case.expected:
            if findable(code, section):
                profile = advisor.catalog.get(advisor.catalog.of_code(code))
                quotes = [" ".join(entry.quote.split()) for entry in profile.entries(Section(section))]
                expected.setdefault(profile.document, []).extend(quotes)
        if expected:
            yield {
                "question": case.question,
                "turns": list(before),
                "is_later": bool(before),
                "expected": expected,
            }
        before.append(case.question)


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--python", type=Path)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--only", nargs="*", default=())
    reader.add_argument("--play", nargs=4, help=argparse.SUPPRESS)
    options = reader.parse_args()
    if options.play:
        _play(options.play[0], options.play[1], Path(options.play[2]), Path(options.play[3]))
    else:
        main(options.python, options.rounds, options.only)
