"""Answers about all occupations: counted, listed and ranked by fields, with a source for every row."""

from __future__ import annotations

from dataclasses import replace

from advisor.answering.figures import EXPOSURE_NOTE, computed_in, said
from advisor.answering.material import Material
from advisor.citations import Draft, Evidence, Form, Sentence, numbers_in
from advisor.question import AllOccupations
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Figure
from knowledge.survey import Found, Row, Survey

A_FEW = 5  # Rows shown with a count.


def answer_survey(asked: AllOccupations, catalog: Catalog) -> Draft:
    """How many occupations fit and the first of them; what no figure tells is said."""
    survey = asked.survey
    if not survey.fields and not asked.untold:
        return _everything(catalog)
    notes = _untold(asked)
    if not survey.fields:
        return Draft((*notes, Sentence(_OFFER)), "clarify", abstained=True, choices=_CHOICES)
    found = catalog.board.find(replace(survey, limit=A_FEW) if survey.counts_only else survey)
    rows = [_row(row, catalog) for row in found.rows]
    compared = [_of_job(asked.than, survey, catalog)] if asked.than else []
    answer = [*compared, _lead(survey, found), *rows, *_relaxed(survey, found, catalog)]
    return Draft(
        (*answer, *_remarks(survey, found), *notes),
        abstained=bool(asked.untold),
        profiles=tuple(
            dict.fromkeys((*(row.profile.id for row in found.rows), *filter(None, (asked.than,))))
        ),
    )


_CHOICES = (
    "Best paid jobs",
    "Fastest growing jobs",
    "Jobs least exposed to AI",
    "Jobs with the most openings",
)
_OFFER = (
    "I can count, list and rank occupations by pay, projected growth, openings, size, education to enter,"
    " experience, training on the job, exposure to AI, field of work, rated skills and named tools."
)


def _everything(catalog: Catalog) -> Draft:
    known = len(catalog.board.profiles)
    text = f"I can answer about {known} occupations: {len(catalog)} have a profile document"
    if rest := known - len(catalog):
        text += f", the other {rest} are answered from published figures alone"
    return Draft((_computed(f"{text}."), Sentence(_OFFER)))


def _lead(survey: Survey, found: Found) -> Sentence:
    conditions = ", ".join(one.said for one in survey.conditions)
    if not found.fit:
        return _computed(
            f"None of {found.covered} occupations with these figures fits all of this: {conditions}."
        )
    fits = "occupations fits" if found.fit == 1 else "occupations fit"
    text = f"{found.fit} of {found.covered} {fits}: {conditions}." if conditions else ""
    if found.rows and survey.order:
        order = survey.order.lowest if survey.ascending else survey.order.highest
        span = f"{survey.start + 1} to {survey.start + len(found.rows)}"
        which = (
            f"Numbers {span}"
            if survey.start
            else f"The first {len(found.rows)}"
            if found.fit > len(found.rows)
            else "All"
        )
        text += (
            f" {which}, {order} first:"
            if conditions
            else f"{which} of {found.fit} occupations, {order} first:"
        )
    elif not found.rows:
        text += " There are no more."
    return _computed(text.strip())


def _row(row: Row, catalog: Catalog) -> Sentence:
    material = Material.of(row.profile, catalog.chunks(row.profile.id), ())
    parts = [said(field, value) for field, value in row.values]
    evidence = tuple(
        material.evidence(value.section, value.entry) for _, value in row.values if value.entry is not None
    )
    text = f"{row.profile.title}: {'; '.join(filter(None, parts))}".removesuffix(": ")
    return Sentence(
        text,
        evidence,
        Form.BULLET,
        (*numbers_in(row.profile.title), *(one for pair in row.values for one in computed_in(*pair))),
    )


def _of_job(profile_id: str, survey: Survey, catalog: Catalog) -> Sentence:
    """What the job that is compared with has in the figure that the list is ordered by."""
    profile, field = catalog.get(profile_id), survey.order
    assert profile
    assert field
    material = Material.of(profile, catalog.chunks(profile_id), ())
    value = catalog.board.value(field, profile_id)
    assert value
    assert value.entry
    evidence: tuple[Evidence, ...] = (material.evidence(value.section, value.entry),)
    return Sentence(f"{profile.title}: {said(field, value)}.", evidence, computed=numbers_in(profile.title))


def _relaxed(survey: Survey, found: Found, catalog: Catalog) -> list[Sentence]:
    """For conditions that nothing fits together: how many there are without one of them."""
    if found.fit or len(survey.conditions) < 2:
        return []
    lines = []
    for left_out in survey.conditions:
        kept = tuple(one for one in survey.conditions if one is not left_out)
        fit = catalog.board.find(replace(survey, conditions=kept, limit=0, start=0)).fit
        if fit:
            lines.append(_computed(f'Without "{left_out.said}": {fit}', Form.BULLET))
    return lines


def _remarks(survey: Survey, found: Found) -> list[Sentence]:
    notes = []
    if found.ties:
        capped = (
            survey.order
            and "pay" in survey.order.name
            and any(
                isinstance(value.entry, Figure) and value.entry.at_least
                for row in found.rows
                for _, value in row.values
            )
        )
        why = " The source states no more than that and does not rank them." if capped else ""
        notes.append(f"{found.ties} more have the same figure as the last one here.{why}")
    if found.unknown:
        notes.append(
            f"{found.unknown} occupations are not counted: the figure is not known for them, or it is published only"
            " together with an occupation that is."
        )
    remarks = [_computed(note, Form.NOTE) for note in notes]
    return (
        [*remarks, Sentence(EXPOSURE_NOTE, form=Form.NOTE)] if fields.EXPOSURE in survey.fields else remarks
    )


def _untold(asked: AllOccupations) -> list[Sentence]:
    if not asked.untold:
        return []
    wishes = ", ".join(f'"{wish}"' for wish in asked.untold)
    return [_computed(f"None of my figures tells about {wishes}, so I cannot go by that.", Form.NOTE)]


def _computed(text: str, form: Form = Form.PLAIN) -> Sentence:
    """A sentence whose numbers the program counted, or that repeats those of the question."""
    return Sentence(text, form=form, computed=numbers_in(text))
