"""Which figure a message asks for that names none itself: the one talked about before, or its other side.

Who asks "and the highest?", "by how much?" or "rank them" goes on with the figure of the last answer. Of
growth there are two sides: the percentage, and how many people more or fewer that is.
"""

from __future__ import annotations

import re

from advisor.question import Focus
from advisor.understanding.conditions import AI
from advisor.understanding.jobs import MASK
from advisor.understanding.wording import alternatives
from advisor.words import any_of, words
from knowledge import fields
from knowledge.facts import LAST_YEAR
from knowledge.fields import Field

PERCENT = any_of("percent, per cent, percentage, percentages, percentagewise, pct, percents, %")
APART = re.compile(r"\bhow (?:much|many|big|large|far)\b|\bdifference\b|\bgap\b|\bapart\b", re.I)
RANKS = any_of("rank, ranks, ranked, ranking, in order, sort, sorted, order them, order all")
A_YEAR = re.compile(r"\b(?:per|every|each|a) year\b|\byearly\b|\bannual(?:ly)?\b", re.I)
_ORDERS = frozenset(
    "highest higher lowest lower more most less least fewer fewest much many rank ranked ranking sort order"
    " percent percentage pct absolute numbers bigger biggest smaller smallest large larger largest".split()
)
"""Words for an order or an amount, of which a message has one..."""
_FILLERS = frozenset(
    "and or but so ok okay now then please can could would you me us it them these those they that this is"
    " are was the a an of in by to for on with at from as which who what whats what's how one ones two three"
    " four five all both each again give show tell say list put number figure figures exact exactly cent per"
    " year years difference gap apart far big total terms too also instead people jobs heads workers"
    " positions head count roughly about just only".split()
)
"""...beside nothing but these."""
_COUNTED = re.compile(r"\bhow many\b|\babsolute\b|\b(?:in|the) (?:total )?numbers?\b|\bnumber of \w+")
_CHANGES = (
    r"(?:added?|adds|adding|lost|lose|loses|losing|gains?|gained|gaining|created?|cut|vanish\w*|disappear\w*"
    r"|go(?:ing)? away|gone|shed|grow|growing|shrink|shrinking)"
)
_HEADS = alternatives(f"people, persons, jobs, workers, positions, heads, of them, of us, {MASK}, {MASK}s")
_IN_PEOPLE = re.compile(
    rf"\bby how many(?: {_HEADS})?\b(?! (?:percent|years|dollars|bucks|points|hours|places|thousand))"
    rf"|\bhow many (?:more|fewer|less|new|additional|extra)"
    rf" (?:{_HEADS}|(?:by|in|until|till) (?:20\d\d|then)|will there be)\b"
    rf"|\bhow many {_HEADS}\b.*\b{_CHANGES}\b"
    r"|\b(?:growth|change|grow\w*|shrink\w*|declin\w*)\b.*\bin (?:absolute )?(?:numbers|people|heads)\b"
)
_OF_ALL = re.compile(r"\b(?:which|what) (?:jobs|occupations)\b|\b(?:all jobs|overall|economy|country|usa)\b")
_OF_SOMEBODY = re.compile(r"\b(?:their|his|her|my|your|our) (?:jobs?|work|positions?)\b")
_OF_CHANGE = frozenset(("outlook", "market_demand", "headcount"))


def figure_kept(text: str, focus: Focus) -> Field | None:
    """The figure that a lower-case message goes on with though it names none; None where it asks anew."""
    said = words(text)
    of_growth = focus.figure in (fields.GROWTH, fields.CHANGE) or (
        len(focus.profiles) == 1 and bool(_OF_CHANGE & set(focus.topics[:1]))
    )
    if asks_people(text) and not _OF_ALL.search(text):
        return fields.CHANGE
    if not only_orders(text):
        return fields.CHANGE if of_growth and _is_of_time(text, said, focus) else None
    if of_growth and _COUNTED.search(text):
        return fields.CHANGE
    if focus.figure == fields.CHANGE and PERCENT.search(text):
        return fields.GROWTH
    return focus.figure


def only_orders(text: str) -> bool:
    """Whether a text asks for an order or an amount, and names nothing that it would be of."""
    said = words(text)
    return bool(_ORDERS.intersection(said)) and (_ORDERS | _FILLERS).issuperset(said)


def asks_people(text: str) -> bool:
    """Whether a lower-case text asks by how many people an occupation grows or shrinks."""
    return bool(_IN_PEOPLE.search(text)) and not (AI.search(text) or _OF_SOMEBODY.search(text))


def _is_of_time(text: str, said: list[str], focus: Focus) -> bool:
    """Whether it asks nothing but how many in the last year of the projection, or how many more a year."""
    is_only = (_ORDERS | _FILLERS | {str(LAST_YEAR)}).issuperset(said)
    a_year = focus.figure == fields.CHANGE and A_YEAR.search(text)
    return is_only and (str(LAST_YEAR) in said or bool(a_year))
