"""Messages that doubt what was just told, or ask where it comes from: "says who", "that seems low"."""

from __future__ import annotations

import re

MOST_WORDS = 14  # Longer ones ask something of their own.
_CHALLENGES = re.compile(
    r"\b(?:are |r )?(?:you|u) (?:really )?sure\b|^\W*sure\?|\bprove (?:it|that)\b|\bsays who\b|\breally\?\W*$"
    r"|\b(?:don'?t|dont|do not|can'?t|hard to) (?:really )?(?:buy|believe|trust) (?:that|it|this|you|your)\b"
    r"|\bwho (?:says|said|measured|counted|decided|decides|came up with)\b"
    r"|\bhow (?:do|can|would|could) (?:you|u|they|anyone) know\b|\bhow (?:sure|certain) (?:are|r) (?:you|u)\b"
    r"|\b(?:that|this|it|these|those)(?: seems?| sounds?| looks?| feels?) (?:\w+ ){0,2}(?:low|high|off"
    r"|odd|strange)\b"
    r"|\b(?:that|this|it|these|those|which)(?:['’]?s| is| are| seems?| sounds?| looks?) (?:\w+ ){0,2}"
    r"(?:wrong|made[ -]up|nonsense|bs|bull\w*|fake|outdated|not (?:true|right)|incorrect)\b"
    r"|\byour (?:\w+ ){0,2}(?:numbers?|figures?|data|pay|stats?) (?:is|are|seems?|looks?) (?:\w+ )?"
    r"(?:wrong|off|low|high|made up|fake|old|outdated)\b"
    r"|\bwhere (?:does|do|did) (?:that|this|the|these|those|you)(?: \w+)? (?:come|get|have)\b"
    r"|\b(?:which|what) (?:survey|study|source|statistics?)\b|\bwhat year(?: is| was|\W*$)"
    r"|\b(?:what(?:['’]?s| is| are) )?(?:the|your) (?:source|sources|link)\W*$|^\W*(?:source|sources"
    r"|link)s?\W*$"
    r"|\b(?:you|u) (?:don'?t|dont) (?:even )?know\b|\bwhat year is (?:it|that|this)\b|\bwhen was (?:it"
    r"|that|this) (?:collected|measured|surveyed)\b",
    re.I,
)


_DOUBTS = re.compile(
    r"\b(?:seems?|sounds?|looks?|feels?|wrong|made[ -]up|buy|believe|trust|nonsense|bs|fake|not true"
    r"|really)\b",
    re.I,
)


def doubts(text: str) -> bool:
    """Whether a challenge holds what was told for wrong."""
    return bool(_DOUBTS.search(text))


def challenges(text: str) -> bool:
    """Whether a message doubts what was just told, or asks for its source."""
    return len(text.split()) <= MOST_WORDS and bool(_CHALLENGES.search(text))
