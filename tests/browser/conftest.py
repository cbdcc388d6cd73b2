"""A real browser on a real server; a page that calls out or errs fails its test."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    expect,
)

from advisor.ui.words import DEFAULT, words_in
from tests.conftest import ROOT
from tests.first_document import FOLDER

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
START_SECONDS = 240  # The first start on a machine exports the models.
PATIENCE_MS = 20_000
HUNG_UP = ("AbortError", "Unexpected error Connection errored out")
"""What Gradio says of its streams when a page is left or loaded again."""
LOCAL = re.compile(r"^(?:https?|wss?)://127\.0\.0\.1[:/]|^(?:data|blob|about):")


@dataclass
class Server:
    """A server in a process of its own."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def is_ready(self) -> bool:
        """Whether it says that it can answer; False while nothing listens yet."""
        try:
            with urllib.request.urlopen(f"{self.url}healthz", timeout=5) as found:
                return bool(json.load(found)["ready"])
        except (urllib.error.URLError, OSError):
            return False

    def is_listening(self) -> bool:
        """Whether anything answers there."""
        try:
            urllib.request.urlopen(f"{self.url}healthz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

    def interrupt(self) -> None:
        """What Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)


@contextmanager
def serving(
    folder: Path,
    *arguments: object,
    wait: bool = True,
    environment: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """Run `python ARGUMENTS... PORT` until left; with `wait`, not before it can answer."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # Also one that was just in use.
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments), str(port)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), **(environment or os.environ), "GRADIO_TEMP_DIR": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}/", process, log)
    try:
        if wait:
            until(server.is_ready, server)
        yield server
    finally:
        process.kill()
        process.wait(30)


def until(holds: Callable[[], bool], server: Server) -> None:
    """Poll until something holds; fail with the server's log when it breaks or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        log = server.log.read_text("utf-8")
        if "Traceback" in log or server.process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"The server did not get there:\n{log[-3000:]}")
        time.sleep(0.1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The shipped application with the shipped profile and a new index."""
    folder = tmp_path_factory.mktemp("server")
    arguments = ("app.py", "chat", "--profiles", FOLDER, "--index", folder / "index", "--port")
    with serving(folder, *arguments) as running:
        yield running


@pytest.fixture(scope="session")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page on scripted answers: see `scripted_server` for the words that ask for them."""
    with serving(tmp_path_factory.mktemp("scripted"), "-m", "tests.browser.scripted_server") as running:
        yield running


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page over all shipped documents and figures, read by words: it is up in seconds."""
    folder = tmp_path_factory.mktemp("whole")
    with serving(folder, "-m", "tests.browser.scripted_server", "--shipped") as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium or google-chrome is installed")
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"reduced_motion": "reduce", "viewport": {"width": 1320, "height": 860}}


class Chat:
    """The page as a visitor uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.weights: list[int] = []
        """Bytes of each response over the wire, where the visit is measured."""
        self.box = page.get_by_placeholder("Ask about the job")
        self.said = page.get_by_test_id("user")
        self.answers = page.get_by_test_id("bot")
        self.pills = page.locator("#chat .option")
        self.examples = page.locator("#chat button.example")
        self.send_button = page.get_by_test_id("submit-button")
        self.stop_button = page.get_by_test_id("stop-button")
        self.sources = page.locator("#sources")
        self.opened = page.locator("#sources .opened")
        self.job = page.locator("#job")
        self.bar = page.locator("#reading")

    def marker(self, turn: int, number: int) -> Locator:
        """The [n] of an answer: its first one, should it stand there twice."""
        return self.page.locator(f'#chat a[href="#source-{turn}-{number}"]').first

    def place(self, turn: int, number: int) -> Locator:
        """Where a marker leads."""
        return self.page.locator(f"#source-{turn}-{number}")

    def view(self, name: str) -> Locator:
        """Go to a view by its tab, or from the menu of those that a narrow screen has no room for."""
        tab = self.page.locator(f'#views [role="tab"][data-tab-id="{name}"]')
        if tab.is_visible():
            tab.click()
        else:
            self.page.locator("#views").get_by_label("More tabs").click()
            words = words_in(DEFAULT)(f"tab_{name}")
            self.page.locator("#views .overflow-dropdown").get_by_text(words, exact=True).click()
        return self.page.locator(f"#{name}")

    def beside(self, name: str) -> None:
        """Show what rests beside the views: the "job" or the "sources"."""
        self.page.locator(f'#side [role="tab"][data-tab-id="{name}"]').click()

    def pick(self, field: str, job: str) -> None:
        """Type a job into a field and send it."""
        self.page.locator(field).fill(job)
        self.page.locator(field).press("Enter")

    def send(self, question: str) -> None:
        self.box.fill(question)
        self.box.press("Enter")

    def finished(self, answers: int) -> None:
        """Wait until so many answers stand there and the last one is complete."""
        expect(self.answers).to_have_count(answers)
        expect(self.send_button).to_be_visible()
        expect(self.pills.first).to_be_visible()

    def ask(self, question: str, *, answers: int = 1) -> str:
        """Ask and wait; the text of the answer."""
        self.send(question)
        self.finished(answers)
        return self.answers.last.inner_text()

    @contextmanager
    def until_nothing_runs(self) -> Iterator[None]:
        """Do something that starts an event and wait until the stream of its updates has ended."""
        ended: list[str] = []

        def note(request: Request) -> None:
            if "queue/data" in request.url:
                ended.append(request.url)

        self.page.on("requestfinished", note)  # The server may end the stream, or the page hang up.
        self.page.on("requestfailed", note)
        yield
        for _ in range(100):
            if ended:
                return
            self.page.wait_for_timeout(200)
        raise AssertionError("nothing was started, or it still runs")

    def is_wider_than_the_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


Visit = Callable[..., Chat]


def _watch(page: Page, trouble: list[str]) -> None:
    """Note every call to another host, page error, console error and dialog."""

    def asked_for(request: Request) -> None:
        if not LOCAL.match(request.url):
            trouble.append(f"asked for {request.url}")

    def written(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(HUNG_UP):
            trouble.append(f"console: {message.text}")

    def opened(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", asked_for)
    page.on("console", written)
    page.on("dialog", opened)
    page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))


def weigh(page: Page, weights: list[int]) -> None:
    """Note how many bytes each response of the page takes over the wire, headers included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))


@pytest.fixture
def visit(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Visit]:
    """Opens a server's page as a new visitor; any call to another host or error fails the test."""
    expect.set_options(timeout=PATIENCE_MS)
    trouble: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(
        where: Server, query: str = "", *, first_look: bool = True, measured: bool = False, **options: Any
    ) -> Chat:
        contexts.append(browser.new_context(**(browser_context_args | options)))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        _watch(page, trouble)
        chat = Chat(page)
        if measured:
            weigh(page, chat.weights)
        page.goto(f"{where.url}{query}")
        if first_look:
            expect(chat.box).to_be_visible()
            expect(chat.examples.first).to_be_visible()
        return chat

    yield open_page
    noted = list(trouble)  # A page that is closed says so of whatever it still waited for.
    for context in contexts:
        context.close()
    assert noted == []


@pytest.fixture
def chat(visit: Visit, server: Server) -> Chat:
    """The shipped application as a visitor finds it."""
    return visit(server)
