"""The index on disk: what is written reads back, damage is noticed, and the old one stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pipeline import chunks_of, ingest, load_documents
from ingest.vectors import sections_of_entries
from knowledge import store_local
from knowledge.chunk import Chunk
from knowledge.embedding import Vectors
from knowledge.errors import AdvisorError, IndexDamagedError, IndexMissingError
from knowledge.profile import Section
from knowledge.store import (
    DocumentState,
    ProfileStore,
    build_generation,
    fingerprint,
    open_current,
    plan_sync,
)
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import profile

SQLITE = "chroma/chroma.sqlite3"


def chunk(number: int, body: str = "words", name: str = "bakers") -> Chunk:
    return Chunk(
        id=f"{name}/responsibilities/{number}",
        profile=name,
        occupation=name.title(),
        code="51-3011.00",
        section=Section.RESPONSIBILITIES,
        heading="Job Responsibilities",
        body=body,
        line=number,
    )


def build(index: Path, chunks: list[Chunk], vectors: Vectors) -> ProfileStore:
    states = {"bakers.md": DocumentState("0" * 64), "bad.md": DocumentState("1" * 64, "bad.md: is empty.")}
    return build_generation(
        index, profiles=[], chunks=chunks, vectors=vectors, embedder="hashing-256", documents=states
    )


def directions(count: int, dimensions: int = 32) -> Vectors:
    """As many unit vectors, each of its own direction, the same at every call."""
    vectors = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


# The plan


def test_a_plan_adds_what_is_new_or_changed_and_drops_what_is_gone() -> None:
    same, changed, new = chunk(1), chunk(2, "after"), chunk(3)
    stored = {same.id: same.digest, changed.id: chunk(2, "before").digest, "gone/salary": "0"}
    plan = plan_sync(stored, [same, changed, new])
    assert (plan.add, plan.keep, plan.drop) == ((changed, new), (same,), ("gone/salary",))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.integers(0, 9), st.sampled_from(["a", "b"])),
    st.dictionaries(st.integers(0, 9), st.sampled_from(["a", "b"])),
)
def test_applying_a_plan_gives_the_wanted_chunks_and_no_more(
    before: dict[int, str], after: dict[int, str]
) -> None:
    stored = {one.id: one.digest for one in (chunk(n, body) for n, body in before.items())}
    wanted = [chunk(n, body) for n, body in after.items()]
    plan = plan_sync(stored, wanted)
    left = {chunk_id: digest for chunk_id, digest in stored.items() if chunk_id not in plan.drop}
    assert left | {one.id: one.digest for one in plan.add} == {one.id: one.digest for one in wanted}
    assert {one.id for one in plan.keep} == {one.id for one in wanted if stored.get(one.id) == one.digest}
    again = plan_sync({one.id: one.digest for one in wanted}, wanted)
    assert (again.add, again.drop) == ((), ())


def test_a_fingerprint_is_of_the_chunks_and_not_of_their_order() -> None:
    chunks = [chunk(1), chunk(2)]
    assert fingerprint(chunks) == fingerprint(reversed(chunks))
    assert fingerprint(chunks) != fingerprint([chunk(1), chunk(2, "other words")])
    assert fingerprint(chunks) != fingerprint(chunks[:1])


# Writing and reading


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    bodies = [
        "",
        "plain",
        "- a\n- b",
        "“quotes” 'n' \\ $1 {x} %s",
        "日本語 ✓ \U0001f950",
        "مرحبا",
        "<b>&amp;",
    ]
    chunks, vectors = [chunk(n, body) for n, body in enumerate(bodies)], directions(len(bodies))
    build(tmp_path, chunks, vectors)
    store = open_current(tmp_path)
    assert store.chunks() == {one.id: one for one in chunks}
    assert store.digests() == {one.id: one.digest for one in chunks}
    backwards = [one.id for one in reversed(chunks)]
    assert np.allclose(store.vectors(backwards), vectors[::-1], atol=1e-6)
    assert store.manifest.documents["bad.md"].problem == "bad.md: is empty."
    assert (store.manifest.chunks, store.manifest.dimensions) == (len(chunks), 32)
    assert store.manifest.fingerprint == fingerprint(chunks)


def test_profiles_read_back_as_they_were(tmp_path: Path) -> None:
    folder = profile(tmp_path / "profiles" / "bakers.md", "Bakers", median="$17.55 an hour").parent
    ingest(folder, tmp_path / "index", HashingEmbedder())
    assert open_current(tmp_path / "index").profiles == load_documents(folder).profiles


def test_a_search_gives_cosines_best_first_and_only_of_the_profiles_asked_for(tmp_path: Path) -> None:
    chunks = [chunk(n, name=name) for name in ("bakers", "smiths", "tailors") for n in range(10)]
    vectors = directions(len(chunks))
    store = build(tmp_path, chunks, vectors)
    asked = vectors[12]
    found = store.search(asked, k=5)
    assert found[0][0] == chunks[12].id
    cosines = dict(zip([one.id for one in chunks], vectors @ asked, strict=True))
    assert [one for one, _ in found] == sorted(cosines, key=lambda name: -cosines[name])[:5]
    assert all(score == pytest.approx(cosines[name], abs=1e-5) for name, score in found)
    others = store.search(asked, k=30, profiles=["bakers", "tailors"])
    assert {name.split("/")[0] for name, _ in others} == {"bakers", "tailors"}
    assert len(others) == 20


def test_asking_for_more_than_there_is_gives_all_there_is(tmp_path: Path) -> None:
    store = build(tmp_path, [chunk(1), chunk(2)], directions(2))
    assert len(store.search(directions(1)[0], k=120)) == 2


@pytest.mark.parametrize("exact", [1000, 0])
def test_few_and_many_vectors_are_searched_each_in_its_way_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exact: int
) -> None:
    monkeypatch.setattr(store_local, "EXACT", exact)
    chunks, vectors = [chunk(n) for n in range(600)], directions(600, 128)
    build(tmp_path, chunks, vectors)
    store = open_current(tmp_path)
    for row in (0, 300, 599):
        cosines = vectors @ vectors[row]
        found = store.search(vectors[row], k=9)
        assert [name for name, _ in found] == [chunks[at].id for at in np.argsort(-cosines)[:9]]
        assert np.allclose([cosine for _, cosine in found], np.sort(cosines)[:-10:-1], atol=1e-5)


def test_an_index_larger_than_one_batch_reads_back_whole(tmp_path: Path) -> None:
    chunks, steps = [chunk(n) for n in range(2100)], list[int]()
    vectors = directions(2100, 8)
    build_generation(
        tmp_path,
        profiles=[],
        chunks=chunks,
        vectors=vectors,
        embedder="e",
        documents={},
        progress=steps.append,
    )
    store = open_current(tmp_path)
    assert steps == [2000, 2100]
    assert store.manifest.fingerprint == fingerprint(store.chunks().values()) == fingerprint(chunks)
    assert np.allclose(store.vectors([one.id for one in chunks]), vectors, atol=1e-6)
    assert store.search(vectors[2087], k=1)[0][0] == chunks[2087].id


def test_each_of_many_look_alikes_is_let_in_and_found(tmp_path: Path) -> None:
    folder, embedder = tmp_path / "profiles", HashingEmbedder()
    for n in range(110):
        profile(folder / f"bakers {n}.md", f"Bakers {n}")
    ingest(folder, tmp_path / "index", embedder)
    store = open_current(tmp_path / "index")
    ids = list(store.chunks())
    found = [store.search(vector, k=1)[0][1] for vector in store.vectors(ids)]
    assert [one for one, cosine in zip(ids, found, strict=True) if cosine < 0.999] == []


def test_many_may_search_at_once(tmp_path: Path) -> None:
    chunks, vectors = [chunk(n) for n in range(200)], directions(200)
    store = build(tmp_path, chunks, vectors)
    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(lambda at: store.search(vectors[at], k=1)[0][0], range(200)))
    assert found == [one.id for one in chunks]


# Old and new


def test_an_index_that_was_never_built_is_told_with_the_command_that_builds_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match=r"run: python app\.py ingest"):
        open_current(tmp_path)


def test_an_open_index_goes_on_answering_many_at_once_when_a_newer_one_takes_its_place(
    tmp_path: Path,
) -> None:
    vectors = directions(3)
    build(tmp_path, [chunk(1), chunk(2)], vectors[:2])
    opened = open_current(tmp_path)
    build(tmp_path, [chunk(1), chunk(2), chunk(3)], vectors)

    together = Barrier(20)

    def asked(_: int) -> set[tuple[str, int]]:
        together.wait(timeout=60)
        return {(opened.search(vectors[1], k=1)[0][0], len(opened.chunks())) for _ in range(20)}

    with ThreadPoolExecutor(20) as threads:
        assert set.union(*threads.map(asked, range(20))) == {(chunk(2).id, 2)}
    assert len(open_current(tmp_path).chunks()) == 3


@pytest.mark.parametrize("fault", ["blind", "not a number", "doubled id"])
def test_a_build_that_fails_leaves_the_old_index_answering_and_nothing_half_there(
    tmp_path: Path, fault: str
) -> None:
    chunks, vectors = [chunk(1), chunk(2)], directions(2)
    build(tmp_path, chunks, vectors)
    before = sorted(path.name for path in tmp_path.iterdir())
    broken = {"blind": vectors * 0, "not a number": vectors * np.float32("nan")}.get(fault, vectors)
    with pytest.raises(AdvisorError):
        build(tmp_path, [chunk(1), chunk(1 if fault == "doubled id" else 3)], broken)
    store = open_current(tmp_path)
    assert store.chunks() == {one.id: one for one in chunks}
    assert store.search(vectors[1], k=1)[0][0] == chunks[1].id
    assert sorted(path.name for path in tmp_path.iterdir()) == before


# Damage. An index is copied before it is damaged, so that no process has ever opened it there.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profiles")
    for title in ("Bakers", "Smiths", "Tailors"):
        profile(folder / f"{title.lower()}.md", title)
    return folder


@pytest.fixture(scope="module")
def sound(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound index of the folder."""
    index = tmp_path_factory.mktemp("sound")
    ingest(folder, index, HashingEmbedder())
    return index


