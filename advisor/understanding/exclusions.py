"""What a list shall leave out: "without any that shrink", "drop those with high exposure", "no nurses"."""

from __future__ import annotations

import math
import re

from advisor.understanding.conditions import schooling_said
from knowledge import fields
from knowledge.survey import Condition

MOST_WORDS = 3  # Of a name that is left out.
_MOST_SCHOOLING = len(fields.SCHOOLING) - 1
_LEAVES_OUT = (
    r"(?:without|excluding|exclude|except(?: for)?|minus|drop|remove|filter out|take out|leave out"
    r"|leaving out|other than|skip)"
)
_ANY = r"(?:(?:any|all|the|those|these|ones|one|jobs|occupations|anything|everything|of|them) ?)+"
_CLAUSE = re.compile(
    rf"\b(?:{_LEAVES_OUT}|no|not|none of|nothing) {_ANY}"
    r"(?P<what>(?:that|which|who|with|where|below|above|under|over|needing|requiring|paying|projected|having)"
    r"\b[^,.;]*)"
)
_NAMED = re.compile(
    rf"^(?:(?:and|but|ok|now|then|please|just|so) )*{_LEAVES_OUT} (?:(?:the|any|all) )?"
    r"(?P<name>[a-z][a-z -]{2,}?)(?: please| jobs| ones)?\W*$"
)


def excluded(words: str) -> tuple[str, tuple[str, ...]]:
    """The lower-case words without what tells what to leave out, and what that is: "that shrink"."""
    return _CLAUSE.sub(" ", words), tuple(found["what"] for found in _CLAUSE.finditer(words))


def but_for(condition: Condition) -> Condition | None:
    """All that a condition leaves out; None where that is no one range."""
    low, high = condition.low, condition.high
    if condition.field == fields.ENTRY:
        low = -math.inf if low <= 0 else low
        high = math.inf if high >= _MOST_SCHOOLING else high
    if math.isinf(low) == math.isinf(high):
        return None
    if math.isinf(low):
        low, high = math.nextafter(high, math.inf), math.inf
    else:
        low, high = -math.inf, math.nextafter(low, -math.inf)
    if condition.field == fields.BACKGROUND and condition.low == 1:
        return Condition(condition.field, "no experience in a related job needed", high=0)
    if condition.field == fields.ENTRY:
        least, most = math.ceil(max(low, 0)), math.floor(min(high, _MOST_SCHOOLING))
        return Condition(fields.ENTRY, schooling_said(least, most), least, most)
    name = f"{condition.field.name} "
    plain = condition.said.removeprefix(name)
    said = f"{name}not {plain}" if plain != condition.said else f"not {condition.said}"
    return Condition(condition.field, said.removeprefix("not not "), low, high, condition.period)


def is_left_out(text: str, start: int) -> bool:
    """Whether a name that begins there is one that a list shall leave out: "without nurses"."""
    return bool(re.search(rf"\b{_LEAVES_OUT} (?:the |any |all )?$", text[:start].lower()))


def name_left_out(words: str) -> str:
    """The name of the occupations that a short lower-case message leaves out: "exclude supervisors"."""
    found = _NAMED.search(words)
    return found["name"] if found and len(found["name"].split()) <= MOST_WORDS else ""
