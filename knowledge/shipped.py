"""Vectors of the shipped profiles and of what occupations are called: a first start computes none.

`vectors.npz` holds what the default embedding model makes of every such text, by the digest of the
text. A text that is not in it, such as that of an edited profile, is embedded as ever; deleting the
file costs nothing but time. After the profiles have changed, make it anew (some two minutes):

    python -m ingest.shipped
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.embedding import Embedder, Vectors

VECTORS = Path(__file__).parent / "vectors.npz"
NAMES = Path(__file__).parent / "name_vectors.npz"
KEY = 8  # Bytes of a text's digest; two of a million texts share one once in 30 million files.


def shipped_vectors(embedder: str, texts: Sequence[str], path: Path = VECTORS) -> Mapping[int, Vectors]:
    """The vectors that are shipped for these texts, by place; none for another embedder."""
    if not path.exists():
        return {}
    with np.load(path) as held:
        if str(held["embedder"]) != embedder:
            return {}
        rows = {int(key): row for row, key in enumerate(held["keys"])}
        vectors, scale = held["vectors"], float(held["scale"])
    found = ((at, rows.get(text_key(text))) for at, text in enumerate(texts))
    return {at: vectors[row].astype(np.float32) * scale for at, row in found if row is not None}


def vectors_of(embedder: Embedder, texts: Sequence[str], path: Path = VECTORS) -> Vectors:
    """The vectors of texts, shape (len(texts), dimensions); those that are not shipped are embedded."""
    given = shipped_vectors(embedder.name, texts, path)
    missing = [at for at in range(len(texts)) if at not in given]
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    for at, vector in given.items():
        vectors[at] = vector
    if missing:
        vectors[missing] = embedder.embed([texts[at] for at in missing])
    return vectors


def write_vectors(embedder: str, texts: Sequence[str], vectors: Vectors, path: Path = VECTORS) -> None:
    """Write the vectors of texts: as float16, which changes cosines by less than 0.001, those of names
    in whole numbers of 1/127 of the largest component, by less than 0.02.
    """
    keys = np.array([text_key(text) for text in texts], dtype=np.uint64)
    keys, first = np.unique(keys, return_index=True)
    if path.name == NAMES.name:
        scale = float(np.abs(vectors).max()) / 127
        held = np.rint(vectors[first] / scale).astype(np.int8)
    else:
        scale, held = 1.0, vectors[first].astype(np.float16)
    np.savez_compressed(path, embedder=embedder, keys=keys, vectors=held, scale=scale)


def text_key(text: str) -> int:
    """The number by which a text's vector is found."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:KEY], "big")
