"""Write profiles in the house format, each with a mark by which an edited file is known and kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.readers.sections import AI_MARK
from ingest.releases.table import write_text
from knowledge.errors import ReleaseError
from knowledge.profile import AnyEntry, Duty, Figure, Profile, Risk, Skill, Tool

_MARK = (
    "<!-- Made by: python app.py import ({maker}). Once you edit this file it is yours and kept. {digest} -->"
)
_MARKED = re.compile(r"(?P<body>.*?)<!-- Made by: [^\n]*? (?P<digest>[0-9a-f]{16}) -->\s*", re.S)


def as_house(profile: Profile) -> str:
    """The profile as a house document, which reads back as the same entries."""
    return "\n".join(_lines(profile)) + "\n"


def marked(text: str, maker: str) -> str:
    """The text with the mark that says what made it, and holds its digest."""
    return f"{text}\n{_MARK.format(maker=maker, digest=_digest(text))}\n"


def is_untouched(text: str) -> bool:
    """Whether an import made this text and nobody has edited it since."""
    found = _MARKED.fullmatch(text)
    return found is not None and found["digest"] == _digest(found["body"])


def write_unless_edited(path: Path, text: str) -> bool:
    """Write the file and return True, or keep the one that a person made or edited and return False."""
    try:
        if path.exists() and not is_untouched(path.read_text("utf-8", errors="replace")):
            return False
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be read ({error.strerror}); check the folder.") from error
    write_text(path, text)
    return True


def _digest(text: str) -> str:
    """Of the words: neither blank lines nor line ends count, which some editors change by themselves."""
    lines = (line.rstrip() for line in text.splitlines())
    return hashlib.sha256("\n".join(filter(None, lines)).encode()).hexdigest()[:16]


def _lines(profile: Profile) -> Iterator[str]:
    yield f"# {profile.title}"
    if profile.code:
        yield f"Code: {profile.code}"
    if profile.aliases:
        yield f"Also called: {', '.join(profile.aliases)}"
    for section in profile.sections:
        yield ""
        yield f"## {section.heading}"
        yield from (f"- {_entry(entry)}" for entry in section.entries)


def _entry(entry: AnyEntry) -> str:
    match entry:
        case Duty():
            mark = f" {AI_MARK}" if entry.ai_can_assist else ""
            return f"{entry.text}{mark}{_tasks(entry.tasks)}"
        case Figure():
            return f"**{_bold(entry.name)}**: {_amount(entry)}"
        case Skill():
            return f"**{_bold(entry.name)}** ({entry.level}): {entry.reason}"
        case Tool():
            category = re.sub(r"[()]", "", entry.category)
            return f"**{_bold(entry.name)}** ({category}): {entry.description}"
        case Risk():
            return f"**{_bold(entry.name)}**: {entry.text}"
        case _:
            return f"{entry.text}{_tasks(entry.tasks)}"


def _amount(figure: Figure) -> str:
    cents = 0 if figure.value == int(figure.value) else 2
    amount = f"${figure.value:,.{cents}f} {figure.unit.removeprefix('USD ')}"
    more = " or more" if figure.at_least else ""
    return f"{amount}{more}{f' ({figure.source})' if figure.source else ''}"


def _bold(name: str) -> str:
    """A name that can stand in bold: the stars of "PC*Miler" would end it."""
    return " ".join(name.replace("*", " ").split())


def _tasks(ids: tuple[str, ...]) -> str:
    return f" <!-- tasks: {', '.join(ids)} -->" if ids else ""
