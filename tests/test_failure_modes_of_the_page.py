"""Failures that users of similar pages report, by their numbers: 12, 14, 16 and 17."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import expect

from advisor.chain import Advisor
from advisor.citations import Answer, Sentence
from advisor.question import Focus
from advisor.ui.loading import Loading
from advisor.ui.updates import Update, answering, shown
from advisor.ui.view import Conversation
from knowledge.profile import Section
from tests.browser.conftest import (
    Server,
    Visit,
    browser_context_args,
    browser_type_launch_args,
    scripted,
    serving,
    visit,
)
from tests.browser.scripted_server import advisor_by_words
from tests.conftest import PROFILE
from tests.fakes import ScriptedAnswerer
from tests.first_document import FOLDER
from tests.guarded import guarded, run_guarded
from tests.running import ready, run

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "guarded",
    "scripted",
    "visit",
]  # Fixtures used here.

T = TypeVar("T")
QUESTIONS = (
    "What does it pay?",
    "Which duties can AI help with?",
    "And what about the second one?",
    "Do I need a degree for it?",
    "What are the risks?",
)


def event(server: Server, session: str, name: str, value: str = "") -> list[Any]:
    """Fire an event of the page as the session says, and what it returned when it ended."""
    with urllib.request.urlopen(f"{server.url}config", timeout=30) as found:
        dependencies = json.load(found)["dependencies"]
    (one,) = (one for one in dependencies if one["api_name"] == name)
    asked = {
        "fn_index": one["id"],
        "data": [None] * len(one["inputs"]),
        "event_data": {"index": 0, "value": value},
        "session_hash": session,
    }
    request = urllib.request.Request(
        f"{server.url}gradio_api/queue/join",
        json.dumps(asked).encode(),
        {"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=30).close()
    address = f"{server.url}gradio_api/queue/data?session_hash={session}"
    with urllib.request.urlopen(address, timeout=30) as stream:
        for line in stream:
            message = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {}
            if message.get("msg") == "process_completed":
                assert message["success"], message
                return list(message["output"]["data"])
    raise AssertionError("the stream ended without an answer")


def test_12_no_socket_is_opened_to_another_machine(guarded: dict[str, str], tmp_path: Path) -> None:
    """12. Taking in, asking and chatting reach nothing but this machine."""
    attempts = tmp_path / "attempts"
    place = ("--profiles", FOLDER, "--index", tmp_path / "index")
    assert run_guarded(guarded, "app.py", "ingest", *place).returncode == 0
    told = run_guarded(guarded, "app.py", "ask", *place, "What does it pay?")
    assert "$65,000" in told.stdout, told.stderr
    with serving(tmp_path, "app.py", "chat", *place, "--port", environment=guarded) as server:
        for path in ("", "config", "theme.css", "gradio_api/info"):
            urllib.request.urlopen(f"{server.url}{path}", timeout=30).close()
        assert "65,000" in json.dumps(event(server, "one", "choose", "What does it pay?"))
    assert attempts.read_text("utf-8") == ""


def test_12_the_guard_notices_an_attempt(guarded: dict[str, str], tmp_path: Path) -> None:
    """12. The test above would see a library that calls out and swallows the error."""
    caller = (
        "import contextlib, socket\n"
        "with contextlib.suppress(OSError):\n    socket.create_connection(('example.org', 443), 1)\n"
        "with contextlib.suppress(OSError):\n    socket.socket().connect(('192.0.2.1', 443))\n"
    )
    assert run_guarded(guarded, "-c", caller).returncode == 0
    noted = (tmp_path / "attempts").read_text("utf-8")
    assert "example.org" in noted
    assert "192.0.2.1" in noted


@pytest.fixture(scope="module")
def trades(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four documents of one shape whose every value differs."""
    folder = tmp_path_factory.mktemp("trades")
    shipped = PROFILE.read_text("utf-8")
    for at, name in enumerate(("Bakers", "Plumbers", "Florists", "Welders"), 1):
        text = shipped.replace("Customs and Border Protection Officers", name)
        text = text.replace("33-3051.04", f"00-000{at}.00").replace("customs officer, ", "")
        text = text.replace("$45,000", f"${at}1,111").replace("$65,000", f"${at}2,222")
        text = text.replace("$90,000", f"${at}3,333").replace("cargo", f"{name.lower()} things")
        lines = [line for line in text.splitlines() if not line.startswith("Also called:")]
        (folder / f"{name.lower()}.md").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_14_visitors_in_turn_and_at_once_never_see_each_other(trades: Path) -> None:
    """14. A hundred turns of four visitors on one advisor are those that each has alone."""
    advisor = advisor_by_words(None, profiles=trades)
    scripts = {
        profile.id: [f"What do {profile.title.lower()} do?", *QUESTIONS * 5][:25]
        for profile in advisor.catalog
    }
    assert len(scripts) == 4

    def turn(text: str, focus: Focus) -> tuple[Answer, Focus]:
        answered = advisor.ask(text, focus)
        return answered.answer, answered.focus

    def alone(texts: list[str]) -> list[Answer]:
        focus, said = Focus(), []
        for text in texts:
            answer, focus = turn(text, focus)
            said.append(answer)
        return said

    wanted = {who: alone(texts) for who, texts in scripts.items()}
    focuses = dict.fromkeys(scripts, Focus())
    for at in range(25):
        for who, texts in scripts.items():
            answer, focuses[who] = turn(texts[at], focuses[who])
            assert answer == wanted[who][at], f"{who}, turn {at + 1}"
            assert {one.chunk.profile for one in answer.citations} <= {who}
    with ThreadPoolExecutor(4) as pool:
        at_once = dict(zip(scripts, pool.map(alone, scripts.values()), strict=True))
    assert at_once == wanted


