"""Read wishes about the work itself that ratings tell: "no more lifting", "good with numbers"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from advisor.understanding.body import BODY
from advisor.understanding.named import names_a_family, without_lists_left_out
from advisor.understanding.wished import WISHES as OF_WORK
from advisor.understanding.wished import Wish
from advisor.understanding.wording import LEAVES_OUT
from knowledge.survey import Condition
from knowledge.traits import Traits, rating_field

WISHES = (*OF_WORK, *BODY)
COUNTS = 3.0  # Importance of a subject from 1 to 5, from which work makes use of it.
_SUBJECT = re.compile(
    r"\b(?:degree|bachelor'?s?|ba|bsc|master'?s?|ma|msc|phd|doctorate|diploma|studied|majored|major)"
    r"(?: degree)?(?: is| was)?(?: (?:in|of))? (?P<subject>[a-z]{4,})\b"
    r"|\b(?:student of|studying|study|graduate (?:of|in)|graduated in) (?P<studied>[a-z]{4,})\b"
    r"|\b(?P<before>[a-z]{3,}) (?:degree|diploma|major|student|graduate|grad)\b"
)

_DISLIKED = re.compile(
    r"\b(?:i )?(?:really |just )?(?:hate|hates|dislike|(?:can't|cant|cannot) stand(?!\W*(?:$|,|\."
    r"|\b(?:long|for|all|any ?more|up|and|or)\b))|avoid"
    r"|sick of|tired of"
    r"|fed up with|done with|scared of|afraid of|terrified of|faints? (?:at|when (?:i|he|she) sees?)"
    r"|gets? dizzy (?:on|at|in)|squeamish (?:about|with)|allergic to"
    r"|(?:can't|cant|cannot) (?:handle|take|deal with|do)|bad at|not good (?:at|with)|not a fan of|less"
    r"|rather not|(?:(?<!a )little|minimal|hardly any|barely any|limited|seldom|rarely)"
    r"(?: to no| or no)?(?! (?:kids?|ones?|children|bit)\b))\b"
)
_NOTHING_WITH = re.compile(
    r"\b(?:don'?t|dont|do not|doesn'?t) (?:want|like|need) (?:anything|something|any jobs?|a job|jobs|work)"
    r" (?:with|involving|that (?:has|involves|needs))(?: (?:a lot of|much|any))?\b"
)
_LEFT_OUT = re.compile(
    rf"\b{LEAVES_OUT} (?:(?:the|any|all) )?(?P<name>\w+(?: \w+)?) (?:jobs?|occupations?|careers?|ones?)\b"
)
"""A family that a list shall leave out, which is no wish: "leave out computer jobs"."""
_DENIED = re.compile(
    r"\b(?:don'?t|dont|do not|doesn'?t|doesnt|did(?:n'?t| not)|won'?t|(?:is|are|was|were|ai)n'?t|never"
    r"|no longer"
    r"|not|rather not)(?: (?:really|even|actually|just|ever|particularly|very|so|that))? ?$"
)
"""Before what is liked, turns it round: "I don't want to work with people"."""


def wishes(text: str, traits: Traits) -> Iterator[Condition]:
    """The wishes that a lower-case text states; what is refused is not wished for as well."""
    stated = _stated(text)
    refused = {name for wish in stated if wish.high < math.inf for name in (*wish.names, *_topics(wish))}
    for wish in stated:
        if wish.high < math.inf or refused.isdisjoint((*wish.names, *_topics(wish))):
            field = rating_field(traits, wish.table, *wish.names)
            yield Condition(field, wish.said, wish.low, wish.high)
    yield from _studied(text, traits)


def _studied(text: str, traits: Traits) -> Iterator[Condition]:
    """Work in which the subject of somebody's degree counts: "a master's in history"."""
    for found in _SUBJECT.finditer(text):
        for name in traits.grid("knowledge").names:
            if (found["subject"] or found["studied"] or found["before"]) in name.lower().replace(
                ",", ""
            ).split():
                yield Condition(rating_field(traits, "knowledge", name), f"{name} counts", low=COUNTS)


def states_a_wish(text: str) -> bool:
    """Whether a lower-case text states a wish that ratings tell."""
    return bool(_stated(text))


def told_by_ratings(text: str) -> str:
    """The text without the words of wishes that ratings tell."""
    text = _DISLIKED.sub("no", _NOTHING_WITH.sub("no", text))
    for wish in WISHES:
        text = wish.stated.sub(" ", text)
    return text


def wish_of(condition: Condition) -> Wish | None:
    """The wish that a condition comes from; None for one that is no wish."""
    return next((wish for wish in WISHES if wish.said == condition.said), None)


def called(condition: Condition) -> tuple[str, ...]:
    """What a wish is called when it is taken back; empty for a condition that is no wish."""
    wish = wish_of(condition)
    return _topics(wish) if wish else ()


def _stated(text: str) -> list[Wish]:
    """The wishes whose words a lower-case text has; of one that is denied, what refuses the same thing."""
    text = _LEFT_OUT.sub(lambda one: " " if names_a_family(one["name"]) else one[0], text)
    text = without_lists_left_out(text)
    text = _DISLIKED.sub("no", _NOTHING_WITH.sub("no", text))
    found = {wish: match for wish in WISHES if (match := wish.stated.search(text))}
    liked = {wish.names: match for wish, match in found.items() if wish.is_liking}
    stated: list[Wish] = []
    for wish, match in found.items():
        if wish.low > -math.inf and _DENIED.search(text[: match.start()]):
            stated += [one for one in WISHES if one.names == wish.names and one.high < math.inf][:1]
        elif wish.high < math.inf and (nearer := liked.get(wish.names)) and nearer.start() > match.start():
            if _DENIED.search(text[: nearer.start()]):  # Else: "no degree, love fixing things".
                stated.append(wish)
        else:
            stated.append(wish)
    return list(dict.fromkeys(stated))


def _topics(wish: Wish) -> tuple[str, ...]:
    return tuple(one.strip() for one in wish.about.split(","))
