"""Seven failures that users of such software report of its index, one test for each: ours has none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import app
from advisor.settings import Settings
from ingest.pipeline import chunks_of, ingest, load_documents
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from knowledge.errors import IndexMismatchError, IndexMissingError
from knowledge.profile import HEADINGS, Section
from knowledge.store import fingerprint, open_current
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import SmallerEmbedder, profile, written

TRADES = ("Bakers", "Smiths", "Tailors", "Potters", "Weavers", "Coopers", "Glaziers", "Tanners", "Clerks")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three small profiles."""
    folder = tmp_path / "profiles"
    for title in TRADES[:3]:
        profile(folder / f"{title.lower()}.md", title)
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def settings(folder: Path, index: Path) -> Settings:
    """The settings of this machine with these documents and this index."""
    return replace(Settings.from_environment(os.environ), profiles=folder, index=index)


def titles(index: Path) -> list[str]:
    return [found.title for found in open_current(index).profiles]


def best(index: Path, question: str) -> str:
    """The chunk that the index finds for a question, as text."""
    store = open_current(index)
    (found,) = store.search(HashingEmbedder().embed([question])[0], k=1)
    return store.chunks()[found[0]].text


def test_01_two_ingestions_are_one(folder: Path, index: Path) -> None:
    first, second = HashingEmbedder(), HashingEmbedder()
    report = ingest(folder, index, first)
    before = open_current(index)
    again = ingest(folder, index, second)
    after = open_current(index)
    assert (report.embedded, again.embedded) == (len(first.embedded), 0)
    assert second.embedded == []
    assert after.digests() == before.digests()
    assert after.folder == before.folder
    assert len(after.digests()) == after.manifest.chunks == report.added


