"""Whether a program is among the software published for an occupation."""

from __future__ import annotations

import pytest

from advisor.answering.software import answer_software
from advisor.citations import unsupported
from advisor.question import Question
from advisor.understanding.named import said_for_tools
from knowledge.catalog import Catalog
from tests.advisor.made import material_in

ANALYSTS, TRUCKERS, ELECTRICIANS = "13-2051.00", "53-3032.00", "47-2111.00"


def said(catalog: Catalog, code: str, text: str, *, kind: str = "yes_no", topic: str = "tools") -> list[str]:
    tables = catalog.tables
    assert tables
    material = material_in(catalog, code)
    called = said_for_tools(one.name for one in tables.programs() if one.hot)
    question = Question(text, kind=kind, topics=(topic,), search_text=text)
    sentences = answer_software(question, material, tables, called)
    assert not any(unsupported(one, frozenset({material.profile.id})) for one in sentences)
    return [one.text for one in sentences]


def test_a_program_that_is_listed_is_a_yes_that_is_no_must(shipped: Catalog) -> None:
    verdict, rest = said(shipped, TRUCKERS, "do they need to know SAP")
    assert verdict.startswith("Yes: O*NET")
    assert "SAP software" in verdict
    assert "does not make it a must" in rest


def test_a_known_program_that_is_not_listed_is_told_with_the_number_of_those_that_are(
    shipped: Catalog,
) -> None:
    verdict, rest = said(shipped, ANALYSTS, "do i need python for this job", topic="skills")
    assert verdict.startswith("Python is not among the 181 programs")
    assert "not known here" in rest


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        ("do they use AutoCAD", "yes_no", "tools"),  # The document names it.
        ("do they go to meetings", "yes_no", "tools"),
        ("do they need to react fast", "yes_no", "skills"),
        ("which programs do they use, python?", "list", "tools"),
        ("is python well paid", "yes_no", "salary"),
    ],
)
def test_everything_else_is_left_to_others(shipped: Catalog, text: str, kind: str, topic: str) -> None:
    assert said(shipped, ELECTRICIANS, text, kind=kind, topic=topic) == []
