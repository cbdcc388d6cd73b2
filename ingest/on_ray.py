"""Read and embed on a Ray cluster: `python app.py ingest --ray [ADDRESS]`.

The documents and the code travel with the tasks, so that no disk is shared; the workers need the
packages of the project, and export the embedding model once each. What is embedded is kept in a folder
by the digest of the text until the index is built: a run that was interrupted goes on where it was.
On one machine this gains nothing, for embedding uses all of its cores anyway.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from ingest.documents import Document
from ingest.readers import read_profile
from knowledge.embedding import Embedder, Vectors
from knowledge.errors import AdvisorError, EmbedderError, SettingsError
from knowledge.profile import Profile
from knowledge.progress import Progress
from knowledge.shipped import text_key

ROOT = Path(__file__).parents[1]
LOCAL_ONLY = [".git", ".venv", ".advisor", ".github", "tests", "prompts", "knowledge/profiles"]
READ_BATCH = 50  # Documents of one task.
EMBED_BATCH = 256  # Texts of one task: some seconds of work, a thousandth of that to send.

Load = Callable[[], Embedder]


class OnRay:
    """The workers of a Ray cluster, or of a Ray started on this machine where no address is given."""

    def __init__(self, address: str, load: Load, kept: Path) -> None:
        """`load` makes the embedder on a worker; `kept` is the folder for what is embedded so far."""
        try:
            import ray
        except ImportError as error:
            raise SettingsError(
                'Ray is not installed; run: .venv/bin/pip install -c requirements.lock ".[ray]"'
            ) from error
        self._ray, self._load, self._kept = ray, load, kept
        carried = {"working_dir": str(ROOT), "excludes": LOCAL_ONLY} if address else None
        try:
            ray.init(
                address=address or None,
                runtime_env=carried,
                ignore_reinit_error=True,
                log_to_driver=False,
                include_dashboard=False if not address else None,
                _metrics_export_port=None,
            )
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise SettingsError(f"No Ray cluster answers at {address!r}: {error}") from error

    def read(self, found: Sequence[Document], progress: Progress) -> Iterable[Profile | AdvisorError]:
        batches = [found[start : start + READ_BATCH] for start in range(0, len(found), READ_BATCH)]
        given = [([_carried(one) for one in some],) for some in batches]
        read = self._done(_read, given, [len(some) for some in batches], "Reading", progress)
        return [outcome for at in range(len(batches)) for outcome in read[at]]

    def embed(self, texts: Sequence[str], embedder: Embedder, progress: Progress) -> Vectors:
        known = self._known(embedder)
        missing = [text for text in texts if text_key(text) not in known]
        batches = [missing[start : start + EMBED_BATCH] for start in range(0, len(missing), EMBED_BATCH)]

        def keep(at: int, answer: tuple[str, Vectors]) -> None:
            name, vectors = answer
            if name != embedder.name:
                raise EmbedderError(f"A worker embeds by {name!r}, and this machine by {embedder.name!r}.")
            keys = [text_key(text) for text in batches[at]]
            known.update(zip(keys, vectors, strict=True))
            self._keep(embedder, keys, vectors)

        self._done(
            _embed,
            [(self._load, some) for some in batches],
            [len(some) for some in batches],
            "Embedding",
            progress,
            each=keep,
        )
        vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = known[text_key(text)]
        return vectors

    def finish(self) -> None:
        shutil.rmtree(self._kept, ignore_errors=True)

    def _done(
        self,
        task: Callable[..., Any],
        given: Sequence[tuple[Any, ...]],
        sizes: Sequence[int],
        doing: str,
        progress: Progress,
        *,
        each: Callable[[int, Any], None] = lambda at, answer: None,
    ) -> dict[int, Any]:
        """What a task gives for each of its arguments, by place; `each` is told as one is done."""
        remote = self._ray.remote(task)
        running = {remote.remote(*some): at for at, some in enumerate(given)}
        answers: dict[int, Any] = {}
        done = 0
        while running:
            (ready, *_), _ = self._ray.wait(list(running), num_returns=1)
            at = running.pop(ready)
            answers[at] = self._ray.get(ready)
            each(at, answers[at])
            done += sizes[at]
            progress(doing, done, sum(sizes))
        return answers

    def _known(self, embedder: Embedder) -> dict[int, Vectors]:
        """What an interrupted run has embedded, by the digests of the texts."""
        known: dict[int, Vectors] = {}
        for path in self._kept.glob("*.npz"):
            with np.load(path) as held:
                if str(held["embedder"]) == embedder.name:
                    known.update(zip(map(int, held["keys"]), held["vectors"], strict=True))
        return known

    def _keep(self, embedder: Embedder, keys: Sequence[int], vectors: Vectors) -> None:
        self._kept.mkdir(parents=True, exist_ok=True)
        name = uuid.uuid4().hex
        half = self._kept / f"{name}.half"
        with half.open("wb") as file:
            np.savez(file, embedder=embedder.name, keys=np.array(keys, dtype=np.uint64), vectors=vectors)
        half.rename(self._kept / f"{name}.npz")


def _carried(one: Document) -> tuple[str, bytes]:
    """A document's place and bytes; one that cannot be read is sent empty, and refused there."""
    try:
        content = one.path.read_bytes()
    except OSError:
        content = b""
    return one.path.relative_to(one.root).as_posix(), content


def _read(documents: Sequence[tuple[str, bytes]]) -> list[Profile | AdvisorError]:
    """The profiles in these documents, each given by its place below their folder and its bytes."""
    outcomes: list[Profile | AdvisorError] = []
    with TemporaryDirectory() as place:
        root = Path(place)
        for name, content in documents:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            try:
                outcomes.append(read_profile(path, root))
            except AdvisorError as error:
                outcomes.append(AdvisorError(str(error)))  # As text: not all of them travel.
    return outcomes


def _embed(load: Load, texts: Sequence[str]) -> tuple[str, Vectors]:
    embedder = _loaded(load)
    return embedder.name, embedder.embed(texts)


@lru_cache(maxsize=1)
def _loaded(load: Load) -> Embedder:
    return load()
