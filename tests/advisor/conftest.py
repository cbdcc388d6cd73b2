"""The shipped profile and two made ones, for all tests of the advisor."""

from __future__ import annotations

import pytest

from ingest.chunker import split_whole
from ingest.pipeline import chunks_of
from ingest.readers import read_profile
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.profile import Profile
from tests.advisor.made import document, profile_of
from tests.conftest import PROFILE, ROOT


@pytest.fixture(scope="session")
def officer() -> Profile:
    """The shipped border officer's profile."""
    return read_profile(PROFILE, PROFILE.parent)


@pytest.fixture(scope="session")
def bakers(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return profile_of(document(), tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def florists(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile with the bakers' headings and other facts below them."""
    text = document(
        "Florists",
        code="27-1023.00",
        salary="- **Minimum**: $23,500\n- **Median**: $36,500\n- **Maximum**: $49,500",
        summary="They bind flowers into bouquets. They advise people who give them.",
        tools="- **Rose Shears** (Garden): They cut stems.",
    )
    return profile_of(text, tmp_path_factory.mktemp("made"), "florists")


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """Every occupation of the shipped documents and figures."""
    folder = ROOT / "knowledge" / "profiles"
    profiles = [read_profile(path, folder) for path in sorted(folder.glob("*.md")) if path.stem != "README"]
    return Catalog(profiles, chunks_of(profiles), tables=FactTables.load(), split=split_whole)
