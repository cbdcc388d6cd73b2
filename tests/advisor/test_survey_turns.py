"""Conversations in which lists over all occupations and single jobs follow each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.chain import Advisor
from advisor.retrieval import PassageIndex
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.made import EXAMPLES, ScriptedReader, play, reading
from tests.knowledge.made_figures import Made, made_tables

MADE = (
    Made("51-3011.00", "Bakers", median="30000", growth=5.0),
    Made("41-2011.00", "Cashiers", median="31000", growth=-9.0),
    Made("47-2111.00", "Electricians", median="62000", growth=9.0),
    Made("29-1141.00", "Registered Nurses", median="93000", growth=4.0),
)
READINGS = {
    "earn": reading("salary"),
    "the third one": reading("new_frontiers"),
    "pay of": reading("salary"),
    "rubbish": reading(intent="harmful"),
}


@pytest.fixture
def advisor(bakers: Profile, tmp_path: Path) -> Advisor:
    """The bakers have a document, the others figures alone."""
    chunks = {chunk.id: chunk for chunk in chunks_of([bakers])}
    tables = made_tables(tmp_path, MADE)
    catalog = Catalog([bakers], chunks.values(), tables=tables, split=split_whole)
    return Advisor(
        catalog,
        Understanding(ScriptedReader(READINGS), catalog, EXAMPLES),
        PassageIndex(chunks.values()),
        GroundedComposer(catalog),
    )


def test_a_list_comes_from_all_and_one_of_it_can_be_picked(advisor: Advisor) -> None:
    listed, picked = play(advisor, "best paid jobs", "and the third one?")
    assert listed.occupations == ("29-1141.00", "47-2111.00", "51-3011.00", "41-2011.00")
    assert picked.occupations == ("51-3011.00",)
    assert picked.read_as.startswith("Bakers: the job as a whole")


def test_the_place_asks_again_what_was_asked_of_the_one_before(advisor: Advisor) -> None:
    answers = play(advisor, "best paid jobs", "what is the pay of the second one", "and the third one?")
    assert answers[1].occupations == ("47-2111.00",)
    assert "$34,000" in answers[2].text


def test_a_word_for_a_family_is_not_taken_for_a_job(advisor: Advisor) -> None:
    (answer,) = play(advisor, "well paid jobs in construction")
    assert answer.occupations == ("47-2111.00",)


def test_the_last_of_a_list_is_never_the_job_it_was_compared_with(advisor: Advisor) -> None:
    listed, last = play(advisor, "which jobs pay less than a baker", "what is the pay of the last one")
    assert "Bakers: $34,000" in listed.text
    assert last.occupations == ("41-2011.00",)
    assert listed.dropped == last.dropped == ()


def test_two_figures_are_compared_at_once(advisor: Advisor) -> None:
    (answer,) = play(advisor, "which jobs pay more and grow faster than nurses")
    assert "Registered Nurses: $93,000 a year" in answer.text
    assert "Registered Nurses: projected to grow by 4 percent" in answer.text
    assert "None of 3 jobs" in answer.text


def test_a_named_job_ends_the_list(advisor: Advisor) -> None:
    answers = play(advisor, "best paid jobs", "what does a baker earn", "is it growing?")
    assert answers[2].occupations == ("51-3011.00",)


def test_harm_is_not_listed(advisor: Advisor) -> None:
    (answer,) = play(advisor, "rubbish about the best paid jobs")
    assert answer.outcome == "decline"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("of those, leave out health jobs", ("47-2111.00",)),
        ("skip the construction jobs", ("29-1141.00",)),
        ("just the health ones", ("29-1141.00",)),
        ("just the trades", ("47-2111.00",)),
    ],
)
def test_a_family_is_picked_from_the_list_before(advisor: Advisor, text: str, left: tuple[str, ...]) -> None:
    _, answer = play(advisor, "which jobs pay over 50k", text)
    assert answer.occupations == left
