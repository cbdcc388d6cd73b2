"""By what several jobs are compared: a figure that is named, or one that seems to be asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.question import AllOccupations, Focus, Question
from advisor.understanding.labels import Reading
from advisor.understanding.measures import figure_kept, only_orders
from advisor.understanding.orders import figure_named
from advisor.understanding.topics import is_untold, topic_said
from knowledge import fields
from knowledge.fields import Field
from knowledge.survey import Condition, Survey, among

_LEFT_OPEN = re.compile(r"\bwhich (?:one |job |of \w+ )?(?:should|would|do) (?:i|you|he|she|we)\b", re.I)
FIGURED = ("salary", "market_demand", "outlook", "education", "training", "ai_impact_score", "ai_effect")
SOME_SHARE = 0.1  # Of one of these, from which jobs shown before are compared by it.
OF_FIELD: Mapping[Field, str] = {
    fields.PAY: "salary",
    fields.GROWTH: "outlook",
    fields.CHANGE: "outlook",
    fields.OPENINGS: "market_demand",
    fields.EMPLOYMENT: "headcount",
    fields.EXPOSURE: "ai_effect",
    fields.ENTRY: "education",
    fields.BACKGROUND: "experience",
    fields.ON_THE_JOB: "training",
    fields.LOW_PAY: "salary",
    fields.HIGH_PAY: "salary",
}
"""The topic that a figure tells of, where occupations are ranked by it in words: "easier to get into"."""


def of_several(question: Question, shown: tuple[str, ...], reading: Reading) -> Question:
    """The question as one about all of these, by the figure that it names or seems to ask for, if any."""
    figured = [one for one in FIGURED if question.topic_shares[one] >= SOME_SHARE]
    likeliest = max(figured, key=question.topic_shares.__getitem__, default="overview")
    figure = figure_named(question.search_text.lower())
    is_open = bool(_LEFT_OPEN.search(question.search_text))
    likeliest = "overview" if is_open else likeliest
    topic = OF_FIELD[figure] if figure else topic_said(question.search_text) or likeliest
    unknown = (reading.topic,) if topic == "overview" and is_untold(reading) and not is_open else ()
    compared = replace(question, intent="question", profiles=shown, kind="compare")
    return replace(compared, topics=(topic,), uncovered=unknown)


def going_on(question: Question, words: str, focus: Focus) -> Question | None:
    """The question as one that goes on with what was compared last; None where it asks something else.

    That is a figure, or the rating that several were compared by.
    """
    if figure := figure_kept(words, focus):
        return _of_figure(question, figure, focus)
    last = focus.before.question if focus.before else None
    by_rating = last and len(focus.profiles) > 1 and last.profiles == focus.profiles and not focus.figure
    return replace(last, text=question.text, most=0) if last and by_rating and only_orders(words) else None


def _of_figure(question: Question, figure: Field, focus: Focus) -> Question:
    """The question as one about a figure of all that are talked about."""
    kind = "compare" if len(focus.profiles) > 1 else "fact"
    asked = replace(question, intent="question", kind=kind, topics=(OF_FIELD[figure],), uncovered=())
    return replace(asked, profiles=focus.profiles, figure=figure, facets=frozenset())


def among_shown(shown: Sequence[str], limits: Sequence[Condition]) -> AllOccupations:
    """Which of those shown keep some limits."""
    return AllOccupations(Survey((among(shown), *limits), fields.PAY, is_order_asked=False, limit=len(shown)))
