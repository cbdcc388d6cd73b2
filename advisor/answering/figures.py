"""The value of a field in words, the same in lists, rankings and comparisons."""

from __future__ import annotations

from advisor.answering.material import money
from knowledge import fields
from knowledge.facts import band
from knowledge.fields import EXPERIENCE, SCHOOLING, TRAINING, Field, Value
from knowledge.profile import Figure, Skill, Tool

EXPOSURE_NOTE = "Exposure tells what a language model could speed up or was used for. It does not tell which jobs will go."


def said(field: Field, value: Value) -> str:
    """A value with the name of its field; empty for what an occupation's code tells."""
    bare = amount(field, value)
    return f"{_LEADS.get(field, '')}{bare}{_TAILS.get(field, '')}" if bare else ""


def amount(field: Field, value: Value) -> str:
    """A value by itself; a figure that is only published for a wider group says so."""
    wider = " (figure of the wider group)" if value.of_group else ""
    match value.entry:
        case None:
            return ""
        case Figure() as figure:
            return f"{money(figure.value)}{' or more' if figure.at_least else ''} a year{wider}"
        case Skill() as skill:
            return f"{skill.name} ({skill.level})"
        case Tool() as tool:
            return f"{tool.name} ({tool.category})"
    if scale := _SCALES.get(field):
        return scale[int(value.number)]
    if field == fields.EXPOSURE:
        return f"{band(value.number)} (percentile {value.number:.0f})"
    if field == fields.GROWTH:
        return f"{value.number:+g} percent{wider}"
    return f"{value.number:,.0f}{wider}"


_SCALES = {fields.ENTRY: SCHOOLING, fields.BACKGROUND: EXPERIENCE, fields.ON_THE_JOB: TRAINING}
_LEADS = {
    fields.LOW_PAY: "lowest tenth below ",
    fields.HIGH_PAY: "highest tenth above ",
    fields.GROWTH: "projected change ",
    fields.ENTRY: "typical entry: ",
    fields.BACKGROUND: "work experience: ",
    fields.ON_THE_JOB: "training: ",
    fields.EXPOSURE: "exposure to AI: ",
}
_TAILS = {fields.OPENINGS: " openings a year", fields.EMPLOYMENT: " people employed"}


def computed_in(field: Field, value: Value) -> tuple[str, ...]:
    """The numbers of a value that its source does not show: the middle of the percentiles of exposure."""
    return (f"{value.number:.0f}",) if field == fields.EXPOSURE else ()
