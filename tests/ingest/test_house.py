"""The house format: every section, blanks, and every line that is refused, with how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_profile
from knowledge.errors import ProfileFormatError
from knowledge.profile import Profile, Section, Tool
from tests.ingest.made import HOUSE, written


def read(tmp_path: Path, text: str) -> Profile:
    return read_profile(written(tmp_path / "bakers.md", text), tmp_path)


def test_the_title_the_code_and_the_other_names_are_read(tmp_path: Path) -> None:
    profile = read(tmp_path, HOUSE)
    assert (profile.id, profile.document) == ("bakers", "bakers.md")
    assert (profile.title, profile.code) == ("Bakers", "51-3011.00")
    assert profile.aliases == ("pastry cook", "bread baker")


def test_every_section_is_read_in_document_order(tmp_path: Path) -> None:
    sections = read(tmp_path, HOUSE).sections
    assert [found.section for found in sections] == list(Section)
    lines = HOUSE.splitlines()
    assert all(lines[found.line - 1] == f"## {found.heading}" for found in sections)


def test_pay_skills_tools_and_risks_keep_their_parts(tmp_path: Path) -> None:
    profile = read(tmp_path, HOUSE)
    assert {name: (pay.value, pay.unit) for name, pay in profile.salary.items()} == {
        "minimum": (25_000, "USD a year"),
        "median": (36_500, "USD a year"),
        "hourly": (17.55, "USD an hour"),
    }
    assert [(skill.name, skill.level, skill.reason) for skill in profile.skills] == [
        ("Stamina", "High", "Dough is heavy."),
        ("Arithmetic", "Medium", "Recipes are scaled up."),
        ("Small talk", "Low", "Few customers are about at four in the morning."),
    ]
    assert [(tool.name, tool.category) for tool in profile.tools] == [
        ("Spiral mixer (SM)", "Machine"),
        ("FlourSheet", "Software"),
    ]
    assert [(risk.name, risk.text) for risk in profile.risks] == [("Burns", "Ovens and trays are hot.")]
    assert [(duty.text, duty.ai_can_assist) for duty in profile.duties] == [
        ("Weigh flour by the recipe", True),
        ("Shape loaves by hand", False),
    ]


def test_a_heading_without_a_value_is_stated_and_blank(tmp_path: Path) -> None:
    profile = read(tmp_path, HOUSE)
    score = profile.section(Section.AI_IMPACT_SCORE)
    assert score is not None
    assert score.is_blank
    assert score.body == ""
    assert [found.section for found in profile.sections if found.is_blank] == [Section.AI_IMPACT_SCORE]


def test_a_heading_that_is_not_there_is_not_the_same_as_a_blank_one(tmp_path: Path) -> None:
    profile = read(tmp_path, "# Bakers\n## Education\n")
    assert profile.section(Section.EDUCATION) is not None
    assert profile.section(Section.SALARY) is None


@pytest.mark.parametrize("section", ["AI Impact Score", "Job Responsibilities", "Career Outlook"])
def test_an_empty_bullet_is_never_a_value(tmp_path: Path, section: str) -> None:
    try:
        profile = read(tmp_path, f"# Bakers\n## {section}\n- \n## Education\n- None\n")
    except ProfileFormatError as refused:
        assert refused.line == 3
    else:
        assert profile.sections[0].is_blank


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("Job Responsibilities", "- (AI can assist)"),
        ("Recommended Tools", "- ** ** (Machine): Kneads."),
        ("Salary Data", "- ** **: $36,500"),
        ("Risks & Considerations", "- ** **: Ovens are hot."),
    ],
)
def test_an_entry_without_a_name_is_refused(tmp_path: Path, section: str, line: str) -> None:
    with pytest.raises(ProfileFormatError) as refused:
        read(tmp_path, f"# Bakers\n## {section}\n{line}\n")
    assert refused.value.line == 3


def test_spaces_around_names_and_categories_do_not_count(tmp_path: Path) -> None:
    profile = read(
        tmp_path,
        "# Bakers\n## Salary Data\n-  ** Median ** : $36,500\n"
        "## Recommended Tools\n- ** Spiral mixer ** ( Machine ): Kneads.\n",
    )
    assert list(profile.salary) == ["median"]
    (tool,) = profile.tools
    assert isinstance(tool, Tool)
    assert (tool.name, tool.category) == ("Spiral mixer", "Machine")


def test_headings_may_be_of_any_depth_and_case(tmp_path: Path) -> None:
    profile = read(tmp_path, "# Bakers\n### salary data\n- **Median**: $36,500\n# EDUCATION\n- None\n")
    assert [found.section for found in profile.sections] == [Section.SALARY, Section.EDUCATION]


MALFORMED = {
    "no title": ("Bakers\n## Education\n- None\n", 1, ["title", "'# Bakers'"]),
    "empty title": ("#\n## Education\n- None\n", 1, ["title", "'# Bakers'"]),
    "text before the sections": (
        "# Bakers\n\nSalary: good\n## Education\n",
        3,
        ["'Salary: good'", "Code: ...", "Also called: ..."],
    ),
    "unknown heading": (
        "# Bakers\n## Education\n- None\n## Hobbies\n- Golf\n",
        4,
        ["'Hobbies'", "Career Summary", "Career Outlook"],
    ),
    "heading twice": (
        "# Bakers\n## Education\n- None\n## Experience\n## education\n- A degree\n",
        5,
        ["'education'", "line 2", "merge"],
    ),
    "pay not in bold": (
        "# Bakers\n## Salary Data\n- Median: $36,500\n",
        3,
        ["Salary Data", "'Median: $36,500'", "**Median**"],
    ),
    "pay not a number": (
        "# Bakers\n## Salary Data\n- **Median**: a lot\n",
        3,
        ["'Median'", "'a lot'", "$45,000"],
    ),
    "pay given twice": (
        "# Bakers\n## Salary Data\n- **Median**: $36,500\n- **Median**: $41,000\n",
        4,
        ["Median"],
    ),
    "code given twice": (
        "# Bakers\nCode: 51-3011.00\nCode: 11-1011.00\n## Education\n",
        3,
        ["Code"],
    ),
    "skill without a level": (
        "# Bakers\n## In-Demand Skills\n- **Care**: it matters\n",
        3,
        ["In-Demand Skills", "'**Care**: it matters'", "(High)"],
    ),
    "skill of an unknown level": (
        "# Bakers\n## In-Demand Skills\n- **Care** (Huge): it matters\n",
        3,
        ["'Care'", "'Huge'", "High, Medium or Low"],
    ),
    "skill without a reason": (
        "# Bakers\n## In-Demand Skills\n- **Care** (High):\n",
        3,
        ["In-Demand Skills", "'**Care** (High):'"],
    ),
    "tool without a category": (
        "# Bakers\n## Recommended Tools\n- **Oven**: bakes\n",
        3,
        ["Recommended Tools", "'**Oven**: bakes'", "(Data Analysis)"],
    ),
    "risk without a name": (
        "# Bakers\n## Risks & Considerations\n- Ovens are hot\n",
        3,
        ["Risks & Considerations", "'Ovens are hot'", "**Job displacement**"],
    ),
    "no section at all": ("# Bakers\nCode: 51-3011.00\n", 1, ["heading", "knowledge/README.md"]),
}


@pytest.mark.parametrize(("text", "line", "words"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_document_is_refused_with_file_line_cause_and_mend(
    tmp_path: Path, text: str, line: int, words: list[str]
) -> None:
    with pytest.raises(ProfileFormatError) as refused:
        read(tmp_path, text)
    message = str(refused.value)
    assert message.startswith(f"bakers.md, line {line}: ")
    assert (refused.value.path.name, refused.value.line) == ("bakers.md", line)
    assert [word for word in words if word not in message] == []
