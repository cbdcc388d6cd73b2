"""Which group of workers a figure is about, when it is published by wider codes than O*NET's.

BLS and others count by SOC (33-3051) or by the codes of the National Employment Matrix, which
merges some of those (13-1020). Several O*NET-SOC occupations may fall under one such group.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

SOC = 7  # Characters of an O*NET-SOC code that are its SOC code.


@dataclass(frozen=True, slots=True)
class Group:
    """The group whose figure an occupation gets."""

    code: str
    title: str
    describes: str
    """`occupation` when the group holds no other occupation, else `group`."""

    @property
    def cells(self) -> tuple[str, str, str]:
        return self.code, self.title, self.describes


class Groups:
    """The groups that O*NET-SOC occupations fall under, by SOC code and by NEM code."""

    def __init__(self, listed: Iterable[str], matrix: Mapping[str, str], titles: Mapping[str, str]) -> None:
        """`listed` is every code of the list, with data or not: "All Other" counts as a member.

        `matrix` gives the NEM code of an occupation; `titles` the title of each group.
        """
        self._matrix, self._titles = matrix, titles
        self._members: dict[str, set[str]] = {}
        for code in listed:
            for group in (code[:SOC], matrix.get(code, code[:SOC])):
                self._members.setdefault(group, set()).add(code)

    def of(self, code: str, figures: Container[str]) -> Group | None:
        """The group of an occupation that `figures` has: by its SOC code, else by its NEM code."""
        for group in (code[:SOC], self._matrix.get(code, "")):
            if group in figures:
                alone = self._members[group] == {code}
                return Group(group, self._titles[group], "occupation" if alone else "group")
        return None
