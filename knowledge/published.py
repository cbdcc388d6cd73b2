"""Sections of a profile made from published figures, for what its document does not say.

An occupation without a document gets a profile made of such sections alone. A section that the
document has, even as a blank heading, is never replaced: what a document states stays its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from knowledge.facts import Exposure, Fact, FactTables, NamedFact, OccupationFacts
from knowledge.profile import (
    PUBLISHED,
    PUBLISHED_FIGURES,
    AnyEntry,
    Figure,
    Level,
    Profile,
    Section,
    SectionText,
    Skill,
    Statement,
    Tool,
)

RANK_NAMES = {
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "Median",
    "p75": "75th percentile",
    "p90": "90th percentile",
}
HIGH, MEDIUM = 3.5, 2.75  # Importance, from 1 to 5, from which a skill's level is High or Medium.
DUTIES, SKILLS, TOOLS = 16, 8, 10  # Named in a profile that has no document.
NAMED_BY_SOURCE = {Section.RESPONSIBILITIES: "Detailed Work Activities", Section.TOOLS: "Software"}
"""Headings of sections whose entries are names alone; the source stands in the heading, once."""
TOLD = 80  # Percent of a survey's answers that must be known: what is suppressed may be what most said.
MEASURE_NAMES = {
    "gpt4": "labels by GPT-4",
    "human": "labels by people",
    "automation": "automation labels",
    "microsoft": "observed use of an AI assistant",
}


def with_published(profile: Profile, tables: FactTables) -> Profile:
    """The profile with every section that it lacks and the tables can fill."""
    facts = tables.get(profile.code) if profile.code else None
    if not facts:
        return profile
    have = {one.section for one in profile.sections}
    added = [one for one in published_sections(facts, tables) if one.section not in have]
    return replace(profile, sections=(*profile.sections, *added))


def published_profile(code: str, tables: FactTables) -> Profile:
    """The profile of an occupation that has figures but no document."""
    bare = Profile(code, tables.title(code), code, PUBLISHED_FIGURES, (), ())
    return with_published(bare, tables)


def published_only(profile: Profile) -> Profile:
    """The profile with just its published sections, which stand on no line of a document."""
    sections = tuple(one for one in profile.sections if one.line == PUBLISHED)
    return replace(profile, sections=sections)


def level_of_importance(importance: float) -> Level:
    """The level that a rated importance from 1 to 5 is called by."""
    return "High" if importance >= HIGH else "Medium" if importance >= MEDIUM else "Low"


def published_sections(facts: OccupationFacts, tables: FactTables) -> list[SectionText]:
    """All sections that the figures can fill, those without any figure left out."""
    made: dict[Section, Callable[[], Iterable[AnyEntry]]] = {
        Section.SALARY: lambda: _pay(facts, tables),
        Section.RESPONSIBILITIES: lambda: map(_statement, facts.detailed[:DUTIES]),
        Section.EDUCATION: lambda: _education(facts, tables),
        Section.EXPERIENCE: lambda: _experience(facts, tables),
        Section.SKILLS: lambda: rated_skills(facts, tables),
        Section.MARKET_DEMAND: lambda: _demand(facts, tables),
        Section.AI_INTEGRATION: lambda: _exposure(facts.exposure, tables) if facts.exposure else (),
        Section.TOOLS: lambda: _tools(facts, tables),
        Section.OUTLOOK: lambda: _outlook(facts, tables),
    }
    sections = []
    for section, entries_of in made.items():
        if entries := tuple(entries_of()):
            body = "\n".join(entry.quote for entry in entries)
            heading = section.heading
            if section in NAMED_BY_SOURCE:
                heading = f"{NAMED_BY_SOURCE[section]} ({_source('onet', tables)})"
            sections.append(SectionText(section, heading, PUBLISHED, body, entries))
    return sections


def rated_skills(facts: OccupationFacts, tables: FactTables, *, most: int = SKILLS) -> Iterable[Skill]:
    """The skills and fields of knowledge that are rated highest, each with its level and rating."""
    rated = sorted((*facts.skills, *facts.knowledge), key=lambda one: -one.fact.value)
    for one in _distinct(rated)[:most]:
        level = level_of_importance(one.fact.value)
        reason = f"Importance {one.fact.value:.2f} of 5 ({_named(one.fact, tables)}, {one.fact.year})"
        yield Skill(
            name=one.name, level=level, reason=reason, quote=f"{one.name} ({level}): {reason}", line=PUBLISHED
        )


def stated_levels(levels: Iterable[NamedFact], tables: FactTables) -> Statement:
    """What level some skills and fields of knowledge are rated at; raises ValueError for none.

    Answers about moves cite it where no section of the profile goes into levels.
    """
    rated = list(levels)
    if not rated:
        raise ValueError("no rated levels to state")
    said = "; ".join(f"{name} {fact.value:.2f} ({fact.year})" for name, fact in rated)
    return _statement(f"Level from 0 to 7: {said} ({_named(rated[0].fact, tables)})")


def stated_ratings(ratings: Iterable[NamedFact], tables: FactTables) -> Statement:
    """What some elements of one table of ratings are rated at; raises ValueError for none."""
    rated = list(ratings)
    if not rated:
        raise ValueError("no ratings to state")
    said = "; ".join(f"{name} {fact.value:.2f} ({fact.year})" for name, fact in rated)
    scale = rated[0].fact.unit.partition(",")[0].capitalize()
    return _statement(f"{scale} from 1 to 5: {said} ({_named(rated[0].fact, tables)})")


def stated_activities(names: Iterable[str], tables: FactTables) -> Statement:
    """Some detailed work activities of an occupation, cited where no levels are rated."""
    return _statement(f"Among its detailed work activities: {'; '.join(names)} ({_source('onet', tables)})")


def stated_software(facts: OccupationFacts, tables: FactTables) -> Statement:
    """All programs that are listed for an occupation, as an answer cites them."""
    names = "; ".join(one.name for one in facts.technologies)
    return _statement(f"Software: {names} ({_source('onet', tables)})")


def stated_rating(named: NamedFact, tables: FactTables) -> Statement:
    """One rating from 1 to 5, as answers cite it."""
    fact = named.fact
    return _statement(f"{named.name}: {fact.value:.2f} of 5 ({_named(fact, tables)}, {fact.year})")


def _statement(text: str) -> Statement:
    return Statement(text=text, quote=text, line=PUBLISHED)


def _pay(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    for rank, fact in facts.wages.items():
        name, unit = RANK_NAMES[rank], fact.unit.removeprefix("USD ")
        amount = f"${fact.value:,.2f}" if unit == "an hour" else f"${fact.value:,.0f}"
        more = " or more" if fact.at_least else ""
        yield Figure(
            name=name,
            value=fact.value,
            unit=fact.unit,
            year=fact.year,
            source=_named(fact, tables),
            at_least=fact.at_least,
            quote=f"{name}: {amount} {unit}{more} ({_named(fact, tables)})",
            line=PUBLISHED,
        )


def _education(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    if facts.entry_education:
        yield _statement(f"Typical education to enter: {facts.entry_education} ({_asked_by(facts, tables)})")
    asked = sorted((one for one in facts.schooling if one.fact.value), key=lambda one: -one.fact.value)[:2]
    if sum(one.fact.value for one in facts.schooling) >= TOLD:
        shares = "; ".join(f"{one.name}: {one.fact.value:g} percent" for one in asked)
        fact = asked[0].fact
        source = f"{_named(fact, tables)}, {fact.year}"
        yield _statement(f"What those asked in a survey hold to be required: {shares} ({source})")


def _experience(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    source = _asked_by(facts, tables) if facts.experience or facts.training else ""
    if facts.experience:
        yield _statement(f"Work experience in a related occupation: {facts.experience} ({source})")
    if facts.training:
        yield _statement(f"Training on the job to become competent: {facts.training} ({source})")
    if facts.job_zone:
        zone = facts.job_zone
        yield _statement(
            f"Job Zone: {zone.value:g} of 5, where 5 needs the most preparation ({_named(zone, tables)},"
            f" {zone.year})"
        )


def _tools(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    ranked = sorted(facts.technologies, key=lambda one: (not one.in_demand, not one.hot))
    for one in ranked[:TOOLS]:
        kind = "in demand" if one.in_demand else "widely used" if one.hot else "software"
        quote = f"{one.name} ({kind})"
        yield Tool(name=one.name, category=kind, description="", quote=quote, line=PUBLISHED)


def _demand(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    if fact := facts.employment:
        yield _statement(f"People employed in {fact.year}: {fact.value:,.0f} ({_named(fact, tables)})")
    if fact := facts.employment_then:
        year = fact.unit.rpartition(" ")[2]
        yield _statement(
            f"People employed in {year}, as projected: {fact.value:,.0f} ({_named(fact, tables)})"
        )
    if fact := facts.openings:
        yield _statement(
            f"Job openings: {fact.value:,.0f} {fact.unit.partition(' ')[2]} ({_named(fact, tables)})"
        )


def _outlook(facts: OccupationFacts, tables: FactTables) -> Iterable[AnyEntry]:
    if fact := facts.growth_percent:
        span = fact.unit.partition(", ")[2]
        way = "grow" if fact.value > 0 else "fall"
        said = f"{way} by {abs(fact.value):g} percent" if fact.value else "stay the same"
        yield _statement(f"Employment is projected to {said} from {span} ({_named(fact, tables)}).")


def _exposure(exposure: Exposure, tables: FactTables) -> Iterable[AnyEntry]:
    source = _source("eloundou", tables)
    for by, who in (("gpt4", "GPT-4"), ("human", "people")):
        shares = [exposure.shares.get(f"{by}_{share}") for share in ("direct", "tools", "none")]
        if direct_tools_none := [fact.value for fact in shares if fact]:
            direct, tools, none = direct_tools_none
            yield _statement(
                f"By the labels of {who}, a language model could speed up {direct:g} percent of the"
                f" {exposure.tasks} tasks directly, {tools:g} percent with further tools, and"
                f" {none:g} percent not ({source})"
            )
    if exposure.microsoft:
        yield _statement(
            f"Applicability score from observed use of an AI assistant: {exposure.microsoft.value:.3f} of 1"
            f" ({_named(exposure.microsoft, tables)}); its authors say that it does not measure replacement"
        )
    ranks = ", ".join(
        f"{MEASURE_NAMES[name]} {rank:.0f}"
        for name, rank in exposure.percentiles.items()
        if name in MEASURE_NAMES
    )
    yield _statement(f"Percentile among all occupations, 100 the most exposed: {ranks}")
    disagree = "; the measures disagree" if exposure.sources_disagree else ""
    yield _statement(
        f"Exposure to AI: {exposure.band}, by the middle one of these percentiles (below 33.3 is low, above"
        f" 66.7 high){disagree}"
    )


def _distinct(rated: Iterable[NamedFact]) -> list[NamedFact]:
    """The first of each name; "Mathematics" is both a skill and a field of knowledge."""
    found: dict[str, NamedFact] = {}
    for one in rated:
        found.setdefault(one.name, one)
    return list(found.values())


def _named(fact: Fact, tables: FactTables) -> str:
    """The source of a fact in words, with the wider group it is about where it is not this occupation."""
    group = f"; for the wider group {fact.describes}, specialties included" if fact.describes else ""
    return f"{_source(fact.source, tables)}{group}"


def _asked_by(facts: OccupationFacts, tables: FactTables) -> str:
    """The source of what the projections say of entry, for the group that their numbers are for."""
    numbers = (facts.growth_percent, facts.openings, facts.employment)
    of_group = next((fact for fact in numbers if fact and fact.source == "projections"), None)
    return _named(of_group, tables) if of_group else _source("projections", tables)


def _source(key: str, tables: FactTables) -> str:
    return tables.sources[key].name
