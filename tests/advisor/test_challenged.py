"""Doubt, and the question where something comes from, are told apart from what only sounds alike."""

from __future__ import annotations

import pytest

from advisor.answering.material import Material
from advisor.answering.where_from import answer_where_from
from advisor.citations import unsupported
from advisor.understanding.challenged import challenges, doubts
from knowledge.catalog import Catalog

DEVELOPERS = "15-1252.00"


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("says who", False),
        ("how do you know", False),
        ("who measured that", False),
        ("what year is it from", False),
        ("link", False),
        ("which survey exactly", False),
        ("you sure", False),
        ("prove it", False),
        ("i dont buy that", True),
        ("that seems low. i see copilot do all of it", True),
        ("your pay numbers are wrong", True),
        ("that is made up", True),
    ],
)
def test_a_challenge_is_read(text: str, doubted: bool) -> None:
    assert challenges(text)
    assert doubts(text) == doubted


@pytest.mark.parametrize(
    "text",
    [
        "is the pay low",
        "which year of apprenticeship pays best",
        "who decides who gets hired at a hospital when there are many people who want the same job there",
        "what does it pay",
        "is that stressful",
        "how do you become one",
    ],
)
def test_a_question_of_the_job_is_no_challenge(text: str) -> None:
    assert not challenges(text)


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        (("salary",), ["Occupational Employment and Wage Statistics, May 2024", "https://www.bls.gov"]),
        (("ai_effect",), ["GPTs are GPTs", "the authors' view, written for this profile"]),
        (("automation", "copilot_tasks"), ["no study measured it"]),
        (("overview",), ["Employment Projections", "Wage Statistics"]),
    ],
)
def test_the_source_is_that_of_what_was_told(
    shipped: Catalog, topics: tuple[str, ...], said: list[str]
) -> None:
    profile = shipped.get(shipped.of_code(DEVELOPERS))
    assert profile
    assert shipped.tables
    material = Material.of(profile, shipped.chunks(profile.id), ())
    found = answer_where_from(material, topics, shipped.tables, "says who")
    assert found
    assert not any(unsupported(one, frozenset((profile.id,))) for one in found.sentences)
    text = " ".join(one.text for one in found.sentences)
    assert all(one in text for one in said)
    assert all(one.evidence for one in found.sentences[1:-1])
    doubted = answer_where_from(material, topics, shipped.tables, "i dont buy that")
    assert doubted
    assert doubted.sentences[0].text.startswith("I cannot weigh it")
    assert doubted.sentences[1:] == found.sentences[1:]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("where does the openings number come from", "Employment Projections"),
        ("source of that exposure figure?", "GPTs are GPTs"),
    ],
)
def test_the_source_of_a_figure_that_is_named_comes_before_that_of_the_last_answer(
    shipped: Catalog, text: str, said: str
) -> None:
    profile = shipped.get(shipped.of_code(DEVELOPERS))
    assert profile
    assert shipped.tables
    material = Material.of(profile, shipped.chunks(profile.id), ())
    found = answer_where_from(material, ("salary",), shipped.tables, text)
    assert found
    assert said in found.sentences[1].text
    assert "Wage Statistics" not in " ".join(one.text for one in found.sentences)
