"""The page layout: every section, blanks, and every line that is refused, with how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_profile
from knowledge.errors import ProfileFormatError
from knowledge.profile import Profile, Section
from tests.ingest.made import PAGE, written


def read(tmp_path: Path, text: str) -> Profile:
    return read_profile(written(tmp_path / "bakers.txt", text), tmp_path)


def test_every_section_is_read_in_document_order(tmp_path: Path) -> None:
    sections = read(tmp_path, PAGE).sections
    assert [found.section for found in sections] == list(Section)
    lines = PAGE.splitlines()
    assert all(lines[found.line - 1].removeprefix("- ") == found.heading for found in sections)


def test_the_code_comes_from_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE).code == "51-3011.00"
    assert read(tmp_path, PAGE.replace("Bakers", "Tea tasters of Mars", 1)).code == ""


def test_an_entry_of_several_lines_quotes_them_all(tmp_path: Path) -> None:
    profile = read(tmp_path, PAGE)
    tool = profile.tools[0]
    assert tool.quote == "Spiral mixer (SM)\nMachine\nKneads without warming the dough."
    assert PAGE.splitlines()[tool.line - 1] == "Spiral mixer (SM)"
    assert profile.salary["median"].quote == "Median\n- $36,500 a year"


def test_education_and_experience_stand_below_requirements(tmp_path: Path) -> None:
    profile = read(tmp_path, PAGE)
    assert [entry.label for entry in profile.entries(Section.EDUCATION)] == [
        "No formal schooling is asked for"
    ]
    assert [entry.label for entry in profile.entries(Section.EXPERIENCE)] == ["A year in a kitchen helps"]


def test_a_heading_without_a_value_is_stated_and_blank(tmp_path: Path) -> None:
    profile = read(tmp_path, PAGE)
    assert [found.section for found in profile.sections if found.is_blank] == [Section.AI_IMPACT_SCORE]


@pytest.mark.parametrize("section", ["AI Impact Score", "Job Responsibilities", "Career Outlook"])
def test_an_empty_bullet_is_never_a_value(tmp_path: Path, section: str) -> None:
    try:
        profile = read(tmp_path, f"Bakers\n{section}\n-\nNew Frontiers\n")
    except ProfileFormatError as refused:
        assert refused.line == 3
    else:
        assert profile.sections[0].is_blank


def test_a_line_below_requirements_is_never_taken_for_a_responsibility(tmp_path: Path) -> None:
    text = "Bakers\nJob Responsibilities\n- Bake\nRequirements\n- A hygiene card\n- Education\n- None\n"
    try:
        profile = read(tmp_path, text)
    except ProfileFormatError as refused:
        assert refused.line == 5
    else:
        assert [duty.text for duty in profile.duties] == ["Bake"]


MALFORMED = {
    "a heading for a title": ("Salary Data\n- Median\n- $5\n", 1, ["title", "'Bakers'"]),
    "an entry for a title": ("- Bakers\nSalary Data\n", 1, ["title", "'Bakers'"]),
    "text before the sections": ("Bakers\nA fine job\nSalary Data\n", 2, ["'A fine job'", "heading"]),
    "heading twice": (
        "Bakers\nNew Frontiers\n- Mars\nCareer Outlook\nnew frontiers\n- Venus\n",
        5,
        ["'new frontiers'", "line 2", "merge"],
    ),
    "pay without its amount": (
        "Bakers\nSalary Data\n- Minimum\n- $5\n- Median\nCareer Outlook\n",
        5,
        ["Salary Data", "'- Median'", "next line"],
    ),
    "pay that is not a number": (
        "Bakers\nSalary Data\n- Median\n- plenty\n",
        3,
        ["'Median'", "'plenty'", "$45,000"],
    ),
    "skill before its dash": (
        "Bakers\nIn-Demand Skills\nCare\nHigh\nIt matters.\n",
        3,
        ["In-Demand Skills", "'Care'", "lone '-'"],
    ),
    "skill of two lines": (
        "Bakers\nIn-Demand Skills\n-\nCare\nHigh\n",
        4,
        ["'Care'", "2 lines", "needs 3", "level (High, Medium or Low)"],
    ),
    "skill of an unknown level": (
        "Bakers\nIn-Demand Skills\n-\nCare\nHuge\nIt matters.\n",
        4,
        ["'Care'", "'Huge'", "High, Medium or Low"],
    ),
    "tool of four lines": (
        "Bakers\nRecommended Tools\n-\nOven\nMachine\nBakes.\nAnd burns.\n",
        4,
        ["Recommended Tools", "'Oven'", "4 lines", "needs 3", "category"],
    ),
    "risk of one line": (
        "Bakers\nRisks & Considerations\n-\nBurns\n",
        4,
        ["'Burns'", "1 lines", "needs 2", "description"],
    ),
    "a dash with nothing after it": (
        "Bakers\nCareer Outlook\nGood.\nRecommended Tools\n-\nCareer Summary\nThey bake.\n",
        4,
        ["Recommended Tools", "0 lines", "needs 3"],
    ),
    "no section at all": ("Bakers\nAI Impact Analysis\n", 1, ["heading", "knowledge/README.md"]),
}


@pytest.mark.parametrize(("text", "line", "words"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_document_is_refused_with_file_line_cause_and_mend(
    tmp_path: Path, text: str, line: int, words: list[str]
) -> None:
    with pytest.raises(ProfileFormatError) as refused:
        read(tmp_path, text)
    message = str(refused.value)
    assert message.startswith(f"bakers.txt, line {line}: ")
    assert [word for word in words if word not in message] == []
