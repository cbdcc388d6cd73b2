"""The index on a real Chroma server: shared by processes, replaced while read, gone and back."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import app
from advisor.retrieval import PassageIndex
from advisor.settings import Settings
from ingest.pipeline import ingest
from knowledge import store_chroma, store_served
from knowledge.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexUnreachableError,
)
from knowledge.store import index_at, open_current
from knowledge.store_chroma import connected
from knowledge.store_generation import Content
from knowledge.store_served import ServedIndex
from tests.advisor.made import document
from tests.chroma_server import ChromaServer, token_proxy
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import profile
from tests.knowledge.test_store import chunk, directions

NAMES = ("bakers", "smiths", "tailors")
CHUNKS = tuple(chunk(n, name=name) for name in NAMES for n in range(10))
VECTORS = directions(len(CHUNKS))
CONTENT = Content((), CHUNKS, VECTORS, "hashing-256", {})


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A server for the tests that do not stop it."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def index(running: ChromaServer) -> ServedIndex:
    """The address of that server, with nothing on it."""
    with connected(running.url, "") as client:
        for collection in client.list_collections():
            client.delete_collection(collection.name)
    return ServedIndex(running.url)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server that a test may stop and start."""
    server = ChromaServer(tmp_path / "chroma")
    server.start()
    yield server
    server.stop()


def build(index: ServedIndex) -> None:
    index.build(CONTENT, lambda done: None)


def collections(index: ServedIndex) -> list[str]:
    with connected(index.url, "") as client:
        return sorted(found.name for found in client.list_collections())


def test_an_address_is_told_from_a_folder() -> None:
    assert index_at("https://chroma.example:8443/", "secret") == ServedIndex(
        "https://chroma.example:8443", "secret"
    )
    assert "secret" not in repr(index_at("https://chroma.example", "secret"))


def test_a_server_without_an_index_says_how_to_make_one(index: ServedIndex) -> None:
    assert not index.exists()
    with pytest.raises(IndexMissingError, match=r"run: python app\.py ingest"):
        index.open()


def test_what_is_written_to_a_server_reads_back_and_is_found_as_in_a_folder(
    index: ServedIndex, tmp_path: Path
) -> None:
    folder = tmp_path / "profiles"
    for title in ("Bakers", "Smiths", "Tailors"):
        profile(folder / f"{title.lower()}.md", title)
    embedder = HashingEmbedder()
    report = ingest(folder, index, embedder)
    here = ingest(folder, tmp_path / "index", HashingEmbedder())
    assert report == here
    served, local = open_current(index), open_current(tmp_path / "index")
    assert served.manifest == local.manifest
    assert served.profiles == local.profiles
    assert list(served.chunks().items()) == list(local.chunks().items())
    ids = sorted(served.chunks())
    assert np.allclose(served.vectors(ids), local.vectors(ids))
    for text in ("Tidy the tailors workshop", "pay of smiths"):
        vector = embedder.embed([text])[0]
        for profiles in ((), ("smiths",), ("tailors", "bakers"), ("nobody",)):
            found = served.search(vector, k=7, profiles=profiles)
            wanted = local.search(vector, k=7, profiles=profiles)
            assert [cosine for _, cosine in found] == pytest.approx([one for _, one in wanted], abs=1e-5)
            assert all(one.split("/")[0] in (profiles or NAMES) for one, _ in found)
    embedder.embedded.clear()
    assert ingest(folder, index, embedder).kept == report.added
    assert embedder.embedded == []


READ = """\
import sys
from knowledge.store import fingerprint, index_at, open_current

store = open_current(index_at(sys.argv[1]))
assert fingerprint(store.chunks().values()) == store.manifest.fingerprint
found = [store.search(vector, k=1)[0][1] > 0.999 for vector in store.vectors(list(store.chunks()))]
print(store.manifest.fingerprint, all(found), flush=True)
"""


def test_several_processes_share_an_index_and_no_disk(index: ServedIndex, tmp_path: Path) -> None:
    build(index)
    command = [sys.executable, "-c", READ, index.url]
    readers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)})
        for _ in range(2)
    ]
    told = [reader.communicate(timeout=60)[0] for reader in readers]
    assert told == [f"{CONTENT.manifest().fingerprint} True\n"] * 2


def test_readers_go_on_while_the_index_is_replaced_again_and_again(index: ServedIndex) -> None:
    build(index)
    opened = index.open()

    def asked(at: int) -> tuple[str, str]:
        row = at % len(CHUNKS)
        of_all = opened.search(VECTORS[row], k=1)[0][0]
        return of_all, opened.search(VECTORS[row], k=1, profiles=[CHUNKS[row].profile])[0][0]

    with ThreadPoolExecutor(5) as threads:
        found = threads.map(asked, range(300))
        for _ in range(3):  # After two, the generation that is read is gone.
            build(index)
        assert list(found) == [(CHUNKS[at % len(CHUNKS)].id,) * 2 for at in range(300)]
    assert asked(17) == (CHUNKS[17].id,) * 2
    assert len(collections(index)) == 5  # Two generations of two collections, and their pointer.


