"""The one way from a message to an answer: understand, retrieve, draft, check, tell."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from advisor.about_data import NoteFinder
from advisor.answering import Answerer
from advisor.answering.manner import fewer, in_manner
from advisor.answering.phrases import phrases
from advisor.citations import Answer, Citing, Draft
from advisor.events import Answered, Event, Retrieved, Token, Understood
from advisor.guesses import Guesses
from advisor.matching import AnswerFinder
from advisor.placing import OccupationFinder
from advisor.question import Correction, Exchange, Focus, Question, Turn
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
WARMING = (
    "I am a nurse, what other jobs could I move to that pay over $1?",
    "Which duties of nurses can AI help with?",
    "Do nurses use Excel?",
)
"""Questions that need between them all that is made once."""
FROM_WISHES = "from what you tell of yourself to work"
RESUME_FOLLOW_UPS = ("What could I move to?", "Am I a match?", "Forget my resume")
PAST = 60  # Turns whose topics are remembered.
SHOWN_FOCUS = 12  # Entries of an answer that "the second one" may refer to.
RECENT = 2  # Turns that a chat model is told of...
RECENT_LENGTH = 400  # ...and the characters of each message and answer.
_PIECE = re.compile(r"\s*\S+")


class Retriever(Protocol):
    """Anything that finds passages, as a PassageIndex and a ProfileRetriever do."""

    def passages(self, query: str, profiles: Sequence[str] = (), *, k: int = 5) -> list[Passage]:
        """The best `k` passages for a text, best first, only of these profiles if any are given."""
        ...


class Advisor:
    """Answers messages about the catalog's occupations, one conversation's focus at a time."""

    def __init__(
        self,
        catalog: Catalog,
        understanding: Understanding,
        retriever: Retriever,
        answerer: Answerer,
        finder: OccupationFinder | None = None,
        answers: AnswerFinder | None = None,
        notes: NoteFinder | None = None,
        *,
        writer: Writer | None = None,
    ) -> None:
        """With a `writer`, a chat model words what the answerer drafts."""
        self.catalog = catalog
        self._understanding = understanding
        self._retriever = retriever
        self._answerer = answerer
        self.finder = finder or OccupationFinder(catalog)
        self._guesses = Guesses(catalog, self.finder, understanding, notes)
        self._answers, self._notes = answers, notes
        self._writer = writer

    def warm(self) -> None:
        """Make now what the first answers over all occupations would wait for, while nobody does."""
        self.catalog.board.warm()
        for question in WARMING:
            self.ask(question)
        if self._writer:
            self._writer.warm()

    @property
    def grounded(self) -> Advisor:
        """The same advisor without its chat model."""
        return Advisor(
            self.catalog,
            self._understanding,
            self._retriever,
            self._answerer,
            self.finder,
            self._answers,
            self._notes,
        )

    def ask(
        self,
        text: str,
        focus: Focus = Focus(),  # noqa: B008  # Focus is frozen.
        correction: Correction | None = None,
    ) -> Answered:
        """The whole answer at once."""
        for event in self.stream(text, focus, correction):
            if isinstance(event, Answered):
                return event
        raise AssertionError("a stream ends with Answered")

    def stream(
        self,
        text: str,
        focus: Focus = Focus(),  # noqa: B008
        correction: Correction | None = None,
        *,
        visitor: str = "",
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is `Answered`.

        With a correction the message is taken as the person says that it was meant. What a chat
        model may spend is bounded for each `visitor`. When `stop` is set, its call is cancelled and
        the events end there.
        """
        start = time.perf_counter()
        try:
            question = self._understood(text, focus, correction, visitor, stop)
        except Stopped:
            return
        understood = time.perf_counter()
        yield Understood(question)

        if question.repeats and focus.before:
            focus = replace(focus.before.focus, resume=focus.resume)
        own = question.resume
        focus = replace(focus, resume=own.resume) if own else focus
        question, passages = self._found(question)
        retrieved = time.perf_counter()
        yield Retrieved(tuple(passages))

        draft = self._answerer.draft(fewer(question), passages, focus)
        draft = in_manner(draft, question, phrases(question.language), focus.before)
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

    def _understood(
        self,
        text: str,
        focus: Focus,
        correction: Correction | None,
        visitor: str,
        stop: threading.Event | None,
    ) -> Question:
        """The question that a message asks; of an unclear follow-up, the one that a chat model takes it for.

        That may be about no other occupation than the conversation was, or the message names.
        """
        read = self._understanding.understand(text, focus)
        if correction:
            return read.corrected(correction)
        question = self._guesses.taken(read, focus)
        if not (
            self._writer and (meant := self._writer.rewrite(question, focus, visitor=visitor, stop=stop))
        ):
            return question
        again = self._guesses.taken(self._understanding.understand(meant, focus), focus)
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
        """The focus of the next turn, with the last turns where a chat model needs them.

        What tells of a person's résumé is no part of these: it goes to no model.
        """
        after = next_focus(question, answer, draft, focus)
        start = question.moves.start if question.moves else ""
        is_forgotten = after == Focus()
        after = replace(after, own="" if is_forgotten else question.own or start or focus.own)
        after = replace(after, past=after.past[-PAST:])
        if question.intent in ("forget", "resume") or question.resume:
            return replace(after, before=None)
        after = replace(after, before=Turn(question, replace(focus, before=None)))
        if not self._writer:
            return after
        turn = Exchange(question.text[:RECENT_LENGTH], answer.text[:RECENT_LENGTH])
        return replace(after, recent=(*focus.recent, turn)[-RECENT:])

    def _found(self, question: Question) -> tuple[Question, list[Passage]]:
        """The passages for a question, and the question with the ratings that it asks about.

        Where one occupation is asked about, an entry's score is its chance to answer.
        """
        own = question.resume
        if question.intent == "told" and question.profiles and self._answers:
            question = self._answers.of_a_remark(question)
        if question.of_all or question.moves or question.note or (own and not own.goes_on):
            return question, []
        passages = self._searched(question)
        is_of_jobs = bool(question.profiles) and question.intent == "question"
        if self._answers and is_of_jobs and (strained := self._answers.of_strain(question)):
            return strained, passages
        in_part = not question.wants_whole and question.topics[:1] != ("overview",)
        if self._answers and len(question.profiles) > 1 and (in_part or question.uncovered):
            return self._answers.with_ratings(question), passages
        profile = self.catalog.get(question.profiles[0]) if len(question.profiles) == 1 else None
        if not (self._answers and profile and question.intent == "question") or question.wants_whole:
            return question, passages
        passages = self._answers.matched(question, profile, passages)
        return self._answers.with_ratings(question), passages

    def _searched(self, question: Question) -> list[Passage]:
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
        if question.note:
            return question.note.heading
        if asked := question.of_all:
            liked = ["nearest to what is liked"] if asked.nearest else []
            limits = [one.said for one in asked.survey.conditions]
            said = ", ".join((*liked, *limits)) if liked else asked.survey.said
            return ": ".join(filter(None, ("all occupations", said)))
        titles = [found.title for name in question.profiles if (found := self.catalog.get(name))]
        if question.resume and question.resume.matched and titles:
            return f"your résumé against {titles[0]}"
        if question.moves:
            way = f"from {titles[0]} to {' / '.join(titles[1:]) or 'other work'}" if titles else FROM_WISHES
            return ": ".join(filter(None, (way, question.moves.said)))
        words = phrases(question.language)
        topics = words.topic_names(draft.topics or (*question.uncovered, *question.topics))
        figures = [name for name in ("minimum", "median", "maximum") if name in question.facets]
        about = ", ".join(dict.fromkeys(topics)) + (f" ({', '.join(figures)})" if figures else "")
        return ": ".join(filter(None, (" / ".join(titles), about)))

    def _follow_ups(self, question: Question, focus: Focus) -> tuple[str, ...]:
        """Questions not asked yet that the profile can answer."""
        if question.resume:
            return RESUME_FOLLOW_UPS if question.resume.resume else ()
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
    if question.intent == "forget" or (question.resume and question.resume.what == "forgotten"):
        return Focus()
    if question.intent == "resume":
        waits = question.resume and question.resume.matched
        return replace(focus, pending=question.text) if waits else focus
    if question.intent not in ("question", "switch") or answer.outcome == "clarify":
        if answer.outcome != "clarify" or question.intent != "question":
            # "Nurse, 15 years, burnt out" is met with a kind word; whose job it is counts from then on.
            return replace(focus, profiles=(question.own,), pending="") if question.own else focus
        return replace(focus, pending=question.text, listed=question.choices or focus.listed)
    if question.note:
        return replace(focus, past=(*focus.past, ()), pending="")
    if question.of_all:
        survey = question.of_all.survey
        listed = tuple(one for one in draft.profiles if one != question.of_all.than)
        is_ranked = survey.order is not None and survey.is_order_asked
        by_meaning = bool(
            question.of_all.nearest
        )  # No figure tells which; they are talked about from now on.
        return replace(
            focus,
            profiles=() if by_meaning else focus.profiles,
            moves=None if by_meaning else focus.moves,
            survey=None if by_meaning else survey,
            listed=listed,
            past=(*focus.past, ()),
            said=question.search_text,
            pending="",
            foremost=listed[0] if listed and is_ranked else "",
            apart=False,
        )
    if question.moves:
        return replace(
            focus,
            profiles=tuple(filter(None, (question.moves.target or question.moves.start,))) or focus.profiles,
            topics=("next_jobs",),
            entries=(),
            past=(*focus.past, ("next_jobs",)),
            said=question.search_text,
            pending="",
            survey=None,
            moves=replace(question.moves, stays=False),
            met=_met(focus, (question.moves.target,)) if question.moves.target else focus.met,
            foremost="",
            apart=bool(question.moves.target) and question.moves.target not in focus.listed,
            listed=focus.listed
            if question.moves.target
            else tuple(one for one in draft.profiles if one != question.moves.start),
        )
    topics = (*(draft.topics or question.topics), *question.uncovered)
    shown = {*focus.listed, *((focus.moves.target,) if focus.moves else ())}
    return Focus(
        profiles=question.profiles or focus.profiles,
        topics=topics or focus.topics,
        kind=question.kind,
        facets=question.facets,
        entries=draft.shown[:SHOWN_FOCUS] or focus.entries,
        past=(*focus.past, topics),
        said=question.search_text,
        met=_met(focus, question.profiles),
        survey=focus.survey if set(question.profiles) & set(focus.listed) else None,
        moves=focus.moves if set(question.profiles) & shown else None,
        listed=_listed(draft.profiles, focus),
        apart=len(question.profiles) == 1 and question.profiles[0] not in focus.listed,
        foremost=draft.foremost,
        figure=draft.figure,
        resume=focus.resume,
    )


def _listed(told: Sequence[str], focus: Focus) -> tuple[str, ...]:
    """What "the second one" counts in: those told of, but the list before where one of it stands beside
    one's own job."""
    others = set(told) - {focus.own, focus.moves.start if focus.moves else focus.own}
    is_beside_own = len(others) < len(told) and others <= set(focus.listed)
    return focus.listed if len(told) < 2 or is_beside_own else tuple(told)


def _met(focus: Focus, profiles: Sequence[str]) -> tuple[str, ...]:
    """All occupations that the conversation was about, these the last."""
    return (*(one for one in focus.met if one not in profiles), *profiles)[-SHOWN_FOCUS:]


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
