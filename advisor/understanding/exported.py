"""The trained networks as ONNX files, exported on first use from the model and the shipped weights."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from knowledge.apart import apart
from knowledge.embedding import DEFAULT_MODEL, EXPORT, model_source
from knowledge.errors import UnderstandingError
from knowledge.network import open_network
from knowledge.progress import Progress

TRAINED_BY = {
    "reader": "advisor.understanding.training",
    "matcher": "advisor.understanding.matching_training",
}
"""The modules that train and export each network; they import torch, so they run apart."""


def weights_of(name: str) -> Path:
    """The shipped weights of a network."""
    return Path(__file__).with_name(f"{name}.npz")


def exported(name: str, called: str, models_folder: Path, progress: Progress) -> Path:
    """The folder with `NAME.onnx` and its tokenizer, made where it is not there yet (some 10 s).

    Raises EmbedderError when the model is missing, UnderstandingError when the weights do not fit.
    """
    weights = weights_of(name)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    folder = models_folder / f"{name}-{digest[:12]}-{EXPORT}"
    if not (folder / f"{name}.onnx").exists():
        source, _ = model_source(DEFAULT_MODEL)
        progress(f"Preparing {called} (once)", 0, 1)
        apart(f"{TRAINED_BY[name]}:export", source, folder, weights, otherwise=UnderstandingError)
        progress(f"Preparing {called} (once)", 1, 1)
    return folder


def opened(folder: Path, name: str, called: str, *, max_tokens: int) -> tuple[Any, Any]:
    """The tokenizer and the onnxruntime session of an exported network.

    Raises UnderstandingError, which says what to do, when one of its files is damaged.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = open_network(folder / f"{name}.onnx")
    except Exception as error:  # Both libraries raise bare Exceptions for damaged files.
        raise UnderstandingError(
            f"The {called} in {folder} is damaged ({error}); delete that folder and run: python app.py ingest"
        ) from error
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    return tokenizer, session
