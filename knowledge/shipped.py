"""Vectors of the shipped profiles and of what occupations are called: a first start computes none.

`vectors.npz` holds what the default embedding model makes of every such text, by the digest of the
text. A text that is not in it, such as that of an edited profile, is embedded as ever; deleting the
file costs nothing but time. After the profiles have changed, make it anew (some two minutes):

    python -m ingest.shipped

What a program asks for at every start is kept unpacked in the folder of the embedder's model, by the
digest of the texts, and mapped into memory: only what is looked at is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from knowledge.embedding import Embedder, Vectors

VECTORS = Path(__file__).parent / "vectors.npz"
NAMES = Path(__file__).parent / "name_vectors.npz"
KEPT = "vectors-"
MOST_KEPT = 6
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
    """The vectors of texts, shape (len(texts), dimensions); those that are not shipped are embedded.

    They may be read-only. An embedder with a `folder` has them kept there for the next time.
    """
    folder: Path | None = getattr(embedder, "folder", None)
    if not folder or not texts:
        return _made(embedder, texts, path)
    digest = hashlib.sha256("\0".join((embedder.name, path.name, *texts)).encode()).hexdigest()
    kept = folder / f"{KEPT}{digest[:16]}.npy"
    with suppress(OSError, ValueError, EOFError):  # Not kept yet, or cut short: it is made anew.
        found: Vectors = np.load(kept, mmap_mode="r")
        if found.shape == (len(texts), embedder.dimensions) and found.dtype == np.float32:
            return found
    vectors = _made(embedder, texts, path)
    with suppress(OSError):  # Where nothing can be written, nothing is kept.
        _keep(vectors, kept)
    return vectors


def _made(embedder: Embedder, texts: Sequence[str], path: Path) -> Vectors:
    given = shipped_vectors(embedder.name, texts, path)
    missing = [at for at in range(len(texts)) if at not in given]
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    for at, vector in given.items():
        vectors[at] = vector
    if missing:
        vectors[missing] = embedder.embed([texts[at] for at in missing])
    return vectors


def _keep(vectors: Vectors, path: Path) -> None:
    """Write the file, whole or not at all; of all such files the MOST_KEPT newest stay."""
    with NamedTemporaryFile(dir=path.parent, prefix=".vectors-", delete=False) as file:
        np.save(file, vectors)
    os.replace(file.name, path)
    ages = {one: one.stat().st_mtime for one in path.parent.glob(f"{KEPT}*.npy")}
    for old in sorted(ages, key=lambda one: -ages[one])[MOST_KEPT:]:
        old.unlink(missing_ok=True)


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
