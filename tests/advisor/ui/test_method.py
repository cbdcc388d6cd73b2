"""The page of sources and method: self-contained, escaped, with a row for every source."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from advisor.ui.method import PLACE, method_page
from knowledge.facts import FactTables

COLUMNS = ("key", "name", "year", "publisher", "licence", "url", "attribution")
HOSTILE = "<script>alert(1)</script>"


def page_of(folder: Path, text: str, **cells: str) -> str:
    """The page of a document and a table with one source."""
    row = {"key": "made", "year": "2024", "url": "https://made.example/x"} | cells
    lines = ["\t".join(COLUMNS), "\t".join(row.get(name, f"the {name}") for name in COLUMNS)]
    (folder / "method.md").write_text(text, "utf-8")
    (folder / "sources.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return method_page(folder / "method.md", folder / "sources.tsv")


def test_the_first_line_is_the_title_and_the_table_stands_in_its_place(tmp_path: Path) -> None:
    page = page_of(tmp_path, f"# How & why\n\nBefore.\n\n{PLACE}\n\n## After\n\n- **one**\n")
    assert page.count("<h1>How &amp; why</h1>") == 1
    assert page.index("Before.") < page.index("<table") < page.index("<h2>After</h2>")
    assert "<strong>one</strong>" in page
    assert PLACE not in page


def test_a_row_tells_name_year_publisher_licence_and_attribution(tmp_path: Path) -> None:
    page = page_of(tmp_path, f"# T\n{PLACE}\n")
    for shown in ("the name</a>, 2024", "the publisher", "the licence", "the attribution"):
        assert shown in page
    assert 'href="https://made.example/x"' in page


@pytest.mark.parametrize("column", ["name", "publisher", "licence", "attribution"])
def test_nothing_in_the_table_is_markup(tmp_path: Path, column: str) -> None:
    page = page_of(tmp_path, f"# T\n{PLACE}\n", **{column: HOSTILE})
    assert "<script" not in page
    assert escape(HOSTILE) in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://x" onclick="alert(1)', "data:text/html,x"])
def test_an_address_is_a_link_only_when_it_is_one(tmp_path: Path, url: str) -> None:
    page = page_of(tmp_path, f"# T\n{PLACE}\n", url=url)
    assert "javascript:" not in page
    assert "data:" not in page
    assert " onclick=" not in page.replace(escape(url), "")


def test_html_in_the_document_shows_as_it_was_typed(tmp_path: Path) -> None:
    page = page_of(tmp_path, f"# T\n\n{HOSTILE}\n\n[x](javascript:alert(1))\n{PLACE}\n")
    assert "<script" not in page
    assert escape(HOSTILE) in page
    assert 'href="javascript' not in page


def test_the_shipped_page_names_every_source_as_its_licence_asks() -> None:
    page = unescape(method_page())
    sources = FactTables.load().sources.values()
    assert sources
    for one in sources:
        for told in (one.name, str(one.year), one.publisher, one.licence, one.attribution, one.url):
            assert told in page
    for told in ("O*NET is a trademark", "they are changed", "creativecommons.org/licenses/by/4.0"):
        assert told in page


def test_the_shipped_page_fetches_nothing() -> None:
    page = method_page()
    assert re.findall(r"<(?:script|img|link|iframe|form|source)\b", page) == []
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
