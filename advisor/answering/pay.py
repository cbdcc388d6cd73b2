"""Answers about pay: the figures asked for, arithmetic with them, and claims checked against them."""

from __future__ import annotations

import re

from advisor.answering.material import Material, money, per
from advisor.answering.outlook import sentences_of
from advisor.answering.pay_figures import (
    FIGURES,
    HOURS_A_YEAR,
    amount_said,
    beside,
    difference,
    evidence_of,
    figure_said,
    nearer_end,
    part_of,
    per_period,
    range_said,
)
from advisor.citations import Form, Sentence, numbers_in
from advisor.question import Question
from advisor.words import in_a_row
from knowledge.profile import PUBLISHED, Figure, Section
from knowledge.survey import A_YEAR

NO_STARTING_PAY = (
    "What people earn at the start is not published; the low end of all pay is the nearest to it."
)
_STARTING = re.compile(
    r"\b(?:start(?:s|ing|ers?)?|entry[- ]level|fresh out|new grads?|beginners?|first year|newbies?"
    r"|beginning|apprentic\w+|trainees?)\b",
    re.I,
)
_PERIODS = (
    (re.compile(r"\b(?:month|monthly|mo)\b", re.I), "a month", 12),
    (re.compile(r"\b(?:fortnight|bi-?weekly|two weeks|paycheck|paycheque)\b", re.I), "every two weeks", 26),
    (re.compile(r"\b(?:week|weekly)\b", re.I), "a week", 52),
    (re.compile(r"\b(?:a|per|each|every) day\b(?! (?:looks?|is|in))|\bdaily\b", re.I), "a working day", 260),
    (re.compile(r"\b(?:hour|hourly|hr)\b", re.I), "an hour", HOURS_A_YEAR),
)
_AMOUNT = re.compile(
    r"(?P<dollar>[$£€]\s?)?(?P<number>\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)\s?(?P<thousand>k\b|grand\b|thousand\b)?",
    re.I,
)
_PERCENT_OF = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)", re.I)
_TAX = re.compile(r"\b(?:tax|taxes|net|take[- ]home|after deductions)\b", re.I)
_HALFWAY = re.compile(r"\b(?:half ?way|midpoint|mid-point|between the (?:lowest|two|minimum))\b", re.I)


_RANKS = (
    (
        re.compile(r"\b10th\b|\btenth percentile|\b(?:lowest|bottom) (?:tenth|decile|ten\b|10 ?%?)", re.I),
        ("10th percentile",),
    ),
    (
        re.compile(r"\b25th\b|\b(?:lower|bottom|lowest|first|low) (?:quarter|quartile)\b", re.I),
        ("25th percentile",),
    ),
    (re.compile(r"\bmiddle half\b|\binter-?quartile\b", re.I), ("25th percentile", "75th percentile")),
    (
        re.compile(r"\b75th\b|\b(?:upper|top|highest|third) (?:quarter|quartile)\b", re.I),
        ("75th percentile",),
    ),
    (
        re.compile(r"\b90th\b|\b(?:highest|upper|top) (?:tenth|decile|ten\b|10 ?%?)", re.I),
        ("90th percentile",),
    ),
)
_ALL_FIGURES = re.compile(
    r"\ball (?:the |your |of the |of your )?(?:\w+ ){0,2}(?:numbers|figures|percentiles|amounts)\b"
    r"|\bfrom (?:the )?(?:bottom|lowest) to (?:the )?(?:top|highest)\b|\b(?:whole|full|entire) range\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:lowest|highest|low|high|top|bottom|minimum|maximum|median|middle|ends?|range|spread|percentiles?)\b",
    re.I,
)
_GAP = re.compile(
    r"\b(?:differ\w*|gap|between|apart|spread|how many dollars|times|half ?way|midpoint)\b", re.I
)
_LIVING = re.compile(
    r"\benough (?:to live|for (?:an? |my |us\b|me\b|two\b|one\b|someone\b|somebody\b)|to (?:support"
    r"|feed|raise|rent|get by|pay|buy))"
    r"|\b(?:can|could|do|does) (?:you|i|we|one|they|someone|a family|people) (?:\w+ )?(?:live|get by|survive"
    r"|make a living|support (?:a|my)|raise (?:a|my)|feed (?:a|my)|afford)\b|\bliv(?:e|ing) (?:on|off|from)\b"
    r"|\bliving wage\b|\bmake a living\b|\bpay (?:the|my) (?:rent|bills|mortgage)\b",
    re.I,
)
_NO_COSTS = "What living costs where you are is not in these data, so only you can say whether it is enough."
_OWN_PAY = re.compile(
    r"(?<!can )(?<!could )(?<!would )(?<!will )(?<!do )(?<!should )(?<!might )"
    r"\b(?:i|we)(?:['’]m| am|['’]ve been| was| got)? (?:only |just |currently )?"
    r"(?:make|making|earn|earning|get|getting|paid|on|offered)\b|\boffer(?:ed|ing)?\b|\bmy (?:pay|salary"
    r"|wage)\b",
    re.I,
)
"""What the person is paid, or is to be."""
_JUDGED = re.compile(r"(?<!as )\b(?:good|decent|fair|bad|poor|low|high|reasonable)\b(?! end)", re.I)
"""Asks what an amount is worth for this job: "is 25 an hour good"."""
_FOR_A = re.compile(
    r"\s?(?:dollars |bucks |usd )?(?:(?:an?|per|/|each|every)\s?(?P<one>hour|hr|week|wk|month|mo)\b"
    r"|(?P<every>hourly|weekly|monthly)\b)",
    re.I,
)


