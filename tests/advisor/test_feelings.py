"""Who lost a job is answered, with a kind word; who despairs gets that alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.question import Question
from advisor.understanding.feelings import is_in_danger, lost_a_job, with_feelings
from advisor.understanding.labels import Reading
from tests.advisor.made import reading

WHERE_TO = reading("next_jobs", intent="feelings", share=0.9)


def read(text: str, feelings: float, where_to: float = 0.9) -> tuple[Question, bool]:
    intents = dict.fromkeys(WHERE_TO.intents, 0.0) | {"feelings": feelings, "question": 1 - feelings}
    found: Reading = replace(WHERE_TO, intents=intents)
    intent = "feelings" if feelings > 0.5 else "question"
    shares = found.topics | {"next_jobs": where_to}
    return with_feelings(Question(text, intent=intent, topic_shares=shares, search_text=text), found)


@pytest.mark.parametrize("text", ["I got fired, feeling lost", "laid off last week", "they let me go, help"])
def test_a_lost_job_is_a_question_where_to_go_and_sad(text: str) -> None:
    question, despairs = read(text, 0.98)
    assert (question.intent, question.is_sad, despairs) == ("question", True, False)


@pytest.mark.parametrize(
    "text",
    [
        "lost my job and i dont see the point of anything",
        "61 applications, i just want to not wake up",
        "laid off, my family is better off without me",
        "fired again. i cant do this anymore",
        "i am a cashier and i cannot go on",
        "nurse here. i just want everything to stop",
    ],
)
def test_words_of_despair_are_met_with_a_kind_word_alone(text: str) -> None:
    question, despairs = read(text, 0.98)
    assert (question.intent, question.is_sad, despairs) == ("feelings", False, True)


def test_a_job_told_in_a_sentence_that_only_sounds_sad_is_kept_with_a_kind_word() -> None:
    question, _ = read("i'm this job at night", 0.98, where_to=0.1)
    assert (question.intent, question.is_sad) == ("question", True)


def test_sadness_over_something_else_stays_what_it_is() -> None:
    question, despairs = read("nobody likes me at work", 0.98, where_to=0.1)
    assert (question.intent, despairs) == ("feelings", True)
    question, despairs = read("nobody likes me at work", 0.7, where_to=0.1)
    assert (question.intent, despairs) == ("feelings", False)


def test_an_ordinary_question_is_not_sad() -> None:
    question, despairs = read("would I be better off as a plumber?", 0.02)
    assert (question.intent, question.is_sad, despairs) == ("question", False, False)


@pytest.mark.parametrize("text", ["i don't want to sit all day either", "i was this job so no trade"])
def test_a_limit_that_sounds_sad_is_a_question_without_a_kind_word(text: str) -> None:
    question, despairs = read(text, 0.98)
    assert (question.intent, question.is_sad, despairs) == ("question", False, False)


@pytest.mark.parametrize(
    "text",
    [
        "i dont want to be a cop i want to die",
        "would they miss me if i was dead",
        "i keep thinking about ending things",
        "whats the point of living",
        "I’d rather kill myself than go back to that call center, what else is there",
        "everyone is better off without me",
        "I don't want to wake up",
    ],
)
def test_own_death_is_heard_whatever_else_is_asked(text: str) -> None:
    assert is_in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "is this a dying trade",
        "is it a dead end job",
        "what do they get if i die on the job as a lineman",
        "I don't want to be here in five years, what else",
        "will ai kill my job",
        "do surgeons see people die",
        "I'm dying to know what they earn",
        "how often do electricians get killed",
        "what ends first, coding or design",
    ],
)
def test_death_in_talk_of_jobs_is_no_danger(text: str) -> None:
    assert not is_in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "i can't stop crying, they let me go, what do i do",
        "i feel so useless since it happened. any jobs?",
        "im depressed and 50, what could i do",
    ],
)
def test_who_feels_low_and_asks_is_answered_with_a_kind_word(text: str) -> None:
    question, _ = read(text, 0.2)
    assert (question.intent, question.is_sad) == ("question", True)


@pytest.mark.parametrize(
    "text", ["do nurses cry a lot", "is a degree useless. i wonder", "hopeless cases at law"]
)
def test_low_words_that_are_of_no_one_are_no_sadness(text: str) -> None:
    assert not read(text, 0.0)[0].is_sad


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("i'd fail a drug screen lol", "eligibility"),
        ("three years of probation still to go", "eligibility"),
        ("my shoulders are shot", "next_jobs"),
        ("messed up my knee as well", "next_jobs"),
        ("these tablets make me feel so slow", "next_jobs"),
        ("honestly im just tired all day", "next_jobs"),
        ("ai took my job, i typed letters", "next_jobs"),
    ],
)
def test_a_matter_that_work_is_chosen_by_is_answered_with_a_kind_word(text: str, topic: str) -> None:
    question, despairs = read(text, 0.99, where_to=0.1)
    assert (question.intent, question.is_sad, despairs) == ("question", True, False)
    assert max(question.topic_shares, key=question.topic_shares.__getitem__) == topic


@pytest.mark.parametrize(
    "text",
    [
        "they took my license and nobody needs me",
        "my back hurts and i cry every night",
        "i failed the drug test and i just want to disappear",
        "tired of pretending to be fine",
        "my hands still shake when i think of it",
    ],
)
def test_grief_beside_such_a_matter_is_met_with_a_kind_word_alone(text: str) -> None:
    question, despairs = read(text, 0.99, where_to=0.1)
    assert (question.intent, despairs) == ("feelings", True)


def test_what_would_kill_is_a_limit_and_no_sadness() -> None:
    question, despairs = read("early shifts would really kill me", 0.98, where_to=0.1)
    assert (question.intent, question.is_sad, despairs) == ("question", False, False)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("they eliminated my position", True),
        ("our plant is being closed", True),
        ("a machine has replaced my job", True),
        ("will it replace my job", False),
        ("is my job safe", False),
    ],
)
def test_a_lost_job_is_known_by_what_was_done_to_it(text: str, lost: bool) -> None:
    assert lost_a_job(text) == lost


def test_who_is_surely_sad_and_tells_a_job_is_told_where_help_is() -> None:
    question, _ = read("after a run i look at the bridge a while. this job btw", 0.98)
    assert (question.intent, question.is_sad) == ("question", True)


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("they'd all be better off if i ended it", True),
        ("laid off again, what's the point of going on", True),
        ("would i be better off if i ended my contract", False),
        ("what's the point of going on with this course", False),
    ],
)
def test_what_sounds_like_the_end_of_a_life_comes_before_anything_else(text: str, is_danger: bool) -> None:
    assert is_in_danger(text) is is_danger
