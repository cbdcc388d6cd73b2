"""A message as it was understood, and the focus of the conversation it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.profile import Section


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
    """The topics of every turn so far."""
    said: str = ""
    """The last question's own words, its occupations masked."""
    pending: str = ""
    """A question that waits for its occupation to be named."""


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
    choices: tuple[str, ...] = ()
    """Ids of the profiles that a name in it fits equally well; one of them must be chosen."""
    is_followup: bool = False
    earlier: str = ""
    """For a follow-up, the words of the question before it."""
    search_text: str = ""
    """The message with its occupations masked: what is searched for."""
    topic_shares: dict[str, float] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections among the topics."""
        return tuple(Section(topic) for topic in self.topics if topic in set(Section))
