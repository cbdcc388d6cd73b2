"""Amounts as people write them, as ranges of a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.amounts import alike, amounts, is_bare
from tests.advisor.survey_cases import bounds

READ = {
    "jobs over 70k": {"pay > 70000"},
    "pays at least $70,000": {"pay >= 70000"},
    "under 40 grand": {"pay < 40000"},
    "up to $90k a year": {"pay <= 90000"},
    "no more than 50000 dollars": {"pay <= 50000"},
    "60k+": {"pay >= 60000"},
    "60k or more": {"pay >= 60000"},
    "60k or less": {"pay <= 60000"},
    "jobs that pay 50k": {"pay >= 50000"},
    "between $45,000 and $60,000": {"pay >= 45000", "pay <= 60000"},
    "45-60k": {"pay >= 45000", "pay <= 60000"},
    "more than 50k but less than 80k": {"pay > 50000", "pay < 80000"},
    "more than $30 an hour": {"pay > 62400"},
    "i won't take less than 80k": {"pay >= 80000"},
    "i can't drop under 65k": {"pay >= 65000"},
    "nothing under 50k": {"pay >= 50000"},
    "i don't need a degree, under 40k": {"pay < 40000"},
    "jobs without a degree under 40k": {"pay < 40000"},
    "$25/hr": {"pay >= 52000"},
    "and pays over 18": {"pay > 37440"},
    "something that pays at least 22, no nights": {"pay >= 45760"},
    "over $4,000 a month": {"pay > 48000"},
    "at least 1000 a week": {"pay >= 52000"},
    "at least 2000 a month": {"pay >= 24000"},
    "six figures": {"pay >= 100000"},
    "starting at 60k": {"low pay >= 60000"},
    "starting pay above 50k": {"low pay > 50000"},
    "top earners make over 150k": {"high pay > 150000"},
    "growing more than 5 percent": {"growth > 5"},
    "growing at least 12.5%": {"growth >= 12.5"},
    "more than 50,000 openings": {"openings > 50000"},
    "fewer than 5,000 people": {"people < 5000"},
    "i make 40k now, which pay more": {"pay > 40000"},
}
NO_AMOUNT = (
    "makes 20 parts a day",
    "pays over 18 percent",
    "top 5 jobs",
    "50% of jobs are gone by 2030",
    "half percent or not, 30 percent of all workers",
    "i am 47 with 20 years of experience",
    "jobs with a 401k",
    "4 year degree",
    "i've worked since 1998",
    "i have a felony from 2012, any jobs",
    "over 2020 i lost three jobs",
    "twenty jobs",
    "24/7",
    "keep the pay within 10 percent",
    "losing no more than 15% of my salary",
)


def read(text: str) -> set[str]:
    return {bound for one in amounts(text) for bound in bounds(one)}


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read_as_its_range(text: str) -> None:
    assert read(text) == READ[text]


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert read(text) == set()


def test_pay_by_the_hour_is_said_both_ways() -> None:
    (found,) = amounts("at least $30.50 an hour")
    assert found.said == "median pay at least $30.50 an hour ($63,440 a year)"
    assert found.period == "hour"


@given(st.integers(1000, 900_000), st.sampled_from(["", "$"]), st.booleans())
def test_a_limit_is_read_whatever_the_number_and_its_commas(amount: int, sign: str, commas: bool) -> None:
    written = f"{amount:,}" if commas else str(amount)
    assert read(f"jobs over {sign}{written} a year") == {f"pay > {amount}"}


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for one in amounts(text.lower()):
        assert one.low <= one.high or "from" in one.said


def test_a_bare_amount_limits_from_the_side_of_the_one_before() -> None:
    for before, expected in {
        "over 60k": "pay > 80000",
        "at least 60k": "pay >= 80000",
        "under 60k": "pay < 80000",
        "at most 60k": "pay <= 80000",
    }.items():
        (found,) = alike(amounts("and 80k?"), amounts(before))
        assert list(bounds(found)) == [expected]
    assert is_bare("and 80k?")
    assert not is_bare("and over 80k?")
