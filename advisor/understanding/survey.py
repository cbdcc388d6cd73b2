"""Read a question over all occupations: its conditions, its order, how many rows are wanted.

What is read here is exact (amounts, levels, names of fields), so it is read by rules and not learnt;
the trained reader decides where the words leave open which figure is meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from rapidfuzz import fuzz, process

from advisor.question import AllOccupations, Focus
from advisor.understanding.amounts import amounts
from advisor.understanding.conditions import JOBS, conditions, rated, untold
from advisor.understanding.jobs import MASK
from advisor.words import any_of
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import Field
from knowledge.survey import SHOWN, Condition, Survey

MOST = 50  # Rows of one answer.
SLIP = 86  # rapidfuzz ratio from which a word is taken for a misspelt one of the vocabulary.
SHORT = 9  # Words of a message that may go on with the list before it.
MEANT = 0.35  # Topic share from which a superlative is about that topic's figure.
_MANY = re.compile(
    r"\b(?:jobs|occupations|careers|professions|(?:skilled )?trades|vocations|positions|lines of work|gigs)\b"
)
_ONE_OF_ALL = re.compile(rf"\b(?:which|what|any|every|each|top|best|worst)\b(?: [\w$%'-]+){{0,5}} {JOBS}\b")
_SOME_JOB = re.compile(
    rf"\b(?:an?|some|another) (?:[\w-]+ ){{0,3}}{JOBS} (?:that|which|where|with|paying|without|for|in)\b"
)
_MORE = re.compile(
    r"\b(?:pays?|earns?|makes?|paying) more\b|\b(?:better|higher)[- ](?:paid|paying)\b|\bmore money\b"
)
_THAT_FIELD = re.compile(r"\b(?:this|that|the same|my) (?:field|industry|sector|area|line of work)\b")
_OF_IT = re.compile(r"\b(?:it|its|it's|they|their|this|that|there)\b")
_WHICH_IS_BEST = re.compile(r"\b(?:best|top|right|perfect|ideal|coolest|worst)\b")
_THIS_JOB = re.compile(
    r"\b(?:this|that|my|your|his|her|their|our|the same) (?:\w+ )?(?:job|role|work|position)\b"
)
_THAN_JOB = re.compile(rf"\bthan (?:an? |the |my |being )?(?:{MASK}|that|this|mine|it)\b")
_ALL_KNOWN = re.compile(
    r"\b(?:how many|which|what|list|show|name|all)\b.{0,20}\b(?:occupations|professions|careers|jobs)\b"
    r".{0,12}\b(?:you (?:know|have|cover|got)|are known|covered|in (?:your|the) (?:data|database|list))\b"
    r"|\bhow many (?:occupations|professions|careers)\b|\blist (?:all|every)\b.{0,12}\b(?:jobs|occupations|careers)\b"
)
_WHICH = re.compile(
    r"^(?:which|what|who)\b.{0,12}\b(?:need|require|call for|ask for|demand|use|pay|make)s?\b"
)
_GOES_ON = re.compile(
    r"^(?:and|or|but|ok(?:ay)?|now|only|just|what about|how about|sort|order|rank|show|next|more|those|which of|of those|"
    r"same|then|with|without|the ones|how many)\b"
)
_FURTHER = re.compile(r"\b(?:next|more|another|further|rest|continue)\b")
_NUMBERS = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"twenty": 20, "dozen": 12}
_NUMBER = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_LIMIT = re.compile(
    rf"\b(?:top|first|bottom|best|worst|next|show|list|give me|name)(?: me)?(?: the)? (?P<after>{_NUMBER})\b(?! ?[%k$,]|\.\d)"
    rf"|\b(?P<before>{_NUMBER}) (?:\w+[- ]){{0,3}}{JOBS}\b"
)
_LOWEST = any_of("lowest, least, worst, smallest, fewest, slowest, bottom, poorest, badly, poorly, rarest")
_COUNTS = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b")
_ORDERS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        fields.PAY,
        re.compile(
            r"\b(?:best|highest|top|most|better|good|well|high|higher|decent|great|lowest|worst|least|badly|poorly|big|biggest)"
            r"[- ](?:\w+[- ])?(?:paid|paying|pays?|payed|salar\w+|wages?|money|earn\w*|income|compensat\w+|lucrative)\b"
            r"|\b(?:pays?|earns?|makes?|paid|earning|make) (?:the |you )?(?:most|best|least|more|better|well|top)\b"
            r"|\b(?:lucrative|six[- ]figures?|richest)\b|\b(?:by|on) (?:median )?(?:pay|salary|wage|income)\b"
        ),
    ),
    (
        fields.GROWTH,
        re.compile(
            r"\b(?:fast\w*|quick\w*|rapidly|most|highest|strongest|biggest)[- ](?:\w+[- ])?(?:grow\w*|shrink\w*|declin\w*|rising)\b"
            r"|\b(?:grow|growing|shrink|shrinking|declin\w+) (?:the )?(?:most|fast\w*|quick\w*)\b|\bbest (?:outlook|future|prospects)\b"
            r"|\bby (?:projected )?growth\b"
        ),
    ),
    (
        fields.OPENINGS,
        re.compile(
            r"\b(?:most|fewest|biggest)[\w ]{0,16}\b(?:openings|vacancies|demand|hiring)\b|\bin[- ]demand\b|\bhiring\b"
            r"|\bby (?:job |yearly )?openings\b"
        ),
    ),
    (
        fields.EMPLOYMENT,
        re.compile(
            r"\b(?:most common|largest|biggest (?:jobs|occupations)|rarest|employ the most|most (?:people|workers|employed))\b"
            r"|\bby (?:size|employment|number of people)\b"
        ),
    ),
    (
        fields.EXPOSURE,
        re.compile(
            r"\b(?:safest|least|most|highest|lowest|more|worst)\b[\w ]{0,24}\b(?:ai|automat\w+|robots?|artificial intelligence|chatgpt)\b"
            r"|\b(?:ai|automation|robots?)\b[\w ]{0,24}\b(?:most|least|first)\b|\bby (?:ai )?exposure\b"
        ),
    ),
    (
        fields.ENTRY,
        re.compile(r"\b(?:least|most|lowest|shortest|longest) (?:education|schooling|study|studies)\b"),
    ),
)
_VOCABULARY = tuple(
    "highest paying lowest salary salaries growing growth shrinking declining openings occupations careers professions"
    " degree college bachelor exposure automation experience training apprenticeship education fastest without".split()
)
_TOPIC_FIELDS = {
    "salary": fields.PAY,
    "outlook": fields.GROWTH,
    "market_demand": fields.OPENINGS,
    "headcount": fields.EMPLOYMENT,
    "ai_effect": fields.EXPOSURE,
    "ai_impact_score": fields.EXPOSURE,
    "automation": fields.EXPOSURE,
}
_TARGET = re.compile(r"\b(?:for|of|about|as|do|does|is|are) (?:an? |the )?" + MASK)


class SurveyReader:
    """Reads surveys in the words of people; the catalog gives the names of skills and tools."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def read(
        self, text: str, shares: Mapping[str, float], kind: str, *, job: str, focus: Focus
    ) -> AllOccupations | None:
        """The survey that a message with its occupations masked asks for, or None.

        `shares` are the reader's topic shares, `job` is the id of the occupation that the message names
        or the conversation is about, `focus` what the conversation is at.
        """
        if not self._catalog.tables:
            return None
        words = _spelt(text.lower().replace("’", "'"))
        of_one = _MORE.search(words) and "than" not in words  # More than the job talked about.
        than = job if of_one or _THAN_JOB.search(words) else ""
        found = self._conditions(words)
        order, ascending = _order(words)
        asks_all = self._asks_all(words, than_job=bool(than)) or (
            bool(found) and not job and _WHICH.search(words)
        )
        if focus.survey and not asks_all and _goes_on(words):
            if job in focus.listed and _OF_IT.search(words):
                return None  # "Is it growing?" is asked of the one that was picked from the list.
            return self._continued(words, found, order, ascending, focus.survey)
        if not asks_all:
            return None
        if not order and kind in ("superlative", "list") and not found:
            order, ascending = _by_topic(words, shares)
        if than and (compared := self._compared(than, order or fields.PAY, words)):
            found, order = [*(one for one in found if one.field != compared.field), compared], compared.field
        if job and _THAT_FIELD.search(words) and (family := self._family(job)):
            found = [*found, family]
        unknown = untold(words)
        if not (found or order or unknown or _ALL_KNOWN.search(words)):
            best = _WHICH_IS_BEST.search(words)
            if not best or job:
                return None
            unknown = (best[0],)
        survey = Survey(
            conditions=tuple(found),
            order=order or _first_measured(found),
            ascending=ascending and not than,
            limit=_limit(words) or SHOWN,
            counts_only=bool(_COUNTS.search(words)),
        )
        return AllOccupations(_settled(survey), unknown, than if than and order else "")

    def _family(self, job: str) -> Condition | None:
        profile = self._catalog.get(job)
        digits = profile.code[:2] if profile else ""
        names = (name for name, codes in fields.FAMILIES.items() if digits in codes)
        return next((Condition(fields.family_field(name), f"in {name}", low=1) for name in names), None)

    def _compared(self, job: str, field: Field, words: str) -> Condition | None:
        """More, or less, of a figure than a job has; None where it is not known of the job."""
        value, profile = self._catalog.board.value(field, job), self._catalog.get(job)
        if not value or not profile:
            return None
        if re.search(r"\b(?:less|lower|fewer|worse|slower|safer)\b[\w ]{0,20}\bthan\b", words):
            below = math.nextafter(value.number, -math.inf)
            return Condition(field, f"{field.name} below that of {profile.title}", high=below)
        above = math.nextafter(value.number, math.inf)
        return Condition(field, f"{field.name} above that of {profile.title}", low=above)

    def _asks_all(self, words: str, *, than_job: bool) -> bool:
        if _ALL_KNOWN.search(words):
            return True
        if (_THIS_JOB.search(words) or MASK in words) and not than_job:
            return False
        return any(pattern.search(words) for pattern in (_MANY, _ONE_OF_ALL, _SOME_JOB))

    def _conditions(self, words: str) -> list[Condition]:
        named = rated(words, self._names["skills"], self._named_tools(words))
        found = [*amounts(words), *conditions(words), *named]
        return list({one.field: one for one in reversed(found)}.values())[::-1]

    def _named_tools(self, words: str) -> list[str]:
        if not re.search(r"\b(?:us(?:e|es|ing)|with|know\w*|tool|software|need\w*)\b", words):
            return []
        return [name for name in self._names["tools"] if name.lower() in words]

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """The names of skills and tools of all documents and figures."""
        skills = {skill.name for profile in self._catalog for skill in profile.skills}
        tools = {tool.name for profile in self._catalog for tool in profile.tools if len(tool.name) > 2}
        tables = self._catalog.tables
        for code in tables.codes()[:1] if tables else ():
            facts = tables.get(code) if tables else None
            skills |= {one.name for one in (*facts.skills, *facts.knowledge)} if facts else set()
        return {"skills": tuple(sorted(skills)), "tools": tuple(sorted(tools))}

    def _continued(
        self, words: str, found: list[Condition], order: Field | None, ascending: bool, before: Survey
    ) -> AllOccupations | None:
        """The list before with other conditions, another order, or its next rows."""
        counts = bool(_COUNTS.search(words))
        if not (found or order or counts):
            if not _FURTHER.search(words):
                return None
            return AllOccupations(
                replace(
                    before,
                    start=before.start + before.limit,
                    limit=_limit(words) or before.limit,
                    counts_only=False,
                )
            )
        fresh = {one.field for one in found}
        kept = tuple(one for one in before.conditions if one.field not in fresh)
        survey = replace(
            before,
            conditions=(*kept, *found),
            order=order or before.order,
            ascending=ascending if order else before.ascending,
            limit=_limit(words) or before.limit,
            start=0,
            counts_only=counts,
        )
        return AllOccupations(_settled(survey), untold(words))


