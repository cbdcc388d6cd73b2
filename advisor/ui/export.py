"""A kept conversation as a file to take along: Markdown, a page of HTML, or JSON, each with its sources."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from advisor.evaluation.report import whole_page
from advisor.ui.kept import Kept, KeptCitation, KeptTurn
from advisor.ui.markup import render
from advisor.ui.render import message_markdown
from advisor.ui.words import Words


@dataclass(frozen=True, slots=True)
class Export:
    """A file by its name, media type and text."""

    name: str
    type: str
    text: str


def export(kept: Kept, kind: str, words: Words) -> Export:
    """The conversation as "md", "html" or "json"; raises KeyError for another kind."""
    media, write = KINDS[kind]
    name = re.sub(r"[^a-z0-9]+", "-", kept.title.lower()).strip("-")[:40] or "conversation"
    return Export(f"{name}.{kind}", media, write(kept, words))


def place(kept: Kept, citation: KeptCitation) -> str:
    """Where the words of a citation stand: "Bakers > Salary Data, published figures"."""
    passage = kept.passages[citation.passage]
    where = f"{passage.profile}, line {citation.line}" if citation.line else "published figures"
    return f"{passage.occupation} > {passage.heading}, {where}"


def _markdown(kept: Kept, words: Words) -> str:
    parts = [f"# {message_markdown(kept.title)}", kept.started]
    for turn in kept.turns:
        parts += [f"## {_one_line(turn.message)}", _answer(turn)]
        if turn.read_as:
            parts.append(f"*{words('read_as')} {_one_line(turn.read_as)}*")
        parts += [f"### {words('sources')}"] if turn.citations else []
        cited = (
            f'{one.marker}. {_one_line(place(kept, one))}: "{_one_line(one.quote)}"' for one in turn.citations
        )
        parts.append("\n".join(cited))
    return "\n\n".join(filter(None, parts)) + "\n"


def _answer(turn: KeptTurn) -> str:
    """The answer made harmless, its list entries, table rows and markers as they were."""
    lines = []
    for line in turn.text.split("\n"):
        bullet = "- " if line.startswith("- ") else ""
        if line.startswith("| "):
            cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
            lines.append(f"| {' | '.join(one if one == '---' else message_markdown(one) for one in cells)} |")
        else:
            lines.append(bullet + message_markdown(line.removeprefix("- ")))
    return re.sub(r"\\\[(\d+)\\\]", r"[\1]", "\n".join(lines))


def _one_line(text: str) -> str:
    return message_markdown(" ".join(text.split()))


def _html(kept: Kept, words: Words) -> str:
    body = render(
        "export.html",
        w=words,
        kept=kept,
        place=lambda one: place(kept, one),
        paragraphs=lambda turn: [block for block in turn.text.split("\n\n") if block.strip()],
    )
    return whole_page(kept.title, body)


def _json(kept: Kept, words: Words) -> str:
    return json.dumps(asdict(kept), ensure_ascii=False, indent=2)


KINDS: dict[str, tuple[str, Callable[[Kept, Words], str]]] = {
    "md": ("text/markdown", _markdown),
    "html": ("text/html", _html),
    "json": ("application/json", _json),
}
"""What a conversation can be saved as, with its media type."""
