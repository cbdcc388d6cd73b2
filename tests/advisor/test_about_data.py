"""Questions about the figures and the advisor are answered by the note that explains it, no others."""

from __future__ import annotations

import csv

import pytest

from advisor.about_data import CERTAIN, NONE, WEIGHTS, NoteFinder
from advisor.answering.notes import answer_note
from advisor.citations import cite
from advisor.noted import of_all_together
from advisor.question import AllOccupations, Focus, Question, Turn
from advisor.settings import ROOT, Settings
from knowledge.embedding import DEFAULT_MODEL, Embedder, load_embedder
from knowledge.notes import ID, NOT_HERE, notes
from knowledge.survey import Survey

QUESTIONS = ROOT / "prompts" / "notes" / "questions.tsv"


@pytest.fixture(scope="module")
def finder() -> NoteFinder:
    return NoteFinder(load_embedder(DEFAULT_MODEL, Settings().models))


def labelled() -> list[tuple[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0], row[1].lower()) for row in rows]


def test_every_note_has_its_questions_and_no_question_an_unknown_note() -> None:
    assert {heading for heading, _ in labelled()} == {*notes(), NONE}


def test_the_weights_are_those_of_all_notes(finder: NoteFinder) -> None:
    assert WEIGHTS.exists()
    assert set(finder.headings) == {*notes(), NONE}


def test_nearly_all_questions_that_it_learnt_from_find_their_note(finder: NoteFinder) -> None:
    asked = [(heading, text) for heading, text in labelled() if heading != NONE][::5]
    found = [finder.find(text) for _, text in asked]
    right = sum(
        note is not None and note.heading == heading for note, (heading, _) in zip(found, asked, strict=True)
    )
    assert right > 0.8 * len(asked)


@pytest.mark.parametrize(
    "text",
    [
        "what does this job pay",
        "which jobs grow the fastest",
        "how long does it take to become this job",
        "is this job dangerous",
        "will ai replace this job",
        "what could i move to",
        "what is the median pay?",
        "not in management",
        "hello",
    ],
)
def test_what_is_asked_of_jobs_has_no_note(finder: NoteFinder, text: str) -> None:
    assert finder.find(text) is None


def test_another_embedding_model_finds_none(embedder: Embedder) -> None:
    assert NoteFinder(embedder).find("are these figures adjusted for inflation?") is None


def test_a_job_that_is_named_needs_more_certainty(finder: NoteFinder) -> None:
    text = "do all the measures agree on how exposed this job is to ai?"
    assert finder.find(text) is not None
    assert finder.find(text, needed=CERTAIN) is None


@pytest.mark.parametrize("heading", notes())
def test_every_note_is_told_in_full_with_its_source(heading: str) -> None:
    answer = cite(answer_note(notes()[heading]), profiles=(ID,))
    assert not answer.dropped
    assert len(answer.citations) == len(notes()[heading].lines)
    assert {citation.chunk.head for citation in answer.citations} == {f"Sources and method > {heading}"}
    assert "**" not in answer.text
    assert "\\" not in answer.text


@pytest.mark.parametrize(
    ("text", "is_of_all"),
    [
        ("what's the median wage of all occupations together", True),
        ("the average growth for all jobs", True),
        ("what does the average worker make", True),
        ("how does that compare to the national average", True),
        ("which jobs grow more than the average of all occupations", False),
        ("what's the average pay here", False),
        ("average pay of this job", False),
    ],
)
def test_an_average_of_all_occupations_is_asked_for(text: str, is_of_all: bool) -> None:
    of_all = AllOccupations(Survey((), None)) if "which" in text else None
    asked = Question(text, search_text=text, of_all=of_all)
    assert of_all_together(asked, Focus()) is is_of_all


def test_after_a_list_the_word_alone_asks_for_it() -> None:
    listed = Question("best paid jobs", of_all=AllOccupations(Survey((), None)))
    after = Focus(before=Turn(listed, Focus()))
    assert of_all_together(Question("and the average?"), after)
    assert not of_all_together(Question("and the average?"), Focus())


@pytest.mark.parametrize(
    "text",
    [
        "and what will it be in 2034",
        "is my pay lower than that",
        "is there decent money in this",
        "what work of mine would robots do first",
        "how do you climb up in that job",
        "and what do i still need",
    ],
)
def test_what_is_asked_on_in_a_talk_about_a_job_has_no_note(finder: NoteFinder, text: str) -> None:
    assert finder.find(text, needed=CERTAIN) is None


def test_what_is_not_known_has_its_note(finder: NoteFinder) -> None:
    note = finder.find("what don't you know about the two of them")
    assert note
    assert note.heading == NOT_HERE
