"""Nothing leaves this machine, nothing of a résumé stays on it; SECURITY.md names tests that there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor.settings import Settings
from tests.browser.conftest import serving
from tests.conftest import ROOT
from tests.first_document import FOLDER
from tests.guarded import guarded, run_guarded
from tests.ingest.made_files import docx
from tests.test_failure_modes_of_the_page import event

__all__ = ["guarded"]  # A fixture used here.

ALONE = ("unshare", "--net", "--", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh")
ONE_PROMPT = """
- description: the median pay
  vars: {question: "What is the median pay?"}
  assert:
    - type: contains
      value: "65,000"
"""
CV = (
    ("h1", "Zebulon Quackenbush"),
    ("h2", "Experience"),
    ("li", "Cashier, Wozzlewick Groceries, 2015-2021"),
    ("h2", "Skills"),
    ("li", "Excel, customer service, Flumberjack"),
)
PRIVATE = ("Zebulon", "Quackenbush", "Wozzlewick", "Flumberjack")


def commands(folder: Path) -> dict[str, tuple[list[object], str]]:
    """Every command that is not the page, and a word of what it tells."""
    place = ["--profiles", FOLDER, "--index", folder / "index"]
    (folder / "prompts.yaml").write_text(ONE_PROMPT, "utf-8")
    (folder / "cv.docx").write_bytes(docx(CV))
    return {
        "ingest": (["ingest", *place], ""),
        "doctor": (["doctor", *place], "chat model"),
        "ask": (["ask", *place, "What does it pay?"], "$65,000"),
        "evaluate": (["evaluate", *place, folder / "prompts.yaml"], ""),
        "reskill": (["reskill", "--resume", folder / "cv.docx", "--top", "2"], "close"),
    }


@pytest.fixture
def environment(guarded: dict[str, str], tmp_path: Path) -> dict[str, str]:
    shipped = Settings.from_environment(os.environ)
    return guarded | {
        "ADVISOR_DATA": str(tmp_path / "data"),
        "ADVISOR_MODELS": str(shipped.models),
        "ADVISOR_PORT": "0",
    }


def test_no_command_reaches_another_machine(environment: dict[str, str], tmp_path: Path) -> None:
    """The page is looked at by failure mode 12; here are all other ways in, and its programs' interfaces."""
    for name, (arguments, word) in commands(tmp_path).items():
        done = run_guarded(environment, "app.py", *arguments)
        assert "Traceback" not in done.stderr, name
        assert word in done.stdout, (name, done.stderr)
    place = ("--profiles", FOLDER, "--index", tmp_path / "index")
    with serving(tmp_path, "app.py", "chat", *place, "--port", environment=environment) as server:
        for path, told in (
            ("mcp/", {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}),
            ("api/ask", {"turns": ["What does it pay?"]}),
        ):
            request = urllib.request.Request(
                f"{server.url}{path}",
                json.dumps(told).encode(),
                {"content-type": "application/json", "accept": "application/json, text/event-stream"},
            )
            with urllib.request.urlopen(request, timeout=60) as answered:
                assert b"ask" in answered.read() or path == "api/ask"
    assert (tmp_path / "attempts").read_text("utf-8") == ""


def alone() -> Sequence[str]:
    """What runs a command in a network of its own, in which there is nobody else."""
    if not shutil.which("unshare"):
        pytest.skip("there is no unshare here")
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a network of its own may not be made here")
    return ALONE


def test_all_works_where_there_is_no_network(environment: dict[str, str], tmp_path: Path) -> None:
    """Code of libraries that is no Python could connect without the guard's notice, but not from there."""
    prefix = alone()
    environment.pop("PYTHONPATH")

    def run(*arguments: object) -> str:
        done = run_guarded(environment, *arguments, before=prefix)
        assert "Traceback" not in done.stderr
        return done.stdout

    reach = "import socket; s = socket.socket(); s.settimeout(2); print(s.connect_ex(('192.0.2.1', 80)))"
    assert int(run("-c", reach)) != 0
    made = commands(tmp_path)
    arguments, word = made["ask"]  # It takes the documents in as well.
    assert word in run("app.py", *arguments)


def test_a_résumé_leaves_no_word_behind(environment: dict[str, str], tmp_path: Path) -> None:
    """Given by page and by program, it is in no log, no file of the data folder, no metric."""
    text = "My resume:\n" + "\n".join(text for _, text in CV)
    place = ("--profiles", FOLDER, "--index", tmp_path / "data" / "index")
    with serving(tmp_path / "served", "app.py", "chat", *place, "--port", environment=environment) as server:
        event(server, "one", "choose", text)
        asked = json.dumps({"turns": [text, "Am I a match?"]}).encode()
        request = urllib.request.Request(f"{server.url}api/ask", asked, {"content-type": "application/json"})
        urllib.request.urlopen(request, timeout=60).close()
        told = []
        for path in ("metrics", "healthz", "evaluation"):
            try:
                with urllib.request.urlopen(f"{server.url}{path}", timeout=30) as answered:
                    told.append(answered.read())
            except urllib.error.HTTPError:
                continue
    left = [
        path for folder in ("served", "data") for path in (tmp_path / folder).rglob("*") if path.is_file()
    ]
    assert left
    for content in (*told, *(path.read_bytes() for path in left)):
        assert [word for word in PRIVATE if word.encode() in content] == []


def test_security_md_names_tests_that_there_are() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) > 15
    for path, name in named:
        source = (ROOT / path).read_text("utf-8")
        assert not name or f"def {name}(" in source, f"{path}::{name}"
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists()
