"""Whose job a message asks about, when it names several or points at one of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.ordinals import place_named, points_only
from advisor.question import Focus, Question
from advisor.understanding.jobs import Mention

_A_JOB = re.compile(r"\b(?:job|occupation|career|profession)\b|\bback to\b", re.I)
_COMPARING = re.compile(
    r"\b(?:compare|compared|versus|vs|difference|rather than|better|torn between)\b", re.I
)
_THAN = re.compile(r"\bthan (?:being )?(?:an?|the|as an?)?\s*$", re.I)
_JOINED = re.compile(
    r"(?:['’]s)?\s*(?:,|/|&|\bor\b|\bvs\.?|\bversus\b|\band\b|\bthan\b|\bas opposed to\b|\bagainst\b|\s)+"
    r"(?:(?:an?|the|being|to be|stay|become|work as)\s+)*",
    re.I,
)
_OF_THESE = re.compile(
    r"\b(?:which|what|who|any|either|all|some) (?:one )?(?:of|out of|among) (?:these|those|them)\b", re.I
)
_OF_ME = re.compile(r"\b(?:am i|will i|do i|should i|can i|could i|me|my (?:job|role|work|position))\b", re.I)
MOST_LISTED = 5
_BACK_TO = re.compile(r"\bback to\b", re.I)
_OF_ONE = re.compile(r"\b(?:first|second|third|fourth|fifth|last)(?: one)?(?:['’]s\b|\s*:)", re.I)


def are_compared(question: Question, mentions: Sequence[Mention]) -> bool:
    """Whether a message that names several jobs asks about all of them."""
    if question.kind == "compare" or _COMPARING.search(question.text):
        return True
    if any(_THAN.search(question.text[: one.start]) for one in mentions[1:]):
        return True
    return all(_JOINED.fullmatch(question.text[one.end : other.start]) for one, other in pairwise(mentions))


def of_oneself(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """One's own jobs, where the sentence that asks names none and asks of oneself: "am I next?"."""
    begins, asks = _asking(text)
    if asks < 0 or not _OF_ME.search(text[begins + 1 : asks]):
        return []
    if any(begins < one.start < asks for one in mentions):
        return []
    return [one for one in mentions if one.is_background and one.profiles]


def _asking(text: str) -> tuple[int, int]:
    """Where the sentence before the last question mark begins and ends; -1 and -1 without one."""
    asks = text.rfind("?")
    return (max(text.rfind(mark, 0, asks) for mark in ".!?\n"), asks) if asks > 0 else (-1, -1)


def in_the_question(text: str, mentions: Sequence[Mention]) -> Mention:
    """Of several jobs that a message names, the first one in the sentence that asks."""
    begins, asks = _asking(text)
    inside = [one for one in mentions if begins < one.start and (asks < 0 or one.start < asks)]
    known = [one for one in inside or mentions if one.profiles]
    return (known or list(mentions))[0]


def among_those_listed(text: str, focus: Focus) -> tuple[str, ...]:
    """The occupations shown before, where a message asks which of them: "which of these pays most"."""
    return focus.listed[:MOST_LISTED] if focus.moves and _OF_THESE.search(text) else ()


def of_those_listed(text: str, focus: Focus) -> str:
    """The occupation of the list shown before that "the second one" stands for; empty when none."""
    place = place_named(text)
    listed = focus.met if _BACK_TO.search(text) and not focus.listed else focus.listed
    if not listed or place is None or not -1 <= place < len(listed):
        return ""
    was_picked = bool(set(focus.profiles) & set(listed))
    another = (
        was_picked and listed[place] not in focus.profiles and (points_only(text) or _OF_ONE.search(text))
    )
    goes_on = focus.survey or focus.moves or len(focus.profiles) > 1 or _A_JOB.search(text)
    return listed[place] if goes_on or another else ""
