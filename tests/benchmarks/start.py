"""How long until it answers, and how much memory that takes, against the same application on torch.

    python -m tests.benchmarks.start [ROUNDS]

Every row is a fresh process, run in turn with the others; a first round is left out. "On torch" is the
same application with sentence-transformers as its embedder, put into place here. A page is ready when
it has answered its first question through the API on its models; what it still makes for later answers
goes on meanwhile in both. Memory is the largest resident size of the process; of a page also what is
left SETTLED seconds later.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.embedding import Vectors

ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "app.py"]
ON_TORCH = [sys.executable, "-m", "tests.benchmarks.start", "on-torch"]
QUESTION = "What does a customs officer earn?"
UNNAMED = "What does it pay?"  # All occupations are weighed, and one is guessed.
ROUNDS = 3
SETTLED = 12.0
PATIENCE = 120.0


class TorchEmbedder:
    """The same model on torch, as sentence-transformers runs it."""

    def __init__(self, source: str, name: str) -> None:
        from knowledge.export import load_model

        self._model = load_model(source)
        self.name = name
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 512)

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer(text)["input_ids"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        made = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32).reshape(len(texts), self.dimensions)


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the page (0.0 without one) and to the first answer, memory in MiB."""

    page: float
    answer: float
    peak: float
    settled: float = 0.0


def main(rounds: int) -> None:
    _ask(OURS, QUESTION)  # So that models and index are there.
    kinds: dict[str, Callable[[], Start]] = {
        "page": lambda: _page(OURS),
        "page on torch": lambda: _page(ON_TORCH),
        "ask": lambda: _ask(OURS, QUESTION),
        "ask on torch": lambda: _ask(ON_TORCH, QUESTION),
        "ask, job unnamed": lambda: _ask(OURS, UNNAMED),
        "the same on torch": lambda: _ask(ON_TORCH, UNNAMED),
    }
    found: dict[str, list[Start]] = {name: [] for name in kinds}
    for _ in range(rounds + 1):
        for name, start in kinds.items():
            found[name].append(start())
    print(f"{'medians of ' + str(rounds):<20} page s  answer s  peak MiB  settled MiB")
    for name, starts in found.items():
        one = _median(starts[1:])
        print(f"{name:<20} {one.page:6.2f} {one.answer:9.2f} {one.peak:9.0f} {one.settled:12.0f}")
    mid = {name: _median(starts[1:]) for name, starts in found.items()}
    page, torch, ask = mid["page"], mid["page on torch"], mid["ask"]
    print(
        f"page and first answer {page.answer / torch.answer:.2f} x the time on torch,"
        f" {page.peak / torch.peak:.2f} x the largest memory,"
        f" {page.settled / torch.settled:.2f} x once settled"
    )
    print(
        f"a cold ask {ask.answer / torch.answer:.2f} x the page on torch,"
        f" {ask.answer / mid['ask on torch'].answer:.2f} x an ask on torch;"
        f" without the job's name {mid['ask, job unnamed'].answer / mid['the same on torch'].answer:.2f} x"
    )


def _median(starts: Sequence[Start]) -> Start:
    return Start(
        *(
            statistics.median(getattr(one, name) for one in starts)
            for name in ("page", "answer", "peak", "settled")
        )
    )


def _ask(command: Sequence[str], question: str) -> Start:
    start = time.perf_counter()
    process = subprocess.Popen([*command, "ask", question], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Start(0.0, time.perf_counter() - start, used.ru_maxrss / 1024)


def _page(command: Sequence[str]) -> Start:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "chat", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until(lambda: bool(_fetched(f"{url}/")))
        page = time.perf_counter() - start
        _until(lambda: json.loads(_fetched(f"{url}/healthz") or "{}").get("ready", False))
        asked = json.dumps({"turns": [QUESTION]}).encode()
        reply = json.loads(_fetched(f"{url}/api/ask", asked) or "{}")
        assert reply["mode"] == "grounded", reply
        answer = time.perf_counter() - start
        peak = _memory(process.pid, "VmHWM")
        time.sleep(SETTLED)
        return Start(page, answer, peak, _memory(process.pid, "VmRSS"))
    finally:
        process.terminate()
        process.wait(30)


def _fetched(url: str, data: bytes | None = None) -> bytes:
    """What is served there; nothing while it is not there yet."""
    request = urllib.request.Request(url, data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError:
        return b""
    except (urllib.error.URLError, ConnectionError):
        return b""


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit("It did not get ready in time.")
        time.sleep(0.02)


def _memory(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def _on_torch(arguments: list[str]) -> int:
    """The application's own command line, with the embedder on torch in the place of its own."""
    import knowledge.embedding
    from knowledge.embedding import model_source

    def load(model: str, *rest: object, **named: object) -> TorchEmbedder:
        return TorchEmbedder(model_source(model)[0], model)

    knowledge.embedding.load_embedder = load  # type: ignore[assignment]
    import app

    return app.main(arguments)


if __name__ == "__main__":
    if sys.argv[1:2] == ["on-torch"]:
        sys.exit(_on_torch(sys.argv[2:]))
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
