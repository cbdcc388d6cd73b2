"""The remark on exposure stands below every answer that cites a published one, and below no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.answering.exposure import EXPOSURE_NOTE, METHOD, with_exposure_note
from advisor.citations import Answer, Draft, Evidence, Form, Sentence, cite
from advisor.console import as_text
from advisor.question import Focus
from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.chunk import Chunk
from knowledge.profile import PUBLISHED, Section
from tests.advisor.made import asked
from tests.knowledge.made_figures import Made, made_tables

MADE = (
    Made("51-3011.00", "Bakers", median="30160", exposure=20.4),
    Made("43-9061.00", "Clerks", median="41600", exposure=81.0),
)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog([], tables=made_tables(tmp_path, MADE), split=split_whole)


def answered(catalog: Catalog, *topics: str, profiles: tuple[str, ...], **more: object) -> Answer:
    question = asked("what about it", *topics, profiles=profiles)
    draft = GroundedComposer(catalog).draft(replace(question, **more), [], Focus())  # type: ignore[arg-type]
    answer = cite(draft, profiles=profiles)
    assert answer.dropped == ()
    return answer


def citing(section: Section, line: int) -> Sentence:
    chunk = Chunk("bakers/x", "bakers", "Bakers", "", section, section.heading, "Some words.", line)
    return Sentence("Some words.", (Evidence(chunk, "Some words.", line),))


@pytest.mark.parametrize("topic", ["ai_integration", "ai_impact_score", "ai_effect"])
def test_it_closes_an_answer_about_one_occupations_exposure(catalog: Catalog, topic: str) -> None:
    answer = answered(catalog, topic, profiles=("51-3011.00",))
    assert answer.text.endswith(EXPOSURE_NOTE.text)
    assert answer.closing == EXPOSURE_NOTE.text


def test_it_closes_a_comparison_after_what_a_name_was_taken_for(catalog: Catalog) -> None:
    pair = ("51-3011.00", "43-9061.00")
    answer = answered(catalog, "ai_effect", profiles=pair, assumed=(("clerk", "43-9061.00"),))
    assert 'I took "clerk"' in answer.text
    assert answer.text.endswith(EXPOSURE_NOTE.text)
    assert answer.text.count(EXPOSURE_NOTE.text) == 1


def test_it_closes_an_answer_that_names_an_unknown_job_too(catalog: Catalog) -> None:
    answer = answered(catalog, "ai_integration", profiles=("51-3011.00",), other_jobs=("wizard",))
    assert "wizard" in answer.text
    assert answer.text.endswith(EXPOSURE_NOTE.text)


@pytest.mark.parametrize("profiles", [("51-3011.00",), ("51-3011.00", "43-9061.00")])
def test_an_answer_about_pay_has_none(catalog: Catalog, profiles: tuple[str, ...]) -> None:
    answer = answered(catalog, "salary", profiles=profiles)
    assert METHOD not in answer.text
    assert answer.closing == ""


def test_what_a_document_says_of_ai_is_no_published_exposure() -> None:
    of_document = Draft((citing(Section.AI_INTEGRATION, 12),))
    assert with_exposure_note(of_document) == of_document
    of_other = Draft((citing(Section.SALARY, PUBLISHED),))
    assert with_exposure_note(of_other) == of_other


def test_a_cell_of_a_table_counts() -> None:
    row = Sentence("", form=Form.ROW, cells=(Sentence("AI"), citing(Section.AI_INTEGRATION, PUBLISHED)))
    assert with_exposure_note(Draft((row,))).sentences == (row, EXPOSURE_NOTE)


def test_the_terminal_shows_it_as_plain_text(catalog: Catalog) -> None:
    shown = as_text(answered(catalog, "ai_integration", profiles=("51-3011.00",)), catalog)
    assert f"See {METHOD}." in shown
    assert "](" not in shown
