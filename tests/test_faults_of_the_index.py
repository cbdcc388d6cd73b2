"""What befalls an index in the world: read-only places, full disks, foreign files, kills, clocks, crowds."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

import app
from advisor.settings import Settings
from ingest import documents
from ingest.pipeline import ingest, open_in_line
from knowledge.errors import IndexDamagedError, IndexUnwritableError
from knowledge.store import ProfileStore, open_current
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import profile

TITLES = ("Bakers", "Smiths", "Tailors")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for title in TITLES:
        profile(tmp_path / "profiles" / f"{title.lower()}.md", title)
    return tmp_path / "profiles"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A file system of its own at a place; skipped where none may be mounted."""
    place.mkdir(exist_ok=True)
    made = subprocess.run(["mount", *options, str(place)], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"nothing may be mounted here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=4m", "tmpfs")


@pytest.fixture
def read_only(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """An index of the folder in a place where nobody may write, not even root."""
    ingest(folder, tmp_path / "writable", HashingEmbedder())
    for place in mounted(tmp_path / "index", "--bind", str(tmp_path / "writable")):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield place


def finds_everything(store: ProfileStore) -> bool:
    """Whether every chunk is found by its own vector, among all and within its profile."""
    chunks = store.chunks()
    return all(
        store.search(vector, k=1, profiles=within)[0][1] > 0.999
        for chunk, vector in zip(chunks.values(), store.vectors(list(chunks)), strict=True)
        for within in ((), (chunk.profile,))
    )


# Places


def test_an_index_that_nobody_may_write_answers_as_ever(
    folder: Path, read_only: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index, embedder = read_only, HashingEmbedder()
    vector = embedder.embed(["Tidy the tailors workshop"])[0]
    usual = open_current(index.with_name("writable")).search(vector, k=9)
    with pytest.raises(OSError, match="Read-only"):
        (index / "trial").touch()
    report, store = open_in_line(folder, index, embedder)
    assert report.kept == len(store.chunks())
    found = store.search(vector, k=9)
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in usual], abs=1e-5)
    assert finds_everything(store)
    profile(folder / "potters.md", "Potters")
    with pytest.raises(IndexUnwritableError, match=str(index)):
        ingest(folder, index, embedder)
    with caplog.at_level(logging.WARNING, "ingest"):
        _, store = open_in_line(folder, index, embedder)
    assert "as they were" in caplog.text
    assert len(store.profiles) == len(TITLES)


def test_on_a_full_disk_the_old_index_answers_and_the_new_one_is_made_once_there_is_room(
    folder: Path, small_disk: Path
) -> None:
    index = small_disk / "index"
    ingest(folder, index, HashingEmbedder())
    profile(folder / "potters.md", "Potters")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    _, store = open_in_line(folder, index, HashingEmbedder())
    assert (len(store.profiles), finds_everything(store)) == (3, True)
    before = sorted(path.name for path in index.iterdir())
    with pytest.raises(IndexUnwritableError, match=r"cannot be written"):
        ingest(folder, index, HashingEmbedder())
    assert sorted(path.name for path in index.iterdir()) == before
    filler.unlink()
    _, store = open_in_line(folder, index, HashingEmbedder())
    assert (len(store.profiles), finds_everything(store)) == (4, True)


