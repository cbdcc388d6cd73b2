"""What it costs to go beyond one process: the index on a Chroma server, and an ingest on Ray.

    python -m tests.benchmarks.beyond [served] [ray]

`served`: the shipped knowledge in a folder and on `chroma run` on this machine, asked in turn: opening,
searching all, and searching within an occupation, the first time and again. `ray`: some invented profiles
read and embedded by this process and by Ray on this machine, started up before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np

from advisor.settings import Settings
from ingest.pipeline import ingest
from knowledge.embedding import load_embedder
from knowledge.store import Place, ProfileStore, open_current
from knowledge.store_served import ServedIndex
from tests.benchmarks.invented import write_profiles
from tests.chroma_server import ChromaServer

QUESTIONS = 200
CHUNKS = 2_000
ROUNDS = 3


def served() -> None:
    settings = Settings()
    embedder = load_embedder(settings.embedding_model, settings.models)
    ingest(settings.profiles, settings.index_place, embedder)
    with tempfile.TemporaryDirectory() as folder:
        server = ChromaServer(Path(folder))
        server.start()
        try:
            there = ServedIndex(server.url)
            built = _seconds(lambda: ingest(settings.profiles, there, embedder))
            again = _seconds(lambda: ingest(settings.profiles, there, embedder))
            places: tuple[tuple[str, Place], ...] = (("a folder", settings.index_place), ("a server", there))
            print(f"built on the server in {built:.1f} s; unchanged {again * 1000:.0f} ms")
            print(f"{'index in':<10} {'open s':>7} {'all p50/p95':>16} {'within, first':>16} {'again':>16}")
            for name, place in places:
                _asked(name, place)
        finally:
            server.stop()


def _asked(name: str, place: Place) -> None:
    opened = statistics.median(_seconds(lambda: open_current(place)) for _ in range(ROUNDS))
    store = open_current(place)
    jobs = [profile.id for profile in store.profiles]
    ids = list(store.chunks())
    vectors = store.vectors([ids[at] for at in np.linspace(0, len(ids) - 1, QUESTIONS, dtype=int)])
    of_all = _times(lambda at: store.search(vectors[at], k=120), range(QUESTIONS))

    def within(store: ProfileStore, at: int) -> None:
        store.search(vectors[at], k=120, profiles=[jobs[at % len(jobs)]])

    first = _times(partial(within, open_current(place)), range(len(jobs)))
    again = _times(partial(within, store), [*range(len(jobs)), *range(len(jobs))])[len(jobs) :]
    print(f"{name:<10} {opened:7.2f} {_told(of_all):>16} {_told(first):>16} {_told(again):>16}")


def ray() -> None:
    from ingest.on_ray import OnRay

    settings = Settings()
    load = partial(load_embedder, settings.embedding_model, settings.models)
    embedder = load()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "profiles"
        write_profiles(folder, chunks=CHUNKS)
        workers = OnRay("", load, Path(place) / "kept")
        ingest(folder, Path(place) / "warm", embedder, workers=workers)
        here, there = [], []
        for round_ in range(ROUNDS):
            here.append(_seconds(lambda: ingest(folder, Path(place) / f"here-{round_}", embedder)))  # noqa: B023
            there.append(
                _seconds(
                    lambda: ingest(folder, Path(place) / f"there-{round_}", embedder, workers=workers)  # noqa: B023
                )
            )
    one, other = statistics.median(here), statistics.median(there)
    print(f"{CHUNKS} chunks: here {one:.1f} s, on Ray on the same machine {other:.1f} s: {one / other:.2f} x")


def _times(work: Callable[[int], object], given: Iterable[int]) -> list[float]:
    return [_seconds(partial(work, one)) * 1000 for one in given]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _told(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} / {statistics.quantiles(times, n=20)[18]:.2f}"


if __name__ == "__main__":
    for name in sys.argv[1:] or ["served"]:
        {"served": served, "ray": ray}[name]()
