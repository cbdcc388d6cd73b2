"""Every occupation that can be answered about: its profile and the chunks that answers cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from knowledge.chunk import Chunk
from knowledge.facts import FactTables
from knowledge.profile import Profile
from knowledge.published import published_only, published_profile, with_published
from knowledge.survey import Board
from knowledge.titles import everyday_titles, known_titles
from knowledge.traits import Traits

Split = Callable[[Profile], Iterable[Chunk]]
DWARFED = 4  # Times larger that one of two namesakes must be to be taken without asking.
NAMES = 8  # Of one kind, by which an occupation is found.
REMEMBERED = 256  # Occupations whose published sections are kept in memory.


class Catalog:
    """The profiles of the documents, in title order, filled up with published figures.

    With `tables`, what a document lacks comes from them, and every occupation that they hold can
    be looked up by its code though it has no document; `split` cuts such sections into chunks.
    """

    def __init__(
        self,
        profiles: Iterable[Profile],
        chunks: Iterable[Chunk] = (),
        *,
        tables: FactTables | None = None,
        split: Split = lambda profile: (),
    ) -> None:
        self._profiles = tuple(sorted(profiles, key=lambda profile: (profile.title, profile.id)))
        self._by_id = {profile.id: profile for profile in self._profiles}
        self._by_code = {profile.code: profile.id for profile in reversed(self._profiles) if profile.code}
        self._stored: dict[str, dict[str, Chunk]] = {}
        for chunk in chunks:
            self._stored.setdefault(chunk.profile, {})[chunk.id] = chunk
        self._tables, self._split = tables, split
        self._codes = frozenset(tables.codes()) if tables else frozenset()
        self.get = lru_cache(maxsize=REMEMBERED)(self._get)
        self.chunks = lru_cache(maxsize=REMEMBERED)(self._chunks)
        self.board = Board(self.everything, tables)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._profiles)

    def __len__(self) -> int:
        return len(self._profiles)

    @property
    def stored(self) -> Iterator[Chunk]:
        """The chunks of the documents, as the index holds them, without published sections."""
        return (chunk for chunks in self._stored.values() for chunk in chunks.values())

    @property
    def tables(self) -> FactTables | None:
        """The published figures, where they are used."""
        return self._tables

    @cached_property
    def traits(self) -> Traits | None:
        """The tables of ratings, where figures are used."""
        return Traits(self._tables) if self._tables else None

    @property
    def only(self) -> Profile | None:
        """The one profile there is, or None when there are several or none."""
        return self._profiles[0] if len(self._profiles) == 1 and not self._tables else None

    def everything(self) -> Iterator[Profile]:
        """Every occupation that can be answered about, with a document or without, in title order."""
        ids = {*self._by_id, *(code for code in self._codes if code not in self._by_code)}
        found = [profile for one in ids if (profile := self._get(one))]
        return iter(sorted(found, key=lambda profile: (profile.title, profile.id)))

    def of_code(self, code: str) -> str:
        """The id to look an O*NET-SOC code up by; empty when nothing is known of it."""
        return self._by_code.get(code, code if code in self._codes else "")

    def names(self) -> dict[str, tuple[str, ...]]:
        """What people call every occupation, by its id: the title, and other names by their sources."""
        names: dict[str, list[str]] = {one.id: [one.title, *one.aliases[:NAMES]] for one in self._profiles}
        for known in known_titles():
            if found := self.of_code(known.code):
                names.setdefault(found, [known.title]).extend(known.other_titles[: NAMES // 2])
        for everyday in everyday_titles():
            for found in filter(None, map(self.of_code, everyday.codes)):
                names[found].append(everyday.name)
        return {one: tuple(dict.fromkeys(some))[: 4 * NAMES] for one, some in names.items()}

    def called(self) -> dict[str, str]:
        """The names of every occupation in one text."""
        return {one: f"{title}: {', '.join(rest)}" for one, (title, *rest) in self.names().items()}

    def likeliest(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Of occupations that share a name, those people may mean: none dwarfed by another.

        Measured by the people employed; an occupation without that figure counts as the smallest.
        """
        sizes = {one: self.employed(one) for one in ids}
        most = max(sizes.values(), default=0.0)
        kept = [one for one, size in sizes.items() if size * DWARFED >= most]
        return tuple(sorted(kept, key=lambda one: -sizes[one]))

    def employed(self, profile_id: str) -> float:
        """How many people work in an occupation; 0.0 where that is not known."""
        profile = self._by_id.get(profile_id)
        facts = self._tables.get(profile.code if profile else profile_id) if self._tables else None
        return facts.employment.value if facts and facts.employment else 0.0

    def _get(self, profile_id: str) -> Profile | None:
        """The profile with this id, published sections included, or None."""
        profile = self._by_id.get(profile_id)
        if profile:
            return with_published(profile, self._tables) if self._tables else profile
        if self._tables and profile_id in self._codes:
            return published_profile(profile_id, self._tables)
        return None

    def _chunks(self, profile_id: str) -> Mapping[str, Chunk]:
        """The chunks of a profile by id, those of its published sections included."""
        stored = self._stored.get(profile_id, {})
        profile = self.get(profile_id)
        if not profile or not self._tables:
            return stored
        made = self._split(published_only(profile))
        return {**stored, **{chunk.id: chunk for chunk in made}}
