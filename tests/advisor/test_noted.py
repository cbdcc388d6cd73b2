"""When a note answers, when the job does, and what is said of what nothing here tells."""

from __future__ import annotations

import pytest

from advisor.about_data import NoteFinder
from advisor.chain import Advisor
from advisor.noted import Noted
from advisor.question import Focus, Question, Turn
from knowledge.notes import NOT_HERE, Note, notes
from tests.advisor.made import advisor_by_figures

PLUMBERS, WELDERS = "47-2152.00", "51-4121.00"
PAY = "What pay is made of, and who is counted in it"


class Likely(NoteFinder):
    """Finds one note with a chance that is told."""

    def __init__(self, chance: float, heading: str = PAY) -> None:
        self._chance, self._heading = chance, heading

    def find(self, masked: str, *, needed: float = 0.5) -> Note | None:
        return notes()[self._heading] if self._chance >= needed else None


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_figures({})


def note_of(advisor: Advisor, question: Question, finder: Likely, focus: Focus = Focus()) -> str:  # noqa: B008
    note = Noted(advisor.finder, finder).find(question, focus)
    return note.heading if note else ""


def test_in_a_talk_about_a_job_a_note_must_be_surer(advisor: Advisor) -> None:
    asked = Question("how many", topics=("outlook",), topic_shares={"outlook": 0.4}, profiles=(PLUMBERS,))
    assert note_of(advisor, asked, Likely(0.6)) == ""
    assert note_of(advisor, asked, Likely(0.9)) == PAY
    alone = Question("how many", topics=("outlook",), topic_shares={"outlook": 0.4})
    assert note_of(advisor, alone, Likely(0.6)) == PAY


def test_what_is_surely_asked_of_the_job_has_no_note(advisor: Advisor) -> None:
    asked = Question("how does one climb there", uncovered=("promotion",), profiles=(PLUMBERS,))
    sure, less = {"promotion": 0.9}, {"promotion": 0.6}
    for shares, heading in ((sure, ""), (less, PAY)):
        question = Question(
            asked.text, uncovered=asked.uncovered, profiles=asked.profiles, topic_shares=shares
        )
        assert note_of(advisor, question, Likely(0.95)) == heading


def test_who_is_counted_is_no_question_for_a_source(advisor: Advisor) -> None:
    for text, heading in (("are freelancers in it", PAY), ("what is the source", "")):
        asked = Question(text, uncovered=("provenance",), profiles=(PLUMBERS,))
        assert note_of(advisor, asked, Likely(0.95)) == heading


def test_a_few_words_go_on_with_a_note(advisor: Advisor) -> None:
    asked = Question("is it one survey", topics=("education",), topic_shares={"education": 0.7})
    before = Question("where is it from", note=notes()[PAY])
    assert note_of(advisor, asked, Likely(0.3), Focus(before=Turn(before, Focus()))) == PAY
    assert note_of(advisor, asked, Likely(0.3)) == ""


def test_of_several_jobs_only_what_is_not_known_has_a_note(advisor: Advisor) -> None:
    asked = Question("what can't you tell", profiles=(PLUMBERS, WELDERS))
    assert note_of(advisor, asked, Likely(0.9, NOT_HERE)) == NOT_HERE
    assert note_of(advisor, asked, Likely(0.9)) == ""


def test_what_nothing_tells_of_any_job_is_said_so_without_asking_for_one(advisor: Advisor) -> None:
    asked = Question("is it part time", uncovered=("hours",), topic_shares={"hours": 0.7})
    assert note_of(advisor, asked, Likely(0.0)) == NOT_HERE
    for other in (
        Question("part time", uncovered=("hours",), topic_shares={"hours": 0.7}, profiles=(PLUMBERS,)),
        Question("how many", uncovered=("headcount",), topic_shares={"headcount": 0.9}),
        Question("part time pay", topics=("salary",), uncovered=("hours",), topic_shares={"hours": 0.5}),
    ):
        assert note_of(advisor, other, Likely(0.0)) == ""
