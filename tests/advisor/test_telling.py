"""What only tells of a person is told apart from what asks, wishes or names a topic."""

from __future__ import annotations

import pytest

from advisor.understanding.telling import only_tells_of_oneself


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
