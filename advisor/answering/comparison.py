"""Two to five occupations side by side: one sentence first, then a table with the source of every cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.answering.change import change_compared
from advisor.answering.material import Material, in_full
from advisor.answering.overview import main_duties
from advisor.answering.ranked import in_figures
from advisor.answering.survey_rows import value_said
from advisor.citations import Evidence, Form, Sentence, numbers_in
from advisor.understanding.measures import PERCENT
from advisor.words import any_of, in_a_row
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import band
from knowledge.fields import EXPERIENCE, SCHOOLING, TRAINING, Field, Value
from knowledge.profile import Figure, Section

OF_ALL = ("overview", "summary", "next_jobs")  # Topics that all figures are told for.
MOST = 5  # Occupations side by side.
NOT_KNOWN = Sentence("not known")  # In a cell.
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
_SCALES = {fields.ENTRY: SCHOOLING, fields.BACKGROUND: EXPERIENCE, fields.ON_THE_JOB: TRAINING}
_WHOLE = (
    *(fields.PAY, fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT, fields.ENTRY, fields.BACKGROUND),
    fields.EXPOSURE,
)
_COUNTED = {
    fields.ENTRY: ("take", "schooling to enter", ("less", "the least")),
    fields.BACKGROUND: ("take", "experience in a related job", ("less", "the least")),
    fields.ON_THE_JOB: ("take", "training on the job", ("less", "the least")),
    fields.OPENINGS: ("have", "openings a year", ("fewer", "the fewest")),
    fields.EMPLOYMENT: ("employ", "people", ("fewer", "the fewest")),
}
"""What a job has more or less of, in words."""
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
_SAFE = any_of("safe*, proof, resist*, surviv*, last longer")
_LITTLE_EXPOSED = any_of(
    "least, less, lower, lowest, fewer, fewest, hard, harder, hardest, difficult, last, slower, slowest,"
    " safe*, proof, resist*, surviv*"
)
_LOSES = any_of("lose, loses, losing, lost, loss, losses, shed*, cut, cuts, shrink*, declin*, fall*, vanish*")
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
) -> Comparison:
    """A sentence on the figure asked for, else the first known of all, and a table of the topics' fields.

    `text` is the message; where it asks for the least, the one with the least is named first.
    """
    shown = fields_of(topics)
    if figure == fields.CHANGE and shown != _WHOLE:  # No table has it unless it is asked for.
        shown = (figure, *shown)
    values = _values(shown, materials, catalog)
    head, *rows = comparison_table(shown, materials, catalog)
    if shown == _WHOLE:
        rows = [*_work(materials), *rows]
    if not topics or set(topics) & _WITH_DUTIES:
        rows += _assisted(materials)
    known = [field for field in shown if all(values[field])]
    known = known or [field for field in shown if sum(map(bool, values[field])) > 1]
    if not known:
        return Comparison((head, *rows))
    apart = (one for one in known if len({value.number for value in values[one] if value}) > 1)
    asked = figure if figure in known and shown != _WHOLE else None
    # "Which needs longer training" of two with the same schooling.
    field = _end_asked(text, known) or asked or next(apart, known[0])
    if field in fields.PAYS and _SPREAD.search(text) and (spread := _spread(values, materials)):
        return Comparison((spread[0], head, *rows), spread[1], field)
    least = shown != _WHOLE and asks_for_least(text, field)
    ranked = _ranked(field, values[field], materials, least=least)
    if field == fields.CHANGE and not (_LOSES.search(text) or LEAST.search(text)):
        ranked.sort(key=lambda pair: -abs(pair[0].number))
    said = [_in_a_sentence(field, ranked, in_percent=bool(PERCENT.search(text)))]
    said += in_figures(field, ranked, text)
    if field == fields.CHANGE and PERCENT.search(text) and all(values.get(fields.GROWTH, [None])):
        in_percent = _ranked(fields.GROWTH, values[fields.GROWTH], materials, least=least)
        said.append(_in_a_sentence(fields.GROWTH, in_percent))
    if shown == _WHOLE:
        said += _in_favour(values, materials)
    if field == fields.EXPOSURE and _SAFE.search(text) and all(values.get(fields.GROWTH, [None])):
        said.append(
            _in_a_sentence(
                fields.GROWTH, _ranked(fields.GROWTH, values[fields.GROWTH], materials, least=False)
            )
        )
    if field == fields.LOW_PAY and fields.HIGH_PAY in known and _HIGH_END.search(text):  # Both ends.
        also = _ranked(fields.HIGH_PAY, values[fields.HIGH_PAY], materials, least=least)
        said.append(_in_a_sentence(fields.HIGH_PAY, also))
    is_one = ranked[0][0].number != ranked[1][0].number
    return Comparison((*said, head, *rows), ranked[0][1].profile.id if is_one else "", field)


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
    """The end of the pay that a message asks for: "what do they earn at the low end"."""
    ends = ((fields.LOW_PAY, _LOW_END), (fields.HIGH_PAY, _HIGH_END))
    return next((field for field, asked in ends if field in known and asked.search(text)), None)


def asks_for_least(text: str, field: Field) -> bool:
    """Whether a message asks which has less of a field; who asks what is safe, has least exposure."""
    if field == fields.EXPOSURE:
        return bool(_LITTLE_EXPOSED.search(text))
    if field == fields.CHANGE:  # Who loses more has the least change, who loses fewer the most.
        return bool(_LOSES.search(text)) != bool(LEAST.search(text))
    return bool(LEAST.search(text))


def comparison_table(
    shown: Sequence[Field], materials: Sequence[Material], catalog: Catalog
) -> list[Sentence]:
    """The rows of a table of these fields, its head first."""
    values = _values(shown, materials, catalog)
    head = Sentence(
        "", form=Form.ROW, cells=tuple(map(_name, ("", *(one.profile.title for one in materials))))
    )
    return [head, *(_row(field, values[field], materials) for field in shown)]


def _values(
    shown: Sequence[Field], materials: Sequence[Material], catalog: Catalog
) -> dict[Field, list[Value | None]]:
    board = catalog.board
    return {
        field: [_as_shown(field, board.value(field, one.profile.id)) for one in materials] for field in shown
    }


def _as_shown(field: Field, value: Value | None) -> Value | None:
    """The value as precise as it is told: 66.6 and 67.4 both are exposed more than 67 percent of jobs."""
    if not value or field != fields.EXPOSURE or band(value.number) != band(round(value.number)):
        return value
    return value._replace(number=float(round(value.number)))


def _row(field: Field, values: Sequence[Value | None], materials: Sequence[Material]) -> Sentence:
    cells = [_cell(field, value, material) for value, material in zip(values, materials, strict=True)]
    name = field.name[:1].upper() + field.name[1:]
    return Sentence("", form=Form.ROW, cells=(_name(name), *cells))


def _cell(field: Field, value: Value | None, material: Material) -> Sentence:
    """What is known in a field; else what the document says there; else that it is not known."""
    if value and value.entry:
        text = _told(field, value)
        return Sentence(
            text, (material.evidence(value.section, value.entry),), computed=_worked_out(field, value)
        )
    home = _HOMES.get(field)
    entries = material.profile.entries(home) if home else ()
    if home and entries and not isinstance(entries[0], Figure):
        return Sentence(in_full(entries[0]).rstrip("."), (material.evidence(home, entries[0]),))
    return NOT_KNOWN


_HOMES = {
    fields.GROWTH: Section.OUTLOOK,
    fields.ENTRY: Section.EDUCATION,
    fields.BACKGROUND: Section.EXPERIENCE,
    fields.ON_THE_JOB: Section.EXPERIENCE,
}


def _work(materials: Sequence[Material]) -> list[Sentence]:
    """What is done in each, where that is known of one."""
    cells = [main_duties(one) or NOT_KNOWN for one in materials]
    if not any(one.evidence for one in cells):
        return []
    return [Sentence("", form=Form.ROW, cells=(Sentence("Duties, among others"), *cells))]


def _assisted(materials: Sequence[Material]) -> list[Sentence]:
    """How many of the duties AI can assist with, where documents mark them."""
    if not any(one.profile.duties for one in materials):
        return []
    cells = []
    for material in materials:
        duties = material.profile.duties
        assisted = sum(duty.ai_can_assist for duty in duties)
        text = f"{assisted} of {len(duties)}" if duties else NOT_KNOWN.text
        evidence = material.whole(Section.RESPONSIBILITIES) if duties else ()
        cells.append(Sentence(text, evidence, computed=numbers_in(text)))
    name = Sentence("Duties that AI can assist with")
    return [Sentence("", form=Form.ROW, cells=(name, *cells))]


def _ranked(
    field: Field, values: Sequence[Value | None], materials: Sequence[Material], *, least: bool
) -> list[tuple[Value, Material]]:
    """The occupations whose value is known, the one that was asked for first."""
    known = [(value, one) for value, one in zip(values, materials, strict=True) if value and value.entry]
    return sorted(known, key=lambda pair: pair[0].number if least else -pair[0].number)


def _in_a_sentence(
    field: Field, ranked: Sequence[tuple[Value, Material]], *, in_percent: bool = False
) -> Sentence:
    """Which of the occupations has more of the field, or less where the ranking begins with the least."""
    if field == fields.CHANGE:
        return change_compared(ranked)
    (top, first), (bottom, last) = ranked[0], ranked[-1]
    evidence = tuple(one.evidence(value.section, value.entry) for value, one in ranked if value.entry)
    names = f"{first.profile.title} and {last.profile.title}"
    gap = _gap(field, top, bottom, in_percent=in_percent)
    tied = [one.profile.title for value, one in ranked if value.number == top.number]
    others = sum(value.number == bottom.number for value, _ in ranked)
    against = "the others" if 1 < others == len(ranked) - len(tied) else last.profile.title
    if top.number == bottom.number:
        text = f"{in_a_row(tied)} have the same {field.name}: {value_said(field, top)}."
    else:
        text = (
            f"{in_a_row(tied)} {_has_more(field, top.number > bottom.number, len(ranked))}:"
            f" {_amount(field, top)}, against {_amount(field, bottom)} for {against}{gap}."
        )
    worked_out = (one for value, _ in ranked for one in _worked_out(field, value))
    return Sentence(
        text, evidence, computed=(*numbers_in(f"{names} {' '.join(tied)}"), *worked_out, *numbers_in(gap))
    )


def _has_more(field: Field, is_more: bool, number: int) -> str:
    """As in "have the higher median pay" of two and "take the most schooling" of more."""
    if field in _COUNTED:
        does, what, less = _COUNTED[field]
        comparative, superlative = ("more", "the most") if is_more else less
        return f"{does} {comparative if number == 2 else superlative} {what}"
    comparative, superlative = ("higher", "highest") if is_more else ("lower", "lowest")
    return f"have the {comparative if number == 2 else superlative} {field.name}"


def _in_favour(
    values: Mapping[Field, Sequence[Value | None]], materials: Sequence[Material]
) -> list[Sentence]:
    """For each occupation, in what it comes first; what that is worth, only the person can say."""
    good: dict[str, list[tuple[str, Evidence]]] = {}
    for field, (said, is_least) in _GOOD.items():
        ranked = _ranked(field, values[field], materials, least=is_least)
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


def _gap(field: Field, one: Value, other: Value, *, in_percent: bool) -> str:
    """How far two pays are apart, where both are known and not only that one is above a bound."""
    said = (value_said(field, one), value_said(field, other))
    if field is not fields.PAY or any("or more" in each for each in said):
        return ""
    low, high = sorted((one.number, other.number))
    share = f", {100 * (high / low - 1):.0f} percent of the lower," if in_percent and low else ""
    return f", a difference of ${high - low:,.0f}{share} (my arithmetic)"


def _name(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))


def _amount(field: Field, value: Value) -> str:
    """A value in words, without the name of its figure, which stands before it."""
    return value_said(field, value).removeprefix(f"{field.name} ")


def _told(field: Field, value: Value) -> str:
    """A value in words, without the name of its row; a level in those of its source."""
    scale = _SCALES.get(field)
    return scale[int(value.number)] if scale else _amount(field, value)


def _worked_out(field: Field, value: Value) -> tuple[str, ...]:
    """The middle of the percentiles of exposure, which no source shows."""
    worked_out = field in (fields.EXPOSURE, fields.CHANGE)
    return numbers_in(value_said(field, value)) if worked_out else ()
