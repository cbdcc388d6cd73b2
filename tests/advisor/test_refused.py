"""Jobs that a message names and does not want, or names only as what another job takes."""

from __future__ import annotations

import pytest

from advisor.question import AskedMoves, Focus
from advisor.understanding.jobs import Mention
from advisor.understanding.refused import (
    further_moves,
    is_required,
    refused_in,
    refuses,
    rejected_of,
    without_refused,
)


def mention(text: str, word: str) -> Mention:
    start = text.index(word)
    return Mention(start, start + len(word), word, (word,), is_background=False, is_asked_about=False)


@pytest.mark.parametrize(
    ("text", "word", "refused"),
    [
        ("i dont want to be a cop", "cop", True),
        ("I wouldn't like to become a nurse", "nurse", True),
        ("something with kids but not as a teacher", "teacher", True),
        ("I don't want to be a nurse anymore", "nurse", False),
        ("I'm not a nurse, what do they earn", "nurse", False),
        ("no, I meant not another nurse", "nurse", True),
        ("i dont want to be a manager or a nurse", "nurse", True),
        ("i want to be a cop", "cop", False),
        ("i said not security guard", "security guard", True),
    ],
)
def test_a_refusal_is_told_from_a_job_that_one_has_had(text: str, word: str, refused: bool) -> None:
    assert refuses(text, mention(text, word)) is refused


def test_what_is_wanted_beside_it_is_kept_and_a_refusal_alone_stays_whole() -> None:
    both = "i'd like to work with kids but not as a teacher"
    assert without_refused(both, mention(both, "teacher")).strip() == "i'd like to work with kids"
    alone = "what if i don't want to be a teacher"
    assert without_refused(alone, mention(alone, "teacher")) == alone


def test_moves_go_on_without_what_was_shown_and_what_is_refused() -> None:
    focus = Focus(moves=AskedMoves("guards", seen=("clerks",)), listed=("jailers",))
    text = "i dont want to be a cop"
    assert focus.moves
    question = further_moves(text, [mention(text, "cop")], focus.moves, focus)
    assert question.moves == AskedMoves("guards", seen=("clerks", "jailers", "cop"))
    assert question.profiles == ("guards",)


def test_what_another_job_takes_is_no_job_asked_about() -> None:
    text = "do they need to be engineers"
    assert is_required(text, mention(text, "engineers"))
    assert not is_required("what do engineers do", mention("what do engineers do", "engineers"))


def test_what_is_joined_to_a_refusal_is_refused_too_but_a_family_is_a_limit() -> None:
    text = "i dont want to be a cop or a guard, rather a nurse"
    every = [mention(text, word) for word in ("cop", "guard", "nurse")]
    assert [one.text for one in refused_in(text, every)] == ["cop", "guard"]
    twice = "you gave me cop jobs. not cop jobs"
    again = Mention(twice.rindex("cop"), twice.rindex("cop") + 3, "cop", ("cop",), False, False)
    assert refused_in(twice, [mention(twice, "cop"), again]) == [mention(twice, "cop"), again]
    family = "no teaching"
    assert refused_in(family, [mention(family, "teaching")]) == []


@pytest.mark.parametrize("text", ["that's the same list", "its just the same jobs", "none of these"])
def test_all_that_was_shown_is_refused(text: str) -> None:
    assert rejected_of(text, ("guards", "clerks")) == ("guards", "clerks")
