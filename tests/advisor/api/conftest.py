"""A running server over all that is shipped, answering by words, for real clients."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from advisor.api.calls import Calls
from advisor.api.http import api_of
from advisor.api.tools import alive_with, tools_of
from advisor.chain import Advisor
from advisor.jobs.atlas import Atlas
from tests.advisor.jobs.conftest import shipped
from tests.browser.scripted_server import advisor_over

__all__ = ["shipped"]


class Built:
    """An advisor that is there."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas: Atlas | None = atlas
        self.advisor: Advisor | None = advisor_over(atlas.catalog)


@pytest.fixture(scope="session")
def calls(shipped: Atlas) -> Calls:
    return Calls(Built(shipped))


@pytest.fixture(scope="session")
def address(calls: Calls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens, on loopback."""
    tools = tools_of(calls, "127.0.0.1")
    served = tools.streamable_http_app()
    app = FastAPI(openapi_url=None, lifespan=alive_with(tools))
    app.mount("/api", api_of(calls))
    app.mount("/mcp", served)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def nothing_there() -> Calls:
    class Missing:
        advisor = None
        atlas = None

    return Calls(Missing())
