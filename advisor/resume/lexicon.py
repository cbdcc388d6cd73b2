"""The names of skills, knowledge, tools and languages, found in a text: as written, misspelt, everyday."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from advisor.resume.resume import Held, Kind
from advisor.understanding.named import said_for_tools
from advisor.understanding.wording import NOT
from advisor.words import any_of
from knowledge.catalog import Catalog
from knowledge.facts import OccupationFacts
from knowledge.skill_names import everyday_skills

LONGEST = 6  # Words of the longest name that is looked for.
QUOTE = 70  # Characters of the words that are shown back.
SLIP, SLIP_LENGTH = 86, 6  # rapidfuzz ratio from which, and letters from which, a word is a slip.
LANGUAGES = (
    "Arabic", "Armenian", "Bengali", "Burmese", "Cantonese", "Chinese", "Creole", "Czech", "Danish", "Dutch",
    "English", "Farsi", "Finnish", "French", "German", "Greek", "Gujarati", "Hebrew", "Hindi", "Hmong",
    "Hungarian", "Italian", "Japanese", "Khmer", "Korean", "Mandarin", "Norwegian", "Pashto", "Persian",
    "Polish", "Portuguese", "Punjabi", "Romanian", "Russian", "Serbian", "Somali", "Spanish", "Swahili",
    "Swedish", "Tagalog", "Tamil", "Telugu", "Thai", "Tigrinya", "Turkish", "Twi", "Ukrainian", "Urdu",
    "Vietnamese", "Yoruba",
)  # fmt: skip
_LANGUAGE = any_of(", ".join(LANGUAGES))
_OF_SPEAKING = re.compile(
    r"\b(?:bi|multi|tri)lingual\b|\bspeak\w*\b|\bspoken\b|\bfluen\w+\b|\bnative\b|\blanguages?\b"
    r"|\bconversational\b|\bproficient\b|\bread and write\b|\bintermediate\b|\bbasic\b|\bknow\b",
    re.I,
)
# Names of tools that are words of their own as well: they count only where they stand alone in a list.
_AMBIGUOUS = frozenset(
    "access word project teams outlook office publisher classroom drive windows accounting workspace"
    " scheduling billing cam spark timekeeping bookkeeping blackboard illustrator sales go r c chef react"
    " slack zoom swift oracle bash puppet spring ajax edge safari canvas canva email payroll inventory"
    " facebook sage fusion base flash premiere acrobat calendar maps concur"
    .split()
)  # fmt: skip
_SHORT = re.compile(r"[A-Z][A-Za-z+#]?")  # "R", "C", "Go": only as they are written.
_TOKEN = re.compile(r"[^\W_]+[+#]*(?:['’][^\W_]+)?")
_PARTS = re.compile(r"[,;|•·:()\n\t/]|\s[-–—]\s|\band\b|&")
_BULLET = re.compile(r"^\W+|[\s.]+$")


class Told(NamedTuple):
    """A name found in a line, and where the words that tell it stand."""

    name: str
    kind: Kind
    start: int
    end: int


class Lexicon:
    """All names that the tables of O*NET and the catalog's documents have, and what is said for them."""

    def __init__(self, catalog: Catalog, knows: Callable[[str], bool]) -> None:
        self._catalog, self._knows = catalog, knows
        """`knows` tells whether a word is an ordinary one, and so no misspelt name."""

    def held(self, lines: Iterable[str]) -> list[Held]:
        """What the lines of a text tell of, each name once with the first words that tell it."""
        found: dict[str, Held] = {}
        for line in lines:
            for told in self.told(line):
                quote = quoted(line, told.start, told.end)
                found.setdefault(told.name, Held(told.name, told.kind, quote))
        return list(found.values())

    def names(self, text: str) -> list[str]:
        """The names that a few words stand for: "excel", "forklift"."""
        return list(dict.fromkeys(told.name for told in self.told(text)))

    def told(self, line: str) -> Iterator[Told]:
        """Every name in a line, unless it is denied."""
        for told in (
            *self._everyday_in(line),
            *self._as_written(line),
            *self._alone(line),
            *_languages_in(line),
        ):
            if not re.search(rf"{NOT}$", line[: told.start].lower()):
                yield told

    def _everyday_in(self, line: str) -> Iterator[Told]:
        for name, kind, said in self._everyday:
            if found := said.search(line):
                yield Told(name, kind, *found.span())

    def _as_written(self, line: str) -> Iterator[Told]:
        """Names of two words and more, and single ones of much used tools, slips allowed."""
        tokens = list(_TOKEN.finditer(line))
        keys = [_key(token[0]) for token in tokens]
        at = 0
        while at < len(tokens):
            for length in range(min(LONGEST, len(tokens) - at), 0, -1):
                if named := self._exact.get(" ".join(keys[at : at + length])):
                    yield Told(*named, tokens[at].start(), tokens[at + length - 1].end())
                    at += length - 1
                    break
            else:
                if meant := self._mended(tokens[at][0].lower()):
                    yield Told(*meant, *tokens[at].span())
            at += 1

    def _alone(self, line: str) -> Iterator[Told]:
        """Single words that count only where they are all of a list entry: "Writing", "Teams"."""
        for start, part in _parts(line):
            key = _key(part)
            if (named := self._single.get(key)) and (len(part) > 2 or _SHORT.fullmatch(part)):
                yield Told(*named, start, start + len(part))

    def _mended(self, word: str) -> tuple[str, Kind] | None:
        """The much used tool that an unknown word is a slip of."""
        if len(word) < SLIP_LENGTH or not word.isalpha() or self._knows(word):
            return None
        best = process.extractOne(word, self._slips, scorer=fuzz.ratio, score_cutoff=SLIP)
        return self._slips_of[best[0]] if best and best[0][0] == word[0] else None

    @cached_property
    def _everyday(self) -> list[tuple[str, Kind, re.Pattern[str]]]:
        known = {*self._elements, *(one.name for one in self._skills_of_documents), *self._tool_names}
        return [
            (one.name, one.kind, any_of(", ".join(one.said)))
            for one in everyday_skills()
            if one.name in known
        ]

    @cached_property
    def _skills_of_documents(self) -> list[Held]:
        """Skills that documents state by names of their own."""
        return [
            Held(one.name, "skill")
            for profile in self._catalog
            for one in profile.skills
            if one.name not in self._elements
        ]

    @cached_property
    def _facts(self) -> list[OccupationFacts]:
        tables = self._catalog.tables
        return [facts for code in tables.codes() if (facts := tables.get(code))] if tables else []

    @cached_property
    def _elements(self) -> Mapping[str, Kind]:
        """Skills and fields of knowledge; a name that is both is taken for the field of knowledge."""
        if not (traits := self._catalog.traits):
            return {}
        kinds: dict[str, Kind] = {"skills": "skill", "knowledge": "knowledge"}
        return {name: kind for table, kind in kinds.items() for name in traits.grid(table).names}

    @cached_property
    def _software(self) -> Counter[str]:
        return Counter(one.name for facts in self._facts for one in facts.technologies)

    @cached_property
    def _equipment(self) -> Counter[str]:
        return Counter(name for facts in self._facts for name in facts.equipment)

    @cached_property
    def _tool_names(self) -> frozenset[str]:
        documents = (one.name for profile in self._catalog for one in profile.tools)
        return frozenset({*self._software, *self._equipment, *documents})

    @cached_property
    def _said(self) -> Mapping[str, str]:
        """Names of software by what people call them, the much used ones by short names too."""
        return said_for_tools(self._software.elements())

    @cached_property
    def _exact(self) -> Mapping[str, tuple[str, Kind]]:
        """By key, what counts wherever it stands."""
        found: dict[str, tuple[str, Kind]] = {}
        for name in (*self._equipment, *(one for one in self._tool_names if one not in self._software)):
            if " " in name:
                found[_key(name)] = (name, "tool")
        for said, name in self._said.items():
            if (" " in said or said not in _AMBIGUOUS) and name in self._software:
                found[_key(said)] = (name, "tool")
        for name, kind in self._elements.items():
            if " " in name:
                found[_key(name)] = (name, kind)
        for one in self._skills_of_documents:
            if " " in one.name:
                found[_key(one.name)] = (one.name, one.kind)
        return found

    @cached_property
    def _single(self) -> Mapping[str, tuple[str, Kind]]:
        """By key, what counts only where it stands alone."""
        tools: dict[str, tuple[str, Kind]] = {
            _key(name): (name, "tool") for name in (*self._equipment, *self._software) if " " not in name
        }
        short: dict[str, tuple[str, Kind]] = {
            _key(said): (f"Microsoft {said.title()}", "tool")
            for said in _AMBIGUOUS
            if f"Microsoft {said.title()}" in self._software
        }
        skills: dict[str, tuple[str, Kind]] = {
            _key(name): (name, kind) for name, kind in self._elements.items() if " " not in name
        }
        stated: dict[str, tuple[str, Kind]] = {
            _key(one.name): (one.name, one.kind) for one in self._skills_of_documents if " " not in one.name
        }
        return {**tools, **short, **skills, **stated}

    @cached_property
    def _slips_of(self) -> Mapping[str, tuple[str, Kind]]:
        """Single words that misspelt ones are compared with: much used software, and everyday names."""
        everyday = {
            said.rstrip("*"): (one.name, one.kind)
            for one in everyday_skills()
            if one.kind == "tool" and one.name in self._tool_names
            for said in one.said
            if " " not in said
        }
        used: dict[str, tuple[str, Kind]] = {
            said: (name, "tool")
            for said, name in self._said.items()
            if said.isalpha() and said not in _AMBIGUOUS and name in self._software
        }
        return {**used, **everyday}

    @cached_property
    def _slips(self) -> tuple[str, ...]:
        return tuple(self._slips_of)


