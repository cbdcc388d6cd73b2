"""Two to five occupations side by side: one sentence first, then a table with the source of every cell."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.material import Material, in_full
from advisor.answering.survey_rows import value_said
from advisor.citations import Form, Sentence, numbers_in
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import EXPERIENCE, SCHOOLING, TRAINING, Field, Value
from knowledge.profile import Figure, Section

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
    "ai_effect": (fields.EXPOSURE,),
    "ai_impact_score": (fields.EXPOSURE,),
    "ai_integration": (fields.EXPOSURE,),
    "automation": (fields.EXPOSURE,),
}
_SCALES = {fields.ENTRY: SCHOOLING, fields.BACKGROUND: EXPERIENCE, fields.ON_THE_JOB: TRAINING}
_WHOLE = (
    *(fields.PAY, fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT, fields.ENTRY, fields.BACKGROUND),
    fields.EXPOSURE,
)
_WITH_DUTIES = frozenset(("overview", "summary", "ai_effect", "automation", "next_jobs"))


def fields_of(topics: Sequence[str]) -> tuple[Field, ...]:
    """The fields that a comparison of these topics shows; none where the first has no figures."""
    if not topics or topics[0] in ("overview", "summary", "next_jobs"):
        return _WHOLE
    if topics[0] not in _OF_TOPIC:
        return ()
    if set(topics) & {"training", "experience"}:
        topics = ("education", *topics)
    return tuple(dict.fromkeys(field for topic in topics for field in _OF_TOPIC.get(topic, ())))


def answer_comparison(
    topics: Sequence[str], materials: Sequence[Material], catalog: Catalog
) -> list[Sentence]:
    """A sentence on the first figure known of all, and a table of the fields of the topics."""
    shown = fields_of(topics)
    values = _values(shown, materials, catalog)
    rows = comparison_table(shown, materials, catalog)
    if not topics or set(topics) & _WITH_DUTIES:
        rows += _duties(materials)
    summed = next(
        (_in_a_sentence(field, values[field], materials) for field in shown if all(values[field])), None
    )
    return [*([summed] if summed else []), *rows]


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
    return {field: [catalog.board.value(field, one.profile.id) for one in materials] for field in shown}


def _row(field: Field, values: Sequence[Value | None], materials: Sequence[Material]) -> Sentence:
    cells = [_cell(field, value, material) for value, material in zip(values, materials, strict=True)]
    name = field.name[:1].upper() + field.name[1:]
    return Sentence("", form=Form.ROW, cells=(Sentence(name), *cells))


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
    return Sentence("not known")


_HOMES = {
    fields.GROWTH: Section.OUTLOOK,
    fields.ENTRY: Section.EDUCATION,
    fields.BACKGROUND: Section.EXPERIENCE,
    fields.ON_THE_JOB: Section.EXPERIENCE,
}


def _duties(materials: Sequence[Material]) -> list[Sentence]:
    """How many of the duties AI can assist with, where documents mark them."""
    if not any(one.profile.duties for one in materials):
        return []
    cells = []
    for material in materials:
        duties = material.profile.duties
        assisted = sum(duty.ai_can_assist for duty in duties)
        text = f"{assisted} of {len(duties)}" if duties else "not known"
        evidence = material.whole(Section.RESPONSIBILITIES) if duties else ()
        cells.append(Sentence(text, evidence, computed=numbers_in(text)))
    name = Sentence("Duties that AI can assist with")
    return [Sentence("", form=Form.ROW, cells=(name, *cells))]


def _in_a_sentence(field: Field, values: Sequence[Value | None], materials: Sequence[Material]) -> Sentence:
    """Which of the occupations has more of the field."""
    known = [(value, one) for value, one in zip(values, materials, strict=True) if value and value.entry]
    ranked = sorted(known, key=lambda pair: -pair[0].number)
    (most, first), (least, last) = ranked[0], ranked[-1]
    evidence = tuple(one.evidence(value.section, value.entry) for value, one in ranked if value.entry)
    names = f"{first.profile.title} and {last.profile.title}"
    if most.number == least.number:
        text = f"{names} have the same {field.name}: {value_said(field, most)}."
    else:
        text = (
            f"{first.profile.title} have the {'higher' if len(known) == 2 else 'highest'} {field.name}:"
            f" {value_said(field, most)}, against {value_said(field, least)} for {last.profile.title}"
            f"{_gap(field, most, least)}."
        )
    numbers = (*numbers_in(names), *(one for value, _ in known for one in _worked_out(field, value)))
    numbers = (*numbers, *numbers_in(_gap(field, most, least)))
    return Sentence(text, evidence, computed=numbers)


def _gap(field: Field, most: Value, least: Value) -> str:
    """How much more the higher pay is, where both are known and not only that it is above a bound."""
    said = (value_said(field, most), value_said(field, least))
    if field is not fields.PAY or any("or more" in one for one in said):
        return ""
    return f", a difference of ${most.number - least.number:,.0f} (my arithmetic)"


def _name(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))


def _told(field: Field, value: Value) -> str:
    """A value in words, without the name of its row; a level in those of its source."""
    scale = _SCALES.get(field)
    return scale[int(value.number)] if scale else value_said(field, value).removeprefix(f"{field.name} ")


def _worked_out(field: Field, value: Value) -> tuple[str, ...]:
    """The middle of the percentiles of exposure, which no source shows."""
    return numbers_in(value_said(field, value)) if field == fields.EXPOSURE else ()
