"""What was found in a résumé, each with the words that told it. Nothing is in it that was not said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["skill", "knowledge", "tool", "language"]
FOREIGN_LANGUAGE = "Foreign Language"  # The field of knowledge that any language but English stands for.


@dataclass(frozen=True, slots=True)
class Held:
    """A skill, field of knowledge, tool or language that the person has."""

    name: str
    kind: Kind
    quote: str = ""
    """The words of the résumé; empty for what the person added in the chat."""


@dataclass(frozen=True, slots=True)
class Post:
    """A past occupation that is known here."""

    profile: str
    """Id of its profile."""
    title: str
    quote: str = ""
    years: str = ""
    """As the résumé states them: "2015-2021", "6 years"; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Schooling:
    """The highest level of education stated; one of `knowledge.fields.SCHOOLING`."""

    level: str
    quote: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Past occupations (the latest first), what the person has, and their schooling."""

    posts: tuple[Post, ...] = ()
    held: tuple[Held, ...] = ()
    schooling: Schooling | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.posts or self.held or self.schooling)

    @property
    def latest(self) -> str:
        """Id of the latest past occupation; empty without one."""
        return self.posts[0].profile if self.posts else ""

    @property
    def counted(self) -> tuple[str, ...]:
        """The names that moves count: a language other than English as Foreign Language."""
        names = (
            FOREIGN_LANGUAGE if one.kind == "language" else one.name
            for one in self.held
            if one.name != "English"
        )
        return tuple(dict.fromkeys(names))

    def without(self, names: Iterable[str], posts: Iterable[str] = ()) -> Resume:
        """The same less what is held by these names, and less the posts of these profile ids."""
        names, posts = frozenset(names), frozenset(posts)
        return replace(
            self,
            held=tuple(one for one in self.held if one.name not in names),
            posts=tuple(one for one in self.posts if one.profile not in posts),
        )

    def joined(self, held: Iterable[Held], posts: Iterable[Post] = ()) -> Resume:
        """The same with more; what is there already stays as it is."""
        names = {one.name for one in self.held}
        known = {one.profile for one in self.posts}
        return replace(
            self,
            held=(*self.held, *(one for one in held if one.name not in names)),
            posts=(*self.posts, *(one for one in posts if one.profile not in known)),
        )


@dataclass(frozen=True, slots=True)
class AskedResume:
    """What a message does with the person's résumé; the rest of the question may ask more."""

    what: Literal["given", "shown", "changed", "forgotten", "past", "match"]
    resume: Resume | None
    """As it stands after the message."""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """What was to be added and is no name that is known here."""
    matched: bool = False
    """Whether it is to be compared with the occupation of the question."""
    goes_on: bool = False
    """Whether the rest of the question is asked as well."""
