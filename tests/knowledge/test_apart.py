"""Steps taken in a process of their own: what they raise is raised here, and the process goes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from knowledge import apart as module
from knowledge.apart import apart
from knowledge.errors import EmbedderError, UnderstandingError

HERE = "tests.knowledge.test_apart"


def note(folder: Path, text: str) -> None:
    print("what a library prints is no answer")
    (folder / f"{os.getpid()}.txt").write_text(text, "utf-8")


def refuse() -> None:
    raise EmbedderError("the model is missing; run: pip install it")


def break_down() -> None:
    raise RuntimeError("shapes do not match")


def run_out_of_memory() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LINGERS", 0.3)
    while module._lingering:
        time.sleep(0.05)


def test_steps_that_follow_each_other_share_a_process_which_then_goes(tmp_path: Path) -> None:
    apart(f"{HERE}:note", tmp_path, "one", otherwise=EmbedderError)
    apart(f"{HERE}:note", tmp_path, "two", otherwise=EmbedderError)
    (written,) = tmp_path.iterdir()
    assert written.read_text("utf-8") == "two"
    assert written.stem != str(os.getpid())
    (process,) = module._lingering
    assert process.wait(10) == -signal.SIGKILL
    apart(f"{HERE}:note", tmp_path, "three", otherwise=EmbedderError)
    assert len(list(tmp_path.iterdir())) == 2


def test_an_error_of_ours_is_raised_as_it_is() -> None:
    with pytest.raises(EmbedderError, match=r"^the model is missing; run: pip install it$"):
        apart(f"{HERE}:refuse", otherwise=UnderstandingError)


def test_any_other_error_is_told_in_one_line() -> None:
    with pytest.raises(UnderstandingError, match="RuntimeError: shapes do not match") as told:
        apart(f"{HERE}:break_down", otherwise=UnderstandingError)
    assert "\n" not in str(told.value)


def test_a_process_that_is_ended_from_without_is_told_and_replaced(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="enough memory"):
        apart(f"{HERE}:run_out_of_memory", otherwise=EmbedderError)
    apart(f"{HERE}:note", tmp_path, "again", otherwise=EmbedderError)
    assert len(list(tmp_path.iterdir())) == 1