def quoted(line: str, start: int, end: int) -> str:
    """The words of a line around a place, at most some QUOTE characters, whole words."""
    bare = _BULLET.sub("", line)
    if len(bare) <= QUOTE:
        return bare
    room = max(0, (QUOTE - (end - start)) // 2)
    first, last = max(0, start - room), min(len(line), end + room)
    before = "... " if first else ""
    after = " ..." if last < len(line) else ""
    cut = line[first:last]
    if first:
        cut = cut[cut.find(" ") + 1 :] if " " in cut[: start - first + 1] else line[start:last]
    if last < len(line) and " " in cut[end - start :]:
        cut = cut.rpartition(" ")[0] or cut
    return f"{before}{cut.strip()}{after}"


def _languages_in(line: str) -> Iterator[Told]:
    """Languages, where the line tells of speaking them or is nothing but their names."""
    speaks = _OF_SPEAKING.search(line)
    for found in _LANGUAGE.finditer(line):
        alone = any(part.lower() == found[0].lower() for _, part in _parts(line))
        if speaks or alone:
            yield Told(found[0].title(), "language", *found.span())


def _parts(line: str) -> Iterator[tuple[int, str]]:
    """The entries of a line that lists some, each with its place."""
    at = 0
    for cut in (*_PARTS.finditer(line), None):
        end = cut.start() if cut else len(line)
        part = _BULLET.sub("", line[at:end]).strip()
        if part:
            yield line.index(part, at), part
        at = cut.end() if cut else end


def _key(text: str) -> str:
    """The words of a name in lower case and singular."""
    tokens = (token[0].lower() for token in _TOKEN.finditer(text))
    return " ".join(
        one[:-1] if len(one) > 3 and one.endswith("s") and one[-2] != "s" else one for one in tokens
    )
