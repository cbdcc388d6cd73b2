"""The entries of a free document: typed where all of a section's have the shape, else as they stand.

A skill without a level, a tool without a category or pay in prose stays a statement: nothing that
the document does not say is added to it.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.sections import AI_MARK, Block, Line, duty, risk, skill, statements
from knowledge.profile import AnyEntry, Figure, Section

_LEVELLED = re.compile(r"^(?P<name>[^:()]+?)\s*\((?P<level>high|medium|low)\)\s*:\s*(?P<reason>\S.*)$", re.I)
_NAMED = re.compile(r"^(?P<name>[^:.]{2,60}?)\s*:\s+(?P<text>\S.*)$")
_PAY = re.compile(
    r"^(?P<name>minimum|median|maximum)\s*:?\s*\$\s*(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,7})(?P<cents>\.\d\d)?\s*"
    r"(?:(?:a|per|/)\s*(?P<time>year|hour)|(?P<often>annually|yearly|hourly))\.?$",
    re.I,
)
_HOURLY = ("hour", "hourly")
_NAMES = re.compile(r"\s*[,;|·]\s*")
LONGEST_NAME = 4  # Words of a name in a list that is written as a line: "Excel, SAP, deck oven".
FEWEST_NAMES = 3


def entries_of(path: Path, block: Block) -> list[AnyEntry]:
    """All entries of a block, each the document's own words."""
    lines = [part for line in block.lines for part in _parted(block.section, line)]
    bare = [line.text.removeprefix("- ") for line in lines]
    match block.section:
        case Section.SALARY if len({one["name"].lower() for one in map(_PAY.match, bare) if one}) == len(
            bare
        ):
            return [_figure(text, line.number) for text, line in zip(bare, lines, strict=True)]
        case Section.SKILLS if all(map(_LEVELLED.match, bare)):
            return [_skill(path, text, line.number) for text, line in zip(bare, lines, strict=True)]
        case Section.RISKS if all(map(_NAMED.match, bare)):
            return [_risk(text, line.number) for text, line in zip(bare, lines, strict=True)]
        case Section.RESPONSIBILITIES if any(map(_is_marked, bare)):
            return [duty(text, line.number) for text, line in zip(bare, lines, strict=True)]
        case _:
            return [entry for line in lines for entry in statements(line)]


def _parted(section: Section, line: Line) -> list[Line]:
    """A line of skills or tools that only lists names, as one entry for each of them."""
    names = _NAMES.split(line.text)
    plain = all(0 < len(name.split()) <= LONGEST_NAME and ":" not in name for name in names)
    if section not in (Section.SKILLS, Section.TOOLS) or len(names) < FEWEST_NAMES or not plain:
        return [line]
    names[-1] = names[-1].removeprefix("and ").removesuffix(".")
    return [Line(line.number, f"- {name.removeprefix('- ')}") for name in names]


def _is_marked(text: str) -> bool:
    return text.lower().endswith(AI_MARK.lower()) and len(text) > len(AI_MARK)


def _figure(text: str, line: int) -> Figure:
    found = _PAY.match(text)
    assert found
    value = float(found["amount"].replace(",", "") + (found["cents"] or ""))
    unit = "USD an hour" if (found["time"] or found["often"]).lower() in _HOURLY else "USD a year"
    return Figure(name=found["name"].capitalize(), value=value, unit=unit, quote=text, line=line)


def _skill(path: Path, text: str, line: int) -> AnyEntry:
    found = _LEVELLED.match(text)
    assert found
    return skill(path, found["name"], found["level"], found["reason"], text, line)


def _risk(text: str, line: int) -> AnyEntry:
    found = _NAMED.match(text)
    assert found
    return risk(found["name"], found["text"], text, line)
