"""Answers about moves from an occupation to others: which there are, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering import move_parts as parts
from advisor.answering.comparison import comparison_table
from advisor.answering.move_parts import LABELS, Side
from advisor.answering.survey import GROUP_NOTE
from advisor.answering.survey_rows import GROUP_FIGURE, value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AskedMoves
from advisor.reskilling.limits import Limit, of_condition, without
from advisor.reskilling.paths import Reskilling, ReskillingPath
from advisor.reskilling.transition import Transition
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Section

CHOICES = 6  # Jobs offered to start from.
_TABLE = (fields.PAY, fields.GROWTH, fields.OPENINGS, fields.ENTRY, fields.ON_THE_JOB, fields.EXPOSURE)
_RANKED = (
    "I rank moves by how alike the work is in tasks, knowledge, skills, interests and pay, and by how many"
    " people work there."
)
_RULE = (
    '"Close", "a stretch" and "far" follow a rule on likeness, preparation, schooling and pay; they are no'
    " promise."
)
_MUCH_ALIKE = "the work is much alike, and neither preparation nor pay stands in the way"
_UNKNOWN = "I do not know your town, your health or who is hiring."
_ADVICE = "Ask someone who does this work what a usual week is like (general advice, from no source)."


def answer_moves(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling, *, roles: bool) -> Draft:
    """Moves to make, or the one to a named target; `roles` adds what AI opens up in the field itself.

    Raises KeyError for an occupation without figures.
    """
    now = Side.of(asked.start, catalog)
    if asked.target:
        return _one_move(asked, now, Side.of(asked.target, catalog), reskilling)
    limits = _limits(asked, catalog, reskilling)
    found = reskilling.rank(now.code, limits, top=asked.most)
    sides = [Side.of(catalog.of_code(one.target.code), catalog) for one in found]
    said = [*_untold(asked), *_lead(asked, now, sides)]
    gaps = [reskilling.gap(now.code, one.code) for one in sides]
    levels = [one for gap in gaps for one in parts.cited(gap)]
    for move, then, gap in zip(found, sides, gaps, strict=True):
        cells = (
            _title(move, then),
            parts.pay_part(now, then),
            parts.outlook_part(now, then),
            parts.exposure_part(now, then),
            *parts.skill_parts(now, then, gap, levels),
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


def which_start(catalog: Catalog) -> Draft:
    """Ask for a job to start from, with the largest ones to choose."""
    ask = (
        "Which job do you have, or had and liked? I can then say what carries over and where to."
        " Or tell me what matters, such as schooling, pay, or work outside."
    )
    largest = catalog.likeliest(profile.id for profile in catalog.board.profiles)[:CHOICES]
    titles = tuple(found.title for one in largest if (found := catalog.get(one)))
    return Draft((Sentence(ask),), "clarify", choices=titles)


def _limits(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling) -> list[Limit]:
    shown = (profile.code for one in asked.seen if (profile := catalog.get(one)))
    return [
        *(of_condition(one, catalog) for one in asked.conditions),
        without(shown, reskilling.traits, "not shown before"),
    ]


def _lead(asked: AskedMoves, now: Side, sides: Sequence[Side]) -> list[Sentence]:
    """From where, under which limits, how many, and how many of them are less exposed to AI."""
    limits = "; ".join(one.said for one in asked.conditions)
    if not sides:
        which = f" that keeps to all of this: {limits}" if limits else " to show"
        return [_computed(f"I find no {'further ' if asked.seen else ''}move from {now.title}{which}.")]
    further = "further " if asked.seen else ""
    number = f"{len(sides)} {further}moves" if len(sides) > 1 else f"one {further}move"
    lead = f"From {now.title}, {number} that keep{'' if len(sides) > 1 else 's'} to this: {limits}."
    if not limits:
        lead = f"From {now.title}, these {number} look the most real."
    known = [less for one in sides if (less := parts.is_less_exposed(now, one)) is not None]
    if known:
        count = "All" if all(known) else "None" if not any(known) else str(sum(known))
        lead += f" {count} of them {'is' if sum(known) < 2 else 'are'} less exposed to AI than your work now."
    return [_computed(lead)]


def _title(move: Transition, then: Side) -> Sentence:
    why = "" if move.label == "close" else f"; {move.reasons[0]}"
    return _computed(f"{then.title}: {LABELS[move.label]}{why}.")


def _own_field(now: Side) -> list[Sentence]:
    """The roles that AI opens up in the field that is left, as its profile has them."""
    roles = now.material.profile.entries(Section.NEW_FRONTIERS)
    lead = _computed(f"In your own field, the profile of {now.title} sees these new roles:")
    return [lead, *(now.material.bullet(Section.NEW_FRONTIERS, one) for one in roles)] if roles else []


def _one_move(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """Label, what carries over, what is missing, both in figures, a stepping stone, three first steps."""
    move, gap = reskilling.transition(now.code, then.code), reskilling.gap(now.code, then.code)
    catalog = now.catalog
    routes = reskilling.route(now.code, then.code)
    path = next((one for one in routes if _adds_no_schooling(one)), None)
    stone = Side.of(catalog.of_code(path.first.target.code), catalog) if path else None
    why = "; ".join(move.reasons) if move.label != "close" else _MUCH_ALIKE
    lead = f"From {now.title} to {then.title} is {LABELS[move.label]}: {why}."
    if move.label == "far":
        lead += " This is a long road."
    gaps = parts.skill_parts(now, then, gap, parts.cited(gap))
    table = comparison_table(_TABLE, [now.material, then.material], catalog)
    said = [
        *_untold(asked),
        _computed(lead),
        *_kept(asked, then),
        *gaps,
        *table,
        *(_route(path, stone, then) if path and stone else []),
        Sentence("Three first steps:"),
        *_steps(now, then, move, reskilling),
    ]
    ends = (now.id, then.id, *((stone.id,) if stone else ()))
    notes = _notes((_RULE, _UNKNOWN), said)
    return Draft((*said, *notes), topics=("next_jobs",), profiles=ends)


def _kept(asked: AskedMoves, then: Side) -> list[Sentence]:
    """Which of the limits stated the target keeps, and which not."""
    kept: dict[bool, list[str]] = {True: [], False: []}
    for one in asked.conditions:
        kept[one.holds(then.catalog.board.value(one.field, then.id))].append(one.said)
    said = []
    if kept[True]:
        said.append(_computed(f"It keeps to: {'; '.join(kept[True])}."))
    if kept[False]:
        said.append(_computed(f"It does not keep to, or is not known to: {'; '.join(kept[False])}."))
    return said


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


def _steps(now: Side, then: Side, move: Transition, reskilling: Reskilling) -> list[Sentence]:
    """The first three steps: the way in, the widest gap, and a tool; general advice where none is known."""
    gap = reskilling.gap(now.code, then.code)
    steps = _way_in(now, then, move)
    if missing := [one for one in gap.missing if one.have] or list(gap.missing):
        one = missing[0]
        levels = f"level {one.needed.value:.2f} of 7 there"
        levels += f", {one.have.value:.2f} in your work now" if one.have else ""
        text = f"Start with {one.name}, what counts most of what is missing: {levels}."
        steps.append(Sentence(text, parts.level_evidence(now, then, one), computed=("7",)))
    for name, evidence in parts.tools_named(then, gap)[:1]:
        text = f"Get to know {name}, one of the tools of this work."
        steps.append(Sentence(text, (evidence,), computed=numbers_in(name)))
    steps.append(Sentence(_ADVICE))
    numbered = (
        (f"Step {at}. {one.text}", one.evidence, (*one.computed, str(at)))
        for at, one in enumerate(steps[:3], 1)
    )
    return [Sentence(text, evidence, Form.BULLET, computed) for text, evidence, computed in numbered]


def _way_in(now: Side, then: Side, move: Transition) -> list[Sentence]:
    """The schooling and the training that are typical to enter."""
    entry, training = then.value(fields.ENTRY), then.value(fields.ON_THE_JOB)
    if not entry:
        return []
    step = move.schooling_step
    text = f"See to the way in: {value_said(fields.ENTRY, entry)}"
    if step is not None:
        text += ", more than your work now asks" if step > 0 else ", which your work now asks as well"
        text = text if step >= 0 else f"See to the way in: {value_said(fields.ENTRY, entry)}, less than now"
    if training and training.number:
        text += f"; then {value_said(fields.ON_THE_JOB, training)}"
    evidence = (*then.evidence(fields.ENTRY), *now.evidence(fields.ENTRY), *then.evidence(fields.ON_THE_JOB))
    return [Sentence(f"{text}.", evidence)]


def _untold(asked: AskedMoves) -> list[Sentence]:
    if not asked.untold:
        return []
    wishes = " or ".join(f'"{wish}"' for wish in asked.untold)
    return [_computed(f"No figure here tells about {wishes}, so I could not go by that.")]


def _notes(texts: Sequence[str], said: Sequence[Sentence]) -> list[Sentence]:
    cells = (cell.text for one in said for cell in (one, *one.cells))
    group = (GROUP_NOTE,) if any(GROUP_FIGURE in text for text in cells) else ()
    return [Sentence(" ".join((*texts, *group)), form=Form.NOTE)]


def _computed(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))