def test_14_the_pay_of_one_trade_is_never_told_for_another(trades: Path) -> None:
    """14. What makes the test above tell visitors apart: each is told the figures of its own job."""
    advisor = advisor_by_words(None, profiles=trades)
    for profile in advisor.catalog:
        focus = advisor.ask(f"What do {profile.title.lower()} do?").focus
        text = advisor.ask("What does it pay?", focus).answer.text
        own = {f"${figure.value:,.0f}" for figure in profile.salary.values()}
        others = {
            f"${figure.value:,.0f}"
            for other in advisor.catalog
            if other is not profile
            for figure in other.salary.values()
        }
        assert any(figure in text for figure in own), text
        assert not any(figure in text for figure in others), text
        assert profile.entries(Section.SALARY)


def test_14_another_session_gets_nothing_of_a_conversation(scripted: Server) -> None:
    """14. A foreign or guessed session has no history, and filling one leaves the other as it was."""
    mine = event(scripted, "mine", "choose", "What does it pay?")
    assert "65,000" in json.dumps(mine)
    for foreign in ("guessed", "mine2", "Mine"):
        chat, panel, *_ = event(scripted, foreign, "stop")
        assert chat == []
        assert "65,000" not in panel
    event(scripted, "guessed", "choose", "What are the risks?")
    chat, panel, *_ = event(scripted, "mine", "stop")
    assert "65,000" in json.dumps(chat)
    assert "bias" not in json.dumps(chat) + panel


async def consume(loading: Loading, question: str, before: Conversation) -> list[tuple[float, Update]]:
    return [(time.monotonic(), update) async for update in answering(loading, question, before)]


