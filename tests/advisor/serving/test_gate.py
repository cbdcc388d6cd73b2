"""The door of the whole application, spoken to as a server does."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest

from advisor.serving.access import Access, Hash, read_users, user_line
from advisor.serving.gate import Gate
from advisor.serving.limits import MAX_BODY, MAX_PAGE_BODY, MAX_UPLOAD
from advisor.serving.metrics import Metrics

RIGHT = b"Basic " + base64.b64encode(b"ana:long enough")


class Echo:
    """Reads a request to its end and says how long it was; a stream waits to be let go."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.seen: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen.append(scope["type"])
        if scope["type"] != "http":
            return
        length, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError("the sender left")
            length += len(message.get("body", b""))
            more = message.get("more_body", False)
        if scope["path"].startswith("/gradio_api/queue/data"):
            await self.let_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(length).encode()})


async def asked(
    gate: Gate,
    path: str,
    *chunks: bytes,
    headers: dict[bytes, bytes] | None = None,
    method: str = "POST",
    address: str = "192.0.2.1",
) -> tuple[int, Any, dict[bytes, bytes]]:
    """Status, body and headers of one request, whose body comes in chunks."""
    waiting = list(chunks or (b"",))
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        chunk = waiting.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": list((headers or {}).items()),
        "client": (address, 1),
    }
    await gate(scope, receive, send)
    start, *bodies = sent
    body = b"".join(one["body"] for one in bodies)
    return start["status"], json.loads(body), dict(start["headers"])


@pytest.fixture
def users() -> dict[str, Hash]:
    name, _, rest = user_line("ana", "long enough").partition(":")
    salt, _, key = rest.partition("$")
    return {name: Hash(bytes.fromhex(salt), bytes.fromhex(key))}


@pytest.mark.parametrize(
    ("path", "most"), [("/api/ask", MAX_BODY), ("/mcp/", MAX_BODY), ("/gradio_api/queue/join", MAX_PAGE_BODY)]
)
def test_what_is_too_large_is_refused_with_a_line_however_it_is_sent(path: str, most: int) -> None:
    gate = Gate(Echo(), Metrics())

    async def send_all() -> None:
        declared = {b"content-length": str(most + 1).encode()}
        for found in (
            await asked(gate, path, b"x", headers=declared),
            await asked(gate, path, b"x" * (most // 2), b"x" * (most // 2), b"xx"),
        ):
            assert found[0] == 413
            assert f"{most:,} bytes" in found[1]["detail"]
        assert (await asked(gate, path, b"x" * most))[:2] == (200, most)

    asyncio.run(send_all())


def test_a_resume_may_be_larger_than_a_call_and_has_its_limit() -> None:
    gate = Gate(Echo(), Metrics())
    status, length, _ = asyncio.run(asked(gate, "/gradio_api/upload", b"x" * MAX_UPLOAD))
    assert (status, length) == (200, MAX_UPLOAD)
    assert asyncio.run(asked(gate, "/gradio_api/upload", b"x" * (MAX_UPLOAD + 20_000)))[0] == 413


@pytest.mark.parametrize("length", [b"-1", b"many", b"9" * 30, b""])
def test_a_length_that_is_none_is_counted_instead(length: bytes) -> None:
    gate = Gate(Echo(), Metrics())
    assert asyncio.run(asked(gate, "/api/ask", b"xy", headers={b"content-length": length}))[:2] == (200, 2)


def test_an_error_of_the_application_is_its_own() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(asked(Gate(broken, Metrics()), "/api/ask"))


def test_one_visitor_has_only_so_many_streams_and_others_theirs() -> None:
    async def crowd() -> tuple[list[int], dict[bytes, bytes]]:
        echo, metrics = Echo(), Metrics()
        gate = Gate(echo, metrics, streams=2)
        path = "/gradio_api/queue/data"
        streams = [asyncio.create_task(asked(gate, path, method="GET")) for _ in range(2)]
        await asyncio.sleep(0)
        third = await asked(gate, path, method="GET")
        other = asyncio.create_task(asked(gate, path, method="GET", address="192.0.2.2"))
        joined = await asked(gate, "/gradio_api/queue/join", b"x")
        await asyncio.sleep(0)
        assert b"advisor_streams 3.0" in metrics.text()
        echo.let_go.set()
        ended = [(await one)[0] for one in (*streams, other)]
        again = await asked(gate, path, method="GET")
        return [third[0], joined[0], *ended, again[0]], third[2]

    statuses, headers = asyncio.run(crowd())
    assert statuses == [429, 200, 200, 200, 200, 200]
    assert int(headers[b"retry-after"]) > 0


@pytest.mark.parametrize(
    "path", ["/", "/api/ask", "/mcp/", "/metrics", "/gradio_api/queue/join", "/evaluation"]
)
def test_where_users_are_named_nobody_else_gets_past_the_door(users: dict[str, Hash], path: str) -> None:
    echo = Echo()
    gate = Gate(echo, Metrics(), Access(users))
    status, told, headers = asyncio.run(asked(gate, path))
    assert status == 401
    assert headers[b"www-authenticate"].startswith(b"Basic")
    assert "password" in told["detail"]
    assert echo.seen == []
    assert asyncio.run(asked(gate, path, headers={b"authorization": RIGHT}))[0] == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_told_to_everyone(users: dict[str, Hash], path: str) -> None:
    assert asyncio.run(asked(Gate(Echo(), Metrics(), Access(users)), path))[0] == 200


@pytest.mark.parametrize(
    "path", ["/healthz/", "/healthz/../api/ask", "//healthz", "/HEALTHZ", "/readyz%2f..%2f"]
)
def test_what_only_looks_like_health_is_not(users: dict[str, Hash], path: str) -> None:
    assert asyncio.run(asked(Gate(Echo(), Metrics(), Access(users)), path))[0] == 401


def test_too_many_wrong_passwords_are_told_when_to_go_on(users: dict[str, Hash]) -> None:
    gate = Gate(Echo(), Metrics(), Access(users, "2/minute"))
    wrong = {b"authorization": b"Basic " + base64.b64encode(b"ana:guessed it")}

    async def guess() -> list[tuple[int, Any, dict[bytes, bytes]]]:
        return [await asked(gate, "/", headers=wrong) for _ in range(3)]

    found = asyncio.run(guess())
    assert [one[0] for one in found] == [401, 401, 429]
    assert b"retry-after" in found[-1][2]


def test_a_socket_is_no_way_round_the_door(users: dict[str, Hash]) -> None:
    echo = Echo()

    async def call(gate: Gate) -> None:
        for kind in ("websocket", "lifespan"):
            await gate({"type": kind}, None, None)  # type: ignore[arg-type]

    asyncio.run(call(Gate(echo, Metrics(), Access(users))))
    assert echo.seen == ["lifespan"]


def test_the_shipped_command_makes_lines_that_are_read(tmp_path: Any) -> None:
    file = tmp_path / "users"
    file.write_text(user_line("ana", "long enough"), "utf-8")
    assert read_users(file)["ana"].is_of("long enough")
