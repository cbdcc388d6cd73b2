"""Load a sentence-transformers model and export it, pooling and all, to ONNX.

With `advisor.understanding.training` the only file that needs torch; it runs once for a model, in a
process of its own (`knowledge.apart`), so that torch stays in no program that answers. What is written
starts fast and stays small: attention is one operator, and the weights stand in a file of their own that
is mapped into memory, of which only what is used is read.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TOLERANCE = 1e-5  # Largest difference of a vector component that still is the same vector...
OUTPUT_TOLERANCE = 1e-4  # ...and of what any other network tells.
IN_WEIGHTS = 1024  # Bytes from which a tensor stands in the file of weights.
_SENSITIVE = re.compile(r"layer\.[01]/(?:intermediate|output)/")
"""Nodes in which whole numbers cost most: half of all differences come from the first two of six layers."""
_PROBES = (
    "What does a customs officer earn?",
    "Inspect cargo, baggage, and personal articles for compliance with customs regulations.",
    "a",
    "long " * 400,
)


def export_to_onnx(source: str, folder: Path, name: str) -> None:
    """Export the model at `source` into `folder` and check that the vectors are the same.

    Raises EmbedderError when it cannot be loaded or exported, or its vectors differ by more
    than TOLERANCE. The folder appears whole or not at all.
    """
    import torch

    model = load_model(source)

    class Whole(torch.nn.Module):
        """The model with its pooling and normalisation as one function of two tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.stages = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for stage in self.stages:
                features = stage(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    def describe_and_check(building: Path) -> None:
        wanted = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
        facts = {
            "name": name,
            "dimensions": int(wanted.shape[1]),
            "max_tokens": int(model.max_seq_length or 512),
        }
        (building / "embedder.json").write_text(json.dumps(facts), "utf-8")
        _check(building, wanted, name)

    write_onnx(Whole(), model.tokenizer, folder, "model.onnx", ["embedding"], describe_and_check)


def write_onnx(
    module: Any,
    tokenizer: Any,
    folder: Path,
    file: str,
    outputs: Sequence[str],
    finish: Callable[[Path], None] = lambda building: None,
) -> None:
    """Write a torch module of (input_ids, attention_mask) and its tokenizer into a new folder.

    `finish` may add to the folder and check it before it appears, whole or not at all.
    """
    import torch

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    except OSError as error:
        raise EmbedderError(f"The exported model cannot be written to {folder}: {error}") from error
    sample = tokenizer(["A sample", "of two texts"], padding=True, return_tensors="pt")
    axes = {0: "texts", 1: "tokens"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # The tracer warns of branches that the check covers.
            for part in module.eval().modules():
                if hasattr(part, "set_attn_implementation"):
                    part.set_attn_implementation("eager")  # What the fusing below knows.
            torch.onnx.export(
                module,
                (sample["input_ids"], sample["attention_mask"]),
                str(building / file),
                input_names=["input_ids", "attention_mask"],
                output_names=list(outputs),
                dynamic_axes={"input_ids": axes, "attention_mask": axes}
                | {name: {0: "texts"} for name in outputs},
                opset_version=17,
                dynamo=False,
            )
        _made_light(building / file, module)
        _check_outputs(building / file, module, sample)
        tokenizer.backend_tokenizer.save(str(building / "tokenizer.json"))
        finish(building)
        shutil.rmtree(folder, ignore_errors=True)  # What is there is incomplete, or nothing.
        os.replace(building, folder)
    except OSError as error:
        raise EmbedderError(f"The exported model cannot be written to {folder}: {error}") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _made_light(path: Path, module: Any) -> None:
    """Fuse what can be fused, and put the weights into a file beside the graph, `NAME.weights`."""
    import onnx
    from onnxruntime.transformers import optimizer

    logging.getLogger("onnxruntime.transformers").setLevel(logging.ERROR)
    configs = (getattr(part, "config", None) for part in module.modules())
    shape = next((one for one in configs if hasattr(one, "num_attention_heads")), None)
    fused = optimizer.optimize_model(
        str(path),
        model_type="bert",
        num_heads=shape.num_attention_heads if shape else 0,
        hidden_size=shape.hidden_size if shape else 0,
        opt_level=0,
    ).model
    path.unlink()
    onnx.save_model(
        fused,
        str(path),
        save_as_external_data=True,
        location=f"{path.stem}.weights",
        size_threshold=IN_WEIGHTS,
    )


def in_whole_numbers(path: Path) -> None:
    """Rewrite an exported network with weights of 7 bits in place of 32: it runs in 0.56 of the time.

    7 bits and not 8, so that no processor has to cut a sum short and all of them tell the same. The feed
    forward parts of the first two layers stay as they are. What the network then tells is not quite the
    same any more: whoever calls this has measured that it is as right.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = onnx.load(str(path))
    network.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))  # What the fused parts are of.
    for written in (path, path.with_suffix(".weights")):
        written.unlink(missing_ok=True)
    logging.disable(logging.WARNING)  # It recommends a step that the fused parts do not pass.
    try:
        quantize_dynamic(
            network,
            str(path),
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=[one.name for one in network.graph.node if _SENSITIVE.search(one.name)],
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    finally:
        logging.disable(logging.NOTSET)


def _check_outputs(path: Path, module: Any, sample: Any) -> None:
    """Raise EmbedderError when the written network tells something else than the module does."""
    import onnxruntime
    import torch

    names = ("input_ids", "attention_mask")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {name: sample[name].numpy() for name in names})
    with torch.no_grad():
        wanted = module(*(sample[name] for name in names))
    for one, other in zip(found, [wanted] if torch.is_tensor(wanted) else wanted, strict=True):
        if not np.allclose(one, other.numpy(), atol=OUTPUT_TOLERANCE):
            raise EmbedderError(f"The export to {path.name} tells something else than the model on torch.")


def load_model(source: str) -> SentenceTransformer:
    """The sentence-transformers model at `source`, a folder or a name; a folder asks no hub."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if Path(source).exists():
        os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    try:
        return SentenceTransformer(source, device="cpu").eval()
    except (OSError, ValueError, RuntimeError) as error:
        raise EmbedderError(f"The embedding model {source!r} cannot be loaded: {error}") from error


def _check(folder: Path, wanted: np.ndarray, name: str) -> None:
    from knowledge.embedding import OnnxEmbedder

    difference = float(np.abs(OnnxEmbedder(folder).embed(_PROBES) - wanted).max())
    if difference > TOLERANCE:
        raise EmbedderError(
            f"The export of {name!r} gives other vectors than sentence-transformers"
            f" (largest difference {difference:.1e}); choose another model."
        )
