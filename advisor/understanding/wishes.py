"""Wishes about the work itself that ratings tell: "no more lifting", "work outside", "my languages"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.understanding.wording import denied
from advisor.words import any_of
from knowledge.survey import Condition
from knowledge.traits import Traits, rating_field


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that state a wish, and the range of ratings that fulfils it."""

    stated: re.Pattern[str]
    said: str
    table: str
    names: tuple[str, ...]
    """Elements of the table; the highest of their ratings counts."""
    low: float = -math.inf
    high: float = math.inf


_LIFTING = "lifting, heavy lifting, lift, lift things, carrying, heavy loads, heavy stuff"
_PHYSICAL = "physical, physically, physical work, manual work, manual labor, manual labour, hard labor"
_OUTSIDE = (
    r"(?:work\w*|jobs?|be|being|stay\w*|time|career)(?: \w+)? outside(?! of| my| the| this)"
    r"|outdoors?|open air|fresh air"
)
_FEET = "standing, stand, on my feet, on your feet, be on my feet"
_PUBLIC = "customers, the public, customer service, dealing with people, facing customers, clients"
_LANGUAGE = (
    r"\b(?:my|foreign|second|other|both) languages?\b|\bbilingual\b|\blanguage skills\b"
    r"|\b(?:speak|my|fluent in|use|know)(?: \w+)? (?:spanish|french|german|chinese|mandarin|cantonese|arabic"
    r"|russian|portuguese|italian|japanese|korean|vietnamese|tagalog|polish|hindi|urdu|ukrainian|creole"
    r"|somali|farsi|turkish)\b"
)
_WANTED = r"(?:like|love|enjoy|want|prefer|keep|rather)"

WISHES = (
    Wish(
        denied(_LIFTING),
        "little handling and moving of things",
        "activities",
        ("Handling and Moving Objects",),
        high=2.5,
    ),
    Wish(
        re.compile(rf"{denied(_PHYSICAL).pattern}|\b(?:less|lighter) physical\b|\blight(?:er)? work\b"),
        "little physical work",
        "activities",
        ("Performing General Physical Activities", "Handling and Moving Objects"),
        high=3.0,
    ),
    Wish(
        re.compile(
            rf"{denied('outside, outdoors, outdoor').pattern}"
            r"|\b(?:work\w*|job|be|stay) (?:indoors|inside)\b"
        ),
        "seldom outdoors",
        "context",
        ("Outdoors, Exposed to Weather",),
        high=2.5,
    ),
    Wish(
        re.compile(rf"\b(?:{_OUTSIDE})\b"),
        "outdoors in most weeks",
        "context",
        ("Outdoors, Exposed to Weather",),
        low=4.0,
    ),
    Wish(
        denied(_FEET),
        "little standing",
        "context",
        ("Spend Time Standing",),
        high=2.5,
    ),
    Wish(
        denied("sitting, sit, desk, desk job, desk jobs, office chair"),
        "little sitting",
        "context",
        ("Spend Time Sitting",),
        high=2.5,
    ),
    Wish(
        any_of("desk job, desk jobs, desk work, sit down job, sitting down, seated work"),
        "mostly sitting",
        "context",
        ("Spend Time Sitting",),
        low=3.75,
    ),
    Wish(
        denied(_PUBLIC),
        "little work directly with the public",
        "activities",
        ("Performing for or Working Directly with the Public",),
        high=2.5,
    ),
    Wish(
        re.compile(
            rf"\b{_WANTED}(?: to)?(?: \w+)? (?:help|helping|care for|caring for|look after|looking after)"
            r" (?:people|others|patients|the elderly)\b"
        ),
        "caring for others",
        "activities",
        ("Assisting and Caring for Others",),
        low=3.5,
    ),
    Wish(
        re.compile(r"\bwith (?:my|your|their|the) hands\b|\bhands[- ]on\b"),
        "work with the hands",
        "context",
        (
            "Spend Time Using Your Hands to Handle, Control, or Feel Objects, Tools, or Controls",
        ),
        low=4.0,
    ),
    Wish(
        re.compile(_LANGUAGE),
        "foreign languages count",
        "knowledge",
        ("Foreign Language",),
        low=2.5,
    ),
)  # fmt: skip


def wishes(text: str, traits: Traits) -> Iterator[Condition]:
    """The wishes that a lower-case text states; what is refused is not wished for as well."""
    stated = [wish for wish in WISHES if wish.stated.search(text)]
    refused = {wish.names for wish in stated if wish.high < math.inf}
    for wish in stated:
        if wish.high < math.inf or wish.names not in refused:
            field = rating_field(traits, wish.table, *wish.names)
            yield Condition(field, wish.said, wish.low, wish.high)


def told_by_ratings(text: str) -> str:
    """The text without the words of wishes that ratings tell."""
    for wish in WISHES:
        text = wish.stated.sub(" ", text)
    return text
