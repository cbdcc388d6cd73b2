"""The thumbs-down, wired: off unless there is a file, a reason asked for, a calm word when it fails."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from advisor.chain import Advisor
from advisor.evaluation.cases import load_cases
from advisor.events import Answered, Token
from advisor.question import Focus
from advisor.ui.complaints import complaint_about
from advisor.ui.loading import Loading
from advisor.ui.page import build_page
from advisor.ui.view import TURNS_SHOWN, Conversation
from knowledge.progress import Progress
from tests.advisor.test_feedback import ANSWER, entries
from tests.browser.scripted_server import advisor_by_words

# Gradio makes event loops that it never closes; they are noticed whenever garbage is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def never(progress: Progress) -> Iterator[Advisor]:
    raise AssertionError("not started")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "feedback.yaml"


@pytest.fixture(scope="module")
def demo(file: Path) -> Iterator[gr.Blocks]:
    loading = Loading(never)
    loading.advisor = advisor_by_words()
    yield build_page(loading, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page tells the visitor."""
    said: list[str] = []
    monkeypatch.setattr(gr, "Info", said.append)
    monkeypatch.setattr(gr, "Warning", said.append)
    return said


def handler(demo: gr.Blocks, name: str) -> Callable[..., Any]:
    (found,) = (one.fn for one in demo.fns.values() if one.name == name)
    assert found
    return found


def talk(*messages: str) -> Conversation:
    conversation = Conversation()
    for message in messages:
        conversation = conversation.asked(message).fold(Answered(ANSWER, Focus()))
    return conversation


def thumb(index: Any, *, liked: Any = False) -> gr.LikeData:
    return gr.LikeData(None, {"index": index, "value": "", "liked": liked})


def test_without_a_file_no_thumbs_are_offered() -> None:
    demo = build_page(Loading(never))
    assert not [one for one in demo.fns.values() if one.name == "opened"]
    assert not [one for one in demo.blocks.values() if getattr(one, "elem_id", None) == "complaint"]


def test_a_thumbs_down_opens_the_form_for_its_answer_alone(demo: gr.Blocks) -> None:
    conversation = talk("one", "two", "three")
    form, number, reason, note = handler(demo, "opened")(conversation, thumb(3))
    assert (form.visible, number, reason, note) == (True, 2, None, "")


@pytest.mark.parametrize(
    "data", [thumb(0), thumb(6), thumb(-1), thumb((1, 1)), thumb("1"), thumb(1, liked=True)]
)
def test_anything_else_opens_nothing(demo: gr.Blocks, data: gr.LikeData) -> None:
    form, number, *_ = handler(demo, "opened")(talk("one", "two", "three"), data)
    assert (form.visible, number) == (False, 0)


def test_a_turn_that_has_no_answer_yet_cannot_be_complained_about(demo: gr.Blocks) -> None:
    running = Conversation().asked("one").fold(Token("So far "))
    form, *_ = handler(demo, "opened")(running, thumb(1))
    assert not form.visible
    assert complaint_about(running, 1, "wrong", "") is None


def test_turns_that_left_the_page_are_counted_right(demo: gr.Blocks) -> None:
    conversation = talk(*map(str, range(TURNS_SHOWN + 5)))
    _, number, *_ = handler(demo, "opened")(conversation, thumb(1))
    assert number == conversation.turns[0].number == 6


def test_what_is_sent_is_written_down_with_the_index_that_answered(
    demo: gr.Blocks, file: Path, told: list[str]
) -> None:
    form, number, *_ = handler(demo, "sent")(talk("one", "two", "three"), 2, "missing", "the minimum")
    assert (form.visible, number) == (False, 0)
    assert "Thank you" in told[0]
    assert [case.question for case in load_cases(file)] == ["one", "two"]
    kept = entries(file)[-1]["metadata"]
    assert (kept["reason"], kept["note"]) == ("missing", "the minimum")
    assert len(kept["index"]) == 16


@pytest.mark.parametrize("reason", [None, "", "made up"])
def test_without_a_reason_the_form_stays(demo: gr.Blocks, told: list[str], reason: str | None) -> None:
    assert handler(demo, "sent")(talk("one"), 1, reason, "") == tuple(gr.skip() for _ in range(4))
    assert "reason" in told[0]


def test_a_file_that_cannot_be_written_is_told_calmly(tmp_path: Path, told: list[str]) -> None:
    demo = build_page(Loading(never), tmp_path)
    form, *_ = handler(demo, "sent")(talk("one"), 1, "wrong", "")
    assert not form.visible
    assert "could not be kept" in told[0]
    assert str(tmp_path) not in told[0]


def test_nothing_is_noted_of_a_conversation_that_tells_of_a_resume(
    demo: gr.Blocks, file: Path, told: list[str]
) -> None:
    before = file.read_bytes() if file.exists() else b""
    private = Conversation().asked("(My résumé, cv.pdf)", of_file=True).fold(Answered(ANSWER, Focus()))
    handler(demo, "sent")(private, 1, "wrong", "a note")
    assert (file.read_bytes() if file.exists() else b"") == before
    assert "résumé" in told[-1]