def test_where_no_index_can_be_made_answers_are_found_by_words(
    folder: Path, small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    settings = replace(
        Settings.from_environment(os.environ), profiles=folder, index=str(small_disk / "index")
    )
    answer = app.build_advisor(settings).ask("What is the median pay of smiths?").answer
    assert (answer.mode, "$65,000" in answer.text) == ("words", True)
    assert "cannot be written" in caplog.text


# Files


def test_the_database_of_another_program_is_noticed_and_replaced(folder: Path, index: Path) -> None:
    ingest(folder, index.with_name("built"), HashingEmbedder())
    shutil.copytree(index.with_name("built"), index)  # Where no process has it open.
    (database,) = index.glob("gen-*/chroma/chroma.sqlite3")
    database.unlink()
    with sqlite3.connect(database) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(IndexDamagedError):
        open_current(index)
    report, store = open_in_line(folder, index, HashingEmbedder())
    assert (report.kept, finds_everything(store)) == (0, True)


@pytest.mark.parametrize("name", ["vectors.npy", "chunks.json", "profiles.json"])
def test_bytes_that_changed_though_nobody_wrote_them_are_noticed_at_the_next_start(
    folder: Path, index: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(folder, index, HashingEmbedder())
    (file,) = index.glob(f"gen-*/{name}")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    # As if a disk had done it: what the file system tells is what it told before.
    monkeypatch.setattr("knowledge.store_local._is_as_last_found", lambda folder: True)
    report, store = open_in_line(folder, index, HashingEmbedder())
    assert finds_everything(store)
    assert report.embedded == len(store.chunks())


# Ends


SERVE = """\
import sys
from pathlib import Path
from ingest.pipeline import open_in_line
from tests.fakes import HashingEmbedder

_, store = open_in_line(Path(sys.argv[1]), Path(sys.argv[2]), HashingEmbedder())
vectors = store.vectors(list(store.chunks()))
while True:
    for vector in vectors:
        store.search(vector, k=5)
        store.search(vector, k=5, profiles=["bakers"])
    print("answering", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal 9")
def test_after_a_kill_while_it_answers_the_next_start_builds_nothing(folder: Path, index: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    command = [sys.executable, "-c", SERVE, str(folder), str(index)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "answering\n"
        process.kill()
    assert process.returncode == -9
    embedder = HashingEmbedder()
    report, store = open_in_line(folder, index, embedder)
    assert (report.embedded, embedder.embedded, finds_everything(store)) == (0, [], True)


# Clocks


@pytest.mark.parametrize("years", [-40, 40])
def test_a_clock_that_jumps_hides_no_change_and_keeps_nobody_waiting(
    folder: Path, index: Path, years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    jump = years * 365 * 24 * 3600
    ingest(folder, index, HashingEmbedder())
    moved = time.time() + jump
    for path in (*folder.iterdir(), index / "writer.lock"):
        os.utime(path, (moved, moved))
    monkeypatch.setattr(time, "time", lambda now=time.time: now() + jump)
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + jump * 10**9)
    embedder = HashingEmbedder()
    assert ingest(folder, index, embedder).embedded == 0
    changed = folder / "bakers.md"
    before = changed.stat()
    profile(changed, "Bakers", median="$75,000")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))  # Of the same size and time.
    assert ingest(folder, index, embedder).embedded > 0
    assert any("$75,000" in chunk.text for chunk in open_current(index).chunks().values())
    assert ingest(folder, index, embedder).embedded == 0


def test_a_file_that_nobody_touched_is_not_read_again(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = documents.digest_of
    monkeypatch.setattr(documents, "digest_of", lambda path: read.append(path.name) or plain(path))
    monkeypatch.setattr(documents, "SETTLED", 0)
    ingest(folder, index, HashingEmbedder())
    read.clear()
    assert ingest(folder, index, HashingEmbedder()).embedded == 0
    assert read == []
    (folder / "smiths.md").touch()
    assert ingest(folder, index, HashingEmbedder()).embedded == 0
    assert read == ["smiths.md"]


def test_a_file_written_just_now_is_read_again(folder: Path, index: Path) -> None:
    """Its next version could have the same time on a file system with a coarse clock."""
    ingest(folder, index, HashingEmbedder())
    states = open_current(index).manifest.documents.values()
    assert [state.seen for state in states] == [()] * len(TITLES)


# Crowds


@pytest.mark.parametrize("visitors", [10, 100])
def test_visitors_are_answered_while_the_index_is_made_anew(
    crowd: app.Advisor, crowd_folder: Path, visitors: int
) -> None:
    stop, built = threading.Event(), list[int]()

    def keep_building() -> None:
        while not stop.is_set() or not built:
            profile(
                crowd_folder / "profiles" / "potters.md", "Potters", median=f"${visitors + len(built)},000"
            )
            built.append(
                ingest(
                    crowd_folder / "profiles", crowd_folder / "index", HashingEmbedder(), reembed=True
                ).embedded
            )

    def asked(at: int) -> str:
        title = TITLES[at % len(TITLES)].lower()
        answer = crowd.ask(f"What is the median pay of {title}?").answer
        assert answer.citations
        return answer.text

    with ThreadPoolExecutor(visitors) as threads:
        building = threading.Thread(target=keep_building)
        building.start()
        answers = list(threads.map(asked, range(visitors)))
        stop.set()
        building.join()
    assert [at for at, text in enumerate(answers) if PAY[TITLES[at % len(TITLES)]] not in text] == []
    assert min(built) > 0
    assert finds_everything(open_current(crowd_folder / "index"))


PAY = dict(zip(TITLES, ("$31,000", "$42,000", "$53,000"), strict=True))


@pytest.fixture(scope="module")
def crowd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd")
    for title, median in PAY.items():
        profile(folder / "profiles" / f"{title.lower()}.md", title, median=median)
    return folder


@pytest.fixture(scope="module")
def crowd(crowd_folder: Path) -> app.Advisor:
    """The whole advisor over three trades."""
    settings = Settings.from_environment(os.environ)
    return app.build_advisor(
        replace(settings, profiles=crowd_folder / "profiles", index=str(crowd_folder / "index"))
    )
