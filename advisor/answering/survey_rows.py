"""The rows of a list of occupations: each value in plain words, with the entry that states it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.answering.material import Material, money
from advisor.citations import Form, Sentence, numbers_in
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import LAST_YEAR, band
from knowledge.fields import Field, Value
from knowledge.profile import Figure, Skill, Tool
from knowledge.survey import A_YEAR, Row, Survey

GROUP_FIGURE = "group figure"
_SCHOOLING = (
    "no schooling needed",
    "usually a high school diploma",
    "usually some college, no degree",
    "usually a certificate after high school",
    "usually an associate's degree",
    "usually a bachelor's degree",
    "usually a master's degree",
    "usually a doctoral or professional degree",
)
_EXPERIENCE = (
    "no experience in a related job needed",
    "less than 5 years of experience in a related job",
    "5 years or more of experience in a related job",
)
_TRAINING = (
    "no training on the job",
    "short training on the job",
    "medium-length training on the job",
    "long training on the job",
    "an apprenticeship",
    "an internship or residency",
)
_PLACES = {fields.ENTRY: _SCHOOLING, fields.BACKGROUND: _EXPERIENCE, fields.ON_THE_JOB: _TRAINING}
_NUMBERS: Mapping[Field, Callable[[float], str]] = {
    fields.GROWTH: lambda percent: f"projected to {_change(percent)}",
    fields.OPENINGS: lambda number: f"{number:,.0f} openings a year",
    fields.EMPLOYMENT: lambda number: f"{number:,.0f} people work in it",
    fields.CHANGE: lambda people: (
        f"{abs(people):,.0f} {'fewer' if people < 0 else 'more'} by {LAST_YEAR}, as projected (my arithmetic)"
    ),
    fields.EXPOSURE: lambda place: (
        f"{band(place)} exposure to AI, more than about {place:.0f} percent of jobs"
    ),
}


def row_sentence(row: Row, survey: Survey, catalog: Catalog) -> Sentence:
    """An occupation with its values, each with the words that state it."""
    material = Material.of(row.profile, catalog.chunks(row.profile.id), ())
    said = [value_said(field, value, survey.period) for field, value in row.values]
    order = survey.order
    if order and order not in dict(row.values):
        said.append(
            f"{order.name} not published by the year" if "pay" in order.name else f"{order.name} not known"
        )
    evidence = tuple(
        material.evidence(value.section, value.entry) for _, value in row.values if value.entry is not None
    )
    text = f"{row.profile.title}: {'; '.join(filter(None, said))}"
    return Sentence(text, evidence, Form.BULLET, (*numbers_in(row.profile.title), *_worked_out(row, survey)))


def value_said(field: Field, value: Value, period: str = "") -> str:
    """A value in words, pay also by the period it was asked by; empty for what is not stated."""
    match value.entry:
        case None:
            return ""
        case Figure() as figure:
            said = _pay(field, figure, period)
        case Skill() as skill:
            said = f"{skill.name} ({skill.level})"
        case Tool() as tool:
            said = f"uses {tool.name}"
        case _:
            said = _PLACES[field][int(value.number)] if field in _PLACES else _NUMBERS[field](value.number)
    return f"{said} ({GROUP_FIGURE})" if value.of_group else said


def _pay(field: Field, figure: Figure, period: str) -> str:
    amount = f"{money(figure.value)}{' or more' if figure.at_least else ''} a year"
    if period:
        part = figure.value / A_YEAR[period]
        amount += (
            f" (about ${part:,.2f} an hour)" if period == "hour" else f" (about ${part:,.0f} a {period})"
        )
    return amount if field == fields.PAY else f"{field.name} {amount}"


def _change(percent: float) -> str:
    return (
        f"{'grow' if percent > 0 else 'shrink'} by {abs(percent):g} percent" if percent else "stay the same"
    )


def _worked_out(row: Row, survey: Survey) -> tuple[str, ...]:
    """The numbers of a row that the program worked out: a middle percentile, pay by another period."""
    return tuple(
        number
        for field, value in row.values
        if field in (fields.EXPOSURE, fields.CHANGE) or (survey.period and isinstance(value.entry, Figure))
        for number in numbers_in(value_said(field, value, survey.period))
    )
