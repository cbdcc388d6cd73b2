"""Read the house format: Markdown that a non-programmer can read and edit.

`knowledge/README.md` shows the whole format. A section is a `## Heading`; a list entry is one
line beginning with `- `, with its name in bold where it has one.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.sections import (
    Block,
    Line,
    ReadDocument,
    check_unrepeated,
    duty,
    figure,
    numbered,
    read_sections,
    risk,
    skill,
    statements,
    tool,
    without_comments,
)
from knowledge.errors import ProfileFormatError
from knowledge.profile import HEADINGS, AnyEntry, Section

_SECTIONS = {heading.lower(): section for section, heading in HEADINGS.items()}
VIEW = "(our view)"  # At the end of a heading: what stands below is judgement, not data.
_FIELDS = ("code", "also called")
# Blanks around names and marks are stripped afterwards: a pattern that left them out would go through
# a line of blanks again and again.
_NAMED_WITH_MARK = re.compile(r"^\*\*(?P<name>[^*]*[^*\s])\s*\*\*\s*\((?P<mark>[^)]*)\)\s*:\s*(?P<text>.+)$")
_NAMED = re.compile(r"^\*\*(?P<name>[^*]*[^*\s])\s*\*\*\s*:\s*(?P<text>.+)$")
_SHAPES = {
    Section.SALARY: "- **Median**: $65,000",
    Section.SKILLS: "- **Communication** (High): why it matters",
    Section.TOOLS: "- **Microsoft Excel** (Data Analysis): what it is for",
    Section.RISKS: "- **Job displacement**: what could happen",
}


def read_house(path: Path, lines: list[str]) -> ReadDocument:
    """Read a house document; raises ProfileFormatError with the line that is wrong."""
    title, *rest = without_comments(numbered(lines))
    if not title.text.startswith("# ") or not title.text[2:].strip():
        raise ProfileFormatError(path, title.number, "The first line must be the title, as in '# Bakers'.")
    fields: dict[str, str] = {}
    blocks: list[Block] = []
    for line in rest:
        if line.text.startswith("#"):
            block = _block_beginning_at(path, line)
            check_unrepeated(path, blocks, block)
            blocks.append(block)
        elif blocks:
            if line.text != "-":  # An empty bullet states nothing.
                blocks[-1].lines.append(line)
        else:
            name, value = _field(path, line)
            if name in fields:
                raise ProfileFormatError(
                    path, line.number, f"{name.capitalize()!r} stands here again; keep one."
                )
            fields[name] = value
    aliases = tuple(name.strip() for name in fields.get("also called", "").split(",") if name.strip())
    sections = read_sections(path, blocks, _entries)
    return ReadDocument(title.text[2:].strip(), fields.get("code", ""), aliases, sections)


def _block_beginning_at(path: Path, line: Line) -> Block:
    heading = line.text.lstrip("#").strip()
    is_view = heading.lower().endswith(VIEW)
    if is_view:
        heading = heading[: -len(VIEW)].strip()
    if section := _SECTIONS.get(heading.lower()):
        return Block(section, heading, line.number, is_view=is_view)
    known = ", ".join(HEADINGS.values())
    raise ProfileFormatError(
        path, line.number, f"{heading!r} is not a section of a profile; use one of: {known}."
    )


def _field(path: Path, line: Line) -> tuple[str, str]:
    name, colon, value = line.text.partition(":")
    if not colon or name.strip().lower() not in _FIELDS:
        raise ProfileFormatError(
            path,
            line.number,
            f"{line.text!r} stands before the first section; only 'Code: ...' and"
            " 'Also called: ...' may stand there.",
        )
    return name.strip().lower(), value.strip()


def _entries(path: Path, block: Block) -> list[AnyEntry]:
    return [entry for line in block.lines for entry in _read_line(path, block.section, line)]


def _read_line(path: Path, section: Section, line: Line) -> list[AnyEntry]:
    text, at = line.text.removeprefix("- ").strip(), line.number
    match section:
        case Section.RESPONSIBILITIES:
            return [duty(text, at, line.tasks)]
        case Section.SALARY:
            found = _shaped(path, section, _NAMED, text, at)
            return [figure(path, found["name"].strip(), found["text"], text, at)]
        case Section.SKILLS:
            found = _shaped(path, section, _NAMED_WITH_MARK, text, at)
            return [skill(path, found["name"].strip(), found["mark"].strip(), found["text"], text, at)]
        case Section.TOOLS:
            found = _shaped(path, section, _NAMED_WITH_MARK, text, at)
            return [tool(found["name"].strip(), found["mark"].strip(), found["text"], text, at)]
        case Section.RISKS:
            found = _shaped(path, section, _NAMED, text, at)
            return [risk(found["name"].strip(), found["text"], text, at)]
        case _:
            return statements(line)


def _shaped(path: Path, section: Section, shape: re.Pattern[str], text: str, line: int) -> re.Match[str]:
    if found := shape.match(text):
        return found
    raise ProfileFormatError(
        path, line, f"{section.heading}: {text!r} is not shaped like '{_SHAPES[section]}'."
    )
