"""What a message asks about, where plain words correct the reader."""

from __future__ import annotations

import pytest

from advisor.understanding.topics import facets_of, is_untold, judged, topic_said
from tests.advisor.made import reading


@pytest.mark.parametrize(
    "text", ["is this job a good career for somebody like me", "would this job be a safe choice in my 40s"]
)
def test_whether_a_job_is_a_good_one_is_asked_of_all_of_it(text: str) -> None:
    assert judged(reading("next_jobs", share=0.6), text).topic == "overview"


@pytest.mark.parametrize("text", ["is this job worth it", "is it worth becoming a this job"])
def test_whether_a_job_is_worth_it_is_no_question_of_ai_where_nothing_names_it(text: str) -> None:
    asked = reading("ai_effect", share=0.4)
    assert judged(asked, text).topic == "overview"
    assert judged(asked, f"{text} with all this AI") is asked


def test_where_to_go_from_a_job_stays_what_it_is() -> None:
    asked = reading("next_jobs", share=0.6)
    assert judged(asked, "i am a this job, what else could i do") is asked


@pytest.mark.parametrize(
    "text", ["can a robot do it", "can ai replace this job?", "could robots do what a this job does"]
)
def test_whether_ai_does_all_of_a_job_is_no_question_of_single_tasks(text: str) -> None:
    assert judged(reading("automation", share=0.9), text).topic == "ai_effect"


def test_whether_ai_stands_in_for_somebody_is_a_question_of_the_job() -> None:
    taxes = reading(intent="off_topic", share=0.9)
    found = judged(taxes, "can chatgpt or any ai do my taxes instead of an this job")
    assert (found.intent, found.topic) == ("question", "ai_effect")
    assert judged(taxes, "do my taxes like a this job") is taxes
    assert judged(taxes, "can ai do my taxes") is taxes


def test_what_is_asked_of_single_tasks_stays_so() -> None:
    asked = reading("automation", share=0.9)
    assert judged(asked, "can a robot do the inventory of this job") is asked


def test_the_safest_duties_are_those_without_ai() -> None:
    asked = reading("responsibilities", share=0.8)
    assert "ai_no" in facets_of(asked, "which parts of my work are safest")
    assert "ai_no" not in facets_of(asked, "which parts of my work are dull")


@pytest.mark.parametrize(
    ("text", "topic"),
    [("what do those pay", "salary"), ("which needs less school", "education"), ("what about it", "")],
)
def test_a_topic_is_named_outright(text: str, topic: str) -> None:
    assert topic_said(text) == topic


def test_what_nothing_tells_is_known_when_it_is_surely_asked() -> None:
    assert is_untold(reading("hours", share=0.9))
    assert not is_untold(reading("hours", share=0.4))
    assert not is_untold(reading("salary", share=0.9))


@pytest.mark.parametrize(
    "text", ["would they even hire somebody my age", "will i get hired", "do they take felons"]
)
def test_whether_somebody_is_hired_is_for_employers_to_say(text: str) -> None:
    assert judged(reading("experience", share=0.4), text).topic == "eligibility"


@pytest.mark.parametrize(
    "text",
    ["will they hire me without a degree", "do they hire a lot", "do people take long", "can it hire me"],
)
def test_what_schooling_or_demand_tells_is_asked_of_those(text: str) -> None:
    asked = reading("experience", share=0.4)
    assert judged(asked, text) is asked


def test_what_now_asks_where_to_go() -> None:
    found = judged(reading("summary", intent="reaction", share=0.4), "no really, what now")
    assert (found.intent, found.topic) == ("question", "next_jobs")
    sad = reading("summary", intent="feelings", share=0.4)
    assert judged(sad, "it is over, what now") is sad


def test_pay_that_is_weighed_against_ones_own_is_no_lowest_pay() -> None:
    asked = reading("salary", minimum=0.9)
    assert "minimum" not in facets_of(asked, "is it lower than mine")
    assert "minimum" in facets_of(asked, "how low does it go")


def test_what_ai_hurts_is_no_question_of_an_accident() -> None:
    asked = reading("wellbeing")
    assert judged(asked, "does this job get hurt by AI at all").topic == "ai_effect"
    assert judged(asked, "do people get hurt by machines").topic == "wellbeing"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("and would ai take it", "ai_effect"),
        ("will robots replace this job too?", "ai_effect"),
        ("does ai take notes", "education"),
        ("which part can ai take", "education"),
    ],
)
def test_whether_ai_takes_it_is_asked_whatever_was_asked_before(text: str, topic: str) -> None:
    assert judged(reading("education"), text).topic == topic
