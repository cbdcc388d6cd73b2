"""A message as it was understood, and the focus of the conversation it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from advisor.resume.resume import AskedResume, Resume
from knowledge.fields import Field
from knowledge.notes import Note
from knowledge.profile import Section
from knowledge.rated import RatedElement
from knowledge.survey import Condition, Survey

Part = Literal["", "gap", "far", "time", "why", "way", "best"]
"""What is asked of a move: nothing in particular; what is missing and what carries over; how far it is; how
long it takes; why it is close or not; how it is made; why it comes first of those shown."""
FIGURED = frozenset(("salary", "education", "market_demand", "headcount", "location", "next_jobs"))
SHOWN = 5  # Moves of one answer unless another number is asked for.


@dataclass(frozen=True, slots=True)
class AllOccupations:
    """What a message asks of all occupations, and what of it no figure can tell."""

    survey: Survey
    untold: tuple[str, ...] = ()
    """Wishes that no figure tells anything about, in the message's words."""
    than: str = ""
    """Id of the profile that it compares with: "jobs that pay more than a nurse"."""
    nearest: tuple[str, ...] = ()
    """Ids of the occupations that come nearest to a wish that no figure tells: "loves animals"."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a plan may take; nothing is known where nothing is said."""

    hours: float | None = None
    """A week."""
    weeks: int | None = None
    has_money: bool = True
    is_short: bool = False
    """Whether a smaller plan than the one before is asked for."""


@dataclass(frozen=True, slots=True)
class AskedMoves:
    """What a message asks of moves from one occupation to others, or to one that it names."""

    start: str
    """Id of the profile that the person comes from; empty when only wishes and skills are told."""
    target: str = ""
    """Id of the one to go to; empty when it is asked which there are."""
    conditions: tuple[Condition, ...] = ()
    """Limits that every move shown must keep."""
    untold: tuple[str, ...] = ()
    """Limits that nothing here tells of, in the message's words."""
    most: int = SHOWN
    seen: tuple[str, ...] = ()
    """Ids shown before, when further ones are asked for."""
    unmet: str = ""
    """What is liked, in the person's words, that no work under the limits comes near to."""
    dropped: tuple[str, ...] = ()
    """Limits that were taken off just now, in words."""
    held: tuple[str, ...] = ()
    """Names of skills, knowledge and tools that the person has besides."""
    budget: Budget | None = None
    """Set when a plan to the target is asked for."""
    part: Part = ""
    """What of the move to the target is asked for."""
    stays: bool = False
    """Set where a wish changes nothing of the moves that were shown before."""

    def is_like(self, other: AskedMoves) -> bool:
        """Whether it asks the same as another, of the same job under the same limits."""
        return (self.start, self.target, self.conditions) == (other.start, other.target, other.conditions)

    @property
    def said(self) -> str:
        """The limits in words."""
        return ", ".join(one.said for one in self.conditions)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message and its answer, as a chat model is told of them."""

    message: str
    answer: str


@dataclass(frozen=True, slots=True)
class Correction:
    """How a message was meant that was read wrong: about which occupation, and what was asked of it."""

    profile: str
    """Id of the profile."""
    topic: str
    """A section slug, or a composite of `labels`."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a conversation is about so far; kept by whoever holds the conversation."""

    profiles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kind: str = ""
    facets: frozenset[str] = frozenset()
    entries: tuple[str, ...] = ()
    """Ids of the chunks of the entries last shown, in the order shown."""
    past: tuple[tuple[str, ...], ...] = ()
    """The topics of the turns so far, of the latest ones in a long conversation."""
    said: str = ""
    """The last question's own words, its occupations masked."""
    pending: str = ""
    """A question that waits for its occupation to be named."""
    survey: Survey | None = None
    """The question over all occupations that was answered last..."""
    listed: tuple[str, ...] = ()
    """...and ids of the occupations its answer showed, in order."""
    apart: bool = False
    """Whether the last answer was about one occupation that none of those listed is."""
    foremost: str = ""
    """Id of the one that the last answer put first among several."""
    figure: Field | None = None
    """The figure that the last answer began with, where it was one that jobs are compared by."""
    met: tuple[str, ...] = ()
    """Ids of all occupations that the conversation was about, the one that came up last at the end."""
    own: str = ""
    """Id of the occupation that the person has, or comes from, by what they told."""
    moves: AskedMoves | None = None
    """The question about moves that was answered last."""
    recent: tuple[Exchange, ...] = ()
    """The last turns; kept only where a chat model words the answers."""
    resume: Resume | None = None
    """What was found in the person's résumé, until they say to forget it."""
    before: Turn | None = field(default=None, hash=False)
    """The last turn, for a message that only wishes its answer shorter."""

    @property
    def none_picked(self) -> bool:
        """Whether several were listed last, and none of them is talked about since, nor any other."""
        is_of_target = bool(self.moves and self.moves.target)
        is_open = not (is_of_target or self.apart) and set(self.profiles).isdisjoint(self.listed)
        return is_open and len(self.listed) > 1


