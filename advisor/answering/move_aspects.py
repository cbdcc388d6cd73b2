"""One side of a move that is asked for by itself: what carries over, how long it takes, why it is close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.answering import move_parts as parts
from advisor.answering.move_limits import about_limits
from advisor.answering.move_parts import LABELS, Side
from advisor.answering.survey_rows import value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AskedMoves
from advisor.reskilling.gap import SkillGap
from advisor.reskilling.paths import Reskilling
from advisor.reskilling.transition import YEARS, Transition
from knowledge import fields

_NO_LENGTH = (
    "ow long people really take is not in these data, and licences or rules of a state may add to it."
)
_OF_SCHOOL = "of full-time study"
_AWARD = "Postsecondary nondegree award"
LASTS = {1: ", up to a month", 2: ", up to a year", 3: ", more than a year"}
"""How long training on the job lasts, as the Bureau of Labor Statistics defines its levels."""
_RULE = "The label follows a rule on likeness, preparation, schooling and pay; it is no promise."


def answer_gap(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """What the person brings to the target and what is missing, in skills, tasks, tools and schooling."""
    gap = reskilling.gap(now.code, then.code, held=asked.held)
    said = [
        _computed(f"From {now.title} to {then.title}, this is what carries over and what is missing:"),
        *(_bullet(one) for one in parts.skill_parts(now, then, gap, parts.cited(gap))),
        *(_bullet(one) for one in parts.activity_parts(now, then, gap) if gap.is_rated),
        *(_bullet(one) for one in way_in(now, then)),
        _labelled(now, then, reskilling.transition(now.code, then.code)),
    ]
    return _draft(asked, now, then, said, _RULE)


def answer_time(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """The schooling, experience and training that the target takes, against those of today's work."""
    said = [
        *way_in(now, then),
        _labelled(now, then, reskilling.transition(now.code, then.code)),
    ]
    return _draft(asked, now, then, said, length_note(said))


def answer_why(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """What makes a move close, or keeps it from being close, and what both jobs have in common."""
    move = reskilling.transition(now.code, then.code)
    gap = reskilling.gap(now.code, then.code, held=asked.held)
    alike = (
        f"Of {len(reskilling.moves.codes) - 1} occupations, it is number {move.likeness_rank} by likeness."
    )
    first = f"Of those shown, I rank {then.title} first, by how alike the work and the pay are."
    said = [
        *([_computed(first)] if asked.part == "best" else []),
        _labelled(now, then, move),
        _computed(alike),
        Sentence("What both have in common, and what is different:"),
        *(_bullet(one) for one in _in_common(now, then, gap)),
        _bullet(parts.now_part(now)),
        _of(then, parts.pay_part(now, then), parts.exposure_part(now, then)),
    ]
    return _draft(asked, now, then, said, _RULE)


def way_in(now: Side | None, then: Side) -> list[Sentence]:
    """The schooling with its usual years, the experience and the training that are typical to enter.

    Nothing where the schooling is not published.
    """
    entry, before = then.value(fields.ENTRY), now.value(fields.ENTRY) if now else None
    if not entry:
        return []
    schooling = fields.SCHOOLING[int(entry.number)]
    years, own_years = YEARS[schooling], YEARS[fields.SCHOOLING[int(before.number)]] if before else 0
    text = f"The way into {then.title}: {value_said(fields.ENTRY, entry)}"
    text += f", about {years} years of full-time study after high school" if years > 1 else ""
    if schooling == _AWARD:
        text += ", which takes from a few weeks to two years"
    elif years == 1:
        text += ", about a year of full-time study after high school"
    if before and before.number == entry.number:
        text += ", which your work now asks as well"
    elif before:
        more = f"about {years - own_years} years more" if 1 < years - own_years < years else "more"
        text += f", {more if entry.number > before.number else 'less'} than your work now asks"
    evidence = (*then.evidence(fields.ENTRY), *(now.evidence(fields.ENTRY) if now else ()))
    said = [
        Sentence(f"{text}.", evidence, computed=(*numbers_in(then.title), str(years), str(years - own_years)))
    ]
    for field in (fields.BACKGROUND, fields.ON_THE_JOB):
        if value := then.value(field):
            words = value_said(field, value)
            if field == fields.ON_THE_JOB and value.number:
                level = int(value.number)
                words = f"{fields.TRAINING[level]}{LASTS.get(level, '')}"
            said.append(Sentence(f"{words[:1].upper()}{words[1:]}.", then.evidence(field)))
    return said


def length_note(said: Iterable[Sentence]) -> str:
    """What the length told is not, and where its years are from, if some are told."""
    if any(_OF_SCHOOL in one.text for one in said):
        return f"The years are those that such schooling usually takes; h{_NO_LENGTH}"
    return f"H{_NO_LENGTH}"


def _in_common(now: Side, then: Side, gap: SkillGap) -> list[Sentence]:
    return [
        *parts.skill_parts(now, then, gap, parts.cited(gap)),
        *(parts.activity_parts(now, then, gap) if gap.is_rated else []),
    ]


def _labelled(now: Side, then: Side, move: Transition) -> Sentence:
    """How the move is called, and why."""
    why = "; ".join(move.reasons)
    return _computed(f"I call the move from {now.title} to {then.title} {LABELS[move.label]}: {why}.")


def _draft(asked: AskedMoves, now: Side, then: Side, said: list[Sentence], note: str) -> Draft:
    told = (*about_limits(asked), *said, Sentence(note, form=Form.NOTE))
    return Draft(told, topics=("next_jobs",), profiles=(now.id, then.id))


def _of(side: Side, *told: Sentence) -> Sentence:
    """A list entry on one side of a move: its title, then what is told of it."""
    return Sentence("", form=Form.BULLET, cells=(_computed(f"{side.title}:"), *told))


def _bullet(sentence: Sentence) -> Sentence:
    return replace(sentence, form=Form.BULLET)


def _computed(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))
