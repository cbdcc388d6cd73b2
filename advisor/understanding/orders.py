"""The order that a question over all occupations asks for, and how many rows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.understanding.wording import JOBS, NUMBERS, alternatives
from advisor.words import any_of
from knowledge import fields
from knowledge.fields import Field

MOST = 50  # Rows of one answer.
MEANT = 0.35  # Topic share from which a superlative is about that topic's figure.
_AROUND = 12  # Characters before an order in which a word may turn it round.


class Order(NamedTuple):
    """A field to order by; `rest` is the text without the words that say so."""

    field: Field | None
    ascending: bool
    rest: str


_GOOD = "best, highest, top, most, better, good, well, high, higher, decent, great, nice, big, biggest, max"
_BAD = "lowest, worst, least, badly, poorly, low, bad, lower, smallest, minimum"
_RANK = alternatives(f"{_GOOD}, {_BAD}")
_PAY = alternatives(
    "paid, paying, pay, pays, payed, salar*, wage*, money, earn*, income*, compensat*, lucrative"
)
_EARN = alternatives("pay, pays, earn, earns, make, makes, paid, paying, earning, making")
_SHIFT = alternatives("grow*, shrink*, declin*, rising, expanding, dying, disappear*")
_LOSE = alternatives("lose, loses, losing, lost, shed*, cut, cuts, cutting")
_GAIN = alternatives("gain*, add, adds, adding, create*, creating")
_FAST = alternatives("fast*, quick*, rapidly, most, highest, strongest, biggest, slow*")
_AI = alternatives("ai, automat*, robot*, artificial intelligence, chatgpt, machines")
_HIT = r"(?:hit|affected|impacted)"
_MUCH = r"(?:less|least|more|most|harder|hardest)"
_ITS = r"(?:the |their |its |number of |median |yearly |projected |job |ai )*"
_BY = rf"\b(?:by|on|order of|based on) {_ITS}"
_FUTURE = r"(?:in (?:the )?(?:future|(?:\w+ )?(?:years|decade)|20\d\d)|by 20\d\d|later on)"
_BY_NAME: Mapping[Field, str] = {
    fields.PAY: "pay, salary, salaries, wage, wages, income, money, earnings",
    fields.GROWTH: "growth, outlook, prospects, change",
    fields.OPENINGS: "openings, vacancies, demand",
    fields.CHANGE: "number of new jobs, new jobs, jobs added, people added, absolute growth, absolute change",
    fields.EMPLOYMENT: "size, employment, number of people, how many people, how many work, workers,"
    " headcount",
    fields.EXPOSURE: "exposure, risk, ai, automation",
    fields.ENTRY: "education, schooling",
}
_IN_WORDS: Mapping[Field, tuple[str, ...]] = {
    fields.PAY: (
        rf"\b{_RANK}[- ](?:(?!but|and|or|is|are)\w+[- ])?{_PAY}\b",
        rf"\b{_PAY} (?:is|are) (?:the |very |really )?{_RANK}\b",
        rf"\b{_EARN} (?:the |you |me |really |very |pretty )*"
        rf"{alternatives('most, best, least, well, top, good, badly, poorly, big')}\b(?: money)?",
        r"\b(?:lucrative|richest)\b",
    ),
    fields.CHANGE: (
        rf"\b(?:more|most|fewer|fewest) jobs {_FUTURE}\b",
        rf"\b(?:{_LOSE}|{_GAIN}) (?:the )?(?:most|more|fewest|fewer|least)"
        r"(?: (?:new )?(?:people|workers|jobs|positions)\b|\W*$)",
        r"\bmost (?:new|additional) (?:jobs|positions|workers)\b|\bmost (?:jobs|positions|people) (?:are )?"
        r"(?:added|created|lost|cut)\b|\b(?:grow|shrink)\w* (?:the )?most in (?:absolute )?numbers\b"
        r"|\b(?:shrink|grow|los|gain|fall)\w*\b.*\b(?:in absolute numbers?|by (?:the )?number of"
        r" (?:jobs|people))\b",
    ),
    fields.GROWTH: (
        rf"\b{_FAST}[- ](?:\w+[- ])?{_SHIFT}\b",
        rf"\b{_SHIFT} (?:out )?(?:the )?(?:{_FAST}|more|less)\b(?! than)",
        r"\bbest (?:outlook|future|prospects)\b",
    ),
    fields.OPENINGS: (
        r"\b(?:most|fewest|biggest)[\w ]{0,16}\b(?:openings|vacancies|demand|hiring)\b"
        r"|\bhir(?:es?|ing) (?:the )?(?:most|fewest|least|more|less)\b",
        r"\bin[- ](?:high |big |most )?demand\b|\bhigh[- ]demand\b|\bhiring\b",
    ),
    fields.EMPLOYMENT: (
        r"\b(?:has|have|had) (?:the )?(?:most|more|fewest|fewer) jobs\b|\b(?:most common|largest|rarest|least"
        r" common|employ the most|most (?:people|workers|employed))\b",
        rf"\b(?:biggest|smallest) {JOBS}\b",
    ),
    fields.EXPOSURE: (
        rf"\b(?:safest|safer|least|most|highest|lowest|worst|hardest|harder|easiest"
        rf"|easier)\b[\w ]{{0,24}}\b{_AI}\b",
        rf"\b{_AI}\b[\w ]{{0,24}}\b(?:most|least|first|last)\b",
        rf"\b{_MUCH} {_HIT}\b|\b{_HIT} (?:the )?{_MUCH}\b",
    ),
    fields.ENTRY: (
        r"\b(?:least|most|lowest|shortest|longest) (?:education|schooling|study|studies|school"
        r"|re-?training)\b",
        r"\b(?:quick|fast|eas|hard|short)\w*(?: \w+){0,2} to (?:get (?:in|into|started)|start|enter|learn"
        r"|qualify|train|become)\b",
        r"\bstart (?:tomorrow|right away|straight away|immediately|now|today|soonest|next week)\b",
    ),
}
_ORDERS = {
    field: re.compile("|".join((*patterns, rf"{_BY}{alternatives(_BY_NAME[field])}\b")))
    for field, patterns in _IN_WORDS.items()
}
_NAMED = {field: any_of(names) for field, names in _BY_NAME.items()} | {
    fields.EXPOSURE: any_of("exposure, ai, automation, automated, robots")  # A risk may be any.
}
_LOWEST = any_of(f"{_BAD}, fewest, slowest, bottom, poorest, rarest, least common")
_LOWEST_ENTRY = any_of("least, lowest, quick*, fast*, easy, easier, easiest, short*, start")
_LOWEST_EXPOSURE = any_of(
    "safe*, least, lowest, hardest, harder, last, proof, *proof, resistant, immune, secure"
)
_LOWEST_GROWTH = any_of(
    "shrink*, declin*, slow*, worst, dying, disappear*, lose, loses, losing, lost, shed*, cut, cuts, cutting"
)
_TURNED = re.compile(r"\b(?:reverse\w*|other way (?:a?round)|opposite|upside down|flip\w*)\b")
_DOWNWARDS = re.compile(r"\b(?:highest|best|biggest|most|largest) first\b|\bdescending\b")
_UPWARDS = re.compile(r"\b(?:lowest|worst|least|smallest|fewest) first\b|\bascending\b")
_TOPIC_FIELDS = {
    "salary": fields.PAY,
    "outlook": fields.GROWTH,
    "market_demand": fields.OPENINGS,
    "headcount": fields.EMPLOYMENT,
    "ai_effect": fields.EXPOSURE,
    "ai_impact_score": fields.EXPOSURE,
    "automation": fields.EXPOSURE,
}
_NUMBER = rf"\d{{1,3}}|{'|'.join(NUMBERS)}"
_NO_UNIT = r"(?! ?[%k$,]|[.\d]|/| (?:years?|yrs?|hours?|percent|dollars|bucks|grand|thousand|of\b))"
_NO_AGE = r"(?<!\bim )(?<!i'm )(?<!\bam )(?<!\bage )(?<!\baged )(?<!turning )"
_LIMIT = re.compile(
    r"\b(?:top|first|bottom|best|worst|next|show|list|give me|name|another)(?: me)?(?: the)?"
    rf" (?P<after>{_NUMBER})\b{_NO_UNIT}"
    rf"|{_NO_AGE}(?<![$\d.,])\b(?P<before>{_NUMBER}){_NO_UNIT}"
    rf" (?:more\b|(?:\w+ )?(?:options|alternatives|suggestions|ideas|moves|paths)\b|(?:(?!what\b|which\b"
    rf"|no\b|with)\w+[- ]){{0,3}}{JOBS}\b)"
)


def order(text: str) -> Order:
    """The figure that a lower-case text ranks by, and whether its lowest comes first."""
    for field, pattern in _ORDERS.items():
        if found := pattern.search(text):
            near = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            rest = f"{text[: found.start()]} ; {text[found.end() :]}"
            upwards = not _DOWNWARDS.search(text) and (_is_lowest(field, near) or bool(_UPWARDS.search(text)))
            return Order(field, upwards, rest)
    return Order(None, False, text)


def figure_named(text: str) -> Field | None:
    """The figure that a lower-case text ranks by or just names: "which has more openings"."""
    named = (field for field, names in _NAMED.items() if names.search(text))
    return order(text).field or next(named, None)


def order_by_topic(text: str, shares: Mapping[str, float]) -> Order:
    """The figure of the topic that the reader sees, for a superlative in other words."""
    topic = max(_TOPIC_FIELDS, key=lambda name: shares.get(name, 0.0))
    if shares.get(topic, 0.0) < MEANT:
        return Order(None, False, text)
    return Order(_TOPIC_FIELDS[topic], _is_lowest(_TOPIC_FIELDS[topic], text), text)


def turned(text: str, *, ascending: bool) -> bool | None:
    """Whether the lowest comes first after "the other way round" or "lowest first"; None without such."""
    if _TURNED.search(text):
        return not ascending
    return True if _UPWARDS.search(text) else False if _DOWNWARDS.search(text) else None


def limit(text: str) -> int:
    """How many rows are asked for; 0 when no number is named."""
    found = _LIMIT.search(text)
    said = (found["after"] or found["before"]) if found else ""
    return min(NUMBERS.get(said) or int(said), MOST) if said else 0


def _is_lowest(field: Field, near: str) -> bool:
    named = {
        fields.EXPOSURE: _LOWEST_EXPOSURE,
        fields.GROWTH: _LOWEST_GROWTH,
        fields.CHANGE: _LOWEST_GROWTH,
        fields.ENTRY: _LOWEST_ENTRY,
    }
    return bool(named.get(field, _LOWEST).search(near))
