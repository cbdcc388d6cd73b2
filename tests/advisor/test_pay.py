"""Answers about pay: the figures, arithmetic with them, and claims checked against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.answering.pay import answer_pay, pay_summary
from knowledge.profile import Profile
from tests.advisor.made import asked, document, material_of, profile_of, text_of


def answer(profile: Profile, text: str = "", *, kind: str = "fact", facets: Sequence[str] = ()) -> str:
    """The answer's text, after the check that every number in it is cited or computed."""
    question = asked(text, "salary", kind=kind, facets=facets, profiles=[profile.id])
    return text_of(answer_pay(question, material_of(profile)), profile)


def paid(folder: Path, **figures: str) -> Profile:
    """A profile with these pay figures, as in `median="$21 an hour"`."""
    body = "\n".join(f"- **{name.capitalize()}**: {amount}" for name, amount in figures.items())
    return profile_of(document(salary=body), folder)


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("i make 52k. is that low", []),
        ("got offered 52k, is that low", ["minimum"]),
        ("they offered me $52,000, good?", []),
        ("my pay is 52k, ok?", []),
    ],
)
def test_own_pay_is_set_beside_the_median(officer: Profile, text: str, facets: list[str]) -> None:
    said = answer(officer, text, kind="yes_no", facets=facets)
    assert "$13,000 above the amount you name, so that amount is below it" in said
    assert "$45,000" in said


def test_all_figures_are_given_when_none_is_named(officer: Profile) -> None:
    text = answer(officer)
    assert all(amount in text for amount in ("$45,000", "$65,000", "$90,000"))


@pytest.mark.parametrize(
    ("name", "amount"), [("minimum", "$45,000"), ("median", "$65,000"), ("maximum", "$90,000")]
)
def test_only_the_figure_named_is_given(officer: Profile, name: str, amount: str) -> None:
    text = answer(officer, facets=[name])
    assert amount in text
    assert text.count("$") == 1


def test_what_the_figures_leave_open_is_said(officer: Profile) -> None:
    text = answer(officer)
    assert all(word in text for word in ("year", "place", "source"))
    assert "tax" in answer(officer, "what is it after tax")


@pytest.mark.parametrize(
    ("text", "facets", "wanted"),
    [
        ("per month", ["median"], "$5,417"),
        ("a week", ["median"], "$1,250"),
        ("per hour", ["minimum"], "$21.63"),
        ("every fortnight", ["maximum"], "$3,462"),
        ("how far apart are they", ["minimum", "maximum"], "$45,000"),
        ("median to maximum", ["median", "maximum"], "$25,000"),
        ("is the top twice the bottom", [], "2 times"),
        ("halfway between the minimum and the maximum", [], "$67,500"),
        ("I make $50,000, how much more is the median", ["median"], "$15,000"),
        ("I make 95k, how far below is the maximum", ["maximum"], "$5,000"),
    ],
)
def test_arithmetic_is_right_and_called_arithmetic(
    officer: Profile, text: str, facets: list[str], wanted: str
) -> None:
    said = answer(officer, text, kind="arithmetic", facets=facets)
    assert wanted in said
    assert "my arithmetic" in said


@pytest.mark.parametrize(
    ("text", "facets", "verdict"),
    [
        ("is the median $65,000", ["median"], "Yes"),
        ("is the median 70k", ["median"], "No"),
        ("does it pay 65 grand", [], "Yes"),
        ("do they make 31.25 an hour", [], "Yes"),
        ("can I make $100 an hour", [], "No"),
        ("could it be as low as $5 hourly", [], "No"),
        ("can I make $120,000", [], "No"),
        ("could it be as low as 30k", [], "No"),
        ("would I make six figures", [], "No"),
        ("is the maximum $90,000", ["maximum"], "Yes"),
    ],
)
def test_an_amount_that_somebody_names_is_checked(
    officer: Profile, text: str, facets: list[str], verdict: str
) -> None:
    assert answer(officer, text, kind="yes_no", facets=facets).startswith(verdict)


@pytest.mark.parametrize(
    "text", ["is 25 an hour good", "is $25 an hour a fair wage", "is 1000 a week decent"]
)
def test_an_amount_for_an_hour_or_a_week_is_set_beside_the_median_as_one_for_a_year(
    officer: Profile, text: str
) -> None:
    assert "below the amount you name" not in answer(officer, text, kind="yes_no")
    assert "$52,000 a year, so that amount is below it" in answer(officer, text, kind="yes_no")


def test_an_amount_inside_the_range_is_neither_confirmed_nor_denied(officer: Profile) -> None:
    said = answer(officer, "can I make $72,000", kind="yes_no")
    assert not said.startswith(("Yes", "No"))
    assert "range" in said


