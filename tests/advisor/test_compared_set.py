"""Jobs that are compared come and go by what a message says."""

from __future__ import annotations

import pytest

from advisor.question import Focus
from advisor.understanding.compared_set import changed
from advisor.understanding.jobs import Mention

THREE = Focus(profiles=("nurses", "cooks", "welders"))


def named(text: str, *words: str) -> list[Mention]:
    places = [(text.index(word), word) for word in words]
    return [
        Mention(at, at + len(word), word, (f"{word}s",), is_background=False, is_asked_about=True)
        for at, word in places
    ]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("add plumber", ("plumber",), ("nurses", "cooks", "welders", "plumbers")),
        ("vs plumber", ("plumber",), ("nurses", "cooks", "welders", "plumbers")),
        ("drop the cook", ("cook",), ("nurses", "welders")),
        ("leave the cook out please", ("cook",), ("nurses", "welders")),
        ("drop the cook, add plumber", ("cook", "plumber"), ("nurses", "welders", "plumbers")),
        ("leave out the second", (), ("nurses", "welders")),
        ("without a degree", (), ()),
        ("what does a cook earn", ("cook",), ()),
    ],
)
def test_some_are_added_and_some_dropped(text: str, words: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert changed(text, named(text, *words), THREE) == left


def test_of_two_one_may_be_left() -> None:
    text = "drop the cook"
    assert changed(text, named(text, "cook"), Focus(profiles=("nurses", "cooks"))) == ("nurses",)
