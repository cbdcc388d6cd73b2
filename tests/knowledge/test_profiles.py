"""The shipped profile of border officers: whole, in the house format, true to the seed page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ingest.readers import read_profile
from knowledge.profile import Duty, Entry, Figure, Profile, Risk, Section, Skill, Statement, Tool
from tests.conftest import PROFILE, SEED

PROSE = (Section.SUMMARY, Section.OUTLOOK)


@pytest.fixture(scope="module")
def shipped() -> Profile:
    return read_profile(PROFILE, PROFILE.parent)


@pytest.fixture(scope="module")
def seed() -> Profile:
    if not SEED.exists():
        pytest.skip("the seed page is not here")
    return read_profile(SEED, SEED.parent)


def words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def written_by_someone(profile: Profile) -> Iterator[str]:
    """The sentences of a profile, without the names, levels, categories and amounts in it."""
    for section in profile.sections:
        for entry in section.entries:
            match entry:
                case Statement() | Duty() | Risk():
                    yield entry.text
                case Skill():
                    yield entry.reason
                case Tool():
                    yield entry.description


def facts(entry: Entry) -> tuple[object, ...]:
    """What an entry states apart from its sentences."""
    match entry:
        case Figure():
            return entry.name, entry.value, entry.unit
        case Duty():
            return (entry.ai_can_assist,)
        case Skill():
            return entry.name, entry.level
        case Tool():
            return entry.name, entry.category
        case Risk():
            return (entry.name,)
    return ()


def test_the_shipped_profile_has_every_section_and_leaves_blank_what_it_does_not_know(
    shipped: Profile,
) -> None:
    assert [section.section for section in shipped.sections] == list(Section)
    assert {section.section for section in shipped.sections if section.is_blank} == {
        Section.AI_IMPACT_SCORE,
        Section.MARKET_DEMAND,
        Section.AI_INTEGRATION,
    }


def test_the_shipped_profile_is_of_the_same_occupation_as_the_seed_page(
    shipped: Profile, seed: Profile
) -> None:
    assert (shipped.id, shipped.title, shipped.code) == (seed.id, seed.title, seed.code)


def test_the_shipped_profile_has_as_many_entries_as_the_seed_page(shipped: Profile, seed: Profile) -> None:
    lists = [section for section in Section if section not in PROSE]
    assert {section: len(shipped.entries(section)) for section in lists} == {
        section: len(seed.entries(section)) for section in lists
    }
    assert [found.is_blank for found in shipped.sections] == [found.is_blank for found in seed.sections]


def test_the_shipped_profile_has_the_names_levels_categories_and_figures_of_the_seed_page(
    shipped: Profile, seed: Profile
) -> None:
    for section in Section:
        if section not in PROSE:
            assert [facts(entry) for entry in shipped.entries(section)] == [
                facts(entry) for entry in seed.entries(section)
            ]


def test_the_shipped_profile_has_none_of_the_sentences_of_the_seed_page(
    shipped: Profile, seed: Profile
) -> None:
    sentences = [words(sentence) for sentence in written_by_someone(seed)]
    assert len(sentences) > 40
    ours = words(PROFILE.read_text("utf-8"))
    assert [sentence for sentence in sentences if sentence in ours] == []
