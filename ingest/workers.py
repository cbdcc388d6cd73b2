"""Who does the slow parts of an ingest, reading documents and embedding texts: this process, or others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from ingest.documents import Document
from ingest.readers import read_profile
from knowledge.embedding import Embedder, Vectors
from knowledge.errors import AdvisorError
from knowledge.profile import Profile
from knowledge.progress import Progress

EMBED_BATCH = 64  # Chunks between two steps of the progress bar.


class Workers(Protocol):
    """Reads and embeds; whoever does it, the outcome is the same."""

    def read(self, found: Sequence[Document], progress: Progress) -> Iterable[Profile | AdvisorError]:
        """The profile in each document, or why there is none."""
        ...

    def embed(self, texts: Sequence[str], embedder: Embedder, progress: Progress) -> Vectors:
        """The vectors of the texts, which come in the order of their lengths."""
        ...

    def finish(self) -> None:
        """The index is built: what was kept in case of an interruption is not needed any more."""
        ...


class ThisProcess:
    """Everything here, one after the other."""

    def read(self, found: Sequence[Document], progress: Progress) -> Iterable[Profile | AdvisorError]:
        return map(read_document, found)

    def embed(self, texts: Sequence[str], embedder: Embedder, progress: Progress) -> Vectors:
        vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
        for start in range(0, len(texts), EMBED_BATCH):
            part = texts[start : start + EMBED_BATCH]
            vectors[start : start + len(part)] = embedder.embed(part)
            progress("Embedding", start + len(part), len(texts))
        return vectors

    def finish(self) -> None:
        """Nothing was kept."""


def read_document(one: Document) -> Profile | AdvisorError:
    """The profile in a document, or why there is none."""
    try:
        return read_profile(one.path, one.root)
    except AdvisorError as error:
        return error
