"""Jobs told by what somebody does or works in, and who it is that does it."""

from __future__ import annotations

import re

import pytest

from advisor.understanding.doings import Doing, Doings
from advisor.understanding.titles import singular

DOINGS = Doings(
    [
        ("stock shelves", ["stock"]),
        ("drive a truck", ["truck"]),
        ("lay bricks", ["brick"]),
        ("do nails", ["nail"]),
    ],
    [("a call center", ["call"]), ("retail", ["shop"]), ("IT", ["it"])],
)


def found_in(text: str) -> list[tuple[str, Doing]]:
    tokens = [(one.start(), one.end()) for one in re.finditer(r"[\w'’]+", text)]
    keys = [singular(text[start:end].lower()) for start, end in tokens]
    found = [(at, DOINGS.at(text, tokens, keys, at)) for at in range(len(tokens))]
    return [
        (text[tokens[at][0] : tokens[at + one.words - 1][1]], one) for at, one in found if one is not None
    ]


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        ("I stock shelves at night", "stock shelves", True),
        ("i've been stocking the shelves for years", "stocking the shelves", True),
        ("what does stocking shelves pay", "stocking shelves", False),
        ("my dad lays bricks", "lays bricks", True),
        ("he laid bricks all his life", "laid bricks", False),
        ("I drove a big truck", "drove a big truck", True),
        ("I want to drive trucks", "drive trucks", False),
        ("people who do nails", "do nails", False),
        ("I work in a call center", "call center", True),
        ("jobs in retail", "retail", False),
        ("retail pay?", "retail", False),
        ("I'm in IT", "IT", True),
    ],
)
def test_work_is_told_in_any_form(text: str, words: str, own: bool) -> None:
    assert [(said, one.is_own) for said, one in found_in(text)] == [(words, own)]


@pytest.mark.parametrize(
    "text",
    [
        "do they stock shelves?",
        "can ai stock shelves",
        "how retail prices change",
        "I'm in it for the money",
        "is it worth it",
        "I stock up on food",
    ],
)
def test_what_others_do_or_own_names_no_job(text: str) -> None:
    assert found_in(text) == []
