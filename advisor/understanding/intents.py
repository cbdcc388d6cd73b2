"""What a message is for, as it was read, where words alone can tell that it is not."""

from __future__ import annotations

import re

from advisor.understanding.jobs import MASK
from advisor.understanding.labels import Reading
from advisor.words import any_of

INSULT = 0.3  # Share from which what looks like an order is an insult.
A_FEW = 7  # Words of a complaint that does not say what was meant instead.
HARM = 0.33  # Share from which a message is turned down as harmful though it may be a question.
_TELLS_WHO = re.compile(r"\W*(?:i'?m|i am|i was|i have|i've|i studied|i study|my \w+ (?:is|was))\b", re.I)
_RESUME = any_of("resume, résumé, cv, cover letter")
_FALSE = any_of("fake*, lie, lies, lying, false*, invent*, forge*, made up, make up, pretend*, hide, bluff*")
_FORGETS = any_of(
    "forget*, delet*, eras*, wip*, clear*, remov*, scrap*, remember*, memory, stor*, keep*, save*"
)


_COMPLAINS = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|never|didn'?t answer) what i (?:asked|meant|said|wanted|was asking)\b"
    r"|\byou (?:didn'?t|did not|misread|misunderstood)\b",
    re.I,
)
"""Says that an answer missed what was asked, which is neither an order nor harm."""


def intent_of(reading: Reading, by_words: Reading, english: str) -> str:
    """The intent as it was read; possible harm comes first, and words tell insults from orders."""
    if reading.intent in ("harmful", "override", "reaction") and _COMPLAINS.search(english):
        if len(english.split()) <= A_FEW and MASK not in english:
            return "unclear"
        rest = {name: share for name, share in reading.intents.items() if name in ("question", "reaction")}
        return max(rest, key=rest.__getitem__)
    is_resume = bool(_RESUME.search(english)) and not _FALSE.search(english)
    if reading.intents["harmful"] >= HARM and not is_resume:
        return "harmful"
    if reading.intent == "forget" and _TELLS_WHO.match(english) and not _FORGETS.search(english):
        rest = {name: share for name, share in reading.intents.items() if name != "forget"}
        return max(rest, key=rest.__getitem__)  # "I'm a student of history" is about no history here.
    insult, order = (by_words.intents[name] for name in ("reaction", "override"))
    is_insult = (insult >= INSULT and insult > order) or reading.intents["reaction"] >= INSULT
    return "reaction" if reading.intent == "override" and is_insult else reading.intent
