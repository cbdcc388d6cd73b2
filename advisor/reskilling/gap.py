"""What carries over from one occupation to another, and what is missing: levels, activities, tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from knowledge.facts import Fact
from knowledge.traits import BROADER, Traits

IMPORTANT = 3.0  # Importance of 5 from which an element matters in an occupation ("important" to O*NET).
WITHIN = 0.5  # Levels of 7 that two ratings may differ by and still be the same.
CLEAR, LONG = 1.0, 2.0  # Levels of 7 from which what is missing is a clear step, and a long way.
Kind = Literal["skills", "knowledge"]


@dataclass(frozen=True, slots=True)
class Element:
    """A skill or field of knowledge that matters in the target, as both occupations are rated in it."""

    name: str
    kind: Kind
    importance: Fact
    """In the target, 1 to 5."""
    needed: Fact
    """The level in the target, 0 to 7."""
    have: Fact | None
    """The level in the occupation that is left; None when it is not rated or suppressed there."""
    matters: Fact | None = None
    """The importance there, 1 to 5, which is often published where the level is not."""
    said: bool = False
    """True when the person says that they have it, whatever the level of the occupation."""

    @property
    def short(self) -> float:
        """Levels of 7 that are missing; negative when there are more than needed."""
        return self.needed.value - (self.have.value if self.have else 0.0)

    @property
    def carries_over(self) -> bool:
        if self.have is None:
            return self.said or self.matters_now
        return self.said or self.short <= WITHIN

    @property
    def matters_now(self) -> bool:
        """Whether it matters in the occupation that is left, whatever its level there."""
        return self.matters is not None and self.matters.value >= IMPORTANT

    @property
    def how_far(self) -> Literal["none", "a small step", "a clear step", "a long way", "not known"]:
        if self.carries_over:
            return "none"
        if not self.have:
            return "not known"
        short = self.short
        return "a long way" if short >= LONG else "a clear step" if short >= CLEAR else "a small step"


@dataclass(frozen=True, slots=True)
class SkillGap:
    """From one occupation to another. Names stand the most telling first."""

    shared: tuple[Element, ...]
    missing: tuple[Element, ...]
    """What weighs most first: by importance and by how far."""
    shared_activities: tuple[str, ...]
    """Ids of detailed activities that both have; the rarest first."""
    alike_activities: tuple[str, ...]
    """Ids of further detailed activities of the target, of broader ones that both have."""
    new_activities: tuple[str, ...]
    """Ids of the target's other detailed activities, those of the most tasks first."""
    shared_tools: tuple[str, ...]
    new_tools: tuple[str, ...]
    """Software of the target, what its employers ask for first, then equipment."""

    @property
    def is_rated(self) -> bool:
        """Whether the target has ratings at all; without them neither `shared` nor `missing` tells."""
        return bool(self.shared or self.missing)

    @property
    def cover(self) -> float | None:
        """The share of the target's needs, weighed by importance, that carries over, 0 to 1."""
        held, needed = (
            sum(one.importance.value for one in ones) for ones in (self.shared, (*self.shared, *self.missing))
        )
        return held / needed if needed else None


def skill_gap(traits: Traits, start: str, target: str, *, held: Collection[str] = ()) -> SkillGap:
    """The gap between two codes; `held` names skills, knowledge and tools that the person has besides.

    Raises KeyError for a code that has no facts.
    """
    have = {name.casefold() for name in held}
    elements = [*_elements(traits, "skills", start, target), *_elements(traits, "knowledge", start, target)]
    elements = [replace(one, said=True) if one.name.casefold() in have else one for one in elements]
    done, wanted = traits.detailed[start], traits.detailed[target]
    broader = {activity[:BROADER] for activity in done}
    spread = _spread(traits)
    shared = sorted((one for one in wanted if one in done), key=lambda one: (spread[one], one))
    rest = sorted((one for one in wanted if one not in done), key=lambda one: (-wanted[one], one))
    mine, theirs = _tools(traits, start), _tools(traits, target)
    known = {name.casefold() for name in mine} | have
    uses = tools_in_use(traits)
    return SkillGap(
        shared=tuple(
            sorted((one for one in elements if one.carries_over), key=lambda one: -one.importance.value)
        ),
        missing=tuple(sorted((one for one in elements if not one.carries_over), key=_weight)),
        shared_activities=tuple(shared),
        alike_activities=tuple(one for one in rest if one[:BROADER] in broader),
        new_activities=tuple(one for one in rest if one[:BROADER] not in broader),
        shared_tools=tuple(
            sorted((name for name in theirs if name.casefold() in known), key=lambda name: (uses[name], name))
        ),
        new_tools=tuple(name for name in theirs if name.casefold() not in known),
    )


def _elements(traits: Traits, kind: Kind, start: str, target: str) -> Iterable[Element]:
    levels: Literal["skill_levels", "knowledge_levels"]
    levels = "skill_levels" if kind == "skills" else "knowledge_levels"
    mine = dict(traits.facts(levels, start))
    theirs = dict(traits.facts(levels, target))
    matter = dict(traits.facts(kind, start))
    for name, importance in traits.facts(kind, target):
        if importance.value >= IMPORTANT and name in theirs:
            yield Element(name, kind, importance, theirs[name], mine.get(name), matter.get(name))


def _weight(one: Element) -> tuple[float, str]:
    return -one.importance.value * one.short, one.name


def _tools(traits: Traits, code: str) -> list[str]:
    """Software, what employers of this job or of many ask for first, then equipment."""
    facts = traits.tables.get(code)
    if not facts:
        raise KeyError(code)
    software = sorted(facts.technologies, key=lambda one: (not one.in_demand, not one.hot))
    return [*(one.name for one in software), *facts.equipment]


@lru_cache(maxsize=1)
def _spread(traits: Traits) -> Counter[str]:
    """How many occupations have each detailed activity."""
    return Counter(activity for code in traits.codes for activity in traits.detailed[code])


@lru_cache(maxsize=1)
def tools_in_use(traits: Traits) -> Counter[str]:
    """How many occupations use each tool."""
    return Counter(name for code in traits.codes for name in _tools(traits, code))
