"""The checks that both document formats share: amounts, levels, marks and sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.sections import Line, duty, figure, numbered, skill, statements
from knowledge.errors import ProfileFormatError

PATH = Path("bakers.md")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$45,000", 45_000, "USD a year"),
        ("45000", 45_000, "USD a year"),
        (" $1,045,000 ", 1_045_000, "USD a year"),
        ("$65,000 a year", 65_000, "USD a year"),
        ("$65,000.50", 65_000.5, "USD a year"),
        ("$31.25 an hour", 31.25, "USD an hour"),
    ],
)
def test_an_amount_is_read_with_its_unit(written: str, value: float, unit: str) -> None:
    read = figure(PATH, "Median", written, written, 4)
    assert (read.name, read.value, read.unit, read.line) == ("Median", value, unit, 4)


@pytest.mark.parametrize(
    ("written", "at_least", "year", "source"),
    [
        ("$45,000", False, None, None),
        ("$45,000 or more", True, None, None),
        ("$45,000 (a survey)", False, None, "a survey"),
        ("$45,000 a year or more (Wages, May 2024; for all (any) bakers)", True, 2024,
         "Wages, May 2024; for all (any) bakers"),
    ],
)  # fmt: skip
def test_a_figure_may_tell_its_source_and_that_it_is_the_least(
    written: str, at_least: bool, year: int | None, source: str | None
) -> None:
    read = figure(PATH, "Median", written, written, 4)
    assert (read.value, read.at_least, read.year, read.source) == (45_000, at_least, year, source)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "none",
        "$45,000 ()",
        "$45,000 ormore",
        "$45,000 more",
        "$45,000 (2024",
        "-$5",
        "$45k",
        "$4,50",
        "$45,000 per month",
        "$45,000-$90,000",
        "about $45,000",
    ],
)
def test_an_amount_that_is_not_plain_is_refused(written: str) -> None:
    with pytest.raises(ProfileFormatError) as refused:
        figure(PATH, "Median", written, written, 4)
    message = str(refused.value)
    assert message.startswith("bakers.md, line 4:")
    assert "'Median'" in message
    assert repr(written) in message
    assert "$45,000" in message  # How to write it.


def test_an_amount_with_a_dot_for_thousands_is_never_read_as_65_dollars() -> None:
    with pytest.raises(ProfileFormatError):
        figure(PATH, "Median", "$65.000", "$65.000", 4)


def test_an_amount_too_large_to_hold_is_refused() -> None:
    with pytest.raises(ProfileFormatError):
        figure(PATH, "Median", "$" + "9" * 400, "", 4)


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_whole_amount_reads_back_as_itself(amount: int) -> None:
    assert figure(PATH, "Median", f"${amount:,}", "", 1).value == amount
    assert figure(PATH, "Median", f"{amount}", "", 1).value == amount


@pytest.mark.parametrize("level", ["High", "high", " MEDIUM ", "low"])
def test_a_level_is_read_whatever_its_case(level: str) -> None:
    assert skill(PATH, "Care", level, "why", "", 1).level == level.strip().capitalize()


@pytest.mark.parametrize("level", ["", "Very high", "Hoch", "5"])
def test_another_level_is_refused_with_the_three_there_are(level: str) -> None:
    with pytest.raises(ProfileFormatError, match=r"line 9.*'Care'.*High, Medium or Low"):
        skill(PATH, "Care", level, "why", "", 9)


@pytest.mark.parametrize(
    ("written", "text", "assisted"),
    [
        ("Weigh flour (AI can assist)", "Weigh flour", True),
        ("Weigh flour (ai can ASSIST)", "Weigh flour", True),
        ("Weigh flour", "Weigh flour", False),
        ("See where AI can assist", "See where AI can assist", False),
        ("Say (AI can assist) aloud", "Say (AI can assist) aloud", False),
    ],
)
def test_only_the_mark_at_the_end_says_that_ai_can_assist(written: str, text: str, assisted: bool) -> None:
    read = duty(written, 3)
    assert (read.text, read.ai_can_assist, read.quote) == (text, assisted, written)


def test_prose_is_one_statement_for_each_sentence_and_a_bullet_is_one() -> None:
    prose = statements(Line(7, "Demand is level. Will it last? It may!"))
    assert [one.label for one in prose] == ["Demand is level.", "Will it last?", "It may!"]
    assert {one.line for one in prose} == {7}
    assert [one.label for one in statements(Line(8, "- Bake bread. Sell it."))] == ["Bake bread. Sell it."]


def test_lines_keep_their_numbers_when_blank_ones_are_passed_over() -> None:
    assert numbered(["", "  one ", "\t", "two"]) == [Line(2, "one"), Line(4, "two")]