def answer_pay(question: Question, material: Material) -> list[Sentence]:
    """The figures asked for, or what can be computed from them; always with what is not stated."""
    figures = material.profile.pay
    if not figures:
        return _in_words(question, material)
    if ranked := _ranks_asked(question.text, material):
        apart = [difference(material, *ranked)] if len(ranked) == 2 and _GAP.search(question.text) else []
        return [*(figure_said(material, one) for one in ranked), *apart, *_unstated(material, question)]
    if _LIVING.search(question.text):
        monthly = per_period(material, [name for name in FIGURES if name in figures], "a month", 12)
        return [Sentence(_NO_COSTS), *(monthly or [range_said(material)]), *_unstated(material, question)]
    is_own, is_judged = (bool(one.search(question.text)) for one in (_OWN_PAY, _JUDGED))
    # "I got offered 19 an hour, is that low" asks for no lowest pay.
    named_so = set() if is_own and is_judged else question.facets
    asked = [name for name in FIGURES if name in named_so and name in figures]
    if len(asked) == len(FIGURES) and not _GAP.search(question.text):
        return [range_said(material), *_unstated(material, question)]
    unit = per(next(iter(figures.values())))
    claimed = _amount(question.text, unit) if question.kind != "list" else None
    is_converted = claimed != _amount(question.text, "")
    named = asked or (["median"] if question.kind == "compare" and "median" in figures else [])
    if claimed is not None and named and question.kind in ("fact", "arithmetic", "compare"):
        said = [beside(material, figures[name], claimed, is_converted=is_converted) for name in named]
        return [*said, *_unstated(material, question)]
    inner = question.kind == "compare" and not question.other_jobs and (asked or _ENDS.search(question.text))
    by_period = claimed is None and any(pattern.search(question.text) for pattern, _, _ in _PERIODS)
    if (question.kind == "arithmetic" or inner or by_period) and (
        worked := _worked_out(question, material, asked)
    ):
        return [*worked, *_unstated(material, question)]
    is_weighed = is_own or (is_judged and not asked)
    if claimed is not None and question.kind == "yes_no" and is_weighed:
        said = [
            beside(material, figures[name], claimed, is_converted=is_converted)
            for name in asked or ["median"]
            if name in figures
        ]
        return [*said, range_said(material), *_unstated(material, question)]
    if claimed is not None and question.kind == "yes_no":
        return [*_checked(material, claimed, asked), *_unstated(material, question)]
    if asked and len(asked) < len(figures):
        limits = _cap_note(figures["maximum"], "") if "maximum" in asked else []
        said = [figure_said(material, figures[name]) for name in asked]
        return [*said, *limits, *_unstated(material, question)]
    return [range_said(material), *_unstated(material, question)]


