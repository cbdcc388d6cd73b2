"""One atlas of made occupations, and one of everything that is shipped, for all tests of the views."""

from __future__ import annotations

import pytest

from advisor.jobs.atlas import Atlas
from advisor.settings import PROFILES
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of, load_documents
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from tests.advisor.jobs.made import made_atlas


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return made_atlas(tmp_path_factory.mktemp("atlas"))


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """The atlas of the shipped documents and figures."""
    profiles = load_documents(PROFILES).profiles
    return Atlas(Catalog(profiles, chunks_of(profiles), tables=FactTables.load(), split=split_whole))
