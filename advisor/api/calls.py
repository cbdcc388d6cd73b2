"""What other programs can ask, with typed answers: an answer, an occupation, a comparison, moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from advisor.chain import Advisor
from advisor.citations import Answer, Citation, Outcome
from advisor.events import Answered
from advisor.jobs.atlas import Atlas
from advisor.jobs.compare import LEAST, MOST, Comparison, JobName
from advisor.jobs.glance import Glance
from advisor.jobs.listing import Query
from advisor.jobs.options import SHOWN, Move, Options
from advisor.question import Focus
from advisor.serving.front import Note
from knowledge.errors import AdvisorError

MOST_TURNS = 20  # Messages of one conversation.
MAX_MESSAGE = 2000  # Characters of one message.
MOST_MOVES = 50
SUGGESTED = 8  # Occupations that a few words find at most.


class NotReadyError(AdvisorError):
    """The advisor is still being built."""


class CallError(AdvisorError):
    """A call asks for what cannot be: too many occupations, no message, no other job to go to."""


class HasAdvisor(Protocol):
    """Whoever has the advisor and its atlas, once they are there."""

    @property
    def advisor(self) -> Advisor | None: ...

    @property
    def atlas(self) -> Atlas | None: ...


@dataclass(frozen=True, slots=True)
class Cited:
    """The words that a marker `[n]` of the answer stands for, and the passage they stand in."""

    marker: int
    profile: str
    occupation: str
    code: str
    section: str
    quote: str
    passage: str
    place: str
    """The document and line, or "published figures"."""


@dataclass(frozen=True)  # Without slots: MCP takes a slot for a default value.
class Reply:
    """An answer whose every sentence was checked against what it cites."""

    output: str
    outcome: Outcome
    abstained: bool
    """True exactly when what was asked is not in the documents, or is turned down."""
    question_used: str
    occupations: list[str]
    citations: list[Cited]
    follow_ups: list[str]
    choices: list[str]
    mode: str


@dataclass(frozen=True)  # Without slots: MCP takes a slot for a default value.
class Moves:
    """Where to go from an occupation: some moves, or the one to a named occupation in full."""

    start: JobName
    options: Options | None
    move: Move | None


class Calls:
    """The calls on an advisor that may still be in the making; they raise NotReadyError until it is there."""

    def __init__(self, source: HasAdvisor) -> None:
        self._source = source

    def ask(self, turns: Sequence[str], *, visitor: str = "", note: Note | None = None) -> Reply:
        """The answer to the last of the messages, played as one conversation; raises CallError.

        What a chat model may spend is bounded for each `visitor`; `note` hears of the last answer.
        """
        if not self._source.advisor:
            raise NotReadyError("The advisor is still getting ready; ask again in a moment.")
        if not 1 <= len(turns) <= MOST_TURNS or not all(turn.strip() for turn in turns):
            raise CallError(f"Give 1 to {MOST_TURNS} messages, none of them empty.")
        advisor, focus = self._source.advisor, Focus()
        for turn in turns[:-1]:
            focus = advisor.ask(turn[:MAX_MESSAGE], focus).focus
        for event in advisor.stream(turns[-1][:MAX_MESSAGE], focus, visitor=visitor):
            if note:
                note.heard(event)
            if isinstance(event, Answered):
                return _reply(event.answer, advisor)
        raise AssertionError("a stream ends with Answered")

    def occupation(self, name: str) -> Glance:
        """Everything known of an occupation by any of its names; raises UnknownOccupationError."""
        return self._atlas.glance(self._atlas.find(name))

    def compare(self, names: Sequence[str]) -> Comparison:
        """Occupations side by side; raises UnknownOccupationError, CallError."""
        found = list(dict.fromkeys(map(self._atlas.find, names[: MOST + 1])))
        if not LEAST <= len(found) <= MOST:
            raise CallError(f"Name {LEAST} to {MOST} different occupations; these are {len(found)}.")
        return self._atlas.comparison(found)

    def reskill(self, start: str, to: str = "", skills: Sequence[str] = (), top: int = SHOWN) -> Moves:
        """Moves from an occupation, or one in full; raises UnknownOccupationError, CallError."""
        if not 1 <= top <= MOST_MOVES:
            raise CallError(f"Ask for 1 to {MOST_MOVES} moves.")
        atlas = self._atlas
        begin = atlas.find(start)
        row = atlas.listing.row(begin)
        name = JobName(row.id, row.code, row.title)
        if to.strip():
            return Moves(name, None, atlas.move(begin, atlas.find(to), held=skills))
        return Moves(name, atlas.options(begin, held=skills, top=top), None)

    def occupations(self, words: str) -> list[JobName]:
        """The occupations that a few words may mean, the likeliest first."""
        listed = self._atlas.listing.find(Query(words.strip()[:MAX_MESSAGE]))
        found = listed.rows or listed.nearest
        return [JobName(row.id, row.code, row.title) for row in found[:SUGGESTED]]

    @property
    def _atlas(self) -> Atlas:
        if not self._source.atlas:
            raise NotReadyError("The advisor is still getting ready; ask again in a moment.")
        return self._source.atlas


def _reply(answer: Answer, advisor: Advisor) -> Reply:
    return Reply(
        output=answer.text,
        outcome=answer.outcome,
        abstained=answer.abstained,
        question_used=answer.read_as,
        occupations=list(answer.occupations),
        citations=[_cited(one, advisor) for one in answer.citations],
        follow_ups=list(answer.follow_ups),
        choices=list(answer.choices),
        mode=answer.mode,
    )


def _cited(citation: Citation, advisor: Advisor) -> Cited:
    chunk = citation.chunk
    profile = advisor.catalog.get(chunk.profile)
    return Cited(
        marker=citation.marker,
        profile=chunk.profile,
        occupation=chunk.occupation,
        code=chunk.code,
        section=chunk.section.value,
        quote=citation.quote,
        passage=chunk.text,
        place=profile.place(citation.line) if profile else chunk.profile,
    )
