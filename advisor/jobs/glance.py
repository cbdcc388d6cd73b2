"""One occupation at a glance: pay, duties, exposure to AI, skills, the way in, tools, outlook, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from advisor.jobs.stated import Origin, Stated, change, document_of, dollars, origin_of, published, stated
from knowledge.catalog import Catalog
from knowledge.errors import UnknownOccupationError
from knowledge.facts import Exposure, Fact, FactTables, OccupationFacts
from knowledge.profile import PUBLISHED, Figure, Level, Profile, Section
from knowledge.published import MEASURE_NAMES, RANK_NAMES, TOLD

Band = Literal["low", "medium", "high"]
ACTIVITIES = 7  # Detailed work activities shown where no document tells the duties.
SCHOOLING = 3  # Levels of schooling shown of a survey's answers.
MEASURE_SOURCE = {"gpt4": "eloundou", "human": "eloundou", "automation": "eloundou", "microsoft": "microsoft"}


@dataclass(frozen=True, slots=True)
class PayPoint:
    """One figure of the range: "Median", "10th percentile", "Minimum"."""

    name: str
    value: float
    said: str
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """The pay figures, the lowest first."""

    points: tuple[PayPoint, ...]
    unit: str
    origin: Origin
    describes: str = ""

    @property
    def median(self) -> PayPoint | None:
        return next((one for one in self.points if one.name in ("Median", "50th percentile")), None)


@dataclass(frozen=True, slots=True)
class DutyLine:
    text: str
    ai_can_assist: bool


@dataclass(frozen=True, slots=True)
class Duties:
    """What is done all day, as a document tells it, or as O*NET lists it."""

    lines: tuple[DutyLine, ...]
    origin: Origin

    @property
    def assisted(self) -> int:
        """How many of them AI can assist with."""
        return sum(one.ai_can_assist for one in self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of exposure to AI: the percentile among all occupations, 100 the most exposed."""

    name: str
    percentile: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class ExposureView:
    """How exposed to AI an occupation is by each measure, and by the middle one of them."""

    band: Band
    percentile: float
    measures: tuple[Measure, ...]
    disagree: bool
    tasks_exposed: int
    """Tasks of O*NET whose time a language model could halve, by GPT-4 and by people..."""
    tasks: int
    """...of so many that are labelled."""
    describes: str = ""


@dataclass(frozen=True, slots=True)
class SkillLine:
    name: str
    level: Level
    reason: str


@dataclass(frozen=True, slots=True)
class ToolLine:
    name: str
    category: str


@dataclass(frozen=True)  # Without slots: MCP takes a slot for a default value.
class Glance:
    """Everything that is shown of one occupation; None and empty is what no source here states."""

    id: str
    code: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    pay: Pay | None
    duties: Duties | None
    activities: tuple[str, ...]
    """Detailed work activities of O*NET, where no document tells the duties."""
    exposure: ExposureView | None
    skills: tuple[SkillLine, ...]
    skills_origin: Origin | None
    entry: Stated | None
    """The education that is typical to enter."""
    experience: Stated | None
    training: Stated | None
    schooling: tuple[Stated, ...]
    """What those asked in a survey hold to be required, the most said first."""
    notes: tuple[Stated, ...]
    """What the document says of education and experience in its own words."""
    tools: tuple[ToolLine, ...]
    tools_origin: Origin | None
    growth: Stated | None
    openings: Stated | None
    employment: Stated | None
    outlook: tuple[Stated, ...]
    """What the document says of the outlook."""
    groups: tuple[str, ...]
    """Titles of wider groups that some of the figures describe instead of this occupation alone."""
    sources: tuple[Origin, ...]


def glance_at(name: str, catalog: Catalog) -> Glance:
    """An occupation by the id of its profile; raises UnknownOccupationError."""
    profile = catalog.get(name)
    if not profile:
        raise UnknownOccupationError(f"No occupation here has the id {name!r}.")
    tables = catalog.tables
    facts = tables.get(profile.code) if tables and profile.code else None
    pay = _pay(profile, facts, tables)
    duties = _duties(profile)
    exposure = _exposure(facts, tables) if tables else None
    entry, experience, training = _way_in(facts, tables)
    figures = _outlook(facts, tables)
    known = (entry, experience, training, *figures)
    groups = (*((pay.describes,) if pay else ()), *(one.describes for one in known if one))
    activities = () if duties or not facts or not tables else _activities(facts, catalog)
    skills_origin = _origin(profile, Section.SKILLS, "onet", tables)
    tools_origin = _origin(profile, Section.TOOLS, "onet", tables)
    schooling, notes, outlook = _schooling(facts, tables), _notes(profile), _prose(profile, Section.OUTLOOK)
    sources = (
        pay.origin if pay else None,
        duties.origin if duties else None,
        *((published("onet", tables),) if activities and tables else ()),
        *(one.origin for one in (exposure.measures if exposure else ())),
        skills_origin,
        *(one.origin for one in (*known, *schooling, *notes, *outlook) if one),
        tools_origin,
    )
    return Glance(
        id=profile.id,
        code=profile.code,
        title=profile.title,
        aliases=profile.aliases,
        summary=" ".join(entry.label for entry in profile.entries(Section.SUMMARY)),
        pay=pay,
        duties=duties,
        activities=activities,
        exposure=exposure,
        skills=tuple(SkillLine(one.name, one.level, one.reason) for one in profile.skills),
        skills_origin=skills_origin,
        entry=entry,
        experience=experience,
        training=training,
        schooling=schooling,
        notes=notes,
        tools=tuple(ToolLine(one.name, one.category) for one in profile.tools),
        tools_origin=tools_origin,
        growth=figures[0],
        openings=figures[1],
        employment=figures[2],
        outlook=outlook,
        groups=tuple(dict.fromkeys(one for one in groups if one)),
        sources=tuple(dict.fromkeys(one for one in sources if one)),
    )


