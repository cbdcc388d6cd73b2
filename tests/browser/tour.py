"""One visit through every view of the page, for tests that look at each, and for the pictures of them."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.conftest import Chat

RESUME = "Security officer, 2015-2021\nExplained rules to visitors\nMicrosoft Excel\nBilingual Spanish\n"


def tour(chat: Chat) -> Iterator[str]:
    """Goes from state to state and says the name of each that it has reached."""
    page = chat.page
    yield "start"

    chat.ask("What does a registered nurse earn?")
    chat.ask("Which duties can AI help with?", answers=2)
    chat.marker(2, 2).click()
    expect(chat.place(2, 2)).to_be_focused()
    yield "chat"

    chat.ask("What does a baker earn?", answers=3)
    chat.bar.locator("summary").click()
    expect(chat.bar.locator("form")).to_be_visible()
    yield "correct"

    chat.beside("job")
    expect(chat.job.get_by_role("heading", level=2, name="Bakers")).to_be_visible()
    yield "job"

    explore = chat.view("explore")
    page.locator("#explore-form select[name=order]").select_option("pay down")
    page.locator("#explore-form summary").click()
    page.locator("#explore-form select[name=schooling]").select_option("1")
    page.locator("#explore-form select[name=band]").select_option("low")
    expect(explore.locator(".band-low").first).to_be_visible()
    expect(explore.locator(".band-medium, .band-high")).to_have_count(0)
    yield "explore"

    compare = chat.view("compare")
    chat.pick("#add-job", "registered nurse")
    expect(compare.locator(".picked li")).to_have_count(1)
    chat.pick("#add-job", "electrician")
    expect(compare.locator(".lead")).to_contain_text("median pay")
    yield "compare"

    moves = chat.view("next")
    chat.pick("#start", "stock clerk")
    expect(moves.locator(".moves li").first).to_be_visible()
    moves.locator(".moves li button").nth(3).click()
    expect(chat.job.locator(".move .job-title")).to_be_focused()
    yield "next"

    skills = chat.view("skills")
    expect(skills.locator("#paste")).to_be_visible()
    yield "skills-empty"
    skills.locator("#paste").fill(RESUME)
    skills.get_by_role("button", name="Read it").click()
    expect(skills.locator(".found-list").first).to_be_visible()
    yield "skills"

    history = chat.view("history")
    expect(history.locator(".kept li")).to_have_count(1)
    yield "history"
