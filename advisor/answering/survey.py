"""Answers about all occupations: counted, listed and ranked by fields, with a source for every row."""

from __future__ import annotations

from dataclasses import replace

from advisor.answering.exposure import EXPOSURE_NOTE
from advisor.answering.material import Material, money
from advisor.answering.survey_rows import GROUP_FIGURE, row_sentence, value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AllOccupations
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Figure
from knowledge.survey import A_YEAR, Condition, Found, Row, Survey

A_FEW = 5  # Rows shown with a count.
GROUP_NOTE = f"{GROUP_FIGURE.capitalize()}: published for several jobs together, this one among them."
_CHOICES = (
    "Best paid jobs",
    "Fastest growing jobs",
    "Jobs least exposed to AI",
    "Jobs with the most openings",
)
_OFFER = (
    "I can count, list and rank jobs by pay, growth, openings, how many people work in them, schooling,"
    " experience, training, exposure to AI, field of work, skills and tools."
)
_MATTERS_OF_TASTE = frozenset("best top right perfect ideal coolest worst".split())


def answer_survey(asked: AllOccupations, catalog: Catalog) -> Draft:
    """How many occupations fit and the first of them; what no figure tells is said."""
    survey = asked.survey
    if not survey.fields and not asked.untold and not asked.nearest:
        return _everything(catalog)
    notes = _untold(asked)
    if asked.nearest:
        near = _nearest(asked, catalog)
        return Draft((*notes, *near), abstained=bool(asked.untold), profiles=asked.nearest)
    if not survey.fields:
        return Draft((*notes, Sentence(_OFFER)), "clarify", abstained=True, choices=_CHOICES)
    found = catalog.board.find(replace(survey, limit=A_FEW) if survey.counts_only else survey)
    compared = _of_job(asked.than, survey, catalog) if asked.than else []
    rows = [row_sentence(row, survey, catalog) for row in found.rows]
    said = [*notes, *compared, _lead(survey, found), *rows, *_relaxed(survey, found, catalog)]
    about = (*(row.profile.id for row in found.rows), *filter(None, (asked.than,)))
    return Draft(
        (*said, *_remarks(survey, found)),
        abstained=bool(asked.untold),
        profiles=tuple(dict.fromkeys(about)),
    )


def _nearest(asked: AllOccupations, catalog: Catalog) -> list[Sentence]:
    """The occupations nearest to what no figure tells, those that fulfil the other conditions."""
    survey, board = asked.survey, catalog.board
    shown = survey.fields or (fields.PAY, fields.GROWTH)
    fit = [
        one
        for one in asked.nearest
        if all(condition.holds(board.value(condition.field, one)) for condition in survey.conditions)
    ]
    limits = "; ".join(one.said for one in survey.conditions)
    number = len(asked.nearest)
    of_all = f"these {number} come nearest to it:" if number > 1 else "this one comes nearest to it:"
    kept = f"of the {number} that come nearest to it, these keep to this: {limits}."
    none = f"none of those that come nearest to it keeps to this: {limits}. They are:"
    lead = f"By their names and documents, {of_all if not limits else kept if fit else none}"
    rows = []
    for one in fit or asked.nearest:
        profile = catalog.get(one)
        assert profile
        values = tuple((field, value) for field in shown if (value := board.value(field, one)))
        rows.append(row_sentence(Row(profile, values), replace(survey, order=shown[0]), catalog))
    return [_computed(lead), *rows]


def _everything(catalog: Catalog) -> Draft:
    known = len(catalog.board.profiles)
    text = f"I can answer about {known} occupations: {len(catalog)} have a profile document"
    if rest := known - len(catalog):
        text += f", the other {rest} are answered from published figures alone"
    return Draft((_computed(f"{text}."), Sentence(_OFFER)))


