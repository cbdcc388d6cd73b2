"""Several occupations side by side: what the first sentence tells of them, by what was asked."""

from __future__ import annotations

import pytest

from advisor.answering.material import Material
from advisor.answering.side_by_side import side_by_side
from advisor.citations import Draft, unsupported
from advisor.question import Question
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import Field

PLUMBERS, ELECTRICIANS, TELLERS, PHARMACY, NURSES, HYGIENISTS = (
    *("47-2152.00", "47-2111.00", "43-3071.00", "29-2052.00", "29-1141.00", "29-1292.00"),
)
CASHIERS, KEYERS, ROOFERS, PHARMACISTS = "41-2011.00", "43-9021.00", "47-2181.00", "29-1051.00"


def told(
    shipped: Catalog,
    codes: tuple[str, ...],
    text: str,
    *topics: str,
    figure: Field | None = None,
    uncovered: tuple[str, ...] = (),
) -> Draft:
    """What stands side by side; after the check that every number in it is cited or computed."""
    profiles = [shipped.get(shipped.of_code(code)) for code in codes]
    materials = [Material.of(one, shipped.chunks(one.id), ()) for one in profiles if one]
    asked = Question(text, topics=topics, uncovered=uncovered, search_text=text, figure=figure)
    found = side_by_side(asked, materials, shipped)
    assert found
    ids = frozenset(one.profile.id for one in materials)
    assert not any(unsupported(one, ids) for one in found.sentences)
    return found


@pytest.mark.parametrize(
    ("text", "topic", "begins"),
    [
        (
            "which loses more people",
            "outlook",
            "Cashiers lose more people: by 2034, as projected, Cash",
        ),
        ("who sheds fewer jobs", "outlook", "Data Entry Keyers lose fewer people: by 2034"),
        ("by how many people", "outlook", "Cashiers lose more people: by 2034"),
        ("who has the better top decile", "salary", "Data Entry Keyers have the higher pay of the highest"),
        ("which earns less in the 10th percentile", "salary", "Cashiers have the lower pay of the lowest"),
        ("which is harder to automate", "ai_effect", "Cashiers have the lower exposure to AI"),
        ("which is easier to automate", "ai_effect", "Data Entry Keyers have the higher exposure to AI"),
    ],
)
def test_the_figure_and_the_end_that_are_asked_for_come_first(
    shipped: Catalog, text: str, topic: str, begins: str
) -> None:
    figure = fields.CHANGE if topic == "outlook" else None
    found = told(shipped, (CASHIERS, KEYERS), text, topic, figure=figure)
    assert found.sentences[0].text.startswith(begins)
    assert found.figure


def test_figures_that_are_told_alike_are_told_as_the_same(shipped: Catalog) -> None:
    asked = "which is more exposed to ai"
    assert (
        "have the same exposure to AI"
        in told(shipped, (PHARMACY, PHARMACISTS), asked, "ai_effect").sentences[0].text
    )
    several = told(shipped, (PLUMBERS, ELECTRICIANS, ROOFERS), "which takes the least schooling", "education")
    assert several.sentences[0].text.endswith("usually a high school diploma for the others.")


def test_how_far_apart_and_in_which_order_is_told_when_asked(shipped: Catalog) -> None:
    apart = told(shipped, (CASHIERS, KEYERS), "by how much", "ai_effect", figure=fields.EXPOSURE)
    assert apart.sentences[1].text.endswith("points of 100 apart (my arithmetic).")
    ranked = told(shipped, (CASHIERS, KEYERS, ROOFERS), "rank all three", "salary", figure=fields.PAY)
    assert ranked.sentences[1].text.startswith("In this order: Roofers, $50,970 a year; Data Entry Keyers,")


def test_whose_pay_lies_wider_apart(shipped: Catalog) -> None:
    asked = "which has the bigger gap between low and high earners"
    found = told(shipped, (PLUMBERS, ELECTRICIANS), asked, "salary")
    assert found.sentences[0].text.startswith("Electricians have the wider spread: $66,600 a year between")
    assert found.foremost == shipped.of_code(ELECTRICIANS)
    pays = told(shipped, (PLUMBERS, ELECTRICIANS), "which pays more", "salary")
    assert "have the higher median pay" in pays.sentences[0].text


def test_of_two_with_the_same_schooling_the_training_tells_them_apart(shipped: Catalog) -> None:
    found = told(shipped, (TELLERS, PHARMACY), "which needs longer training", "experience")
    assert found.sentences[0].text.startswith("Pharmacy Technicians take more training on the job:")


@pytest.mark.parametrize(
    ("asked", "topic"), [("how do i get there", "next_jobs"), ("how long does it take", "overview")]
)
def test_the_way_into_several_is_their_schooling_and_training(
    shipped: Catalog, asked: str, topic: str
) -> None:
    found = told(shipped, (NURSES, HYGIENISTS), asked, topic)
    assert found.sentences[0].text.startswith("Registered Nurses take more schooling to enter:")
    rows = [one.cells[0].text for one in found.sentences if one.cells]
    assert rows[1:] == ["Typical education to enter", "Work experience needed", "Training on the job"]


def test_where_the_figures_come_from_is_told_beside_them(shipped: Catalog) -> None:
    found = told(shipped, (NURSES, HYGIENISTS), "how sure is this", "salary", uncovered=("provenance",))
    said = [one.text for one in found.sentences]
    assert "higher median pay" in said[0]
    assert any("Occupational Employment and Wage Statistics, May 2024" in one for one in said)
    assert not found.abstained


def test_why_they_differ_is_not_known(shipped: Catalog) -> None:
    found = told(shipped, (NURSES, HYGIENISTS), "and why", "salary")
    assert found.sentences[0].text.startswith("The figures tell how these jobs differ, not for what reasons.")
    assert found.abstained
    assert "higher median pay" in found.sentences[1].text
