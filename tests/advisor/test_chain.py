"""From a message to a checked answer: events in order, and a focus that carries a conversation."""

from __future__ import annotations

import pytest

from advisor.answering.phrases import phrases
from advisor.chain import FOLLOW_UPS, SHOWN_FOCUS, Advisor
from advisor.citations import Evidence, Sentence
from advisor.events import Answered, Retrieved, Token, Understood
from advisor.question import Focus
from advisor.retrieval import PassageIndex
from advisor.understanding.understand import Understanding
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.made import (
    EXAMPLES,
    ScriptedReader,
    advisor_of,
    chunks_by_id,
    play,
    reading,
    sections_cited,
)
from tests.fakes import ScriptedAnswerer

READINGS = {
    "lowest": reading("salary", minimum=0.9, followup=0.9),
    "earn": reading("salary"),
    "tools": reading("tools", kind="list"),
    "second": reading("tools", share=0.4, followup=0.9),
    "shifts": reading("hours"),
    "thanks": reading(intent="thanks"),
    "forget": reading(intent="forget"),
    "history": reading(intent="forget"),
    "weather": reading(intent="off_topic"),
    "about this job": reading(intent="switch"),
}


@pytest.fixture(scope="module")
def one(officer: Profile) -> Advisor:
    return advisor_of([officer], READINGS)


@pytest.fixture(scope="module")
def two(bakers: Profile, florists: Profile) -> Advisor:
    return advisor_of([bakers, florists], READINGS)


def test_events_come_in_order_and_the_pieces_make_up_the_answer(one: Advisor) -> None:
    events = list(one.stream("What does it earn?"))
    assert isinstance(events[0], Understood)
    assert isinstance(events[1], Retrieved)
    assert isinstance(events[-1], Answered)
    tokens = [event.text for event in events[2:-1] if isinstance(event, Token)]
    assert len(tokens) == len(events) - 3 > 5
    assert "".join(tokens) == events[-1].answer.text


def test_asking_gives_what_streaming_ends_with(one: Advisor) -> None:
    *_, last = one.stream("What does it earn?")
    assert isinstance(last, Answered)
    assert one.ask("What does it earn?").answer == last.answer


def test_every_step_is_timed(one: Advisor) -> None:
    times = one.ask("What does it earn?").timings_ms
    parts = [times[name] for name in ("understand", "retrieve", "compose")]
    assert all(part >= 0 for part in parts)
    assert times["total"] == pytest.approx(sum(parts), abs=0.1)


def test_an_answer_tells_how_the_message_was_read(one: Advisor, officer: Profile) -> None:
    answer = one.ask("What is the lowest they earn?").answer
    assert officer.title in answer.read_as
    assert "minimum" in answer.read_as
    assert answer.occupations == (officer.code,)
    assert answer.mode == "grounded"


def test_small_talk_is_not_read_as_a_question(one: Advisor) -> None:
    answer = one.ask("thanks").answer
    assert answer.outcome == "chat"
    assert answer.read_as == ""
    assert answer.occupations == ()


def test_the_next_turn_knows_job_topic_and_entries(two: Advisor) -> None:
    first, second, third = play(
        two, "Which tools do bakers use?", "What is the second one for?", "What is the lowest they earn?"
    )
    assert sections_cited(first) == {"tools"}
    assert "BakePlan" in second.text
    assert "Proofing Oven" not in second.text
    assert "$21,000" in third.text


def test_another_job_named_takes_the_place_of_the_first(two: Advisor) -> None:
    answers = play(
        two, "What do bakers earn?", "What do florists earn?", "Which tools?", "What is the lowest?"
    )
    assert {citation.chunk.profile for answer in answers[1:] for citation in answer.citations} == {"florists"}


def test_small_talk_in_between_changes_nothing(two: Advisor) -> None:
    *_, last = play(two, "What do bakers earn?", "thanks", "nice weather", "What is the lowest?")
    assert "$21,000" in last.text


