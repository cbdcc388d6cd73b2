"""What of an index is embedded, and what is taken from the vectors of entries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import chunks_of, ingest, load_documents
from ingest.vectors import HEAD, sections_of_entries
from knowledge.chunk import Chunk
from knowledge.profile import Section
from knowledge.store import open_current
from tests.fakes import HashingEmbedder
from tests.ingest.made import profile


def chunk(chunk_id: str, body: str, parent: str = "") -> Chunk:
    return Chunk(chunk_id, "bakers", "Bakers", "", Section.SKILLS, "Skills", body, 1, parent)


@pytest.mark.parametrize(
    ("body", "is_of_entries"),
    [
        ("- Shaping dough\n- Reading recipes", True),
        ("- **Shaping dough**\n- Reading recipes", True),
        ("A baker has to know rather more than a list can hold:\n- Shaping dough\n- Reading recipes", False),
    ],
)
def test_a_section_that_says_more_than_its_entries_is_embedded_itself(body: str, is_of_entries: bool) -> None:
    chunks = [chunk("a", body), chunk("a/1", "Shaping dough", "a"), chunk("a/2", "Reading recipes", "a")]
    assert sections_of_entries(chunks) == ({"a": ["a/1", "a/2"]} if is_of_entries else {})


def test_a_section_without_entries_of_its_own_is_embedded() -> None:
    assert sections_of_entries([chunk("a", "Shaping dough")]) == {}


def test_a_section_is_its_entries_and_its_heading_also_where_some_were_kept(tmp_path: Path) -> None:
    folder, index = tmp_path / "profiles", tmp_path / "index"
    profile(folder / "bakers.md", "Bakers", duty="Sharpen the tools")
    ingest(folder, index, HashingEmbedder())
    profile(folder / "bakers.md", "Bakers", duty="Sweep the floor")
    ingest(folder, index, embedder := HashingEmbedder())
    entries = sections_of_entries(chunks_of(load_documents(folder).profiles, HashingEmbedder()))
    assert "Bakers > Job Responsibilities" in embedder.embedded
    assert entries
    store = open_current(index)
    for section, inside in entries.items():
        (head,) = embedder.embed([store.chunks()[section].head])
        wanted = store.vectors(inside).mean(axis=0) + HEAD * head
        assert store.vectors([section])[0] == pytest.approx(wanted / np.linalg.norm(wanted), abs=1e-6)
