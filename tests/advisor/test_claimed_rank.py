"""A claim that an occupation is the first of all is held against all, and answered with its place."""

from __future__ import annotations

import pytest

from advisor.answering.claimed_rank import answer_rank
from advisor.answering.move_parts import Side
from advisor.citations import cite
from advisor.question import Question
from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.facts import FactTables

NURSES, WIND, SURGEONS = "29-1141.00", "49-9081.00", "29-1022.00"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog([], tables=FactTables.load(), split=split_whole)


def told(catalog: Catalog, code: str, text: str, kind: str = "yes_no") -> str:
    draft = answer_rank(Question(text, kind=kind, search_text=text), Side.of(code, catalog))
    return cite(draft, profiles=draft.profiles).text if draft else ""


def test_a_claim_that_does_not_hold_is_denied_with_the_place_and_the_first(catalog: Catalog) -> None:
    said = told(catalog, NURSES, "is this job the fastest growing job?")
    assert said.startswith("No: of ")
    assert "fastest growing first, Registered Nurses are number " in said
    assert "The first of them are Wind Turbine Service Technicians" in said


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (WIND, "are this job the fastest growing occupation", "superlative"),
        (SURGEONS, "is this job one of the best paid jobs", "yes_no"),
    ],
)
def test_a_claim_that_holds_is_affirmed(catalog: Catalog, code: str, text: str, kind: str) -> None:
    assert told(catalog, code, text, kind).startswith("Yes: of ")


@pytest.mark.parametrize(
    "text",
    ["is this job well paid", "what is the best paid job", "is the top pay of this job 90k", "is it hard"],
)
def test_what_claims_no_first_place_is_left_alone(catalog: Catalog, text: str) -> None:
    assert not told(catalog, NURSES, text, "fact")