def _pay(profile: Profile, facts: OccupationFacts | None, tables: FactTables | None) -> Pay | None:
    """The published range, unless the document tells a pay of its own."""
    section = profile.section(Section.SALARY)
    if section and section.line != PUBLISHED:
        points = tuple(_point(one.name, one) for one in profile.salary.values())
        if not points:
            return None
        unit = next(iter(profile.salary.values())).unit
        return Pay(tuple(sorted(points, key=lambda one: one.value)), unit, document_of(profile))
    if not facts or not tables or not facts.wages:
        return None
    first = next(iter(facts.wages.values()))
    points = tuple(_point(RANK_NAMES[rank], fact) for rank, fact in facts.wages.items())
    return Pay(points, first.unit, origin_of(first, tables), first.describes)


def _point(name: str, figure: Fact | Figure) -> PayPoint:
    said = dollars(figure.value, figure.unit) + (" or more" if figure.at_least else "")
    return PayPoint(name, figure.value, said, figure.at_least)


def _duties(profile: Profile) -> Duties | None:
    lines = tuple(DutyLine(one.text, one.ai_can_assist) for one in profile.duties)
    return Duties(lines, document_of(profile)) if lines else None


def _activities(facts: OccupationFacts, catalog: Catalog) -> tuple[str, ...]:
    """The activities that stand for the most of its tasks."""
    traits = catalog.traits
    if not traits:
        return ()
    done = traits.detailed[facts.code]
    most = sorted(done, key=lambda one: (-done[one], one))[:ACTIVITIES]
    return tuple(traits.activity_name(one) for one in most)


def _exposure(facts: OccupationFacts | None, tables: FactTables) -> ExposureView | None:
    found: Exposure | None = facts.exposure if facts else None
    if not facts or not found:
        return None
    labelled = [one for one in facts.tasks if one.gpt4 or one.human]
    return ExposureView(
        band=found.band,
        percentile=found.middle,
        measures=tuple(
            Measure(MEASURE_NAMES[name], rank, published(MEASURE_SOURCE[name], tables))
            for name, rank in found.percentiles.items()
        ),
        disagree=found.sources_disagree,
        tasks_exposed=sum(one.is_exposed for one in labelled),
        tasks=len(labelled),
        describes=found.microsoft.describes if found.microsoft else "",
    )


def _way_in(
    facts: OccupationFacts | None, tables: FactTables | None
) -> tuple[Stated | None, Stated | None, Stated | None]:
    """Education, experience and training that the projections name, for the group their numbers are for."""
    if not facts or not tables:
        return None, None, None
    numbers = (facts.growth_percent, facts.openings, facts.employment)
    group = next((one.describes for one in numbers if one and one.source == "projections"), "")
    origin = published("projections", tables)
    said = (facts.entry_education, facts.experience, facts.training)
    entry, experience, training = (Stated(one, origin, describes=group) if one else None for one in said)
    return entry, experience, training


def _schooling(facts: OccupationFacts | None, tables: FactTables | None) -> tuple[Stated, ...]:
    """What the most of those asked hold to be required; nothing where much of it is not published."""
    if not facts or not tables or sum(one.fact.value for one in facts.schooling) < TOLD:
        return ()
    ranked = sorted((one for one in facts.schooling if one.fact.value), key=lambda one: -one.fact.value)
    return tuple(
        Stated(one.name, origin_of(one.fact, tables), one.fact.value, one.fact.describes)
        for one in ranked[:SCHOOLING]
    )


def _outlook(
    facts: OccupationFacts | None, tables: FactTables | None
) -> tuple[Stated | None, Stated | None, Stated | None]:
    """Projected growth, openings a year and people employed."""
    if not facts or not tables:
        return None, None, None
    growth = None
    if fact := facts.growth_percent:
        span = fact.unit.partition(", ")[2]
        growth = Stated(f"{change(fact.value)}, {span}", origin_of(fact, tables), fact.value, fact.describes)
    return (
        growth,
        stated(facts.openings, tables, "{:,.0f} a year"),
        stated(facts.employment, tables, "{:,.0f} people"),
    )


def _notes(profile: Profile) -> tuple[Stated, ...]:
    return (*_prose(profile, Section.EDUCATION), *_prose(profile, Section.EXPERIENCE))


def _prose(profile: Profile, section: Section) -> tuple[Stated, ...]:
    """What the document itself says in a section."""
    found = profile.section(section)
    if not found or found.line == PUBLISHED:
        return ()
    return tuple(Stated(one.label, document_of(profile)) for one in found.entries)


def _origin(profile: Profile, section: Section, key: str, tables: FactTables | None) -> Origin | None:
    """Where the entries of a section come from; None where there are none."""
    found = profile.section(section)
    if not found or not found.entries:
        return None
    return published(key, tables) if found.line == PUBLISHED and tables else document_of(profile)


def glances_at(names: Iterable[str], catalog: Catalog) -> tuple[Glance, ...]:
    """Several occupations, each once."""
    return tuple(glance_at(name, catalog) for name in dict.fromkeys(names))
