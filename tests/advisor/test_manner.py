"""An answer is cut to what was wished, says so, and keeps what makes it honest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.answering.manner import fewer, in_manner
from advisor.answering.phrases import phrases
from advisor.citations import Draft, Form, Sentence
from advisor.question import AllOccupations, AskedMoves, Focus, Question, Turn
from knowledge.survey import Survey

ENGLISH = phrases("en")
LEAD, VIEW = Sentence("The profile names four risks:"), Sentence("Their authors' view.", form=Form.NOTE)
LONG = Sentence("word " * 100, form=Form.NOTE)
BULLETS = tuple(Sentence(f"risk {letter}", form=Form.BULLET) for letter in "abcdefgh")
ROW = Sentence("", form=Form.ROW, cells=(Sentence("pay"),))


def told(draft: Draft, most: int = 0, **known: bool) -> list[str]:
    question = Question("?", most=most, **known)
    return [one.text for one in in_manner(draft, question, ENGLISH).sentences]


def test_without_a_wish_nothing_changes() -> None:
    draft = Draft((LEAD, *BULLETS, VIEW))
    assert in_manner(draft, Question("?"), ENGLISH) is draft


@pytest.mark.parametrize(("most", "entries"), [(1, 1), (2, 2), (3, 5)])
def test_a_list_keeps_its_lead_its_first_entries_and_whose_view_it_is(most: int, entries: int) -> None:
    kept = told(Draft((LEAD, *BULLETS, VIEW, LONG)), most)
    assert kept[: entries + 1] == [LEAD.text, *(one.text for one in BULLETS[:entries])]
    assert kept[entries + 1] == VIEW.text
    assert kept[entries + 2 :] == ["Shortened as you asked; there is more."]


def test_a_lead_without_entries_is_left_out() -> None:
    first, second = Sentence("It pays well."), Sentence("It grows.")
    assert told(Draft((first, LEAD, *BULLETS)), 1) == [
        first.text,
        LEAD.text,
        BULLETS[0].text,
        "Shortened as you asked; there is more.",
    ]
    assert told(Draft((first, second, LEAD)), 1)[:2] == [first.text, "Shortened as you asked; there is more."]


def test_what_is_short_enough_is_not_called_shortened_and_a_table_alone_stays() -> None:
    assert told(Draft((Sentence("It grows."),)), 2) == ["It grows."]
    assert told(Draft((ROW, ROW)), 1) == ["", ""]
    assert told(Draft((Sentence("It grows."), ROW)), 1)[-1] == "Shortened as you asked; there is more."


def test_who_is_sad_hears_a_kind_word_before_the_answer_and_no_refusal_is_softened() -> None:
    assert told(Draft((LEAD, *BULLETS)), is_sad=True)[0] == ENGLISH.sorry
    assert told(Draft((LEAD,), outcome="decline"), is_sad=True) == [LEAD.text]


def test_lists_of_jobs_are_made_no_longer_than_wished() -> None:
    assert fewer(Question("?", most=2, moves=AskedMoves("bakers"))).moves == AskedMoves("bakers", most=2)
    of_all = fewer(Question("?", most=2, of_all=AllOccupations(Survey()))).of_all
    assert of_all
    assert of_all.survey.limit == 2
    assert fewer(question := Question("?", moves=AskedMoves("bakers"))) is question


def test_a_kind_word_is_short_over_a_small_matter_and_not_said_twice() -> None:
    draft = Draft((LONG,))
    sad = Question("i lost my cdl", is_sad=True)
    once = in_manner(draft, sad, ENGLISH)
    assert once.sentences[0].text == ENGLISH.sorry_briefly
    assert in_manner(draft, sad, ENGLISH, Turn(sad, Focus())) is draft
    assert in_manner(draft, replace(sad, text="i got fired"), ENGLISH).sentences[0].text == ENGLISH.sorry