def test_the_same_question_gets_the_same_facts_at_turn_five(two: Advisor) -> None:
    first, *_, last = play(
        two, "What do bakers earn?", "Which tools?", "Do they work shifts?", "thanks", "What do bakers earn?"
    )
    assert last.text == first.text
    assert last.citations == first.citations


def test_who_tells_of_themselves_asks_for_nothing_to_be_forgotten(two: Advisor) -> None:
    told = two.ask("What do bakers earn?")
    assert two.ask("I'm a student of history", told.focus).focus.profiles == told.focus.profiles


def test_forgetting_forgets(two: Advisor) -> None:
    answered = two.ask("What do bakers earn?")
    forgotten = two.ask("please forget that", answered.focus)
    assert forgotten.focus == Focus()
    assert two.ask("What is the lowest?", forgotten.focus).answer.outcome == "clarify"


def test_a_job_named_after_asking_whose_gets_the_question_answered(two: Advisor) -> None:
    asked_back, answer = play(two, "What does it earn?", "I mean about bakers")
    assert asked_back.outcome == "clarify"
    assert asked_back.choices == ("Bakers", "Florists")
    assert "$34,000" in answer.text


def test_naming_a_job_first_is_enough(two: Advisor) -> None:
    named, answer = play(two, "tell me about bakers", "What does it earn?")
    assert named.outcome == "chat"
    assert "$34,000" in answer.text


def test_two_conversations_do_not_hear_each_other(two: Advisor) -> None:
    bakers, florists = two.ask("What do bakers earn?"), two.ask("What do florists earn?")
    for _ in range(3):
        bakers = two.ask("What is the lowest?", bakers.focus)
        florists = two.ask("What is the lowest?", florists.focus)
        assert "$21,000" in bakers.answer.text
        assert "$23,500" in florists.answer.text


def test_questions_offered_are_ones_not_asked_that_can_be_answered(one: Advisor, officer: Profile) -> None:
    focus = Focus()
    for text in ("What does it earn?", "Which tools?", "tell me more"):
        answered = one.ask(text, focus)
        focus = answered.focus
        offered = answered.answer.follow_ups
        assert 0 < len(set(offered)) == len(offered) <= FOLLOW_UPS
        words = phrases("en").follow_ups
        topics = {topic for topic, text in words.items() if text in offered}
        assert not topics & {topic for turn in focus.past for topic in turn}
        assert not topics & {"ai_impact_score", "market_demand", "ai_integration"}


def test_what_is_remembered_of_an_answer_is_bounded(one: Advisor) -> None:
    focus = one.ask("Which tools?").focus
    assert 0 < len(focus.entries) <= SHOWN_FOCUS
    assert focus.past == (("tools",),)


def test_what_somebody_elses_answerer_makes_up_is_not_shown(officer: Profile, bakers: Profile) -> None:
    catalog, chunks = Catalog([officer, bakers]), chunks_by_id([officer, bakers])
    pay, bread = chunks[f"{officer.id}/salary"], chunks["bakers/salary"]
    answerer = ScriptedAnswerer(
        Sentence("The median is $65,000.", (Evidence(pay, "**Median**: $65,000", pay.line),)),
        Sentence("The median is $75,000.", (Evidence(pay, "**Median**: $65,000", pay.line),)),
        Sentence("It pays $34,000.", (Evidence(bread, "**Median**: $34,000", bread.line),)),
        Sentence("They can fly.", (Evidence(pay, "they can fly", pay.line),)),
    )
    advisor = Advisor(
        catalog,
        Understanding(ScriptedReader(READINGS), catalog, EXAMPLES),
        PassageIndex(chunks.values()),
        answerer,
    )
    answer = advisor.ask("What does a customs officer earn?").answer
    assert answer.text == "The median is $65,000 [1]."
    assert len(answer.dropped) == 3
    assert answer.mode == "scripted"
