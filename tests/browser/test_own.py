"""A résumé in a real browser: sent as a file, shown as chips that the keyboard reaches, and let go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Chat

pytestmark = pytest.mark.browser
RESUME = "Security officer, 2015-2021\nExplained rules to visitors\nMicrosoft Excel\nBilingual Spanish\n"
SECRET = "Quuxington Lane"


def test_a_file_is_read_its_findings_are_taken_off_by_keyboard_and_all_is_let_go(
    chat: Chat, tmp_path: Path
) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(f"{SECRET}\n{RESUME}", "utf-8")
    chat.page.locator("input[type=file]").first.set_input_files(file)
    chat.finished(1)
    expect(chat.said.last).to_contain_text("cv.txt")
    expect(chat.answers.last).to_contain_text('from your text: "Microsoft Excel"')
    assert SECRET not in chat.page.content()

    chip = chat.page.get_by_role("button", name="remove Microsoft Excel")
    chip.focus()
    chip.press("Enter")
    chat.finished(2)
    expect(chat.answers.last).to_contain_text("Taken off: Microsoft Excel")
    expect(chip).to_have_count(0)

    chat.page.get_by_role("button", name="Forget my résumé").click()
    expect(chat.answers).to_have_count(1)
    expect(chat.answers.last).to_contain_text("I hold no résumé of yours any more")
    expect(chat.page.locator(".own-chip")).to_have_count(0)
    expect(chat.page.get_by_text(re.compile("Bilingual Spanish"))).to_have_count(0)


def test_a_file_that_is_none_is_refused_in_words(chat: Chat, tmp_path: Path) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(b"no pdf")
    chat.page.locator("input[type=file]").first.set_input_files(file)
    expect(chat.page.get_by_text("is no PDF").first).to_be_visible()
    expect(chat.answers).to_have_count(0)
