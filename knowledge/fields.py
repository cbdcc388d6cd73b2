"""The fields that occupations are counted, listed, ranked and compared by.

A field reads a value from what the catalog states of an occupation, its document first and published
figures for what that lacks, together with the entry that states it: so every row of a list has its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.facts import LAST_YEAR, Fact, OccupationFacts
from knowledge.profile import LEVELS, AnyEntry, Profile, Section

SCHOOLING = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
EXPERIENCE = ("None", "Less than 5 years", "5 years or more")
TRAINING = (
    "None",
    "Short-term on-the-job training",
    "Moderate-term on-the-job training",
    "Long-term on-the-job training",
    "Apprenticeship",
    "Internship/residency",
)
FAMILIES = {
    "management": ("11",),
    "business and finance": ("13",),
    "computers and mathematics": ("15",),
    "architecture and engineering": ("17",),
    "science": ("19",),
    "social and community service": ("21",),
    "law": ("23",),
    "education": ("25",),
    "arts, design, sports and media": ("27",),
    "health care": ("29", "31"),
    "protective service": ("33",),
    "food": ("35", "51-3"),
    "cleaning and grounds": ("37",),
    "personal care": ("39",),
    "sales": ("41",),
    "office work": ("43",),
    "farming, fishing and forestry": ("45",),
    "construction and extraction": ("47",),
    "installation and repair": ("49",),
    "production": ("51",),
    "transport": ("53",),
    "the skilled trades": ("47", "49", "51"),
}
"""What the major groups of the occupational classification (SOC) are called here, by how their codes begin.

Bakers and butchers, who are counted as production, work with food too.
"""


class Value(NamedTuple):
    """What is known of an occupation in a field."""

    number: float
    """What is compared and ordered by: dollars, percent, people, or the place on a scale."""
    section: Section
    entry: AnyEntry | None
    """The entry that states it; None for what the code tells, and for what is not stated."""
    of_group: bool = False
    """True when it is published only for the wider group that the occupation belongs to."""


Read = Callable[[Profile, OccupationFacts | None], Value | None]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field by its name in plain words; `highest` and `lowest` tell how an order by it is called."""

    name: str
    read: Read
    highest: str = ""
    lowest: str = ""
    unit: str = ""
    members: frozenset[str] = frozenset()
    """Of what only tells who is one of a few, such as those shown before: the ids of those few."""

    @property
    def is_figure(self) -> bool:
        """Whether it orders occupations; a skill, tool or family is there or not."""
        return bool(self.highest)

    @property
    def is_family(self) -> bool:
        return self.name.startswith(_IN)

    @property
    def is_passing(self) -> bool:
        """Whether it is made for one question, so that its values are not worth keeping."""
        return self.name.startswith(f"{_IN}{_CALLED}")

    @property
    def is_rating(self) -> bool:
        """Whether it is a rating of the work that no entry of a profile states."""
        return self.name.startswith(RATED)

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and other.name == self.name


_IN = "in "
_CALLED = "called "
RATED = "rated "


def skill_field(name: str) -> Field:
    """How high a skill is rated of an occupation: 1 low, 2 medium, 3 high, 0 where it is not stated."""

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        for skill in profile.skills:
            if skill.name.lower() == name.lower():
                return Value(len(LEVELS) - LEVELS.index(skill.level), Section.SKILLS, skill)
        return Value(0.0, Section.SKILLS, None) if profile.skills else None

    return Field(f"{name} among the skills", read)


def tool_field(name: str) -> Field:
    """Whether a tool stands among those stated of an occupation: 1 or 0."""
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        for tool in profile.tools:
            if wanted.search(tool.name):
                return Value(1.0, Section.TOOLS, tool)
        return Value(0.0, Section.TOOLS, None) if profile.tools else None

    return Field(f"{name} among the tools", read)


def called_field(name: str, ids: frozenset[str]) -> Field:
    """Whether an occupation is one of those that go by a name, 1 or 0."""

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        return Value(float(profile.id in ids), Section.SUMMARY, None)

    return Field(f"{_IN}{_CALLED}{name} ({hash(ids):x})", read)  # Of others by the same name it is another.


def member_field(name: str, ids: frozenset[str]) -> Field:
    """Whether an occupation is one of a few, beside which no others are looked at, 1 or 0."""
    return replace(called_field(name, ids), members=ids)


def family_field(*names: str) -> Field:
    """Whether an occupation belongs to one of these families, 1 or 0, which its code tells."""
    digits = tuple(code for name in names for code in FAMILIES[name])

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        return Value(float(profile.code.startswith(digits)), Section.SUMMARY, None)

    return Field(f"{_IN}{' or '.join(names)}", read)


