"""Jobs that a message names and does not want, or names only as what another job takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.ordinals import place_named
from advisor.question import AskedMoves, Focus, Question
from advisor.understanding.jobs import Mention
from advisor.understanding.named import tells_family
from advisor.understanding.wording import LEAVES_OUT, NUMBERS

NOT_WANTED = re.compile(
    r"\b(?:do|did|would|could)(?:n['’]?t| not| never) (?:really )?(?:want|wanna|like)(?: to)?"
    r"(?: (?:be|become|work as|do|go into))? (?:an? |the )?(?:\w+ or (?:an? |the )?)?$"
    r"|\bnot (?:as|be|become|being) (?:an? |the )?$"
    r"|\b(?:i (?:really )?(?:hate|dislike)|can['’]?t stand|anything but|except(?: for)?)(?: being| to be)?"
    r" (?:an? |the )?$|(?:^|[,;.!] ?|\b(?:no|meant?|said) )(?:no|not|and not|but not|no more)"
    r" (?:another |an? |the )?$"
    r"|\b(?:and|but|or) not (?:an? |the )?$",
    re.I,
)
_IS_NOT = re.compile(r"\b(?:am|i['’]?m) not (?:really )?(?:an? |the )$", re.I)
_IS = re.compile(r"\b(?:but|i['’]?m|i am) (?:an? |the )", re.I)
_PLACE = r"(?:first|second|third|fourth|fifth|last)"
_REJECTED = re.compile(
    r"\bnone of (?:these|those|them|that)\b|\bneither\b"
    rf"|\bnot (?:that|those|these|any of|the {_PLACE})\b(?! (?:bad|far|much|sure|hard))"
    rf"|\b{LEAVES_OUT} (?:that|those|these|the {_PLACE})\b"
    r"|\b(?:do|did)(?:n'?t| not) (?:really )?(?:like|want|fancy|see myself in)"
    rf" (?:any|these|those|them|that|it|the {_PLACE})\b"
    rf"|\b(?:that one|the {_PLACE}(?: one)?|it) (?:is|'s|are) not (?:for|my)\b"
    r"|\b(?:that'?s|these are|it'?s|this is)(?: all| just)? the same (?:list|ones|jobs)\b"
    r"|\b(?:show|give) me (?:\w+ )?(?:others?|something else|different)\b|\bsomething else then\b"
)
_OF_ONE = re.compile(r"\b(?:not|like|want|fancy) (?:that|it)\b|\bthat one\b|\bsomething else then\b")
_FIRST_FEW = re.compile(r"\bfirst (?P<many>two|three|four|2|3|4)\b")
_OR = re.compile(r"\s*(?:,|/|\bor\b|\bnor\b)+\s*(?:(?:to )?be )?(?:an? |the )?", re.I)
_ANY_MORE = re.compile(r"s?\s+(?:any ?more|any longer)\b", re.I)
_BUT = re.compile(r"(?:,|\bbut|\band|\bjust)\s*$", re.I)
_MUST_BE = re.compile(
    r"\b(?:do|does|must|should) (?:they|you|i|he|she|we|it) (?:need|have) to be (?:an? )?$", re.I
)


def rejected_of(words: str, shown: Sequence[str], picked: str = "") -> tuple[str, ...]:
    """Those of the ones shown that a lower-case message refuses: "none of these", "not the first two".

    `picked` is the one that is talked about: "not that one".
    """
    if not _REJECTED.search(words):
        return ()
    if few := _FIRST_FEW.search(words):
        return tuple(shown[: NUMBERS.get(few["many"]) or int(few["many"])])
    place = place_named(words)
    if place is not None and -1 <= place < len(shown):
        return (shown[place],)
    return (picked,) if picked and _OF_ONE.search(words) else tuple(shown)


def refuses(text: str, mention: Mention) -> bool:
    """Whether a message says that somebody does not want to be what it names: "I don't want to be a cop".

    Who does not want it any more has been it.
    """
    before = text[: mention.start]
    if _IS_NOT.search(before) and _IS.search(text, mention.end):  # "I'm not an accountant, I'm a bookkeeper."
        return True
    return bool(NOT_WANTED.search(before)) and not _ANY_MORE.match(text, mention.end)


def refused_in(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The jobs that a message refuses, one after the other: "I don't want to be a cop or a guard"."""
    refused: list[Mention] = []
    for one in mentions:
        follows = refused and _OR.fullmatch(text[refused[-1].end : one.start])
        if (follows or refuses(text, one)) and not tells_family(text, one.start, one.end):
            refused.append(one)
    gone = {one.profiles for one in refused}  # "You gave me cop jobs. Not cop jobs."
    return [one for one in mentions if one.profiles in gone]


def without_refused(text: str, mention: Mention) -> str:
    """The text without what it refuses beside what it wants: "to work with kids but not as a teacher"."""
    found = NOT_WANTED.search(text[: mention.start])
    wants = _BUT.sub("", text[: found.start()]) if found else text
    is_beside = found is not None and wants != text[: found.start()]
    return f"{wants}{text[mention.end :]}" if is_beside else text


def further_moves(text: str, refused: Sequence[Mention], before: AskedMoves, focus: Focus) -> Question:
    """Other moves than those shown, and none to what the message refuses."""
    seen = (*before.seen, *focus.listed, *(name for one in refused for name in one.profiles))
    moves = replace(before, target="", seen=seen, dropped=(), untold=(), budget=None)
    start = tuple(filter(None, (moves.start,)))
    return Question(text, topics=("next_jobs",), profiles=start, moves=moves, search_text=text)


def is_required(text: str, mention: Mention) -> bool:
    """Whether it names what somebody must be for another job: "do they need to be engineers"."""
    return bool(_MUST_BE.search(text[: mention.start]))
