"""Serve the page: a FastAPI host with security headers and a health endpoint, and Gradio in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse

from advisor.api.calls import Calls, HasAdvisor
from advisor.api.http import api_of
from advisor.api.tools import alive_with, tools_of
from advisor.evaluation.report import latest_report
from advisor.ui.method import method_page

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MAX_EVENTS = 200  # Running at once; Gradio's default of 40 makes the rest wait.
MAX_UPLOAD = 5_000_000  # Bytes of a résumé.
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
    """Whoever has the advisor once it is there, and says whether it is."""

    def is_ready(self) -> bool: ...


def build_app(
    demo: gr.Blocks, loading: Readies, runs: Path, *, host: str = "127.0.0.1", texts: gr.I18n | None = None
) -> FastAPI:
    """The web application: the page at /, for programs /api and /mcp, /method where the figures come from.

    /healthz says whether it can answer yet, and /evaluation shows the newest of the test runs in `runs`.
    """
    demo.queue(default_concurrency_limit=None, max_size=500, api_open=False)
    demo.max_threads = MAX_EVENTS
    demo._queue.max_thread_count = MAX_EVENTS  # mount_gradio_app has no argument for it.
    calls = Calls(loading)
    tools = tools_of(calls, host)
    for_tools = tools.streamable_http_app()  # Makes the session manager that must run while it serves.

    app = FastAPI(openapi_url=None, lifespan=alive_with(tools))
    app.mount("/api", api_of(calls))
    app.mount("/mcp", for_tools)

    @app.get("/healthz")
    def healthz() -> dict[str, bool]:
        return {"ready": loading.is_ready()}

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
    app.add_middleware(GZipMiddleware, minimum_size=1000)  # It leaves event streams alone.
    app.add_middleware(SecurityHeaders)
    return app


def run(app: FastAPI, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=2)
