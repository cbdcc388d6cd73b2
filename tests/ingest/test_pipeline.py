"""From a folder to the index: what is embedded, kept, dropped and refused, and who may write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.pipeline import chunks_of, ingest, load_documents
from ingest.vectors import texts_of
from knowledge.errors import (
    AdvisorError,
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    NoProfilesError,
)
from knowledge.store import FORMAT, open_current
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import BlindEmbedder, PausingEmbedder, SmallerEmbedder, profile, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two small profiles."""
    folder = tmp_path / "profiles"
    profile(folder / "bakers.md", "Bakers", median="$36,500")
    profile(folder / "tailors.md", "Tailors")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def titles(index: Path) -> list[str]:
    return sorted(found.title for found in open_current(index).profiles)


def texts(index: Path) -> str:
    return "\n".join(chunk.text for chunk in open_current(index).chunks().values())


def finds(index: Path, question: str) -> str:
    """The id of the chunk that the index finds for a question."""
    store = open_current(index)
    return store.search(HashingEmbedder().embed([question])[0], k=1)[0][0]


# What a run does


def test_a_first_run_embeds_every_chunk_and_finds_them(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    report = ingest(folder, index, embedder)
    chunks = chunks_of(load_documents(folder).profiles, embedder)
    assert (report.embedded, report.kept, report.dropped) == (len(chunks), 0, 0)
    assert sorted(embedder.embedded) == sorted(texts_of(chunks))
    assert open_current(index).chunks() == {chunk.id: chunk for chunk in chunks}
    assert finds(index, "Tidy the tailors workshop") == "tailors/responsibilities/2"


def test_an_unchanged_folder_builds_nothing(folder: Path, index: Path, embedder: HashingEmbedder) -> None:
    first = ingest(folder, index, HashingEmbedder())
    before = {path: path.stat().st_mtime_ns for path in index.rglob("*.json")}
    again = ingest(folder, index, embedder)
    assert (again.embedded, again.kept, again.dropped) == (0, first.added, 0)
    assert (again.documents, again.fingerprint) == (first.documents, first.fingerprint)
    assert embedder.embedded == []
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*.json")} == before


def test_a_touched_file_is_not_a_changed_file(folder: Path, index: Path, embedder: HashingEmbedder) -> None:
    ingest(folder, index, HashingEmbedder())
    os.utime(folder / "bakers.md", (1, 1))
    assert ingest(folder, index, embedder).embedded == 0


def test_an_edited_file_embeds_only_what_changed(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    first = ingest(folder, index, HashingEmbedder())
    profile(folder / "bakers.md", "Bakers", median="$38,000")
    report = ingest(folder, index, embedder)
    assert embedder.embedded
    assert all("$38,000" in text for text in embedder.embedded)
    assert (report.embedded, report.dropped) == (len(embedder.embedded), 0)
    assert report.kept == first.added - report.added
    assert "$36,500" not in texts(index)


def test_a_new_file_embeds_only_its_own_chunks(folder: Path, index: Path, embedder: HashingEmbedder) -> None:
    ingest(folder, index, HashingEmbedder())
    profile(folder / "glaziers.md", "Glaziers")
    ingest(folder, index, embedder)
    assert {text.split(" > ")[0] for text in embedder.embedded} == {"Glaziers"}
    assert titles(index) == ["Bakers", "Glaziers", "Tailors"]


def test_a_removed_file_leaves_nothing_and_embeds_nothing(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    ingest(folder, index, HashingEmbedder())
    (folder / "tailors.md").unlink()
    report = ingest(folder, index, embedder)
    assert titles(index) == ["Bakers"]
    assert "tailors" not in texts(index).lower()
    assert (report.embedded, embedder.embedded) == (0, [])
    assert report.dropped > 0


def test_a_renamed_file_is_not_taken_in_twice(folder: Path, index: Path) -> None:
    before = ingest(folder, index, HashingEmbedder())
    (folder / "tailors.md").rename(folder / "zz tailors.md")
    after = ingest(folder, index, HashingEmbedder())
    assert titles(index) == ["Bakers", "Tailors"]
    assert after.added + after.kept == before.added
    assert {chunk.profile for chunk in open_current(index).chunks().values()} == {"bakers", "zz tailors"}


def test_kept_vectors_are_those_of_a_clean_run(folder: Path, index: Path, tmp_path: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    profile(folder / "bakers.md", "Bakers", median="$38,000")
    ingest(folder, index, HashingEmbedder())
    ingest(folder, tmp_path / "clean", HashingEmbedder())
    grown, clean = open_current(index), open_current(tmp_path / "clean")
    ids = sorted(clean.digests())
    assert grown.digests() == clean.digests()
    assert (grown.vectors(ids) == clean.vectors(ids)).all()
    assert grown.manifest == clean.manifest


def test_old_generations_do_not_pile_up(folder: Path, index: Path) -> None:
    for pay in range(30_000, 30_004):
        profile(folder / "bakers.md", "Bakers", median=f"${pay:,}")
        ingest(folder, index, HashingEmbedder())
    assert len(list(index.glob("gen-*"))) <= 2  # The one before may still have readers.


def test_the_progress_counts_up_to_all_there_is(folder: Path, index: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    report = ingest(folder, index, HashingEmbedder(), progress=lambda *step: steps.append(step))
    totals = {"Embedding": report.embedded, "Writing": report.added}
    assert {step[0] for step in steps} == set(totals)
    for doing in dict.fromkeys(step[0] for step in steps):
        done = [step[1:] for step in steps if step[0] == doing]
        assert done == sorted(done)
        assert done[-1] == (totals[doing], totals[doing])


# Which files are taken in


def test_a_refused_file_is_listed_with_the_reason_while_the_others_are_taken_in(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    written(folder / "sub" / "wrong.md", "# Wrong\n## Hobbies\n- Golf\n")
    report = ingest(folder, index, embedder)
    assert list(report.refused) == ["sub/wrong.md"]
    assert "line 2" in report.refused["sub/wrong.md"]
    assert titles(index) == ["Bakers", "Tailors"]


def test_a_refused_file_is_still_listed_when_nothing_has_changed(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    written(folder / "wrong.md", "# Wrong\n## Hobbies\n- Golf\n")
    first = ingest(folder, index, HashingEmbedder())
    again = ingest(folder, index, embedder)
    assert embedder.embedded == []
    assert again.refused == first.refused != {}


def test_a_file_that_turns_bad_is_refused_and_its_occupation_no_longer_offered(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    ingest(folder, index, HashingEmbedder())
    written(folder / "tailors.md", "# Tailors\n## Hobbies\n- Golf\n")
    report = ingest(folder, index, embedder)
    assert list(report.refused) == ["tailors.md"]
    assert titles(index) == ["Bakers"]


def test_a_copy_is_refused_by_both_names_and_taken_in_once_the_first_is_gone(
    folder: Path, index: Path
) -> None:
    shutil.copy(folder / "bakers.md", folder / "spare.md")
    report = ingest(folder, index, HashingEmbedder())
    assert list(report.refused) == ["spare.md"]
    assert "spare.md" in report.refused["spare.md"]
    assert "bakers.md" in report.refused["spare.md"]
    (folder / "bakers.md").unlink()
    assert ingest(folder, index, HashingEmbedder()).refused == {}
    assert titles(index) == ["Bakers", "Tailors"]


def test_two_formats_of_one_name_in_one_folder_are_refused_rather_than_mixed(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    profile(folder / "bakers.txt", "Bakers of cake")
    report = ingest(folder, index, embedder)
    assert list(report.refused) == ["bakers.txt"]
    assert "name" in report.refused["bakers.txt"]
    assert titles(index) == ["Bakers", "Tailors"]


def test_hidden_files_and_folders_named_like_documents_are_passed_over(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    shutil.copy(folder / "bakers.md", folder / "._bakers.md")
    (folder / "drawer.md").mkdir()
    (folder / "nowhere.md").symlink_to(folder / "nothing.md")
    report = ingest(folder, index, embedder)
    assert list(report.documents) == ["bakers.md", "tailors.md"]


def test_a_file_in_a_hidden_folder_is_no_document(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    profile(folder / ".trash" / "glaziers.md", "Glaziers")
    ingest(folder, index, embedder)
    assert titles(index) == ["Bakers", "Tailors"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such file name")
def test_a_file_name_that_is_not_utf8_does_not_stop_the_run(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    odd = os.path.join(os.fsencode(folder), b"caf\xe9.md")
    shutil.copy(os.fsencode(profile(folder / "cafe.md", "Waiters")), odd)
    (folder / "cafe.md").unlink()
    report = ingest(folder, index, embedder)
    assert "Bakers" in titles(index)
    assert len(report.documents) == 3
    for name, state in report.documents.items():
        (name + state.problem).encode()  # Can be printed.


def test_a_pay_figure_of_any_size_does_not_stop_the_run(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    profile(folder / "kings.md", "Kings", median="$" + "9" * 400)
    report = ingest(folder, index, embedder)
    assert list(report.refused) == ["kings.md"]
    assert titles(index) == ["Bakers", "Tailors"]


@pytest.mark.parametrize("content", [None, "# Wrong\n## Hobbies\n"], ids=["empty", "only bad files"])
def test_a_folder_without_a_usable_document_says_so_and_changes_nothing(
    folder: Path, index: Path, embedder: HashingEmbedder, content: str | None
) -> None:
    ingest(folder, index, embedder)
    for path in folder.glob("*.md"):
        path.unlink()
    if content:
        written(folder / "wrong.md", content)
    with pytest.raises(NoProfilesError) as refused:
        ingest(folder, index, embedder)
    assert str(folder) in str(refused.value)
    assert ("wrong.md, line 2" in str(refused.value)) == bool(content)
    assert titles(index) == ["Bakers", "Tailors"]


def test_a_folder_that_does_not_exist_is_told_by_name(index: Path, embedder: HashingEmbedder) -> None:
    with pytest.raises(NoProfilesError, match="no such folder"):
        ingest(Path("no such folder"), index, embedder)
    assert embedder.embedded == []


def test_without_an_embedder_chunks_are_cut_by_words(folder: Path) -> None:
    profile(folder / "clerks.md", "Clerks", duty="stamp " * 1000)
    chunks = chunks_of(load_documents(folder).profiles)
    assert max(len(chunk.text.split()) for chunk in chunks) <= pipeline.WORDS
    assert sum(chunk.body.split().count("stamp") for chunk in chunks) == 1000


# The user's own documents beside a folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of own documents with one occupation more."""
    profile(tmp_path / "own" / "glaziers.md", "Night glaziers")
    return tmp_path / "own"


def test_own_documents_are_taken_in_beside_the_others_under_their_folder_s_name(
    folder: Path, own: Path, index: Path, embedder: HashingEmbedder
) -> None:
    report = ingest(folder, index, embedder, own=own)
    assert list(report.documents) == ["bakers.md", "tailors.md", "own/glaziers.md"]
    assert {found.id for found in open_current(index).profiles} == {"bakers", "tailors", "own/glaziers"}


def test_an_own_document_of_the_same_name_is_another_document(
    folder: Path, own: Path, index: Path, embedder: HashingEmbedder
) -> None:
    profile(own / "bakers.md", "Night bakers")
    assert ingest(folder, index, embedder, own=own).refused == {}
    assert titles(index) == ["Bakers", "Night bakers", "Night glaziers", "Tailors"]


def test_an_own_document_takes_the_place_of_one_of_the_same_code(
    folder: Path, own: Path, index: Path, embedder: HashingEmbedder
) -> None:
    profile(own / "of the mill.md", "Bakers", duty="Mill the flour")
    report = ingest(folder, index, embedder, own=own)
    assert report.refused == {}
    assert "own/of the mill.md" in report.documents["bakers.md"].note
    assert report.documents["bakers.md"].is_replaced
    assert "bakers" not in {found.id for found in open_current(index).profiles}
    assert "Mill the flour" in texts(index)
    assert "Sharpen the tools" not in next(
        chunk.body for chunk in open_current(index).chunks().values() if chunk.occupation == "Bakers"
    )
    (own / "of the mill.md").unlink()
    ingest(folder, index, embedder, own=own)
    assert "bakers" in {found.id for found in open_current(index).profiles}


def test_a_change_in_either_folder_is_seen_and_none_is_nothing_to_do(
    folder: Path, own: Path, index: Path, embedder: HashingEmbedder
) -> None:
    ingest(folder, index, embedder, own=own)
    again = HashingEmbedder()
    assert ingest(folder, index, again, own=own).embedded == 0
    profile(own / "glaziers.md", "Night glaziers", median="$41,000")
    assert ingest(folder, index, again, own=own).embedded > 0
    assert all("Night glaziers" in text for text in again.embedded)


@pytest.mark.parametrize("place", ["profiles", "profiles/own", "nowhere"])
def test_an_own_folder_that_is_the_same_or_inside_or_not_there_adds_nothing(
    folder: Path, tmp_path: Path, place: str
) -> None:
    profile(folder / "own" / "smiths.md", "Smiths")
    assert load_documents(folder, tmp_path / place) == load_documents(folder)


def test_two_folders_whose_documents_would_have_one_name_are_told_apart_by_no_guess(
    folder: Path, own: Path
) -> None:
    profile(folder / "own" / "smiths.md", "Smiths")
    with pytest.raises(NoProfilesError, match="rename one"):
        load_documents(folder, own)


def test_what_was_left_out_of_a_document_is_noted(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    (folder / "nurse.html").write_text(
        "<h1>Nurse</h1><h2>Duties</h2><p>Care.</p><h2>Perks</h2><p>Tea.</p>", "utf-8"
    )
    assert "'Perks' (line 1)" in ingest(folder, index, embedder).documents["nurse.html"].note


# Another embedder


def test_an_unknown_format_is_rebuilt(folder: Path, index: Path, embedder: HashingEmbedder) -> None:
    ingest(folder, index, HashingEmbedder())
    manifest = open_current(index).folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(f'"format":{FORMAT}', '"format":0'), "utf-8")
    assert ingest(folder, index, embedder).kept == 0
    assert open_current(index).manifest.format == FORMAT


def test_an_embedder_of_the_same_name_that_finds_nothing_is_not_let_in(folder: Path, index: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    before = (index / "CURRENT").read_text("utf-8")
    profile(folder / "glaziers.md", "Glaziers")
    with pytest.raises(IndexDamagedError):
        ingest(folder, index, BlindEmbedder())
    assert (index / "CURRENT").read_text("utf-8") == before
    assert titles(index) == ["Bakers", "Tailors"]
    assert finds(index, "Tidy the tailors workshop") == "tailors/responsibilities/2"
    ingest(folder, index, HashingEmbedder())
    assert titles(index) == ["Bakers", "Glaziers", "Tailors"]


def test_a_mismatch_is_told_even_when_the_documents_have_changed_too(folder: Path, index: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    profile(folder / "glaziers.md", "Glaziers")
    with pytest.raises(IndexMismatchError):
        ingest(folder, index, SmallerEmbedder())
    assert titles(index) == ["Bakers", "Tailors"]


# Two writers


def test_a_second_writer_waits_and_then_finds_nothing_to_do(
    folder: Path, index: Path, embedder: HashingEmbedder
) -> None:
    slow = PausingEmbedder()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(ingest, folder, index, slow)
        assert slow.reached.wait(timeout=60)
        second = threads.submit(ingest, folder, index, embedder)
        finished, _ = wait_for([second], timeout=0.3)
        slow.go_on.set()
        assert finished == set()
        assert second.result(timeout=60).embedded == 0
        assert first.result(timeout=60).embedded == len(slow.embedded) > 0
    assert embedder.embedded == []
    assert len(list(index.glob("gen-*"))) == 1


def test_a_second_writer_that_has_waited_long_enough_is_told_who_is_in_the_way(
    folder: Path, index: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "LOCK_SECONDS", 0.2)
    slow = PausingEmbedder()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(ingest, folder, index, slow)
        assert slow.reached.wait(timeout=60)
        try:
            with pytest.raises(IndexBusyError, match=str(index)):
                ingest(folder, index, embedder)
        finally:
            slow.go_on.set()
        first.result(timeout=60)
    assert embedder.embedded == []
    assert titles(index) == ["Bakers", "Tailors"]


def test_readers_are_never_kept_waiting_by_a_writer(folder: Path, index: Path) -> None:
    ingest(folder, index, HashingEmbedder())
    profile(folder / "glaziers.md", "Glaziers")
    slow = PausingEmbedder()
    with ThreadPoolExecutor() as threads:
        writing = threads.submit(ingest, folder, index, slow)
        assert slow.reached.wait(timeout=60)
        try:
            assert titles(index) == ["Bakers", "Tailors"]
            assert finds(index, "Tidy the tailors workshop") == "tailors/responsibilities/2"
        finally:
            slow.go_on.set()
        writing.result(timeout=60)
    assert titles(index) == ["Bakers", "Glaziers", "Tailors"]


# A disk that does not play along


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_an_index_that_cannot_be_a_folder_is_told_by_name(
    folder: Path, tmp_path: Path, embedder: HashingEmbedder, place: str
) -> None:
    written(tmp_path / "file", "in the way")
    with pytest.raises(AdvisorError, match=str(tmp_path / place)):
        ingest(folder, tmp_path / place, embedder)


FULL_DISK = """\
import resource, signal, sys
from pathlib import Path
from ingest.pipeline import ingest
from knowledge.errors import AdvisorError
from tests.fakes import HashingEmbedder

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    ingest(Path(sys.argv[1]), Path(sys.argv[2]), HashingEmbedder())
except AdvisorError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("bytes_left", [100, 250_000], ids=["for nothing", "for half an index"])
def test_a_full_disk_is_told_in_one_message_and_the_old_index_answers(
    folder: Path, index: Path, bytes_left: int
) -> None:
    ingest(folder, index, HashingEmbedder())
    for n in range(20):
        profile(folder / f"smiths {n}.md", f"Smiths {n}")
    command = [sys.executable, "-c", FULL_DISK, str(folder), str(index), str(bytes_left)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert titles(index) == ["Bakers", "Tailors"]
    assert finds(index, "Tidy the tailors workshop") == "tailors/responsibilities/2"
    assert (ran.returncode, str(index) in ran.stdout) == (3, True), ran.stderr[-500:]
    assert len(list(index.glob("gen-*"))) == 1  # A full disk is not filled further.