def _lead(survey: Survey, found: Found) -> Sentence:
    """How many fit what, and which of them follow."""
    is_few = bool(survey.members)
    conditions = "; ".join(one.said for one in survey.conditions if not one.field.members)
    of_all = f"the {found.covered + found.unknown} shown" if is_few else _jobs(found.covered)
    if not found.fit:
        return _computed(f"None of {of_all} fits {'this' if is_few else 'all of this'}: {conditions}.")
    if not found.rows:
        return _computed(f"There are no more: {_jobs(found.fit)} fit in all.")
    which = f"{_which(survey, found)}, {survey.order_said} first:" if found.fit > 1 else "It is:"
    if not conditions:
        return _computed(f"Of {of_all}, {which[:1].lower()}{which[1:]}")
    fit = f"{found.fit} of {of_all} {'fits' if found.fit == 1 else 'fit'}"
    if is_few and found.fit > 1 and not found.unknown and found.fit == found.covered:
        return _computed(f"All {found.fit} shown fit: {conditions}. {survey.order_said.capitalize()} first:")
    return _computed(f"{fit}: {conditions}. {which}")


def _jobs(number: int) -> str:
    return f"{number} job{'' if number == 1 else 's'}"


def _which(survey: Survey, found: Found) -> str:
    shown = len(found.rows)
    if survey.start:
        return f"Numbers {survey.start + 1} to {survey.start + shown}"
    if shown == found.fit:
        return f"All {shown}"
    return f"The first {shown}" if shown > 1 else "The first one"


def _of_job(profile_id: str, survey: Survey, catalog: Catalog) -> list[Sentence]:
    """What the job that is compared with has in the figures that are compared."""
    profile = catalog.get(profile_id)
    assert profile
    material = Material.of(profile, catalog.chunks(profile_id), ())
    told = []
    for field in (one.field for one in survey.conditions if _is_comparison(one)):
        value = catalog.board.value(field, profile_id)
        assert value
        assert value.entry
        text = f"{profile.title}: {value_said(field, value, survey.period)}."
        told.append(
            Sentence(text, (material.evidence(value.section, value.entry),), computed=numbers_in(text))
        )
    return told


def _is_comparison(condition: Condition) -> bool:
    return condition.field.is_figure and "that of" in condition.said


def _relaxed(survey: Survey, found: Found, catalog: Catalog) -> list[Sentence]:
    """For conditions that nothing fits together: how many there are without one of them."""
    if found.fit or survey.members or len(survey.conditions) < 2:
        return []
    lines = []
    for left_out in survey.conditions:
        kept = tuple(one for one in survey.conditions if one is not left_out)
        fit = catalog.board.find(replace(survey, conditions=kept, limit=0, start=0)).fit
        if fit:
            lines.append(_computed(f'Without "{left_out.said}": {_jobs(fit)}', Form.BULLET))
    return lines


def _remarks(survey: Survey, found: Found) -> list[Sentence]:
    """What one must know to take the list rightly."""
    notes = []
    if found.ties:
        more = "1 more job has" if found.ties == 1 else f"{found.ties} more jobs have"
        notes.append(f"{more} the same figure as the last one here.")
    if capped := _capped(found):
        notes.append(f"From {capped} a year on the source gives no exact pay, so those are in no order.")
    if any(value.of_group for row in found.rows for _, value in row.values):
        notes.append(GROUP_NOTE)
    if survey.period == "hour":
        notes.append(f"An hourly amount is the yearly one divided by {A_YEAR['hour']:,} hours.")
    if found.unknown:
        left_out = f"{_jobs(found.unknown)} {'is' if found.unknown == 1 else 'are'} left out"
        notes.append(f"{left_out}: no figure of their own is published.")
    said = [_computed(note, Form.NOTE) for note in notes]
    return [*said, EXPOSURE_NOTE] if fields.EXPOSURE in survey.fields else said


def _capped(found: Found) -> str:
    """The pay from which on the source states no more than "this or more", when rows reach it."""
    entries = (value.entry for row in found.rows for _, value in row.values)
    ends = [entry.value for entry in entries if isinstance(entry, Figure) and entry.at_least]
    return money(min(ends)) if len(ends) > 1 else ""


def _untold(asked: AllOccupations) -> list[Sentence]:
    """What was wished for and no figure tells, said so."""
    if not asked.untold:
        return []
    if set(asked.untold) <= _MATTERS_OF_TASTE:
        return [Sentence(f"Which job is {asked.untold[0]} depends on what counts for you.")]
    wishes = " or ".join(f'"{wish}"' for wish in asked.untold)
    return [_computed(f"I have no figures on {wishes}, so I cannot go by that.")]


def _computed(text: str, form: Form = Form.PLAIN) -> Sentence:
    """A sentence whose numbers the program counted, or that repeats those of the question."""
    return Sentence(text, form=form, computed=numbers_in(text))
