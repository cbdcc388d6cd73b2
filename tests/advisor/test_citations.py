"""Only sentences whose evidence holds are shown, and their markers can be followed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.citations import Draft, Evidence, Form, Sentence, cite
from knowledge.chunk import Chunk
from knowledge.profile import Section


def chunk(body: str, *, profile: str = "bakers", section: Section = Section.SUMMARY, code: str = "") -> Chunk:
    return Chunk(
        id=f"{profile}/{section}",
        profile=profile,
        occupation=profile.capitalize(),
        code=code,
        section=section,
        heading=section.heading,
        body=body,
        line=3,
    )


BREAD = chunk("Bakers knead dough at 4 in the morning.\nThey earn $34,000 a year.")
ROSES = chunk("Florists bind roses.", profile="florists")


def said(text: str, quote: str = "Bakers knead dough", *, of: Chunk = BREAD) -> Sentence:
    return Sentence(text, (Evidence(of, quote, 3),))


def markers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\[(\d+)\]", text)]


def test_a_sentence_with_a_quote_that_its_passage_does_not_hold_is_left_out() -> None:
    draft = Draft((said("They knead."), said("They fly.", "Bakers fly planes")))
    answer = cite(draft, profiles=["bakers"])
    assert "knead" in answer.text
    assert "fly" not in answer.text
    assert len(answer.dropped) == 1


def test_a_sentence_that_cites_a_profile_the_answer_is_not_about_is_left_out() -> None:
    answer = cite(Draft((said("They bind.", "bind roses", of=ROSES),)), profiles=["bakers"])
    assert answer.text == ""
    assert answer.citations == ()
    assert "florists" in answer.dropped[0]


@pytest.mark.parametrize("quote", ["", "  \n "])
def test_a_quote_of_nothing_supports_nothing(quote: str) -> None:
    assert cite(Draft((said("They knead.", quote),)), profiles=["bakers"]).text == ""


def test_a_quote_holds_whatever_its_line_ends_and_blanks() -> None:
    quote = "in the  morning.\n\nThey earn"
    assert cite(Draft((said("They rise early.", quote),)), profiles=["bakers"]).dropped == ()


@pytest.mark.parametrize("text", ["They earn $34,000.", "They earn 34000 a year.", "They rise at 4."])
def test_a_number_of_the_cited_passage_may_be_said(text: str) -> None:
    assert cite(Draft((said(text),)), profiles=["bakers"]).dropped == ()


@pytest.mark.parametrize("text", ["They earn $35,000.", "They earn 34.", "They rise at 4.5."])
def test_any_other_number_may_not_be_said(text: str) -> None:
    answer = cite(Draft((said(text),)), profiles=["bakers"])
    assert answer.text == ""
    assert answer.dropped


def test_a_number_that_the_program_computed_may_be_said() -> None:
    sentence = Sentence("That is $2,833 a month.", said("").evidence, computed=("2,833",))
    assert "$2,833" in cite(Draft((sentence,)), profiles=["bakers"]).text


def test_a_sentence_without_evidence_may_not_hold_a_number() -> None:
    draft = Draft((Sentence("The profile does not say that."), Sentence("Nine of 10 bakers agree.")))
    answer = cite(draft, profiles=["bakers"])
    assert answer.text == "The profile does not say that."


def test_the_same_words_keep_their_marker() -> None:
    draft = Draft((said("They knead."), said("They earn.", "They earn $34,000"), said("Dough is kneaded.")))
    answer = cite(draft, profiles=["bakers"])
    assert markers(answer.text) == [1, 2, 1]
    assert [citation.marker for citation in answer.citations] == [1, 2]


def test_a_sentence_left_out_leaves_no_gap_in_the_markers() -> None:
    draft = Draft((said("They earn 99."), said("They knead."), said("They earn.", "They earn $34,000")))
    answer = cite(draft, profiles=["bakers"])
    assert markers(answer.text) == [1, 2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("They knead.", "They knead [1]."), ("It lists:", "It lists [1]:"), ("Kneading", "Kneading [1]")],
)
def test_a_marker_stands_before_the_end_mark(text: str, shown: str) -> None:
    assert cite(Draft((said(text),)), profiles=["bakers"]).text == shown


def test_list_entries_stand_on_lines_of_their_own_and_remarks_apart() -> None:
    draft = Draft(
        (
            Sentence("Two things."),
            Sentence("They are:"),
            Sentence("Flour", form=Form.BULLET),
            Sentence("Salt", form=Form.BULLET),
            Sentence("No year is stated.", form=Form.NOTE),
        )
    )
    text = cite(draft, profiles=["bakers"]).text
    assert text.split("\n\n") == ["Two things. They are:", "- Flour\n- Salt", "No year is stated."]


def test_a_bracketed_number_of_a_document_is_not_taken_for_a_marker() -> None:
    footnoted = chunk("Bakers knead dough [7].")
    answer = cite(Draft((said("Bakers knead dough [7].", of=footnoted),)), profiles=["bakers"])
    assert set(markers(answer.text)) == {citation.marker for citation in answer.citations}


QUOTES = ("Bakers knead dough", "in the morning", "They earn", "not in the passage", "knead")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abc ", min_size=1),
            st.lists(st.sampled_from(QUOTES), max_size=3),
            st.sampled_from(Form),
        )
    )
)
def test_markers_run_from_one_without_gaps_and_their_quotes_hold(
    sentences: list[tuple[str, list[str], Form]],
) -> None:
    draft = Draft(
        tuple(
            Sentence(f"{text}.", tuple(Evidence(BREAD, quote, 3) for quote in quotes), form)
            for text, quotes, form in sentences
        )
    )
    answer = cite(draft, profiles=["bakers"])
    first_seen = list(dict.fromkeys(markers(answer.text)))
    assert first_seen == list(range(1, len(answer.citations) + 1))
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)
    assert len(answer.dropped) == sum(QUOTES[3] in quotes for _, quotes, _ in sentences)


def test_a_list_entry_may_consist_of_sentences_that_each_have_their_own_evidence() -> None:
    knead = Sentence("They knead.", (Evidence(BREAD, "knead dough", 3),))
    earn = Sentence("They earn $34,000.", (Evidence(BREAD, "$34,000 a year", 4),))
    false = Sentence("They earn $99.", (Evidence(BREAD, "$34,000 a year", 4),))
    entry = Sentence("", form=Form.BULLET, cells=(knead, false, earn))
    answer = cite(Draft((entry, Sentence("", form=Form.BULLET, cells=(false,)))), profiles=["bakers"])
    assert answer.text == "- They knead [1]. They earn $34,000 [2]."
    assert len(answer.dropped) == 2
