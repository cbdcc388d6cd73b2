"""Turn the pieces of a free document into the sections of a profile, as well as its headings allow.

What stands under a heading that is not known, or does not show which section it belongs to, is
left out and told; nothing is filed by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers.headings import MIXED, Meaning, bare, meaning_of
from ingest.readers.pieces import SHORT, Piece, Pieces
from ingest.readers.sections import Block, Line, ReadDocument, read_sections, statements
from ingest.readers.shapes import entries_of
from knowledge.errors import DocumentReadError
from knowledge.profile import Section
from knowledge.titles import code_of_title

MOST_PIECES = 3000  # A job description has some 50.
MOST_CHARACTERS = 300_000  # A job description has some 5,000.
MOST_PIECE = 10_000  # Characters of a heading, an entry or a paragraph.
MOST_TITLE = 100
_FITS = {
    Section.EDUCATION: re.compile(
        r"\b(?:degrees?|diplomas?|bachelor\w*|master['’]?s|ph\.?d|ged|associate['’]?s|certifi\w+|licen[cs]\w+"
        r"|educat\w+|graduat\w+|high school|college|university|apprenticeship|schooling)\b",
        re.I,
    ),
    Section.EXPERIENCE: re.compile(r"\b(?:experience\w*|years?|track record|worked|background in)\b", re.I),
    Section.SKILLS: re.compile(
        r"\b(?:skill\w*|ability|abilities|able to|knowledge|proficien\w+|familiar\w*|fluen\w+|understanding"
        r"|command of|expertise|competen\w+)\b",
        re.I,
    ),
    Section.SALARY: re.compile(
        r"[$€£¥]|\b(?:USD|EUR|GBP|CAD|pay|paid|salary|wages?|overtime|compensation)\b", re.I
    ),
}
_BODILY = re.compile(r"\b(?:lift\w*|carry\w*|stand(?:ing)? for|kg|lbs?|pounds|climb\w*|kneel\w*)\b", re.I)
_GENERIC = re.compile(
    r"\b(?:job|position|role|vacancy|occupation)\s+(?:description|profile|posting|specification|announcement)\b"
    r"|\bjob\s+ad\b",
    re.I,
)
_LABEL = re.compile(
    r"^(?:job title|position title|position|title|role|occupation|job|vacancy)\s*[:–—]\s*(.+)$", re.I
)


@dataclass(slots=True)
class _Sorted:
    """The blocks so far by section, and what was left out with its place."""

    blocks: dict[Section, Block] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, section: Section, heading: Piece, meaning: Meaning, text: str, piece: Piece) -> None:
        if (
            meaning.is_preferred
        ):  # The word stands in the heading alone; without it, it would read as required.
            text = f"{bare(heading.text)}: {text}"
        block = self.blocks.setdefault(section, Block(section, bare(heading.text), heading.place))
        line = Line(piece.place, f"- {text}" if piece.kind == "entry" else text)
        if all(line.text != other.text for other in block.lines):
            block.lines.append(line)

    def leave_out(self, text: str, place: int) -> None:
        short = text if len(text) <= SHORT else f"{text[:SHORT].rstrip()} ..."
        self.left_out.setdefault(short, place)


def read_pieces(path: Path, document: Pieces, *, place: str) -> ReadDocument:
    """Sections, title and what was left out of a document; `place` is what its pieces count.

    Raises DocumentReadError when no heading of it is one of a profile's.
    """
    if len(document.pieces) > MOST_PIECES:
        raise DocumentReadError(f"{path.name}: has more than {MOST_PIECES:,} paragraphs; split it.")
    if sum(len(piece.text) for piece in document.pieces) > MOST_CHARACTERS:
        raise DocumentReadError(f"{path.name}: has more than {MOST_CHARACTERS:,} characters; split it.")
    if long := next((piece for piece in document.pieces if len(piece.text) > MOST_PIECE), None):
        raise DocumentReadError(
            f"{path.name}: the paragraph at {place} {long.place} has more than {MOST_PIECE:,} characters;"
            " break it up."
        )
    title = _title(path, document)
    found = _sort(document.pieces, title)
    if not any(block.lines for block in found.blocks.values()):
        seen = [piece.text for piece in document.pieces if piece.kind == "heading"][:3]
        told = f" (found: {', '.join(map(repr, seen))})" if seen else ""
        raise DocumentReadError(
            f"{path.name}: no heading in it is one of a job description{told}; add some, such as"
            " Responsibilities, Requirements, Skills or Salary."
        )
    blocks = [found.blocks[section] for section in Section if section in found.blocks]
    left_out = tuple(f"{text!r} ({place} {at})" for text, at in found.left_out.items())
    return ReadDocument(title, "", (), read_sections(path, blocks, entries_of), left_out)


def _sort(pieces: list[Piece], title: str) -> _Sorted:
    found = _Sorted()
    heading: Piece | None = None
    meaning: Meaning | None = None
    label: tuple[Piece, Meaning] | None = None  # A "Salary:" that holds for its line and the list below it.
    for piece in pieces:
        if piece.kind == "heading":
            is_first = heading is None and bool(_GENERIC.search(piece.text))  # Says what the document is.
            known = None if is_first else meaning_of(piece.text)
            if known or not (meaning and heading and piece.level > heading.level):
                heading, meaning, label = piece, known, None
            continue
        if named := _label(piece, is_filed=bool(meaning)):
            piece, known = named
            label = (Piece("heading", piece.text.partition(":")[0], piece.place), known)
            if text := piece.text.partition(":")[2].strip():
                _file(found, *label, Piece(piece.kind, text, piece.place))
            if piece.kind == "entry":  # The next row of a table says something else.
                label = None
        elif label and piece.kind == "entry":
            _file(found, *label, piece)
        elif heading and meaning:
            label = None
            _file(found, heading, meaning, piece)
        else:
            label = None
            under = heading if heading and _bare_title(heading.text) != title else None
            if under or not (found.left_out or _bare_title(piece.text) == title):
                found.leave_out((under or piece).text, (under or piece).place)
    return found


def _label(piece: Piece, *, is_filed: bool) -> tuple[Piece, Meaning] | None:
    """A known heading that stands on one line with what it says, as in "Salary: $20 an hour"."""
    name, colon, _ = piece.text.partition(":")
    if not colon or (is_filed and piece.kind == "entry"):
        return None
    meaning = meaning_of(name)
    return (piece, meaning) if meaning else None


def _file(found: _Sorted, heading: Piece, meaning: Meaning, piece: Piece) -> None:
    if meaning.is_sure:
        found.add(meaning.sections[0], heading, meaning, piece.text, piece)
        return
    for text in _parts(piece):
        if sections := _sections_of(text, piece, meaning):
            for section in sections:
                found.add(section, heading, meaning, text, piece)
        else:
            found.leave_out(text, piece.place)


def _parts(piece: Piece) -> Iterator[str]:
    if piece.kind == "entry":
        yield piece.text
    else:
        yield from (entry.quote for entry in statements(Line(piece.place, piece.text)))


def _sections_of(text: str, piece: Piece, meaning: Meaning) -> tuple[Section, ...]:
    """The sections of a heading for several that an entry shows itself to belong to; may be none."""
    meant = meaning.sections
    allowed = dict.fromkeys((*meant, *(MIXED if set(meant) & set(MIXED) else ())))
    fits = tuple(one for one in allowed if one in _FITS and _FITS[one].search(text))
    sure = tuple(one for one in fits if one is not Section.SKILLS)
    if sure:
        return sure
    if _BODILY.search(text):
        return ()
    if fits:
        return fits
    listed = Section.RESPONSIBILITIES if piece.kind == "entry" else Section.SUMMARY
    if listed in meant:
        return (listed,)
    explicit = Section.SKILLS in meant and meant != MIXED
    return (Section.SKILLS,) if explicit else ()


def _title(path: Path, document: Pieces) -> str:
    """The occupation's name: one that the title table knows, else the first that the document offers."""
    named = [title for one in _names_offered(document) if (title := _bare_title(one))]
    named.append(_bare_title(re.sub(r"[_\-.]+", " ", path.stem)) or path.stem)
    return next((title for title in named if code_of_title(title)), named[0])


def _names_offered(document: Pieces) -> Iterator[str]:
    """In the order they are trusted: a label, the highest heading, a first line, the properties."""
    before: list[Piece] = []
    for piece in document.pieces:
        if piece.kind == "heading" and meaning_of(piece.text) and not _GENERIC.search(piece.text):
            break
        before.append(piece)
    yield from (label[1] for piece in before if (label := _LABEL.match(piece.text)))
    headings = [piece for piece in before if piece.kind == "heading"]
    yield from (piece.text for piece in sorted(headings, key=lambda piece: piece.level))
    yield from (piece.text for piece in before[:1] if len(piece.text) <= SHORT and piece.text[-1] not in ".:")
    yield document.title


def _bare_title(text: str) -> str:
    """The text without "Job description:" and the like; empty when it is no title."""
    title = " ".join(_GENERIC.sub(" ", text).split()).strip(" :–—-|")
    label = _LABEL.match(title)
    title = label[1] if label else title
    is_title = len(title) <= MOST_TITLE and any(map(str.isalpha, title)) and not meaning_of(title)
    return title if is_title else ""
