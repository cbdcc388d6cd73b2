"""A message as it was heard: its words, the jobs it names, and what the trained reader makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from advisor.placing import Guess
from advisor.question import Focus, Question
from advisor.understanding.called_otherwise import called_otherwise
from advisor.understanding.feelings import with_feelings
from advisor.understanding.gloss import gloss
from advisor.understanding.intents import intent_of
from advisor.understanding.jobs import JobMatcher, Mention
from advisor.understanding.labels import Example, Reading
from advisor.understanding.language import language_of
from advisor.understanding.meant import Names
from advisor.understanding.measures import asks_people
from advisor.understanding.pairs import only_tells, own_job, with_own_as_background
from advisor.understanding.reader import NearestReader, QuestionReader
from advisor.understanding.scope import spelt
from advisor.understanding.several_sentences import REFUSED, mean_of, read_whole
from advisor.understanding.taken_back import taken_back
from advisor.understanding.titles import title_key
from advisor.understanding.topics import facets_of, judged
from advisor.understanding.whose import are_compared
from knowledge import fields
from knowledge.catalog import Catalog

FOLLOWUP = 0.5
OWN_TOPIC = 0.6  # Share from which a topic is surely that of a few words...
BY_WORDS = 0.2  # What the words shared with examples weigh in a reading.
_OF_NO_TOPIC = ("next_jobs", "overview", "summary", "ai_effect")  # As of "what about this job".


@dataclass(frozen=True, slots=True)
class Heard:
    """A message in the light of the talk so far, and the question as far as it was read."""

    text: str
    mentions: tuple[Mention, ...]
    masked: str
    """The text with the jobs that it names masked..."""
    words: str
    """...and this in lower case, slips of the keyboard mended."""
    focus: Focus
    question: Question
    reading: Reading
    despairs: bool
    """Whether it must be met with a kind word before anything else."""

    @property
    def is_english(self) -> bool:
        return self.question.language == "en"

    @property
    def asks_on(self) -> bool:
        """Whether it names no job, and may be about those talked about."""
        return not (self.mentions or self.despairs)

    @property
    def is_refused(self) -> bool:
        """Whether it asks for what is not answered, or is first met with a kind word."""
        return self.despairs or self.question.intent in REFUSED


class Hearing:
    """Hears messages with the trained reader and the names of jobs."""

    def __init__(
        self,
        reader: QuestionReader,
        catalog: Catalog,
        examples: Sequence[Example],
        guess: Callable[[str], Guess] | None = None,
    ) -> None:
        """With `guess`, which tells an occupation by meaning, work is known that no name tells."""
        self.reader, self._guess = reader, guess
        self._by_words = NearestReader(examples)
        self.jobs = JobMatcher(catalog, examples)
        self.names = Names(catalog, self.jobs.titles)

    def named(self, text: str, focus: Focus) -> list[Mention]:
        """The jobs that a message names, or calls by what is done there."""
        mentions = self.names.without_roles(self.jobs.mentions(text), text, focus)
        if self._guess and language_of(text) == "en":
            mentions = called_otherwise(text, mentions, self._guess, self._is_topic)
        mentions = self.names.of_the_trade(mentions, focus)
        return with_own_as_background(text, mentions, focus.own)

    def _is_topic(self, words: str) -> bool:
        """Whether the words are something that is asked of any job: "benefits", "part time"."""
        shares = self.reader.read(f"what about {words}", Focus()).topics
        return max(share for topic, share in shares.items() if topic not in _OF_NO_TOPIC) >= OWN_TOPIC

    def heard(self, text: str, mentions: list[Mention], focus: Focus) -> Heard:
        """The message, read; its `mentions` are the jobs that it names."""
        language, text, mentions = self._in_english(text, mentions)
        masked = self.jobs.mask(text, mentions)
        english = masked if language == "en" else gloss(masked, language)
        before = _as_an_overview(focus)
        reading = read_whole(self.reader, english, before)
        by_words = self._by_words.read(masked, before)
        mixed = mean_of(by_words, reading, share=BY_WORDS)  # Words tell topics apart, not yes from no.
        reading = judged(replace(reading, topics=mixed.topics, kinds=mixed.kinds), english)
        is_followup = bool(focus.past) and reading.facets["followup"] >= FOLLOWUP
        question = Question(
            text=text,
            language=language,
            intent=intent_of(reading, by_words, english),
            kind=reading.kind,
            facets=facets_of(reading, text),
            is_followup=is_followup,
            earlier=focus.said if is_followup else "",
            search_text=english,
            topic_shares=reading.topics,
            figure=fields.CHANGE if asks_people(masked.lower()) else None,
        )
        question, despairs = with_feelings(_with_intent(question, mentions, masked, focus), reading)
        words = spelt(self.jobs.mask(text, mentions))
        return Heard(text, tuple(mentions), masked, words, focus, question, reading, despairs)

    def _in_english(self, text: str, mentions: list[Mention]) -> tuple[str, str, list[Mention]]:
        """The language, the text and its jobs; a job that only an English word tells, in a text glossed."""
        if language_of(text) != "en":  # Another language's word is no misspelt English name.
            mentions = [one for one in mentions if title_key(one.text) in self.jobs.titles]
        language = language_of(self.jobs.mask(text, mentions))
        if language == "en" or mentions:
            return language, text, mentions
        glossed = gloss(text, language)
        mentions = self.jobs.mentions(glossed)  # "Krankenschwester" is no name here, "nurse" is.
        return language, glossed if mentions else text, mentions


def _with_intent(question: Question, mentions: Sequence[Mention], masked: str, focus: Focus) -> Question:
    """The question with what is wanted of it put right by the jobs it names and the talk before."""
    text, most = question.text, max(question.topic_shares.values())
    if question.intent == "override" and _takes_back(text, focus):  # No order to break rules of ours.
        question = replace(question, intent="question")
    if question.intent == "greeting" and mentions and most >= OWN_TOPIC:
        question = replace(question, intent="question")  # "Hi. I work in HR, AI worries me."
    tells_own = own_job(text, mentions, focus.own) and only_tells(masked.lower())
    if question.intent == "question" and tells_own:
        question = replace(question, intent="switch")
    if question.intent == "switch" and len(mentions) > 1 and are_compared(question, mentions):
        question = replace(question, intent="question", kind="compare")  # "A psychologist or a nurse."
    return question


def _as_an_overview(focus: Focus) -> Focus:
    """The focus for the reader: what was told of a move is, for what comes next, a look at its target."""
    is_of_target = focus.moves and focus.moves.target in focus.profiles and focus.topics == ("next_jobs",)
    return replace(focus, topics=("overview",)) if is_of_target else focus


def _takes_back(text: str, focus: Focus) -> bool:
    """Whether it takes back limits of the moves or the list that was answered last."""
    asked = focus.moves or focus.survey
    return bool(asked and taken_back(text.lower().replace("’", "'"), asked.conditions))