async def costs(advisor: Advisor, clock: Callable[[], float], rounds: int) -> tuple[float, float]:
    """What the questions cost by the clock, shown at once and streamed: each its cheapest round."""
    loading, start = ready(advisor), Conversation()
    whole = streamed = 0.0
    for question in QUESTIONS:
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(1, rounds + 1):
            one, other = question + "?" * number, question + "!" * number  # New ones: nothing is remembered.
            began = clock()
            asked = start.asked(one)
            shown(asked, loading, running=True)
            shown(asked.fold(await asyncio.to_thread(advisor.ask, one)), loading)
            halfway = clock()
            await consume(loading, other, start)
            times[0].append(halfway - began)
            times[1].append(clock() - halfway)
        whole += min(times[0])
        streamed += min(times[1])
    return whole, streamed


def test_16_streaming_costs_at_most_three_tenths_more_work(advisor: Advisor) -> None:
    """16. A streamed answer takes at most 1.3 times the processor time of one shown at once."""
    whole, streamed = run(costs(advisor, time.process_time, 12))
    assert streamed <= 1.3 * whole


def test_16_streaming_a_slow_answer_costs_at_most_three_tenths_more_time() -> None:
    """16. An answer that takes long to draft is hardly later for being streamed word by word."""
    answerer = ScriptedAnswerer(*(Sentence("word " * 30 + "and so on.") for _ in range(10)), seconds=0.1)
    whole, streamed = run(costs(advisor_by_words(answerer), time.perf_counter, 3))
    assert streamed <= 1.3 * whole


def test_16_a_page_is_updated_at_most_25_times_a_second() -> None:
    """16. However many words arrive, no second has more than 25 updates."""
    words = tuple(Sentence("word " * 400 + "and so on.") for _ in range(130))
    loading = ready(advisor_by_words(ScriptedAnswerer(*words)))
    moments = [moment for moment, _ in run(consume(loading, "Go on", Conversation()))]
    assert len(moments) > 5
    for moment in moments:
        assert sum(moment <= other < moment + 1 for other in moments) <= 25


@pytest.mark.parametrize(
    "answerer",
    [
        ScriptedAnswerer(Sentence("Too late."), seconds=3),
        ScriptedAnswerer(*(Sentence("word " * 400 + "and so on.") for _ in range(130))),
    ],
    ids=["drafting", "streaming"],
)
def test_16_stop_ends_an_answer_within_a_second(answerer: ScriptedAnswerer) -> None:
    """16. Stop ends an answer that is drafted or streamed, and the next question works."""
    loading, after = ready(advisor_by_words(answerer)), ready(advisor_by_words())

    async def stop() -> list[tuple[float, Update]]:
        seen: list[Update] = []

        async def show() -> None:
            async for update in answering(loading, "Go on", Conversation()):
                seen.append(update)

        task = asyncio.ensure_future(show())
        while not seen:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert not task.done()
        task.cancel()
        await asyncio.wait([task], timeout=1)
        assert task.cancelled()
        stopped = seen[-1][2].stopped()
        return await consume(after, "What does it pay?", stopped)

    *_, (_, last) = run(stop())
    assert "65,000" in last[0][-1]["content"]
    assert len(last[0]) == 4


