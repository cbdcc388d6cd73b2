"""The chat page in a real browser: asking, sources, stopping, the keyboard, small screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from advisor.ui.chat import EXAMPLES
from tests.browser.conftest import Chat, Server, Visit, serving, until

pytestmark = pytest.mark.browser
MOBILE = {"width": 390, "height": 844}
PAY = "What does it pay?"
DUTIES = "Which duties can AI help with?"


def test_a_typed_question_gets_an_answer_with_its_sources(chat: Chat) -> None:
    text = chat.ask(PAY)
    for figure in ("$45,000", "$65,000", "$90,000"):
        assert figure in text
    expect(chat.marker(1, 1)).to_be_visible()
    expect(chat.sources).to_contain_text("$65,000")
    expect(chat.box).to_have_value("")


def test_a_marker_opens_and_focuses_its_own_words_in_their_section(chat: Chat) -> None:
    chat.ask(DUTIES)
    chat.marker(1, 3).click()
    expect(chat.opened).to_have_count(1)
    expect(chat.place(1, 3)).to_be_focused()
    expect(chat.place(1, 3)).to_have_class(re.compile("opened"))
    expect(chat.place(1, 3)).to_be_in_viewport()
    expect(chat.place(1, 3)).to_contain_text("Search baggage")
    card = chat.sources.locator("article:has(.opened)")
    expect(card.get_by_role("heading")).to_contain_text("Job Responsibilities")
    chat.marker(1, 4).click()
    expect(chat.opened).to_have_count(1)
    expect(chat.place(1, 4)).to_be_focused()


def test_a_marker_of_an_older_answer_still_opens(chat: Chat) -> None:
    chat.ask(DUTIES)
    chat.ask(PAY, answers=2)
    expect(chat.place(1, 2)).to_be_hidden()
    chat.marker(1, 2).click()
    expect(chat.place(1, 2)).to_be_focused()
    expect(chat.place(2, 1)).to_be_hidden()
    chat.marker(2, 1).click()
    expect(chat.place(2, 1)).to_be_focused()
    expect(chat.place(1, 2)).to_be_hidden()


@pytest.mark.parametrize("label", [label for label, _ in EXAMPLES])
def test_an_example_of_the_first_screen_is_asked_and_answered(
    visit: Visit, whole: Server, label: str
) -> None:
    chat = visit(whole)
    expect(chat.examples).to_have_count(len(EXAMPLES))
    chat.examples.filter(has_text=label).click()
    expect(chat.said).to_have_text([dict(EXAMPLES)[label]])
    expect(chat.marker(1, 1)).to_be_visible()
    expect(chat.send_button).to_be_visible()


def test_a_long_answer_is_shown_from_its_beginning(chat: Chat) -> None:
    chat.page.set_viewport_size(MOBILE)
    chat.ask(PAY)
    chat.ask("Tell me all about the job", answers=2)
    expect(chat.said.last).to_be_in_viewport(ratio=0.9)
    frame = chat.page.locator('#chat [role="log"]').bounding_box()
    said = chat.said.last.bounding_box()
    assert frame
    assert said
    assert said["y"] - frame["y"] < 40


def test_a_follow_up_pill_is_asked_and_answered(chat: Chat) -> None:
    chat.ask(PAY)
    offered = chat.pills.first.inner_text()
    chat.pills.first.click()
    expect(chat.said).to_have_text([PAY, offered])
    chat.finished(2)
    expect(chat.marker(2, 1)).to_be_visible()


def test_clearing_empties_the_chat_the_sources_and_what_it_was_about(chat: Chat) -> None:
    chat.ask(DUTIES)
    chat.page.get_by_label("Clear").click()
    expect(chat.answers).to_have_count(0)
    expect(chat.sources.locator("article")).to_have_count(0)
    expect(chat.examples).to_have_count(len(EXAMPLES))
    text = chat.ask("And what about the second one?")
    assert "Search baggage" not in text
    expect(chat.said).to_have_count(1)


def test_asking_again_gives_the_same_answer_and_sources(chat: Chat) -> None:
    chat.ask(PAY)
    chat.ask(DUTIES, answers=2)
    texts, sources = chat.answers.all_inner_texts(), chat.sources.inner_text()
    with chat.until_nothing_runs():
        chat.page.get_by_label("Retry").click()
    chat.finished(2)
    assert chat.answers.all_inner_texts() == texts
    assert chat.sources.inner_text() == sources


def test_the_page_is_up_before_the_advisor_and_the_question_waits_for_it(
    visit: Visit, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    arguments = ("-m", "tests.browser.scripted_server", "--gate", gate)
    with serving(tmp_path, *arguments, wait=False) as late:
        until(late.is_listening, late)
        chat = visit(late)
        chat.send(PAY)
        expect(chat.answers).to_contain_text("your question waits")
        assert not late.is_ready()
        gate.touch()
        chat.finished(1)
        expect(chat.answers).to_contain_text("$65,000")
        assert late.is_ready()
        chat.page.context.close()


def test_stopping_a_slow_answer_frees_the_page_and_the_next_question_works(
    visit: Visit, scripted: Server
) -> None:
    chat = visit(scripted)
    chat.send("Take it stuck")
    expect(chat.stop_button).to_be_visible()
    expect(chat.answers).to_have_count(1)
    chat.stop_button.click()
    expect(chat.send_button).to_be_visible()
    expect(chat.answers).not_to_contain_text("...")
    assert "$65,000" in chat.ask(PAY, answers=2)
    expect(chat.answers.first).not_to_contain_text("...")


@pytest.mark.parametrize("words_before", [1, 2, 3])
def test_stopping_an_answer_that_streams_ends_it_there(
    visit: Visit, scripted: Server, words_before: int
) -> None:
    chat = visit(scripted)
    chat.send("Go on in endless words")
    expect(chat.answers).to_contain_text("word " * words_before)
    chat.stop_button.click()
    expect(chat.send_button).to_be_visible()
    expect(chat.stop_button).to_be_hidden()
    assert "$65,000" in chat.ask(PAY, answers=2)


def test_text_typed_while_an_answer_runs_stays_in_the_box(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send("Answer slowly")
    expect(chat.stop_button).to_be_visible()
    chat.box.press_sequentially("my next question", delay=20)
    expect(chat.answers).to_contain_text("At long last")
    expect(chat.send_button).to_be_visible()
    expect(chat.box).to_have_value("my next question")


def test_a_question_sent_while_an_answer_runs_is_not_lost(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send("Answer slowly")
    expect(chat.stop_button).to_be_visible()
    chat.box.fill(PAY)
    chat.box.press("Enter")
    expect(chat.answers.first).to_contain_text("At long last")
    expect(chat.send_button).to_be_visible()
    in_the_chat = any(PAY in said for said in chat.said.all_inner_texts())
    assert in_the_chat or chat.box.input_value() == PAY, "neither in the chat nor in the box"


def test_clearing_while_an_answer_runs_does_not_bring_it_back(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send("Answer slowly")
    expect(chat.stop_button).to_be_visible()
    expect(chat.answers).to_have_count(1)
    chat.page.get_by_label("Clear").click()
    expect(chat.answers).to_have_count(0)
    expect(chat.send_button).to_be_visible()
    chat.ask(PAY)
    expect(chat.said).to_have_text([PAY])


def test_an_answer_that_breaks_is_told_and_the_next_question_works(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send("Give me a broken answer")
    expect(chat.answers).to_have_count(1)
    expect(chat.send_button).to_be_visible()
    expect(chat.answers).not_to_contain_text("Reading your question")
    assert "$65,000" in chat.ask(PAY, answers=2)


def test_what_was_asked_before_the_page_had_all_of_itself_stays(visit: Visit, server: Server) -> None:
    chat = visit(server)
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        held.append(route) if not held else route.continue_()

    chat.page.route("**/queue/join*", hold_first)
    with chat.page.expect_request("**/queue/join*"):
        chat.page.reload()
    expect(chat.examples.first).to_be_visible()
    assert "$65,000" in chat.ask(PAY)
    with chat.page.expect_response("**/queue/join*"):
        held[0].continue_()
    chat.page.wait_for_timeout(1500)
    expect(chat.answers).to_have_count(1)
    assert "$90,000" in chat.ask("and the maximum?", answers=2)


def test_the_keyboard_alone_is_enough(chat: Chat) -> None:
    expect(chat.box).to_be_focused()
    chat.page.keyboard.type(DUTIES)
    chat.page.keyboard.press("Enter")
    chat.finished(1)
    expect(chat.box).to_be_focused()
    for _ in range(30):
        chat.page.keyboard.press("Shift+Tab")
        if chat.page.evaluate("document.activeElement.getAttribute('href')") == "#source-1-2":
            break
    expect(chat.marker(1, 2)).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(chat.place(1, 2)).to_be_focused()
    expect(chat.opened).to_contain_text("Check passports")


def test_every_button_has_a_name_for_those_who_cannot_see_it(chat: Chat) -> None:
    chat.ask(PAY)
    nameless = [
        button.get_attribute("data-testid")
        for button in chat.page.get_by_role("button").all()
        if not (button.get_attribute("aria-label") or button.get_attribute("title") or button.inner_text())
    ]
    assert nameless == []


@pytest.mark.parametrize("theme", ["", "?__theme=dark"], ids=["light", "dark"])
@pytest.mark.parametrize("screen", [{"width": 1320, "height": 860}, MOBILE], ids=["wide", "390px"])
def test_no_screen_scrolls_sideways(visit: Visit, server: Server, theme: str, screen: dict[str, int]) -> None:
    chat = visit(server, theme, viewport=screen)
    assert not chat.is_wider_than_the_screen()
    chat.ask("Is AI going to take the job of customs officers?")
    assert not chat.is_wider_than_the_screen()
    chat.marker(1, 3).click()
    expect(chat.place(1, 3)).to_be_in_viewport()
    assert not chat.is_wider_than_the_screen()
    dark = chat.page.evaluate("document.body.classList.contains('dark')")
    assert dark is bool(theme)


def test_the_first_screen_keeps_its_words_off_the_edge_on_a_phone(visit: Visit, server: Server) -> None:
    chat = visit(server, viewport=MOBILE)
    frame = chat.page.locator("#chat").bounding_box()
    welcome = chat.page.locator("#chat").get_by_role("heading").bounding_box()
    assert frame
    assert welcome
    assert welcome["x"] >= frame["x"] + 8


def test_one_visitor_is_answered_while_another_waits_and_neither_sees_the_other(
    visit: Visit, scripted: Server
) -> None:
    one, other = visit(scripted), visit(scripted)
    one.send("Answer slowly")
    expect(one.stop_button).to_be_visible()
    assert "$65,000" in other.ask(PAY)
    expect(one.stop_button).to_be_visible()
    expect(one.answers).to_contain_text("At long last")
    expect(one.said).to_have_text(["Answer slowly"])
    expect(other.said).to_have_text([PAY])
    expect(one.sources).not_to_contain_text("$65,000")


def test_two_conversations_at_once_keep_their_own_subject(visit: Visit, server: Server) -> None:
    one, other = visit(server), visit(server)
    one.ask("List the risks.")
    other.ask("List the recommended tools.")
    assert "bias" in one.ask("What about the second one?", answers=2).lower()
    assert "manifest" in other.ask("What about the second one?", answers=2).lower()
    expect(one.sources).not_to_contain_text("Automated Manifest System")
    expect(other.sources).not_to_contain_text("Algorithmic bias")


def test_copying_an_answer_gives_what_stands_there(visit: Visit, server: Server) -> None:
    chat = visit(server, permissions=["clipboard-read", "clipboard-write"])
    chat.ask(PAY)
    chat.page.get_by_label("Copy message").last.click()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "$65,000" in copied
    assert "\\" not in copied
    assert "#source" not in copied


def test_one_interrupt_ends_the_server_though_a_page_is_open(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path, "-m", "tests.browser.scripted_server") as short_lived:
        page = browser.new_page()
        page.goto(short_lived.url)
        expect(page.get_by_placeholder("Ask about the job")).to_be_visible()
        short_lived.interrupt()
        short_lived.process.wait(15)
        page.close()
