"""Jobs told by what somebody does or works in: "I stock shelves at night", "my sister is in HR"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from advisor.understanding.titles import title_key, title_keys
from knowledge.rated import is_rated_skill

LONGEST = 7  # Words from the verb to the end of what is done.
_FILLERS = frozenset("a an the my our some other big heavy people's peoples lots of".split())
_PAST = dict(
    pair.split(":")
    for pair in (
        "drove:drive driven:drive laid:lay taught:teach built:build sold:sell made:make ran:run wrote:write"
        " took:take taken:take flew:fly flown:fly fought:fight did:do done:do sang:sing drew:draw drawn:draw"
        " shot:shoot kept:keep swept:sweep rode:ride caught:catch fed:feed dug:dig wove:weave hung:hang"
        " gave:give bound:bind ground:grind dyed:dye rang:ring does:do"
    ).split()
)
_DOER = re.compile(
    r"(?:\b(?:i|we|he|she|(?:someone|somebody|people|ppl|person|guys?|those|man|woman|friend) (?:who|that))"
    r"(?:['’](?:ve|d|m|re|s))?(?: (?:have|has|had|used|to|just|only|mostly|mainly|also|usually|currently|can"
    r"|do|am|was|been|would|will|always|still|now|want|like|love|both))*"
    r"|\b(?:my|his|her|our) (?:\w+ ){0,2}\w+"
    r"|\b(?:paid|want|wants|like|love|going|learn|job|jobs) to)\s+$",
    re.I,
)
_BEGINS = re.compile(r"(?:^|[,.;!?]|\band|\bthen)\s*$", re.I)
"""Before a verb that nobody is said to do, of which a length of time makes the writer's own."""
_DOING = re.compile(
    r"\b(?:for|from|as|job|jobs|work|career|living|money|does|i['’]?m|im|am|been|was|starte?d?|years|yrs"
    r"|people|ppl|guys?|someone|pay|salary)\s+$",
    re.I,
)
_OWN = re.compile(r"\b(?:i|i['’]?m|im|i['’]ve|ive|we|my)\b[^.?!]*$", re.I)
_OF_OTHERS = re.compile(r"\b(?:people|ppl|someone|somebody|those|anyone) (?:who|that)\b[^.?!]*$", re.I)
_WISHED = re.compile(
    r"\b(?:want|like|love|hope|would|going|learn|start|become|should|could|do i|have to)\b[^.?!]*$", re.I
)
_MIGHT = re.compile(r"\b(?:could|can|should|would|might) (?:i|he|she|we|they)\b[^.?!]*$", re.I)
_WORKS_IN = re.compile(
    r"\b(?:work(?:s|ed|ing)?|i['’]?m|am|is|was|been|jobs?|careers?|years|yrs|background|experience|start(?:ed)?"
    r"|people|ppl|someone|life)(?: \w+)? (?:in|into|at|for)(?: (?:an?|the|my|our|this|some))?\s+$"
    r"|\b(?:laid off|let go|fired|sacked|axed|made redundant|lost (?:my|the|a) job)"
    r"(?: (?:from|in|at|of|by|with))?(?: (?:an?|the|my|our))?\s+$"
    r"|\b(?:tired of|sick of|bored of|bored with|done with|had it with|enough of|fed up with"
    r"|(?<!dropped )(?<!dropping )(?<!drop )out of)\s+$"
    r"|\bi (?:work|worked|did|do|left)\s+$|\b(?:leav(?:e|ing)|quit(?:ting)?)\s+$",
    re.I,
)
_WISHES_FOR = re.compile(
    r"\b(?:go|going|get|getting|move|moving|switch(?:ing)?|break|breaking|pivot(?:ing)?|chang(?:e|ing)"
    r"|transition(?:ing)?)(?: \w+)? (?:in|into|to)\s+$"
    r"|\b(?:thinking|think) (?:of|about)(?: doing| going into)?\s+$"
    r"|\b(?:consider(?:ing)?|interested in|curious about|stud(?:y|ying)|pursu(?:e|ing)|train(?:ing)? in)\s+$"
    r"|\b(?:pay|salary|salaries|wages|money|demand|future|openings|earnings) (?:in|for|of)\s+$"
    r"|\b(?:switch\w*|mov\w+|go(?:ing)?|chang\w+|transition\w*|pivot\w*) from\s+$"
    r"|\bfrom (?:\w+ ){1,4}(?:to|into)\s+$"
    r"|\b(?:quit|leav|trad|swap|giv)\w* (?:\w+ ){1,4}for\s+$",
    re.I,
)
_SPOKEN_OF = re.compile(
    r"\b(?:(?:what|how) about|how \w+ (?:is|are)|learn(?:ing)?|than|compared (?:to|with)|versus|vs\.?)\s+$"
    r"|\b(?:ai|automation|robots?) (?:\w+ )?(?:in|on|kill|replace|end|destroy|ruin)\s+$",
    re.I,
)
_ASKED_OF = re.compile(
    r"(?:^|\b(?:is|are|was|does|do|did|will|can|would|why|if|that|think)\s+|[.!?,]\s*)$", re.I
)
_AS_WORK = re.compile(
    r"\s+(?:(?:still|really|even|actually|going to be|becoming|getting)\s+)*"
    r"(?:an? (?:\w+ )?(?:good|bad|great|dying|safe|decent|stable|dead|smart|realistic|solid|risky) (?:\w+ )?"
    r"(?:field|career|job|choice|option|idea|trade|path|profession|bet|move|industry|line)"
    r"|pays?\b|hard\b|worth|dying|dead|stressful|safe\b|in demand|growing|shrinking|oversaturated|saturated"
    r"|involves?\b|require|need an?\b|take over|going away|going to|doomed|a thing)",
    re.I,
)
_FOR_LONG = re.compile(
    r"\s+(?:since\b|for (?:\d|over|about|almost|the (?:last|past)|many|most|a (?:few|decade)|two|three"
    r"|four|five|ten"
    r"|twenty)|all my life\b|full[- ]time\b|\d+ (?:years|yrs)\b)",
    re.I,
)
"""After work that somebody has done: "bartending since 21"."""
_EITHER = frozenset(("or", "vs", "v", "versus"))
_FIELD_LENGTHS = (3, 2, 1)  # Words of a field's name.
_WORK_OF = re.compile(
    r"\s+(?:jobs?|work|workers?|careers?|pay|salary|wages?|people|staff|dept|goes away|disappears|dies)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Doing:
    """Words of a message that tell a job by what is done in it, or where."""

    words: int
    """How many there are."""
    ids: tuple[str, ...]
    is_own: bool
    """True when the one who writes does it, or somebody of theirs."""


class Doings:
    """Phrases of work, and the ids of the occupations that they mean."""

    def __init__(
        self,
        doing: Iterable[tuple[str, Sequence[str]]],
        fields: Iterable[tuple[str, Sequence[str]]],
        works: Mapping[str, Sequence[str]] = MappingProxyType({}),
        names_work: Callable[[str], bool] = lambda work: True,
    ) -> None:
        """`works` are fields that nobody listed: they count where `names_work` says so, asked only then."""
        self._done = {_content(title_key(phrase).split()): tuple(ids) for phrase, ids in doing}
        self._fields = {title_key(re.sub(r"^(?:an?|the) ", "", name)): tuple(ids) for name, ids in fields}
        named = zip(title_keys(works), works.values(), strict=True)
        self._works = {key: tuple(ids) for key, ids in named if key not in self._fields}
        self._names_work = names_work
        self._verbs = {form: verb for verb in {phrase[0] for phrase in self._done} for form in _forms(verb)}

    def field(self, key: str) -> tuple[str, ...]:
        """The jobs that stand for a field of work by its name; none for what is no field."""
        return self._fields.get(key, ())

    def at(self, text: str, tokens: Sequence[tuple[int, int]], keys: Sequence[str], at: int) -> Doing | None:
        """What is told from this word on; `tokens` are places in the text, `keys` their singulars."""
        before = text[max(0, tokens[at][0] - 80) : tokens[at][0]]
        return self._done_at(text, before, tokens, keys, at) or self._field_at(text, before, tokens, keys, at)

    def _done_at(
        self, text: str, before: str, tokens: Sequence[tuple[int, int]], keys: Sequence[str], at: int
    ) -> Doing | None:
        written = text[slice(*tokens[at])].lower()
        verb = self._verbs.get(written)
        gerund = written.endswith("ing")
        by_someone = _DOER.search(before) or (gerund and _DOING.search(before))
        if not verb or not (by_someone or _BEGINS.search(before)):
            return None
        for length in range(min(LONGEST, len(keys) - at), 1, -1):
            phrase = (verb, *_content(keys[at + 1 : at + length]))
            if keys[at + length - 1] not in _FILLERS and (ids := self._done.get(phrase)):
                if not by_someone:  # "52, sold cars for 20 years."
                    is_own = bool(_FOR_LONG.match(text, tokens[at + length - 1][1]))
                    return Doing(length, ids, is_own) if is_own else None
                own = bool(_OWN.search(before)) and not _WISHED.search(before)
                return Doing(length, ids, own)
        return None

    def _field_at(
        self, text: str, before: str, tokens: Sequence[tuple[int, int]], keys: Sequence[str], at: int
    ) -> Doing | None:
        for length in _FIELD_LENGTHS:
            name = " ".join(keys[at : at + length])
            ids = self._works[name] if self._is_work(name) else self._fields.get(name)
            if not ids or at + length > len(keys):
                continue
            start, end = tokens[at][0], tokens[at + length - 1][1]
            if keys[at] == "it" and text[start:end] != "IT":
                return None
            for_long = _FOR_LONG.match(text, end)
            works_in = _WORKS_IN.search(before) or for_long
            plain = length > 1 and keys[at + length - 1].endswith("ing")  # "Truck driving" is no aside.
            is_work = (
                plain
                or works_in
                or _WISHES_FOR.search(before)
                or (_SPOKEN_OF.search(before) and not is_rated_skill(text[start:end]))
                or (_ASKED_OF.search(before) and _AS_WORK.match(text, end))
                or _WORK_OF.match(text, end)
                or text[start:end] == text.strip(" ?.!")
            )
            if is_work or self._is_one_of_two(keys, at, at + length):
                is_mine = for_long or (_OWN.search(before) and not _MIGHT.search(before))
                own = works_in and is_mine and not _OF_OTHERS.search(before)
                return Doing(length, ids, bool(own))
        return None

    def _is_one_of_two(self, keys: Sequence[str], at: int, after: int) -> bool:
        """Whether another field stands on the other side of an "or": "welding or plumbing"."""
        sides = []
        if at and keys[at - 1] in _EITHER:
            sides += [keys[max(0, at - 1 - length) : at - 1] for length in _FIELD_LENGTHS]
        if after < len(keys) and keys[after] in _EITHER:
            sides += [keys[after + 1 : after + 1 + length] for length in _FIELD_LENGTHS]
        if at and keys[at - 1] == "and" and "between" in keys[:at]:  # "Between HVAC and plumbing".
            return True
        names = map(" ".join, sides)
        return any(name in self._fields or self._is_work(name) for name in names)

    def _is_work(self, name: str) -> bool:
        return name in self._works and self._names_work(name)


def _content(run: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in run if word not in _FILLERS)


def _forms(verb: str) -> Mapping[str, str]:
    """A verb in every form that people write: stock, stocks, stocking, stocked."""
    stem = verb.removesuffix("e")
    thirds = {verb + "s", verb + "es", verb.removesuffix("y") + "ies"}
    endings = ("ing", "ed")
    regular = {base + ending for base in (stem, verb, verb + verb[-1]) for ending in endings}
    return dict.fromkeys(
        {verb} | thirds | regular | {past for past, base in _PAST.items() if base == verb}, verb
    )
