"""What all document formats share: numbered lines under known headings, and checked entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import ProfileFormatError
from knowledge.profile import (
    LEVELS,
    AnyEntry,
    Duty,
    Figure,
    Risk,
    Section,
    SectionText,
    Skill,
    Statement,
    Tool,
)

AI_MARK = "(AI can assist)"
_MONEY = re.compile(
    r"^\$?\s*(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.(\d{1,2}))?\s*(?P<unit>a year|an hour)?"
    r"(?P<more>\s*\bor more)?(?:\s*\(\s*(?P<source>[^\s)].*?)\s*\))?$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TASKS = re.compile(r"<!--\s*tasks:\s*([\d,\s]+)-->")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_UNITS = {"a year": "USD a year", "an hour": "USD an hour"}


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line of a document, stripped, with its number from 1."""

    number: int
    text: str
    tasks: tuple[str, ...] = ()
    """The task ids that a comment at the line's end names."""


@dataclass(slots=True)
class Block:
    """A section of a document before its entries are read."""

    section: Section
    heading: str
    line: int
    lines: list[Line] = field(default_factory=list)
    is_view: bool = False


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader got out of a file, before it has an id."""

    title: str
    code: str
    aliases: tuple[str, ...]
    sections: list[SectionText]
    left_out: tuple[str, ...] = ()
    """What of the document is in no section, each with its place."""


def numbered(lines: Iterable[str]) -> list[Line]:
    """The lines that hold something, stripped, with their numbers."""
    return [Line(n, text.strip()) for n, text in enumerate(lines, 1) if text.strip()]


def without_comments(lines: Iterable[Line]) -> list[Line]:
    """The lines without comments, which readers never see; `<!-- tasks: 1, 2 -->` names task ids."""
    found = []
    for line in lines:
        text = _without_comment(line.text).strip()
        named = _TASKS.search(line.text)
        if text:
            found.append(Line(line.number, text, tuple(re.findall(r"\d+", named[1])) if named else ()))
    return found


def _without_comment(text: str) -> str:
    """The text without its comments; one that is not closed is none. A pattern would take far longer."""
    kept, rest = "", text
    while "<!--" in rest and "-->" in rest:
        before, _, after = rest.partition("<!--")
        if "-->" not in after:
            break
        kept, rest = kept + before, after.partition("-->")[2]
    return kept + rest


def check_unrepeated(path: Path, blocks: list[Block], block: Block) -> None:
    """Refuse a second heading of the same section: which one is right cannot be known."""
    for earlier in blocks:
        if earlier.section is block.section:
            raise ProfileFormatError(
                path,
                block.line,
                f"The heading {block.heading!r} stands here again (first on line {earlier.line});"
                " merge the two.",
            )


def checked(path: Path, section: SectionText) -> SectionText:
    """The section; refuses a mark without its duty, and a second pay figure of one name."""
    figures: set[str] = set()
    for entry in section.entries:
        if isinstance(entry, Duty) and not entry.text:
            raise ProfileFormatError(path, entry.line, f"{entry.quote!r} marks no duty; write one before it.")
        if isinstance(entry, Figure):
            if entry.name.lower() in figures:
                raise ProfileFormatError(
                    path, entry.line, f"The pay figure {entry.name!r} stands here again; keep one of them."
                )
            figures.add(entry.name.lower())
    return section


def read_sections(
    path: Path, blocks: list[Block], entries_of: Callable[[Path, Block], list[AnyEntry]]
) -> list[SectionText]:
    """Turn every block into a section with the format's own reading of its entries."""
    return [
        checked(
            path,
            SectionText(
                section=block.section,
                heading=block.heading,
                line=block.line,
                body="\n".join(line.text for line in block.lines),
                entries=tuple(entries_of(path, block)),
                is_view=block.is_view,
            ),
        )
        for block in blocks
    ]


def duty(text: str, line: int, tasks: tuple[str, ...] = ()) -> Duty:
    """A responsibility; the mark `(AI can assist)` at its end becomes the flag."""
    marked = text.lower().endswith(AI_MARK.lower())
    bare = text[: -len(AI_MARK)].rstrip() if marked else text
    return Duty(text=bare, ai_can_assist=marked, tasks=tasks, quote=text, line=line)


def figure(path: Path, name: str, value: str, quote: str, line: int) -> Figure:
    """A pay figure such as `$45,000` (a year unless it says `an hour`).

    `or more` and a source with its year in brackets may follow: `$45,000 or more (Census, 2024)`.
    """
    found = _MONEY.match(value.strip())
    if not found:
        raise ProfileFormatError(path, line, f"The pay figure {name!r} is {value!r}; write it like $45,000.")
    amount = float(found[1].replace(",", "") + ("." + found[2] if found[2] else ""))
    unit = _UNITS[found["unit"] or "a year"]
    year = _YEAR.search(found["source"] or "")
    return Figure(
        name=name,
        value=amount,
        unit=unit,
        year=int(year[0]) if year else None,
        source=found["source"],
        at_least=bool(found["more"]),
        quote=quote,
        line=line,
    )


def skill(path: Path, name: str, level: str, reason: str, quote: str, line: int) -> Skill:
    """A skill whose level is one of High, Medium, Low."""
    for known in LEVELS:
        if level.strip().lower() == known.lower():
            return Skill(name=name, level=known, reason=reason, quote=quote, line=line)
    raise ProfileFormatError(
        path, line, f"The skill {name!r} has the level {level!r}; write High, Medium or Low."
    )


def tool(name: str, category: str, description: str, quote: str, line: int) -> Tool:
    return Tool(name=name, category=category, description=description, quote=quote, line=line)


def risk(name: str, text: str, quote: str, line: int) -> Risk:
    return Risk(name=name, text=text, quote=quote, line=line)


def statements(line: Line) -> list[AnyEntry]:
    """A bullet as one statement; a line of prose as one for each of its sentences."""
    is_bullet = line.text.startswith("- ")
    parts = [line.text.removeprefix("- ")] if is_bullet else _SENTENCE_END.split(line.text)
    return [Statement(text=part, tasks=line.tasks, quote=part, line=line.number) for part in parts]
