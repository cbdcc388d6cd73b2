"""A wish for a short answer is heard, alone or beside a question, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.brevity import A_FEW, Brief, brief


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("shorter please", A_FEW),
        ("ok, in one sentence", 1),
        ("can you say that in 2 sentences?", 2),
        ("tl;dr", A_FEW),
        ("that was too long", A_FEW),
        ("way too much text sorry", A_FEW),
        ("sum it up please", A_FEW),
        ("just the top two", 2),
        ("just give me the gist", A_FEW),
    ],
)
def test_a_message_that_only_wishes_it_shorter_means_the_answer_before(text: str, most: int) -> None:
    found = brief(text)
    assert (found.most, found.is_all) == (most, True)


@pytest.mark.parametrize(
    ("text", "rest", "most"),
    [
        ("what does a plumber do, briefly", "what does a plumber do", A_FEW),
        ("in one sentence: which would you pick", "which would you pick", 1),
        ("explain the pay of bakers in three short sentences", "explain the pay of bakers", 3),
    ],
)
def test_a_question_is_read_without_the_wish(text: str, rest: str, most: int) -> None:
    found = brief(text)
    assert (found.rest.strip(" ,?"), found.most) == (rest.strip(" ,?"), most)


@pytest.mark.parametrize(
    "text",
    [
        "Is the training too long?",
        "Are nurses in short supply?",
        "do they work shorter hours",
        "which job has the shortest training",
        "how long is too long without a job",
        "what are the top two tools",
        "What is the job in a nutshell?",  # Asks for the summary.
    ],
)
def test_other_messages_wish_nothing(text: str) -> None:
    assert brief(text) == Brief(text)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = brief(text)
    assert found.most in range(6)
    assert found.most or found.rest == text
