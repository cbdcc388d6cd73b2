"""What a profile document says about one occupation, as typed values.

Every entry keeps `quote`, the document's own words, and `line`, where they stand, so that an
answer built from a field can always show the sentence it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Literal, TypeVar


class Section(StrEnum):
    """A section of a profile; the value is its slug, used in ids, prompts and metadata."""

    SUMMARY = "summary"
    AI_IMPACT_SCORE = "ai_impact_score"
    SALARY = "salary"
    RESPONSIBILITIES = "responsibilities"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    SKILLS = "skills"
    MARKET_DEMAND = "market_demand"
    AI_INTEGRATION = "ai_integration"
    COPILOT_TASKS = "copilot_tasks"
    AUTOMATION = "automation"
    NEW_FRONTIERS = "new_frontiers"
    TOOLS = "tools"
    RISKS = "risks"
    OUTLOOK = "outlook"

    @property
    def heading(self) -> str:
        """The heading that a house document gives this section."""
        return HEADINGS[self]


HEADINGS: Mapping[Section, str] = {
    Section.SUMMARY: "Career Summary",
    Section.AI_IMPACT_SCORE: "AI Impact Score",
    Section.SALARY: "Salary Data",
    Section.RESPONSIBILITIES: "Job Responsibilities",
    Section.EDUCATION: "Education",
    Section.EXPERIENCE: "Experience",
    Section.SKILLS: "In-Demand Skills",
    Section.MARKET_DEMAND: "Job Market Demand",
    Section.AI_INTEGRATION: "AI Integration",
    Section.COPILOT_TASKS: "AI Co-Pilot Tasks",
    Section.AUTOMATION: "Automation Opportunities",
    Section.NEW_FRONTIERS: "New Frontiers",
    Section.TOOLS: "Recommended Tools",
    Section.RISKS: "Risks & Considerations",
    Section.OUTLOOK: "Career Outlook",
}

Level = Literal["High", "Medium", "Low"]
LEVELS: tuple[Level, ...] = ("High", "Medium", "Low")
PUBLISHED = 0  # The line of what stands in no document.
PUBLISHED_FIGURES = "published figures"  # What is cited instead of one.
_COUNTED_BY = {".pdf": "page", ".docx": "paragraph"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a section states: `quote` is verbatim, lines joined by a newline."""

    quote: str
    line: int
    """Its place in the document: the line, or what `Profile.place` says."""

    @property
    def label(self) -> str:
        """The short words by which a person would name this entry."""
        return self.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Entry):
    """A plain sentence or bullet: a task, a role, a line of the outlook."""

    kind: Literal["statement"] = "statement"
    text: str
    tasks: tuple[str, ...] = ()
    """Ids of the O*NET tasks that it rests on, where the document names them."""

    @property
    def label(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Entry):
    """A number with what the document says of its unit, year and source; None is not stated."""

    kind: Literal["figure"] = "figure"
    name: str
    value: float
    unit: str
    year: int | None = None
    source: str | None = None
    at_least: bool = False
    """True when the source only says that it is this much or more."""

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Entry):
    """A responsibility, and whether the document marks that AI can assist with it."""

    kind: Literal["duty"] = "duty"
    text: str
    ai_can_assist: bool
    tasks: tuple[str, ...] = ()
    """Ids of the O*NET tasks that it restates, where the document names them."""

    @property
    def label(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Entry):
    """A skill with its level and the reason the document gives for it."""

    kind: Literal["skill"] = "skill"
    name: str
    level: Level
    reason: str

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Entry):
    """A named tool with its category and a line of description."""

    kind: Literal["tool"] = "tool"
    name: str
    category: str
    description: str

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Entry):
    """A named risk and what the document says of it."""

    kind: Literal["risk"] = "risk"
    name: str
    text: str

    @property
    def label(self) -> str:
        return self.name


T = TypeVar("T", bound=Entry)
AnyEntry = Statement | Figure | Duty | Skill | Tool | Risk


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as the document has it; `entries` is empty when only the heading is there."""

    section: Section
    heading: str
    line: int
    body: str
    entries: tuple[AnyEntry, ...]
    is_view: bool = False
    """True when the document marks the section as its authors' view, not data."""

    @property
    def is_blank(self) -> bool:
        """True when the document states the heading without a value."""
        return not self.entries


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile document: an occupation and its sections, in document order."""

    id: str
    title: str
    code: str
    document: str
    aliases: tuple[str, ...]
    sections: tuple[SectionText, ...]
    left_out: tuple[str, ...] = ()
    """What of a free document was not understood and is in no section, each with its place."""

    def place(self, line: int) -> str:
        """Where the `line` of an entry is: "bakers.md, line 3", "baker.pdf, page 3", published figures."""
        if line == PUBLISHED:
            return PUBLISHED_FIGURES
        return f"{self.document}, {_COUNTED_BY.get(PurePath(self.document).suffix.lower(), 'line')} {line}"

    def section(self, section: Section) -> SectionText | None:
        """The section as the document has it, or None when it has no such heading."""
        return next((found for found in self.sections if found.section is section), None)

    def entries(self, section: Section) -> tuple[AnyEntry, ...]:
        """What a section states; empty when the section is blank or absent."""
        found = self.section(section)
        return found.entries if found else ()

    @property
    def salary(self) -> dict[str, Figure]:
        """The pay figures by lower-case name, in document order."""
        return {figure.name.lower(): figure for figure in self._of(Figure, Section.SALARY)}

    @property
    def pay(self) -> dict[str, Figure]:
        """The low, middle and high pay figure by "minimum", "median" and "maximum".

        Where percentiles are stated instead of the ends, they stand for the low and the high one.
        """
        stand_in = {"minimum": "10th percentile", "median": "50th percentile", "maximum": "90th percentile"}
        stated = self.salary
        found = {role: stated.get(role) or stated.get(other) for role, other in stand_in.items()}
        return {role: figure for role, figure in found.items() if figure} or stated

    @property
    def duties(self) -> tuple[Duty, ...]:
        return self._of(Duty, Section.RESPONSIBILITIES)

    @property
    def skills(self) -> tuple[Skill, ...]:
        return self._of(Skill, Section.SKILLS)

    @property
    def tools(self) -> tuple[Tool, ...]:
        return self._of(Tool, Section.TOOLS)

    @property
    def risks(self) -> tuple[Risk, ...]:
        return self._of(Risk, Section.RISKS)

    def _of(self, kind: type[T], section: Section) -> tuple[T, ...]:
        return tuple(entry for entry in self.entries(section) if isinstance(entry, kind))
