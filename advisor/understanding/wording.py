"""Words and small patterns that the reading of questions over all occupations is composed of."""

from __future__ import annotations

import re

JOBS = (
    r"(?:jobs?|occupations?|careers?|professions?|trades?|vocations?|positions?|lines? of work|gigs?|roles?"
    r"|work|employment)"
)
NUMBERS = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
     "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip


def alternatives(phrases: str) -> str:
    """The comma-separated phrases as one group of a pattern, the longest first; `*` is any ending."""
    parts = sorted((part.strip() for part in phrases.split(",")), key=len, reverse=True)
    patterns = (re.escape(part).replace(r"\*", r"\w*") for part in parts)
    return f"(?:{'|'.join(patterns)})"


_DENIAL = alternatives(
    "without, no, not, non, nothing, none, neither, zero, don't, dont, do not, doesn't, doesnt, isn't, isnt,"
    " aren't, arent, won't, wont, can't, cant, cannot, never, skip, skipping, lacking, lack, minus,"
    " drop the, leave out"
)
_STOP = alternatives(
    "and, but, that, which, with, who, where, is, are, in, need*, require*, pay, pays, low, high"
)
ASKS = "is|are|am|was|would|will|does|do|did|should|can|could|which|what|who|how|where|when|why"
"""How a clause begins that asks; alternatives for a pattern."""
_LIKES = rf"(?:{ASKS}|wants?|likes?|loves?|enjoys?|hates?|needs?|can|good|great|ok|okay|fine|strong)"
"""After a comma, begins what is no longer denied: "no degree, wants to sit", "no degree, could I ..."."""
_A_JOB = r"(?:[\w-]+ ){1,2}(?:job|gig|position|role)\b|(?:office|desk|seated|sitting|sit down) work\b"
"""The same: "no degree, desk job"."""
_REACHED = rf"(?:(?!{_STOP}\b)[\w'/-]+(?:, (?!{_LIKES}\b|{_A_JOB})| )|(?:need|require|requir)(?:s|ed|ing)? )"
LEAVES_OUT = r"(?:drop|remove|leave out|leave(?= (?:\w+ ){1,4}out\b)|take out|cross off|skip)"
"""What somebody does who wants less of what is shown; a part of a pattern."""
_NOTHING_THAT = r"(?:nothing|none|anything but|no (?:jobs?|ones?|careers?|work)) (?:that|which|with|where)"
NOT = rf"\b(?:{_NOTHING_THAT}|{_DENIAL})\b[ -]{_REACHED}{{0,5}}"
"""A denial and the few words after it, as far as it reaches: "don't need any kind of", "nothing with a"."""
NOT_AFTER = r"(?:(?: is| are)? (?:not|never)|(?: is|are)n'?t|n'?t)(?: really)? (?:needed|required|necessary)"
"""What denies the word before it: "experience not required"."""


_ENOUGH = r"(?:'?s)?(?: degree)? (?:(?:is|are|would be) )?(?:enough|ok|okay|fine)\b"
"""After what a denial before it does not reach: "no bedside, bachelors is enough"."""


def denied(phrases: str) -> re.Pattern[str]:
    """Any of the phrases said not to be there, before or after: "no college", "college not required"."""
    words = alternatives(phrases)
    return re.compile(rf"{NOT}{words}(?!\w| degree|{_ENOUGH})|\b{words}(?:{NOT_AFTER})")