@pytest.fixture
def index(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound index, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "index"))


def generation(index: Path) -> Path:
    return next(index.glob("gen-*"))


def is_rebuilt_from(folder: Path, index: Path) -> None:
    """The next run ends with an index that holds and finds everything."""
    embedder = HashingEmbedder()
    ingest(folder, index, embedder)
    chunks = chunks_of(load_documents(folder).profiles, embedder)
    store = open_current(index)
    assert store.chunks() == {one.id: one for one in chunks}
    averaged = sections_of_entries(chunks)
    for one in chunks:
        if one.id not in averaged:
            assert store.search(embedder.embed([one.text])[0], k=1)[0][1] == pytest.approx(1, abs=1e-5)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scribble(path: Path) -> None:
    path.write_bytes(np.random.default_rng(1).bytes(path.stat().st_size))


@pytest.mark.parametrize("damage", [Path.unlink, empty, halve, scribble])
@pytest.mark.parametrize("file", ["manifest.json", "profiles.json", SQLITE])
def test_a_damaged_index_is_noticed_and_rebuilt_from_the_documents(
    folder: Path, index: Path, file: str, damage: Callable[[Path], None]
) -> None:
    damage(generation(index) / file)
    with pytest.raises(IndexDamagedError) as noticed:
        open_current(index)
    assert str(generation(index)) in str(noticed.value)
    is_rebuilt_from(folder, index)


