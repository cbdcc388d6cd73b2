"""What a composer works with: entries, their own words, and where those words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.material import in_full, money
from advisor.citations import squeeze
from knowledge.profile import Profile, Section
from tests.advisor.made import document, material_of, profile_of


def test_every_entry_is_cited_by_its_own_words_in_its_own_section(officer: Profile) -> None:
    material = material_of(officer)
    for section in Section:
        for entry in officer.entries(section):
            evidence = material.evidence(section, entry)
            assert evidence.chunk.section is section
            assert evidence.quote == entry.quote
            assert squeeze(evidence.quote) in squeeze(evidence.chunk.text)


def test_every_entry_is_found_again_by_its_chunk(officer: Profile) -> None:
    material = material_of(officer)
    for section in Section:
        for entry in officer.entries(section):
            assert material.entry(material.chunk_id(section, entry)) == (section, entry)


def test_a_section_too_long_for_one_chunk_is_cited_where_the_words_stand(tmp_path: Path) -> None:
    duties = "\n".join(f"- Duty {number}: " + "knead the dough well " * 10 for number in range(12))
    profile = profile_of(document(responsibilities=duties), tmp_path)
    material = material_of(profile)
    assert len(material.section_chunks(Section.RESPONSIBILITIES)) > 1
    for duty in profile.duties:
        evidence = material.evidence(Section.RESPONSIBILITIES, duty)
        assert squeeze(duty.quote) in squeeze(evidence.chunk.text)


def test_a_section_without_a_value_is_cited_by_its_heading(officer: Profile) -> None:
    (evidence,) = material_of(officer).whole(Section.AI_IMPACT_SCORE)
    assert evidence.quote == "AI Impact Score"


def test_a_section_that_is_not_there_has_nothing_to_cite(tmp_path: Path) -> None:
    profile = profile_of(document(risks=None), tmp_path)
    assert material_of(profile).whole(Section.RISKS) == ()


def test_an_entry_is_shown_with_its_level_category_and_mark(bakers: Profile) -> None:
    assert "High" in in_full(bakers.skills[0])
    assert "Kitchen" in in_full(bakers.tools[0])
    assert "AI can assist" in in_full(bakers.duties[0])
    assert "AI can assist" not in in_full(bakers.duties[1])
    assert "$34,000 a year" in in_full(bakers.salary["median"])


@pytest.mark.parametrize(
    ("value", "shown"), [(45_000, "$45,000"), (1_234_567, "$1,234,567"), (9.5, "$9.50"), (0.25, "$0.25")]
)
def test_money_is_written_as_people_write_it(value: float, shown: str) -> None:
    assert money(value) == shown