def _ranks_asked(text: str, material: Material) -> list[Figure]:
    """The percentiles that a text asks for, lowest first, where the occupation has them."""
    stated = material.profile.salary
    if _ALL_FIGURES.search(text) and len(stated) > len(FIGURES):
        return list(stated.values())
    names = [name for pattern, ranks in _RANKS if pattern.search(text) for name in ranks]
    return [figure for name, figure in stated.items() if name in names]


def lacks_starting_pay(question: Question, material: Material) -> bool:
    """Whether it asks for pay at the start, which percentiles of all who work in it do not tell."""
    figures = material.profile.salary
    ranked = _ranks_asked(question.text, material)
    return bool(_STARTING.search(question.text)) and "10th percentile" in figures and not ranked


def pay_summary(material: Material) -> list[Sentence]:
    """One sentence with all figures, or what the profile says of pay in words, for an overview."""
    return [range_said(material)] if material.profile.pay else sentences_of(material, Section.SALARY)


def _in_words(question: Question, material: Material) -> list[Sentence]:
    """Pay that the document tells as a range or in prose; nothing is computed from that."""
    entries = material.profile.entries(Section.SALARY)
    asked = [name for name in FIGURES if name in question.facets]
    said = f" and names no {' or '.join(asked)}" if asked else ""
    lead = f"The profile tells of pay in its own words{said}:"
    return [
        Sentence(lead, material.whole(Section.SALARY)),
        *(material.bullet(Section.SALARY, entry) for entry in entries),
    ]


def _unstated(material: Material, question: Question) -> list[Sentence]:
    figures = material.profile.pay.values()
    missing = [
        *(["year"] if any(one.year is None for one in figures) else []),
        "place",
        *(["source"] if any(one.source is None for one in figures) else []),
    ]
    first = next(iter(figures), None)
    if first and first.source:
        notes = _of_source(material, first)
    else:
        notes = [Sentence(f"It states no {in_a_row(missing, 'or')} for its pay figures.", form=Form.NOTE)]
    if _TAX.search(question.text):
        notes.append(Sentence("It cannot tell what remains after tax.", form=Form.NOTE))
    return notes


def _of_source(material: Material, figure: Figure) -> list[Sentence]:
    """Where the figures come from; the source says when they are about a wider group.

    Published figures are always for the whole country; of a document's own only it can tell.
    """
    of = "These are figures for the whole United States" if figure.line == PUBLISHED else "Source of the pay"
    text = f"{of}: {figure.source}."
    return [Sentence(text, (evidence_of(material, figure),), Form.NOTE, numbers_in(text))]


def _worked_out(question: Question, material: Material, asked: list[str]) -> list[Sentence]:
    figures = material.profile.pay
    text = question.text
    if percent := _PERCENT_OF.search(text):
        return part_of(material, [figures[name] for name in asked or figures], float(percent[1]))
    for said in (text, question.earlier):  # "Same for the maximum" keeps the month asked for before.
        for pattern, words, parts in _PERIODS:
            if pattern.search(said):
                return per_period(material, asked or list(figures), words, parts)
    if not {"minimum", "maximum"} <= set(figures):
        return []
    low, high = figures["minimum"], figures["maximum"]
    first, last = low, high
    if len(asked) == 2:
        first, last = (figures[name] for name in FIGURES if name in asked)
    if _HALFWAY.search(text):
        middle = money((low.value + high.value) / 2)
        both = Sentence(
            f"Halfway between the minimum, {money(low.value)}, and the maximum, {money(high.value)},"
            f" is {middle} {per(low)} (my arithmetic).",
            (evidence_of(material, low), evidence_of(material, high)),
            computed=(middle.strip("$"),),
        )
        median = [figure_said(material, figures["median"])] if "median" in figures else []
        return [both, *median]
    pairs = [(first, last)]
    if len(asked) != 2 and "median" in figures:
        pairs += [(low, figures["median"]), (figures["median"], high)]
    nearer = [nearer_end(material, low, figures["median"], high)] if len(pairs) > 1 else []
    return [*nearer, *(difference(material, one, other) for one, other in pairs)]


