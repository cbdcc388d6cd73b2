"""The doctor looks at every part, says how to mend what is not well, and never waits long."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import app
from advisor import doctor
from advisor.settings import Settings
from tests.first_document import FOLDER
from tests.model_server import KEY, ModelServer, model_server

PARTS = ["python", "packages", "models", "index", "figures", "chat model"]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as found:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{found.url}/v1")
        yield found


def findings(settings: Settings) -> dict[str, doctor.Finding]:
    return {one.part: one for one in doctor.examined(settings)}


def test_a_new_checkout_is_well_and_told_in_one_line_for_each_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ADVISOR_MODEL", raising=False)
    monkeypatch.setenv("ADVISOR_INDEX", str(tmp_path / "index"))
    assert app.main(["doctor", "--profiles", str(FOLDER)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[9:21].strip() for line in lines] == PARTS
    assert all(line.startswith("ok ") for line in lines)


def test_what_is_missing_or_damaged_is_told_with_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CURRENT").write_text("gen-none", "utf-8")
    monkeypatch.setattr(doctor, "PACKAGES", ("numpy", "no_such_package"))
    found = findings(
        Settings(index=tmp_path, embedding_model="no/such/model", figures_given=str(tmp_path / "none"))
    )
    for part, words in (("packages", "no_such_package"), ("figures", ".tsv")):
        assert not found[part].is_well
        assert words in found[part].told
    assert found["chat model"].is_well


def test_a_server_of_the_index_that_is_not_there_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        found = findings(Settings(index=address))["index"]
    assert not found.is_well
    assert f"{address} cannot be reached" in found.told


def test_a_chat_model_that_answers_is_well(server: ModelServer) -> None:
    server.says("ready")
    found = findings(Settings(model="openai:made-up"))["chat model"]
    assert found.is_well
    assert "openai:made-up answers" in found.told


@pytest.mark.parametrize(
    ("status", "words"), [(401, "OPENAI_API_KEY"), (404, "does not know"), (429, "no room"), (500, "failed")]
)
def test_one_that_does_not_is_told_by_what_to_do_and_the_key_is_not_shown(
    server: ModelServer, capsys: pytest.CaptureFixture[str], status: int, words: str
) -> None:
    server.says("", status=status)
    found = findings(Settings(model="openai:made-up"))["chat model"]
    assert not found.is_well
    assert words in found.told
    assert KEY not in found.line


def test_one_that_is_silent_is_waited_for_so_long_and_no_longer(server: ModelServer) -> None:
    server.says("Too late.", first=60)
    begun = time.monotonic()
    found = findings(replace(Settings(model="openai:made-up"), model_seconds=1.0))["chat model"]
    assert "no answer within 1 s" in found.told
    assert time.monotonic() - begun < 30


def test_the_command_fails_when_a_part_is_not_well(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.says("", status=401)
    monkeypatch.setenv("ADVISOR_MODEL", "openai:made-up")
    assert app.main(["doctor", "--profiles", str(FOLDER)]) == 1
    printed = capsys.readouterr()
    assert "PROBLEM" in printed.out
    assert KEY not in printed.out + printed.err
