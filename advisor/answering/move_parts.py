"""What is said of one move, part by part: pay, growth, schooling, exposure, what carries over, the gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from advisor.answering.material import Material, money
from advisor.answering.survey_rows import value_said
from advisor.citations import Evidence, Sentence, numbers_in
from advisor.reskilling.gap import Element, SkillGap
from advisor.reskilling.transition import Label
from advisor.words import in_a_row
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import NamedFact, band
from knowledge.fields import Field, Value
from knowledge.profile import Figure, Section, Statement
from knowledge.published import stated_activities, stated_levels, stated_ratings

NAMED = 3  # Skills, activities or tools named of a kind...
IN_LIST = 2  # ...and of a move that is one of several.
_LEVELS_OF = {"skills": "skill_levels", "knowledge": "knowledge_levels"}
_AGAINST = {-1: "lower than now", 0: "as now", 1: "higher than now"}
LABELS: dict[Label, str] = {"close": "a close move", "stretch": "a stretch", "far": "a far move"}


@dataclass(frozen=True)
class Side:
    """One end of a move: what is known of the occupation, and where it stands."""

    catalog: Catalog
    material: Material

    @classmethod
    def of(cls, profile_id: str, catalog: Catalog) -> Side:
        """Raises KeyError for an id that is not known."""
        profile = catalog.get(profile_id)
        if not profile:
            raise KeyError(profile_id)
        return cls(catalog, Material.of(profile, catalog.chunks(profile_id), ()))

    @property
    def id(self) -> str:
        return self.material.profile.id

    @property
    def title(self) -> str:
        return self.material.profile.title

    @property
    def code(self) -> str:
        return self.material.profile.code

    def value(self, field: Field) -> Value | None:
        """What is known in a field, where an entry states it."""
        found = self.catalog.board.value(field, self.id)
        return found if found and found.entry else None

    def evidence(self, *fields_shown: Field) -> tuple[Evidence, ...]:
        """The entries that state these fields, of those that are known."""
        values = (self.value(field) for field in fields_shown)
        return tuple(self.material.evidence(one.section, one.entry) for one in values if one and one.entry)

    def published(self, statement: Statement) -> Evidence:
        """A statement of published ratings, beside the profile's skills."""
        return self.material.published(statement, Section.SKILLS)


def now_part(now: Side, others: Sequence[Side] = ()) -> Sentence:
    """The figures of today's job that those of a move are set against, said once for all moves.

    With `others`, how many of them are less exposed to AI.
    """
    said = []
    if pay := now.value(fields.PAY):
        said.append(f"{_amount(pay)} a year at the median{_of_group(pay)}")
    if entry := now.value(fields.ENTRY):
        said.append(value_said(fields.ENTRY, entry))
    if exposure := now.value(fields.EXPOSURE):
        said.append(f"{_exposed(exposure)}{_less_exposed(now, others)}")
    if not said:
        return Sentence(f"Pay, schooling and exposure to AI of {now.title} are not published.")
    text = f"Your work now: {'; '.join(said)}."
    evidence = now.evidence(fields.PAY, fields.ENTRY, fields.EXPOSURE)
    return Sentence(text, evidence, computed=numbers_in(text))


def pay_part(now: Side | None, then: Side) -> Sentence:
    """The yearly median pay and, where one comes from a job, how far it is from today's."""
    value, before = then.value(fields.PAY), now.value(fields.PAY) if now else None
    if not value:
        return Sentence("Its pay by the year is not published.")
    text = f"{_amount(value)} a year{_of_group(value)}"
    is_of_whole = then.catalog.board.is_of_whole(then.code, value)  # What others get is no raise.
    if before and not is_of_whole and not _is_capped(value, before):
        percent = round(100 * (value.number / before.number - 1))
        text += f", {abs(percent)} percent {'more' if percent > 0 else 'less'}" if percent else ", as now"
    return Sentence(f"{text}.", then.evidence(fields.PAY), computed=numbers_in(text))