def test_a_missing_folder_of_vectors_is_noticed_and_rebuilt(folder: Path, index: Path) -> None:
    shutil.rmtree(generation(index) / "chroma")
    with pytest.raises(IndexDamagedError):
        open_current(index)
    is_rebuilt_from(folder, index)


def test_a_manifest_that_speaks_of_other_chunks_is_noticed(index: Path) -> None:
    path = generation(index) / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"chunks":', '"chunks":1'), "utf-8")
    with pytest.raises(IndexDamagedError, match="not as they were written"):
        open_current(index)


@pytest.mark.parametrize("content", [b"", b"gen-000000000000", b"..", b"\xff\xfe\x00", b"gen\0"], ids=repr)
def test_a_pointer_to_no_index_is_noticed_and_mended(folder: Path, index: Path, content: bytes) -> None:
    (index / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamagedError):
        open_current(index)
    is_rebuilt_from(folder, index)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of so many chunks that Chroma writes all of its files."""
    index = tmp_path_factory.mktemp("large")
    build(index, [chunk(n) for n in range(1500)], directions(1500))
    return index


READ_ALL = """\
import sys
from pathlib import Path
from knowledge.errors import IndexDamagedError
from knowledge.store import fingerprint, open_current

try:
    store = open_current(Path(sys.argv[1]))
except IndexDamagedError:
    sys.exit("noticed")
chunks = store.chunks()
vectors = store.vectors(list(chunks))
found = [store.search(vector, k=20) for vector in vectors[::50]]
whole = fingerprint(chunks.values()) == store.manifest.fingerprint
sys.exit("sound" if whole and all(len(one) == 20 and one[0][1] > 0.999 for one in found) else "wrong")
"""


def read_in_a_process_of_its_own(index: Path) -> str:
    """What becomes of reading the whole index; damaged vectors can take the process down."""
    command = [sys.executable, "-c", READ_ALL, str(index)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return (ran.stderr.strip().splitlines() or [f"ended by signal {-ran.returncode}"])[-1]


def test_a_large_index_is_sound_in_another_process(large: Path) -> None:
    assert read_in_a_process_of_its_own(large) == "sound"


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("data_level0.bin", empty),
        ("data_level0.bin", halve),
        ("data_level0.bin", scribble),
        ("index_metadata.pickle", Path.unlink),
    ],
)
def test_damaged_vectors_are_noticed_when_the_index_is_opened(
    large: Path, tmp_path: Path, file: str, damage: Callable[[Path], None]
) -> None:
    index = Path(shutil.copytree(large, tmp_path / "index"))
    damage(next(generation(index).glob(f"chroma/*/{file}")))
    assert read_in_a_process_of_its_own(index) in ("noticed", "sound")


@pytest.mark.parametrize("where", [0.02, 0.3, 0.7])
def test_damaged_pages_of_the_database_are_noticed_when_the_index_is_opened(
    large: Path, tmp_path: Path, where: float
) -> None:
    index = Path(shutil.copytree(large, tmp_path / "index"))
    path = generation(index) / SQLITE
    content = bytearray(path.read_bytes())
    start, length = int(len(content) * where) // 4096 * 4096, 10 * 4096
    content[start : start + length] = bytes(length)
    path.write_bytes(content)
    assert read_in_a_process_of_its_own(index) in ("noticed", "sound")
