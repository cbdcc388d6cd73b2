"""ASGI middleware in front of everything: who may come in, how large, and how many streams."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import nullcontext
from typing import Any

from advisor.serving.access import Access
from advisor.serving.limits import MAX_BODY, MAX_PAGE_BODY, MAX_UPLOAD, STREAMS, Open, TooManyError
from advisor.serving.metrics import Metrics

OPEN = ("/healthz", "/readyz")
FOR_PROGRAMS = ("/api", "/mcp")
UPLOAD = "/gradio_api/upload"
STREAMED = ("/gradio_api/queue/data", "/gradio_api/heartbeat/", "/gradio_api/upload_progress")
AGAIN_SECONDS = 10
FORM = 10_000  # Bytes of an upload besides the file.

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Scope = MutableMapping[str, Any]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Gate:
    """Turns away, each with a line that says why: strangers, what is too large, too many streams."""

    def __init__(
        self, app: App, metrics: Metrics, access: Access | None = None, streams: int = STREAMS
    ) -> None:
        self._app, self._metrics, self._access = app, metrics, access
        self._streams = Open(streams)
        metrics.watch("streams", "Event streams that are open", lambda: self._streams.total)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket" and self._access:  # Nothing here speaks it.
                return
            await self._app(scope, receive, send)
            return
        path, headers = scope["path"], dict(scope["headers"])
        if self._access and path not in OPEN and not await self._is_admitted(self._access, scope, send):
            return
        most = _most(path)
        if _declared(headers) > most:
            await self._too_large(most, send)
            return
        is_stream = scope["method"] == "GET" and path.startswith(STREAMED)
        with self._streams.one(visitor_of(scope)) if is_stream else nullcontext(True) as has_room:
            if not has_room:
                self._metrics.limited("streams")
                text = "Too many pages are open from here. Please close some, or try again later."
                await refused(send, 429, text, AGAIN_SECONDS)
                return
            await self._measured(scope, receive, send, most)

    async def _is_admitted(self, access: Access, scope: Scope, send: Send) -> bool:
        given = dict(scope["headers"]).get(b"authorization", b"").decode("latin1")
        try:
            if await access.admits(given, visitor_of(scope)):
                return True
        except TooManyError as error:
            self._metrics.limited("passwords")
            text = f"Too many wrong passwords. Please try again in {error.seconds} seconds."
            await refused(send, 429, text, error.seconds)
            return False
        ask = (b"www-authenticate", b'Basic realm="Career advisor", charset="UTF-8"')
        await refused(send, 401, "A name and a password are needed here.", headers=[ask])
        return False

    async def _measured(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        """Run the application, which is told that the sender left when more comes than may be."""
        taken, is_over, has_begun = 0, False, False

        async def counted() -> Message:
            nonlocal taken, is_over
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                is_over = True
                return {"type": "http.disconnect"}
            return message

        async def watched(message: Message) -> None:
            nonlocal has_begun
            if is_over and not has_begun:
                return  # Said below, and better.
            has_begun = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except Exception:
            if not is_over:
                raise
        if is_over and not has_begun:
            await self._too_large(most, send)

    async def _too_large(self, most: int, send: Send) -> None:
        self._metrics.limited("size")
        await refused(send, 413, f"That is too large: at most {most:,} bytes are taken here.")


def visitor_of(scope: Scope) -> str:
    """The address that a request comes from; behind a trusted proxy, that of the visitor."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


async def refused(
    send: Send, status: int, text: str, seconds: int = 0, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """Say no in the form that both programs and Gradio's page show: a `detail`."""
    body = json.dumps({"detail": text}).encode()
    again = [(b"retry-after", str(seconds).encode())] if seconds else []
    about = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*about, *again, *(headers or [])]}
    )
    await send({"type": "http.response.body", "body": body})


def _most(path: str) -> int:
    if path.startswith(UPLOAD):
        return MAX_UPLOAD + FORM
    return MAX_BODY if path.startswith(FOR_PROGRAMS) else MAX_PAGE_BODY


def _declared(headers: dict[bytes, bytes]) -> int:
    text = headers.get(b"content-length", b"0")
    return int(text) if text.isdigit() and len(text) < 20 else 0
