"""Occupations side by side: one sentence, and a source for every cell."""

from __future__ import annotations

import pytest

from advisor.jobs.atlas import Atlas
from advisor.jobs.compare import ROWS


def test_the_sentence_says_who_is_paid_more_and_who_is_more_exposed(atlas: Atlas) -> None:
    found = atlas.comparison(["bakers", "15-2099.00"])
    assert found.sentence == (
        "Mathematical Science Occupations have the higher median pay, $90,000 a year, against $30,000 a year"
        " for Bakers; exposure to AI is low for Bakers, high for Mathematical Science Occupations."
    )


def test_pay_by_the_hour_is_not_set_against_pay_by_the_year(atlas: Atlas) -> None:
    assert "median pay" not in atlas.comparison(["bakers", "27-2011.00"]).sentence


def test_where_neither_is_known_the_sentence_says_so(atlas: Atlas) -> None:
    sentence = atlas.comparison(["27-2011.00", "53-6061.00"]).sentence
    assert sentence.startswith("Neither pay nor exposure to AI is known")


def test_every_row_has_a_cell_for_each_and_every_cell_a_source_or_nothing(atlas: Atlas) -> None:
    found = atlas.comparison(["bakers", "15-2099.01", "53-6061.00"])
    assert [row.field for row in found.rows] == list(ROWS)
    for row in found.rows:
        assert len(row.cells) == 3
        assert row.cells[2] is None
        assert all(cell is None or cell.origin.name for cell in row.cells)
    cells = {row.field: row.cells for row in found.rows}
    assert cells["duties"][0]
    assert cells["duties"][0].said == "1 of 3"
    assert cells["median_pay"][1]
    assert cells["median_pay"][1].describes == "Mathematical Science Occupations"


@pytest.mark.parametrize("names", [[], ["bakers"], ["bakers", "bakers"]])
def test_fewer_than_two_cannot_stand_side_by_side(atlas: Atlas, names: list[str]) -> None:
    with pytest.raises(ValueError, match="2 to 4"):
        atlas.comparison(names)


def test_five_cannot_either(atlas: Atlas) -> None:
    with pytest.raises(ValueError, match="2 to 4"):
        atlas.comparison([row.id for row in atlas.listing.rows[:5]])