def _pay(role: str) -> Read:
    """A yearly pay figure; those paid by the hour alone have none."""

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        figure = profile.pay.get(role)
        if not figure or figure.unit != "USD a year":
            return None
        wide = bool(figure.source and facts and any(fact.describes for fact in facts.wages.values()))
        return Value(figure.value, Section.SALARY, figure, wide)

    return read


def _stated(
    section: Section, fact_of: Callable[[OccupationFacts], Fact | None], form: Callable[[float], str]
) -> Read:
    """A published number, where an entry of the section states it in this form."""

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        fact = fact_of(facts) if facts else None
        if not fact:
            return None
        entry = _entry_with(profile, section, form(fact.value))
        return Value(fact.value, section, entry, bool(fact.describes)) if entry else None

    return read


def _on_scale(
    section: Section, text_of: Callable[[OccupationFacts], str], scale: tuple[str, ...], before: str = ""
) -> Read:
    """A published level, as its place on the scale, where an entry of the section states it."""

    def read(profile: Profile, facts: OccupationFacts | None) -> Value | None:
        level = text_of(facts) if facts else ""
        entry = _entry_with(profile, section, f"{before}{level}") if level in scale else None
        return Value(scale.index(level), section, entry) if entry else None

    return read


def _exposure(profile: Profile, facts: OccupationFacts | None) -> Value | None:
    if not facts or not facts.exposure:
        return None
    entry = _entry_with(profile, Section.AI_INTEGRATION, "Exposure to AI: ")
    return Value(facts.exposure.middle, Section.AI_INTEGRATION, entry) if entry else None


def _people_more(profile: Profile, facts: OccupationFacts | None) -> Value | None:
    """How many more people are projected to work in it than do, with the entry of the later number."""
    if not facts or not facts.employment or not facts.employment_then:
        return None
    then = facts.employment_then
    entry = _entry_with(profile, Section.MARKET_DEMAND, f"as projected: {then.value:,.0f} (")
    more = then.value - facts.employment.value
    return Value(more, Section.MARKET_DEMAND, entry, bool(then.describes)) if entry else None


def _entry_with(profile: Profile, section: Section, words: str) -> AnyEntry | None:
    return next((entry for entry in profile.entries(section) if words in entry.quote), None)


def _change(percent: float) -> str:
    return f"by {abs(percent):g} percent" if percent else "stay the same"


PAY = Field("median pay", _pay("median"), "best paid", "lowest paid", "USD a year")
LOW_PAY = Field(
    "pay of the lowest tenth", _pay("minimum"), "best paid at the start", "lowest paid", "USD a year"
)
HIGH_PAY = Field(
    "pay of the highest tenth", _pay("maximum"), "best paid at the top", "lowest paid", "USD a year"
)
GROWTH = Field(
    "projected growth",
    _stated(Section.OUTLOOK, lambda facts: facts.growth_percent, _change),
    "fastest growing",
    "fastest shrinking",
    "percent",
)
OPENINGS = Field(
    "openings a year",
    _stated(Section.MARKET_DEMAND, lambda facts: facts.openings, lambda value: f"openings: {value:,.0f} "),
    "most openings",
    "fewest openings",
    "openings",
)
EMPLOYMENT = Field(
    "people employed",
    _stated(Section.MARKET_DEMAND, lambda facts: facts.employment, lambda value: f": {value:,.0f} ("),
    "largest",
    "smallest",
    "people",
)
CHANGE = Field(
    f"change in the number of people by {LAST_YEAR}", _people_more, "most people added", "most people lost"
)
ENTRY = Field(
    "typical education to enter",
    _on_scale(
        Section.EDUCATION, lambda facts: facts.entry_education, SCHOOLING, "Typical education to enter: "
    ),
    "most schooling",
    "least schooling",
)
BACKGROUND = Field(
    "work experience needed",
    _on_scale(Section.EXPERIENCE, lambda facts: facts.experience, EXPERIENCE, "related occupation: "),
    "most experience",
    "least experience",
)
ON_THE_JOB = Field(
    "training on the job",
    _on_scale(Section.EXPERIENCE, lambda facts: facts.training, TRAINING, "become competent: "),
    "most training",
    "least training",
)
EXPOSURE = Field("exposure to AI", _exposure, "most exposed to AI", "least exposed to AI", "percentile")
PAYS = (PAY, LOW_PAY, HIGH_PAY)
_NUMBERS = (*PAYS, GROWTH, OPENINGS, EMPLOYMENT, CHANGE)
FIELDS = (*_NUMBERS, ENTRY, BACKGROUND, ON_THE_JOB, EXPOSURE)
