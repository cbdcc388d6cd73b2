"""The part of a list that is asked for: what is named, or all but what is left out."""

from __future__ import annotations

import pytest

from advisor.answering.selection import Selection, select
from knowledge.profile import Profile, Section
from tests.advisor.made import asked, material_of


def selected(profile: Profile, section: Section, text: str, *facets: str, kind: str = "list") -> Selection:
    question = asked(text, section.value, kind=kind, facets=facets, profiles=[profile.id])
    return select(question, material_of(profile), section)


def labels(selection: Selection) -> list[str]:
    return [entry.label for entry in selection.entries]


def test_a_selection_says_whether_it_is_a_part(officer: Profile) -> None:
    assert not selected(officer, Section.SKILLS, "skills").is_part
    assert selected(officer, Section.SKILLS, "skills", "high").is_part


@pytest.mark.parametrize(
    ("section", "text", "gone"),
    [
        (Section.TOOLS, "tools that do not come from Microsoft", ["Microsoft Excel", "Microsoft Outlook"]),
        (Section.RISKS, "all risks except the one about data breaches", ["Data security breaches"]),
        (Section.SKILLS, "which skills besides communication", ["Communication"]),
    ],
)
def test_what_is_left_out_is_left_out(officer: Profile, section: Section, text: str, gone: list[str]) -> None:
    everything = [entry.label for entry in officer.entries(section)]
    chosen = selected(officer, section, text, "negated")
    assert labels(chosen) == [label for label in everything if label not in gone]
    assert all(label in chosen.words for label in gone)


def test_two_categories_can_be_left_out_together(officer: Profile) -> None:
    chosen = selected(officer, Section.TOOLS, "tools that are neither AI nor a database", "negated", "ai_no")
    categories = {entry.category for entry in chosen.entries if hasattr(entry, "category")}
    assert categories == {"Data Analysis", "Navigation", "Communication"}


def test_an_entry_that_is_only_named_is_not_left_out(officer: Profile) -> None:
    assert len(labels(selected(officer, Section.RISKS, "which risks are about data"))) == 5


def test_leaving_out_what_is_not_there_leaves_everything(officer: Profile) -> None:
    chosen = selected(officer, Section.RISKS, "every risk apart from volcanoes", "negated")
    assert len(labels(chosen)) == len(officer.risks)
