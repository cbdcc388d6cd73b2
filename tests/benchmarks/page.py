"""How heavy and how fast the page is in a real browser on loopback.

    python -m tests.benchmarks.page

Prints the bytes and requests of a first visit, the first paint, and the time from sending a follow-up
to its finished answer on the screen, warm. The server is the shipped application on its real models.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, PATIENCE_MS, Chat, Server, serving, weigh

ROUNDS = 5
WARMING_SECONDS = 20  # After it can answer, the server makes what first answers would wait for.
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FOLLOW_UPS = (
    "What does a registered nurse earn?",
    "and the minimum?",
    "Which duties can AI help with?",
    "what about the second one?",
    "Do I need a degree?",
    "What is the outlook?",
    "Which tools are used?",
    "and a baker?",
    "What are the risks?",
    "How many people work there?",
    "Which skills matter?",
    "Will AI take this job?",
)


def main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as place,
        serving(Path(place), "app.py", "chat", "--index", Path(place) / "index", "--port") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        time.sleep(WARMING_SECONDS)
        visits = [_visit(browser, server) for _ in range(ROUNDS)]
        weight, requests = visits[0][0], visits[0][1]
        paints = [paint for *_, paint in visits]
        print(f"first visit: {weight / 1000:.0f} KB in {requests} requests")
        print(f"first paint: median {statistics.median(paints):.0f} ms, slowest {max(paints):.0f} ms")
        times = _answers(browser, server)
        median = statistics.median(times)
        print(f"a follow-up on the screen: median {median:.0f} ms, slowest {max(times):.0f} ms")
        browser.close()


def _visit(browser: Browser, server: Server) -> tuple[int, int, float]:
    """Bytes over the wire, requests, and milliseconds to the first paint, with nothing in the cache."""
    page = browser.new_context().new_page()
    weights: list[int] = []
    weigh(page, weights)
    page.goto(server.url)
    expect(Chat(page).examples.first).to_be_visible()
    page.wait_for_timeout(500)
    found = sum(weights), len(weights), float(page.evaluate(PAINT))
    page.context.close()
    return found


def _answers(browser: Browser, server: Server) -> list[float]:
    """Milliseconds from sending each question after the first to its finished answer on the screen."""
    page = browser.new_context().new_page()
    page.goto(server.url)
    chat = Chat(page)
    times = []
    for number, question in enumerate(FOLLOW_UPS, 1):
        chat.box.fill(question)
        start = time.perf_counter()
        chat.box.press("Enter")
        # The send button comes back with the last update of an answer.
        page.wait_for_function(
            "(count) => document.querySelectorAll('[data-testid=bot]').length === count"
            " && document.querySelector('[data-testid=submit-button]')"
            " && document.querySelector('#chat .option')",
            arg=number,
        )
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(400)
    page.context.close()
    return times[1:]


if __name__ == "__main__":
    main()