def outlook_part(now: Side | None, then: Side) -> Sentence:
    """Projected growth and the education that is typical to enter, against today's."""
    growth, entry = then.value(fields.GROWTH), then.value(fields.ENTRY)
    before = now.value(fields.ENTRY) if now else None
    said = [_capital(value_said(fields.GROWTH, growth))] if growth else []
    if entry:
        words = value_said(fields.ENTRY, entry) + (_against(entry, before) if before else "")
        said.append(words if said else _capital(words))
    text = f"{'; '.join(said)}." if said else "Growth and schooling are not published."
    return Sentence(text, then.evidence(fields.GROWTH, fields.ENTRY))


def exposure_part(now: Side | None, then: Side) -> Sentence:
    """Exposure to AI, and whether it is lower than today's."""
    value, before = then.value(fields.EXPOSURE), now.value(fields.EXPOSURE) if now else None
    if not value:
        return Sentence("Its exposure to AI is not known.")
    text = _capital(_exposed(value))
    if before:
        text += f", {_AGAINST[_step(before, value)]}"
    return Sentence(f"{text}.", then.evidence(fields.EXPOSURE), computed=numbers_in(text))


def is_less_exposed(now: Side, then: Side) -> bool | None:
    """None where one of them is not known."""
    value, before = then.value(fields.EXPOSURE), now.value(fields.EXPOSURE)
    return _step(before, value) < 0 if value and before else None


def skill_parts(
    now: Side, then: Side, gap: SkillGap, levels: Iterable[Element], *, named: int = NAMED
) -> list[Sentence]:
    """What carries over and what is missing; `levels` are all that the answer cites of the start.

    Of a move that is one of several, how far each skill is away is left for when it is asked.
    """
    if not gap.is_rated:
        return [*activity_parts(now, then, gap, named=named), Sentence("Its skills are not rated.")]
    shared, missing = _first(gap.shared, named), _first(gap.missing, named)
    both = _levels(then, (*shared, *missing)) + _rated(now, levels)
    said = []
    if shared:
        said.append(f"You bring {in_a_row([_brought(one) for one in shared])}")
    if missing:
        far = [f" ({_far(one)})" if named > IN_LIST else "" for one in missing]
        said.append(f"to build: {', '.join(one.name + how for one, how in zip(missing, far, strict=True))}")
    parts = [Sentence(f"{_capital('; '.join(said))}.", both)] if said else []
    return parts if missing else [*parts, *_tools_part(then, gap)]


def tools_named(then: Side, gap: SkillGap) -> list[tuple[str, Evidence]]:
    """Tools that are new, of those that stand among the tools of the profile."""
    entries = {tool.label: tool for tool in then.material.profile.entries(Section.TOOLS)}
    return [
        (name, then.material.evidence(Section.TOOLS, entries[name]))
        for name in gap.new_tools
        if name in entries
    ]


def cited(gap: SkillGap, *, named: int = NAMED) -> list[Element]:
    """Skills and knowledge that an answer names of a gap."""
    return [*_first(gap.shared, named), *_first(gap.missing, named)]


def level_evidence(now: Side, then: Side, one: Element) -> tuple[Evidence, ...]:
    return _levels(then, [one]) + (_levels(now, [one]) if one.have else ())


def _first(elements: Iterable[Element], named: int) -> list[Element]:
    """The first few; a skill and a field of knowledge of one name are named once."""
    return list({one.name: one for one in reversed(tuple(elements))}.values())[::-1][:named]


def _levels(side: Side, elements: Iterable[Element]) -> tuple[Evidence, ...]:
    """The rated levels of an occupation in these skills and fields of knowledge, in one statement."""
    traits = side.catalog.traits
    assert traits
    wanted = {(one.kind, one.name) for one in elements}
    rated = [
        NamedFact(name, fact)
        for kind in _LEVELS_OF
        for name, fact in traits.facts(_LEVELS_OF[kind], side.code)
        if (kind, name) in wanted
    ]
    return (side.published(stated_levels(rated, traits.tables)),) if rated else ()


