"""The doctor looks at every part, says how to mend what is not well, and never waits long."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import app
from advisor import doctor
from advisor.settings import Settings
from ingest.pipeline import documents_in, ingest
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from tests.fakes import HashingEmbedder
from tests.first_document import FOLDER
from tests.model_server import KEY, ModelServer, model_server

PARTS = [
    *("python", "packages", "versions", "data folder", "models", "index", "figures", "port", "chat model"),
]


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
    monkeypatch.setenv("ADVISOR_PORT", "0")
    monkeypatch.setattr(doctor, "ROOM", 1)
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


def test_a_model_is_exported_or_not_yet(tmp_path: Path) -> None:
    assert "not exported yet" in findings(Settings(models=tmp_path))["models"].told
    models = Settings.from_environment(os.environ).models
    load_embedder(DEFAULT_MODEL, models)
    assert findings(Settings(models=models))["models"].told.endswith(f"exported in {models}")


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


def test_another_version_than_the_tested_one_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("# Every package.\nnumpy==0.0.1\nno_such_package==1.0\n", "utf-8")
    told = doctor._versions(lock)
    assert not told.is_well
    assert "numpy" in told.told
    assert "0.0.1" in told.told
    assert "no_such_package" not in told.told


def test_a_data_folder_that_cannot_be_made_or_is_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor._data_folder(Settings(data=tmp_path / "not" / "yet")).is_well
    (tmp_path / "file").touch()
    assert "ADVISOR_DATA" in doctor._data_folder(Settings(data=tmp_path / "file" / "below")).told
    monkeypatch.setattr(doctor, "ROOM", 10**18)
    full = doctor._data_folder(Settings(data=tmp_path))
    assert not full.is_well
    assert "make room" in full.told


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = doctor._port(Settings(port=taken.getsockname()[1]))
    assert not found.is_well
    assert "ADVISOR_PORT" in found.told


def test_documents_that_the_index_does_not_hold_are_counted(tmp_path: Path) -> None:
    ingest(FOLDER, tmp_path, HashingEmbedder())
    settings = Settings(profiles=FOLDER, index=tmp_path)
    have = {one.name: one.digest for one in documents_in(FOLDER)}
    in_line = doctor._index(settings, lambda: have)
    assert in_line.is_well
    assert "changed" not in in_line.told
    assert "2 documents are new, changed or gone" in doctor._index(settings, lambda: {"new.md": "1"}).told
