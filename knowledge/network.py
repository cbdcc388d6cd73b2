"""One way to run an exported network, for whoever has one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AWAKE_MICROSECONDS = "50"


def open_network(path: Path, *, awake: bool = False) -> Any:
    """The onnxruntime session of an ONNX file; raises whatever onnxruntime raises for a damaged one.

    Its threads sleep between two runs. By default they spin, and so take the processor from the rest of
    an answer and from every other answer: without, answers take 0.6 of the time, one at a time or two.
    `awake` ones wait within a run for AWAKE_MICROSECONDS before they sleep: one short text, whose parts
    take less than waking up, is then read in 0.7 of the time; where several runs meet, it gains nothing.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    if awake:
        options.add_session_config_entry("session.intra_op.spin_duration_us", AWAKE_MICROSECONDS)
        options.add_session_config_entry("session.force_spinning_stop", "1")
    else:
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