def _rated(now: Side, elements: Iterable[Element]) -> tuple[Evidence, ...]:
    """The levels in the job that is left and, where none is published, how much it matters there."""
    elements = tuple(elements)
    traits = now.catalog.traits
    assert traits
    statements = []
    for kind in _LEVELS_OF:
        names = {one.name for one in elements if one.kind == kind and not one.have}
        if rated := [one for one in traits.facts(kind, now.code) if one.name in names]:
            statements.append(now.published(stated_ratings(rated, traits.tables)))
    return (*_levels(now, elements), *statements)


def activity_parts(now: Side, then: Side, gap: SkillGap, *, named: int = NAMED) -> list[Sentence]:
    """Detailed activities that both have, or that are near, and those that are new."""
    traits = then.catalog.traits
    assert traits
    named = named if named > IN_LIST else 1  # They are whole phrases.
    shared = _activity_names(gap.shared_activities or gap.alike_activities, then)[:named]
    new = _activity_names(gap.new_activities, then)[:named]
    parts = []
    if shared:
        known = [now] if gap.shared_activities else []
        evidence = [one.published(stated_activities(shared, traits.tables)) for one in (then, *known)]
        alike = "You know how to" if known else "Near to what you do"
        parts.append(Sentence(f"{alike}: {_run(shared)}.", tuple(evidence)))
    if new:
        evidence = [then.published(stated_activities(new, traits.tables))]
        parts.append(Sentence(f"New to you: {_run(new)}.", tuple(evidence)))
    return parts


def _activity_names(ids: Sequence[str], side: Side) -> list[str]:
    assert side.catalog.traits
    return [side.catalog.traits.activity_name(one).rstrip(".") for one in ids[:NAMED]]


def _run(names: Sequence[str]) -> str:
    return "; ".join(name[:1].lower() + name[1:] for name in names)


def _tools_part(then: Side, gap: SkillGap) -> list[Sentence]:
    """What is new where no rated skill is missing: tools."""
    if not (tools := tools_named(then, gap)[:2]):
        return [Sentence("No skill rated there is missing.")]
    names = in_a_row([name for name, _ in tools])
    return [
        Sentence(f"No rated skill is missing; new to you may be {names}.", tuple(one for _, one in tools))
    ]


def _brought(one: Element) -> str:
    """The name, marked where only the person's own word stands for it."""
    if one.said and not replace(one, said=False).carries_over:
        return f"{one.name} (by your own word)"
    return one.name if one.have or one.said else f"{one.name} (level not published)"


def _far(one: Element) -> str:
    if one.have:
        return one.how_far
    return "matters little in your job" if one.matters else "not rated in your job"


def _less_exposed(now: Side, others: Sequence[Side]) -> str:
    """How many of these are less exposed: ", less in 3 of these 5"; empty where that is not known."""
    known = [less for one in others if (less := is_less_exposed(now, one)) is not None]
    if len(known) < 2:
        return ""
    count = "all" if all(known) else "none" if not any(known) else str(sum(known))
    return f", lower in {count} of these"


def _exposed(value: Value) -> str:
    return f"{band(value.number)} exposure to AI, {value.number:.0f} of 100"


def _step(before: Value, value: Value) -> int:
    """-1 for less, 0 for as much, 1 for more, as shown: without decimals."""
    return (round(value.number) > round(before.number)) - (round(value.number) < round(before.number))


def _against(then: Value, now: Value) -> str:
    if then.number == now.number:
        return ", as now"
    return ", more than now" if then.number > now.number else ", less than now"


def _amount(value: Value) -> str:
    more = isinstance(value.entry, Figure) and value.entry.at_least
    return f"{money(value.number)}{' or more' if more else ''}"


def _is_capped(*values: Value) -> bool:
    return any(isinstance(one.entry, Figure) and one.entry.at_least for one in values)


def _of_group(value: Value) -> str:
    return " (group figure)" if value.of_group else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
