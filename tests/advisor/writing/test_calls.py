"""A call over the wire: it streams, is bounded in every way, and is cancelled when nobody wants it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from langchain_core.prompts import ChatPromptTemplate

from advisor.writing.calls import Call, first_words
from advisor.writing.chat_model import ChatModel
from advisor.writing.faults import Fault, Reason, Stopped
from tests.advisor.writing.conftest import LIMITS
from tests.model_server import ModelServer, Script

PROMPT = ChatPromptTemplate.from_messages([("system", "Be kind."), ("user", "{question}")])
SLACK = 4.0  # Seconds beyond a bound that a busy machine may take.


def call(model: ChatModel, stop: threading.Event | None = None) -> Call:
    return Call(model, PROMPT, {"question": "Why {so}?"}, stop=stop)


def fault(model: ChatModel) -> tuple[Reason, str, float]:
    """Why a call fails, what it said until then, and after how many seconds."""
    said: list[str] = []
    begun = time.monotonic()
    with pytest.raises(Fault) as found:  # noqa: PT012
        for piece in call(model):
            said.append(piece)
    return found.value.reason, "".join(said), time.monotonic() - begun


def test_what_the_model_says_arrives_piece_by_piece_and_is_counted(
    model: ChatModel, server: ModelServer
) -> None:
    server.says("They knead dough. They bake it.", size=5)
    asked = call(model)
    pieces = list(asked)
    assert "".join(pieces) == "They knead dough. They bake it."
    assert len(pieces) > 1
    assert (asked.usage.sent, asked.usage.received) == (1000, 50)
    assert "Why {so}?" in server.prompt


def test_tokens_that_the_server_does_not_count_are_estimated(model: ChatModel, server: ModelServer) -> None:
    server.says("They knead dough.", cut=1, size=8)
    asked = call(model)
    with pytest.raises(Fault):
        list(asked)
    assert asked.usage.sent > 0
    assert asked.usage.received == 2


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (Script(status=401), Reason.KEY),
        (Script(status=403), Reason.KEY),
        (Script(status=404), Reason.UNKNOWN),
        (Script(status=429), Reason.BUSY),
        (Script(status=500), Reason.FAILED),
        (Script(status=503), Reason.FAILED),
        (Script(""), Reason.EMPTY),
        (Script(raw=b""), Reason.EMPTY),
        (Script(raw=b"<html>It works!</html>\n\n"), None),
        (Script(raw=b"data: {not json\n\n"), Reason.BROKEN),
        (Script("word " * 2000), Reason.TOO_LONG),
        (Script("Cut by the server", finish="length"), Reason.TOO_LONG),
        (Script("They knead", finish="content_filter"), Reason.REFUSED),
        (Script("They knead dough and", finish=None), Reason.BROKEN),
        (Script("They knead dough and bake it.", cut=1), Reason.BROKEN),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "",
)
def test_every_fault_is_told_by_its_kind(
    model: ChatModel, server: ModelServer, script: Script, reason: Reason | None
) -> None:
    server.does(script)
    found, _, seconds = fault(model)
    if reason is None or (script.raw is not None and model.provider == "ollama"):
        assert found in (Reason.EMPTY, Reason.BROKEN, Reason.FAILED)
    else:
        assert found is reason
    assert seconds < LIMITS.total + SLACK


def test_a_busy_server_is_asked_again_after_a_moment(model: ChatModel, server: ModelServer) -> None:
    server.does(Script(status=429), Script(status=500), Script("They bake."))
    assert "".join(call(model)) == "They bake."
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [401, 404])
def test_what_will_not_change_is_not_asked_again(model: ChatModel, server: ModelServer, status: int) -> None:
    server.does(Script(status=status))
    fault(model)
    assert len(server.requests) == 1


def test_nothing_is_asked_again_once_words_were_shown(model: ChatModel, server: ModelServer) -> None:
    server.does(Script("They knead dough and bake it.", cut=1), Script("They bake."))
    reason, said, _ = fault(model)
    assert reason is Reason.BROKEN
    assert said
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "script",
    [
        Script("Too late.", first=60),
        Script("A word every minute.", gap=60, size=6),
        Script("A word now and then. " * 20, gap=0.5, size=5),
        Script("They knead.", stays_open=True),
    ],
    ids=["no first word", "stalls", "never ends", "stays open"],
)
def test_no_call_outlives_its_bound(model: ChatModel, server: ModelServer, script: Script) -> None:
    limits = replace(LIMITS, first=0.6, total=1.5, retries=0)
    server.does(script)
    reason, _, seconds = fault(model.within(limits))
    assert reason is Reason.SLOW
    assert seconds < limits.total + SLACK
    assert server.left_early.wait(SLACK), "the connection was not closed"


def test_a_server_that_is_not_there_is_unreachable(model: ChatModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    assert fault(ChatModel(model.name, LIMITS))[0] is Reason.UNREACHABLE


def test_no_key_is_told_before_anything_is_sent(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(Fault) as found:
        call(ChatModel("openai:made-up"))
    assert found.value.reason is Reason.KEY
    assert not server.requests


@pytest.mark.parametrize("name", ["anthropic:made-up", "nobody:made-up"])
def test_a_provider_that_is_not_there_says_how_to_mend_it(name: str) -> None:
    with pytest.raises(Fault) as found:
        call(ChatModel(name))
    assert found.value.reason is Reason.SETUP
    assert ".[anthropic]" in found.value.detail or "no provider" in found.value.detail


def test_stopping_ends_the_call_and_its_connection_at_once(model: ChatModel, server: ModelServer) -> None:
    server.says("They knead dough. " * 50, gap=0.3, size=5)
    stop = threading.Event()
    asked = iter(call(model.within(replace(LIMITS, first=60, total=60)), stop))
    next(asked)
    stop.set()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        list(asked)
    assert time.monotonic() - begun < 1
    assert server.left_early.wait(SLACK)


def test_leaving_the_answer_ends_the_call(model: ChatModel, server: ModelServer) -> None:
    server.says("They knead dough. " * 50, gap=0.3, size=5)
    asked = iter(call(model))
    next(asked)
    asked.close()  # type: ignore[attr-defined]
    assert server.left_early.wait(SLACK)


def test_a_model_is_tried_by_its_first_words(model: ChatModel, server: ModelServer) -> None:
    server.says("ready")
    assert 0 <= first_words(model) < LIMITS.first
    server.says("")
    with pytest.raises(Fault):
        first_words(model)