def _goes_on(words: str) -> bool:
    return bool(_GOES_ON.search(words)) or len(words.split()) <= SHORT


def _settled(survey: Survey) -> Survey:
    """With an order that goes with the conditions, and without conditions that the order says already."""
    if survey.order == fields.EXPOSURE:  # "Safest from AI" is an order, not a band.
        others = tuple(one for one in survey.conditions if one.field != fields.EXPOSURE)
        return replace(survey, conditions=others)
    shrinking = any(one.field == fields.GROWTH and one.high < 0 for one in survey.conditions)
    return replace(survey, ascending=True) if survey.order == fields.GROWTH and shrinking else survey


def _order(words: str) -> tuple[Field | None, bool]:
    """The figure that the words rank by, and whether its lowest comes first."""
    for field, pattern in _ORDERS:
        if found := pattern.search(words):
            near = words[max(0, found.start() - 12) : found.end() + 12]
            return field, _is_lowest(field, near)
    return None, False


def _is_lowest(field: Field, near: str) -> bool:
    if field == fields.EXPOSURE:
        return bool(re.search(r"\b(?:safest|least|lowest)\b", near))
    if field == fields.GROWTH:
        return bool(re.search(r"\b(?:shrink\w*|declin\w*|slowest|worst)\b", near))
    return bool(_LOWEST.search(near))


