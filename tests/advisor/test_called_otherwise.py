"""Work that a message weighs or wishes for in words that no job is named by."""

from __future__ import annotations

import pytest

from advisor.placing import Guess
from advisor.understanding.called_otherwise import TAKEN, called_otherwise
from advisor.understanding.jobs import Mention

CHANCES = {
    "ux design": ("designers", 0.99),
    "plumbing": ("plumbers", 0.98),
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
