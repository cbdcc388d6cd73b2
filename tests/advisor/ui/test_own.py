"""What the person brings: chips as harmless buttons, a file that is gone once it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.question import AskedMoves, Focus
from advisor.resume.resume import Held, Resume
from advisor.ui.chips import chips_html
from advisor.ui.own import message_of
from advisor.ui.updates import ENGLISH
from ingest.readers.plain import read_plain
from knowledge import fields
from knowledge.errors import DocumentReadError
from knowledge.survey import Condition

HOSTILE = '<img src=x onerror=alert(1)> "quoted"'


def test_there_are_no_chips_without_limits_or_findings() -> None:
    assert chips_html(Focus(), ENGLISH) == ""


def test_a_chip_is_a_button_with_a_name_that_says_what_it_does() -> None:
    limit = Condition(fields.PAY, "median pay above $50,000 a year", low=50_000)
    html = chips_html(Focus(moves=AskedMoves("cashiers", conditions=(limit,))), ENGLISH)
    assert '<button type="button"' in html
    assert 'aria-label="remove median pay above $50,000 a year"' in html
    assert 'data-say="Remove the limit &#34;median pay above $50,000 a year&#34;"' in html


def test_a_hostile_name_is_harmless() -> None:
    html = chips_html(Focus(resume=Resume(held=(Held(HOSTILE, "tool"),))), ENGLISH)
    assert "<img" not in html
    assert html.count("<button") == html.count("</button>") == 2  # And one to forget it all.
    assert html.count('"') == html.count('="') * 2


def test_a_file_is_read_into_a_message_and_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "upload" / "cv.txt"
    file.parent.mkdir()
    file.write_text("Cashier, 2015-2020", "utf-8")
    assert message_of(str(file), read_plain) == "My résumé:\nCashier, 2015-2020"
    assert not file.parent.exists()


@pytest.mark.parametrize(("name", "text"), [("cv.pdf", "no pdf"), ("cv.txt", " ")])
def test_a_file_that_is_refused_is_gone_as_well(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / "upload" / name
    file.parent.mkdir()
    (file.parent / "other.txt").write_text("of somebody else", "utf-8")
    file.write_text(text, "utf-8")
    with pytest.raises(DocumentReadError, match=name):
        message_of(str(file), read_plain)
    assert [one.name for one in file.parent.iterdir()] == ["other.txt"]
