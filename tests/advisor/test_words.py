"""Words, stems and sentences of a text are the same wherever they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.words import STOPWORDS, any_of, content_stems, sentences, stems, words


def test_words_are_lower_case_and_keep_their_apostrophes() -> None:
    assert words("Don't STOP, it’s e-mail_time!") == ["don't", "stop", "it’s", "e", "mail", "time"]


@pytest.mark.parametrize(
    ("one", "other"), [("inspect", "inspecting"), ("officer", "Officers"), ("risk", "risks")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_words_without_meaning_are_no_content() -> None:
    assert content_stems("What are the tools of it?") == stems("tools")
    assert content_stems(" ".join(sorted(STOPWORDS))) == []


def test_a_text_is_cut_at_end_marks_and_line_ends() -> None:
    text = "I bake. Do I need 3.5 years?\n\nTell me!  "
    assert sentences(text) == ["I bake.", "Do I need 3.5 years?", "Tell me!"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it GROWS fast", True),
        ("a growth spurt", True),
        ("they outgrow it", False),
        ("ph.d holders", True),
        ("phxd", False),
        ("the last resort", True),
        ("lasting", False),
        ("don't have one", True),
    ],
)
def test_any_of_several_phrases_is_found_as_whole_words(text: str, found: bool) -> None:
    pattern = any_of("grow*, ph.d, last, don't have")
    assert bool(pattern.search(text)) == found


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_no_word_is_lost_between_sentences(text: str) -> None:
    parts = sentences(text)
    assert words("\n".join(parts)) == words(text)
    assert all(part == part.strip() != "" for part in parts)
