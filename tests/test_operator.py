"""What an operator relies on: no rights needed, one folder to back up, an image that holds what it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import app
from advisor.settings import Settings
from tests.conftest import ROOT
from tests.first_document import FOLDER
from tests.ingest.made_files import html

NOBODY = 65534
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    # The checkout of a test may lie where nobody else may look: all may be read, nothing more.
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)


def without_rights() -> Sequence[str]:
    """What makes a command one of a user without rights; nothing where the tests have none themselves."""
    if os.name != "posix" or os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("the tests run as root, and there is no setpriv to give that up")
    if subprocess.run([*AS_NOBODY, "true"], capture_output=True, check=False).returncode:
        pytest.skip("the tests run as root, and may not become another user")
    return AS_NOBODY


def files_of_the_checkout() -> set[str]:
    """All files that the program could have made in its own folder."""
    folders = ("knowledge", "ingest", "advisor", "prompts")
    found = {path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix != ".pyc"}
    return {str(path) for path in (*found, *ROOT.iterdir())}


def test_a_user_without_rights_and_home_runs_it_from_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    before = files_of_the_checkout()
    rights = without_rights()
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "job.html").write_bytes(html())
    if rights:
        os.chown(data, NOBODY, NOBODY)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "ADVISOR_DATA": str(data),
        "ADVISOR_MODELS": str(Settings.from_environment(os.environ).models),
        "ADVISOR_PORT": "0",
    }

    def run(*arguments: object) -> str:
        done = subprocess.run(
            [*rights, sys.executable, str(ROOT / "app.py"), *map(str, arguments)],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3_000:]
        assert "Traceback" not in done.stderr
        return done.stdout

    own = ("--profiles", FOLDER)
    documents = {"ADVISOR_DOCUMENTS": str(data / "documents")}
    environment |= documents
    run("ingest", tmp_path / "job.html", *own)
    assert (data / "documents" / "job.html").exists()
    assert "$65,000" in run("ask", *own, "What does a customs officer earn at the median?")
    assert "PROBLEM" not in run("doctor", *own).replace("PROBLEM  versions", "")
    assert run("reskill", "--from", "cashier", "--top", "1").strip()
    assert files_of_the_checkout() == before
    if rights:
        assert {path.stat().st_uid for path in data.rglob("*")} == {NOBODY}


def test_the_data_folder_is_backed_up_and_restored_in_two_lines_while_it_is_in_use(tmp_path: Path) -> None:
    """The two lines are those of SECURITY.md."""
    back_up, restore = re.findall(r"^    (tar .*)$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)
    data = tmp_path / ".advisor"
    shipped = Settings.from_environment(os.environ)
    settings = replace(shipped, data=data, profiles=FOLDER, documents_given=data / "documents")
    (data / "documents").mkdir(parents=True)
    (data / "documents" / "baker.html").write_bytes(html())
    questions = ("What does a customs officer earn?", "What does a pastry baker do?")
    in_use = app.build_advisor(settings)
    before = [in_use.ask(question).answer.text for question in questions]
    assert "croissants" in before[1]

    subprocess.run(back_up.split(), cwd=tmp_path, check=True)
    shutil.rmtree(data)
    subprocess.run(restore.split(), cwd=tmp_path, check=True)

    done: list[str] = []
    restored = app.build_advisor(settings, lambda doing, done_, total: done.append(doing))
    assert [restored.ask(question).answer.text for question in questions] == before
    assert [one for one in done if "mbed" in one] == []  # Nothing had to be made anew.


# The image


def test_the_image_has_no_root_no_tools_and_says_whether_it_is_well() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    last = text[text.rindex("\nFROM ") :]
    steps = [line.split(maxsplit=1) for line in last.splitlines() if line and not line.startswith("#")]
    users = [rest for name, rest in steps if name == "USER"]
    assert users == ["advisor"]
    assert "/healthz" in next(rest for name, rest in steps if name == "HEALTHCHECK")
    assert "ADVISOR_DATA=/data" in last
    assert ["VOLUME", "/data"] in steps
    assert not re.search(r"\b(?:apt|apt-get|gcc|curl|pip install)\b", last)
    assert "-c requirements.lock ." in text


def test_the_image_copies_what_there_is_and_no_more_than_it_is_given() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    copied = {
        name
        for line in text.splitlines()
        if line.startswith("COPY") and "--from" not in line
        for name in line.split()[1:-1]
    }
    assert [name for name in copied if not (ROOT / name).exists()] == []
    for ignored in (".containerignore", ".dockerignore"):
        given = (ROOT / ignored).read_text("utf-8").splitlines()
        assert given[0] == "*"
        assert {line[1:] for line in given if line.startswith("!")} == copied
