"""`python -m ingest.shipped`: make the vectors of the shipped profiles, knowledge/vectors.npz, anew."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from ingest.pipeline import EMBED_BATCH, chunks_of, load_documents
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from knowledge.shipped import VECTORS, shipped_vectors, write_vectors

PROFILES = VECTORS.parent / "profiles"


def main(models: Path = PROFILES.parents[1] / ".advisor" / "models") -> None:
    """Embed what has no vector yet, keep what has, and drop what no profile says any more."""
    embedder = load_embedder(DEFAULT_MODEL, models)
    texts = sorted({chunk.text for chunk in chunks_of(load_documents(PROFILES).profiles, embedder)}, key=len)
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    kept = shipped_vectors(embedder.name, texts)
    for at, vector in kept.items():
        vectors[at] = vector
    missing = [at for at in range(len(texts)) if at not in kept]
    for start in range(0, len(missing), EMBED_BATCH):
        part = missing[start : start + EMBED_BATCH]
        vectors[part] = embedder.embed([texts[at] for at in part])
        print(f"{start + len(part)} of {len(missing)} embedded", end="\r", flush=True)
    write_vectors(embedder.name, texts, vectors)
    print(f"{VECTORS.name}: {len(texts)} vectors, {len(missing)} of them new.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
