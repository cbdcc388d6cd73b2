"""The pay figures of one occupation in sentences, and what is worked out of them."""

from __future__ import annotations

from advisor.answering.material import Material, money, per
from advisor.citations import Evidence, Sentence
from advisor.words import in_a_row
from knowledge.profile import Figure, Section
from knowledge.survey import A_YEAR

FIGURES = ("minimum", "median", "maximum")
HOURS_A_YEAR = A_YEAR["hour"]  # 40 hours in 52 weeks, as wage statistics count a full-time year.


def range_said(material: Material) -> Sentence:
    """All figures of the pay in one sentence."""
    figures = material.profile.pay
    evidence = tuple(evidence_of(material, figure) for figure in figures.values())
    if set(figures) == set(FIGURES):
        low, middle, high = (figures[name] for name in FIGURES)
        ends = (
            f"with a minimum of {money(low.value)} and a maximum of {money(high.value)}"
            if low.name.lower() == "minimum"
            else f"one in ten earns less than {money(low.value)}, one in ten more than {money(high.value)}"
        )
        known = "The median pay is" if middle.source else "The profile gives a median pay of"
        text = (
            f"{known} {amount_said(middle)}; {ends}."
            if middle.source
            else f"{known} {amount_said(middle)}, {ends}."
        )
    else:
        parts = (f"{one.name.lower()} {amount_said(one)}" for one in figures.values())
        text = f"The profile gives this pay: {', '.join(parts)}."
    return Sentence(text, evidence)


def figure_said(material: Material, figure: Figure) -> Sentence:
    """One figure of the pay."""
    where = "" if figure.source else " in the profile"
    text = f"The {figure.name.lower()} pay{where} is {amount_said(figure)}."
    return Sentence(text, (evidence_of(material, figure),))


def amount_said(figure: Figure) -> str:
    """As in "$239,200 a year or more", where the source does not tell how much more."""
    return f"{money(figure.value)} {per(figure)}{' or more' if figure.at_least else ''}"


def nearer_end(material: Material, low: Figure, median: Figure, high: Figure) -> Sentence:
    """Which end of the range the median is nearer to."""
    below, above = median.value - low.value, high.value - median.value
    end = f"nearer to the {'minimum' if below < above else 'maximum'}" if below != above else "halfway"
    evidence = tuple(evidence_of(material, figure) for figure in (low, median, high))
    return Sentence(f"Between the ends of the range, the median is {end} (my arithmetic).", evidence)


def difference(material: Material, lower: Figure, higher: Figure) -> Sentence:
    """How far two figures are apart, in dollars, in percent of the lower and in times of it."""
    gap = money(higher.value - lower.value)
    computed, ratio = [gap.strip("$")], ""
    if lower.value:
        ratio_of_both = higher.value / lower.value
        times = f"{ratio_of_both:,.2f}".rstrip("0").rstrip(".")
        more = f"{100 * (ratio_of_both - 1):,.0f}"
        computed += [times, more]
        ratio = f", {more}% or {times} times"
    return Sentence(
        f"From the {lower.name.lower()}, {money(lower.value)}, to the {higher.name.lower()},"
        f" {money(higher.value)}, the difference is {gap} {per(lower)}{ratio} (my arithmetic).",
        (evidence_of(material, lower), evidence_of(material, higher)),
        computed=tuple(computed),
    )


def part_of(material: Material, figures: list[Figure], percent: float) -> list[Sentence]:
    """A percentage of each figure, and the figure raised by it."""
    said = []
    for figure in figures:
        part, raised = money(figure.value * percent / 100), money(figure.value * (1 + percent / 100))
        text = (
            f"{percent:g}% of the {figure.name.lower()}, {money(figure.value)}, is {part} {per(figure)};"
            f" with that much more it would be {raised} (my arithmetic)."
        )
        computed = (f"{percent:g}", part.strip("$"), raised.strip("$"))
        said.append(Sentence(text, (evidence_of(material, figure),), computed=computed))
    return said


def beside(material: Material, figure: Figure, own: float, *, is_converted: bool) -> Sentence:
    """A figure next to an amount that the person named, perhaps for another period."""
    gap = money(abs(figure.value - own))
    named = "the amount you name" + (f", {money(own)} {per(figure)}" if is_converted else "")
    if figure.value == own:
        relation = f"the same as {named}"
    else:
        above, below = ("above", "below") if figure.value > own else ("below", "above")
        relation = f"{gap} {above} {named}, so that amount is {below} it"
    return Sentence(
        f"The {figure.name.lower()} in the profile, {money(figure.value)} {per(figure)}, is {relation}"
        " (my arithmetic).",
        (evidence_of(material, figure),),
        computed=(gap.strip("$"), money(own).strip("$")),
    )


def per_period(material: Material, names: list[str], words: str, parts: int) -> list[Sentence]:
    figures = [material.profile.pay[name] for name in names]
    if any(per(figure) != "a year" for figure in figures):
        return []
    how = f"{HOURS_A_YEAR:,} hours" if parts == HOURS_A_YEAR else str(parts)
    said, computed = [], [f"{HOURS_A_YEAR:,}", str(parts)]
    for figure in figures:
        share = money(round(figure.value / parts, 2 if figure.value / parts < 100 else 0))
        said.append(f"{share} ({figure.name.lower()})")
        computed.append(share.strip("$"))
    return [
        Sentence(
            f"Before tax that is about {in_a_row(said)} {words}: the yearly figures divided by {how}"
            " (my arithmetic).",
            tuple(evidence_of(material, figure) for figure in figures),
            computed=tuple(computed),
        ),
        range_said(material),
    ]


def evidence_of(material: Material, figure: Figure) -> Evidence:
    return material.evidence(Section.SALARY, figure)
