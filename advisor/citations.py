"""Answers whose every sentence was checked against the passage it cites.

A composer drafts, and a chat model may word, the sentences; `Citing` keeps only those whose evidence
holds, numbers the evidence from 1 without gaps, and makes of them the `Answer` that people see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from advisor.writing.spending import Usage
from knowledge.chunk import Chunk
from knowledge.fields import Field

Outcome = Literal["answer", "decline", "clarify", "chat"]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARKER_LIKE = re.compile(r"\[(\d+)\]")


class Form(StrEnum):
    """How a sentence is set: on its own, as a list entry, as a row of a table, or as a remark below."""

    PLAIN = "plain"
    BULLET = "bullet"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a section chunk that a sentence rests on, and their line in the document."""

    chunk: Chunk
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft with the evidence it rests on.

    A sentence without evidence may say what the documents lack, ask, greet or advise; it may not
    hold a number. `computed` are numbers that the program counted or calculated itself, or
    that belong to a name.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    form: Form = Form.PLAIN
    computed: tuple[str, ...] = ()
    cells: tuple[Sentence, ...] = ()
    """What stands in the cells of a row, each with its own evidence; the first row of a table is its head.

    Of a list entry: the sentences that it consists of.
    """


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, before it is checked."""

    sentences: tuple[Sentence, ...]
    outcome: Outcome = "answer"
    abstained: bool = False
    choices: tuple[str, ...] = ()
    """For a clarifying question: what can be chosen."""
    topics: tuple[str, ...] = ()
    """What it came to be about: section slugs and composites, best first."""
    shown: tuple[str, ...] = ()
    """Ids of the entry chunks shown, in order, for "the second one"."""
    profiles: tuple[str, ...] = ()
    """Ids of the profiles it is about, where those are not the question's own."""
    foremost: str = ""
    """Of several, the id of the one that it puts first, for "that one"."""
    figure: Field | None = None
    """The figure that its first sentence is of, for "and the highest?"."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The `n` of a marker `[n]` and the words it stands for."""

    marker: int
    chunk: Chunk
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer: text with markers `[1]` to `[n]`, and one citation for each."""

    text: str
    citations: tuple[Citation, ...]
    outcome: Outcome
    abstained: bool
    read_as: str = ""
    follow_ups: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    mode: str = "grounded"
    closing: str = ""
    """The remark of our own that it ends with; empty when it ends with anything else."""
    usage: Usage = field(default_factory=Usage)
    """What a chat model took to word it; nothing where none did."""
    dropped: tuple[str, ...] = field(default=())
    """Sentences that were not shown since their evidence did not hold, for the log and tests."""


class Citing:
    """Checks sentences as they come and numbers what they rest on; the answer's text grows with each.

    Only chunks of `profiles` may be cited. Sentences that do not hold are left out.
    """

    def __init__(self, profiles: Iterable[str]) -> None:
        self._allowed = frozenset(profiles)
        self._markers: dict[tuple[str, str], Citation] = {}
        self._dropped: list[str] = []
        self._form: Form | None = None
        self._closing = ""
        self._text = ""

    def add(self, sentence: Sentence) -> str:
        """What the answer's text grows by; empty when the sentence's evidence does not hold."""
        if sentence.cells and sentence.form is Form.ROW:
            text = _row(map(self._marked, sentence.cells))
        elif sentence.cells:
            text = " ".join(filter(None, map(self._marked, sentence.cells)))
        else:
            text = self._marked(sentence)
        self._closing = sentence.text if sentence.form is Form.NOTE and not sentence.evidence else ""
        if not text:
            return ""
        grown = _set(sentence.form, text, self._form)
        grown = grown if self._text else grown.lstrip()
        self._form, self._text = sentence.form, self._text + grown
        return grown

    def answer(self, draft: Draft) -> Answer:
        """The answer that all sentences so far make; of the draft it has what they do not tell."""
        return Answer(
            text=self._text.strip(),
            citations=tuple(self._markers.values()),
            outcome=draft.outcome,
            abstained=draft.abstained,
            choices=draft.choices,
            closing=self._closing,
            dropped=tuple(self._dropped),
        )

    def _marked(self, sentence: Sentence) -> str:
        """The text with its markers; empty when its evidence does not hold."""
        if problem := unsupported(sentence, self._allowed):
            self._dropped.append(f"{sentence.text} ({problem})")
            return ""
        numbers = []
        for evidence in sentence.evidence:
            key = (evidence.chunk.id, evidence.quote)
            if key not in self._markers:
                number = len(self._markers) + 1
                self._markers[key] = Citation(number, evidence.chunk, evidence.quote, evidence.line)
            numbers.append(self._markers[key].marker)
        return _with_markers(sentence.text, numbers)


def cite(draft: Draft, *, profiles: Iterable[str]) -> Answer:
    """The answer that a draft makes: every sentence checked, and what it rests on numbered."""
    citing = Citing(profiles)
    for sentence in draft.sentences:
        citing.add(sentence)
    return citing.answer(draft)


def unsupported(sentence: Sentence, profiles: frozenset[str]) -> str:
    """Why a sentence may not be shown, or an empty string when all its evidence holds."""
    for evidence in sentence.evidence:
        if evidence.chunk.profile not in profiles:
            return f"cites {evidence.chunk.profile}, which the answer is not about"
        if not evidence.quote.strip() or squeeze(evidence.quote) not in squeeze(evidence.chunk.text):
            return f"the quoted words are not in {evidence.chunk.id}"
    known = {_plain(number) for number in sentence.computed}
    for evidence in sentence.evidence:
        known |= {_plain(number) for number in _NUMBER.findall(evidence.chunk.text)}
    for number in _NUMBER.findall(sentence.text):
        if _plain(number) not in known:
            return f"the number {number} is neither in a cited passage nor computed"
    return ""


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text, as for names that hold some: "911 dispatcher"."""
    return tuple(_NUMBER.findall(text))


def squeeze(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def _plain(number: str) -> float:
    return float(number.replace(",", ""))


def _with_markers(text: str, numbers: list[int]) -> str:
    """Put the markers before the final full stop, as a reader expects them."""
    text = _MARKER_LIKE.sub(r"(\1)", text)  # A document's own "[7]" is no marker of ours.
    if not numbers:
        return text
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    if text.endswith((".", ":", "?", "!")):
        return f"{text[:-1]} {marks}{text[-1]}"
    return f"{text} {marks}"


def _row(cells: Iterable[str]) -> str:
    """The cells as a line of a Markdown table."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _set(form: Form, text: str, last: Form | None) -> str:
    """Markdown that goes on from a sentence of the form `last`: sentences run on in a paragraph,
    list entries and tables stand below, remarks at the end."""
    if form is Form.BULLET:
        return ("\n" if last is Form.BULLET else "\n\n") + f"- {text}"
    if form is Form.ROW:
        head = "\n" + _row("---" for _ in text.split(" | "))
        return f"\n{text}" if last is Form.ROW else f"\n\n{text}{head}"
    return f" {text}" if form is last else f"\n\n{text}"
