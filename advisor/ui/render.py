"""Text and HTML for the page, everything that came from outside escaped. Knows no Gradio."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from advisor.answering.exposure import EXPOSURE_NOTE, METHOD
from advisor.answering.material import in_full
from advisor.citations import Answer, Citation, squeeze
from advisor.ui.view import Conversation, Turn
from advisor.ui.words import Words
from knowledge.catalog import Catalog
from knowledge.chunk import Chunk
from knowledge.notes import ID as NOTES
from knowledge.profile import Figure, Profile, Section, SectionText

LONGEST = 8000  # Characters of an answer that are shown: rendering cost grows with length.
BY_WORDS = (
    "Found by words alone, since the search by meaning is not ready; ask again later for a better answer."
)
BY_MODEL = "Worded by a chat model; each sentence with a number was checked against its source."
METHOD_LINK = f"[{METHOD}](method)."
_MARKER = re.compile(r"\[(\d+)\]")


def message_markdown(text: str) -> str:
    """Text from outside as Markdown that shows as it was typed: no HTML, links or images."""
    return _harmless(re.sub(r"(?m)^\s+", "", text))[:LONGEST]


def _harmless(text: str) -> str:
    """The text with everything escaped that Markdown, HTML or automatic links would act on."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"([\\`*_\[\]!|~$#])", r"\\\1", safe)
    safe = re.sub(r"(?m)^([-+=])", r"\\\1", safe)
    safe = re.sub(r"(?m)^(\d+)([.)])", r"\1\\\2", safe)
    return re.sub(r"(?i)(?<=http|ttps)(?=://)|(?<=www)(?=\.)|(?=@)|(?<=ftp)(?=://)", r"\\", safe)


def answer_markdown(turn: Turn) -> str:
    """An answer as Markdown: its text made harmless, its markers links to the sources.

    Our own remark on exposure links to the method; the same words from anywhere else do not.
    """
    lines = []
    said = turn.text[:LONGEST]
    explained = turn.answer is not None and _is_explained(turn.answer, said)
    if explained:
        said = said.removesuffix(f"{METHOD}.")
    for line in said.split("\n"):
        if line.startswith("| "):
            cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
            lines.append(f"| {' | '.join(_linked(turn, cell) for cell in cells)} |")
        else:
            bullet = "- " if line.startswith("- ") else ""
            lines.append(bullet + _titled(turn, line.removeprefix("- ")) if bullet else _linked(turn, line))
    text = "\n".join(lines) + (METHOD_LINK if explained else "")
    if turn.answer and turn.answer.mode == "words":
        text += f"\n\n*{BY_WORDS}*"
    if turn.answer and turn.answer.mode == "model":
        text += f"\n\n*{BY_MODEL}*"
    if turn.answer and turn.answer.read_as:
        text += f"\n\n*Read as: {message_markdown(turn.answer.read_as)}*"
    return text


def _is_explained(answer: Answer, said: str) -> bool:
    """Whether the answer was closed with our remark on exposure, not only with words like it."""
    return answer.closing == EXPOSURE_NOTE.text and said.endswith(answer.closing)


def _titled(turn: Turn, text: str) -> str:
    """A list entry; the occupation that it begins with, one of those cited, stands out."""
    title, colon, rest = text.partition(": ")
    if not colon or not turn.answer or all(one.chunk.occupation != title for one in turn.answer.citations):
        return _linked(turn, text)
    return f"**{_harmless(title)}**: {_linked(turn, rest)}"


def _linked(turn: Turn, text: str) -> str:
    """A text made harmless, its markers links to the sources."""
    if text == "---":  # Below the head of a table.
        return text
    pieces = _MARKER.split(text)
    return "".join(
        _marker(turn, piece) if place % 2 else _harmless(piece) for place, piece in enumerate(pieces)
    )


def _marker(turn: Turn, number: str) -> str:
    known = turn.answer is None or any(str(one.marker) == number for one in turn.answer.citations)
    return f"[{number}](#source-{turn.number}-{number})" if known else f"\\[{number}\\]"


def empty_panel(words: Words) -> str:
    """What stands where the sources will be."""
    return f'<div class="no-sources"><p>{escape(words("sources_empty"))}</p></div>'


def sources_panel(conversation: Conversation, catalog: Catalog | None, words: Words) -> str:
    """The passages behind every turn, the newest turn's on show, each cited entry marked."""
    cited = [turn for turn in conversation.turns if turn.answer and turn.answer.citations]
    if not cited or catalog is None:
        return empty_panel(words)
    groups = [
        _turn_sources(turn, turn.answer, catalog, words, hidden=turn is not cited[-1])
        for turn in cited
        if turn.answer
    ]
    return f'<div class="sources">{"".join(groups)}</div>'


def _turn_sources(turn: Turn, answer: Answer, catalog: Catalog, words: Words, *, hidden: bool) -> str:
    by_section: dict[tuple[str, Section], list[Citation]] = {}
    for citation in answer.citations:
        by_section.setdefault((citation.chunk.profile, citation.chunk.section), []).append(citation)
    cards = "".join(_card(turn.number, group, catalog, words) for group in by_section.values())
    state = " hidden" if hidden else ""
    return f'<section class="turn-sources" data-turn="{turn.number}"{state}>{cards}</section>'


def _card(turn: int, citations: list[Citation], catalog: Catalog, words: Words) -> str:
    """A passage with the cited entries marked; as it stood when it was cited, should it have changed."""
    chunk = citations[0].chunk
    profile = catalog.get(chunk.profile)
    section = profile.section(chunk.section) if profile else None
    section = section if section and _still_says(section, citations) else None
    whole = [one for one in citations if section and _entry_quotes(section).isdisjoint([one.quote])]
    anchor = "".join(_anchor(turn, one) for one in whole)
    heading = f"<h2>{anchor}{escape(chunk.heading)}</h2>"
    if chunk.profile == NOTES:  # They stand on a page of their own.
        body = _as_cited(turn, citations)
        page = f'<a href="method" target="_blank">{escape(chunk.occupation)}</a> &gt; {escape(chunk.heading)}'
        return (
            f'<article class="source"><h2>{escape(chunk.heading)}</h2>{body}<footer>{page}</footer></article>'
        )
    where = profile.place(chunk.line) if profile else "document no longer loaded"
    place = f"{escape(chunk.occupation)} &gt; {escape(chunk.heading)}, {escape(where)}"
    place += "" if section else f" ({escape(words('kept_as_it_was'))})"
    ids = f' id="source-{turn}-{whole[0].marker}" tabindex="-1"' if whole else ""
    body = _entries(turn, section, citations) if section else _as_cited(turn, citations)
    dated = _dated(profile, chunk, catalog, words)
    return f'<article class="source"{ids}>{heading}{body}<footer>{place}{dated}</footer></article>'


def _still_says(section: SectionText, citations: Iterable[Citation]) -> bool:
    """Whether the document has the cited words yet: a conversation may be older than it."""
    said = (section.heading, section.body, *(entry.quote for entry in section.entries))
    words = squeeze("\n".join(said))
    lines = (line.removeprefix("- ") for one in citations for line in one.quote.splitlines())
    return all(squeeze(line) in words for line in lines)


def _as_cited(turn: int, citations: Iterable[Citation]) -> str:
    """The cited words alone, where the document no longer has them."""
    return f"<ul>{''.join(_cited(turn, one, escape(one.quote)) for one in citations)}</ul>"


def _dated(profile: Profile | None, chunk: Chunk, catalog: Catalog, words: Words) -> str:
    """The sources that the passage names, each with year and address; else that it states no date."""
    named = [
        source
        for source in (catalog.tables.sources.values() if catalog.tables else ())
        if source.name in chunk.body
    ]
    if not named:
        return f" · {escape(words('no_year'))}"
    links = (
        f'<li><a href="{escape(one.url)}" target="_blank" rel="noopener noreferrer">{escape(one.name)}</a>'
        + ("</li>" if str(one.year) in one.name else f", {one.year}</li>")
        for one in named
    )
    return f"<ul>{''.join(links)}</ul>"


def _entries(turn: int, section: SectionText, citations: Iterable[Citation]) -> str:
    if section.is_blank:
        return "<p><em>The document has this heading, but nothing stands under it.</em></p>"
    by_quote = {citation.quote: citation for citation in citations}
    items = []
    for entry in section.entries:
        words = escape(entry.quote if isinstance(entry, Figure) and entry.source else in_full(entry))
        if found := by_quote.get(entry.quote):
            items.append(_cited(turn, found, words))
        else:
            items.append(f"<li>{words}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _cited(turn: int, citation: Citation, words: str) -> str:
    """A cited entry, which its marker leads to."""
    ident = f'id="source-{turn}-{citation.marker}" tabindex="-1"'
    return f'<li class="cited" {ident}>{_anchor(turn, citation)}<mark>{words}</mark></li>'


def _anchor(turn: int, citation: Citation) -> str:
    return f'<span class="chip" aria-label="Source {citation.marker}">{citation.marker}</span>'


def _entry_quotes(section: SectionText) -> set[str]:
    return {entry.quote for entry in section.entries}