def test_02_a_bad_file_never_stops_the_run(
    folder: Path, index: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    written(folder / "empty.md", "")
    (folder / "binary [draft].md").write_bytes(b"\x89PNG\0\0\x01")
    (folder / "latin.md").write_bytes("# Bäcker\n".encode("latin-1"))
    written(folder / "odd.md", "# Odd\n[/b] a line that no profile has\n")
    ways = ["--profiles", str(folder), "--index", str(index)]
    assert app.main(["ingest", *ways]) == 1
    assert titles(index) == sorted(TRADES[:3])
    told = "".join(capfd.readouterr().err.split())
    states = open_current(index).manifest.documents
    for name, reason in {
        "empty.md": "empty",
        "binary [draft].md": "binary",
        "latin.md": "UTF-8",
        "odd.md": "line 2",
    }.items():
        assert reason in states[name].problem
        assert name.replace(" ", "") in told
        (folder / name).unlink()
    assert app.main(["ingest", *ways]) == 0


# 3: a process that ingests, says when it has come to a given moment, and waits there to be killed.

INGEST = """\
import sys
from pathlib import Path
from ingest import pipeline, workers
from knowledge import store_chroma
from tests.fakes import HashingEmbedder

folder, index, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
workers.EMBED_BATCH, store_chroma.WRITE_BATCH = 8, 16

def reached(now):
    if now == moment:
        print(now, flush=True)
        sys.stdin.read()

def watch(event, arguments):
    if event == "os.rename" and Path(arguments[1]).name == "CURRENT":
        reached("before the new one answers")
    if event == "shutil.rmtree" and Path(arguments[0]).name.startswith("gen-"):
        reached("before an old one goes")

sys.addaudithook(watch)
pipeline.ingest(folder, index, HashingEmbedder(), progress=lambda *step: reached("%s %d" % step[:2]))
"""


def killed_at(moment: str, folder: Path, index: Path) -> None:
    """Ingest in a process of its own and kill it with signal 9 at the moment."""
    command = [sys.executable, "-c", INGEST, str(folder), str(index), moment]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == moment
        finally:
            process.kill()
    assert process.returncode == -9


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal 9")
@pytest.mark.parametrize(
    ("moment", "was_there"),
    [
        ("Embedding 8", True),
        ("Embedding 24", True),
        ("Writing 16", True),
        ("Writing 32", False),
        ("before the new one answers", True),
        ("before an old one goes", True),
    ],
)
def test_03_killed_half_way_nothing_is_half_there(
    folder: Path, index: Path, tmp_path: Path, moment: str, was_there: bool
) -> None:
    if was_there:
        ingest(folder, index, HashingEmbedder())
        profile(folder / "tailors.md", "Tailors", median="$34,000")
        ingest(folder, index, HashingEmbedder())  # So that a generation goes at the next run.
        old = open_current(index).chunks()
    for title in TRADES[3:]:
        profile(folder / f"{title.lower()}.md", title)
    profile(folder / "bakers.md", "Bakers", median="$70,000")
    (folder / "smiths.md").unlink()
    written(folder / "clerks.md", "Clerks\nno profile yet\n")

    killed_at(moment, folder, index)

    if not was_there:
        with pytest.raises(IndexMissingError):
            open_current(index)
    elif moment != "before an old one goes":
        assert open_current(index).chunks() == old
        assert "$65,000" in best(index, "Bakers Salary Data Median")
    else:
        assert "$70,000" in best(index, "Bakers Salary Data Median")
    profile(folder / "clerks.md", "Clerks")
    report = ingest(folder, index, HashingEmbedder())
    ingest(folder, tmp_path / "clean", HashingEmbedder())
    finished, clean = open_current(index), open_current(tmp_path / "clean")
    assert report.refused == {}
    assert finished.chunks() == clean.chunks()
    assert finished.profiles == clean.profiles
    assert finished.manifest == clean.manifest
    ids = sorted(clean.chunks())
    assert np.array_equal(finished.vectors(ids), clean.vectors(ids))
    assert "clerks" in best(index, "Tidy the clerks workshop")
    assert len(list(index.glob("gen-*"))) <= 2


def test_04_changed_and_deleted_files_leave_no_ghosts(tmp_path: Path, index: Path) -> None:
    officers = "Customs and Border Protection Officers"
    folder = profile(tmp_path / "profiles" / "officers.md", officers, median="$65,000").parent
    profile(folder / "bakers.md", "Bakers", median="$36,500")
    assert app.main(["ingest", "--profiles", str(folder), "--index", str(index)]) == 0
    profile(folder / "officers.md", officers, median="$70,000").rename(folder / "renamed.md")
    (folder / "bakers.md").unlink()

    advisor = app.build_advisor(settings(folder, index))

    answer = advisor.ask("What is the median salary of customs officers?").answer
    assert "70,000" in answer.text
    assert "65,000" not in answer.text
    assert [found.id for found in advisor.catalog] == ["renamed"]
    stored = open_current(index).chunks().values()
    assert {chunk.profile for chunk in stored} == {"renamed"}
    assert not [chunk.id for chunk in stored if "65,000" in chunk.text or "Bakers" in chunk.text]


def test_05_one_name_in_two_folders_is_two_profiles_and_a_copy_is_one(
    tmp_path: Path, index: Path, embedder: HashingEmbedder
) -> None:
    folder = tmp_path / "profiles"
    north = profile(folder / "north" / "bakers.md", "Bakers", median="$41,000")
    profile(folder / "south" / "bakers.md", "Bakers", median="$32,000")
    shutil.copy(north, folder / "south" / "copy.md")
    report = ingest(folder, index, embedder)
    assert list(report.refused) == ["south/copy.md"]
    assert "north/bakers.md" in report.refused["south/copy.md"]
    store = open_current(index)
    assert [found.id for found in store.profiles] == ["north/bakers", "south/bakers"]
    chunks = store.chunks().values()
    for place, median in (("north/bakers", "$41,000"), ("south/bakers", "$32,000")):
        bodies = [one.body for one in chunks if (one.profile, one.section) == (place, Section.SALARY)]
        assert bodies == [f"- **Median**: {median}"]


def test_06_changing_the_embedding_model_cannot_corrupt_or_crash(folder: Path, index: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    before = open_current(index)
    with pytest.raises(IndexMismatchError) as told:
        ingest(folder, index, SmallerEmbedder())
    message = str(told.value)
    wanted = [str(index), "'hashing-256'", "'hashing-64'", "python app.py ingest"]
    assert [words for words in wanted if words not in message] == []
    assert "\n" not in message
    assert open_current(index).folder == before.folder
    assert open_current(index).chunks() == before.chunks()
    assert "tailors" in best(index, "Tidy the tailors workshop")

    report = ingest(folder, index, SmallerEmbedder(), reembed=True)

    after = open_current(index)
    assert (report.added, report.kept) == (len(before.chunks()), 0)
    assert (after.manifest.embedder, after.manifest.dimensions) == ("hashing-64", 64)
    asked = SmallerEmbedder().embed(["Tidy the tailors workshop"])[0]
    assert "tailors" in after.chunks()[after.search(asked, k=1)[0][0]].text
    assert ingest(folder, index, SmallerEmbedder()).embedded == 0


def test_07_no_chunk_is_silently_truncated(tmp_path: Path, index: Path) -> None:
    planted = {section: f"quagmire{number}" for number, section in enumerate(HEADINGS, 10)}
    lines = ["# Customs and Border Protection Officers"]
    for section, word in planted.items():
        text = f"Officers keep long lists of what crosses the border {'and write it down ' * 65}"
        shape = {
            Section.SALARY: f"**{text} {word}**: $65,000",
            Section.SKILLS: f"**Care** (High): {text} {word}",
            Section.TOOLS: f"**Lamp** (Light): {text} {word}",
            Section.RISKS: f"**Rain**: {text} {word}",
        }.get(section, f"{text} {word}")
        lines += [f"## {section.heading}", f"- {shape}"]
    folder = written(tmp_path / "profiles" / "officers.md", "\n".join(lines)).parent
    model = load_embedder(DEFAULT_MODEL, settings(folder, index).models)
    ingest(folder, index, model)
    store = open_current(index)
    chunks = store.chunks()
    assert fingerprint(chunks.values()) == fingerprint(chunks_of(load_documents(folder).profiles, model))
    assert max(model.count_tokens(chunk.text) for chunk in chunks.values()) <= model.max_tokens
    last_words = []
    for chunk in chunks.values():  # A vector that does not change with the last word has not seen it.
        shorter = chunk.text.rstrip(".").rsplit(" ", 1)[0]
        whole, without = model.embed([chunk.text, shorter])
        if float(whole @ without) < 0.99999:
            last_words.append(chunk.text)
    assert last_words == [chunk.text for chunk in chunks.values()]
    found = [section for section, word in planted.items() if any(word in text for text in last_words)]
    assert found == list(planted)
