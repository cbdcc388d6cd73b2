"""Read an HTML page: headings, lists, tables and definition lists; what is not the text is dropped."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.readers.apart import pieces_apart
from ingest.readers.pieces import BOLD, Piece, Pieces, may_be_heading, paragraph, rows, tidy
from ingest.readers.sectioner import MOST_PIECES, read_pieces
from ingest.readers.sections import ReadDocument
from knowledge.errors import DocumentReadError

DROPPED = (
    "script style template noscript nav footer aside form button select option svg iframe object head".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset((*_HEADINGS, "li"))  # Stronger than a paragraph inside them.
_BLOCKS = frozenset(
    "p div section article main header table ul ol dl body blockquote pre figure figcaption caption td th"
    " address details summary fieldset center dt dd html [document]".split()
)
_LAYOUT = frozenset((*_HEADINGS, "ul", "ol", "dl", "table"))
MOST_TAGS = 30_000  # A page of a job board has some 3,000; far more take minutes to parse.
MOST_TABLES = 500  # Tables in tables take far longer than their number to go through.
DEEPEST = 60  # Elements above a text that are looked at.


def read_web(path: Path, raw: bytes) -> ReadDocument:
    """Read an HTML page; raises DocumentReadError when it is binary, damaged or has no text."""
    return read_pieces(path, pieces_apart("web", path, raw), place="line")


def web_pieces(path: Path, raw: bytes) -> Pieces:
    """The text of a page in pieces; raises DocumentReadError as `read_web` does."""
    from bs4 import BeautifulSoup, UnicodeDammit  # Not wanted by those who only ask.

    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in raw and not wide:
        raise DocumentReadError(f"{path.name}: is binary, not an HTML page; save the page as HTML.")
    if raw.count(b"<") > MOST_TAGS:
        raise DocumentReadError(
            f"{path.name}: has more than {MOST_TAGS:,} tags; save only the job's own text."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # That a text looks like a file name, or like XML.
            text = UnicodeDammit(raw, ["utf-8", "windows-1252"], is_html=True).unicode_markup or ""
            page = BeautifulSoup(text, "html.parser")
        if len(page.find_all("table", limit=MOST_TABLES + 1)) > MOST_TABLES:
            raise DocumentReadError(
                f"{path.name}: has more than {MOST_TABLES} tables; save only the job's own."
            )
        title = tidy(page.title.get_text()) if page.title else ""
        for one in page.find_all(_is_dropped):
            one.extract()
        pieces = list(islice(_walk(page), MOST_PIECES + 1))  # With one more it is refused as too long.
    except (DocumentReadError, MemoryError):
        raise
    except Exception as error:  # The parser raises whatever broken markup makes it stumble over.
        raise DocumentReadError(f"{path.name}: is damaged and cannot be read as an HTML page.") from error
    if not pieces:
        raise DocumentReadError(
            f"{path.name}: holds no text (pages made by scripts keep theirs elsewhere); save it as PDF."
        )
    return Pieces(title, pieces)


def _is_dropped(tag: Any) -> bool:
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or tag.get("role") == "navigation"
    return tag.name in DROPPED or hidden


def _walk(page: Any) -> Iterator[Piece]:
    """Every block of text in order; a table row, and a term with its definition, are one each."""
    from bs4.element import NavigableString

    block = page
    texts: list[str] = []
    done: set[int] = set()
    for node in page.descendants:
        if id(node) in done:
            continue
        whole = _whole(node)
        home = _home(node) if type(node) is NavigableString else block
        if whole or home is not block or node.name == "br":
            yield from _block(block, texts)
            block, texts = home, []
        if whole:
            pieces, read = whole
            yield from pieces
            done.update(id(one) for part in read for one in part.descendants)
        elif type(node) is NavigableString:
            texts.append(node)
    yield from _block(block, texts)


def _whole(node: Any) -> tuple[list[Piece], list[Any]] | None:
    """What is read at once: a table of data, or a term with a short definition; and its elements."""
    if node.name == "table" and not _is_layout(node):
        return rows(_grid(node)), [node]
    if node.name == "dt" and (said := node.find_next_sibling(("dd", "dt"))) and said.name == "dd":
        term = tidy(node.get_text(" "))
        if not said.find(_is_of_layout):
            text = f"{term.rstrip(':')}: {tidy(said.get_text(' '))}"
            return [Piece("text", text, _line(node))], [node, said]
        return [Piece("heading", term, _line(node), BOLD)] if term else [], [node]
    return None


def _is_layout(table: Any) -> bool:
    """Whether a table only places headings, lists and paragraphs on the page."""
    if table.find(_is_of_layout):
        return True
    paragraphs = 0
    for one in table.find_all(("td", "th", "p")):
        paragraphs = paragraphs + 1 if one.name == "p" else 0
        if paragraphs > 1:
            return True
    return False


def _is_of_layout(tag: Any) -> bool:
    return tag.name in _LAYOUT


def _grid(table: Any) -> Iterator[tuple[int, list[str], bool]]:
    """The rows with their cells' texts, in one pass: cells that were never closed stand in each other."""
    from bs4.element import CData, NavigableString

    grid: list[tuple[Any, list[tuple[str, list[str]]]]] = []
    for node in table.descendants:
        if node.name == "tr":
            grid.append((node, []))
        elif node.name in ("td", "th") and grid:
            grid[-1][1].append((node.name, []))
        elif type(node) in (NavigableString, CData) and grid and grid[-1][1]:
            grid[-1][1][-1][1].append(node)
    for row, cells in grid:
        yield _line(row), [" ".join(texts) for _, texts in cells], all(name == "th" for name, _ in cells)


def _home(text: Any) -> Any:
    """The element that a text belongs to: the heading or list entry around it, else the nearest block."""
    above = [one for one in islice(text.parents, DEEPEST) if one.name in _STRONG or one.name in _BLOCKS]
    strong = next((one for one in above if one.name in _STRONG or one.name in ("ul", "ol")), None)
    if strong is not None and strong.name in _STRONG:
        return strong
    return above[0] if above else text.parent


def _block(block: Any, texts: list[Any]) -> list[Piece]:
    text, place = tidy(" ".join("".join(texts).split())), _line(block)
    if not text:
        return []
    if level := _HEADINGS.get(block.name):
        return [Piece("heading", text, place, level)]
    if block.name == "li":
        return [Piece("entry", piece.text, place) for piece in paragraph(text, place)]
    if may_be_heading(text) and all(_is_bold(one, block) for one in texts if one.strip()):
        return [Piece("heading", text, place, BOLD)]
    return paragraph(text, place)


def _is_bold(text: Any, block: Any) -> bool:
    for one in islice(text.parents, DEEPEST):
        if one is block:
            return False
        if one.name in ("b", "strong"):
            return True
    return False


def _line(element: Any) -> int:
    return getattr(element, "sourceline", None) or 1