def test_the_maximum_is_not_called_a_legal_cap(officer: Profile) -> None:
    assert "cap" in answer(officer, "is $90,000 the maximum", kind="yes_no", facets=["maximum"])


def test_a_profile_with_one_figure_gives_that_one(tmp_path: Path) -> None:
    profile = paid(tmp_path, median="$34,000")
    assert "$34,000" in answer(profile)
    assert "$34,000" in answer(profile, "what is the range", kind="arithmetic")


def test_a_profile_without_figures_sums_up_nothing(tmp_path: Path) -> None:
    assert pay_summary(material_of(profile_of(document(salary=""), tmp_path))) == []


@pytest.mark.parametrize("amount", ["$21", "$9.50", "$105.75", "$99", "$100", "$21.00"])
def test_hourly_pay_is_given_to_the_cent_and_stands_the_check(tmp_path: Path, amount: str) -> None:
    profile = paid(tmp_path, minimum=f"{amount} an hour", maximum="$250 an hour")
    said = answer(profile)
    assert amount.removesuffix(".00") in said
    assert "an hour" in said
    assert "a year" not in said


def test_hourly_pay_is_not_divided_as_if_it_were_yearly(tmp_path: Path) -> None:
    profile = paid(tmp_path, minimum="$120 an hour", maximum="$250 an hour")
    said = answer(profile, "per month", kind="arithmetic", facets=["minimum"])
    assert "$120 an hour" in said
    assert "$10 " not in said


def test_a_minimum_of_nothing_breaks_no_ratio(tmp_path: Path) -> None:
    profile = paid(tmp_path, minimum="$0", median="$20,000", maximum="$40,000")
    assert "$40,000" in answer(profile, "is the top twice the bottom", kind="arithmetic")


@settings(max_examples=40, deadline=None)
@given(
    low=st.integers(100, 400_000),
    gap=st.integers(100, 400_000),
    text=st.sampled_from(["how far apart", "is the top twice the bottom", "halfway", "a month", "an hour"]),
)
def test_arithmetic_with_any_figures_stands_the_check(
    tmp_path_factory: pytest.TempPathFactory, low: int, gap: int, text: str
) -> None:
    high = low + gap
    profile = paid(tmp_path_factory.mktemp("paid"), minimum=f"${low:,}", maximum=f"${high:,}")
    said = answer(profile, text, kind="arithmetic")
    assert f"${low:,}" in said
    assert f"${high:,}" in said
    if text in ("how far apart", "is the top twice the bottom"):
        assert f"${gap:,} " in said


def test_a_comparison_of_the_figures_tells_which_end_is_nearer(officer: Profile) -> None:
    said = answer(officer, "is the bottom nearer to the middle than the top", kind="compare")
    assert "nearer to the minimum" in said
    assert "$20,000" in said
    assert "$25,000" in said


def test_the_same_for_another_figure_keeps_the_time_asked_for(officer: Profile) -> None:
    question = asked(
        "same for the top", "salary", kind="arithmetic", facets=["maximum"], profiles=[officer.id]
    )
    question = replace(question, earlier="what is the middle a month")
    assert "$7,500" in text_of(answer_pay(question, material_of(officer)), officer)


def test_own_pay_is_set_beside_each_figure_asked_for(officer: Profile) -> None:
    said = answer(officer, "i get 58k, over or under the middle", kind="compare", facets=["median"])
    assert "$7,000 above" in said


def test_pay_of_a_document_is_told_with_the_source_that_the_document_names(tmp_path: Path) -> None:
    text = answer(paid(tmp_path, median="$36,500 a year (Wages, May 2024; for the wider group Cooks)"))
    assert "Source of the pay: Wages, May 2024; for the wider group Cooks." in text
    assert "United States" not in text
    assert "It states no" not in text


def test_a_figure_of_which_only_the_least_is_known_is_told_as_that(tmp_path: Path) -> None:
    profile = paid(tmp_path, minimum="$90,000", median="$239,200 a year or more", maximum="$239,200 or more")
    assert "a median pay of $239,200 a year or more" in answer(profile)
    assert "is $239,200 a year or more" in answer(profile, facets=["maximum"])
    assert "$90,000 a year." in answer(profile, facets=["minimum"]).replace(" [1]", "")


@pytest.mark.parametrize(
    "text", ["is that enough to live on", "can you support a family with it", "could i pay the rent"]
)
def test_whether_pay_is_enough_only_the_person_can_say(officer: Profile, text: str) -> None:
    said = answer(officer, text, kind="yes_no")
    assert said.startswith("What living costs where you are is not in these data")
    assert "a month: the yearly figures divided by 12" in said
