"""Tests of advisor.ui.stubs, each in a process that has not imported Gradio yet."""

from __future__ import annotations

import subprocess
import sys

from advisor.ui.stubs import MAKER, MAKES


def _printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_gradio_still_has_what_is_left_out() -> None:
    assert _printed(f"from {MAKER} import {MAKES} as made; print(made.__module__)") == MAKER


def test_components_are_whole_and_what_makes_stubs_is_gone() -> None:
    code = (
        "import advisor.ui, gradio as gr;"
        f"from {MAKER} import {MAKES} as made;"
        "kind = type(gr.Button)('Own', (gr.Button,), {'EVENTS': ['press']});"
        "print(made.__module__, callable(kind.press), callable(gr.Button.click))"
    )
    assert _printed(code) == "advisor.ui.stubs True True"
