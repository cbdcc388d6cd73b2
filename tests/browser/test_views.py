"""Every view of the page in a real browser: on any screen, for every sense, and what one does in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, Server, Visit, serving
from tests.browser.tour import tour

pytestmark = pytest.mark.browser
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"query": "?__theme=dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "zoomed": {"viewport": {"width": 660, "height": 430}, "device_scale_factor": 2},
}
PAY = "What does a registered nurse earn?"
LISTEN = """() => {
  window.spoken = [];
  const places = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]';
  new MutationObserver(() => document.querySelectorAll(places).forEach((one) => {
    const text = one.innerText.trim();
    if (!text || one.offsetParent === null || one.last === text) return;
    one.last = text;
    window.spoken.push(text);
  })).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""Notes what a screen reader would say of its own accord."""
HEAVIEST = 750_000  # Bytes over the wire for the first page.


@pytest.fixture
def at_home(visit: Visit, whole: Server) -> Chat:
    """The page over everything that is shipped, as a visitor finds it."""
    return visit(whole)


def broken_rules(page: Page) -> list[str]:
    """What the accessibility rules of axe-core find, with the place of each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_every_view_is_whole_in_every_look(visit: Visit, whole: Server, look: str) -> None:
    """No rule of axe-core is broken, nothing scrolls sideways, nothing calls out (`visit` sees to that)."""
    chat = visit(whole, **LOOKS[look])
    seen = []
    for state in tour(chat):
        assert not chat.is_wider_than_the_screen(), state
        assert broken_rules(chat.page) == [], state
        seen.append(state)
    assert len(seen) == 10


def test_two_clicks_lead_from_a_blank_page_to_an_opened_source(at_home: Chat) -> None:
    at_home.examples.first.click()
    at_home.finished(1)
    at_home.marker(1, 1).click()
    expect(at_home.opened).to_have_count(1)
    expect(at_home.opened).to_be_in_viewport()
    card = at_home.sources.locator("article:has(.opened)")
    expect(card.locator("footer")).to_contain_text("customs-and-border-protection-officers.md")


def test_a_marker_shows_its_source_though_the_job_is_on_show(at_home: Chat) -> None:
    at_home.ask(PAY)
    at_home.ask("And its outlook?", answers=2)
    at_home.beside("job")
    at_home.marker(1, 2).click()
    expect(at_home.place(1, 2)).to_be_focused()
    expect(at_home.sources).to_contain_text("Occupational Employment and Wage Statistics, May 2024")


def test_what_was_read_wrong_is_answered_as_it_was_meant(at_home: Chat) -> None:
    at_home.ask(PAY)
    at_home.bar.locator("summary").click()
    at_home.bar.locator("input[name=words]").fill("electrician")
    at_home.bar.locator("select").select_option("tools")
    at_home.bar.get_by_role("button", name="Answer again").click()
    expect(at_home.answers).to_contain_text("Read as: Electricians: tools")
    expect(at_home.said).to_have_text([PAY])
    at_home.finished(1)
    expect(at_home.bar.locator("input[name=words]")).to_have_value("Electricians")


def test_a_job_in_play_is_turned_to_with_one_click(at_home: Chat) -> None:
    at_home.ask(PAY)
    at_home.ask("What does an electrician earn?", answers=2)
    nurses = at_home.bar.get_by_role("button", name="Registered Nurses")
    expect(nurses).to_have_attribute("aria-pressed", "false")
    nurses.click()
    expect(nurses).to_have_attribute("aria-pressed", "true")
    assert "$93,600" in at_home.ask("What is the median pay?", answers=3)
    at_home.beside("job")
    expect(at_home.job.get_by_role("heading", level=2)).to_have_text("Registered Nurses")


def test_an_earlier_question_is_changed_and_what_came_after_goes(at_home: Chat) -> None:
    at_home.ask(PAY)
    at_home.ask("And its outlook?", answers=2)
    at_home.page.get_by_label("Edit", exact=True).first.click()
    expect(at_home.box).to_have_value(PAY)
    expect(at_home.box).to_be_focused()
    expect(at_home.bar).to_contain_text("You are changing an earlier question")
    at_home.send("What does an electrician earn?")
    expect(at_home.said).to_have_text(["What does an electrician earn?"])
    at_home.finished(1)
    expect(at_home.bar).not_to_contain_text("You are changing")


