"""Answers from documents that only list and tell: no level, category, mark or single pay figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.citations import Answer, cite
from advisor.question import Focus
from ingest.pipeline import chunks_of
from ingest.readers import read_profile
from knowledge.catalog import Catalog
from tests.advisor.made import asked

PAGE = """<h1>Pastry Baker</h1>
<h2>Duties</h2><ul><li>Bake cakes</li><li>Order butter</li></ul>
<h2>Skills</h2><ul><li>Patience with dough</li><li>Arithmetic</li></ul>
<h2>Tools</h2><ul><li>Deck oven</li><li>Excel</li></ul>
<h2>Hazards</h2><ul><li>Burns: ovens are hot</li></ul>
<h2>Pay</h2><p>$45,000 - $60,000 per year. Overtime is paid.</p>"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    path = tmp_path / "pastry.html"
    path.write_text(PAGE, "utf-8")
    profile = read_profile(path, tmp_path)
    return Catalog([profile], chunks_of([profile]))


def answer(
    catalog: Catalog, text: str, topic: str, kind: str = "fact", *facets: str, language: str = "en"
) -> Answer:
    question = asked(text, topic, kind=kind, facets=facets, language=language, profiles=["pastry"])
    draft = GroundedComposer(catalog).draft(question, (), Focus())
    cited = cite(draft, profiles=["pastry"])
    assert cited.dropped == ()
    return cited


@pytest.mark.parametrize(
    "kind", ["fact", "list", "count", "arithmetic", "yes_no", "superlative", "plan", "why", "define"]
)
@pytest.mark.parametrize("facets", [(), ("high",), ("negated",), ("ai_yes",), ("ai_no",), ("median",)])
@pytest.mark.parametrize(
    "topic", ["responsibilities", "skills", "tools", "risks", "salary", "overview", "ai_effect"]
)
def test_every_kind_of_question_gets_an_answer(
    catalog: Catalog, topic: str, kind: str, facets: tuple[str, ...]
) -> None:
    text = answer(catalog, "what share of them, 50k or 40%?", topic, kind, *facets).text
    assert text
    assert "By level: ." not in text
    assert " 2 ." not in text
    assert ": ." not in text
    assert not text.rstrip().endswith(":")


def test_pay_in_words_is_told_in_them_and_not_computed(catalog: Catalog) -> None:
    text = answer(catalog, "what is the median a month", "salary", "arithmetic", "median").text
    assert "names no median" in text
    assert "$45,000 - $60,000 per year" in text
    assert "52,500" not in text


def test_pay_in_words_is_told_in_another_language_too(catalog: Catalog) -> None:
    assert "$45,000 - $60,000" in answer(catalog, "sueldo", "salary", language="es").text


@pytest.mark.parametrize(
    ("topic", "facet", "words"),
    [
        ("responsibilities", "ai_yes", "does not mark"),
        ("responsibilities", "ai_no", "does not mark"),
        ("skills", "high", "no level"),
        ("tools", "ai_no", "no category"),
    ],
)
def test_a_mark_that_is_not_there_is_said_not_to_be_there(
    catalog: Catalog, topic: str, facet: str, words: str
) -> None:
    assert words in answer(catalog, "which", topic, "list", facet).text


def test_a_count_of_plain_entries_is_a_count_alone(catalog: Catalog) -> None:
    text = answer(catalog, "how many duties", "responsibilities", "count").text
    assert "2 duties" in text
    assert "AI can assist" not in text


def test_a_profile_without_a_word_on_ai_says_nothing_of_it(catalog: Catalog) -> None:
    found = answer(catalog, "will AI take it", "ai_effect", "yes_no")
    assert "does not say" in found.text
    assert "Some tasks" not in found.text
    assert found.abstained


@pytest.mark.parametrize("topic", ["ai_impact_score", "market_demand", "ai_integration"])
def test_nothing_is_announced_that_does_not_follow(catalog: Catalog, topic: str) -> None:
    assert not answer(catalog, "tell", topic).text.rstrip().endswith(":")