@dataclass(frozen=True, slots=True)
class Question:
    """One message, understood in the light of the turns before."""

    text: str
    language: str = "en"
    intent: str = "question"
    kind: str = "fact"
    topics: tuple[str, ...] = ()
    """What is asked, best first: section slugs and the composites of `labels`."""
    uncovered: tuple[str, ...] = ()
    """What is asked of things that no section holds."""
    facets: frozenset[str] = frozenset()
    profiles: tuple[str, ...] = ()
    """Ids of the profiles that it is about."""
    other_jobs: tuple[str, ...] = ()
    """Occupations it asks about that no profile describes, in its own words."""
    nearest: tuple[str, ...] = ()
    """Ids of the known occupations nearest to those."""
    choices: tuple[str, ...] = ()
    """Ids of the profiles that a name in it fits equally well; one of them must be chosen."""
    assumed: tuple[tuple[str, str], ...] = ()
    """Names that fit several occupations and the id of the one that each was taken for; a name is empty
    when the occupation was guessed from the whole message."""
    is_followup: bool = False
    earlier: str = ""
    """For a follow-up, the words of the question before it."""
    search_text: str = ""
    """The message with its occupations masked: what is searched for."""
    of_all: AllOccupations | None = None
    """Set when it is about all occupations, not about one."""
    moves: AskedMoves | None = None
    """Set when it is about moves from one occupation to others."""
    rewritten: str = ""
    """What an unclear follow-up was taken to ask; its own words are searched for as well..."""
    also_searched: str = ""
    """...and are these, its occupations masked."""
    rated: tuple[RatedElement, ...] = ()
    """Elements of published ratings that it asks about, the surest first..."""
    rated_near: tuple[RatedElement, ...] = ()
    """...or, where there is none, those that come near."""
    note: Note | None = None
    """Set when it asks something of the figures, or of the advisor, that a note explains."""
    resume: AskedResume | None = None
    """Set when it does something with the person's résumé."""
    budget: Budget | None = None
    """What the plan that it asks for may take."""
    figure: Field | None = None
    """The figure that it asks for, where it goes on with one or asks for a change in people."""
    topic_shares: dict[str, float] = field(default_factory=dict)
    most: int = 0
    """Sentences or list entries that the answer is to have at most; 0 where nothing is said of it."""
    repeats: bool = False
    """Set when it is the question before once more."""
    own: str = ""
    """Id of the occupation that the message tells to be the person's own."""
    is_sad: bool = False
    """Set when the person is sad over what they ask of."""

    @property
    def lacks_occupation(self) -> bool:
        """Whether it asks about an occupation and neither names one nor goes on with one."""
        told = self.profiles or self.other_jobs or self.choices or self.of_all or self.moves or self.note
        return self.intent == "question" and not told

    @property
    def untold(self) -> tuple[str, ...]:
        """What is asked of no job that a note says to be unknown."""
        return () if self.profiles or self.topics else self.uncovered

    @property
    def is_of_sources(self) -> bool:
        """Whether it asks where that comes from which the last answer told of these occupations."""
        return bool(self.profiles) and self.uncovered == ("provenance",) and not self.topics

    @property
    def is_of_one(self) -> bool:
        """Whether it asks about one occupation, so that the same can be asked of another one."""
        told = self.of_all or self.moves or self.resume or self.note
        return self.intent == "question" and self.kind != "compare" and len(self.profiles) == 1 and not told

    def of_other(self, other: Question) -> Question:
        """The same, asked of the occupation that another question is about."""
        asked = replace(self, most=other.most, is_sad=False, repeats=False)
        return replace(asked, profiles=other.profiles, choices=other.choices, assumed=other.assumed)

    @property
    def wants_whole(self) -> bool:
        """Whether it asks for a whole list, or for a figure, so that no single entry need be found."""
        figured = FIGURED & {*self.topics[:1], *self.uncovered[:1]}
        return self.kind in ("count", "arithmetic", "superlative", "plan") or bool(figured)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections among the topics."""
        return tuple(Section(topic) for topic in self.topics if topic in set(Section))

    def corrected(self, correction: Correction) -> Question:
        """The question as the person says that it was meant."""
        return Question(
            text=self.text,
            language=self.language,
            topics=(correction.topic,),
            profiles=(correction.profile,),
            search_text=self.search_text,
            topic_shares={correction.topic: 1.0},
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and the focus of the conversation when it was asked."""

    question: Question
    focus: Focus
