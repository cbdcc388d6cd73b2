"""A profile as typed values: what is stated, what is blank, what is absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from ingest.readers import read_profile
from knowledge.profile import HEADINGS, LEVELS, Profile, Section
from tests.ingest.made import HOUSE, PAGE, written


@pytest.fixture
def bakers(tmp_path: Path) -> Profile:
    return read_profile(written(tmp_path / "bakers.md", HOUSE), tmp_path)


def test_every_section_has_one_heading() -> None:
    assert set(HEADINGS) == set(Section)
    assert len({heading.lower() for heading in HEADINGS.values()}) == len(Section)
    assert all(section.heading == HEADINGS[section] for section in Section)


def test_a_blank_section_and_an_absent_one_both_have_no_entries(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "b.md", "# Bakers\n## AI Impact Score\n"), tmp_path)
    assert profile.entries(Section.AI_IMPACT_SCORE) == profile.entries(Section.SALARY) == ()
    assert profile.section(Section.SALARY) is None
    assert (profile.salary, profile.duties, profile.skills, profile.tools, profile.risks) == (
        {},
        (),
        (),
        (),
        (),
    )


def test_pay_is_looked_up_by_its_name_in_lower_case_in_document_order(bakers: Profile) -> None:
    assert list(bakers.salary) == ["minimum", "median", "hourly"]
    assert bakers.salary["minimum"].name == "Minimum"


def test_what_the_document_does_not_say_is_none(bakers: Profile) -> None:
    assert bakers.salary["median"].year is None
    assert bakers.salary["median"].source is None


def test_the_label_of_an_entry_is_what_a_person_would_call_it(bakers: Profile) -> None:
    labels = {section.section: [entry.label for entry in section.entries] for section in bakers.sections}
    assert labels[Section.SKILLS] == ["Stamina", "Arithmetic", "Small talk"]
    assert labels[Section.TOOLS] == ["Spiral mixer (SM)", "FlourSheet"]
    assert labels[Section.RISKS] == ["Burns"]
    assert labels[Section.RESPONSIBILITIES] == ["Weigh flour by the recipe", "Shape loaves by hand"]


def test_levels_run_from_high_to_low() -> None:
    assert LEVELS == ("High", "Medium", "Low")


@pytest.mark.parametrize("text", [HOUSE, PAGE], ids=["house", "page"])
def test_a_profile_survives_being_written_as_json(tmp_path: Path, text: str) -> None:
    profile = read_profile(written(tmp_path / "bakers.txt", text), tmp_path)
    adapter = TypeAdapter(Profile)
    assert adapter.validate_json(adapter.dump_json(profile)) == profile
