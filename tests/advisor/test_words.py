"""Words, stems and sentences of a text are the same wherever they are asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from advisor.words import (
    END,
    STOPWORDS,
    _stem,
    any_of,
    content_stems,
    in_a_row,
    sentences,
    stems,
    stems_of,
    words,
    words_and_ends,
)


def test_words_are_lower_case_and_keep_their_apostrophes() -> None:
    assert words("Don't STOP, it’s e-mail_time!") == ["don't", "stop", "it’s", "e", "mail", "time"]


@given(st.lists(st.text()))
def test_words_of_several_texts_are_those_of_each(texts: list[str]) -> None:
    each = [word for text in texts for word in (*words(text), END)]
    assert words_and_ends(texts) == each


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


SAID = "maintenance organizational relational hopefulness electricity generously communication scanning"


@pytest.fixture
def in_turns() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("in_turns")
def test_several_threads_get_the_stems_that_one_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.words._stemmer", EnglishStemmer())  # In Python, and not made for threads.
    said = [f"{word}{ending}" for ending in ("", "s", "ly") for word in SAID.split()]
    wanted = [EnglishStemmer().stemWord(word) for word in said]

    def stemmed(_: int) -> list[str]:
        return [_stem.__wrapped__(word) for word in said]

    with ThreadPoolExecutor(4) as threads:
        assert all(found == wanted for found in threads.map(stemmed, range(40)))
    assert stems_of(said) == wanted


def test_parts_are_put_in_a_row() -> None:
    assert in_a_row(["one"]) == "one"
    assert in_a_row(["one", "two", "three"], "or") == "one, two or three"
