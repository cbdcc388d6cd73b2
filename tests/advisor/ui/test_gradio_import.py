"""Tests of advisor.ui.gradio_import, each in a process that has not imported Gradio yet."""

from __future__ import annotations

import subprocess
import sys

import pytest

from advisor.ui.gradio_import import LEFT_OUT


def _printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(("module", "function"), LEFT_OUT.items())
def test_what_is_left_out_is_gradios_own_otherwise(module: str, function: str) -> None:
    code = f"import {module} as module; print(module.{function}.__module__)"
    assert _printed(code) == module
    assert _printed(f"import advisor.ui; {code}") == "advisor.ui.gradio_import"


def test_components_are_whole_and_pandas_is_read_when_it_is_needed() -> None:
    code = (
        "import advisor.ui, sys, gradio as gr;"
        "kind = type(gr.Button)('Own', (gr.Button,), {'EVENTS': ['press']});"
        "print(callable(kind.press), callable(gr.Button.click), 'pandas.core' in sys.modules);"
        "import pandas as pd; print(len(pd.DataFrame({'a': [1, 2]})))"
    )
    assert _printed(code).split() == ["True", "True", "False", "2"]
