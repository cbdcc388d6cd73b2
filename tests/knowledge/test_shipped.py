"""Vectors that are shipped: found by their text, the same as the model's, and embedded where missing."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from advisor.settings import PROFILES, Settings
from ingest.pipeline import chunks_of, load_documents
from ingest.vectors import texts_of
from knowledge.catalog import Catalog
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from knowledge.facts import FactTables
from knowledge.shipped import MOST_KEPT, NAMES, VECTORS, shipped_vectors, vectors_of, write_vectors
from tests.fakes import HashingEmbedder

SAMPLE = 24  # Texts whose vectors are computed again.


def test_what_was_written_is_found_by_its_text(tmp_path: Path) -> None:
    embedder, texts, path = HashingEmbedder(), ["bake bread", "shape dough", "bake bread"], tmp_path / "v.npz"
    write_vectors(embedder.name, texts, embedder.embed(texts), path)
    found = shipped_vectors(embedder.name, ["shape dough", "new", "bake bread"], path)
    assert set(found) == {0, 2}
    assert np.allclose([found[0], found[2]], embedder.embed(["shape dough", "bake bread"]), atol=1e-3)


def test_names_are_kept_smaller_and_still_nearly_the_same(tmp_path: Path) -> None:
    embedder, path = HashingEmbedder(), tmp_path / NAMES.name
    texts = [f"name {number}" for number in range(50)]
    write_vectors(embedder.name, texts, embedder.embed(texts), path)
    found = shipped_vectors(embedder.name, texts, path)
    assert np.allclose([found[at] for at in range(50)], embedder.embed(texts), atol=0.01)


def test_another_embedder_and_a_missing_file_have_none(tmp_path: Path) -> None:
    embedder, path = HashingEmbedder(), tmp_path / "v.npz"
    assert shipped_vectors(embedder.name, ["bread"], path) == {}
    write_vectors("another", ["bread"], embedder.embed(["bread"]), path)
    assert shipped_vectors(embedder.name, ["bread"], path) == {}


def test_only_what_is_not_shipped_is_embedded(tmp_path: Path) -> None:
    embedder, path = HashingEmbedder(), tmp_path / "v.npz"
    write_vectors(embedder.name, ["bread"], embedder.embed(["bread"]), path)
    embedder.embedded.clear()
    vectors = vectors_of(embedder, ["dough", "bread"], path)
    assert embedder.embedded == ["dough"]
    assert np.allclose(vectors, HashingEmbedder().embed(["dough", "bread"]), atol=1e-3)


class KeepingEmbedder(HashingEmbedder):
    """One with a folder, where vectors may be kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder


def test_vectors_are_kept_for_the_next_start_in_the_folder_of_the_model(tmp_path: Path) -> None:
    embedder, none = KeepingEmbedder(tmp_path), tmp_path / "none.npz"
    first = vectors_of(embedder, ["bread", "dough"], none)
    again = vectors_of(embedder, ["bread", "dough"], none)
    assert embedder.embedded == ["bread", "dough"]
    assert np.array_equal(first, again)
    assert not np.array_equal(vectors_of(embedder, ["dough", "bread"], none), first)


def test_kept_vectors_that_are_damaged_are_made_anew(tmp_path: Path) -> None:
    embedder, none = KeepingEmbedder(tmp_path), tmp_path / "none.npz"
    first = vectors_of(embedder, ["bread", "dough"], none).copy()
    (kept,) = tmp_path.glob("*.npy")
    for damaged in (b"", kept.read_bytes()[:200], b"no array at all", kept.read_bytes()[:-1]):
        kept.write_bytes(damaged)
        assert np.array_equal(vectors_of(embedder, ["bread", "dough"], none), first)


def test_only_the_newest_kept_vectors_stay(tmp_path: Path) -> None:
    embedder, none = KeepingEmbedder(tmp_path), tmp_path / "none.npz"
    for number in range(MOST_KEPT + 3):
        vectors_of(embedder, [f"text {number}"], none)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_where_nothing_can_be_kept_vectors_are_made_each_time(tmp_path: Path) -> None:
    embedder = KeepingEmbedder(tmp_path / "missing")
    for _ in range(2):
        assert vectors_of(embedder, ["bread"], tmp_path / "none.npz").shape == (1, embedder.dimensions)
    assert embedder.embedded == ["bread", "bread"]


def test_every_text_of_the_shipped_knowledge_has_the_models_vector() -> None:
    embedder = load_embedder(DEFAULT_MODEL, Settings.from_environment(os.environ).models)
    profiles = load_documents(PROFILES).profiles
    catalog = Catalog(profiles, tables=FactTables.load())
    told = [*dict.fromkeys(texts_of(chunks_of(profiles, embedder))), *catalog.called().values()]
    names = list(dict.fromkeys(name for some in catalog.names().values() for name in some))
    for texts, path, close in ((told, VECTORS, 1e-3), (names, NAMES, 0.01)):
        found = shipped_vectors(embedder.name, texts, path)
        missing = [text for at, text in enumerate(texts) if at not in found]
        assert not missing, f"make {path.name} anew: python -m ingest.shipped"
        some = range(0, len(texts), max(1, len(texts) // SAMPLE))
        again = embedder.embed([texts[at] for at in some])
        assert np.allclose([found[at] for at in some], again, atol=close)
