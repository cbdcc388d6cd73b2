"""Answers from published ratings, with the rating and its year one click away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.answering.material import Material
from advisor.answering.rated import answer_near, answer_rated, compare_rated
from advisor.answering.side_by_side import side_by_side
from advisor.citations import unsupported
from advisor.question import Question
from knowledge.catalog import Catalog
from knowledge.rated import rated_elements
from tests.advisor.made import asked, material_in

ROOFERS, VETS, PHLEBOTOMISTS = "47-2181.00", "29-1131.00", "31-9097.00"


def said(catalog: Catalog, code: str, *names: str, kind: str = "yes_no") -> list[str]:
    material = material_in(catalog, code)
    profile = material.profile
    assert catalog.traits
    elements = tuple(one for name in names for one in rated_elements() if one.name == name)
    question = Question(text="?", kind=kind, rated=elements, profiles=(profile.id,))
    sentences = answer_rated(question, material, catalog.traits)
    near = answer_near(replace(question, rated=(), rated_near=elements), material, catalog.traits)
    assert {one.text for one in near[1:]} <= {one.text for one in sentences}  # And no verdict.
    assert len(near) == (len(sentences) + (kind != "yes_no") if sentences else 0)
    assert not any(unsupported(one, frozenset({profile.id})) for one in sentences)
    return [one.text for one in sentences]


def test_a_rating_is_told_with_its_scale_and_source(shipped: Catalog) -> None:
    verdict, text = said(shipped, ROOFERS, "context: Outdoors, Exposed to Weather")
    assert verdict.startswith("Yes")
    assert "of 5" in text
    assert "every day" in text
    assert "O*NET 20.3" in text


def test_what_hardly_counts_is_no_yes(shipped: Catalog) -> None:
    verdict, text = said(shipped, ROOFERS, "knowledge: Fine Arts")
    assert verdict.startswith("Hardly")
    assert "1.2 of 5, not important" in text


def test_several_ratings_are_told_and_only_a_question_gets_a_verdict(shipped: Catalog) -> None:
    names = ("context: Spend Time Standing", "knowledge: Biology")
    assert len(said(shipped, VETS, *names, kind="fact")) == 2


def test_an_occupation_without_ratings_gets_no_answer(shipped: Catalog) -> None:
    unrated = next(code for code in shipped.traits.codes if not shipped.traits.facts("knowledge", code))  # type: ignore[union-attr]
    assert said(shipped, unrated, "knowledge: Chemistry") == []


@pytest.mark.parametrize("code", [ROOFERS, VETS, PHLEBOTOMISTS])
def test_no_question_about_ratings_adds_none(shipped: Catalog, code: str) -> None:
    assert said(shipped, code) == []
    assert asked("pay").rated == ()


def test_several_jobs_are_compared_by_a_rating(shipped: Catalog) -> None:
    assert shipped.traits
    profiles = [shipped.get(shipped.of_code(code)) for code in (PHLEBOTOMISTS, ROOFERS)]
    materials = [Material.of(one, shipped.chunks(one.id), ()) for one in profiles if one]
    element = next(one for one in rated_elements() if one.name == "context: Outdoors, Exposed to Weather")
    found = compare_rated(Question(text="?", rated=(element,)), materials, shipped.traits)
    assert found
    assert found.foremost == materials[1].profile.id
    ids = frozenset(one.profile.id for one in materials)
    assert not any(unsupported(one, ids) for one in found.sentences)
    assert "Roofers are rated higher than Phlebotomists" in found.sentences[0].text
    least = compare_rated(
        Question(text="which is the least so?", rated=(element,)), materials, shipped.traits
    )
    assert least
    assert least.foremost == materials[0].profile.id
    assert "Phlebotomists are rated lower than Roofers" in least.sentences[0].text
    compared = [
        compare_rated(Question("?", rated=(one,)), materials, shipped.traits) for one in rated_elements()
    ]
    near = [one for one in compared if one and "about the same in both" in one.sentences[0].text]
    assert 0 < len(near) < len(compared) / 2
    assert not any(one.foremost for one in near)
    assert compare_rated(Question(text="?"), materials, shipped.traits) is None
    assert compare_rated(Question(text="?", rated=(element,)), materials[:1], shipped.traits) is None


def test_pay_is_compared_by_figures_and_stress_by_ratings(shipped: Catalog) -> None:
    profiles = [shipped.get(shipped.of_code(code)) for code in (PHLEBOTOMISTS, ROOFERS)]
    materials = [Material.of(one, shipped.chunks(one.id), ()) for one in profiles if one]
    element = next(one for one in rated_elements() if one.name == "context: Time Pressure")
    both = Question(
        text="?", topics=("salary",), uncovered=("wellbeing",), rated=(element,), search_text="pay and stress"
    )
    found = side_by_side(both, materials, shipped)
    assert found
    assert not found.abstained
    assert [row for row in found.sentences if row.cells and row.cells[0].text == "Median pay"]
    assert any("Time" in one.text or "time pressure" in one.text for one in found.sentences)
    alone = side_by_side(replace(both, search_text="which is calmer"), materials, shipped)
    assert alone
    assert not [row for row in alone.sentences if row.cells and row.cells[0].text == "Median pay"]
