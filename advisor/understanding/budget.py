"""Read that a plan is asked for, and what it may take: "a 3 month plan", "less, I have 2h a week"."""

from __future__ import annotations

import re

from advisor.question import Budget
from advisor.understanding.wording import NUMBERS

SHORT = 6  # Words of a message that says nothing but a time.
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?|{'|'.join(NUMBERS)}|an?|half an?|a couple of|a few)"
_HOURS = re.compile(
    rf"\b{_NUMBER} ?(?:hours?|hrs?|h)\b(?: free| spare| of time)?(?: to spare)? ?(?:a|per|each|every|/) ?"
    r"(?P<each>week|wk|day|month)\b"
)
_MINUTES = re.compile(rf"\b{_NUMBER} ?(?:minutes|mins?) ?(?:a|per|each|every|/) ?(?P<each>week|day)\b")
_WEEKS = re.compile(rf"\b{_NUMBER}[- ]?(?P<unit>weeks?|months?)\b(?! of experience| old)")
_A_PLAN = re.compile(
    r"\b(?:plan|roadmap|road map|step by step|first steps?|next steps?|where do i (?:start|begin)"
    r"|how do i (?:start|begin)"
    r"|what (?:do|should) i do (?:first|next|now))\b"
)
_SMALLER = r"(?:less|smaller|shorter|simpler|easier|cheaper)"
_LESS = re.compile(
    rf"^\W*{_SMALLER}\b|\b(?:make it|something|a|much) {_SMALLER}\b|\btoo (?:much|long)\b|\bcut it down\b"
    r"|\bshrink (?:it|the plan)\b"
)
_OWN_TIME = re.compile(r"\b(?:i have|i've|i can|i only|only|just|make it|is all)\b")
_NO_MONEY = re.compile(
    r"\b(?:no|zero|not much|hardly any|little|without) (?:money|cash|budget|savings)\b|\bbroke\b|\bfor free\b"
    r"|\bcan'?t (?:afford|pay)\b|\bcosts? nothing\b|\bno budget\b"
)
_A_FEW = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0, "a few": 3.0}
_A_WEEK = {"week": 1.0, "wk": 1.0, "day": 7.0, "month": 12 / 52}
_WEEKS_OF = {"week": 1.0, "month": 52 / 12}


def budget_of(words: str, before: Budget | None) -> Budget | None:
    """What a plan may take by a lower-case text; None when it asks for no plan, nor to change one."""
    hours, weeks = _hours(words), _weeks(words)
    no_money, less = bool(_NO_MONEY.search(words)), bool(_LESS.search(words))
    of_own = (hours or weeks) and (_OWN_TIME.search(words) or len(words.split()) <= SHORT)
    if not _A_PLAN.search(words) and not (before and (of_own or no_money or less)):
        return None
    start = before or Budget()
    return Budget(
        hours=hours if hours is not None else start.hours,
        weeks=weeks if weeks is not None else start.weeks,
        has_money=start.has_money and not no_money,
        is_short=start.is_short or bool(before and (less or hours or no_money)),
    )


def _hours(words: str) -> float | None:
    for pattern, part in ((_HOURS, 1.0), (_MINUTES, 1 / 60)):
        if found := pattern.search(words):
            return _number(found["number"]) * part * _A_WEEK[found["each"]]
    return None


def _weeks(words: str) -> int | None:
    found = _WEEKS.search(_HOURS.sub(" ", _MINUTES.sub(" ", words)))
    return round(_number(found["number"]) * _WEEKS_OF[found["unit"].rstrip("s")]) if found else None


def _number(said: str) -> float:
    return _A_FEW.get(said) or float(NUMBERS.get(said, 0)) or float(said)
