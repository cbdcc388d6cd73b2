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
    [
        ("a call center", ["call"]),
        ("retail", ["shop"]),
        ("IT", ["it"]),
        ("welding", ["weld"]),
        ("plumbing", ["plumb"]),
        ("data science", ["data"]),
        ("physics", ["physics"]),
    ],
)


def found_in(text: str, doings: Doings = DOINGS) -> list[tuple[str, Doing]]:
    tokens = [(one.start(), one.end()) for one in re.finditer(r"[\w'’]+", text)]
    keys = [singular(text[start:end].lower()) for start, end in tokens]
    found = [(at, doings.at(text, tokens, keys, at)) for at in range(len(tokens))]
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
        ("so im 29, welding since 21", "welding", True),
        ("plumbing for 20 years now", "plumbing", True),
        ("between retail and plumbing, which one", "plumbing", False),
        ("he laid bricks all his life", "laid bricks", False),
        ("I drove a big truck", "drove a big truck", True),
        ("52, drove trucks for 20 years, what now", "drove trucks", True),
        ("I want to drive trucks", "drive trucks", False),
        ("people who do nails", "do nails", False),
        ("I work in a call center", "call center", True),
        ("jobs in retail", "retail", False),
        ("retail pay?", "retail", False),
        ("I'm in IT", "IT", True),
        ("I want to go into welding", "welding", False),
        ("thinking of data science", "data science", False),
        ("considering plumbing", "plumbing", False),
        ("does plumbing pay well", "plumbing", False),
        ("how stressful is plumbing", "plumbing", False),
        ("is retail a dying field", "retail", False),
        ("the pay in data science", "data science", False),
        ("will ai replace plumbing", "plumbing", False),
        ("quit being a cook for welding", "welding", False),
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
        "they drove trucks, then sold cars",
        "I stock up on food",
        "do they need physics",
        "what about physics?",
        "is plumbing part of it",
        "I have a degree in data science",
    ],
)
def test_what_others_do_or_own_names_no_job(text: str) -> None:
    assert found_in(text) == []


def test_fields_are_told_by_one_another() -> None:
    assert [said for said, _ in found_in("welding or plumbing, hm")] == ["welding", "plumbing"]


def test_work_that_nobody_listed_counts_where_the_words_name_it_and_is_asked_of_only_then() -> None:
    asked: list[str] = []

    def names_work(work: str) -> bool:
        asked.append(work)
        return work != "growing"

    works = {"truck driving": ["truck"], "growing": ["grow"], "retail": ["other"]}
    doings = Doings([], [("retail", ["shop"])], works, names_work)
    assert asked == []
    assert [one.ids for _, one in found_in("is truck driving hard", doings)] == [("truck",)]
    assert found_in("i work in growing", doings) == []
    assert [one.ids for _, one in found_in("jobs in retail", doings)] == [("shop",)]
    assert set(asked) == {"truck driving", "growing"}
