"""What a chat model may say: the draft's sentences and the passages' entries, with their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.answering.material import Material, in_full
from advisor.citations import Draft, Evidence, Form, Sentence
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import Section

MOST = 36  # Facts that are handed over...
CHARACTERS = 4500  # ...and their characters: some 1,100 tokens.
LONGEST = 600  # Characters of one fact.
# Orders to whoever reads, which no fact of an occupation is: such an entry is not handed over.
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|previous|above|prior|rule|prompt)"
    r"|\b(?:system|assistant|developer)\s*(?:prompt|message|:)|\byou are now\b|\bjailbreak|\bas an ai\b"
    r"|\b(?:say|tell|answer|reply|respond|write|claim|state)\b.{0,30}\b(?:that the|user|the salary|instead)"
    r"|<\|?\w+\|?>|\[/?INST\]|\bBEGIN SYSTEM\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may be said, with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...]
    sentence: Sentence | None = None
    """The draft's sentence that it is; None when it is an entry of a passage."""

    @property
    def place(self) -> str:
        """What it describes, as in "Registered Nurses > Career Outlook"."""
        chunk = self.evidence[0].chunk
        return f"{chunk.occupation} > {chunk.heading}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Its own words and those that it rests on, without the rest of their passage."""
        return (self.text, *(one.quote for one in self.evidence))

    @property
    def is_pay(self) -> bool:
        """Whether it may tell of pay: a figure of money elsewhere in a document is no wage."""
        return self.sentence is not None or self.evidence[0].chunk.section is Section.SALARY


def facts_of(
    draft: Draft,
    passages: Sequence[Passage],
    catalog: Catalog,
    *,
    profiles: Sequence[str],
    sections: Sequence[Section] = (),
) -> tuple[Fact, ...]:
    """The facts for an answer: the draft's own, then the entries of the `sections` that are asked
    about and of the passages, best first."""
    found: list[Fact] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    characters = 0
    for fact in (*_of_draft(draft), *_of_passages(passages, catalog, profiles, sections)):
        key = tuple((one.chunk.id, one.quote) for one in fact.evidence)
        if key in seen or ORDERS.search(fact.text):
            continue
        characters += len(fact.text)
        if len(found) == MOST or characters > CHARACTERS:
            break
        seen.add(key)
        found.append(fact)
    return tuple(found)


def as_text(facts: Iterable[Fact]) -> str:
    """The facts as the prompt shows them: numbered, below what they describe."""
    lines: list[str] = []
    place = ""
    for number, fact in enumerate(facts, 1):
        if fact.place != place:
            place = fact.place
            lines.append(f"\n{harmless(place)}")
        lines.append(f"[{number}] {harmless(fact.text)}")
    return "\n".join(lines).strip()


def harmless(text: str, longest: int = LONGEST) -> str:
    """Text from outside that can neither end the block it stands in nor look like a marker."""
    text = re.sub(r"\[(\d+)\]", r"(\1)", " ".join(text.split()))
    return text.replace("<", "‹")[:longest]


def _of_draft(draft: Draft) -> Iterator[Fact]:
    for sentence in draft.sentences:
        parts = sentence.cells or (sentence,)
        for part in parts:
            if part.evidence and sentence.form is not Form.NOTE:
                yield Fact(part.text, part.evidence, sentence)


def _of_passages(
    passages: Sequence[Passage], catalog: Catalog, profiles: Sequence[str], asked: Sequence[Section]
) -> Iterator[Fact]:
    for name in profiles:
        if not (profile := catalog.get(name)):
            continue
        material = Material.of(profile, catalog.chunks(profile.id), passages)
        found = [one.chunk.section for one in passages if one.chunk.profile == name]
        for section in dict.fromkeys((*asked, *found)):
            for entry in profile.entries(section):
                yield Fact(in_full(entry), (material.evidence(section, entry),))