def test_an_answer_is_announced_once_and_only_when_it_is_finished(at_home: Chat) -> None:
    at_home.page.evaluate(LISTEN)
    at_home.ask(PAY)
    expect(at_home.page.locator("#announcer")).to_contain_text("$93,600")
    at_home.page.wait_for_timeout(300)
    spoken = at_home.page.evaluate("window.spoken")
    assert len(spoken) == 1, spoken
    assert "$93,600" in spoken[0]


def test_all_jobs_are_searched_filtered_ordered_and_opened(at_home: Chat) -> None:
    explore = at_home.view("explore")
    expect(explore.locator(".found")).to_have_text("923 jobs")
    at_home.page.locator("#explore-form input[type=search]").fill("truck dri")
    expect(explore.locator(".name").first).to_have_text("Heavy and Tractor-Trailer Truck Drivers")
    at_home.page.locator("#explore-form input[type=search]").fill("")
    at_home.page.locator("#explore-form select[name=order]").select_option("growth down")
    expect(explore.locator(".name").first).to_have_text("Wind Turbine Service Technicians")
    at_home.page.locator("#explore-form summary").click()
    at_home.page.locator("#explore-form select[name=pay]").select_option("100000")
    expect(explore.locator(".name").first).to_have_text("Nurse Practitioners")
    explore.get_by_role("button", name="Nurse Practitioners").focus()
    at_home.page.keyboard.press("Enter")
    expect(at_home.job.locator(".job-title")).to_be_focused()
    expect(at_home.job.locator(".job-title")).to_have_text("Nurse Practitioners")
    at_home.page.locator("#explore-form").get_by_role("button", name="Reset").click()
    expect(explore.locator(".found")).to_have_text("923 jobs")
    explore.get_by_role("button", name="Show more").click()
    expect(explore.locator(".name")).to_have_count(60)


def test_a_comparison_is_shared_by_its_link(visit: Visit, whole: Server) -> None:
    chat = visit(whole, permissions=["clipboard-read", "clipboard-write"])
    compare = chat.view("compare")
    chat.pick("#add-job", "nurse")
    expect(compare.locator(".picked")).to_contain_text("Registered Nurses")
    chat.pick("#add-job", "no such job at all")
    expect(compare.get_by_role("alert")).to_contain_text("No job here is called")
    chat.pick("#add-job", "baker")
    expect(compare.locator(".lead")).to_contain_text("Registered Nurses have the higher median pay")
    sentence = compare.locator(".lead").inner_text()
    compare.get_by_role("link", name="Copy link").click()
    link = chat.page.evaluate("navigator.clipboard.readText()")
    other = visit(whole, link.removeprefix(whole.url), first_look=False)
    expect(other.page.locator("#compare .lead")).to_have_text(sentence)
    other.page.locator("#compare").get_by_label("Remove Bakers").click()
    expect(other.page.locator("#compare .picked li")).to_have_count(1)


def test_a_job_is_shared_by_its_link(visit: Visit, whole: Server) -> None:
    chat = visit(whole, "?job=47-2111.00")
    expect(chat.job.get_by_role("heading", level=2)).to_have_text("Electricians")
    chat.job.get_by_role("button", name="Ask about it").click()
    expect(chat.box).to_be_focused()
    assert "$62,350" in chat.ask("What does it pay?")


def test_a_move_is_opened_from_the_drawing_by_keyboard_and_wishes_leave_fewer(at_home: Chat) -> None:
    moves = at_home.view("next")
    at_home.pick("#start", "cashier")
    expect(moves.locator(".next-title")).to_have_text("From Cashiers")
    bubble = moves.locator("a.bubble").first
    title = re.sub(r"^\d+\. |:.*$", "", bubble.get_attribute("aria-label") or "")
    bubble.focus()
    at_home.page.keyboard.press("Enter")
    expect(at_home.job.locator(".move .job-title")).to_have_text(title)
    for heading in ("What is missing", "What carries over", "First steps"):
        expect(at_home.job.get_by_role("heading", name=heading)).to_be_visible()
    at_home.job.locator(".whole-job > summary").click()
    expect(at_home.job.get_by_role("heading", name="Outlook")).to_be_visible()
    at_home.page.locator("#next-form summary").click()
    at_home.page.locator("#next-form select[name=pay]").select_option("60000")
    expect(moves.locator(".moves li").first).to_contain_text("+")
    at_home.page.locator("#next-form select[name=pay]").select_option("150000")
    at_home.page.locator("#next-form select[name=schooling]").select_option("0")
    expect(moves).to_contain_text("No move fits all filters.")