def _by_topic(words: str, shares: Mapping[str, float]) -> tuple[Field | None, bool]:
    """The figure of the topic that the reader sees, for a superlative in other words."""
    topic = max(_TOPIC_FIELDS, key=lambda name: shares.get(name, 0.0))
    if shares.get(topic, 0.0) < MEANT:
        return None, False
    return _TOPIC_FIELDS[topic], _is_lowest(_TOPIC_FIELDS[topic], words)


def _first_measured(found: list[Condition]) -> Field | None:
    """Without an order asked for, the figure of the first condition that has one orders the list."""
    scaled = (fields.PAY, fields.LOW_PAY, fields.HIGH_PAY, fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT)
    return next((one.field for one in found if one.field in scaled), fields.PAY if found else None)


def _limit(words: str) -> int:
    found = _LIMIT.search(words)
    said = (found["after"] or found["before"]) if found else ""
    return min(_NUMBERS.get(said) or int(said), MOST) if said else 0


def _spelt(text: str) -> str:
    """The text with misspelt words of the vocabulary put right."""

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 5 or word in _VOCABULARY:
            return word
        best = process.extractOne(word, _VOCABULARY, scorer=fuzz.ratio, score_cutoff=SLIP)
        return best[0] if best and abs(len(best[0]) - len(word)) <= 1 else word

    return re.sub(r"[a-z]+", mend, text)
