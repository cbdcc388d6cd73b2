"""How many people more or fewer an occupation is projected to employ, in all and a year."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.move_parts import Side
from advisor.answering.outlook import sentences_of
from advisor.answering.ranked import Ranked, evidence_of
from advisor.answering.survey_rows import GROUP_FIGURE, value_said
from advisor.citations import Draft, Sentence, numbers_in
from advisor.understanding.measures import A_YEAR
from advisor.words import in_a_row
from knowledge import fields
from knowledge.facts import LAST_YEAR
from knowledge.fields import Value
from knowledge.profile import Section

FIRST_YEAR = LAST_YEAR - 10  # Projections are made for ten years.


def answer_change(side: Side, text: str) -> Draft | None:
    """The change in people of one occupation, as a text asks for it; None where it is not known."""
    more, now = side.value(fields.CHANGE), side.value(fields.EMPLOYMENT)
    if not more or not now:
        return None
    people, then = f"{abs(more.number):,.0f}", f"{now.number + more.number:,.0f}"
    way = "more" if more.number > 0 else "fewer"
    ends = f"{now.number:,.0f} in {FIRST_YEAR} and {then} in {LAST_YEAR}, as projected"
    if not more.number:
        said = f"As many in {LAST_YEAR} as in {FIRST_YEAR}: {then} people, as projected."
    elif A_YEAR.search(text):
        a_year = f"{abs(more.number) / (LAST_YEAR - FIRST_YEAR):,.0f}"
        said = f"About {a_year} {way} a year on average, {people} {way} in all: {ends} (my arithmetic)."
    elif str(LAST_YEAR) in text and "many" not in text:
        said = (
            f"{then} people in {LAST_YEAR}, as projected: {people} {way} than the"
            f" {now.number:,.0f} of {FIRST_YEAR} (my arithmetic)."
        )
    else:
        said = f"{people} {way} people by {LAST_YEAR}: {ends} (my arithmetic)."
    said = said.replace(" (my arithmetic)", f" ({GROUP_FIGURE}, my arithmetic)") if more.of_group else said
    lead = Sentence(said, side.evidence(fields.EMPLOYMENT, fields.CHANGE), computed=numbers_in(said))
    growth = sentences_of(side.material, Section.OUTLOOK)[:1]
    return Draft((lead, *growth), topics=(Section.MARKET_DEMAND.value,), figure=fields.CHANGE)


def change_compared(ranked: Ranked) -> Sentence:
    """Which of several gains or loses more people, with the numbers of all."""
    said = [f"{one.profile.title} {_change_of(value)}" for value, one in ranked]
    first, top = ranked[0][1].profile.title, ranked[0][0].number
    others = [value.number for value, _ in ranked[1:]]
    lead = ""
    if all(top * other > 0 for other in others) and top not in others:
        degree = _degree(top, others)
        lead = f"{first} {'gain' if top > 0 else 'lose'} {degree} people: " if degree else ""
    text = f"{lead}by {LAST_YEAR}, as projected, {in_a_row(said)} (my arithmetic)."
    text = text if lead else f"{text[:1].upper()}{text[1:]}"
    return Sentence(text, evidence_of(ranked), computed=numbers_in(text))


def _degree(top: float, others: Sequence[float]) -> str:
    """As in "more" of two and "the fewest" of several."""
    is_most = all(abs(top) > abs(other) for other in others)
    if len(others) == 1:
        return "more" if is_most else "fewer"
    return "the most" if is_most else "the fewest"


def _change_of(value: Value) -> str:
    """As in "314,600 fewer"."""
    if not value.number:
        return "about as many as now"
    return value_said(fields.CHANGE, value).replace(f" by {LAST_YEAR}, as projected (my arithmetic)", "")
