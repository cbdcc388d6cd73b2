"""Pieces become sections: what is filed where, what is left out and told, and what stays untyped."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.pieces import Piece, Pieces, may_be_heading, paragraph, rows, tidy
from ingest.readers.sectioner import MOST_PIECES, read_pieces
from ingest.readers.sections import ReadDocument
from knowledge.errors import DocumentReadError
from knowledge.profile import AnyEntry, Duty, Figure, Risk, Section, Skill, Statement


def document(*lines: str, title: str = "") -> ReadDocument:
    """A document read from lines: "# " and "## " are headings, "- " an entry, the rest text."""
    pieces = []
    for place, line in enumerate(lines, 1):
        mark, _, text = line.partition(" ")
        if set(mark) == {"#"}:
            pieces.append(Piece("heading", text, place, len(mark)))
        else:
            pieces.append(Piece("entry" if mark == "-" else "text", line.removeprefix("- "), place))
    return read_pieces(Path("any.pdf"), Pieces(title, pieces), place="page")


def entries(read: ReadDocument, section: Section) -> tuple[AnyEntry, ...]:
    return next((one.entries for one in read.sections if one.section is section), ())


def quotes(read: ReadDocument, section: Section) -> list[str]:
    return [entry.quote for entry in entries(read, section)]


# What is filed where


def test_requirements_go_where_their_words_say() -> None:
    read = document(
        "# Requirements",
        "- Bachelor's degree in nursing",
        "- Three years of experience on a ward",
        "- Master's degree or five years of practice",
        "- Strong communication skills",
        "- Able to lift 25 kg",
        "- Must pass a drug test",
    )
    both = "Master's degree or five years of practice"
    assert quotes(read, Section.EDUCATION) == ["Bachelor's degree in nursing", both]
    assert quotes(read, Section.EXPERIENCE) == ["Three years of experience on a ward", both]
    assert quotes(read, Section.SKILLS) == ["Strong communication skills"]
    assert read.left_out == ("'Able to lift 25 kg' (page 6)", "'Must pass a drug test' (page 7)")


def test_under_pay_and_benefits_only_what_speaks_of_money_is_pay() -> None:
    read = document("# Salary and benefits", "- £30,000 to £34,000", "- A gym next door")
    assert quotes(read, Section.SALARY) == ["£30,000 to £34,000"]
    assert read.left_out == ("'A gym next door' (page 3)",)


def test_what_is_preferred_keeps_the_words_that_say_so() -> None:
    read = document("# Education", "High school diploma.", "# Preferred education", "- A degree")
    assert quotes(read, Section.EDUCATION) == ["High school diploma.", "Preferred education: A degree"]


def test_two_headings_of_one_section_are_put_together_and_nothing_stands_twice() -> None:
    read = document("# Duties", "- Bake", "# Other tasks", "- Clean", "- Bake")
    assert quotes(read, Section.RESPONSIBILITIES) == ["Bake", "Clean"]


def test_an_unknown_heading_ends_a_section_and_a_lower_one_does_not() -> None:
    read = document("# Duties", "- Bake", "## In the morning", "- Mix", "# Our story", "- Founded in 1902")
    assert quotes(read, Section.RESPONSIBILITIES) == ["Bake", "Mix"]
    assert read.left_out == ("'Our story' (page 5)",)


def test_a_label_holds_for_its_line_and_the_list_below_it() -> None:
    read = document("Salary: $20 an hour", "We are a small bakery.", "Duties:", "- Bake", "Come and see us.")
    assert quotes(read, Section.SALARY) == ["$20 an hour"]
    assert quotes(read, Section.RESPONSIBILITIES) == ["Bake"]
    assert read.left_out == ("'We are a small bakery.' (page 2)",)


def test_a_colon_inside_a_list_is_no_label() -> None:
    read = document("# Duties", "- Tools: keep them clean")
    assert quotes(read, Section.RESPONSIBILITIES) == ["Tools: keep them clean"]


def test_a_list_of_names_on_one_line_is_one_entry_a_name() -> None:
    read = document(
        "# Tools", "Excel, SAP, and deck oven", "# Skills", "- Listens well, also to children in pain"
    )
    assert quotes(read, Section.TOOLS) == ["Excel", "SAP", "deck oven"]
    assert quotes(read, Section.SKILLS) == ["Listens well, also to children in pain"]


# Typed only where all have the shape


@pytest.mark.parametrize(
    ("lines", "section", "kind"),
    [
        (["# Skills", "- Python (High): all is written in it"], Section.SKILLS, Skill),
        (["# Skills", "- Python (High): all is written in it", "- Tact"], Section.SKILLS, Statement),
        (["# Skills", "- Python (expert): all is written in it"], Section.SKILLS, Statement),
        (["# Risks", "- Burns: ovens are hot"], Section.RISKS, Risk),
        (["# Risks", "- Burns: ovens are hot", "- Cuts"], Section.RISKS, Statement),
        (["# Duties", "- Bake (AI can assist)", "- Clean"], Section.RESPONSIBILITIES, Duty),
        (["# Duties", "- Bake", "- Clean"], Section.RESPONSIBILITIES, Statement),
        (["# Tools", "- Excel (advanced): reports"], Section.TOOLS, Statement),
        (["# Pay", "- Minimum: $20,000 a year", "- Maximum: $15.50 hourly"], Section.SALARY, Figure),
        (["# Pay", "- Minimum: $20,000"], Section.SALARY, Statement),
        (["# Pay", "- Minimum: $20,000 a year", "- Minimum: $21,000 a year"], Section.SALARY, Statement),
        (["# Pay", "- $45,000 - $60,000 per year"], Section.SALARY, Statement),
        (["# Pay", "- Median: €45,000 a year"], Section.SALARY, Statement),
        (["# Pay", "- Bonus: $2,000 a year"], Section.SALARY, Statement),
    ],
)
def test_entries_are_typed_only_when_all_of_them_say_enough(
    lines: list[str], section: Section, kind: type[AnyEntry]
) -> None:
    found = entries(document(*lines), section)
    assert found
    assert all(type(entry) is kind for entry in found)


def test_a_figure_keeps_its_amount_and_its_unit() -> None:
    low, high = entries(
        document("# Pay", "- Minimum: $20,000 a year", "- Maximum $15.50 hourly"), Section.SALARY
    )
    assert isinstance(low, Figure)
    assert isinstance(high, Figure)
    assert (low.value, low.unit, high.value, high.unit) == (20_000, "USD a year", 15.5, "USD an hour")


# Titles


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["# Pastry Baker", "# Duties", "- Bake"], "Pastry Baker"),
        (["# Job Description: Pastry Baker", "# Duties", "- Bake"], "Pastry Baker"),
        (["# Job Description", "Job title: Pastry Baker", "# Duties", "- Bake"], "Pastry Baker"),
        (["Mill Bakery", "# Pastry Baker – Job Description", "# Duties", "- Bake"], "Pastry Baker"),
        (["# Mill Bakery", "## Bakers", "# Duties", "- Bake"], "Bakers"),
        (["Pastry Baker", "# Duties", "- Bake"], "Pastry Baker"),
        (["# Duties", "- Bake", "# Perks"], "Of the properties"),
    ],
)
def test_the_title_is_what_names_the_job(lines: list[str], title: str) -> None:
    assert document(*lines, title="Of the properties").title == title


# Refusals and pieces


def test_without_a_known_heading_the_ones_found_are_told() -> None:
    with pytest.raises(DocumentReadError, match=r"no heading .*'Our story'"):
        document("# Our story", "We bake.")


def test_a_document_of_endless_length_is_refused() -> None:
    with pytest.raises(DocumentReadError, match="split"):
        document(*["- Bake"] * (MOST_PIECES + 1))


def test_a_long_text_that_is_left_out_is_told_in_short() -> None:
    read = document("# Duties", "- Bake", "# Requirements", f"- {'very ' * 50}punctual")
    assert all(len(one) < 110 for one in read.left_out)


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("• Bake", "entry", "Bake"),
        ("•Bake", "entry", "Bake"),
        ("- Bake", "entry", "Bake"),
        ("o Bake", "entry", "Bake"),
        ("Bake -", "text", "Bake -"),
        ("-20 degrees", "text", "-20 degrees"),
    ],
)
def test_a_bullet_makes_an_entry(text: str, kind: str, shown: str) -> None:
    (piece,) = paragraph(text, 1)
    assert (piece.kind, piece.text) == (kind, shown)


@pytest.mark.parametrize("text", ["", " ", "•", "---"])
def test_a_lone_bullet_is_nothing(text: str) -> None:
    assert paragraph(text, 1) == []


def test_the_rows_of_a_table_keep_the_names_of_its_columns() -> None:
    table = [(1, ["Level", "Hourly pay"], True), (2, ["Entry", "$17"], False), (3, ["", ""], False)]
    assert [piece.text for piece in rows(table)] == ["Level: Entry; Hourly pay: $17"]


def test_a_row_with_one_header_cell_is_a_heading() -> None:
    assert [piece.kind for piece in rows([(1, ["Duties", ""], True), (2, ["Bake", ""], False)])] == [
        "heading",
        "entry",
    ]


@pytest.mark.parametrize(
    ("text", "may"), [("Duties:", True), ("Bake bread.", False), ("12", False), ("x" * 99, False)]
)
def test_a_heading_is_short_and_no_sentence(text: str, may: bool) -> None:
    assert may_be_heading(text) is may


def test_text_is_put_on_one_line() -> None:
    assert tidy(" Bake\u00a0\t\n bread\u200b ") == "Bake bread"
