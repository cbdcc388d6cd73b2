"""The limits that a person set to moves: kept by what is shown, and what became of them said."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.citations import Sentence, numbers_in
from advisor.question import AskedMoves
from advisor.reskilling.limits import Limit, of_condition, without
from advisor.reskilling.paths import Reskilling
from knowledge.catalog import Catalog
from knowledge.survey import Condition


def limits_of(asked: AskedMoves, catalog: Catalog, reskilling: Reskilling) -> list[Limit]:
    """Every limit, and that nothing is shown twice."""
    shown = (profile.code for one in asked.seen if (profile := catalog.get(one)))
    return [
        *(of_condition(one, catalog) for one in asked.conditions),
        without(shown, reskilling.traits, "not shown before"),
    ]


def about_limits(asked: AskedMoves) -> list[Sentence]:
    """Which limits were taken off just now, and which wishes nothing here tells of."""
    said = []
    if asked.dropped:
        said.append(f"I no longer go by: {'; '.join(asked.dropped)}.")
    if asked.untold:
        wishes = " or ".join(f'"{wish}"' for wish in asked.untold)
        said.append(f"No figure here tells about {wishes}, so I could not go by that.")
    if asked.unmet:
        said.append(f"No work near to {asked.unmet} keeps to the rest, so I could not go by that.")
    return [Sentence(text, computed=numbers_in(text)) for text in said]


def kept_by(limits: Sequence[Condition], profile_id: str, catalog: Catalog) -> list[Sentence]:
    """Which of the limits an occupation keeps, and which not."""
    kept: dict[bool, list[str]] = {True: [], False: []}
    for one in limits:
        is_kept = one.holds(catalog.board.value(one.field, profile_id))
        if is_kept or not one.field.is_passing:  # What only does not come nearest is not known to be far.
            kept[is_kept].append(one.said)
    said = []
    if kept[True]:
        said.append(f"It keeps to: {'; '.join(kept[True])}.")
    if kept[False]:
        said.append(f"It does not keep to, or is not known to: {'; '.join(kept[False])}.")
    return [Sentence(text, computed=numbers_in(text)) for text in said]
