"""`python -m ingest.shipped`: make the vectors of the shipped knowledge, knowledge/*.npz, anew."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.pipeline import chunks_of, load_documents
from ingest.vectors import texts_of
from knowledge.catalog import Catalog
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from knowledge.facts import FactTables
from knowledge.shipped import NAMES, VECTORS, shipped_vectors, vectors_of, write_vectors

PROFILES = VECTORS.parent / "profiles"


def main(models: Path = PROFILES.parents[1] / ".advisor" / "models") -> None:
    """Embed what has no vector yet, keep what has, and drop what no profile says any more."""
    embedder = load_embedder(DEFAULT_MODEL, models)
    profiles = load_documents(PROFILES).profiles
    catalog = Catalog(profiles, tables=FactTables.load())
    told = {*texts_of(chunks_of(profiles, embedder)), *catalog.called().values()}
    names = {name for some in catalog.names().values() for name in some}
    for path, texts in ((VECTORS, sorted(told, key=len)), (NAMES, sorted(names, key=len))):
        new = len(texts) - len(shipped_vectors(embedder.name, texts, path))
        print(f"{path.name}: {len(texts)} vectors, {new} of them new ...", flush=True)
        write_vectors(embedder.name, texts, vectors_of(embedder, texts, path), path)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
