"""Two questions in one sentence are both read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.question import Focus
from advisor.understanding.labels import Reading
from advisor.understanding.several_sentences import read_whole
from tests.advisor.made import ScriptedReader, reading


def split_between(*topics: str, share: float) -> Reading:
    """A reading unsure which of these topics is asked, each with this share."""
    rest = reading(topics[0], share=share * len(topics))
    return replace(rest, topics=rest.topics | dict.fromkeys(topics, share))


@pytest.mark.parametrize(
    "asked", ["what does it do and how much is it", "the difference of both, and who earns more"]
)
def test_both_topics_count_though_the_first_is_told_by_several(asked: str) -> None:
    what = split_between("summary", "responsibilities", share=0.35)
    pay = reading("salary", share=0.9)
    reader = ScriptedReader({asked: pay, "how much": pay, "who earns": pay, "": what})
    found = read_whole(reader, asked, Focus())
    assert sorted(found.topics, key=lambda topic: -found.topics[topic])[:2] == ["salary", "summary"]
    assert found.topics["summary"] == pytest.approx(0.35, abs=0.02)


def test_a_part_that_is_read_unsurely_changes_nothing() -> None:
    asked = "what does it do and how much is it"
    whole = reading("salary", share=0.9)
    reader = ScriptedReader(
        {asked: whole, "how much": whole, "": split_between("skills", "tools", share=0.3)}
    )
    assert read_whole(reader, asked, Focus()) is whole


def test_who_tells_and_then_asks_without_a_mark_is_read_by_what_is_asked() -> None:
    of_ai, idle = reading("ai_effect", share=0.9), reading(share=0.2)
    told = "i work as a clerk, am i next"
    reader = ScriptedReader({told: reading("next_jobs", share=0.6), "am i next": of_ai, "": idle})
    assert read_whole(reader, told, Focus()).topic == "ai_effect"


def test_a_question_that_comes_first_is_not_cut() -> None:
    asked = "am i next, is my work as a clerk done"
    reader = ScriptedReader({asked: reading("outlook", share=0.6), "": reading("ai_effect", share=0.9)})
    assert read_whole(reader, asked, Focus()).topic == "outlook"
