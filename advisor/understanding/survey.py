"""Read a question over all occupations: its conditions, its order, how many rows are wanted.

What is read here is exact (amounts, levels, names of fields), so it is read by rules and not learnt;
the trained reader decides where the words leave open which figure is meant.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from advisor.question import AllOccupations, Focus
from advisor.understanding import scope
from advisor.understanding.amounts import BELOW, alike, amounts, is_bare, refuses_less
from advisor.understanding.conditions import conditions, exposure_band, shrinking
from advisor.understanding.exclusions import but_for, excluded, name_left_out
from advisor.understanding.jobs import MASK
from advisor.understanding.named import families, said_for_tools, skills, tools
from advisor.understanding.orders import Order, limit, order, order_by_topic, turned
from advisor.understanding.taken_back import taken_back
from advisor.understanding.untold import untold
from advisor.understanding.wishes import wishes
from advisor.understanding.wording import alternatives
from advisor.words import any_of, stems
from advisor.words import words as words_of
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import LAST_YEAR
from knowledge.fields import Field
from knowledge.survey import SHOWN, Condition, Survey, among, joined

_SCALED = (fields.PAY, fields.LOW_PAY, fields.HIGH_PAY, fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT)
_SUPERLATIVE = ("superlative", "list")
_MORE = alternatives(
    "more, less, lower, higher, fewer, better, worse, faster, slower, safer, bigger, greater"
)
_AS_MUCH = (
    r"(?:(?:at least|not below|no less than|not less than)"
    r" (?:the same|as (?:much|well)|what i|that much|this)"
    r"|(?:the )?same or (?:more|better|higher)|as (?:much|well))"
)
_DENIED = r"\b(?:without|no|not|don'?t (?:want|need)(?: to)?|can'?t do)(?: \w+){0,2} "
_PAY_HELD = (
    r"\b(?:without|not|can'?t|cannot|won'?t|don'?t want to)(?: afford to)? (?:losing|lose) (?:any |my )?"
    r"(?:pay|money|income)\b"
    r"|\b(?:keep|hold on to|maintain)(?: \w+)? (?:(?:same|my|present|current)(?: \w+)? )?"
    r"(?:pay|salary|income|wages?|earning what)\b"
    r"|\bpay(?:s|ing)? (?:(?:about|around|roughly) )?(?:the same|similar(?:ly)?|as (?:much|well))\b"
    r"|\b(?:similar|same) (?:pay|money|salary|income|wages?)\b"
    r"|\b(?:need|must|have) (?:to )?(?:earn|make) (?:the same|as much|what i)\b"
    r"|\b(?:don'?t|dont|not|no|without|can'?t|cannot)\b(?: \w+){0,4} (?:pay ?cut|cut in pay|down in pay)\b"
)
_COMPARED: Mapping[Field, re.Pattern[str]] = {
    fields.PAY: re.compile(
        rf"\b(?:pay|earn|mak|paid)\w* (?:\w+ ){{0,2}}{_MORE}"
        rf"|\b{_MORE}[- ](?:pay|paid|paying|money|salary|wages)\b"
        rf"|\b(?:pay|earn|mak|paid)\w* (?:\w+ ){{0,2}}{_AS_MUCH}|\b{_AS_MUCH} (?:pay|money|salary|wages)\b"
        rf"|\b(?:no|without an?) (?:pay ?cut|cut in pay)\b|{_PAY_HELD}"
    ),
    fields.GROWTH: re.compile(
        rf"\bgrow\w* (?:\w+ )?{_MORE}|\b{_MORE} (?:growth|outlook|prospects|future|growing)\b"
    ),
    fields.OPENINGS: re.compile(r"\b(?:more|fewer) (?:\w+ )?(?:openings|vacancies|demand)\b"),
    fields.EMPLOYMENT: re.compile(r"\b(?:more|fewer) (?:people|workers)\b"),
    fields.ENTRY: re.compile(
        rf"(?:{_DENIED})?\b(?:more|less|extra|further|additional) (?:school\w*|education|study\w*|degrees?)\b"
    ),
    fields.EXPOSURE: re.compile(
        rf"\b{_MORE} (?:\w+ ){{0,3}}(?:ai|automat\w+|robots?)\b|\bsafer\b|\bless exposed\b"
    ),
}
"""The words that compare a figure with that of one job."""
_AT_LEAST = re.compile(rf"{_AS_MUCH}|\bcut\b|{_PAY_HELD}")
_ABOUT_AS_MUCH = re.compile(r"\bsimilar")
SIMILAR = 0.9  # Of the pay, from which it is called similar.
_OF_THE_ROWS = re.compile(
    r"\b(?:of|which|how many of) (?:these|those|them)\b|\b(?:these|those|the) (?:five|ten|three|5|10|3)\b"
)
_DROPPED = re.compile(
    r"\b(?:don'?t|do not|doesn'?t) (?:mind|matter|care)\b|\bforget\b|\bignor\w+|\bregardless\b"
    r"|\bnever ?mind\b"
    r"|\b(?:degree|school|college) (?:ok|okay|fine)\b"
    r"|\b(?:drop|remove|skip)\b|\b(?:is|are|'s|would be) (?:fine|ok|okay)\b"
)
_TALKED_OF: Mapping[Field, re.Pattern[str]] = {
    fields.ENTRY: any_of("degree*, school*, college, education, studying, bachelor*, diploma"),
    fields.PAY: any_of("pay, salary, money, wage*"),
    fields.GROWTH: any_of("growth, growing, shrinking, outlook"),
    fields.EXPOSURE: any_of("ai, automation, exposure"),
    fields.BACKGROUND: any_of("experience"),
    fields.ON_THE_JOB: any_of("training, apprenticeship*"),
}
_PRESENT = re.compile(
    r"\b(?:i|he|she|they|client|who)(?:'m|'s| am| is)? (?:(?:currently|now|only|just) )*"
    r"(?:makes?|earns?|made|earned|gets? paid|making|earning)\b(?:[^.,;?!]*?\d[\d,.]*\d\s?(?:k|grand"
    r"|thousand)?\b)?"
    rf"|{MASK},? (?:making |at |on |earning )?\$?\d[\d,]*k?\b(?=[.,;])"
)
"""What someone is paid where they are, which is no limit."""
_PAYS_WELL = re.compile(
    r"\b(?:pays?|paid|paying) (?:(?:really|very|pretty|quite) )?"
    r"(?:well|good|decent\w*|ok|okay|alright|enough)\b"
    r"|\b(?:good|decent|well|high)[- ](?:pay|paid|paying|money|salary|wages?)\b"
)
_FELL = re.compile(
    r"\b(?:dropped|fallen|fell|down|gone down|went down|declined|shrunk|decreased|cut|lost)(?: by)?"
    r" (?:about |almost |over )?\d+ ?(?:%|percent|per cent)"
)
"""What has happened to one's own work, which is no limit: "work dropped by 70%"."""
_THAN_NOW = re.compile(r"\bthan (?!\$?\d)|\b(?:as much as|same|now)\b")
_FEW = re.compile(r"\b(?:top|first|best) (\d{1,2})\b")
_YEAR = re.compile(r"\b20\d\d\b")
_AT_MOST_LESS = r"\b(?:within|(?:no|not|lose|losing) more than|at most|up to)"
_PAY_KEPT = re.compile(
    r"\b(?:pay|salary|wages?|earn\w*|income|money)\b.{0,40}?"
    rf"{_AT_MOST_LESS} (?P<percent>\d{{1,2}}) ?(?:%|percent|per cent)(?! (?:more|higher|better))"
    rf"|{_AT_MOST_LESS} (?P<before>\d{{1,2}}) ?(?:%|percent|per cent)"
    r" (?:(?:less|lower|below|of|in|my|the|current|present) )*(?:pay|salary|wages?|income|money)\b"
)


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
        words = scope.spelt(text)
        share = scope.share_of_all(words)
        if share and not (job and share.endswith(" us")):  # "Half of us will be gone": of that job.
            shrink = Survey((shrinking(),), fields.GROWTH, ascending=True)
            return AllOccupations(shrink, (share,))
        asks_all = scope.asks_all(words)
        of_first = bool(focus.foremost) and scope.of_it(words)  # "Will AI kill it?" of the largest job.
        picked = job in focus.listed or of_first
        of_list = not asks_all or scope.of_those(words)
        if of_list and focus.survey and scope.goes_on(words, picked=picked):
            return self._continued(words, focus.survey, focus.listed)
        of_oneself = not focus.past and scope.tells_of_oneself(words)
        if job and (scope.is_within(words) or (scope.asks_how_many(words) and not focus.survey)):
            return None
        if not asks_all and (job or not (scope.asks_which(words) or of_oneself)):
            return None
        than = job if scope.compares(words) else ""
        ranked = order(words)
        found = self._conditions(words, ranked)
        wanted = [one for one in found if not one.field.is_family or one.low > 0]
        if not asks_all and not wanted and not (scope.asks_which(words) and untold(words)):
            return None
        if not ranked.field and kind in _SUPERLATIVE and not found:
            ranked = order_by_topic(words, shares)
        if than and (compared := self._compared(than, words)):
            anew = {one.field for one in compared}
            found = [*(one for one in found if one.field not in anew), *compared]
            ranked = Order(compared[0].field, False, ranked.rest)
        else:
            than = ""
        if job and scope.of_that_field(words):
            found = [*found, *self._family(job)]
        return self._all(words, found, ranked, than=than, job=job)

    def limits(self, words: str, job: str) -> tuple[Condition, ...]:
        """The limits that someone who wants to leave a job sets to where they go.

        What befalls that job itself is none: that AI takes it, that it shrinks, what it pays.
        """
        words = _FELL.sub(" ", _PRESENT.sub(" ", words))
        ranked = order(words)
        found = [one for one in self._conditions(words, ranked) if not _tells_of_the_present(one)]
        compared = self._pay_kept(job, words)
        if not compared and _said_to_compare(words):
            compared = self._compared(job, words)
        if {one.field for one in amounts(words)} & set(fields.PAYS) and not _THAN_NOW.search(words):
            compared = [one for one in compared if one.field not in fields.PAYS]  # "Paying 90k or more".
        if not compared and not any(one.field == fields.PAY for one in found) and _PAYS_WELL.search(words):
            found = [*found, self._well_paid]
        anew = {one.field for one in compared}
        return (*(one for one in found if one.field not in anew), *compared)

    def _all(
        self, words: str, found: list[Condition], ranked: Order, *, than: str, job: str
    ) -> AllOccupations | None:
        wishes = untold(words)
        later = tuple(year for year in _YEAR.findall(words) if int(year) > LAST_YEAR)
        if later and not (found or ranked.field):
            wishes, ranked = (*wishes, *later), Order(fields.GROWTH, scope.is_of_the_end(words), ranked.rest)
        if not (found or ranked.field or wishes or scope.is_all_known(words)):
            best = scope.best_of_what(words)
            if not best or job:
                return None
            wishes = (best,)
        survey = Survey(
            conditions=tuple(found),
            order=ranked.field,
            ascending=ranked.ascending,
            limit=limit(words) or SHOWN,
            counts_only=scope.counts(words),
        )
        return AllOccupations(_settled(survey), wishes, than)

    def _continued(self, words: str, before: Survey, listed: Sequence[str]) -> AllOccupations | None:
        """The list before with other conditions, another order, or its next rows.

        Of a ranking, "which of these" means those listed; else all that fit.
        """
        is_ranking = before.order is not None and before.is_order_asked
        if len(listed) > 1 and is_ranking and _OF_THE_ROWS.search(words):
            before = replace(before, conditions=(*before.conditions, among(listed)))
        ranked, rows = order(words), limit(words) or before.limit
        gone = taken_back(words, before.conditions)
        apart, _ = excluded(words)
        before = replace(before, conditions=tuple(one for one in before.conditions if one not in gone))
        dropped = (*_dropped(apart), *(one.field for one in gone))
        set_anew = {one.field for one in amounts(words)}  # "Drop the pay to 80,000" sets it anew.
        dropped = tuple(one for one in dropped if one not in set_anew)
        found = [one for one in self._conditions(words, ranked) if one.field not in dropped]
        if found and apart == words and is_bare(words):
            found = alike(found, before.conditions)
        way, counts = turned(words, ascending=before.ascending), scope.counts(words)
        if not (found or ranked.field or counts or dropped or way is not None):
            if (few := _FEW.search(words)) and not scope.goes_further(words):
                return AllOccupations(replace(before, start=0, limit=int(few[1]), counts_only=False))
            if not scope.goes_further(words):
                return None
            start = before.start + (before.limit if not before.counts_only else 0)
            return AllOccupations(replace(before, start=start, limit=rows, counts_only=False))
        survey = replace(
            before,
            conditions=_changed(before.conditions, found, dropped),
            start=0,
            limit=rows,
            counts_only=counts,
        )
        if ranked.field:
            survey = replace(survey, order=ranked.field, ascending=ranked.ascending, is_order_asked=True)
            if before.order == fields.EXPOSURE != ranked.field:  # What was an order goes on as a condition.
                band = exposure_band("low" if before.ascending else "high")
                survey = replace(survey, conditions=_changed(survey.conditions, [band], ()))
        elif way is not None:
            survey = replace(survey, ascending=way)
        return AllOccupations(_settled(survey), untold(words))

    def _conditions(self, words: str, ranked: Order) -> list[Condition]:
        """All conditions, at most one from below and one from above on a field."""
        kept, left_out = excluded(words)
        if left_out:
            turned_round = []
            for part in left_out:
                unwanted = self._conditions(part, order(part))
                turned_round += [other for one in unwanted if (other := but_for(one))]
                said = "" if unwanted else part.removeprefix("with ")
                names = re.split(r",|\bor\b|\band\b", said)
                turned_round += [one for name in names for one in self._called(name.strip())]
                turned_round += self._wishes(f"no {said}")  # "No jobs with heavy lifting."
            return [*turned_round, *self._conditions(kept, order(kept))]
        named = [
            *(list(families(words)) or self._called(name_left_out(words))),
            *skills(words, self._skills),
            *tools(words, self._tools),
            *self._wishes(words),
        ]
        read = [*amounts(words), *conditions(ranked.rest), *named]
        return list({(one.field, math.isinf(one.low)): one for one in reversed(read)}.values())[::-1]

    def _wishes(self, words: str) -> list[Condition]:
        return list(wishes(words, self._catalog.traits)) if self._catalog.traits else []

    def outside(self, job: str, limits: Sequence[Condition]) -> tuple[Condition, ...]:
        """The limits, and that of staying out of the family of a job."""
        left = (Condition(one.field, f"not {one.said}", high=0.0) for one in self._family(job))
        return joined(limits, tuple(left))

    def _called(self, name: str) -> Iterator[Condition]:
        """To be none of the occupations whose titles have the words of a name, or that go by it."""
        said = stems(name)
        ids = frozenset(
            one
            for one, names in (self._catalog.names() if said else {}).items()
            if all(any(word.startswith(stem) for word in words_of(names[0])) for stem in said)
            or any(stems(other)[-len(said) :] == said for other in names)
        )
        if ids:
            yield Condition(fields.called_field(name, ids), f"no {name}", high=0)

    def _family(self, job: str) -> tuple[Condition, ...]:
        """To be in the first family that a job belongs to; nothing where its code is not known."""
        profile = self._catalog.get(job)
        digits = profile.code[:2] if profile else ""
        names = (name for name, codes in fields.FAMILIES.items() if digits in codes)
        return tuple(Condition(fields.family_field(name), f"in {name}", low=1) for name in islice(names, 1))

    def _pay_kept(self, job: str, words: str) -> list[Condition]:
        """How much less than now it may pay: "keep the pay within 10 percent"."""
        found, profile = _PAY_KEPT.search(words), self._catalog.get(job)
        value = self._catalog.board.value(fields.PAY, job)
        if not found or not profile or not value:
            return []
        percent = int(found["percent"] or found["before"])
        said = f"{fields.PAY.name} at most {percent} percent below that of {profile.title}"
        return [Condition(fields.PAY, said, low=value.number * (1 - percent / 100))]

    def _compared(self, job: str, words: str) -> list[Condition]:
        """More, or less, of every figure that is compared than a job has, where it is known of the job."""
        profile = self._catalog.get(job)
        said = {field: found[0] for field, pattern in _COMPARED.items() if (found := pattern.search(words))}
        compared = []
        for field, phrase in (said or {fields.PAY: ""}).items():
            value = self._catalog.board.value(field, job)
            if not profile or not value:
                continue
            low, high, way = math.nextafter(value.number, math.inf), math.inf, "above"
            if field == fields.PAY and refuses_less(words, phrase):
                low, way = value.number, "at least"
            elif _ABOUT_AS_MUCH.search(phrase):
                low, way = SIMILAR * value.number, "similar to, or above,"
            elif _AT_LEAST.search(phrase):
                low, way = value.number, "at least"
            elif re.match(_DENIED, phrase):  # "Without more school".
                low, high, way = -math.inf, value.number, "not above"
            elif BELOW.search(phrase):
                low, high, way = -math.inf, math.nextafter(value.number, -math.inf), "below"
            compared.append(Condition(field, f"{field.name} {way} that of {profile.title}", low, high))
        return compared

    @cached_property
    def _well_paid(self) -> Condition:
        """What "pays well" stands for: more than half of all occupations do, by their medians."""
        middle = statistics.median(one.number for one in self._catalog.board.values(fields.PAY).values())
        return Condition(fields.PAY, "median pay above that of half of all jobs", low=middle)

    @cached_property
    def _skills(self) -> tuple[str, ...]:
        """The names of the skills that are stated of any occupation."""
        return tuple(sorted({one.name for profile in self._catalog.board.profiles for one in profile.skills}))

    @cached_property
    def _tools(self) -> dict[str, str]:
        return said_for_tools(one.name for profile in self._catalog.board.profiles for one in profile.tools)