def test_conversations_outlive_a_reload_and_the_server_and_go_when_told(visit: Visit, tmp_path: Path) -> None:
    arguments = ("-m", "tests.browser.scripted_server")
    with serving(tmp_path, *arguments) as first:
        chat = visit(first)
        text = chat.ask("What does it pay?")
        port = int(first.url.rstrip("/").rpartition(":")[2])
        chat.page.wait_for_function("localStorage.getItem('career-advisor-kept')?.length > 500")
        chat.page.reload()
        expect(chat.answers).to_have_count(1)
        chat.marker(1, 1).click()
        expect(chat.opened).to_have_count(1)
        browser_of_theirs = chat.page.context
        chat.page.close()
    with serving(tmp_path / "again", *arguments, port=port):
        chat = Chat(browser_of_theirs.new_page())
        chat.page.goto(first.url)
        expect(chat.answers).to_have_text([re.compile(re.escape(text[:40]))])
        chat.ask("And its outlook?", answers=2)
        chat.page.get_by_label("Clear").click()
        expect(chat.answers).to_have_count(0)
        chat.ask("Which tools are used?")
        history = chat.view("history")
        expect(history.locator(".kept li")).to_have_count(2)
        for kind, wanted in (
            ("Markdown", "# What does it pay?"),
            ("HTML", "<h2>What"),
            ("JSON", '"passages"'),
        ):
            with chat.page.expect_download() as download:
                history.get_by_role("button", name=f'Save "What does it pay?" as {kind}').click()
            saved = download.value.path().read_text("utf-8")
            assert wanted in saved
            assert "$65,000" in saved
            assert "Salary Data" in saved
        assert json.loads(saved)["turns"][1]["message"] == "And its outlook?"
        history.get_by_role("button", name="What does it pay?", exact=True).click()
        expect(chat.answers).to_have_count(2)
        assert "second" not in chat.ask("And the minimum?", answers=3)
        history = chat.view("history")
        expect(history.locator(".kept .current")).to_contain_text("3 messages")  # The list as it is now.
        history.get_by_role("button", name="Delete all").click()
        history.get_by_role("button", name="Delete all conversations from this browser?").click()
        expect(history).to_contain_text("Nothing is kept yet")
        chat.page.wait_for_function("localStorage.getItem('career-advisor-now').length < 500")
        chat.page.reload()
        expect(chat.examples.first).to_be_visible()
        expect(chat.answers).to_have_count(0)
        chat.page.context.close()


def test_a_spanish_browser_gets_a_spanish_page(visit: Visit, whole: Server) -> None:
    chat = visit(whole, locale="es-ES", first_look=False)
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Orientador profesional")
    expect(chat.page.get_by_role("tab", name="¿Y después?")).to_be_visible()
    expect(chat.page.locator("#chat")).to_contain_text("Pregunta sobre una ocupación")
    expect(chat.examples.first).to_contain_text("aduanas")
    chat.page.locator('#views [role="tab"][data-tab-id="explore"]').click()
    expect(chat.page.locator("#explore .found")).to_have_text("923 empleos")
    chat.page.locator("#explore .name button").first.click()
    expect(chat.job).to_contain_text("La IA puede ayudar en")
    assert chat.page.evaluate("document.documentElement.lang") == "es"


def test_the_first_page_is_light(visit: Visit, whole: Server) -> None:
    chat = visit(whole, first_look=False, measured=True)
    expect(chat.examples.first).to_be_visible()
    chat.page.wait_for_timeout(500)
    assert 0 < sum(chat.weights) < HEAVIEST
