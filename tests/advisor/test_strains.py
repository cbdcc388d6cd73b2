"""What is hard about a job that no document tells the risks of."""

from __future__ import annotations

from advisor.answering.strains import HIGH, SHOWN, STRAINS, answer_strains
from advisor.citations import Form, unsupported
from knowledge.catalog import Catalog
from knowledge.rated import rated_elements
from tests.advisor.made import material_in

CHEFS, CONTROLLERS = "35-1011.00", "53-2021.00"


def strains(catalog: Catalog, code: str) -> list[str]:
    assert catalog.traits
    material = material_in(catalog, code)
    sentences = answer_strains(material, catalog.traits)
    assert not any(unsupported(one, frozenset({material.profile.id})) for one in sentences)
    return [one.text for one in sentences if one.form is Form.BULLET]


def test_what_stands_out_is_told_with_its_rating_the_most_unusual_first(shipped: Catalog) -> None:
    found = strains(shipped, CHEFS)
    assert found[0].startswith("Working under strict deadlines and time pressure: 4.8 of 5")
    assert len(found) <= SHOWN
    assert all(float(one.partition(": ")[2].split()[0]) >= HIGH for one in found)
    assert set(found).isdisjoint(strains(shipped, CONTROLLERS))


def test_a_job_that_is_not_rated_gets_none(shipped: Catalog) -> None:
    assert shipped.traits
    unrated = next(code for code in shipped.traits.codes if not shipped.traits.facts("context", code))
    assert strains(shipped, unrated) == []


def test_every_strain_is_an_element_that_can_be_told() -> None:
    assert {one.element for one in rated_elements() if one.table == "context"} >= STRAINS
