"""The shipped tables and one set of moves over them, made once."""

from __future__ import annotations

import pytest

from advisor.reskilling.paths import Reskilling
from knowledge.facts import FactTables


@pytest.fixture(scope="session")
def tables() -> FactTables:
    return FactTables.load()


@pytest.fixture(scope="session")
def reskilling(tables: FactTables) -> Reskilling:
    return Reskilling(tables)