def _checked(material: Material, claimed: float, asked: list[str]) -> list[Sentence]:
    """Whether an amount somebody named agrees with the figures."""
    figures = material.profile.pay
    if len(asked) == 1:
        figure = figures[asked[0]]
        verdict = "Yes" if figure.value == claimed else "No"
        if verdict == "No" and asked == ["maximum"] and claimed < figure.value:
            return _within(material, claimed)
        lead = f"{verdict}: the {figure.name.lower()} in the profile is {amount_said(figure)}."
        return [Sentence(lead, (evidence_of(material, figure),)), *_cap_note(figure, verdict)]
    for figure in figures.values():
        if figure.value == claimed:
            lead = f"Yes, the profile gives {amount_said(figure)}, as the {figure.name.lower()}."
            return [
                Sentence(lead, (evidence_of(material, figure),)),
                *_cap_note(figure, "Yes"),
                range_said(material),
            ]
    return _within(material, claimed)


def _within(material: Material, claimed: float) -> list[Sentence]:
    figures = material.profile.pay
    low, middle, high = (figures.get(name) for name in FIGURES)
    if low and middle and high and low.name.startswith("10th"):
        ranks = (
            (low, "Yes: more than nine in ten of them make more than that."),
            (middle, "Yes, more than half of them make more than that."),
            (high, "Some do: fewer than half of them make that much, but more than one in ten."),
        )
        lead = next(
            (said for figure, said in ranks if claimed < figure.value), "Hardly: fewer than one in ten do."
        )
    elif high and claimed > high.value:
        lead = "No, that is above the maximum in the profile."
    elif low and claimed < low.value:
        lead = "No, that is below the minimum in the profile."
    else:
        lead = "It lies within the range in the profile, though the profile does not give that figure."
    evidence = tuple(evidence_of(material, figure) for figure in figures.values())
    return [Sentence(lead, evidence), range_said(material)]


def _cap_note(figure: Figure, verdict: str) -> list[Sentence]:
    if figure.name.lower() == "maximum" and verdict == "Yes":
        return [Sentence("It is the highest figure listed; the profile does not call it a legal cap.")]
    if figure.at_least:
        return [Sentence("The source does not tell how much more; it is not a limit.")]
    if figure.name.lower().startswith("90th"):
        return [Sentence("It is not a limit: one in ten earns more.")]
    return []


def _amount(text: str, unit: str) -> float | None:
    """The dollar amount a message names, as in "90k", "$25 an hour" or "six figures".

    In the unit of the figures, such as "a year": what is named for an hour stands for a full-time year.
    """
    if re.search(r"\bsix figures\b|\b6 figures\b", text, re.I):
        return 100_000.0
    for found in _AMOUNT.finditer(text):
        value = float(re.sub(r"[,.](?=\d{3})", "", found["number"]))
        value *= 1000 if found["thousand"] else 1
        period = _period_after(text[found.end() :])
        if period and unit == "a year":
            value *= A_YEAR[period]
        if period or found["dollar"] or found["thousand"] or value >= 10_000:
            return value
    return None


def _period_after(rest: str) -> str:
    """The period that the words after an amount name, as in A_YEAR; empty where they name none."""
    found = _FOR_A.match(rest)
    said = (found["one"] or found["every"]).lower() if found else ""
    return next((period for period in A_YEAR if period[:1] == said[:1]), "")
