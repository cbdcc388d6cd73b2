"""The server as an operator runs it: as processes that are started, asked, watched and stopped."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from advisor.serving.access import user_line
from tests.browser.conftest import Server, serving, until

SECRETS = ("hunter2 long enough", "my-planted-words", "planted résumé", "10.77.77.77", "sk-planted-key")
NOW = 5  # Where an answer's outputs have the conversation for the browser to keep.
Headers = dict[str, str]


def got(url: str, given: Any = None, headers: Headers | None = None) -> tuple[int, Any, Headers]:
    """Status, body and headers of a request; what is given is posted as JSON."""
    data = None if given is None else json.dumps(given).encode()
    about = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    request = urllib.request.Request(url, data, about | (headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=30) as found:
            return found.status, _read(found.read()), dict(found.headers)
    except urllib.error.HTTPError as error:
        return error.code, _read(error.read()), dict(error.headers)


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode()


def answered(url: str, headers: Headers | None = None, *turns: str) -> tuple[int, Any, Headers]:
    return got(f"{url}api/ask", {"turns": list(turns) or ["What does it pay?"]}, headers)


def called(url: str, headers: Headers | None = None, *turns: str) -> Any:
    """The answer of the tool `ask`."""
    arguments = {"name": "ask", "arguments": {"turns": list(turns) or ["What does it pay?"]}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": arguments}
    return got(f"{url}mcp/", call, headers)[1]["result"]["structuredContent"]


class Visitor:
    """A page in a browser that keeps its cookies and what it is told to keep."""

    def __init__(self, url: str, headers: Headers | None = None) -> None:
        self._url, self._headers = url, headers or {}
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._session, self._now = secrets.token_hex(5), None
        self._get("")
        events = json.loads(self._get("config"))["dependencies"]
        self._calls = {one["api_name"]: one["id"] for one in events}

    def ask(self, question: str) -> str:
        """The answer as it stands when it is whole."""
        about = f"gradio_api/queue/data?session_hash={self._session}"
        self._get("gradio_api/run/predict", self._event("taken", [question, None]))
        self._get("gradio_api/queue/join", self._event("answer", [None, None, self._now]))
        request = urllib.request.Request(f"{self._url}{about}", headers=self._headers)
        with self._open.open(request, timeout=30) as stream:
            for line in stream:
                message = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if message.get("msg") == "process_completed":
                    assert message["success"], message
                    self._now = message["output"]["data"][NOW]
                    return str(message["output"]["data"][0][-1]["content"][0]["text"])
        raise AssertionError("the stream ended without an answer")

    def _event(self, name: str, data: list[Any]) -> dict[str, Any]:
        return {"data": data, "fn_index": self._calls[name], "session_hash": self._session}

    def _get(self, path: str, given: Any = None) -> bytes:
        data = None if given is None else json.dumps(given).encode()
        about = self._headers | {"content-type": "application/json"}
        request = urllib.request.Request(f"{self._url}{path}", data, about)
        with self._open.open(request, timeout=30) as found:
            return bytes(found.read())


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with users, JSON logs, a trusted proxy and a narrow rate."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "users").write_text(user_line("ana", SECRETS[0]) + "\n", "utf-8")
    environment = os.environ | {
        "ADVISOR_USERS": str(folder / "users"),
        "ADVISOR_LOG": "json",
        "ADVISOR_TRUSTED_PROXIES": "127.0.0.1",
        "ADVISOR_RATE": "6/minute",
        "ADVISOR_STOP_SECONDS": "15",
    }
    with serving(folder, "-m", "tests.browser.scripted_server", environment=environment) as server:
        yield server


KEY = {"authorization": "Basic " + base64.b64encode(f"ana:{SECRETS[0]}".encode()).decode()}


def test_the_door_is_shut_to_strangers_and_the_log_tells_nothing_of_those_who_came(guarded: Server) -> None:
    url, named = guarded.url, KEY | {"x-forwarded-for": SECRETS[3]}
    assert answered(url)[0] == 401
    assert got(f"{url}metrics")[0] == 401
    assert got(f"{url}mcp/", {})[0] == 401
    assert got(f"{url}healthz")[0] == 200
    assert answered(url, named, f"What does it pay, {SECRETS[1]}? {SECRETS[4]}")[0] == 200
    assert "65,000" in called(url, named, f"{SECRETS[1]}: what does it pay?")["output"]
    page = Visitor(url, named)
    assert page.ask(f"What does it pay? {SECRETS[1]} {SECRETS[4]}")
    page.ask(f"My résumé:\n{SECRETS[2]}\nCustoms officer, 2010 - 2020\n{SECRETS[1]}")
    assert "Something went wrong" in page.ask(f"broken {SECRETS[1]}")
    log = guarded.log.read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    told = [line for line in lines if line["event"] == "answer"]
    assert {line["over"] for line in told} == {"page", "api", "mcp"}
    assert any("RuntimeError" in str(line) for line in lines)
    measured = got(f"{url}metrics", headers=KEY)[1]
    assert 'over="mcp"' in measured
    for secret in (*SECRETS, "65,000", "ana:", KEY["authorization"]):
        assert secret not in log + measured, secret


def test_too_many_messages_of_one_address_are_told_when_to_go_on_and_others_go_on(guarded: Server) -> None:
    url, eager = guarded.url, KEY | {"x-forwarded-for": "10.1.1.1"}
    statuses = [answered(url, eager)[0] for _ in range(8)]
    assert statuses[:6] == [200] * 6
    assert set(statuses[6:]) == {429}
    _, told, headers = answered(url, eager)
    assert "try again in" in told["detail"]
    assert int(headers["retry-after"]) > 0
    assert "Please go on in" in Visitor(url, eager).ask("What does it pay?")
    assert "65,000" in Visitor(url, KEY | {"x-forwarded-for": "10.1.1.2"}).ask("What does it pay?")


def test_what_is_too_large_is_refused_with_a_line(guarded: Server) -> None:
    status, told, _ = got(f"{guarded.url}api/ask", {"turns": ["x" * 300_000]}, KEY)
    assert (status, "too large" in told["detail"]) == (413, True)


def test_asked_to_stop_it_answers_what_is_under_way_and_turns_others_away(guarded: Server) -> None:
    until(lambda: got(f"{guarded.url}readyz")[:2] == (200, {"ready": True}), guarded)
    late, page = (
        KEY | {"x-forwarded-for": "10.2.2.2"},
        Visitor(guarded.url, KEY | {"x-forwarded-for": "10.3.3.3"}),
    )
    with ThreadPoolExecutor(2) as pool:
        under_way = pool.submit(answered, guarded.url, late, "slowly please")
        streaming = pool.submit(page.ask, "slowly please")
        time.sleep(0.6)
        guarded.process.send_signal(signal.SIGTERM)
        time.sleep(0.4)
        status, told, headers = answered(guarded.url, late)
        assert (status, headers["retry-after"].isdigit()) == (503, True)
        assert "about to be restarted" in told["detail"]
        assert got(f"{guarded.url}readyz")[0] == 503
        assert "At long last" in under_way.result()[1]["output"]
        assert "At long last" in streaming.result()
    assert guarded.process.wait(20) == 0
    assert "Traceback" not in guarded.log.read_text("utf-8")


@contextmanager
def in_turn(*ports: int) -> Iterator[str]:
    """A reverse proxy that gives connections to the servers in turn, past those that are gone."""
    loop = asyncio.new_event_loop()
    turns = iter(range(10**6))

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in ports:
            try:
                there = await asyncio.open_connection("127.0.0.1", ports[next(turns) % len(ports)])
                break
            except OSError:
                continue
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))

    server = loop.run_until_complete(asyncio.start_server(connected, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    server.close()
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:  # Of none, gather would look for the loop of the thread.
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_two_processes_behind_a_plain_proxy_are_as_one_and_one_can_go(tmp_path: Path) -> None:
    ports = {"one": free_port(), "two": free_port()}
    peers = ", ".join(f"{name}=http://127.0.0.1:{port}" for name, port in ports.items())
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(
                serving(
                    tmp_path / name,
                    "-m",
                    "tests.browser.scripted_server",
                    environment=os.environ | {"ADVISOR_PEERS": peers, "ADVISOR_PROCESS": name},
                    port=port,
                    wait=False,
                )
            )
            for name, port in ports.items()
        }
        for server in servers.values():
            until(server.is_ready, server)
        url = stack.enter_context(in_turn(*ports.values()))
        said = ("What does it pay?", "and the minimum?")
        for _ in range(2):
            assert "45,000" in answered(url, None, *said)[1]["output"]
            assert "45,000" in called(url, None, *said)["output"]
        visitors = [Visitor(url) for _ in range(3)]
        for visitor in visitors:
            assert "65,000" in visitor.ask(said[0])
        for visitor in visitors:
            assert "45,000" in visitor.ask(said[1])
        servers["one"].process.kill()
        servers["one"].process.wait(10)
        for visitor in visitors:
            assert "90,000" in visitor.ask("and the maximum?")
        assert "45,000" in answered(url, None, *said)[1]["output"]
