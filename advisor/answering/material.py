"""What a composer works with: one profile, its chunks, and how near each entry is to the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.citations import Evidence, Form, Sentence, squeeze
from knowledge.chunk import Chunk, Passage
from knowledge.profile import (
    PUBLISHED,
    AnyEntry,
    Duty,
    Figure,
    Profile,
    Risk,
    Section,
    Skill,
    Statement,
    Tool,
)


@dataclass(frozen=True)
class Material:
    """A profile with its chunks by id and the scores that retrieval gave them."""

    profile: Profile
    chunks: Mapping[str, Chunk]
    scores: Mapping[str, float]

    @classmethod
    def of(cls, profile: Profile, chunks: Mapping[str, Chunk], passages: Sequence[Passage]) -> Material:
        scores = {
            chunk_id: score
            for passage in passages
            if passage.chunk.profile == profile.id
            for chunk_id, score in passage.entries
        }
        return cls(profile, chunks, scores)

    def chunk_id(self, section: Section, entry: AnyEntry) -> str:
        """The id of the chunk that holds this entry alone, or the whole section when it is one."""
        entries = self.profile.entries(section)
        alone = f"{self.profile.id}/{section}/{entries.index(entry) + 1}"
        return alone if alone in self.chunks else f"{self.profile.id}/{section}"

    def entry(self, chunk_id: str) -> tuple[Section, AnyEntry] | None:
        """The entry that a chunk id stands for, when it is one of this profile's."""
        for section in Section:
            for entry in self.profile.entries(section):
                if self.chunk_id(section, entry) == chunk_id:
                    return section, entry
        return None

    def score(self, section: Section, entry: AnyEntry) -> float:
        """How near the entry is to the question; 0.0 when retrieval did not return it."""
        return self.scores.get(self.chunk_id(section, entry), 0.0)

    def evidence(self, section: Section, entry: AnyEntry) -> Evidence:
        """The entry's own words in the section chunk that holds them."""
        alone = self.chunks.get(self.chunk_id(section, entry))
        if alone and alone.parent:
            return Evidence(self.chunks[alone.parent], entry.quote, entry.line)
        for chunk in self.section_chunks(section):
            if squeeze(entry.quote) in squeeze(chunk.body):
                return Evidence(chunk, entry.quote, entry.line)
        first = self.section_chunks(section)[0]
        return Evidence(first, first.body, first.line)

    def published(self, statement: Statement, section: Section) -> Evidence:
        """A statement of published ratings, in a passage of its own beside those of the section."""
        profile = self.profile
        chunk = Chunk(
            f"{profile.id}/{section}/ratings",
            *(profile.id, profile.title, profile.code, section, section.heading, statement.text, PUBLISHED),
        )
        return Evidence(chunk, statement.quote, PUBLISHED)

    def whole(self, section: Section) -> tuple[Evidence, ...]:
        """A section as a whole: what a count or a heading without a value rests on."""
        return tuple(
            Evidence(chunk, chunk.body or chunk.heading, chunk.line) for chunk in self.section_chunks(section)
        )

    def section_chunks(self, section: Section) -> list[Chunk]:
        """The chunks that make up a section, in order."""
        found = self.profile.section(section)
        if not found:
            return []
        first = f"{self.profile.id}/{section}"
        parts = [chunk for chunk in self.chunks.values() if chunk.id.startswith(f"{first}~")]
        return [self.chunks[first], *parts]

    def bullet(self, section: Section, entry: AnyEntry) -> Sentence:
        """The entry as a cited list entry, with its level, category or mark."""
        evidence = (self.evidence(section, entry),)
        return Sentence(in_full(entry), evidence, Form.BULLET)


def is_published(material: Material, section: Section) -> bool:
    """Whether the section stands in no document but was made of published figures."""
    found = material.profile.section(section)
    return bool(found and found.entries and found.entries[0].line == PUBLISHED)


def in_full(entry: AnyEntry) -> str:
    """All that an entry states, on one line."""
    match entry:
        case Skill():
            return f"{entry.name} ({entry.level}): {entry.reason}"
        case Tool():
            named = f"{entry.name} ({entry.category})"
            return f"{named}: {entry.description}" if entry.description else named
        case Risk():
            return f"{entry.name}: {entry.text}"
        case Duty():
            return f"{entry.text} (AI can assist)" if entry.ai_can_assist else entry.text
        case Figure():
            return f"{entry.name}: {money(entry.value)} {per(entry)}"
        case _:
            return entry.text


def money(value: float) -> str:
    """Dollars as people write them, with cents where there are any."""
    return f"${value:,.0f}" if value == int(value) else f"${value:,.2f}"


def run_on(text: str) -> str:
    """The text as it goes on after a colon: in lower case, but for a first word like "AI"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def per(figure: Figure) -> str:
    """The time a pay figure is for, as in "a year"."""
    return figure.unit.removeprefix("USD ")
