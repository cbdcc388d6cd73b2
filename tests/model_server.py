"""A chat model behind real HTTP on loopback: OpenAI's and Ollama's streaming protocols, scripted.

Only the model is made up: what the provider's package sends and reads is what it sends to a real one.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-secret-0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Script:
    """What the model does with one request."""

    text: str = ""
    first: float = 0.0
    """Seconds before the first piece..."""
    gap: float = 0.0
    """...and between two."""
    status: int = 200
    finish: str | None = "stop"
    cut: int | None = None
    """Pieces after which the connection is closed in the middle of the answer."""
    raw: bytes | None = None
    """Sent as it is in the place of the answer."""
    size: int = 12
    """Characters of a piece."""
    stays_open: bool = False
    """Whether nothing more comes, and the connection stays open, after the text."""


Model = Callable[[dict[str, Any], int], Script]
"""From a request's body and how many came before it to what is done."""


@dataclass
class ModelServer:
    """The running server: its address, what it was sent, and which clients left early."""

    url: str
    model: Model
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    left_early: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)
    arrived: float = 0.0
    """When the last request arrived, by `time.perf_counter`."""

    def says(self, text: str, **how: Any) -> None:
        """From now on, this is the answer to whatever is asked."""
        script = Script(text, **how)
        self.model = lambda body, before: script

    def does(self, *scripts: Script) -> None:
        """From now on, the scripts in turn, the last one again and again."""
        start = len(self.requests)
        self.model = lambda body, before: scripts[min(before - start, len(scripts) - 1)]

    @property
    def prompt(self) -> str:
        """All that the last request told the model."""
        return "\n".join(str(one["content"]) for one in self.requests[-1]["messages"])


def cites(prompt: str, words: str) -> int:
    """The number of the first passage of a prompt that holds these words."""
    found = re.search(rf"^\[(\d+)\].*{re.escape(words)}", prompt, re.M)
    assert found, f"no passage of the prompt holds {words!r}"
    return int(found[1])


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server on a free port of loopback, until left."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    found = ModelServer(f"http://127.0.0.1:{server.server_port}", lambda body, before: Script())
    server.told = found  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        told: ModelServer = self.server.told  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        script = told.model(body, len(told.requests))
        told.arrived = time.perf_counter()
        told.requests.append(body)
        told.headers.append(dict(self.headers))
        self.close_connection = True
        try:
            if script.status != 200:
                self._refuse(script.status)
            else:
                self._answer(told, body, script)
        except OSError:
            told.left_early.set()

    def _refuse(self, status: int) -> None:
        told = json.dumps({"error": {"message": f"no, {self.headers.get('authorization')}", "code": status}})
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(told)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(told.encode())

    def _answer(self, told: ModelServer, body: dict[str, Any], script: Script) -> None:
        is_ollama = self.path == "/api/chat"
        self.send_response(200)
        self.send_header("content-type", "application/x-ndjson" if is_ollama else "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.flush()
        self._wait(told, script.first)
        if script.raw is not None:
            self.wfile.write(script.raw)
            return
        encode = _ollama if is_ollama else _openai
        pieces = [script.text[at : at + script.size] for at in range(0, len(script.text), script.size)]
        for place, piece in enumerate(pieces):
            if place == script.cut:
                return
            self.wfile.write(encode(body["model"], piece, None))
            self.wfile.flush()
            self._wait(told, script.gap)
        while script.stays_open and not told.closing.is_set():
            self._wait(told, 0.05)
            self.wfile.write(b": alive\n\n" if not is_ollama else encode(body["model"], "", None))
            self.wfile.flush()
        if script.finish:
            self.wfile.write(encode(body["model"], "", script.finish))
            if not is_ollama:
                self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self, told: ModelServer, seconds: float) -> None:
        """Wait, and notice meanwhile when the client leaves."""
        until = time.monotonic() + seconds
        self.connection.settimeout(0.01)
        while (left := until - time.monotonic()) > 0 and not told.closing.is_set():
            try:
                if self.connection.recv(1) == b"":
                    told.left_early.set()
                    raise ConnectionError
            except TimeoutError:
                time.sleep(min(left, 0.005))
        self.connection.settimeout(None)


def _openai(model: str, text: str, finish: str | None) -> bytes:
    chunk = {
        "id": "made-up",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finish}],
    }
    if finish:
        chunk["usage"] = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _ollama(model: str, text: str, finish: str | None) -> bytes:
    chunk: dict[str, Any] = {
        "model": model,
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": text},
        "done": bool(finish),
    }
    if finish:
        chunk |= {"done_reason": finish, "prompt_eval_count": 1000, "eval_count": 50}
    return json.dumps(chunk).encode() + b"\n"
