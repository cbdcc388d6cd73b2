"""The one way from a message to an answer: understand, retrieve, draft, check, tell."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from advisor.answering import Answerer
from advisor.answering.phrases import phrases
from advisor.citations import Answer, Draft, cite
from advisor.events import Answered, Event, Retrieved, Token, Understood
from advisor.matching import AnswerFinder
from advisor.placing import OccupationFinder
from advisor.question import AskedMoves, Correction, Focus, Question
from advisor.retrieval import ProfileRetriever
from advisor.understanding.understand import Understanding
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import Section

PASSAGES = 15  # Sections looked at for one profile: all of them.
OF_ONE = frozenset((*Section, "training"))  # Topics that are asked of one occupation...
OF_ONE_SURE = 0.8  # ...when they have this share, and one occupation...
TAKEN_OVER_ALL = 0.5  # ...has this chance to be the one.
FOLLOW_UPS = 3
WARMING = "I am a nurse, what other jobs could I move to that pay over $1?"  # Needs all that is made once.
FROM_WISHES = "from what you tell of yourself to work"
RESUME_FOLLOW_UPS = ("What could I move to?", "Am I a match?", "Forget my resume")
SHOWN_FOCUS = 12  # Entries of an answer that "the second one" may refer to.
_PIECE = re.compile(r"\S+\s*")


class Advisor:
    """Answers messages about the catalog's occupations, one conversation's focus at a time."""

    def __init__(
        self,
        catalog: Catalog,
        understanding: Understanding,
        retriever: ProfileRetriever,
        answerer: Answerer,
        finder: OccupationFinder | None = None,
        answers: AnswerFinder | None = None,
    ) -> None:
        self.catalog = catalog
        self._understanding = understanding
        self._retriever = retriever
        self._answerer = answerer
        self.finder = finder or OccupationFinder(catalog)
        self._answers = answers

    def warm(self) -> None:
        """Make now what the first answers over all occupations would wait for, while nobody does."""
        self.catalog.board.warm()
        self.ask(WARMING)

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
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is `Answered`.

        With a correction the message is taken as the person says that it was meant.
        """
        start = time.perf_counter()
        read = self._understanding.understand(text, focus)
        question = read.corrected(correction) if correction else self._placed(self._of_one(read, focus))
        understood = time.perf_counter()
        yield Understood(question)

        own = question.resume
        focus = replace(focus, resume=own.resume) if own else focus
        question, passages = self._found(question)
        retrieved = time.perf_counter()
        yield Retrieved(tuple(passages))

        draft = self._answerer.draft(question, passages, focus)
        answer = replace(
            cite(draft, profiles=draft.profiles or question.profiles),
            mode=self._answerer.mode,
            occupations=self._codes(draft.profiles or question.profiles) if draft.outcome == "answer" else (),
            read_as=self._read_as(question, draft),
            follow_ups=self._follow_ups(question, focus),
        )
        composed = time.perf_counter()
        for piece in _PIECE.findall(answer.text):
            yield Token(piece)
        yield Answered(
            answer,
            next_focus(question, answer, draft, focus),
            {
                "understand": _ms(start, understood),
                "retrieve": _ms(understood, retrieved),
                "compose": _ms(retrieved, composed),
                "total": _ms(start, composed),
            },
        )

    def _of_one(self, question: Question, focus: Focus) -> Question:
        """What looked like a question over all occupations, as one about a job that it surely points at.

        "What gets automated at burger places" asks for what only one job's profile tells.
        """
        topic = max(question.topic_shares, key=question.topic_shares.__getitem__, default="")
        if not question.of_all or topic not in OF_ONE or question.topic_shares[topic] < OF_ONE_SURE:
            return question
        guess = self.finder.guess(question.text)
        if guess.chance < TAKEN_OVER_ALL:
            return question
        return self._understanding.of_one(question.text, focus, guess.ids[0])

    def _placed(self, question: Question) -> Question:
        """The question with the occupation that it seems to be about, or some to choose from."""
        if question.other_jobs and not question.profiles and not self.catalog.only:
            return replace(question, nearest=self.finder.guess(" ".join(question.other_jobs)).ids)
        if question.kind == "compare" and len(question.profiles) < 2 and not question.of_all:
            both = self.finder.sides(question.text)
            if both and set(question.profiles) <= {one for _, one in both}:
                return replace(question, profiles=tuple(one for _, one in both), choices=(), assumed=both)
        if not question.lacks_occupation or self.catalog.only:
            return question
        guess = self.finder.guess(question.text)
        if guess.is_sure:
            placed = replace(question, profiles=guess.ids[:1], assumed=(("", guess.ids[0]),))
            return self._with_moves(placed)
        return replace(question, choices=guess.ids)

    def _found(self, question: Question) -> tuple[Question, list[Passage]]:
        """The passages for a question, and the question with the ratings that it asks about.

        Where one occupation is asked about, an entry's score is its chance to answer.
        """
        own = question.resume
        if question.of_all or question.moves or (own and not own.goes_on):
            return question, []
        passages = self._retriever.passages(question.search_text, question.profiles, k=PASSAGES)
        profile = self.catalog.get(question.profiles[0]) if len(question.profiles) == 1 else None
        if not (self._answers and profile and question.intent == "question") or question.wants_whole:
            return question, passages
        passages = self._answers.matched(question, profile, passages)
        return replace(question, rated=self._answers.rated(question)), passages

    def _with_moves(self, question: Question) -> Question:
        """Where to go from a job that was guessed, where figures tell."""
        profile, tables = self.catalog.get(question.profiles[0]), self.catalog.tables
        asks = question.topics[:1] == ("next_jobs",) and question.language == "en"
        if not asks or not tables or not profile or profile.code not in tables.codes():
            return question
        return replace(question, moves=AskedMoves(profile.id))

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
            profiles=(question.moves.start,) if question.moves.start else focus.profiles,
            topics=("next_jobs",),
            entries=(),
            past=(*focus.past, ("next_jobs",)),
            said=question.search_text,
            survey=None,
            moves=question.moves,
            listed=focus.listed
            if question.moves.target
            else tuple(one for one in draft.profiles if one != question.moves.start),
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
        resume=focus.resume,
    )


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