def _said_to_compare(words: str) -> bool:
    return any(pattern.search(words) for pattern in _COMPARED.values())


def _tells_of_the_present(condition: Condition) -> bool:
    """Whether it tells why someone leaves, such as "AI does it all", rather than what they want."""
    match condition.field:
        case fields.EXPOSURE:
            return condition.high == math.inf or condition.low > -math.inf
        case fields.GROWTH:
            return condition.high < 0
        case fields.BACKGROUND:
            return condition.high > 0
    return False


def _dropped(words: str) -> tuple[Field, ...]:
    """The figures that shall limit no longer: "a degree is fine"."""
    parts = [part for part in re.split(r"[,;.]| but | and ", words) if _DROPPED.search(part)]
    return tuple(field for field, said in _TALKED_OF.items() if any(map(said.search, parts)))


def _changed(
    before: Iterable[Condition], found: Iterable[Condition], dropped: Iterable[Field]
) -> tuple[Condition, ...]:
    """The conditions before without those that are dropped or said anew, and the new ones."""
    found = tuple(found)
    gone = {*dropped, *(one.field for one in found)}
    moved = any(one.field.is_family and one.low > 0 for one in found)
    kept = (
        one for one in before if one.field not in gone and not (moved and one.field.is_family and one.low > 0)
    )
    return (*kept, *found)


def _settled(survey: Survey) -> Survey:
    """With an order that goes with the conditions, and the condition that goes with the order."""
    shrinks = any(one.field == fields.GROWTH and one.high < 0 for one in survey.conditions)
    if survey.order == fields.GROWTH and survey.ascending and not shrinks:
        return replace(survey, conditions=_changed(survey.conditions, [shrinking()], ()))
    if survey.order or not survey.conditions:
        return survey
    figure = next((one.field for one in survey.conditions if one.field in _SCALED), fields.PAY)
    return replace(survey, order=figure, is_order_asked=False, ascending=shrinks and figure == fields.GROWTH)
