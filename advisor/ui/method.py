"""`method.md` and `questions.md` of `knowledge` as one HTML page, with the table of the sources in it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from advisor.evaluation.report import whole_page
from knowledge.facts import FIGURES, Source, sources_of
from knowledge.figure_table import FigureTable
from knowledge.notes import DOCUMENTS

DOCUMENT, QUESTIONS = DOCUMENTS
PLACE = "<!-- sources -->"  # Where the table stands; a Markdown reader shows nothing there.


@lru_cache(maxsize=1)
def method_page(document: Path = DOCUMENT, sources: Path = FIGURES / "sources.tsv") -> str:
    """The page; its first line is the title. Raises FiguresError when the table is damaged."""
    title, _, text = document.read_text("utf-8").removeprefix("# ").partition("\n")
    asked, _, answers = QUESTIONS.read_text("utf-8").removeprefix("# ").partition("\n")
    text = f"{text}\n## {asked}\n" + answers.replace("\n## ", "\n### ")
    markdown = MarkdownIt("commonmark", {"html": False})
    table = _table(list(sources_of(FigureTable(sources)).values()))
    return whole_page(title, table.join(markdown.render(part) for part in text.split(PLACE)))


def _table(sources: list[Source]) -> str:
    rows = "".join(map(_row, sources))
    return (
        '<table class="origins"><thead><tr><th>What, and of which year</th><th>Published by</th>'
        f"<th>Licence, and how it is named</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(source: Source) -> str:
    name = escape(source.name)
    if source.url.startswith("https://"):
        name = f'<a href="{escape(source.url)}" rel="noopener noreferrer">{name}</a>'
    return (
        f'<tr><th scope="row">{name}, {source.year}</th><td>{escape(source.publisher)}</td>'
        f"<td><strong>{escape(source.licence)}</strong><br>{escape(source.attribution)}</td></tr>"
    )
