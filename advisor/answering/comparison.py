"""Two to five occupations side by side: one sentence first, then a table with the source of every cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.answering.change import change_compared
from advisor.answering.figure_table import assisted_row, comparison_table, duties_row, upright, values_of
from advisor.answering.material import Material
from advisor.answering.ranked import beside_own, in_a_sentence, in_figures, ranked_by
from advisor.answering.survey_rows import value_said
from advisor.citations import Evidence, Form, Sentence, numbers_in
from advisor.understanding.measures import PERCENT
from advisor.words import any_of
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import Field, Value

OF_ALL = ("overview", "summary", "next_jobs")  # Topics that all figures are told for.
MOST = 5  # Occupations side by side.
_OF_TOPIC: dict[str, tuple[Field, ...]] = {
    "salary": (fields.PAY, fields.LOW_PAY, fields.HIGH_PAY),
    "pay_detail": (fields.PAY, fields.LOW_PAY, fields.HIGH_PAY),
    "outlook": (fields.GROWTH, fields.OPENINGS),
    "market_demand": (fields.OPENINGS, fields.EMPLOYMENT),
    "headcount": (fields.EMPLOYMENT, fields.OPENINGS),
    "education": (fields.ENTRY, fields.BACKGROUND, fields.ON_THE_JOB),
    "experience": (fields.ENTRY, fields.BACKGROUND, fields.ON_THE_JOB),
    "training": (fields.ENTRY, fields.BACKGROUND, fields.ON_THE_JOB),
    "ai_effect": (fields.EXPOSURE, fields.GROWTH),
    "ai_impact_score": (fields.EXPOSURE,),
    "ai_integration": (fields.EXPOSURE,),
    "automation": (fields.EXPOSURE,),
}
_WHOLE = (
    *(fields.PAY, fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT, fields.ENTRY, fields.BACKGROUND),
    fields.EXPOSURE,
)
_GOOD: Mapping[Field, tuple[str, bool]] = {
    fields.PAY: ("higher pay in the middle", False),
    fields.GROWTH: ("more growth expected", False),
    fields.OPENINGS: ("more openings", False),
    fields.ENTRY: ("less schooling to enter", True),
    fields.EXPOSURE: ("less exposure to AI", True),
}
"""What speaks for an occupation beside others, and whether it is to have the least of it."""
LEAST = any_of(
    "least, less, lower, lowest, fewer, fewest, worst, worse, quicker, quickest, faster, fastest,"
    " sooner, soonest, shorter, shortest, easier,"
    " easiest, cheaper, cheapest"
)
_SLOW = any_of("least, less, lower, lowest, worse, worst, slow*")
_SHRINKS = any_of(
    "shrink*, declin*, fall, falls, falling, drop*, disappear*, vanish*, dying, lose, loses, losing, lost,"
    " loss, losses, shed*, cut, cuts"
)
_SPREAD = re.compile(
    r"\b(?:gap|spread|range|differ\w*|apart)\b.*\b(?:low\w*|high\w*|top|bottom|earners?|ends?|best|worst)\b"
    r"|\b(?:wide[rs]?t?|bigge(?:r|st)|large[rs]t?|narrowe(?:r|st)) (?:pay |salary )?(?:gap|spread|range)\b",
    re.I,
)
_LOW_END = any_of(
    "low end, lowest tenth, minimum, bottom, at the start, starting, starters, beginners, entry level, 10th,"
    " lowest decile, low earners"
)
_HIGH_END = any_of(
    "high end, top end, highest tenth, maximum, at the top, top earners, at most, 90th, top decile,"
    " highest decile, upper decile, top tenth, top ten percent, top 10, top 10%, high earners"
)
_ENDS_OF_PAY = {fields.LOW_PAY: _LOW_END, fields.HIGH_PAY: _HIGH_END}
_ON_THE_JOB = re.compile(r"\bon[- ]the[- ]job\b|\btrain(?:s|ing)? (?:you|me|us|people|new)\b", re.I)
_SAFE = any_of("safe*, proof, resist*, surviv*, last longer")
_LITTLE_EXPOSED = any_of(
    "least, less, lower, lowest, fewer, fewest, hard, harder, hardest, difficult, last, slower, slowest,"
    " safe*, proof, resist*, surviv*"
)
_WITH_DUTIES = frozenset(("overview", "summary", "ai_effect", "automation", "next_jobs"))


def fields_of(topics: Sequence[str]) -> tuple[Field, ...]:
    """The fields that a comparison of these topics shows; none where the first has no figures."""
    if not topics or topics[0] in OF_ALL:
        return _WHOLE
    if topics[0] not in _OF_TOPIC:
        return ()
    if set(topics) & {"training", "experience"}:
        topics = ("education", *topics)
    return tuple(dict.fromkeys(field for topic in topics for field in _OF_TOPIC.get(topic, ())))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said of several occupations, and the id of the one that it names first, if there is one."""

    sentences: tuple[Sentence, ...]
    foremost: str = ""
    figure: Field | None = None
    """The figure that the first sentence is of."""


