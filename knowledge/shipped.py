"""Vectors of the shipped profiles, so that a first start need not compute them.

`vectors.npz` holds what the default embedding model makes of every chunk's text, by the digest of the
text. A text that is not in it, such as that of an edited profile, is embedded as ever; deleting the file
costs nothing but time. After the profiles have changed, make it anew (some two minutes on two cores):

    python -m ingest.shipped
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.embedding import Vectors

VECTORS = Path(__file__).parent / "vectors.npz"
KEY = 8  # Bytes of a text's digest; two of a million texts share one once in 30 million files.


def shipped_vectors(embedder: str, texts: Sequence[str], path: Path = VECTORS) -> Mapping[int, Vectors]:
    """The vectors that are shipped for these texts, by place; empty for another embedder."""
    if not path.exists():
        return {}
    with np.load(path) as held:
        if str(held["embedder"]) != embedder:
            return {}
        rows = {int(key): row for row, key in enumerate(held["keys"])}
        vectors = held["vectors"]
    found = ((at, rows.get(text_key(text))) for at, text in enumerate(texts))
    return {at: vectors[row].astype(np.float32) for at, row in found if row is not None}


def write_vectors(embedder: str, texts: Sequence[str], vectors: Vectors, path: Path = VECTORS) -> None:
    """Write the vectors of texts, as float16: cosines change by less than 0.001."""
    keys = np.array([text_key(text) for text in texts], dtype=np.uint64)
    keys, first = np.unique(keys, return_index=True)
    np.savez(path, embedder=embedder, keys=keys, vectors=vectors[first].astype(np.float16))


def text_key(text: str) -> int:
    """The number by which a text's vector is found."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:KEY], "big")
