"""The one way from a message to an answer: understand, retrieve, draft, check, tell."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.answering import Answerer
from advisor.answering.phrases import phrases
from advisor.citations import Answer, Citing, Draft
from advisor.events import Answered, Event, Retrieved, Token, Understood
from advisor.placing import OccupationFinder
from advisor.question import Exchange, Focus, Question
from advisor.retrieval import ProfileRetriever
from advisor.understanding.understand import Understanding
from advisor.writing.faults import Stopped
from advisor.writing.wording import Wording
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import Section

if TYPE_CHECKING:
    from advisor.writing.writer import Writer

PASSAGES = 15  # Sections looked at for one profile: all of them.
FOLLOW_UPS = 3
WARMING = "I am a nurse, what other jobs could I move to that pay over $1?"  # Needs all that is made once.
SHOWN_FOCUS = 12  # Entries of an answer that "the second one" may refer to.
RECENT = 2  # Turns that a chat model is told of...
RECENT_LENGTH = 400  # ...and the characters of each message and answer.
_PIECE = re.compile(r"\s*\S+")


class Advisor:
    """Answers messages about the catalog's occupations, one conversation's focus at a time."""

    def __init__(
        self,
        catalog: Catalog,
        understanding: Understanding,
        retriever: ProfileRetriever,
        answerer: Answerer,
        finder: OccupationFinder | None = None,
        *,
        writer: Writer | None = None,
    ) -> None:
        """With a `writer`, a chat model words what the answerer drafts."""
        self.catalog = catalog
        self._understanding = understanding
        self._retriever = retriever
        self._answerer = answerer
        self._finder = finder or OccupationFinder(catalog)
        self._writer = writer

    def warm(self) -> None:
        """Make now what the first answers over all occupations would wait for, while nobody does."""
        self.catalog.board.warm()
        self.ask(WARMING)
        if self._writer:
            self._writer.warm()

    @property
    def grounded(self) -> Advisor:
        """The same advisor without its chat model."""
        return Advisor(self.catalog, self._understanding, self._retriever, self._answerer, self._finder)

    def ask(self, text: str, focus: Focus = Focus()) -> Answered:  # noqa: B008  # Focus is frozen.
        """The whole answer at once."""
        for event in self.stream(text, focus):
            if isinstance(event, Answered):
                return event
        raise AssertionError("a stream ends with Answered")

    def stream(
        self,
        text: str,
        focus: Focus = Focus(),  # noqa: B008
        *,
        visitor: str = "",
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is `Answered`.

        What a chat model may spend is bounded for each `visitor`. When `stop` is set, its call is
        cancelled and the events end there.
        """
        start = time.perf_counter()
        try:
            question = self._understood(text, focus, visitor, stop)
        except Stopped:
            return
        understood = time.perf_counter()
        yield Understood(question)

        passages = [] if question.of_all or question.moves else self._passages(question)
        retrieved = time.perf_counter()
        yield Retrieved(tuple(passages))

        draft = self._answerer.draft(question, passages, focus)
        citing = Citing(draft.profiles or question.profiles)
        wording = Wording(question, passages, draft, focus, visitor, stop)
        try:
            for grown in self._told(wording, citing):
                for piece in _PIECE.findall(grown):
                    yield Token(piece)
        except Stopped:
            return
        composed = time.perf_counter()
        answer = replace(
            citing.answer(draft),
            mode="model" if wording.shown else self._answerer.mode,
            occupations=self._codes(draft.profiles or question.profiles) if draft.outcome == "answer" else (),
            read_as=self._read_as(question, draft),
            follow_ups=self._follow_ups(question, focus),
            usage=wording.usage,
        )
        yield Answered(
            answer,
            self._next(question, answer, replace(draft, shown=wording.entries or draft.shown), focus),
            {
                "understand": _ms(start, understood),
                "retrieve": _ms(understood, retrieved),
                "compose": _ms(retrieved, composed),
                "total": _ms(start, composed),
            },
        )

    def _told(self, wording: Wording, citing: Citing) -> Iterable[str]:
        """What the answer's text grows by: at once, or as a chat model comes to it."""
        if self._writer and self._writer.may_word(wording.question, wording.draft):
            return map(citing.add, self._writer.word(wording))
        return [citing.add(sentence) for sentence in wording.draft.sentences]

    def _understood(self, text: str, focus: Focus, visitor: str, stop: threading.Event | None) -> Question:
        """The question that a message asks; of an unclear follow-up, the one that a chat model takes it for.

        That may be about no other occupation than the conversation was, or the message names.
        """
        question = self._placed(self._understanding.understand(text, focus))
        if not (
            self._writer and (meant := self._writer.rewrite(question, focus, visitor=visitor, stop=stop))
        ):
            return question
        again = self._placed(self._understanding.understand(meant, focus))
        known = {*question.profiles, *focus.profiles, *focus.met, *focus.listed}
        if again.intent != "question" or not again.profiles or not set(again.profiles) <= known:
            return question
        return replace(
            again,
            text=question.text,
            language=question.language,
            rewritten=meant,
            also_searched=question.search_text,
        )

    def _next(self, question: Question, answer: Answer, draft: Draft, focus: Focus) -> Focus:
        """The focus of the next turn, with the last turns where a chat model needs them."""
        after = next_focus(question, answer, draft, focus)
        if not self._writer or question.intent == "forget":
            return after
        turn = Exchange(question.text[:RECENT_LENGTH], answer.text[:RECENT_LENGTH])
        return replace(after, recent=(*focus.recent, turn)[-RECENT:])

    def _placed(self, question: Question) -> Question:
        """The question with the occupation that it seems to be about, or some to choose from."""
        if question.other_jobs and not question.profiles and not self.catalog.only:
            return replace(question, nearest=self._finder.guess(" ".join(question.other_jobs)).ids)
        if not question.lacks_occupation or self.catalog.only:
            return question
        guess = self._finder.guess(question.text)
        if guess.is_sure:
            return replace(question, profiles=guess.ids[:1], assumed=(("", guess.ids[0]),))
        return replace(question, choices=guess.ids)

    def _passages(self, question: Question) -> list[Passage]:
        """The passages for a question, best first; for one that was rewritten, for both its wordings."""
        found = self._retriever.passages(question.search_text, question.profiles, k=PASSAGES)
        if not question.also_searched:
            return found
        also = self._retriever.passages(question.also_searched, question.profiles, k=PASSAGES)
        best: dict[str, Passage] = {}
        for one in (*found, *also):
            known = best.get(one.chunk.id)
            best[one.chunk.id] = known if known and known.score >= one.score else one
        return sorted(best.values(), key=lambda one: -one.score)[:PASSAGES]

    def _codes(self, profiles: Iterable[str]) -> tuple[str, ...]:
        """O*NET-SOC codes of the occupations the answer is about; an id where there is no code."""
        found = (self.catalog.get(name) for name in profiles)
        return tuple(profile.code or profile.id for profile in found if profile)

    def _read_as(self, question: Question, draft: Draft) -> str:
        """How the message was read, in a few words, for the person to check."""
        if question.intent != "question" or draft.outcome != "answer":
            return ""
        if question.of_all:
            return ": ".join(filter(None, ("all occupations", question.of_all.survey.said)))
        if question.moves:
            ends = [one.title for name in question.profiles if (one := self.catalog.get(name))]
            way = f"from {ends[0]} to {' / '.join(ends[1:]) or 'other work'}"
            return ": ".join(filter(None, (way, question.moves.said)))
        words = phrases(question.language)
        profiles = [found for name in question.profiles if (found := self.catalog.get(name))]
        titles = [profile.title for profile in profiles]
        topics = words.topic_names(draft.topics or (*question.uncovered, *question.topics))
        figures = [name for name in ("minimum", "median", "maximum") if name in question.facets]
        about = ", ".join(dict.fromkeys(topics)) + (f" ({', '.join(figures)})" if figures else "")
        return ": ".join(filter(None, (" / ".join(titles), about)))

    def _follow_ups(self, question: Question, focus: Focus) -> tuple[str, ...]:
        """Questions not asked yet that the profile can answer."""
        profile = self.catalog.get(question.profiles[0]) if question.profiles else self.catalog.only
        if not profile or question.intent in ("goodbye", "feelings"):
            return ()
        asked = {topic for turn in (*focus.past, question.topics) for topic in turn}
        offered = [
            text
            for topic, text in phrases(question.language).follow_ups.items()
            if topic not in asked and (topic == "ai_effect" or profile.entries(Section(topic)))
        ]
        step = max(1, len(offered) // FOLLOW_UPS)
        return tuple(offered[::step][:FOLLOW_UPS])


def next_focus(question: Question, answer: Answer, draft: Draft, focus: Focus) -> Focus:
    """What the conversation is about after this turn; small talk changes nothing."""
    if question.intent == "forget":
        return Focus()
    if question.intent not in ("question", "switch") or answer.outcome == "clarify":
        waits = answer.outcome == "clarify" and question.intent == "question"
        return replace(focus, pending=question.text if waits else focus.pending)
    if question.of_all:
        return replace(
            focus,
            survey=question.of_all.survey,
            listed=tuple(one for one in draft.profiles if one != question.of_all.than),
            past=(*focus.past, ()),
            said=question.search_text,
        )
    if question.moves:
        return replace(
            focus,
            profiles=(question.moves.start,),
            topics=("next_jobs",),
            entries=(),
            past=(*focus.past, ("next_jobs",)),
            said=question.search_text,
            survey=None,
            moves=question.moves,
            listed=focus.listed if question.moves.target else draft.profiles[1:],
        )
    topics = (*(draft.topics or question.topics), *question.uncovered)
    return Focus(
        profiles=question.profiles or focus.profiles,
        topics=topics or focus.topics,
        kind=question.kind,
        facets=question.facets,
        entries=draft.shown[:SHOWN_FOCUS] or focus.entries,
        past=(*focus.past, topics),
        said=question.search_text,
        met=tuple(dict.fromkeys((*focus.met, *question.profiles)))[-SHOWN_FOCUS:],
        survey=focus.survey if set(question.profiles) & set(focus.listed) else None,
        moves=focus.moves if set(question.profiles) & set(focus.listed) else None,
        listed=draft.profiles if len(draft.profiles) > 1 else focus.listed,
    )


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
