"""What is for whoever runs the advisor: the report of the newest test run, and thumbs-down to a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from advisor.evaluation.cases import load_cases
from advisor.evaluation.feedback import REASONS
from tests.advisor.test_feedback import entries
from tests.advisor.test_report import case, failing, run_of
from tests.browser.conftest import Chat, Server, Visit, serving

pytestmark = pytest.mark.browser
MOBILE = {"width": 390, "height": 844}
PAY = "What does it pay?"
HOSTILE = '<img src="https://evil.example/x.png" onerror="window.harmed=1"><script>window.harmed=2</script>'


@pytest.fixture(scope="module")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "feedback.yaml"


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory, feedback: Path) -> Iterator[Server]:
    """The page with a test run to show and a file for thumbs-down."""
    folder = tmp_path_factory.mktemp("operated")
    run = folder / "runs" / "20260101T000000Z-0000"
    run.mkdir(parents=True)
    hostile = failing(question=HOSTILE, output=HOSTILE + "x" * 300, turns=[HOSTILE])
    (run / "run.json").write_text(json.dumps(run_of(hostile, case(question="the right one"))), "utf-8")
    places = ("--runs", folder / "runs", "--feedback", feedback)
    with serving(folder, "-m", "tests.browser.scripted_server", *places) as running:
        yield running


def dislike(chat: Chat) -> Locator:
    return chat.page.get_by_label("Dislike")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("screen", [{"width": 1320, "height": 860}, MOBILE], ids=["wide", "390px"])
def test_the_newest_run_is_one_click_away_and_harmless(
    visit: Visit, operated: Server, look: str, screen: dict[str, int]
) -> None:
    chat = visit(operated, viewport=screen, color_scheme=look)
    with chat.page.expect_popup() as opened:
        chat.page.get_by_role("link", name="How good are they?").click()
    page = opened.value
    expect(page.get_by_role("heading", name="What went wrong")).to_be_visible()
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_text("the right one")).to_be_hidden()
    page.locator("summary").first.click()
    expect(page.get_by_text("the right one")).to_be_visible()


def test_without_a_run_the_page_says_how_to_make_one(visit: Visit, scripted: Server) -> None:
    page = visit(scripted).page
    page.goto(f"{scripted.url}evaluation")
    expect(page.get_by_text("python app.py evaluate")).to_be_visible()


def test_without_a_file_for_them_no_thumbs_are_shown(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.ask(PAY)
    expect(chat.page.get_by_label("Copy message").last).to_be_visible()
    expect(dislike(chat)).to_have_count(0)


def test_a_thumbs_down_with_its_reason_becomes_a_test_prompt(
    visit: Visit, operated: Server, feedback: Path
) -> None:
    chat = visit(operated)
    chat.ask("Which duties can AI help with?")
    chat.ask(PAY, answers=2)
    form = chat.page.locator("#complaint")
    expect(form).to_be_hidden()
    dislike(chat).last.click()
    expect(form.get_by_label(REASONS["wrong"])).to_be_focused()
    form.get_by_role("button", name="Send", exact=True).click()
    expect(chat.page.get_by_text("Please choose a reason.")).to_be_visible()
    form.get_by_label(REASONS["missing"]).check()
    form.get_by_label("What would be right").fill("What the first year pays.")
    form.get_by_role("button", name="Send", exact=True).click()
    expect(chat.page.get_by_text("Thank you.")).to_be_visible()
    expect(form).to_be_hidden()
    assert [one.question for one in load_cases(feedback)] == ["Which duties can AI help with?", PAY]
    kept = entries(feedback)[-1]["metadata"]
    assert (kept["reason"], kept["note"]) == ("missing", "What the first year pays.")
    assert "$65,000" in kept["answer"]
    assert "$65,000" in chat.ask(PAY, answers=3)


def test_a_thumbs_down_can_be_taken_back_on_a_small_screen(
    visit: Visit, operated: Server, feedback: Path
) -> None:
    before = feedback.read_bytes() if feedback.exists() else b""
    chat = visit(operated, viewport=MOBILE)
    chat.ask(PAY)
    dislike(chat).last.click()
    form = chat.page.locator("#complaint")
    expect(form).to_be_in_viewport()
    assert not chat.is_wider_than_the_screen()
    form.get_by_role("button", name="Do not send").click()
    expect(form).to_be_hidden()
    expect(chat.box).to_be_focused()
    assert (feedback.read_bytes() if feedback.exists() else b"") == before
