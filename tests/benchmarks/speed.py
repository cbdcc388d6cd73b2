"""How fast it answers, against the same embedding model on torch, measured in one run.

    python -m tests.benchmarks.speed

Prints a cold `ask` as a whole process against importing and loading sentence-transformers in one,
the embedding of test prompts by ONNX against sentence-transformers, warm answers, and a batch.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import app
from advisor.evaluation.cases import load_cases
from advisor.settings import ROOT, Settings
from knowledge.embedding import load_embedder, model_source

PROMPTS = ROOT / "prompts" / "border_officer"
ROUNDS = 5
_TORCH = "from knowledge.export import load_model; load_model({!r}).encode(['What does it pay?'])"


def main() -> None:
    settings = Settings()
    source, _ = model_source(settings.embedding_model)
    questions = [case.question for case in load_cases(PROMPTS)]
    advisor = app.build_advisor(settings)
    ask = [sys.executable, "app.py", "ask", "What does it pay?"]
    torch = [sys.executable, "-c", _TORCH.format(source)]
    ours, theirs = _in_turn(lambda: _run(ask), lambda: _run(torch))
    print(f"cold ask {ours:.2f} s; loading the model on torch alone {theirs:.2f} s: {ours / theirs:.2f} x")

    from knowledge.export import load_model

    embedder, model = load_embedder(settings.embedding_model, settings.models), load_model(source)
    ours, theirs = _in_turn(
        lambda: embedder.embed(questions), lambda: model.encode(questions, show_progress_bar=False)
    )
    print(
        f"{len(questions)} questions embedded in {ours:.2f} s; on torch {theirs:.2f} s: {ours / theirs:.2f} x"
    )

    times = [advisor.ask(question).timings_ms["total"] for question in questions]
    p95 = statistics.quantiles(times, n=20)[18]
    print(f"warm answer: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")
    _batch(questions)


def _batch(questions: list[str]) -> None:
    """300 conversations of two turns through `ask --batch`, start-up included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "batch.jsonl"
        lines = (
            json.dumps({"id": n, "turns": [questions[n % len(questions)], "and the pay?"]})
            for n in range(300)
        )
        file.write_text("\n".join(lines), "utf-8")
        seconds = _time(lambda: _run([sys.executable, "app.py", "ask", "--batch", str(file)]))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"batch of 300 conversations: {seconds:.1f} s; largest process so far {peak:.0f} MiB")


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _in_turn(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, run in turn after one round that does not count."""
    rounds = [(_time(ours), _time(theirs)) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(one for one, _ in rounds), statistics.median(other for _, other in rounds)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
