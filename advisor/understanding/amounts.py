"""Amounts in a message as conditions: "over 70k", "at least $30 an hour", "more than 5 percent"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from advisor.words import any_of
from knowledge import fields
from knowledge.fields import Field
from knowledge.survey import Condition

A_YEAR = {"hour": 2080, "week": 52, "month": 12}  # Of a full-time year.
LEAST_PAY = 1000  # A bare number from here on is dollars a year.
_ABOVE = (
    "over|above|more than|higher than|greater than|better than|exceed(?:s|ing)?|north of|upwards? of|beyond|>"
)
_FROM = "at least|no less than|not less than|not under|not below|a minimum of|minimum(?: of)?|min|from|starting at|>="
_BELOW = "under|below|less than|lower than|fewer than|<"
_UP_TO = "at most|no more than|not more than|not over|up to|a maximum of|max(?:imum)?(?: of)?|<="
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_THOUSAND = r"k\b|grand\b|thousand\b"
_AMOUNT = re.compile(
    rf"(?:(?P<from>{_FROM})|(?P<up_to>{_UP_TO})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})|(?P<between>between))?"
    rf"\s*(?P<dollar>\$)?\s?(?P<number>{_NUMBER})\s?(?P<thousand>{_THOUSAND})?"
    rf"(?:\s?(?:and|to|-|–)\s?\$?\s?(?P<upper>{_NUMBER})\s?(?P<upper_thousand>{_THOUSAND})?)?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b))?"
    r"(?P<or_more>\s?\+|\s(?:and|or) (?:more|up|above|over|higher|better)\b|\s?plus\b)?"
    r"(?P<or_less>\s(?:and|or) (?:less|below|under|lower)\b)?(?P<money>\s?(?:dollars|bucks|usd)\b)?"
    r"(?:\s?(?:an?|per|/|each)\s?(?P<period>hour|hr|week|wk|month|year|yr)\b)?"
    r"(?P<what>\s?(?:\w+ )?(?:openings|vacancies|people|workers|employees))?",
    re.I,
)
_START = any_of("start*, entry, entry-level, beginners, newcomers, lowest tenth")
_REACH = any_of("can make, can earn, can reach, top out, potential, highest tenth")
_LIMITED = ("from", "up_to", "above", "below", "between", "or_more", "or_less", "upper")


def amounts(text: str) -> Iterator[Condition]:
    """Every limit that the text sets in dollars, percent of growth, openings or people."""
    for found in _AMOUNT.finditer(text):
        if any(found[name] for name in _LIMITED) and (field := _field(found, text)):
            yield _condition(field, found)


def _field(found: re.Match[str], text: str) -> Field | None:
    if found["percent"]:
        return fields.GROWTH
    if what := found["what"]:
        return fields.OPENINGS if re.search("openings|vacancies", what) else fields.EMPLOYMENT
    is_money = found["dollar"] or found["thousand"] or found["money"] or found["upper_thousand"]
    if is_money or _period(found) in A_YEAR or _plain(found["number"]) >= LEAST_PAY:
        return (
            fields.LOW_PAY if _START.search(text) else fields.HIGH_PAY if _REACH.search(text) else fields.PAY
        )
    return None


def _condition(field: Field, found: re.Match[str]) -> Condition:
    times = A_YEAR.get(_period(found), 1)
    number = times * _plain(found["number"]) * (1000 if found["thousand"] or found["upper_thousand"] else 1)
    if found["upper"]:
        upper = times * _plain(found["upper"]) * (1000 if found["thousand"] or found["upper_thousand"] else 1)
        return Condition(
            field, f"{field.name} from {_said(field, number)} to {_said(field, upper)}", number, upper
        )
    said = _said(field, number)
    if found["up_to"] or found["or_less"]:
        return Condition(field, f"{field.name} at most {said}", high=number)
    if found["below"]:
        return Condition(field, f"{field.name} below {said}", high=math.nextafter(number, -math.inf))
    if found["above"]:
        return Condition(field, f"{field.name} above {said}", low=math.nextafter(number, math.inf))
    return Condition(field, f"{field.name} at least {said}", low=number)


def _period(found: re.Match[str]) -> str:
    named = {"hr": "hour", "wk": "week", "yr": "year"}
    period = (found["period"] or "").lower()
    return named.get(period, period)


def _said(field: Field, number: float) -> str:
    if field.unit.startswith("USD"):
        return f"${number:,.0f} a year"
    return f"{number:g} percent" if field is fields.GROWTH else f"{number:,.0f}"


def _plain(number: str) -> float:
    return float(number.replace(",", ""))
