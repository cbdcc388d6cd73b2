"""How to get into the job talked about, how long it will be there, what to learn: which topics answer it."""

from __future__ import annotations

import pytest

from advisor.question import Question
from advisor.understanding.way_in import of_the_way_in


@pytest.mark.parametrize(
    ("text", "topics", "read"),
    [
        ("how do I get into it", ("tools",), ("education", "experience")),
        ("how does he start", ("overview",), ("education", "experience")),
        ("what kind of training is it", ("experience",), ("education", "experience")),
        ("how long have I got", ("education",), ("ai_effect",)),
        ("so what should I learn", ("automation",), ("skills",)),
        ("so what should I learn", ("tools",), ("tools",)),
        ("what does it pay", ("salary",), ("salary",)),
    ],
)
def test_the_topics_follow_what_is_asked_of_the_job(
    text: str, topics: tuple[str, ...], read: tuple[str, ...]
) -> None:
    question = Question(text, topics=topics, profiles=("bakers",), search_text=text)
    assert of_the_way_in(question).topics == read
