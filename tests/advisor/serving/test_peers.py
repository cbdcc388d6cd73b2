"""Processes that know each other: how they are named, and what is not handed on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from advisor.serving.peers import COOKIE, HANDED_ON, Peers, read_peers
from knowledge.errors import SettingsError

BOTH = {"one": "http://127.0.0.1:1", "two": "http://127.0.0.1:2"}


async def asked(path: str, headers: dict[bytes, bytes]) -> tuple[bytes, list[Any]]:
    """The body that the own application got, and what was sent."""
    sent: list[Any] = []
    got = b""

    async def own(scope: Any, receive: Any, send: Any) -> None:
        nonlocal got
        got = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"said", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers.items())}
    await Peers(own, BOTH, "one")(scope, receive, send)
    return got, sent


def cookie(name: str) -> dict[bytes, bytes]:
    return {b"cookie": f"theme=dark; {COOKIE}={name}".encode()}


@pytest.mark.parametrize(
    ("path", "headers", "is_named"),
    [
        ("/", {}, True),
        ("/", cookie("two"), True),
        ("/gradio_api/queue/join", cookie("one"), False),
        ("/gradio_api/queue/join", cookie("two"), True),
        ("/gradio_api/queue/join", cookie("three"), True),
        ("/gradio_api/queue/join", {b"cookie": b"=;;\xff\x00="}, True),
        ("/gradio_api/queue/join", cookie("two") | {HANDED_ON: b"1"}, False),
        ("/theme.css", cookie("two"), False),
    ],
)
def test_what_is_its_own_or_of_one_that_is_gone_is_answered_here(
    path: str, headers: dict[bytes, bytes], is_named: bool
) -> None:
    """Nothing listens at the others: what they had goes on here, and the browser is told so."""
    body, (start,) = asyncio.run(asked(path, headers))
    assert body == b"said"
    assert any(COOKIE.encode() in value for _, value in start["headers"]) == is_named


def test_processes_are_told_by_name_and_address() -> None:
    assert read_peers("one=http://10.0.0.1:7860/, two=https://b") == {
        "one": "http://10.0.0.1:7860",
        "two": "https://b",
    }
    for text in ("one", "one=10.0.0.1", "o ne=http://x", "=http://x"):
        with pytest.raises(SettingsError, match="one=http"):
            read_peers(text)
    with pytest.raises(SettingsError, match="one, two"):
        Peers(lambda *_: None, BOTH, "")  # type: ignore[arg-type,return-value]
