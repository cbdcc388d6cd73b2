"""Wishes about work that neither figures nor ratings tell anything about, so that answers can say so."""

from __future__ import annotations

import re

from advisor.understanding import scope
from advisor.understanding.body import untold_of_body
from advisor.understanding.move_words import UNKNOWABLE
from advisor.understanding.wishes import told_by_ratings
from advisor.words import any_of

_UNTOLD = any_of(
    "remote, remotely, from home, at home, outdoors, work outside, part-time, part time, night shifts,"
    " nights, evening*,"
    " weekends, stress*, low-stress, stress-free, physical, physically, lifting, travel*, animals, kids,"
    " near me,"
    " in my area, benefits, happiest, happy, fun, meaningful, fulfilling, satisfying, dangerous, flexible,"
    " union*, background check*,"
    " hours, daytime, day shift*, health insurance, insurance, introvert*, extrovert*, felon*, criminal"
    " record, my personality, adhd, autis*, disab*, visa,"
    " boring,"
    " work-life balance, respected, prestigious"
)
_OWN_KIDS = re.compile(
    r"\b(?:have|has|got|my|our|\d+|one|two|three|four|five)(?: (?:small|young|little|school[- ]age))? kids\b"
)
"""Who has kids does not wish to work with them."""
_NOT_IN = re.compile(
    r"\b(?:not|never|no longer|outside|out of)(?: working)?(?: (?:in|at|of))?(?: (?:an?|the|any))?"
    r" (?:hospitals?|schools?|factor(?:y|ies)|restaurants?|stores?|warehouses?|shops?|government"
    r"|(?:big |large )?(?:cit(?:y|ies)|compan(?:y|ies)|corporations?)|call cent(?:er|re)s?)\b"
)
"""Where somebody does not want to work, which no rating tells."""


def untold(words: str) -> tuple[str, ...]:
    """Wishes that no figure tells anything about, in their own words."""
    words = _OWN_KIDS.sub(" ", told_by_ratings(words))
    found = (*(one[0] for one in _UNTOLD.finditer(words)), *(one[0] for one in _NOT_IN.finditer(words)))
    return tuple(dict.fromkeys(found))


def untold_of_moves(words: str) -> tuple[str, ...]:
    """Wishes that nothing tells of, without what only tells who is asking."""
    found = (*untold(words), *untold_of_body(words))
    found = (*found, *(one[0] for one in UNKNOWABLE.finditer(words)))
    # What tells of a person and not of the work wanted changes nothing in an answer.
    return tuple(dict.fromkeys(one for one in found if one != "kids" and not scope.is_of_a_person(one)))
