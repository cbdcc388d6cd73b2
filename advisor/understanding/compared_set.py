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
    r"(?:^|[,;.]|\band\b)\W*(?:(?:and|ok|okay|now|please|can you|could you) )*"
    r"(?:add|include|plus|also|throw in|vs|versus)\b",
    re.I,
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
    named = [one for one in mentions if one.profiles]
    adds, drops = _ADDS.search(text), _DROPS.search(text) if len(before) > 1 else None
    added = [one for one in named if adds and (not drops or one.start > adds.start() > drops.start())]
    gone = {name for one in named if drops and one not in added for name in one.profiles}
    if drops and not named:
        gone = {before[at] for at in places_named(text) if at < len(before)}
    joined = (*(before or focus.profiles), *(one.profiles[0] for one in added))
    left = tuple(dict.fromkeys(one for one in joined if one not in gone))[-MOST:]
    if (added and focus.profiles) or (gone and 0 < len(left) < len(before)):
        return left
    each = _EACH.search(text)
    if not each or mentions:
        return ()
    if many := _MANY.get((each["many"] or "").lower(), 0):
        return (before or focus.listed or focus.met[-many:])[:many]
    return before or (focus.met[-2:] if len(focus.met) > 1 else ())
