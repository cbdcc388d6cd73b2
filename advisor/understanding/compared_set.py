"""Jobs that are compared, changed by a message: "add welder", "drop the second", "and openings for each"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.ordinals import places_named
from advisor.question import Focus
from advisor.understanding.jobs import Mention
from advisor.understanding.wording import LEAVES_OUT

MOST = 5  # Jobs that one table sets side by side.
_ADDS = re.compile(
    r"^\W*(?:(?:and|ok|okay|now|please|can you|could you) )*(?:add|include|plus|also|throw in)\b", re.I
)
_DROPS = re.compile(
    rf"\b(?:{LEAVES_OUT}|minus|without|forget(?: about)?)\b(?! (?:it|that|this)\b)",
    re.I,
)
_EACH = re.compile(
    r"\b(?:each|both|(?:all|those|these) (?P<many>two|three|four)|all of (?:them|those))\b", re.I
)
_MANY = {"two": 2, "three": 3, "four": 4}


def changed(text: str, mentions: Sequence[Mention], focus: Focus) -> tuple[str, ...]:
    """Ids of the jobs to compare after a message adds some, drops some or asks of each; else empty."""
    before = focus.profiles if len(focus.profiles) > 1 else ()
    named = tuple(dict.fromkeys(one.profiles[0] for one in mentions if one.profiles))
    if _ADDS.search(text) and named and (before or focus.profiles):
        return tuple(dict.fromkeys((*(before or focus.profiles), *named)))[-MOST:]
    if _DROPS.search(text) and len(before) > 2:
        places = () if named else tuple(before[at] for at in places_named(text) if at < len(before))
        gone = {*places, *(name for one in mentions for name in one.profiles)}
        left = tuple(one for one in before if one not in gone)
        return left if len(left) < len(before) else ()
    each = _EACH.search(text)
    if not each or mentions:
        return ()
    if many := _MANY.get((each["many"] or "").lower(), 0):
        return (before or focus.listed or focus.met[-many:])[:many]
    return before or (focus.met[-2:] if len(focus.met) > 1 else ())