def test_one_writes_at_a_time_and_a_dead_writer_is_replaced(
    index: ServedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_served, "BEAT", 0.05)
    monkeypatch.setattr(store_served, "DEAD", 0.5)
    with index.writing(1), pytest.raises(IndexBusyError), index.writing(1.5):
        pass
    assert store_served.WRITER not in collections(index)
    with connected(index.url, "") as client:
        client.create_collection(store_served.WRITER, metadata={"beat": "last"}, embedding_function=None)
    with index.writing(5):
        assert store_served.WRITER in collections(index)
    assert store_served.WRITER not in collections(index)


@pytest.mark.parametrize("fault", ["a profile", "the manifest", "the vectors", "a vector"])
def test_what_is_gone_from_a_server_is_noticed_and_mended(
    index: ServedIndex, tmp_path: Path, fault: str
) -> None:
    folder = profile(tmp_path / "profiles" / "bakers.md", "Bakers").parent
    ingest(folder, index, HashingEmbedder())
    name = next(one for one in collections(index) if one.startswith("advisor-gen-"))
    with connected(index.url, "") as client:
        match fault:
            case "a profile":
                store_chroma.read_collection(client, f"{name}-profiles").delete(ids=["00000000"])
            case "the manifest":
                store_chroma.read_collection(client, f"{name}-profiles").delete(ids=["manifest"])
            case "the vectors":
                client.delete_collection(name)
            case "a vector":
                store_chroma.read_collection(client, name).delete(ids=["bakers/salary"])
    with pytest.raises(IndexDamagedError):
        index.open()
    app_folder = tmp_path / "profiles"
    profile(app_folder / "smiths.md", "Smiths")
    ingest(app_folder, index, HashingEmbedder())
    assert [found.id for found in index.open().profiles] == ["bakers", "smiths"]


def test_a_token_is_sent_and_one_that_is_missing_or_wrong_is_told(running: ChromaServer) -> None:
    with token_proxy(running.url, "let-me-in") as address:
        index = ServedIndex(address, "let-me-in")
        build(index)
        assert index.open().search(VECTORS[3], k=1)[0][0] == CHUNKS[3].id
        for token, told in (("", "is missing"), ("wrong", "is not accepted")):
            with pytest.raises(IndexUnreachableError, match=f"{told}.*ADVISOR_INDEX_TOKEN"):
                ServedIndex(address, token).open()


def test_words_stand_in_for_a_server_that_is_gone_and_meaning_is_back_with_it(
    own: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(store_served, "PAUSE", 0.0)
    monkeypatch.setattr(store_served, "REMEMBERED", 1)
    (tmp_path / "bakers.md").write_text(document(), "utf-8")
    (tmp_path / "florists.md").write_text(document("Florists"), "utf-8")
    ingest(tmp_path, ServedIndex(own.url), HashingEmbedder())
    store = ServedIndex(own.url).open()
    passages = PassageIndex(store.chunks().values(), store, HashingEmbedder())
    words = PassageIndex(store.chunks().values())
    with_meaning = passages.search("knead the dough")
    of_bakers = passages.search("knead the dough", profiles=["bakers"])
    own.stop()
    with caplog.at_level(logging.WARNING, "knowledge.store_served"):
        for _ in range(3):
            assert passages.search("knead the dough") == words.search("knead the dough")
        assert passages.near(HashingEmbedder().embed(["dough"])[0], k=3) == []
        assert passages.search("knead the dough", profiles=["bakers"]) == of_bakers  # Its vectors are kept.
        own.start()
        assert passages.search("knead the dough") == with_meaning
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert "words alone" in told[0]
    assert "is back" in told[1]


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_chroma, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        index = ServedIndex(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(IndexUnreachableError, match="cannot be reached"):
            index.exists()


def test_the_app_starts_by_words_without_its_server_and_with_it_once_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.PAUSE", 0.05)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "bakers.md").write_text(document(), "utf-8")
    server = ChromaServer(tmp_path / "chroma")
    settings = Settings(profiles=tmp_path / "profiles", index=server.url)
    better = app.advisors(settings, lambda doing, done, total: None)
    first = next(better).ask("What is the median pay of bakers?").answer
    assert (first.mode, "$34,000" in first.text) == ("words", True)
    try:
        server.start()
        later = next(better).ask("What is the median pay of bakers?").answer
    finally:
        server.stop()
    assert (later.mode, "$34,000" in later.text) == ("grounded", True)
