"""Several processes behind a plain reverse proxy: whatever belongs to a page goes to the process that has it.

Gradio keeps a page's session and its queue in one process. A cookie names that process; one that gets a
request of a page which another has hands it on. The API and the tools need none of this: any process answers.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

import httpx

from advisor.serving.gate import App, Message, Receive, Scope, Send, visitor_of
from knowledge.errors import SettingsError

COOKIE = "advisor-process"
OF_A_PAGE = "/gradio_api/"
HANDED_ON = b"x-advisor-handed-on"  # Goes no further: whoever gets it answers.
NOT_HANDED_ON = frozenset(
    (
        b"connection",
        b"keep-alive",
        b"transfer-encoding",
        b"te",
        b"upgrade",
        b"accept-encoding",
        b"content-encoding",
        b"content-length",
        b"x-forwarded-for",
    )
)
"""What is between two programs only, or is said anew."""
log = logging.getLogger(__name__)


def read_peers(text: str) -> dict[str, str]:
    """The processes of a setting "one=http://10.0.0.1:7860, two=http://..."; raises SettingsError."""
    peers = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, address = part.partition("=")
        if not name.isalnum() or not address.startswith(("http://", "https://")):
            raise SettingsError(
                f"ADVISOR_PEERS: {part!r} is no process; write one=http://10.0.0.1:7860, two=http://..."
            )
        peers[name] = address.rstrip("/")
    return peers


class Peers:
    """ASGI middleware that hands on what belongs to a page of another process."""

    def __init__(self, app: App, peers: Mapping[str, str], own: str) -> None:
        if own not in peers:
            names = ", ".join(peers)
            raise SettingsError(f"ADVISOR_PROCESS is {own!r}; set it to one of ADVISOR_PEERS: {names}.")
        self._app, self._peers, self._own = app, peers, own
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(None, connect=2.0), trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if scope["type"] != "http" or HANDED_ON in headers:
            await self._app(scope, receive, send)
            return
        owner = _named(headers.get(b"cookie", b""))
        if owner == self._own:
            await self._app(scope, receive, send)
            return
        if owner in self._peers and scope["path"].startswith(OF_A_PAGE):
            body = await _whole(receive)
            if await self._handed_on(self._peers[owner], scope, body, receive, send):
                return
            log.warning("The process %s does not answer; its pages go on here.", owner)
            receive = _again(body, receive)
        elif owner in self._peers and scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, self._naming(send))

    def _naming(self, send: Send) -> Send:
        """A way to send that has the browser remember this process."""
        cookie = f"{COOKIE}={self._own}; Path=/; HttpOnly; SameSite=Lax".encode()

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"set-cookie", cookie)]
            await send(message)

        return send_named

    async def _handed_on(self, to: str, scope: Scope, body: bytes, receive: Receive, send: Send) -> bool:
        """Have another process answer, for as long as anyone listens; False where it cannot be reached."""
        query = scope.get("query_string", b"").decode("latin1")
        address = f"{to}{scope['path']}" + (f"?{query}" if query else "")
        headers = [one for one in scope["headers"] if one[0] not in NOT_HANDED_ON]
        headers += [(HANDED_ON, b"1"), (b"x-forwarded-for", visitor_of(scope).encode())]
        request = self._client.build_request(scope["method"], address, headers=headers, content=body)
        try:
            answer = await self._client.send(request, stream=True)
        except httpx.TransportError:
            return False
        telling = asyncio.create_task(_told(answer, send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            telling.cancel()
            leaving.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
            await answer.aclose()
        return True


async def _told(answer: httpx.Response, send: Send) -> None:
    """Send what another process answers, as it comes; where that breaks off, so does this."""
    kept = [one for one in answer.headers.raw if one[0].lower() not in NOT_HANDED_ON]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": kept})
    with suppress(httpx.TransportError):
        async for piece in answer.aiter_bytes():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _left(receive: Receive) -> None:
    """Wait until whoever asked has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _whole(receive: Receive) -> bytes:
    """The body of a request; how large it may be was seen to at the door."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """A way to receive a body that was read already, and then whatever comes."""
    waiting = [body]

    async def received() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return received


def _named(cookies: bytes) -> str:
    """The process that a browser's cookie names; empty where it names none."""
    try:
        found = SimpleCookie(cookies.decode("latin1")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