def answer_comparison(
    topics: Sequence[str],
    materials: Sequence[Material],
    catalog: Catalog,
    text: str = "",
    figure: Field | None = None,
    *,
    own: str = "",
) -> Comparison:
    """A sentence on the figure asked for, else the first known of all, and a table of the topics' fields.

    Of more than two with one's `own` job among them it tells which have more of it, and which less.
    `text` is the message; where it asks for the least, the one with the least is named first.
    """
    shown = fields_of(topics)
    if figure == fields.CHANGE and shown != _WHOLE:  # No table has it unless it is asked for.
        shown = (figure, *shown)
    values = values_of(shown, materials, catalog)
    head, *rows = comparison_table(shown, materials, catalog)
    if shown == _WHOLE:
        rows = [*duties_row(materials), *rows]
    if not topics or set(topics) & _WITH_DUTIES:
        rows += assisted_row(materials)
    table = upright([head, *rows])
    known = [field for field in shown if all(values[field])]
    known = known or [field for field in shown if sum(map(bool, values[field])) > 1]
    if not known:
        return Comparison((*table,))
    apart = (one for one in known if len({value.number for value in values[one] if value}) > 1)
    asked = figure if figure in known and shown != _WHOLE else None
    # "Which needs longer training" of two with the same schooling.
    field = _end_asked(text, known) or asked or next(apart, known[0])
    if field in fields.PAYS and _SPREAD.search(text) and (spread := _spread(values, materials)):
        return Comparison((spread[0], *table), spread[1], field)
    least = shown != _WHOLE and asks_for_least(text, field)
    ranked = ranked_by(field, values[field], materials, least=least)
    if field == fields.CHANGE and not (_SHRINKS.search(text) or LEAST.search(text)):
        ranked.sort(key=lambda pair: -abs(pair[0].number))
    mine = next((pair for pair in ranked if pair[1].profile.id == own), None)
    if mine and len(ranked) > 2 and shown != _WHOLE:
        said = [beside_own(field, mine, [pair for pair in ranked if pair is not mine])]
    else:
        is_change = field == fields.CHANGE
        in_percent = bool(PERCENT.search(text))
        said = [change_compared(ranked) if is_change else in_a_sentence(field, ranked, in_percent=in_percent)]
        said += in_figures(field, ranked, text)
    if shown == _WHOLE:
        said += _in_favour(values, materials)
    else:
        also = [one for one in _also_asked(topics, text, field) if all(values.get(one, [None]))]
        said += [in_a_sentence(one, ranked_by(one, values[one], materials, least=False)) for one in also]
    is_one = ranked[0][0].number != ranked[1][0].number
    return Comparison((*said, *table), ranked[0][1].profile.id if is_one else "", field)


