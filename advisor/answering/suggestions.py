"""Work suggested to a person who names no job, by what they like, can, have and want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.answering import move_parts as parts
from advisor.answering.move_limits import about_limits, kept_by, limits_of
from advisor.answering.move_parts import Side
from advisor.answering.survey import GROUP_NOTE
from advisor.answering.survey_rows import GROUP_FIGURE
from advisor.citations import Draft, Evidence, Form, Sentence, numbers_in
from advisor.question import AskedMoves
from advisor.reskilling.gap import IMPORTANT
from advisor.reskilling.paths import Reskilling
from advisor.reskilling.suggest import suggest
from advisor.understanding.wishes import wish_of
from knowledge.catalog import Catalog
from knowledge.profile import Section
from knowledge.published import stated_ratings

_RANKED = (
    "I rank by how far a job's ratings go beyond what you wish for, by what you have, and by how many people"
    " work there. Tell me a job you have had, and I can say what carries over."
)
_UNKNOWN = "I do not know your town, your health or who is hiring."
_NAMED = 3  # Of what the person has, named for one occupation.


def answer_suggestions(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling) -> Draft:
    """Occupations that keep every limit, each with pay, outlook, exposure and why it fits."""
    sides = _sides(asked, catalog, reskilling)
    said = [*about_limits(asked), _lead(asked, len(sides))]
    for left_out in asked.conditions if not sides and len(asked.conditions) > 1 else ():
        kept = replace(asked, conditions=tuple(one for one in asked.conditions if one is not left_out))
        if sides := _sides(kept, catalog, reskilling):
            said.append(_computed(f'Without "{left_out.said}", {len(sides)} that keep the rest:'))
            break
    for side in sides:
        cells = (_computed(f"{side.title}:"), *_known(asked, side))
        said.append(Sentence("", form=Form.BULLET, cells=cells))
    return Draft(
        (*said, *_notes(said, bool(sides))),
        abstained=not sides,
        topics=("next_jobs",),
        profiles=tuple(side.id for side in sides),
    )


def _sides(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling) -> list[Side]:
    limits = limits_of(asked, catalog, reskilling)
    codes = suggest(reskilling, catalog, limits, asked.conditions, held=asked.held, top=asked.most)
    return [Side.of(catalog.of_code(code), catalog) for code in codes]


def answer_fit(asked: AskedMoves, side: Side) -> Draft:
    """One occupation against what the person told of themselves: what it keeps, and what is known of it."""
    said = [
        *about_limits(asked),
        _computed(f"{side.title}, by what you told of yourself:"),
        *(replace(one, form=Form.BULLET) for one in kept_by(asked.conditions, side.id, side.catalog)),
        *(replace(one, form=Form.BULLET) for one in _known(asked, side)),
    ]
    return Draft((*said, *_notes(said, False)), topics=("next_jobs",), profiles=(side.id,))


def _known(asked: AskedMoves, side: Side) -> list[Sentence]:
    """Pay, outlook and schooling, exposure, and why it fits."""
    return [
        parts.pay_part(None, side),
        parts.outlook_part(None, side),
        parts.exposure_part(None, side),
        *_why(asked, side),
    ]


def _lead(asked: AskedMoves, found: int) -> Sentence:
    limits = "; ".join(one.said for one in asked.conditions)
    if not found:
        return _computed(
            f"I find no {'further ' if asked.seen else ''}work that keeps to all of this: {limits}."
        )
    what = f"{found} {'further ' if asked.seen else ''}occupation{'s' if found > 1 else ''}"
    if not limits:
        return _computed(f"From what you have, {what} that ask for it:")
    return _computed(
        f"From what you tell of yourself, {what} that keep{'' if found > 1 else 's'} to this: {limits}."
    )


def _why(asked: AskedMoves, side: Side) -> list[Sentence]:
    """The ratings that fulfil what is wished for, and what of the person's it asks for, cited."""
    traits = side.catalog.traits
    assert traits
    told = []
    for one in asked.conditions:
        wish = wish_of(one)
        if not wish:
            continue
        rated = [fact for fact in traits.facts(wish.table, side.code) if fact.name in wish.names]
        best = max(rated, key=lambda fact: fact.fact.value, default=None)
        if best:
            evidence = (side.published(stated_ratings([best], traits.tables)),)
            short = best.name.partition(",")[0]
            told.append(Sentence(f"{short}: {best.fact.value:.2f} of 5.", evidence, computed=("5",)))
    return [*told, *_asked_for(asked, side)]


def _asked_for(asked: AskedMoves, side: Side) -> list[Sentence]:
    """What the person has, of what matters in the occupation or stands among its tools."""
    traits = side.catalog.traits
    assert traits
    held = {name.casefold() for name in asked.held}
    rated = [
        fact
        for table in ("skills", "knowledge")
        for fact in traits.facts(table, side.code)
        if fact.name.casefold() in held and fact.fact.value >= IMPORTANT
    ][:_NAMED]
    tools = [one for one in side.material.profile.entries(Section.TOOLS) if one.label.casefold() in held]
    evidence: list[Evidence] = [side.published(stated_ratings(rated, traits.tables))] if rated else []
    evidence += [side.material.evidence(Section.TOOLS, one) for one in tools[:_NAMED]]
    names = _distinct([*(one.name for one in rated), *(one.label for one in tools[:_NAMED])])
    text = f"It asks for {', '.join(names)}, which you have by your own word."
    return [Sentence(text, tuple(evidence), computed=numbers_in(text))] if names else []


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _notes(said: Sequence[Sentence], is_found: bool) -> list[Sentence]:
    if not is_found:
        return []
    cells = (cell.text for one in said for cell in (one, *one.cells))
    group = (GROUP_NOTE,) if any(GROUP_FIGURE in text for text in cells) else ()
    return [Sentence(" ".join((_RANKED, _UNKNOWN, *group)), form=Form.NOTE)]


def _computed(text: str) -> Sentence:
    return Sentence(text, computed=numbers_in(text))
