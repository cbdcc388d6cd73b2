"""Places in a list as people name them: "the second one", "number 3", "the last"."""

from __future__ import annotations

import re

from advisor.words import words

ORDINALS = {
    word: place
    for place, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
         "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th")
    )
    for word in words.split()
}  # fmt: skip
_POINTING = frozenset(ORDINALS) | frozenset(
    "top and so but or ok okay then now what about tell me show explain more on of the that one please number"
    " last job occupation career profession pls plz thanks hm maybe".split()
)
_NUMBERS = "one two three four five six seven eight nine ten".split()
_THING = "duty|task|skill|tool|risk|role|item|entry|point|job|occupation|career|profession"
_NO_ADVERB = (
    r"(?<!\bgo )(?<!\bgoes )(?<!\bgone )(?<!\bgoing )(?<!\bcome )(?<!\bcomes )(?<!\blearn )(?<!\bdo )(?<!ed )"
)
"""What stands before a "first" that tells when, not which: "which tasks go first", "replaced first"."""
_ORDINAL = re.compile(
    rf"{_NO_ADVERB}\b(?:(?P<word>{'|'.join(ORDINALS)})|(?:number|nr|no\.?|#)\s*(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}))\b"
    rf"(?=\s+(?:one|ones|of (?:the|those|these|them)|(?:on|in|from) (?:the|that|this|your) list|{_THING})\b"
    r"|\s+(?:so|a stretch|close|far|better|safer|pay|job|is not|isn['’]?t|compares?)\b|\s*[?.,!:;]|\s*$"
    r"|\s+and the\b)"
    rf"|(?:(?<=\bdoes the )|(?<=\bwould the )|(?<=\bwill the ))(?P<does>{'|'.join(ORDINALS)})"
    r"(?=\s+(?:pay|need|earn|require|take|cost|make|ask|have|grow|involve|look|use)\b)",
    re.I,
)
_TOP = re.compile(
    r"\bthe (?:top|highest|upper) (?:one|job|of (?:the|those|these) (?:list|lot))\b|\bthe one on top\b", re.I
)
_LAST = re.compile(rf"\b(?:the )?last (?:one|of|thing|bit|{_THING})\b", re.I)


def place_named(text: str) -> int | None:
    """The place from 0 that a text names, -1 for the last; None when it names none."""
    if _LAST.search(text):
        return -1
    if _TOP.search(text):
        return 0
    return next(iter(places_named(text)), None)


def places_named(text: str) -> list[int]:
    """All places from 0 that a text names, in its order: "the second and the fourth"."""
    return [
        _number(found["number"]) - 1
        if found["number"]
        else ORDINALS[(found["word"] or found["does"]).lower()]
        for found in _ORDINAL.finditer(text)
    ]


def without_place(text: str, instead: str) -> str:
    """The text with the place it names put in other words: "what does the second one pay"."""
    whole = rf"(?:\bthe )?(?:{_LAST.pattern}|{_TOP.pattern}|{_ORDINAL.pattern})(?: (?:one|{_THING})\b)?"
    return re.sub(whole, instead, text, count=1, flags=re.I)


def points_only(text: str) -> bool:
    """Whether a text does nothing but name a place: "tell me about the second one"."""
    said = {word for word in words(text) if not word.isdigit()}
    return place_named(text) is not None and said <= _POINTING


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS.index(said.lower()) + 1
