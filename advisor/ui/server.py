"""Serve the page: a FastAPI host with security headers and the operator's endpoints, and Gradio in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, JSONResponse, Response

from advisor.api.calls import Calls, HasAdvisor
from advisor.api.http import api_of
from advisor.api.tools import alive_with, tools_of
from advisor.evaluation.report import latest_report
from advisor.serving import metrics
from advisor.serving.access import Access
from advisor.serving.front import Front
from advisor.serving.gate import Gate
from advisor.serving.limits import MAX_UPLOAD
from advisor.serving.stop import GracefulServer
from advisor.ui.lean import SESSIONS, keep_no_statistics, read_signatures_once, sweeping
from advisor.ui.method import method_page

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MAX_EVENTS = 200  # Running at once; Gradio's default of 40 makes the rest wait.
IN_QUEUE = 500  # Events of the page that wait to be begun; Gradio says that it is busy beyond.
# 'unsafe-inline' and 'unsafe-eval' are what Gradio's own page needs; no other host is allowed.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


class SecurityHeaders:
    """ASGI middleware that adds HEADERS to every response and leaves streams alone."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class Readies(HasAdvisor, Protocol):
    """Whoever has the advisor once it is there, and says whether it is, or what is still being done."""

    doing: str
    problem: str
    is_settled: bool

    def is_ready(self) -> bool: ...


def build_app(
    demo: gr.Blocks,
    loading: Readies,
    runs: Path,
    *,
    host: str = "127.0.0.1",
    texts: gr.I18n | None = None,
    front: Front | None = None,
    access: Access | None = None,
) -> FastAPI:
    """The web application: the page at /, for programs /api and /mcp, /method where the figures come from.

    /evaluation shows the newest of the test runs in `runs`; for the operator there are /healthz, /readyz
    and /metrics. Messages wait in line at `front`; with `access` only those whom it admits come in.
    """
    front = front or Front()
    demo.queue(default_concurrency_limit=None, max_size=IN_QUEUE, api_open=False)
    demo.max_threads = MAX_EVENTS
    demo._queue.max_thread_count = MAX_EVENTS  # mount_gradio_app has no argument for it.
    demo.state_session_capacity = SESSIONS
    read_signatures_once(demo)
    keep_no_statistics(demo)
    calls = Calls(loading)
    tools = tools_of(calls, host, front)
    for_tools = tools.streamable_http_app()  # Makes the session manager that must run while it serves.

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        async with alive_with(tools)(app), sweeping(demo):
            yield

    app = FastAPI(openapi_url=None, lifespan=alive)
    app.mount("/api", api_of(calls, front))
    app.mount("/mcp", for_tools)
    _watched(front, loading, demo)

    @app.get("/healthz")
    def healthz() -> dict[str, bool]:
        return {"ready": loading.is_ready()}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        is_ready = loading.is_settled and not front.places.is_closed
        doing = "Stopping" if front.places.is_closed else loading.problem or loading.doing
        told = {"ready": is_ready} | ({} if is_ready else {"doing": doing})
        return JSONResponse(told, 200 if is_ready else 503)

    @app.get("/metrics")
    def measured() -> Response:
        return Response(front.metrics.text(), headers={"content-type": metrics.KIND})

    @app.get("/evaluation")
    def evaluation() -> HTMLResponse:
        return HTMLResponse(latest_report(runs), headers={"cache-control": "no-store"})

    @app.get("/method")
    def method() -> HTMLResponse:
        return HTMLResponse(method_page())

    gr.mount_gradio_app(
        app,
        demo,
        path="/",
        theme=gr.themes.Base(
            primary_hue="teal",
            neutral_hue="slate",
            font=gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)),
            font_mono=("ui-monospace", "monospace"),
            radius_size="lg",
        ),
        css_paths=HERE / "page.css",
        head_paths=HERE / "page.html",
        footer_links=[],
        i18n=texts,
        run_history=False,
        show_error=False,
        ssr_mode=False,
        blocked_paths=[str(ROOT)],
        max_file_size=MAX_UPLOAD,
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
    )
    app.add_middleware(Gate, metrics=front.metrics, access=access)
    app.add_middleware(GZipMiddleware, minimum_size=1000)  # It leaves event streams alone.
    app.add_middleware(SecurityHeaders)
    return app


def _watched(front: Front, loading: Readies, demo: gr.Blocks) -> None:
    """Have the metrics tell what there is of lines, sessions, chunks and memory."""
    watch = front.metrics.watch
    watch("in_line", "Messages waiting for their turn", lambda: front.places.in_line)
    watch("answering", "Messages being answered", lambda: front.places.answering)
    watch("sessions", "Pages whose state is held", lambda: len(demo.state_holder.session_data))
    watch("ready", "1 when it answers with all that it has", lambda: float(loading.is_settled))
    watch("resident_memory_bytes", "Memory held by this process", metrics.resident_bytes)
    watch(
        "index_chunks",
        "Chunks that answers are found in",
        lambda: sum(1 for _ in loading.advisor.catalog.stored) if loading.advisor else 0,
    )


def run(
    app: FastAPI,
    host: str,
    port: int,
    *,
    front: Front | None = None,
    trusted_proxies: str = "",
    stop_seconds: float = 2,
) -> None:
    """Serve until interrupted; on SIGTERM, until what is under way is answered.

    Of a visitor's address, only the named proxies are believed.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=2,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
    )
    GracefulServer(config, (front or Front()).places, stop_seconds).run()
