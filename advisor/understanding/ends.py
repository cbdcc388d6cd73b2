"""From which job to which a move is asked about, where a message names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.question import Focus
from advisor.understanding.goal import WANTS, is_wanted, is_wished
from advisor.understanding.jobs import MASK, Mention
from advisor.understanding.named import names_a_family
from advisor.understanding.pairs import own_job
from advisor.words import any_of

_WANTED = re.compile(rf"\b{WANTS}\b")
_MISSING = re.compile(
    r"\b(?:miss|missing|lack|lacking|short of|gap|skill gap|need|needs|learn|take|far|hard)\b"
)
_TOWARDS = re.compile(
    rf"\b{WANTS}\b(?: \w+){{0,3}}? ?$|(?:^|\W)(?:to|into|towards?)(?: \w+)? ?$|^ ?(?:->|→|=>|>) ?$"
)
_IN_TRADE = re.compile(r" for (?:(?:being|becoming) )?")
_OUT_OF_IT = re.compile(
    r"\b(?:from|after|leav\w+|out of|quit\w*|former|ex|as an? former)[ -](?:being |working as )?"
    r"(?:an? |the |my )?(?:\w+ )?$"
)
_SIDE_BY_SIDE = any_of(
    "compar*, differen*, vs, versus, than, similar, better paid, more money,"
    " same as, opposed to, rather than, instead of"
)
_WHAT_ABOUT = re.compile(
    rf"^(?:and |but |so |ok |then )*(?:what about|how about|and|to|as|or)\b[^?]{{0,25}}{MASK}"
)


def ends_of(text: str, words: str, known: Sequence[Mention], focus: Focus) -> tuple[str, str]:
    """Ids of where someone comes from and where they want to go; empty where it is not told."""
    wanted = [one for one in known if is_wanted(one, text)]
    others = [one for one in known if one not in wanted]
    told = own_job(text, others, focus.own)
    own = next(
        (
            one
            for one in sorted(others, key=lambda one: names_a_family(one.text))  # "Retail" tells less.
            if one.is_background or told in one.profiles or _OUT_OF_IT.search(text[: one.start].lower())
        ),
        None,
    )
    if len(known) == 1:
        if not wanted and not (focus.moves and not own and _WHAT_ABOUT.search(words)):
            return known[0].profiles[0], ""
        before = focus.moves.start if focus.moves else ""
        return (before or focus.own, known[0].profiles[0])
    if len(known) < 2:
        return "", ""
    if own and not _SIDE_BY_SIDE.search(words):
        target = next((one for one in (*wanted, *others) if one is not own and not one.is_background), None)
        if target and (is_wished(target, text) or _WANTED.search(words) or _MISSING.search(words)):
            return own.profiles[0], target.profiles[0]
    first, second = known[:2]
    between = text[first.end : second.start].lower()
    traded = own is first and _IN_TRADE.fullmatch(_without_article(between))
    if (traded or _TOWARDS.search(_without_article(between))) and not _SIDE_BY_SIDE.search(words):
        return first.profiles[0], second.profiles[0]
    return (own.profiles[0], "") if own else ("", "")


def _without_article(between: str) -> str:
    return re.sub(r"(?:\b(?:an?|the)\s*)$", "", between)
