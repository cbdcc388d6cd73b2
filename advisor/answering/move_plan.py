"""The plan of a move: first steps from its gap, each with its source, or marked as general advice.

No course, certificate or employer is named: nothing here knows any.
"""

from __future__ import annotations

from dataclasses import replace

from advisor.answering import move_parts as parts
from advisor.answering.move_limits import about_limits
from advisor.answering.move_parts import LABELS, Side
from advisor.answering.survey_rows import value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AskedMoves, Budget
from advisor.reskilling.gap import Element, SkillGap
from advisor.reskilling.paths import Reskilling
from knowledge import fields
from knowledge.profile import Section

STEPS = 3
_GENERAL = "(general advice, from no source)"
_ADVICE = f"Ask someone who does this work what a usual week is like {_GENERAL}."
_NO_OFFERS = (
    "The order is my suggestion. I know no courses, certificates, prices or employers, so none is"
    " named; nor how"
    " long a step takes."
)
_FREE = f"Look first for what costs nothing, such as a public library or material online {_GENERAL}."


def answer_move_plan(asked: AskedMoves, now: Side, then: Side, reskilling: Reskilling) -> Draft:
    """A plan from one occupation to another, as large as the budget allows."""
    assert asked.budget
    move = reskilling.transition(now.code, then.code)
    gap = reskilling.gap(now.code, then.code, held=asked.held)
    smaller = "A smaller plan" if asked.budget.is_short else "A plan"
    lead = f"{smaller} from {now.title} to {then.title}, {LABELS[move.label]}{_time(asked.budget)}:"
    is_small = asked.budget.is_short or not asked.budget.has_money
    steps = _small_steps(now, then, gap, asked.budget) if is_small else [*_steps(now, then, gap)]
    said = [*about_limits(asked), _computed(lead), *_numbered(steps)]
    if is_small and (later := _way_in(now, then)):
        text = later[0].text.removeprefix("See to the way in: ")
        said.append(replace(later[0], text=f"Left for later, as it takes time and may take money: {text}"))
    note = Sentence(_NO_OFFERS, form=Form.NOTE)
    return Draft((*said, note), topics=("next_jobs",), profiles=(now.id, then.id))


def first_steps(now: Side, then: Side, gap: SkillGap) -> list[Sentence]:
    """The first three: the way in, the widest gap, and a tool; general advice where none is known."""
    return _numbered(_steps(now, then, gap))


def _steps(now: Side, then: Side, gap: SkillGap) -> list[Sentence]:
    steps = _way_in(now, then)
    if missing := [one for one in gap.missing if one.have] or list(gap.missing):
        steps.append(_learn(now, then, missing[0], "what counts most of what is missing"))
    return [*steps, *_tool(then, gap), *_task(then), Sentence(_ADVICE)][:STEPS]


def _small_steps(now: Side, then: Side, gap: SkillGap, budget: Budget) -> list[Sentence]:
    """What can begin at once: the smallest gap, a tool or a task; then a talk."""
    steps = []
    if missing := sorted((one for one in gap.missing if one.have), key=lambda one: one.short):
        steps.append(_learn(now, then, missing[0], "the smallest step of what is missing"))
    steps += _tool(then, gap) or _task(then)
    last = _ADVICE if budget.has_money else _FREE
    return [*steps[: STEPS - 1], Sentence(last)]


def _learn(now: Side, then: Side, one: Element, why: str) -> Sentence:
    levels = f"level {one.needed.value:.2f} of 7 there"
    levels += f", {one.have.value:.2f} in your work now" if one.have else ""
    text = f"Start with {one.name}, {why}: {levels}."
    return Sentence(text, parts.level_evidence(now, then, one), computed=("7",))


def _tool(then: Side, gap: SkillGap) -> list[Sentence]:
    return [
        Sentence(
            f"Get to know {name}, one of the tools of this work.", (evidence,), computed=numbers_in(name)
        )
        for name, evidence in parts.tools_named(then, gap)[:1]
    ]


def _task(then: Side) -> list[Sentence]:
    """A duty of the target to watch or to try, in the words of its profile."""
    duties = then.material.profile.duties[:1]
    return [
        Sentence(
            f"See, or try on a small scale, one of its duties: {duty.text}",
            (then.material.evidence(Section.RESPONSIBILITIES, duty),),
            computed=numbers_in(duty.text),
        )
        for duty in duties
    ]


def _way_in(now: Side, then: Side) -> list[Sentence]:
    """The schooling and the training that are typical to enter."""
    entry, before, training = then.value(fields.ENTRY), now.value(fields.ENTRY), then.value(fields.ON_THE_JOB)
    if not entry:
        return []
    text = f"See to the way in: {value_said(fields.ENTRY, entry)}"
    if before and before.number == entry.number:
        text += ", which your work now asks as well"
    elif before:
        text += f", {'more' if entry.number > before.number else 'less'} than your work now asks"
    if training and training.number:
        text += f"; then {value_said(fields.ON_THE_JOB, training)}"
    evidence = (*then.evidence(fields.ENTRY), *now.evidence(fields.ENTRY), *then.evidence(fields.ON_THE_JOB))
    return [Sentence(f"{text}.", evidence)]


def _numbered(steps: list[Sentence]) -> list[Sentence]:
    return [
        Sentence(f"Step {at}. {one.text}", one.evidence, Form.BULLET, (*one.computed, str(at)))
        for at, one in enumerate(steps, 1)
    ]


def _time(budget: Budget) -> str:
    """What the plan may take, and what that adds up to."""
    hours, weeks = budget.hours, budget.weeks
    said = [f"{hours:g} hours a week"] if hours else []
    said += [f"{weeks} weeks"] if weeks else []
    total = f" ({hours * weeks:g} hours in all)" if hours and weeks else ""
    money = [] if budget.has_money else ["no money"]
    return f", for {' and '.join([*said, *money])}{total}" if said or money else ""


def _computed(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))