HOSTILE_NAME = '<img src=x onerror="window.harmed=1"><details>.md'
HOSTILE = """# Bakers <img src=x onerror="window.harmed=2"></h3></article></details>
Also called: <script>window.harmed=3</script>

## Career Summary
Bakers bake ![pixel](https://evil.example/summary.png) <svg onload="window.harmed=4">. </div></details>

## Salary Data
- **Minimum**: $45,000
- **Median**: $65,000
- **Maximum**: $90,000

## Job Responsibilities
- Knead <img src="https://evil.example/knead.png" onerror="window.harmed=5"> the dough (AI can assist)
- Follow [this link](javascript:window.harmed=6) and https://evil.example/bare or www.evil.example
- Write to <a href="https://evil.example">them</a> at bread@evil.example </li></ul></details>

## Recommended Tools
- **<iframe src="https://evil.example/tool"></iframe>** (</mark><b onclick=x>): An oven.
- **Mixer** (Kitchen): ![x](https://evil.example/mixer.png) <style>body{display:none}</style> mixes.
- **Scale** (Kitchen): <script>window.harmed=7</script> weighs.

## Risks & Considerations
- **<details open ontoggle="window.harmed=8">**: </details></details> It is hot <form action="https://evil.example">.
- **Burns**: <video src="https://evil.example/burn.mp4" autoplay></video> <base href="https://evil.example/">
"""
MARKUP = (
    "script, img, iframe, object, embed, form, input, style, video, audio, base, link, details, "
    "[onerror], [onload], [ontoggle], a:not([href^='#source-'])"
)
SHOWN = "[data-testid=bot], [data-testid=user], #chat .options, #sources"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page on one document that is markup wherever a document can be."""
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "profiles").mkdir()
    (folder / "profiles" / HOSTILE_NAME).write_text(HOSTILE, "utf-8")
    arguments = ("-m", "tests.browser.scripted_server", "--profiles", folder / "profiles")
    with serving(folder, *arguments) as running:
        yield running


@pytest.mark.browser
@pytest.mark.parametrize(
    ("question", "seen", "section"),
    [
        ("Tell me about the job.", "![pixel](https://evil.example/summary.png)", "Career Summary"),
        ("What are the duties?", "[this link](javascript:window.harmed=6)", "Job Responsibilities"),
        ("List the tools.", "<style>body{display:none}</style>", "Recommended Tools"),
        ("What are the risks?", "</details></details> It is hot", "Risks & Considerations"),
    ],
)
def test_17_a_hostile_document_leaves_the_page_harmless(
    visit: Visit, poisoned: Server, question: str, seen: str, section: str
) -> None:
    """17. Title, bullets and file name show as text: nothing runs, nothing is fetched, all stays in place."""
    chat = visit(poisoned)
    assert seen in chat.ask(question)
    chat.marker(1, 1).click()
    expect(chat.opened).to_have_count(1)
    expect(chat.sources.get_by_role("heading", name=section)).to_be_visible()
    expect(chat.sources.locator("article").first).to_contain_text(HOSTILE_NAME)
    expect(chat.sources.locator("article").first).to_contain_text('onerror="window.harmed=2"')
    check_harmless(chat.page.evaluate)
    articles = chat.sources.locator("article").count()
    assert chat.sources.locator("article > footer").count() == articles
    assert chat.page.locator("#columns #sources > *, #columns #box").count() >= 2
    expect(chat.box).to_be_visible()
    assert not chat.is_wider_than_the_screen()


@pytest.mark.browser
def test_17_a_hostile_title_is_a_harmless_choice_and_a_hostile_message_harmless_text(
    visit: Visit, poisoned: Server
) -> None:
    """17. A title offered as a choice, chosen and sent back, and a message of markup, stay text."""
    chat = visit(poisoned)
    chat.ask("What does a dentist earn?")
    expect(chat.pills).to_contain_text(['<img src=x onerror="window.harmed=2">'])
    check_harmless(chat.page.evaluate)
    chat.pills.first.click()
    chat.finished(2)
    check_harmless(chat.page.evaluate)
    chat.send('<img src=x onerror="window.harmed=9"> [x](javascript:window.harmed=9) https://evil.example')
    expect(chat.said).to_have_count(3)
    expect(chat.said.last).to_contain_text('<img src=x onerror="window.harmed=9">')
    expect(chat.send_button).to_be_visible()
    check_harmless(chat.page.evaluate)


def check_harmless(evaluate: Callable[..., Any]) -> None:
    """Nothing ran, and what is shown holds no markup of its own."""
    assert evaluate("window.harmed") is None
    found = evaluate(
        "([shown, markup]) => [...document.querySelectorAll(shown)]"
        ".flatMap((one) => [...one.querySelectorAll(markup)]).map((one) => one.outerHTML)",
        [SHOWN, MARKUP],
    )
    assert found == []
