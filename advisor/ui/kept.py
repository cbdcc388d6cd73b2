"""Conversations as the visitor's own browser keeps them: to plain JSON and back. Knows no Gradio.

What comes back was in the browser, where anyone may have changed it: it is checked for its form, and
shown to nobody but that visitor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from pydantic import Field, TypeAdapter, ValidationError

from advisor.citations import Answer, Citation, Outcome
from advisor.question import Correction
from advisor.ui.view import TURNS_SHOWN, Conversation, Turn
from knowledge.chunk import Chunk
from knowledge.profile import Section

VERSION = 1
MOST = 30  # Conversations kept; the oldest leave first.
TITLE = 80  # Characters of the first message that a conversation is called by.
Text = Annotated[str, Field(max_length=20_000)]
Texts = Annotated[tuple[Text, ...], Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A passage as it stood when an answer cited it."""

    profile: Text
    occupation: Text
    code: Text
    section: Section
    heading: Text
    body: Text
    line: int


@dataclass(frozen=True, slots=True)
class KeptCitation:
    marker: int
    passage: Text
    """The key of its passage."""
    quote: Text
    line: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    message: Text
    text: Text
    citations: Annotated[tuple[KeptCitation, ...], Field(max_length=200)] = ()
    outcome: Outcome | None = None
    abstained: bool = False
    read_as: Text = ""
    closing: Text = ""
    mode: Text = ""
    follow_ups: Texts = ()
    choices: Texts = ()
    occupations: Texts = ()
    meant: tuple[Text, Text] | None = None
    """Occupation and topic of a correction."""
    about: Text = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One conversation, its passages each once."""

    id: Text
    started: Text
    title: Text
    turns: Annotated[tuple[KeptTurn, ...], Field(max_length=TURNS_SHOWN)]
    passages: Annotated[dict[Text, KeptPassage], Field(max_length=2_000)]
    version: int = VERSION


_KEPT = TypeAdapter(Kept)


def begun(conversation: Conversation, now: datetime | None = None) -> Conversation:
    """The conversation with an id and the time that it began, given with the first message."""
    if conversation.id:
        return conversation
    started = (now or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M UTC")
    return replace(conversation, id=uuid4().hex, started=started)


def keep(conversation: Conversation) -> dict[str, Any]:
    """What the browser keeps; empty for a conversation that has no finished turn to keep.

    Turns that tell of the person's résumé are never written down. Empty and not None: the browser would
    go on keeping what it had.
    """
    ended = [turn for turn in conversation.turns if turn.ended and not turn.is_private]
    if not ended or not conversation.id:
        return {}
    cited = [one for turn in ended if turn.answer for one in turn.answer.citations]
    passages = {one.chunk.id: _passage(one.chunk) for one in cited}
    title = " ".join(ended[0].message.split())[:TITLE]
    turns = tuple(map(_kept_turn, ended))
    return asdict(Kept(conversation.id, conversation.started, title, turns, passages))


def read_kept(given: object) -> Kept | None:
    """A kept conversation; None for anything that is none, or of another version.

    Citations whose passage is not among those kept are left out.
    """
    try:
        kept = _KEPT.validate_python(given)
    except ValidationError:
        return None
    if kept.version != VERSION or not kept.turns:
        return None
    return replace(kept, turns=tuple(_with_passages(turn, kept.passages) for turn in kept.turns))


def read_all(given: object) -> list[Kept]:
    """All of a browser's kept conversations that can be read, as they come."""
    found = map(read_kept, given[:MOST] if isinstance(given, list) else ())
    return [one for one in found if one]


def restored(kept: Kept) -> Conversation:
    """The conversation again; what it is about must be worked out by `view.retraced`."""
    turns = tuple(_turn(number, turn, kept) for number, turn in enumerate(kept.turns, 1))
    return Conversation(turns, id=kept.id, started=kept.started, is_restored=True)


def without(all_kept: Iterable[Kept], identifier: str) -> list[dict[str, Any]]:
    """What the browser keeps when one conversation is deleted."""
    return [asdict(one) for one in all_kept if one.id != identifier]


def _with_passages(turn: KeptTurn, passages: Mapping[str, KeptPassage]) -> KeptTurn:
    return replace(turn, citations=tuple(one for one in turn.citations if one.passage in passages))


def _passage(chunk: Chunk) -> KeptPassage:
    return KeptPassage(
        chunk.profile, chunk.occupation, chunk.code, chunk.section, chunk.heading, chunk.body, chunk.line
    )


def _kept_turn(turn: Turn) -> KeptTurn:
    meant = (turn.correction.profile, turn.correction.topic) if turn.correction else None
    bare = KeptTurn(turn.message, turn.text, meant=meant, about=turn.about)
    answer = turn.answer
    if not answer:
        return bare
    return replace(
        bare,
        citations=tuple(
            KeptCitation(one.marker, one.chunk.id, one.quote, one.line) for one in answer.citations
        ),
        outcome=answer.outcome,
        abstained=answer.abstained,
        read_as=answer.read_as,
        closing=answer.closing,
        mode=answer.mode,
        follow_ups=answer.follow_ups,
        choices=answer.choices,
        occupations=answer.occupations,
    )


def _turn(number: int, kept: KeptTurn, whole: Kept) -> Turn:
    answer = None
    if kept.outcome:
        answer = Answer(
            text=kept.text,
            citations=tuple(_citation(one, whole) for one in kept.citations),
            outcome=kept.outcome,
            abstained=kept.abstained,
            read_as=kept.read_as,
            follow_ups=kept.follow_ups,
            choices=kept.choices,
            occupations=kept.occupations,
            mode=kept.mode,
            closing=kept.closing,
        )
    correction = Correction(*kept.meant) if kept.meant else None
    return Turn(
        number, kept.message, kept.text, answer=answer, ended=True, correction=correction, about=kept.about
    )


def _citation(kept: KeptCitation, whole: Kept) -> Citation:
    one = whole.passages[kept.passage]
    chunk = Chunk(
        id=kept.passage,
        profile=one.profile,
        occupation=one.occupation,
        code=one.code,
        section=one.section,
        heading=one.heading,
        body=one.body,
        line=one.line,
    )
    return Citation(kept.marker, chunk, kept.quote, kept.line)
