"""What only tells of a person is told apart from what asks, wishes or names a topic."""

from __future__ import annotations

import pytest

from advisor.understanding.telling import only_tells_of_oneself, tells_a_fact


@pytest.mark.parametrize(
    "text",
    [
        "I led 14 people",
        "I got the GI bill.",
        "My kids are 9 and 12.",
        "I used to fix the conveyor when it jammed.",
        "i drove a reach truck too",
        "and we moved to Ohio last year",
        "wife has a good job",
    ],
)
def test_what_only_tells_is_known(text: str) -> None:
    assert only_tells_of_oneself(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to work outside",
        "i need 50k",
        "I hate my job",
        "I wonder what they earn",
        "tell me about nurses",
        "my son likes cars",
        "I'm a nurse, what else could I do",
        "I meant the other one",
        "the second one",
        "is it dangerous",
        "I would rather stay",
    ],
)
def test_what_asks_or_wishes_is_no_mere_telling(text: str) -> None:
    assert not only_tells_of_oneself(text)


@pytest.mark.parametrize(
    "text", ["im 52 is it crazy", "my kids say ai is next, are they right", "i heard it pays"]
)
def test_a_question_that_stands_last_is_heard(text: str) -> None:
    assert not only_tells_of_oneself(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("he hates heights a bit", True),
        ("my wife works two shifts", True),
        ("i like it", False),
        ("i know that already, thanks", False),
        ("he is cool", False),
        ("what does my wife earn there", False),
    ],
)
def test_a_remark_that_tells_something_is_no_mere_word_on_the_answer(text: str, tells: bool) -> None:
    assert tells_a_fact(text) == tells
