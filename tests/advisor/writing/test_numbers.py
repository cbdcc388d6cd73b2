"""Numbers are understood as people write them, and borne out only by the same number of the same thing."""

from __future__ import annotations

import pytest

from advisor.writing.numbers import unborne

SOURCES = (
    "Median: $93,600 a year (OEWS, May 2024)",
    "10th percentile: $66,030 a year",
    "25th percentile: $78,610 a year",
    "Employment is projected to grow by 4.9 percent from 2024 to 2034 (BLS 2024-34), with 189,100 openings.",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is $93,600.", "en"),
        ("ninety-three thousand six hundred dollars", "en"),
        ("about $93.6k", "en"),
        ("93 600 dollars", "en"),
        ("one in ten earns less than $66,030", "en"),
        ("10 percent of nurses earn less than 66,030", "en"),
        ("a quarter earn less than $78,610", "en"),
        ("half earn more than $93,600", "en"),
        ("over the next ten years, to 2034", "en"),
        ("4.9% by 2034", "en"),
        ("2024–34", "en"),
        ("93.600 $ im Jahr und 4,9 Prozent", "de"),
        ("93 600 dollars par an, 4,9 %", "fr"),
        ("93.600 dólares, un 4,9 por ciento", "es"),
        ("It is one of those jobs.", "en"),
        ("No number at all.", "en"),
    ],
)
def test_the_same_number_in_other_words_is_borne_out(text: str, language: str) -> None:
    assert unborne(text, SOURCES, language) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is $93,601.", "en"),
        ("It is $93.600.", "en"),
        ("$4.9", "en"),
        ("93,600 percent", "en"),
        ("93,600 €", "en"),
        ("sixty percent", "en"),
        ("by 2040", "en"),
        ("in the next 12 years", "en"),
        ("pay doubles", "en"),
        ("a third of them", "en"),
        ("three quarters of all jobs go", "en"),
        ("9 in 10 will lose it", "en"),
        ("sesenta por ciento", "es"),
        ("dreißig Prozent", "de"),
        ("４９ percent", "en"),
        ("٧٠ percent", "en"),
        ("1/3 of all", "en"),
    ],
)
def test_another_number_is_not(text: str, language: str) -> None:
    assert unborne(text, SOURCES, language)
