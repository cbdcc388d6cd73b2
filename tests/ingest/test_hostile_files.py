"""Files that were built to hurt: each is refused in one line or read, soon and in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.readers import MAX_ENTRIES, MAX_LINE, apart, read_profile
from ingest.readers.apart import pieces_apart
from ingest.readers.plain import read_plain
from knowledge.errors import AdvisorError, DocumentReadError, ProfileFormatError
from knowledge.profile import Section
from tests.conftest import ROOT
from tests.fuzz_readers import outcome, results
from tests.ingest.hostile_files import HOSTILE
from tests.ingest.made_files import docx, html, pdf

# A process of its own, so that what a reader takes is neither the tests' own nor hidden by it.
READ_ALL = """
import json, resource, sys, time
from pathlib import Path
from ingest.readers import read_profile
from knowledge.errors import AdvisorError
from tests.ingest.hostile_files import HOSTILE

folder, names = Path(sys.argv[1]), sys.argv[2:]
for name in names:
    (folder / name).write_bytes(HOSTILE[name]())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in names:
    begun = time.process_time()
    try:
        told = f"{len(read_profile(folder / name, folder).sections)} sections"
    except AdvisorError as refused:
        told = str(refused)
    took, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([name, told, took, peak - before]))
"""
SECONDS = 5  # Of computing in the program itself, however slow the machine.
KILOBYTES = 400_000
SLOW = ("many states.pdf", "deep tables.html")
"""They take seconds, within all limits."""


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    """What became of every hostile file, and the seconds and kilobytes that the program took for it."""
    names = [name for name in HOSTILE if name not in SLOW]
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path_factory.mktemp("hostile")), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name: (told, took, peak) for name, told, took, peak in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in SLOW])
def test_a_file_built_to_hurt_is_one_line_or_read_within_bounds(
    readings: dict[str, tuple[str, float, int]], name: str
) -> None:
    told, took, peak = readings[name]
    assert told.endswith("sections") or told.startswith(name)
    assert len(told.splitlines()) == 1
    assert len(told) < 600
    assert took < SECONDS
    assert peak < KILOBYTES


def test_nothing_of_the_machine_comes_in_by_an_entity(tmp_path: Path) -> None:
    path = tmp_path / "names a file.docx"
    path.write_bytes(HOSTILE[path.name]())
    assert "root:" not in str([piece.text for piece in pieces_apart("word", path, path.read_bytes()).pieces])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# Bakers\n## Job Responsibilities\n- " + "a" * (MAX_LINE + 1), 3, "longer than"),
        ("# Bakers\n## Job Responsibilities\n" + "- a\n" * (MAX_ENTRIES + 1), 1, "entries"),
        ("# Bakers\n## In-Demand Skills\n- **" + " " * 9_000 + "*", 3, "is not shaped like"),
        ("# Bakers\n" + "x" * 9_000, 2, "may stand there"),
    ],
)
def test_a_text_beyond_a_limit_is_refused_by_its_line_and_at_no_length(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "bakers.md"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileFormatError, match=words) as refused:
        read_profile(path, tmp_path)
    assert refused.value.line == line
    assert len(str(refused.value)) < 600


def test_rows_that_were_never_closed_are_rows(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Tool {at}<td>for task {at}" for at in range(1_500))
    path = tmp_path / "baker.html"
    path.write_bytes(f"<h1>Baker</h1><h2>Tools</h2><table>{rows}</table>".encode())
    found = read_profile(path, tmp_path).entries(Section.TOOLS)
    assert len(found) == 1_500
    assert found[7].quote == "Tool 7: for task 7"


# The process of its own


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_idle", [])
    monkeypatch.setattr(apart, "WAITED", 0.01)


@pytest.mark.usefixtures("impatient")
def test_what_takes_too_long_is_given_up_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf())
    with pytest.raises(DocumentReadError, match=r"^cv\.pdf: takes too long to read; "):
        read_plain(path)
    monkeypatch.setattr(apart, "WAITED", 60)
    assert "Pastry Baker" in read_plain(path)


def in_a_reader(code: str) -> subprocess.CompletedProcess[str]:
    """Code run as a reader is: confined, and then this."""
    return subprocess.run(
        [sys.executable, "-c", f"from ingest.readers import apart\napart._confine()\n{code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import socket; socket.create_connection(('192.0.2.1', 80), 1)", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("bytearray(2_000_000_000)", "MemoryError"),
    ],
)
def test_a_reader_connects_to_nothing_starts_nothing_and_takes_no_more_than_its_memory(
    code: str, error: str
) -> None:
    done = in_a_reader(code)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(error)


def test_a_reader_computes_no_longer_than_it_may() -> None:
    assert in_a_reader("apart._allow(0.2)\nwhile True: pass").returncode < 0


def test_a_reader_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import os; print(sorted(os.environ), flush=True)")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ADVISOR_USERS", "/etc/advisor/users")
    process = apart._started()
    told, _ = process.communicate(timeout=60)
    assert b"PATH" in told
    assert b"OPENAI_API_KEY" not in told
    assert b"ADVISOR_USERS" not in told


def test_a_résumé_s_reader_reads_nothing_else_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(apart, "_idle", [])
    monkeypatch.setattr(apart, "_started", lambda real=apart._started: started.append(real()) or started[-1])
    for name, content in (("cv.docx", docx()), ("cv.pdf", pdf())):
        (tmp_path / name).write_bytes(content)
        read_plain(tmp_path / name)
    assert [one.poll() is None for one in started] == [False, False]
    (tmp_path / "job.html").write_bytes(html())
    for _ in range(2):
        read_profile(tmp_path / "job.html", tmp_path)
    assert len(started) == 3
    apart._end_all()


# Names and fuzz


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>.html",
        "[bold]baker[bold].html",
        "\u202etxt.html",
        "👩‍🍳.html",
        "-rf.html",
        "$(id).html",
        "b" * 240 + ".html",
        os.fsdecode(b"caf\xe9.html"),
    ],
)
def test_any_file_name_is_read_and_told_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(html())
    assert read_profile(path, tmp_path).title == "Pastry Baker"
    path.write_bytes(b"<p>nothing</p>")
    with pytest.raises(AdvisorError) as refused:
        read_profile(path, tmp_path)
    assert len(str(refused.value).splitlines()) == 1


def test_a_name_that_would_break_a_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a\nERROR: all is lost.html"
    path.write_bytes(html())
    with pytest.raises(DocumentReadError, match=r"^'a\\nERROR: all is lost\.html': has control characters"):
        read_profile(path, tmp_path)


def test_a_slice_of_the_fuzz_run_does_no_harm() -> None:
    """The whole run is `python -m tests.fuzz_readers --seconds 600`."""
    told = [told for _, _, told in results(seed=1, seconds=6)]
    assert len(told) > 50
    assert set(told) <= {"read", "refused"}


def test_the_fuzz_run_would_tell_of_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, root: Path) -> None:
        raise KeyError("of a reader")

    monkeypatch.setattr("ingest.readers.read_profile", broken)
    assert outcome("md", b"# Baker", tmp_path).startswith("KeyError in test_hostile_files.py")
