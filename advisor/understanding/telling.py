"""Messages that tell something of the person and ask nothing: "I led 14 people", "my kids are 9 and 12"."""

from __future__ import annotations

import re

from advisor.understanding.wording import ASKS
from advisor.words import any_of

MOST_WORDS = 25
_BEGINS = re.compile(
    r"^(?:\W*(?:and|but|so|also|well|hi|hello|hey|plus|then)\b)*\W*(?:i|i['’]?m|im|i['’]?ve|ive|my|we|he|she|his|her"
    r"|got|was|been|wife|husband|kids?|no [a-z]+ skills?)\b",
    re.I,
)
_ASKING = re.compile(
    rf"\?|(?:^|[.;,:!]\s*|\b(?:and|but|so|or|then)\s+)(?:{ASKS})\b"
    r"|\b(?:what|which|how|whether|why)\b"
    r"|\b(?:is|are) (?:that|it|this|they)\b(?! (?:i|we|he|she|they|my|the)\b)|\bam i\b"
    r"|\b(?:would|will) (?:it|they|i)\b",
    re.I,
)
_WANTS_TO_HEAR = any_of(
    "know, tell, show, ask*, wonder*, curious, help, explain, compar*, find, idea*, option*, advice,"
    " recommend*,"
    " suggest*, should, could, can, please, want*, need*, looking, interested, think*, consider*,"
    " plan*, hope,"
    " wish, like*, love*, enjoy*, hate*, prefer*, if, mean*, meant, said, instead, rather, about, going"
    " with, pick,"
    " choose, take, worr*, scared, afraid, heard"
)


_JUDGES = any_of(
    "like*, love*, know, see, get it, agree, think, guess, understand, sure, good, great, ok, okay"
)
FEWEST_WORDS = 4


def tells_a_fact(text: str) -> bool:
    """Whether a remark tells something of somebody, and is no mere word on what was answered."""
    is_long = len(text.split()) >= FEWEST_WORDS
    return is_long and bool(_BEGINS.search(text)) and not (_ASKING.search(text) or _JUDGES.search(text))


def only_tells_of_oneself(text: str) -> bool:
    """Whether a message only tells of the person, in words that neither ask nor wish for anything."""
    if len(text.split()) > MOST_WORDS or not _BEGINS.search(text):
        return False
    return not (_ASKING.search(text) or _WANTS_TO_HEAR.search(text))
