"""One way to run an exported network, for whoever has one."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_network(path: Path) -> Any:
    """The onnxruntime session of an ONNX file; raises whatever onnxruntime raises for a damaged one.

    Its threads sleep between two runs. By default they spin, and so take the processor from the rest of
    an answer and from every other answer: without, answers take 0.6 of the time, one at a time or two.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
