"""An advisor that knows all occupations by their figures alone, with its catalog and its moves."""

from __future__ import annotations

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.chain import Advisor
from advisor.reskilling.paths import Reskilling
from advisor.retrieval import PassageIndex
from advisor.understanding.labels import load_examples
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from tests.advisor.made import ScriptedReader, reading
from tests.advisor.moves.told import CASHIERS

READINGS = {
    "could go": reading("next_jobs"),
    "become an": reading("next_jobs"),
    "worthless": reading(intent="feelings"),
}


@pytest.fixture(scope="package")
def catalog() -> Catalog:
    """All occupations, by their figures alone."""
    return Catalog([], tables=FactTables.load(), split=split_whole)


@pytest.fixture(scope="package")
def advisor(catalog: Catalog) -> Advisor:
    (chunk, *_) = catalog.chunks(CASHIERS).values()
    return Advisor(
        catalog,
        Understanding(ScriptedReader(READINGS), catalog, load_examples()),
        PassageIndex([chunk]),
        GroundedComposer(catalog),
    )


@pytest.fixture(scope="package")
def reskilling(catalog: Catalog) -> Reskilling:
    assert catalog.tables
    return Reskilling(catalog.tables, catalog.traits)
