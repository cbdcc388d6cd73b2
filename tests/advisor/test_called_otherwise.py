"""Work that a message weighs or wishes for in words that no job is named by."""

from __future__ import annotations

import pytest

from advisor.placing import Guess
from advisor.understanding.called_otherwise import TAKEN, called_otherwise
from advisor.understanding.jobs import Mention

CHANCES = {
    "ux design": ("designers", 0.99),
    "plumbing": ("plumbers", 0.98),
    "dentist assistant": ("dental assistants", 0.9),
    "dentist's assistants": ("dental assistants", 0.9),
    "poets assistant": ("poets", 0.9),
    "judge assistant": ("clerks", TAKEN - 0.01),
    "pottery": ("potters", TAKEN - 0.01),
    "benefits": ("benefits managers", 0.9),
    "accounting": ("accountants", 0.95),
    "sales": ("sellers", 0.8),
}


def guess(words: str) -> Guess:
    name, chance = CHANCES.get(words.lower(), ("anybody", 0.0))
    return Guess((name,), chance)


def found(text: str, *known: Mention) -> list[str]:
    told = called_otherwise(text, known, guess, lambda words: words == "benefits")
    return [one.profiles[0] for one in told]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("kindergarten teacher, thinking to leave for UX design", "designers"),
        ("I am considering UX design, is that mad?", "designers"),
        ("would plumbing be smarter lol", "plumbers"),
        ("I'm tired. is plumbing any safer?", "plumbers"),
        ("hmm, plumbing maybe?", "plumbers"),
        ("or go into accounting", "accountants"),
        ("what about plumbing instead", "plumbers"),
    ],
)
def test_work_that_is_weighed_or_wished_for_is_known(text: str, job: str) -> None:
    assert found(text) == [job]


@pytest.mark.parametrize(
    "text",
    [
        "what about benefits",  # Asked of any job.
        "would pottery be safer",  # Not surely one occupation.
        "I want to go into sales",  # A family of them.
        "something else then",
        "would that be safer",
        "is nursing going to grow",
        "how is plumbing paid",  # Neither weighed nor wished for.
    ],
)
def test_what_names_no_work_in_particular_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_named_already_is_not_guessed_anew() -> None:
    text = "would plumbing be safer"
    named = Mention(6, 14, "plumbing", ("named",), is_background=False, is_asked_about=True)
    assert found(text, named) == ["named"]


@pytest.mark.parametrize(
    ("text", "job", "meant"),
    [
        ("what does a dentist assistant earn", "dentist", "dental assistants"),
        ("do dentist's assistants need school", "dentist", "dental assistants"),
        ("what does a dentist earn", "dentist", "dentist"),
        ("poets assistant pay", "poets", "poets"),  # The guess is what was named.
        ("judge assistant pay", "judge", "judge"),  # The guess is unsure.
    ],
)
def test_the_helper_of_a_job_is_another_job_where_that_is_sure(text: str, job: str, meant: str) -> None:
    start = text.index(job)
    known = Mention(start, start + len(job), job, (job,), is_background=False, is_asked_about=True)
    assert found(text, known) == [meant]
