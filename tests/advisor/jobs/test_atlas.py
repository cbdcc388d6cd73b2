"""An occupation is found by whatever people call it; without figures there is less to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.jobs.atlas import Atlas
from knowledge.catalog import Catalog
from knowledge.errors import UnknownOccupationError
from tests.advisor.made import document, profile_of


@pytest.mark.parametrize("name", ["bakers", "51-3011.00", "Bakers", "pastry chef", " bakers "])
def test_any_name_finds_its_occupation(atlas: Atlas, name: str) -> None:
    assert atlas.find(name) == "bakers"


@pytest.mark.parametrize("name", ["", "  ", "zzzz qqqq"])
def test_no_name_finds_none(atlas: Atlas, name: str) -> None:
    with pytest.raises(UnknownOccupationError):
        atlas.find(name)


def test_the_nearest_names_are_told(atlas: Atlas) -> None:
    with pytest.raises(UnknownOccupationError, match=r"Floral Designers \(27-1023.00\)"):
        atlas.find("floral desinger")


def test_own_documents_alone_can_be_looked_at_and_give_no_moves(tmp_path: Path) -> None:
    bakers = profile_of(document(), tmp_path)
    alone = Atlas(Catalog([bakers]))
    alone.warm()
    found = alone.glance("bakers")
    assert found.pay
    assert [point.name for point in found.pay.points] == ["Minimum", "Median", "Maximum"]
    assert found.pay.origin.name == "bakers.md"
    assert found.exposure is None
    assert found.notes[0].said == "A high school diploma or its equivalent"
    with pytest.raises(UnknownOccupationError, match="figures"):
        alone.options("bakers")
