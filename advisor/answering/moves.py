"""Answers about moves from an occupation to others: which there are, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.answering import move_parts as parts
from advisor.answering.figure_table import comparison_table
from advisor.answering.material import run_on
from advisor.answering.move_aspects import answer_gap, answer_time, answer_why
from advisor.answering.move_limits import about_limits, kept_by, limits_of
from advisor.answering.move_parts import LABELS, Side
from advisor.answering.move_plan import answer_move_plan, first_steps
from advisor.answering.overview import main_duties
from advisor.answering.suggestions import answer_fit, answer_suggestions
from advisor.answering.survey import GROUP_NOTE
from advisor.answering.survey_rows import GROUP_FIGURE, value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AskedMoves
from advisor.reskilling.paths import Reskilling, ReskillingPath
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Section

CHOICES = 6  # Jobs offered to start from.
_TABLE = (fields.PAY, fields.GROWTH, fields.OPENINGS, fields.ENTRY, fields.ON_THE_JOB, fields.EXPOSURE)
_RANKED = "Ranked by how alike work and pay are, and by how many people work there."
_RULE = '"Close", "a stretch" and "far" follow a rule and are no promise.'
_MUCH_ALIKE = "the work is much alike, and neither preparation nor pay stands in the way"
_UNKNOWN = "I do not know your town, your health or who is hiring."


def answer_moves(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling, *, roles: bool) -> Draft:
    """Moves to make, or the one to a named target; `roles` adds what AI opens up in the field itself.

    Raises KeyError for an occupation without figures.
    """
    if not asked.start and asked.target:
        return answer_fit(asked, Side.of(asked.target, catalog))
    if not asked.start:
        return answer_suggestions(asked, catalog, reskilling)
    now = Side.of(asked.start, catalog)
    if asked.target:
        then = Side.of(asked.target, catalog)
        answer = answer_move_plan if asked.budget else _OF_PART.get(asked.part, _one_move)
        return answer(asked, now, then, reskilling)
    limits = limits_of(asked, catalog, reskilling)
    found = reskilling.rank(now.code, limits, top=asked.most, held=asked.held)
    sides = [Side.of(catalog.of_code(one.target.code), catalog) for one in found]
    if asked.stays and sides:
        return _as_before(asked, now, sides)
    said = [*about_limits(asked), *_lead(asked, now, sides)]
    said += [] if found else _relaxed(asked, now, catalog, reskilling)
    gaps = [reskilling.gap(now.code, one.code, held=asked.held) for one in sides]
    levels = [one for gap in gaps for one in parts.cited(gap, named=parts.IN_LIST)]
    for move, then, gap in zip(found, sides, gaps, strict=True):
        cells = (
            _computed(f"{then.title}: {LABELS[move.label]}."),
            parts.pay_part(now, then),
            parts.outlook_part(now, then),
            parts.exposure_part(now, then),
            *parts.skill_parts(now, then, gap, levels, named=parts.IN_LIST),
        )
        said.append(Sentence("", form=Form.BULLET, cells=cells))
    said += _own_field(now) if roles else []
    notes = _notes((_RANKED, _RULE, _UNKNOWN), said) if found else []
    return Draft(
        (*said, *notes),
        abstained=not found,
        topics=("next_jobs",),
        profiles=(now.id, *(one.id for one in sides)),
    )


def _as_before(asked: AskedMoves, now: Side, sides: Sequence[Side]) -> Draft:
    """Of a message that changes nothing: what cannot be told, and that the moves shown stay."""
    limits = "; ".join(one.said for one in asked.conditions)
    kept = f"The moves I showed keep to this already: {limits}. They are"
    if asked.untold or not limits:
        kept = "The moves I showed stay"
    unread = Sentence("I read no limit in that which a figure here tells of.")
    said = [*about_limits(asked), *([] if asked.untold or limits else [unread])]
    said.append(_computed(f"{kept}: {'; '.join(one.title for one in sides)}."))
    return Draft(tuple(said), topics=("next_jobs",), profiles=(now.id, *(one.id for one in sides)))


def which_start(catalog: Catalog) -> Draft:
    """Ask for a job to start from, with the largest ones to choose."""
    ask = (
        "Which job do you have, or had and liked? I can then say what carries over and where to."
        " Or tell me what matters, such as schooling, pay, or work outside."
    )
    largest = catalog.likeliest(profile.id for profile in catalog.board.profiles)[:CHOICES]
    titles = tuple(found.title for one in largest if (found := catalog.get(one)))
    return Draft((Sentence(ask),), "clarify", choices=titles)


def _lead(asked: AskedMoves, now: Side, sides: Sequence[Side]) -> list[Sentence]:
    """From where, under which limits, how many, and the figures that theirs are set against."""
    limits = "; ".join(one.said for one in asked.conditions)
    if not sides:
        which = f" that keeps to all of this: {limits}" if limits else " to show"
        return [_computed(f"I find no {'further ' if asked.seen else ''}move from {now.title}{which}.")]
    further = "further " if asked.seen else ""
    number = f"{len(sides)} {further}moves" if len(sides) > 1 else f"one {further}move"
    lead = f"From {now.title}, {number} that keep{'' if len(sides) > 1 else 's'} to this: {limits}."
    if not limits:
        looks = f"these {number} look" if len(sides) > 1 else f"this {further}move looks"
        lead = f"From {now.title}, {looks} the most real."
    return [_computed(lead), parts.now_part(now, sides)]


def _own_field(now: Side) -> list[Sentence]:
    """The roles that AI opens up in the field that is left, as its profile has them."""
    roles = now.material.profile.entries(Section.NEW_FRONTIERS)
    lead = _computed(f"In your own field, the profile of {now.title} sees these new roles:")
    return [lead, *(now.material.bullet(Section.NEW_FRONTIERS, one) for one in roles)] if roles else []


def _one_move(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """Label, what carries over, what is missing, both in figures, a stepping stone, three first steps."""
    move = reskilling.transition(now.code, then.code)
    gap = reskilling.gap(now.code, then.code, held=asked.held)
    catalog = now.catalog
    routes = reskilling.route(now.code, then.code)
    path = next((one for one in routes if _adds_no_schooling(one)), None)
    stone = Side.of(catalog.of_code(path.first.target.code), catalog) if path else None
    why = "; ".join(move.reasons) if move.label != "close" else _MUCH_ALIKE
    lead = f"From {now.title} to {then.title} is {LABELS[move.label]}: {why}."
    if move.label == "far":
        lead += " This is a long road."
    work = main_duties(then.material)
    gaps = parts.skill_parts(now, then, gap, parts.cited(gap))
    table = comparison_table(_TABLE, [now.material, then.material], catalog)
    said = [
        *about_limits(asked),
        _computed(lead),
        *([replace(work, text=f"The work there: {run_on(work.text)}.")] if work else []),
        *kept_by(asked.conditions, then.id, catalog),
        *gaps,
        *table,
        *(_route(path, stone, then) if path and stone else []),
        Sentence("Three first steps:"),
        *first_steps(now, then, gap),
    ]
    ends = (now.id, then.id, *((stone.id,) if stone else ()))
    notes = _notes((_RULE, _UNKNOWN), said)
    return Draft((*said, *notes), topics=("next_jobs",), profiles=ends)


_OF_PART = {"gap": answer_gap, "time": answer_time, "why": answer_why, "best": answer_why}


def _adds_no_schooling(path: ReskillingPath) -> bool:
    """Whether the stepping stone asks for no more schooling than where one comes from or goes to."""
    stone, rest = path.first.schooling_step, path.second.schooling_step
    return stone is None or rest is None or stone <= 0 or rest >= 0


def _route(path: ReskillingPath, stone: Side, then: Side) -> list[Sentence]:
    """Two smaller moves, with what the stepping stone pays."""
    pay = stone.value(fields.PAY)
    paid = f", which pays {value_said(fields.PAY, pay)}" if pay else ""
    text = (
        f"Or in two smaller steps: first {stone.title}{paid}, {LABELS[path.first.label]};"
        f" from there, {then.title} is {LABELS[path.second.label]}."
    )
    return [Sentence(text, stone.evidence(fields.PAY), Form.BULLET, numbers_in(stone.title + then.title))]


def _relaxed(asked: AskedMoves, now: Side, catalog: Catalog, reskilling: Reskilling) -> list[Sentence]:
    """Where no move keeps all limits: without which one there are some."""
    lines = []
    for one in asked.conditions if len(asked.conditions) > 1 else ():
        fewer = replace(asked, conditions=tuple(other for other in asked.conditions if other is not one))
        if reskilling.rank(now.code, limits_of(fewer, catalog, reskilling), top=1, held=asked.held):
            lines.append(_computed(f'Without "{one.said}" there are some', Form.BULLET))
    return lines


def _notes(texts: Sequence[str], said: Sequence[Sentence]) -> list[Sentence]:
    cells = (cell.text for one in said for cell in (one, *one.cells))
    group = (GROUP_NOTE,) if any(GROUP_FIGURE in text for text in cells) else ()
    return [Sentence(" ".join((*texts, *group)), form=Form.NOTE)]


def _computed(text: str, form: Form = Form.PLAIN) -> Sentence:
    return Sentence(text, form=form, computed=numbers_in(text))