def _also_asked(topics: Sequence[str], text: str, first: Field) -> list[Field]:
    """The main figure of every further topic, and what goes with the first one.

    With the exposure of who asks what is safe growth, with the change in people its percentage, with one
    end of the pay the other where both are asked for.
    """
    mains = [_OF_TOPIC[one][0] for one in topics if one in _OF_TOPIC]
    is_growth = (first == fields.EXPOSURE and _SAFE.search(text)) or (
        first == fields.CHANGE and PERCENT.search(text)
    )
    mains += [fields.GROWTH] if is_growth else []
    mains += [fields.HIGH_PAY] if first == fields.LOW_PAY and _HIGH_END.search(text) else []
    told = (first, fields.PAY) if first in _ENDS_OF_PAY else (first,)
    return [one for one in dict.fromkeys(mains) if one not in told]


def _spread(
    values: Mapping[Field, Sequence[Value | None]], materials: Sequence[Material]
) -> tuple[Sentence, str] | None:
    """Whose pay lies wider apart, and the id of that one; None where an end is not published."""
    widths, evidence = [], []
    for low, high, one in zip(values[fields.LOW_PAY], values[fields.HIGH_PAY], materials, strict=True):
        if not (low and high and low.entry and high.entry) or "or more" in value_said(fields.HIGH_PAY, high):
            return None
        widths.append((high.number - low.number, one.profile))
        evidence += [one.evidence(end.section, end.entry) for end in (low, high) if end.entry]
    widths.sort(key=lambda one: -one[0])
    (most, first), (least, last) = widths[0], widths[-1]
    text = (
        f"{first.title} have the wide{'r' if len(widths) == 2 else 'st'} spread: ${most:,.0f} a year between"
        f" the pay of the lowest and of the highest tenth, against ${least:,.0f} for {last.title}"
        " (my arithmetic)."
    )
    return Sentence(text, tuple(evidence), computed=numbers_in(text)), first.id


def _end_asked(text: str, known: Sequence[Field]) -> Field | None:
    """The end of the pay, or the training, that a message asks for: "what do they earn at the low end"."""
    ends = {**_ENDS_OF_PAY, fields.ON_THE_JOB: _ON_THE_JOB}
    return next((field for field, asked in ends.items() if field in known and asked.search(text)), None)


def asks_for_least(text: str, field: Field) -> bool:
    """Whether a message asks which has less of a field; who asks what is safe, has least exposure.

    Of growth, what shrinks fast has least and what shrinks slowly has most.
    """
    if field == fields.GROWTH:
        return bool(_SLOW.search(text)) != bool(_SHRINKS.search(text))
    if field == fields.EXPOSURE:
        return bool(_LITTLE_EXPOSED.search(text))
    if field == fields.CHANGE:  # Who loses more has the least change, who loses fewer the most.
        return bool(_SHRINKS.search(text)) != bool(LEAST.search(text))
    return bool(LEAST.search(text))


def _in_favour(
    values: Mapping[Field, Sequence[Value | None]], materials: Sequence[Material]
) -> list[Sentence]:
    """For each occupation, in what it comes first; what that is worth, only the person can say."""
    good: dict[str, list[tuple[str, Evidence]]] = {}
    for field, (said, is_least) in _GOOD.items():
        ranked = ranked_by(field, values[field], materials, least=is_least)
        if len(ranked) < len(materials) or ranked[0][0].number == ranked[1][0].number:
            continue
        value, first = ranked[0]
        if value.entry:
            found = said, first.evidence(value.section, value.entry)
            good.setdefault(first.profile.id, []).append(found)
    told = []
    for one in materials:
        if points := good.get(one.profile.id):
            text = f"For {one.profile.title}: {', '.join(said for said, _ in points)}."
            evidence = tuple(evidence for _, evidence in points)
            told.append(Sentence(text, evidence, Form.BULLET, numbers_in(one.profile.title)))
    weigh = Sentence("Which of these counts most is for you to weigh.", form=Form.NOTE)
    return [*told, weigh] if len(told) > 1 else []
