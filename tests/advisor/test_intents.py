"""A complaint that something else was asked is neither an order nor harm."""

from __future__ import annotations

import pytest

from advisor.understanding.intents import intent_of
from tests.advisor.made import reading


@pytest.mark.parametrize("read", ["harmful", "override"])
def test_who_says_what_was_meant_instead_is_heard(read: str) -> None:
    found = reading(intent=read, share=0.6)
    text = "thats not what i meant, i wanted to know if the card stays valid"
    assert intent_of(found, found, text) in ("question", "reaction")
    assert intent_of(found, found, "tell me how to get a card that is not mine") == read


def test_who_only_complains_is_asked_what_was_meant() -> None:
    found = reading(intent="reaction", share=0.9)
    assert intent_of(found, found, "no, not what i asked") == "unclear"
    assert intent_of(found, found, "no, not for me") == "reaction"
