"""Jobs that a message calls by what is done there, and no name tells: "would proofreading be safer"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from advisor.placing import Guess
from advisor.understanding.jobs import Mention
from advisor.understanding.named import names_a_family
from advisor.understanding.topics import topic_said

TAKEN = 0.6  # Chance from which the likeliest occupation is taken for what is meant...
TAKEN_OF_FAMILY = 0.9  # ...where the words name a family of jobs as well: "go into accounting".
_HELPER = re.compile(
    r"(?:['’]s)?\s+(?:tech|technician|technologist|assistant|asst|aide|helper|receptionist)s?\b", re.I
)
"""After the name of a job, makes it another: "a dentist assistant"."""
_WHAT = r"(?P<what>(?:[a-z][\w'&/+-]*\s+){0,4}?[a-z][\w'&/+-]*)"
_ENDS = (
    r"(?=\s*(?:[,.;:?!]|$)|\s+(?:and|or|but|be|pay|in (?:college|school)|at|because|since|for|from|with|is|if"
    r"|instead|then|maybe|though|lol|too|now|pays?|better|safer|smarter|easier|calmer|worse)\b)"
)
WISHES = (
    r"(?:thinking|thought|dreaming)(?: (?:of|about))?(?: (?:to )?(?:leav\w+ for|go(?:ing)? into|becoming"
    r"|becom\w+|doing|switching to|moving (?:in)?to))?"
    r"|(?:go|going|get|getting|break) into|leav(?:e|ing) for"
    r"|(?:move|moving|switch|switching|transition|pivot|pivoting) (?:over )?(?:in)?to"
    r"|retrain\w*(?: (?:as|in|for))?|consider\w*|interested in"
    r"|major(?:ing)? in|study(?:ing)?|(?:school|college|training) for"
    r"|(?:something|anything) in|(?:could|can|should) (?:i|he|she) (?:really |even )?do"
)
"""What stands before the work that somebody wishes to go into."""
_WISHED = re.compile(rf"\b(?:{WISHES}) (?:an? |the )?{_WHAT}{_ENDS}", re.I)
_FIRST = r"(?:^\W*|[.!?,;]\s+)(?:(?:and|but|so|or|ok|okay|hm+|well|then|maybe|perhaps|no)[ ,]+)*"
_WEIGHED = re.compile(
    rf"{_FIRST}(?:would|is|are|will) (?:being an? |an? )?{_WHAT} (?:be |pay |any |a bit |much )*"
    r"(?:better|safer|smarter|easier|calmer|worse|more|less)\b",
    re.I,
)
_ONLY_IT = re.compile(
    rf"{_FIRST}(?:(?:what|how) about |or |and )(?:an? |the )?{_WHAT}(?: (?:then|instead|maybe|though))?\W*$"
    rf"|{_FIRST}(?:an? )?(?P<bare>(?:[a-z][\w'&/+-]*\s+){{0,2}}?[a-z][\w'&/+-]*)(?:\?| maybe| instead)\W*$",
    re.I,
)
_TOO_WIDE = re.compile(
    r"\b(?:something|anything|it|that|this|them|those|these|one|job|jobs|work|career|careers|field|business"
    r"|degree|college|school|company|life|me|my|you|your|we|us|there|here|home|leaving|quitting|else)\b",
    re.I,
)
"""What names no work in particular: "something else", "my own business"."""


def called_otherwise(
    text: str, mentions: Sequence[Mention], guess: Callable[[str], Guess], is_topic: Callable[[str], bool]
) -> list[Mention]:
    """The mentions, helpers of a job told from it, and, where none is a job to go to, the work that the
    message weighs or wishes for.

    Only what surely means one occupation is taken; what `is_topic` of any job, as "what about benefits",
    is none.
    """
    mentions = _with_helpers(text, mentions, guess)
    for start, end, is_wished in _spans(text):
        what = text[start:end]
        is_known = any(one.start < end and start < one.end for one in mentions)
        if is_known or _TOO_WIDE.search(what) or (not is_wished and _is_of_any_job(what, is_topic)):
            continue
        found = guess(what)
        if found.chance >= (TAKEN_OF_FAMILY if names_a_family(what) else TAKEN):
            meant = Mention(start, end, what, found.ids[:1], is_background=False, is_asked_about=True)
            return sorted((*mentions, meant), key=lambda one: one.start)
    return list(mentions)


def _with_helpers(text: str, mentions: Sequence[Mention], guess: Callable[[str], Guess]) -> list[Mention]:
    """The mentions, of which those with a helper's word after them are the job that both surely mean."""
    found = list(mentions)
    for one in mentions:
        helper = _HELPER.match(text, one.end)
        said = text[one.start : helper.end()] if helper else ""
        meant = guess(said) if said else None
        if meant and meant.chance >= TAKEN and meant.ids[0] not in one.profiles:
            end = one.start + len(said)
            found = [other for other in found if other.end <= one.start or end <= other.start]
            found.append(replace(one, end=end, text=said, profiles=meant.ids[:1]))
    return sorted(found, key=lambda one: one.start)


def _is_of_any_job(what: str, is_topic: Callable[[str], bool]) -> bool:
    return names_a_family(what) or bool(topic_said(what)) or is_topic(what)


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the words stand that may tell work, and whether it is wished for; such words come first."""
    for pattern in (_WISHED, _WEIGHED, _ONLY_IT):
        for found in pattern.finditer(text):
            name = next((one for one, said in found.groupdict().items() if said), "")
            if name:
                yield *found.span(name), pattern is _WISHED
