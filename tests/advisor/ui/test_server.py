"""The web application: headers on every response, health, and nothing served that should not be."""

from __future__ import annotations

import asyncio
import gc
import json
import re
import warnings
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from advisor.answering.exposure import METHOD
from advisor.chain import Advisor
from advisor.ui.loading import Load, Loading
from advisor.ui.page import build_page
from advisor.ui.panels import masthead
from advisor.ui.server import CONTENT_SECURITY_POLICY, SecurityHeaders, build_app
from advisor.ui.updates import ENGLISH
from tests.advisor.test_report import failing, run_of
from tests.browser.scripted_server import advisor_by_words
from tests.conftest import PROFILE, ROOT

# Gradio makes event loops that it never closes; they are noticed whenever garbage is collected.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
FETCHES = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "form": "action"}
ADDRESS = "http://127.0.0.1:7860"


class Gate:
    """Whether the advisor is ready, for a test to open and close."""

    is_open = False


class Gated(Loading):
    """Says that it is ready when the test says so."""

    def __init__(self, load: Load, gate: Gate) -> None:
        super().__init__(load)
        self._gate = gate

    def is_ready(self) -> bool:
        return self._gate.is_open


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def loading(gate: Gate) -> Gated:
    def load(progress: object) -> Iterator[Advisor]:
        yield advisor_by_words()

    return Gated(load, gate)


@pytest.fixture(scope="module")
def client(loading: Gated, runs: Path) -> Iterator[TestClient]:
    application = build_app(build_page(loading), loading, runs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with TestClient(application, base_url=ADDRESS) as client:
            yield client
        gc.collect()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/evaluation",
        "/method",
        "/config",
        "/theme.css",
        "/manifest.json",
        "/nothing-here",
        "/gradio_api/info",
    ],
)
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_lets_nothing_be_fetched_from_or_sent_to_another_host() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split(";"))
    assert "default-src" in rules
    allowed = {source for sources in rules.values() for source in sources.split()}
    assert allowed <= {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}
    assert rules["object-src"] == "'none'"
    assert "data:" not in rules["script-src"]
    assert rules["frame-ancestors"] == "'none'"


def test_health_says_whether_it_can_answer_yet(client: TestClient, gate: Gate) -> None:
    assert client.get("/healthz").json() == {"ready": False}
    gate.is_open = True
    assert client.get("/healthz").json() == {"ready": True}
    gate.is_open = False


def test_readiness_says_what_is_still_being_done(client: TestClient, loading: Gated) -> None:
    loading.is_settled, loading.doing = False, "Embedding (3 of 9)"
    found = client.get("/readyz")
    assert (found.status_code, found.json()) == (503, {"ready": False, "doing": "Embedding (3 of 9)"})
    loading.is_settled = True
    assert client.get("/readyz").json() == {"ready": True}
    assert client.get("/readyz").status_code == 200


def test_metrics_are_told_in_the_form_that_prometheus_reads(client: TestClient) -> None:
    found = client.get("/metrics")
    assert found.headers["content-type"].startswith("text/plain; version=")
    families = {one.name: one for one in text_string_to_metric_families(found.text)}
    assert families["advisor_sessions"].samples[0].value >= 0
    assert families["advisor_in_line"].samples[0].value == 0
    assert families["advisor_resident_memory_bytes"].samples[0].value > 1e6
    assert families["advisor_first_words_seconds"].type == "histogram"


def test_the_newest_test_run_is_shown_as_soon_as_there_is_one(client: TestClient, runs: Path) -> None:
    assert "python app.py evaluate" in client.get("/evaluation").text
    (runs / "20260101T000000Z-0000").mkdir()
    (runs / "20260101T000000Z-0000" / "run.json").write_text(json.dumps(run_of(failing())), "utf-8")
    found = client.get("/evaluation")
    assert "what does a baker make" in found.text
    assert found.headers["content-type"].startswith("text/html")
    assert found.headers["cache-control"] == "no-store"


def test_the_method_is_shown_before_the_advisor_is_ready(client: TestClient, gate: Gate) -> None:
    assert not gate.is_open
    found = client.get("/method")
    assert found.headers["content-type"].startswith("text/html")
    assert f"<h1>{METHOD}</h1>" in found.text
    assert f'<a href="method" target="_blank" rel="noopener">{METHOD}</a>' in masthead(ENGLISH)


class Fetched(HTMLParser):
    """The addresses that a browser would fetch for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if address := dict(attrs).get(FETCHES.get(tag, "")):
            self.addresses.append(address)


def test_the_page_fetches_nothing_from_another_host(client: TestClient) -> None:
    page = Fetched()
    page.feed(client.get("/").text)
    assert page.addresses
    elsewhere = [one for one in page.addresses if re.match(r"(\w+:)?//", one)]
    assert [one for one in elsewhere if not one.startswith(ADDRESS)] == []


def test_the_style_sheets_fetch_nothing_from_another_host(client: TestClient) -> None:
    page = Fetched()
    page.feed(client.get("/").text)
    sheets = [one for one in page.addresses if one.endswith(".css")]
    assert sheets
    for sheet in ("/theme.css", *sheets):
        found = client.get(sheet)
        assert found.status_code == 200, sheet
        assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]+", found.text) == []


def test_the_page_names_no_event_as_a_public_interface(client: TestClient) -> None:
    described = client.get("/gradio_api/info").json()
    assert described["named_endpoints"] == {}
    assert described["unnamed_endpoints"] == {}


@pytest.mark.parametrize("path", ["/openapi.json", "/docs", "/redoc", "/monitoring", "/gradio_api/runs"])
def test_no_page_about_the_server_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (403, 404)


@pytest.mark.parametrize(
    "place",
    [
        str(ROOT / "app.py"),
        "app.py",
        str(PROFILE),
        "/etc/passwd",
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        ".git/config",
    ],
)
def test_no_file_of_the_project_or_the_machine_is_served(client: TestClient, place: str) -> None:
    for route in ("/gradio_api/file=", "/file=", "/static/", "/assets/"):
        assert client.get(f"{route}{place}").status_code in (403, 404), route


def test_another_site_may_not_read_the_answers(client: TestClient) -> None:
    found = client.get("/config", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in found.headers


def test_the_headers_leave_sockets_and_the_life_of_the_application_alone() -> None:
    seen: list[Any] = []

    async def inner(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        await send({"type": f"{scope['type']}.response.start"})

    async def keep(message: MutableMapping[str, Any]) -> None:
        seen.append(message)

    async def call() -> None:
        for kind in ("http", "websocket", "lifespan"):
            await SecurityHeaders(inner)({"type": kind}, None, keep)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, call()).result()
    assert len(seen[0]["headers"]) == 3
    assert "headers" not in seen[1]
    assert "headers" not in seen[2]


def test_programs_find_their_interfaces_beside_the_page(client: TestClient) -> None:
    assert client.get("/api/openapi.json").json()["info"]["title"] == "Career advisor"
    assert client.get("/api/occupations?words=x").status_code == 503
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    tools = client.post("/mcp/", json=asked, headers=accept).json()["result"]["tools"]
    assert {tool["name"] for tool in tools} == {"ask", "occupation", "compare", "reskill"}
