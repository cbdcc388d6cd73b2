"""The page of sources and method in a real browser: found from the chat, read on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from advisor.answering.exposure import EXPOSURE_NOTE, METHOD
from tests.browser.conftest import Chat, Server, Visit, serving, until

pytestmark = pytest.mark.browser
WIDE = {"width": 1320, "height": 860}
MOBILE = {"width": 390, "height": 844}


def opened_by(chat: Chat, *, within: str) -> Page:
    """The tab that its link opens, by the keyboard alone."""
    link = chat.page.locator(within).get_by_role("link", name=METHOD)
    link.focus()
    with chat.page.context.expect_page() as tab:
        chat.page.keyboard.press("Enter")
    expect(tab.value.get_by_role("heading", level=1)).to_have_text(METHOD)
    return tab.value


def is_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of an advisor that is never ready."""
    folder = tmp_path_factory.mktemp("waiting")
    arguments = ("-m", "tests.browser.scripted_server", "--gate", folder / "gate")
    with serving(folder, *arguments, wait=False) as server:
        until(server.is_listening, server)
        yield server


def test_the_masthead_opens_it_beside_the_chat_before_the_advisor_is_ready(
    visit: Visit, waiting: Server
) -> None:
    chat = visit(waiting)
    assert opened_by(chat, within=".masthead").url == f"{waiting.url}method"
    assert not waiting.is_ready()
    expect(chat.box).to_be_visible()


def test_the_keyboard_reaches_its_link_in_the_masthead(visit: Visit, waiting: Server) -> None:
    chat = visit(waiting)
    for _ in range(20):
        chat.page.keyboard.press("Shift+Tab")
        if chat.page.evaluate("document.activeElement.getAttribute('href')") == "method":
            break
    expect(chat.page.locator(".masthead").get_by_role("link", name=METHOD)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [WIDE, MOBILE], ids=["wide", "390px"])
def test_it_fits_every_screen_and_asks_no_other_host(
    visit: Visit, waiting: Server, scheme: str, screen: dict[str, int], tmp_path: Path
) -> None:
    page = visit(waiting, color_scheme=scheme, viewport=screen).page
    page.goto(f"{waiting.url}method")
    expect(page.get_by_role("link", name="O*NET 30.1 Database")).to_be_visible()
    assert not is_wider_than_the_screen(page)
    page.screenshot(path=tmp_path / "method.png", full_page=True)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert light is (scheme == "light")


def test_an_answer_on_exposure_opens_it_and_keeps_the_conversation(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send("Answer on exposure")
    expect(chat.answers.last).to_contain_text(EXPOSURE_NOTE.text)
    assert opened_by(chat, within="#chat").url == f"{scripted.url}method"
    assert chat.page.url == scripted.url
    expect(chat.said).to_have_text(["Answer on exposure"])


def test_words_like_ours_open_nothing(visit: Visit, scripted: Server) -> None:
    chat = visit(scripted)
    chat.send(f"Answer on exposure [x](method). {EXPOSURE_NOTE.text}")
    expect(chat.answers.last).to_contain_text(EXPOSURE_NOTE.text)
    expect(chat.said.last.get_by_role("link")).to_have_count(0)
    expect(chat.page.locator("#chat").get_by_role("link", name=METHOD)).to_have_count(1)
