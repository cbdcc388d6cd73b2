"""A table of figures of several occupations, each cell with its source."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.material import Material, in_full
from advisor.answering.overview import main_duties
from advisor.answering.ranked import amount, worked_out
from advisor.citations import Form, Sentence, numbers_in
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import band
from knowledge.fields import EXPERIENCE, SCHOOLING, TRAINING, Field, Value
from knowledge.profile import Figure, Section

NOT_KNOWN = Sentence("not known")  # In a cell.
_SCALES = {fields.ENTRY: SCHOOLING, fields.BACKGROUND: EXPERIENCE, fields.ON_THE_JOB: TRAINING}
_HOMES = {
    fields.GROWTH: Section.OUTLOOK,
    fields.ENTRY: Section.EDUCATION,
    fields.BACKGROUND: Section.EXPERIENCE,
    fields.ON_THE_JOB: Section.EXPERIENCE,
}


def comparison_table(
    shown: Sequence[Field], materials: Sequence[Material], catalog: Catalog
) -> list[Sentence]:
    """The rows of a table of these fields, its head first."""
    values = values_of(shown, materials, catalog)
    head = Sentence(
        "", form=Form.ROW, cells=tuple(map(_name, ("", *(one.profile.title for one in materials))))
    )
    return [head, *(_row(field, values[field], materials) for field in shown)]


def values_of(
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
            text, (material.evidence(value.section, value.entry),), computed=worked_out(field, value)
        )
    home = _HOMES.get(field)
    entries = material.profile.entries(home) if home else ()
    if home and entries and not isinstance(entries[0], Figure):
        return Sentence(in_full(entries[0]).rstrip("."), (material.evidence(home, entries[0]),))
    return NOT_KNOWN


def upright(table: Sequence[Sentence]) -> list[Sentence]:
    """The table with a row for each occupation where they are more than the figures: it stays narrow."""
    if len(table[0].cells) <= len(table):
        return list(table)
    columns = zip(*(row.cells for row in table), strict=True)
    return [Sentence("", form=Form.ROW, cells=tuple(cells)) for cells in columns]


def duties_row(materials: Sequence[Material]) -> list[Sentence]:
    """What is done in each, where that is known of one."""
    cells = [main_duties(one) or NOT_KNOWN for one in materials]
    if not any(one.evidence for one in cells):
        return []
    return [Sentence("", form=Form.ROW, cells=(Sentence("Duties, among others"), *cells))]


def assisted_row(materials: Sequence[Material]) -> list[Sentence]:
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


def _name(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))


def _told(field: Field, value: Value) -> str:
    """A value in words, without the name of its row; a level in those of its source."""
    scale = _SCALES.get(field)
    return scale[int(value.number)] if scale else amount(field, value)
