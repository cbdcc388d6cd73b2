"""Amounts in a message as conditions: "over 70k", "at least $30 an hour", "more than 5 percent"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from advisor.understanding.wording import NUMBERS
from advisor.words import any_of
from knowledge import fields
from knowledge.fields import Field
from knowledge.survey import A_YEAR, Condition

LEAST_PAY = 1000  # A number from here on that stands for nothing else is dollars a year.
LEAST_YEARLY = 10_000  # Less than this is nobody's pay for a year: "they offer 3k for training".
_LIMITS = {
    "from": "at least|no less than|not less than|not under|not below|a minimum of|minimum(?: of)?|min|from"
    "|starting at|start(?:s|ing)? (?:from|at)|>=",
    "up_to": "at most|no more than|not more than|not over|up to|a maximum of|max(?:imum)?(?: of)?|<=",
    "above": "over|above|more than|higher than|greater than|better than|exceed(?:s|ing)?|north of"
    "|upwards? of|beyond|>",
    "below": "under|below|less than|lower than|fewer than|<",
    "between": "between",
}
_LIMIT = "|".join(f"(?P<{name}>{words})" for name, words in _LIMITS.items())
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_THOUSAND = r"k\b|grand\b|thousand\b|m\b|mn\b|million\b"
_TIMES = {"m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}  # The others stand for thousands.
_AFTER = (
    r"(?P<percent>\s?(?:%|percent\b|per cent\b))?",
    r"(?P<or_more>\s?\+|\s(?:and|or) (?:more|up|above|over|higher|better)\b|\s?plus\b)?",
    r"(?P<or_less>\s(?:and|or) (?:less|below|under|lower)\b)?",
    r"(?P<money>\s?(?:dollars|bucks|usd)\b)?",
    r"(?:\s?(?:an?|per|/|each|every)\s?(?P<period>hour|hr|week|wk|month|mo|year|yr)\b"
    r"|\s?(?P<hourly>hourly)\b)?",
    r"(?P<what>\s?(?:\w+ )?(?:openings|vacancies|people|workers|employees))?",
)
_AMOUNT = re.compile(
    rf"(?:{_LIMIT})?\s*(?P<dollar>\$)?\s?(?<![\w.])(?P<number>{_NUMBER})\s?(?P<thousand>{_THOUSAND})?"
    rf"(?:\s?(?:and|to|-|–)\s?\$?\s?(?P<upper>{_NUMBER})\s?(?P<upper_thousand>{_THOUSAND})?)?"
    + "".join(_AFTER)
)
_SIX_FIGURES = re.compile(r"\b(?:six|6)[- ]figures?\b")
_SHARE = re.compile(
    r"\s?of (?:all |the |our |these |those )*(?:jobs|occupations|careers|work\w*|people|us|them)\b"
)
"""After a percentage that is a share of all jobs, no growth of one."""
_PAY_TO = re.compile(r"\b(pay|salary|wages?) (?:down |up )?to \$?(\d[\d,]{3,})\b(?! ?%)")
_HIRING = re.compile(r"\b(?:hir(?:e|es|ing)|recruit\w*) $")
_PAYS = re.compile(r"\b(?:pays?|paying|paid|earn\w*|mak(?:e|es|ing)|for)(?: (?:me|about|around|like))*\s*$")
_AN_HOUR = range(7, 46)  # Dollars that no year, week or month is paid with: "pays over 18".
_EARNS = re.compile(r"\b(?:pays?|paying|earn(?:s|ing)?|mak(?:e|es|ing))(?: (?:me|about|around|like))*\s*$")
_ENDS = re.compile(r"\s*(?:[,.;?!]|$)|\s+(?:and|or|but|with|without|no|please)\b")
_ALL_JOBS = 100  # Exposure is a percentile of all jobs.
_NEAR = 40  # Characters beside a percentage within which AI is what it is of.
_OF_AI = any_of("ai, exposure, exposed, automat*")
_OF_PAY = any_of("pay*, paid, salar*, wage*, earn*, income*, money")
_OF_GROWTH = any_of("grow*, shrink*, declin*, outlook")
_IN_WORDS = re.compile(
    rf"\b(?:an? )?({'|'.join(NUMBERS)})(?= (?:percent|per cent|thousand|grand|k|million|dollars|bucks)\b)"
)
_A_MILLION = re.compile(r"\b(half )?an? million\b")
_NO_PAY = re.compile(r"\b401k\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
"""A number that nothing marks as money is the year it looks like: "from 2012"."""
_PERIODS = {"hr": "hour", "wk": "week", "mo": "month", "yr": "year"}
_AT_THE_START = any_of("start*, entry, entry-level, beginners, newcomers, lowest tenth")
_AT_THE_TOP = any_of(
    "can make, can earn, can reach, top out, potential, top earners, highest tenth, best earners,"
    " highest paid make"
)
_MORE_THAN_NOW = any_of("pay* more, earn more, make more, better paid, higher paying, better paying")
BELOW = re.compile(r"\b(?:less|lower|fewer|worse|slower|safer)\b")
_REFUSES = re.compile(
    r"\b(?:don'?t|doesn'?t|not|never|can'?t|cannot|won'?t|wouldn'?t|couldn'?t|nothing|refuse to)"
    r"(?! (?:need|requir\w+|have|ask\w*)\b)(?: \w+){0,4} ?$|\b(?:no|without(?: \w+ing)?) ?$"
)
"""Before "less", turns it round; "I don't have a degree, under 50k" does not."""


def amounts(text: str) -> Iterator[Condition]:
    """Every limit that a lower-case text sets in dollars, percent of growth, openings or people.

    A bare amount of money is one from which on: "jobs that pay 50k".
    """
    text = _A_MILLION.sub(lambda found: "500000" if found[1] else "1000000", text)
    text = _PAY_TO.sub(r"\1 \2 dollars", text)
    text = _SIX_FIGURES.sub("100000 dollars", _NO_PAY.sub("", text))
    text = _IN_WORDS.sub(lambda found: str(NUMBERS[found[1]]), text)
    for found in _AMOUNT.finditer(text):
        if field := _field(found, text):
            yield _condition(field, found, more=bool(_MORE_THAN_NOW.search(text)))


def is_bare(text: str) -> bool:
    """Whether the amounts of a text come without "over", "at most" and the like."""
    return not any(one[name] for one in _AMOUNT.finditer(text) for name in (*_LIMITS, "or_more", "or_less"))


def alike(found: Iterable[Condition], before: Iterable[Condition]) -> list[Condition]:
    """Bare amounts limit from the same side as the conditions before: "over 60k", then "and 80k?"."""
    sides = {one.field: one for one in before if math.isinf(one.low) != math.isinf(one.high)}
    return [_moved(sides[one.field], one) if one.field in sides else one for one in found]


def _moved(before: Condition, bare: Condition) -> Condition:
    amount = bare.low
    if math.isinf(before.high):
        is_strict = before.low > round(before.low, 6)
        return _above(before.field, amount, bare.period) if is_strict else bare
    is_strict = before.high < round(before.high, 6)
    return (_below if is_strict else _up_to)(before.field, amount, bare.period)


def _field(found: re.Match[str], text: str) -> Field | None:
    is_limited = any(found[name] for name in (*_LIMITS, "or_more", "or_less", "upper"))
    before, after = text[: found.start()][-_NEAR:], text[found.end() :][:_NEAR]
    of_ai = _OF_AI.search(before) or (_OF_AI.search(after) and not _OF_GROWTH.search(before))
    is_share = found["percent"] or not (found["dollar"] or found["thousand"] or found["money"])
    if is_limited and is_share and _plain(found["number"]) <= _ALL_JOBS and of_ai:
        return fields.EXPOSURE
    if found["percent"]:
        of_pay = _OF_PAY.search(text) and not _OF_GROWTH.search(text)
        return None if of_pay or _SHARE.match(text, found.end()) else fields.GROWTH
    if what := found["what"]:
        named = fields.OPENINGS if re.search("openings|vacancies", what) else fields.EMPLOYMENT
        return named if is_limited else None
    if is_limited and _HIRING.search(text[: found.start()]):
        return fields.OPENINGS
    signs = ("dollar", "thousand", "money", "upper_thousand", "hourly")
    is_paid = _PAYS.search(text[: found.start()]) or is_limited  # "Pays 20 an hour".
    is_money = any(found[name] for name in signs) or (is_paid and _period(found)) or _is_hourly(found)
    if (found["thousand"] or "") in _TIMES and not (found["dollar"] or is_limited or found["money"]):
        return None  # "88M" is what the army calls a driver.
    is_year = _YEAR.fullmatch(found["number"]) and not found["period"]
    unit = found["upper_thousand"] or found["thousand"]
    is_too_little = not _period(found) and _plain(found["number"]) * _times(unit) < LEAST_YEARLY
    if is_money and is_too_little and not is_limited:
        return None
    if not is_money and (is_year or not is_paid or _plain(found["number"]) < LEAST_PAY):
        return None
    if _AT_THE_START.search(text):
        return fields.LOW_PAY
    return fields.HIGH_PAY if _AT_THE_TOP.search(text) else fields.PAY


def _condition(field: Field, found: re.Match[str], *, more: bool) -> Condition:
    period = _period(found)
    upper_unit, unit = found["upper_thousand"], found["thousand"] or found["upper_thousand"]
    number = A_YEAR.get(period, 1) * _times(unit) * _plain(found["number"])
    if found["upper"]:
        upper = A_YEAR.get(period, 1) * _times(upper_unit or unit) * _plain(found["upper"])
        said = f"{field.name} from {_said(field, number, period)} to {_said(field, upper, period)}"
        return Condition(field, said, number, upper, period)
    if found["up_to"] or found["or_less"]:
        return _up_to(field, number, period)
    if found["below"] and _REFUSES.search(found.string[: found.start()]):
        return _from(field, number, period)  # "I won't take less than 80k."
    if found["below"]:
        return _below(field, number, period)
    is_above = found["above"] or (more and not found["from"] and not found["or_more"])
    return (_above if is_above else _from)(field, number, period)


def _from(field: Field, number: float, period: str) -> Condition:
    return Condition(
        field, f"{field.name} at least {_said(field, number, period)}", low=number, period=period
    )


def _up_to(field: Field, number: float, period: str) -> Condition:
    return Condition(
        field, f"{field.name} at most {_said(field, number, period)}", high=number, period=period
    )


def _above(field: Field, number: float, period: str) -> Condition:
    said = f"{field.name} above {_said(field, number, period)}"
    return Condition(field, said, low=math.nextafter(number, math.inf), period=period)


def _below(field: Field, number: float, period: str) -> Condition:
    said = f"{field.name} below {_said(field, number, period)}"
    return Condition(field, said, high=math.nextafter(number, -math.inf), period=period)


def _times(unit: str | None) -> int:
    return _TIMES.get(unit, 1000) if unit else 1


def _is_hourly(found: re.Match[str]) -> bool:
    """Whether it is a number that only an hour's pay can be: "pays over 18"."""
    marks = ("dollar", "thousand", "percent", "what", "period", "upper")
    is_bare = not any(found[name] for name in marks) and _plain(found["number"]) in _AN_HOUR
    paid, text = _EARNS.search(found.string[: found.start()]), found.string
    return bool(is_bare and paid and _ENDS.match(text, found.end()))


def _period(found: re.Match[str]) -> str:
    """The period that an amount is for; empty for a year and where none is named."""
    if _is_hourly(found):
        return "hour"
    named = "hour" if found["hourly"] else found["period"] or ""
    period = _PERIODS.get(named, named)
    return period if period in A_YEAR else ""


def _said(field: Field, number: float, period: str) -> str:
    if not field.unit.startswith("USD"):
        return f"{number:g} percent" if field == fields.GROWTH else f"{number:,.0f}"
    if not period:
        return f"${number:,.0f} a year"
    part = f"{number / A_YEAR[period]:,.2f}".removesuffix(".00")
    return f"${part} {'an' if period == 'hour' else 'a'} {period} (${number:,.0f} a year)"


def _plain(number: str) -> float:
    return float(number.replace(",", ""))


def refuses_less(words: str, phrase: str) -> bool:
    """Whether the pay that a phrase calls lower is not wanted: "I won't earn less", "that pays no less"."""
    less = BELOW.search(phrase)
    return less is not None and bool(_REFUSES.search(words[: words.find(phrase) + less.start()]))
