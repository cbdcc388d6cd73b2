"""The shipped profiles agree with the shipped tables, and each is written for its own occupation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest

from ingest.pipeline import load_documents
from knowledge.facts import FactTables, OccupationFacts, ai_can_assist
from knowledge.profile import Profile, Section, Statement
from knowledge.published import level_of_importance
from tests.conftest import PROFILE

FIRST_DOCUMENT = "33-3051.04"  # Its facts, marks and figures are those of the page the project began from.
ALL_EMPLOYED = 169_956_400  # Employment Projections 2024-34, table 1.2, all occupations in 2024.
TABLES = FactTables.load()
PROFILES = {
    profile.code: profile
    for profile in load_documents(PROFILE.parent).profiles
    if profile.code != FIRST_DOCUMENT
}
RUN = 6  # Words in a row that two profiles may share only as a stock phrase.
STOCK = 12  # Profiles from which a run of words counts as a stock phrase.
LONGEST = 28  # Words of a sentence.


def facts_of(code: str) -> OccupationFacts:
    facts = TABLES.get(code)
    assert facts, code
    return facts


def prose(profile: Profile) -> str:
    return "\n".join(section.body for section in profile.sections if section.section is not Section.OUTLOOK)


def test_the_profiles_stand_for_three_quarters_of_all_who_work() -> None:
    groups = {}
    for code in PROFILES:
        fact = facts_of(code).employment
        assert fact, code
        groups[code[:7]] = fact.value
    assert len(PROFILES) >= 150
    assert sum(groups.values()) >= 0.75 * ALL_EMPLOYED


@pytest.mark.parametrize("code", PROFILES)
def test_duties_restate_tasks_of_the_occupation_and_are_marked_by_the_rule(code: str) -> None:
    labels = {task.task_id: task for task in facts_of(code).tasks}
    duties = PROFILES[code].duties
    assert 6 <= len(duties) <= 10
    for duty in duties:
        assert duty.tasks, duty.text
        assert set(duty.tasks) <= set(labels), duty.text
        assert duty.ai_can_assist == ai_can_assist([labels[one] for one in duty.tasks]), duty.text
    assert max(Counter(one for duty in duties for one in duty.tasks).values()) == 1


@pytest.mark.parametrize("code", PROFILES)
def test_what_ai_shares_or_takes_over_rests_on_tasks_of_the_occupation(code: str) -> None:
    known = {task.task_id for task in facts_of(code).tasks}
    for section in (Section.COPILOT_TASKS, Section.AUTOMATION):
        for entry in PROFILES[code].entries(section):
            assert isinstance(entry, Statement)
            assert set(entry.tasks) <= known, entry.text
            assert entry.tasks, entry.text


@pytest.mark.parametrize("code", PROFILES)
def test_skills_are_rated_ones_with_the_level_of_their_importance(code: str) -> None:
    facts = facts_of(code)
    rated: dict[str, set[str]] = {}
    for one in (*facts.skills, *facts.knowledge):
        rated.setdefault(one.name, set()).add(level_of_importance(one.fact.value))
    skills = PROFILES[code].skills
    assert [one.name for one in skills if one.level not in rated.get(one.name, ())] == []


@pytest.mark.parametrize("code", PROFILES)
def test_tools_are_named_for_the_occupation(code: str) -> None:
    facts = facts_of(code)
    named = {one.name for one in facts.technologies} | set(facts.equipment)
    assert [tool.name for tool in PROFILES[code].tools if tool.name not in named] == []


@pytest.mark.parametrize("code", PROFILES)
def test_the_outlook_agrees_with_the_projection(code: str) -> None:
    facts = facts_of(code)
    said = " ".join(entry.quote for entry in PROFILES[code].entries(Section.OUTLOOK))
    assert facts.growth_percent
    assert facts.openings
    growth = facts.growth_percent.value
    way = "grow by" if growth > 0 else "fall by" if growth < 0 else ""
    assert f"{way} {abs(growth):g} percent".strip() in said or growth == 0
    assert f"{facts.openings.value:,.0f}" in said


@pytest.mark.parametrize("code", PROFILES)
def test_judgement_is_marked_and_figures_stay_in_the_tables(code: str) -> None:
    views = (Section.COPILOT_TASKS, Section.AUTOMATION, Section.NEW_FRONTIERS, Section.RISKS)
    sections = {one.section: one for one in PROFILES[code].sections}
    assert [one for one in views if one in sections and not sections[one].is_view] == []
    assert not set(sections) & {Section.SALARY, Section.AI_IMPACT_SCORE}
    assert not re.search(r"\d+ ?(?:percent|%)", prose(PROFILES[code]))


@pytest.mark.parametrize("code", PROFILES)
def test_sentences_are_short(code: str) -> None:
    sentences = re.split(r"(?<=[.!?])\s|\n", "\n".join(one.body for one in PROFILES[code].sections))
    assert [one for one in sentences if len(one.split()) > LONGEST + 2] == []


def test_no_two_profiles_share_more_than_stock_phrases() -> None:
    runs = {code: set(runs_of(profile)) for code, profile in PROFILES.items()}
    usage = Counter(run for found in runs.values() for run in found)
    own = {code: {run for run in found if usage[run] < STOCK} for code, found in runs.items()}
    shared = {
        (one, other): own[one] & own[other] for one, other in combinations(own, 2) if own[one] & own[other]
    }
    worst = max(shared.items(), key=lambda item: len(item[1]), default=(None, set()))
    assert len(worst[1]) <= 4, worst
    assert sum(map(len, shared.values())) <= len(PROFILES)


def runs_of(profile: Profile) -> Iterator[tuple[str, ...]]:
    """All runs of RUN words within an entry's own words, names of skills and tools left out."""
    for section in profile.sections:
        if section.section is Section.OUTLOOK:
            continue
        for entry in section.entries:
            text = entry.quote.partition("**: ")[2] or entry.quote.partition("): ")[2] or entry.quote
            words = re.findall(r"[a-z']+", text.lower())
            for start in range(len(words) - RUN + 1):
                yield tuple(words[start : start + RUN])


def test_the_rule_marks_some_duties_and_leaves_others() -> None:
    duties = [duty for profile in PROFILES.values() for duty in profile.duties]
    assert 0.2 < sum(duty.ai_can_assist for duty in duties) / len(duties) < 0.8
