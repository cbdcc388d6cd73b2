"""Sentences are cut as they end, whatever the pieces; markers are read and markup is taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.writing.cutting import Said, sentences_of


def cut(text: str, size: int = 3) -> list[Said]:
    return list(sentences_of(text[at : at + size] for at in range(0, len(text), size)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They knead [1]. They bake. [2][3] Fine!",
            [("They knead.", (1,)), ("They bake.", (2, 3)), ("Fine!", ())],
        ),
        ("The U.S. median is $9.50 an hour [1]. Dr. Lee, e.g. says so.", None),
        ("Ranges [2-4] and lists [1, 6] count.", [("Ranges and lists count.", (2, 3, 4, 1, 6))]),
        ("**Pay:** it is `high` [see](http://x.y) [1].", [("Pay: it is high see.", (1,))]),
        ("<think>Is it [9]? 5.</think>They bake.", [("They bake.", ())]),
        ("Done", [("Done", ())]),
        ("他们烤面包。他们揉面。", [("他们烤面包。", ()), ("他们揉面。", ())]),
        ("# \n---\n***\n", []),
    ],
)
def test_a_text_becomes_its_sentences(text: str, expected: list[tuple[str, tuple[int, ...]]] | None) -> None:
    found = [(one.text, one.markers) for one in cut(text)]
    if expected is None:
        assert [one for one, _ in found] == ["The U.S. median is $9.50 an hour.", "Dr. Lee, e.g. says so."]
    else:
        assert found == expected


def test_entries_of_lists_are_told_apart_from_sentences_that_go_on_in_them() -> None:
    found = cut("Two things:\n- Knead [1]. Then rest.\n2. Bake [2]\n\nThat is all.")
    assert [(one.text, one.is_item, one.goes_on) for one in found] == [
        ("Two things:", False, False),
        ("Knead.", True, False),
        ("Then rest.", False, True),
        ("Bake", True, False),
        ("That is all.", False, False),
    ]


@given(st.text(alphabet="ab .!?\n-[]12<>", max_size=60), st.integers(1, 9))
def test_it_does_not_matter_how_the_stream_is_cut(text: str, size: int) -> None:
    assert cut(text, size) == cut(text, 1)


def test_a_sentence_is_there_before_the_next_one_is_finished() -> None:
    drawn: list[str] = []

    def pieces() -> object:
        for piece in ("They knead [1].", " Th", "ey bake", " [2]."):
            drawn.append(piece)
            yield piece

    first = next(sentences_of(pieces()))  # type: ignore[arg-type]
    assert first.text == "They knead."
    assert len(drawn) == 2
