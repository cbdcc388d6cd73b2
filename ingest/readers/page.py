"""Read the page layout that the project began from: a plain-text copy of an occupation's page.

The title is the first line. A heading is a line of its own from `PAGE_HEADINGS`. A list entry is
a line beginning with `- `; an entry of several lines (skills, tools, risks) begins with a lone `-`.
"""

from __future__ import annotations

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
)
from knowledge.errors import ProfileFormatError
from knowledge.profile import HEADINGS, AnyEntry, Section

SUBTITLE = "AI Impact Analysis"
GROUP = "Requirements"  # Holds Education and Experience as its entries.
PAGE_HEADINGS = {
    heading.lower(): section
    for section, heading in HEADINGS.items()
    if section not in (Section.EDUCATION, Section.EXPERIENCE)
}
_LINES_OF_ENTRY = {
    Section.SKILLS: ("name", "level (High, Medium or Low)", "reason"),
    Section.TOOLS: ("name", "category", "description"),
    Section.RISKS: ("name", "description"),
}


def read_page(path: Path, lines: list[str]) -> ReadDocument:
    """Read a page; raises ProfileFormatError with the line that is wrong."""
    title, *rest = numbered(lines)
    if title.text.lower() in PAGE_HEADINGS or title.text.startswith("-"):
        raise ProfileFormatError(
            path, title.number, "The first line must be the occupation's title, as in 'Bakers'."
        )
    blocks: list[Block] = []
    grouped = False  # Whether the last line that counts was "Requirements".
    for line in rest:
        if block := _block_beginning_at(line):
            check_unrepeated(path, blocks, block)
            blocks.append(block)
            grouped = False
        elif line.text == GROUP:
            grouped = True
        elif not blocks and line.text == SUBTITLE:
            continue
        elif blocks and not grouped:
            if line.text != "-" or blocks[-1].section in _LINES_OF_ENTRY:
                blocks[-1].lines.append(line)
        else:
            where = "directly below 'Requirements'" if grouped else "before the first section heading"
            raise ProfileFormatError(path, line.number, f"{line.text!r} stands {where}.")
    return ReadDocument(title.text, "", (), read_sections(path, blocks, _entries))


def _block_beginning_at(line: Line) -> Block | None:
    bare = line.text.removeprefix("- ")
    if line.text.startswith("- ") and bare.lower() in ("education", "experience"):
        return Block(Section(bare.lower()), bare, line.number)
    if section := PAGE_HEADINGS.get(line.text.lower()):
        return Block(section, line.text, line.number)
    return None


def _entries(path: Path, block: Block) -> list[AnyEntry]:
    match block.section:
        case Section.SKILLS | Section.TOOLS | Section.RISKS:
            return [_named(path, block.section, lines) for lines in _groups(path, block)]
        case Section.SALARY:
            return _figures(path, block)
        case Section.RESPONSIBILITIES:
            return [duty(line.text.removeprefix("- "), line.number) for line in block.lines]
        case _:
            return [entry for line in block.lines for entry in statements(line)]


def _groups(path: Path, block: Block) -> list[list[Line]]:
    """Split a block at its lone dashes and check that each entry has the lines it needs."""
    groups: list[list[Line]] = []
    for line in block.lines:
        if line.text == "-":
            groups.append([])
        elif groups:
            groups[-1].append(line)
        else:
            raise ProfileFormatError(
                path, line.number, f"{block.heading}: put a line with a lone '-' before {line.text!r}."
            )
    wanted = _LINES_OF_ENTRY[block.section]
    for group in groups:
        if len(group) != len(wanted):
            at = group[0].number if group else block.line
            name = f" {group[0].text!r}" if group else ""
            raise ProfileFormatError(
                path,
                at,
                f"{block.heading}: the entry{name} has {len(group)} lines after its '-';"
                f" it needs {len(wanted)}: {', '.join(wanted)}.",
            )
    return groups


def _named(path: Path, section: Section, lines: list[Line]) -> AnyEntry:
    quote, at = "\n".join(line.text for line in lines), lines[0].number
    texts = [line.text for line in lines]
    match section:
        case Section.SKILLS:
            return skill(path, texts[0], texts[1], texts[2], quote, at)
        case Section.TOOLS:
            return tool(texts[0], texts[1], texts[2], quote, at)
        case _:
            return risk(texts[0], texts[1], quote, at)


def _figures(path: Path, block: Block) -> list[AnyEntry]:
    """Pay figures: a name and its amount on two lines in turn."""
    if len(block.lines) % 2:
        last = block.lines[-1]
        raise ProfileFormatError(
            path,
            last.number,
            f"{block.heading}: {last.text!r} has no partner; give each name a line and its"
            " amount the next line.",
        )
    pairs = zip(block.lines[::2], block.lines[1::2], strict=True)
    return [
        figure(
            path,
            name.text.removeprefix("- "),
            amount.text.removeprefix("- "),
            f"{name.text}\n{amount.text}".removeprefix("- "),
            name.number,
        )
        for name, amount in pairs
    ]
