"""Which words people use for jobs, counted in labelled examples."""

from __future__ import annotations

from advisor.understanding.labels import Example
from advisor.understanding.titles import TitleIndex
from advisor.understanding.usage import Usage

USAGE = Usage(
    [
        Example("is a {chef} or a {sous chef} paid"),
        Example("data entry is dull"),
        Example("how much data"),
        Example("entry is free for {data entry clerks}"),
    ],
    TitleIndex([("Data Entry Clerk", "clerk", 0), ("Painter", "paint", 0)]),
)


def test_runs_of_words_are_counted_inside_and_outside_of_names() -> None:
    assert (USAGE.inside("chef"), USAGE.outside("chef")) == (2, 0)
    assert (USAGE.inside("data entry"), USAGE.outside("data entry")) == (1, 1)
    assert USAGE.outside("data entry is") == 1
    assert USAGE.outside("data how") == 0  # Runs do not reach from one message into the next.


def test_a_name_is_used_for_a_job_at_least_as_often_as_otherwise() -> None:
    assert USAGE.names_a_job("chef")
    assert not USAGE.names_a_job("data")


def test_words_of_messages_and_titles_are_known_with_what_is_formed_of_them() -> None:
    assert USAGE.has("dull")
    assert USAGE.has("painter")
    assert USAGE.has("duller")
    assert not USAGE.has("paintr")
    assert not USAGE.has("chef")  # It stands in names alone, where it may be misspelt.
