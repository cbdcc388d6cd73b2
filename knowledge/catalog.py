"""Every profile in memory: look one up by id, code, title or alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.profile import Profile


class Catalog:
    """The profiles that answers are made from, in title order."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = tuple(sorted(profiles, key=lambda profile: (profile.title, profile.id)))
        self._by_id = {profile.id: profile for profile in self._profiles}

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._profiles)

    def __len__(self) -> int:
        return len(self._profiles)

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id, or None."""
        return self._by_id.get(profile_id)

    @property
    def only(self) -> Profile | None:
        """The one profile there is, or None when there are several or none."""
        return self._profiles[0] if len(self._profiles) == 1 else None
