"""Two jobs in relation: one's own and the one that is talked about, or the two that came up last.

"What would I be missing", "does it pay better", "why is the first one close" are asked of two jobs, whatever
figure or job the turn before was about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.ordinals import place_named, places_named
from advisor.question import Focus, Part
from advisor.understanding import scope
from advisor.understanding.jobs import MASK, Mention
from advisor.understanding.named import names_a_family
from advisor.understanding.orders import order
from advisor.words import stems
from knowledge.catalog import Catalog

MOST_NAMED = 4  # Jobs that one table sets side by side.
SHORT = 12  # Words of a message that only compares two jobs.
NOTHING_ELSE = 1  # Words beside a job's name and fillers, up to which a message does nothing but name it.
_SAID = re.compile(r"\s*(?:friend )?(?:says?|said|told|thinks?|claims?)\b", re.I)
_SOUGHT = re.compile(
    r"\b(?:look\w* for|seek\w*|find\w*) (?:\w+ ){0,2}(?:jobs?|work|something)\b[^.,;!?]*$", re.I
)
"""Before work that somebody looks for: "I'm looking for a job in sales"."""
_FIRST = re.compile(
    r",|\.(?= \w)|;| here\b| with \w| by (?:trade|training)\b| for \d| \d+ ?(?:years?|yrs?)\b"
    r"| (?:thinking|looking|wanting|hoping|trying|considering|wants|going)\b"
)
_LISTED = re.compile(r"\s*(?:,|/|&|or\b|and\b|vs\.?)+\s*(?:(?:or|and) )?(?:an? |the )?", re.I)
_ONLY_AGE = re.compile(
    r"\s*(?:(?:i['’]?m|i am)?\W{0,3}\d\d(?: ?(?:years? old|yrs? old|y/?o))?\W{1,3}(?:and )?)?(?:an? )?"
    r"(?:(?:overnight|night|day|part[- ]time|full[- ]time|former|retired|old|tired|laid[- ]off|single) )?",
    re.I,
)
"""At most an age, or how one works, before the job: "im 55, janitor, bad knees"."""
_GAP = re.compile(
    r"\b(?:miss|missing|lack|lacking|lacks|skills? gap|gaps?)\b"
    r"|\bcarr(?:y|ies) (?:over|across)\b|\btransfers?\b|\bin common\b|\boverlaps?\b|\bdo (?:i|we) bring\b"
    r"|\b(?:already|still) (?:have|has|know|knows|bring|need|learn)\b|\bhave already\b"
    r"|\b(?:need|have|has) to learn\b|\bwhat (?:should|must|would|do) i (?:have to )?learn\b"
)
_TIME = re.compile(
    r"\bhow (?:long|many (?:years|yrs|months|weeks)|soon|fast|quickly)\b.*\b(?:takes?|get|gets|there"
    r"|retrain\w*|train\w*|till?|until|before|become|be|learn|switch|stud\w+|school\w*|college|degree|course"
    r"|qualif\w+|certif\w+|apprentic\w+|need|needs)\b"
    r"|^(?:and |so |but )?how (?:long|many (?:years|yrs|months))\W*$"
    r"|\bhow many (?:years|months) (?:each|for (?:each|both))\b"
    r"|\b(?:do|would|will|does|should|must) (?:i|he|she|they|we) (?:\w+ ){0,4}?"
    r"(?:another degree|(?:more|further) (?:school|schooling|degrees?)|back to (?:school|college))\b"
)
_WHY = re.compile(
    r"^(?:(?:and|but|so|ok|okay|hm+|wait|then|explain|tell me) )*(?:why|how come|what makes)\b"
    r"|\b(?:a stretch|(?:so|that) (?:close|far|near)) (?:to|from) (?:what i|mine|my)\b"
)
_FAR = re.compile(r"\bhow (?:far|close|near|realistic|big a (?:step|jump))\b|\brealistic\b|\bdoable\b")
_WAY = re.compile(
    r"\bhow (?:do|would|could|can|should) (?:i|he|she|we|they) (?:get|go|switch|move|make|become|start)\b"
    r"|\b(?:get|getting|got) (?:from here to )?there\b|\bswitch from one to the other\b"
)
_MINE = (
    r"(?:mine|me\b(?! to)|i am|(?:my|his|her)(?: \w+)? (?:job|work|pay|salary|wages?|position|role)"
    r"|(?:my|the) (?:old|current|present) (?:one|job)"
    r"|what (?:i|he|she) (?:\w+ )?(?:makes?|earns?|gets?|does|do|have|has)"
    r"|now|today|stay(?:ing|ed)?|at present|currently)"
)
_BESIDE = r"(?:compare[ds]?|comparison|versus|vs|v|against|than|differen\w+|beside|next to)"
_BETTER = r"(?:safer|better|worse|easier|harder|calmer|less|more|a step (?:up|down))"
_PAID = r"(?:pays?|earns?|makes?|paid|paying|salary|money)"
_TO_MINE = (
    rf"\b{_BESIDE}\b.{{0,30}}?\b{_MINE}\b",
    r"\b(?:would|will|do|could|can|does|if) (?:i|he|she|we|they) (?:\w+ ){0,2}?(?:earn|make|lose|gain)\b",
    r"\bhow much (?:more|less|better|worse)\b",
    rf"\b{_PAID}\b(?: \w+){{0,2}}? (?:more|less|better|worse|higher|lower|as much|the same)\b"
    r"(?! (?:than|as) (?:\$?\d|an?\b))",
    r"\b(?:difference|gap|change) in (?:the )?(?:pay|salary|wages?|money)\b",
    r"\b(?:pay|salary|money) (?:gap|difference|cut|changes?|compares?)\b",
    rf"\b(?:is|would|are|was|will) (?:that|it|this|they|he|she|those)(?: be)?(?: \w+)? {_BETTER}\b",
    r"\b(?:any|much) (?:safer|better|easier|calmer)\b",
    r"^(?:(?:and|so|but|ok|okay|is it|is that|for) )*(?:more|less|better|worse) (?:money|pay)\b",
    r"\b(?:lose|losing|gain) (?:any |some |much )?(?:money|pay)\b",
    r"\bis (?:it|that|this) a (?:pay )?(?:cut|raise)\b"
    r"|^(?:so |and |but )*(?:it['’]?s |that['’]?s )?a (?:pay )?(?:cut|raise)\W*$",
    r"^(?:(?:and|ok|okay|now|then|so) )*compare\b|,? compare\W*$",
)
_ASKS = re.compile(
    r"^(?:(?:and|so|but|ok|okay|then) )*"
    r"(?:do|does|is|are|would|will|how|what|less|more|that['’]?s|it['’]?s)\b"
)
"""Asks, where "ones that pay as much as mine" sets a limit."""
_COMPARATIVE = r"(?:more|most|less|least|fewer|better|best|worse|worst|\w{3,}er|\w{3,}est)"
_WHICH = r"(?:which|who|whose)(?: (?:one|job|of (?:them|the two|those|these|us|the three|both)))?"
_HAS = r"(?:is|are|has|have|pays?|needs?|makes?|earns?|takes?|would|will|grows?|gets?|job|work|pay)"
_ONE_OF_TWO = (
    rf"\b{_WHICH} {_HAS}\b.*\b{_COMPARATIVE}\b",
    r"\bwhich (?:one )?(?:would|should) (?:i|he|she|we|you)\b|\bwhich is it\b",
    r"\bwhat(?:'s| is| are)? the differences?\b|^(?:and )?the differences?\b",
    r"\bhow do they (?:differ|compare)\b",
)
_BY_FIGURE = re.compile(
    r"\bthe (?:best|highest|better|lowest|least|most|fastest|quickest)\b[\w -]{0,20}? one\b"
    r"|\bthe one (?:that|which|with)\b[^,.?!;]*"
)
_FIT = re.compile(
    r"\b(?:would|does|could|will|might|is) \w+ (?:be )?(?:fit|suit|something|good|right|work)\b"
)
_EITHER = re.compile(
    rf"\b(?:should|torn|between|choose|decide|whether|either|not sure)\b.*{MASK}s? or (?:an? )?{MASK}"
)
_IS_IT_BETTER = re.compile(
    rf"^(?:(?:and|so|but|ok|okay|hm|then) )*(?:is|are|would|does|do) (?:an? |being an? )?{MASK}s? "
    rf"(?:be |pay |earn |make )?(?:any |much )?{_COMPARATIVE}\b(?! than)"
)
_BEST_OF_ALL = re.compile(
    r"\b(?:closest|nearest|most (?:like|similar|alike|realistic|real)|easiest (?:to get|for me|for someb?ody"
    r"|for someone))\b|\bbest (?:fit|match|bet|option|choice)\b"
    r"|\bwhich (?:one |of \w+ )?(?:would|should) (?:you|i)"
    r" (?:pick|choose|take|go (?:for|with)|start with|do)\b"
    r"|\bwhich (?:one )?first\b|\bjust (?:tell me |give me |name )?(?:the )?(?:one|best)\b"
)
_FILLERS = frozenset(
    "and or but so ok okay no not nope yes yeah hm hmm hmmm um well actually rather then maybe perhaps what"
    " how about why forget it i i'd id i'll ill would do like prefer sounds sound looks seems good nice"
    " better great fine interesting an a the for me instead let's lets go with pick take choose think stuff"
    " one more doing tell show explain on being becoming become thing this job ooh oh wait please".split()
)
_OF_ONESELF = _FILLERS | frozenset(
    "here i'm im i've ive am was were been have had has worked working work works my years year yrs yr months"
    " since now currently still always almost nearly about over more than of in at as with experience career"
    " whole life old retired ex former part full time two three four five six seven eight nine ten fifteen"
    " twenty thirty".split()
)
"""Words that tell only of oneself: "high school teacher, 20 years"."""


def own_job(text: str, mentions: Sequence[Mention], before: str = "") -> str:
    """Id of the job that a message tells to be the person's own; empty where it tells none.

    Of who told one `before`, a job named first is one that they ask about: "manager, what does it pay".
    """
    named = [one for one in mentions if one.profiles and not _SAID.match(text[one.end :])]
    known = [one for one in named if not _SOUGHT.search(text[: one.start])]
    told = [
        one
        for one, following in zip(known, [*known[1:], None], strict=False)
        if one.is_background or (not before and _is_told_first(one, text, following))
    ]
    told.sort(key=lambda one: names_a_family(one.text))  # "Sick of retail, been a store manager".
    return told[0].profiles[0] if told else ""


def with_own_as_background(text: str, mentions: Sequence[Mention], before: str) -> list[Mention]:
    """The mentions, one's own job that is told first marked as such where two others follow.

    "Electrician. Cost estimator or building inspector?" asks of those two.
    """
    is_first = len(mentions) > 2 and not before and _is_told_first(mentions[0], text, mentions[1])
    return [replace(mentions[0], is_background=True), *mentions[1:]] if is_first else list(mentions)


def _is_told_first(mention: Mention, text: str, following: Mention | None) -> bool:
    """Whether a message begins with a job as one's own: "newspaper reporter, is AI taking over".

    "Bricklayer, tiler, glazier" is a list of jobs.
    """
    if following and _LISTED.fullmatch(text[mention.end : following.start]):
        return False
    return bool(_ONLY_AGE.fullmatch(text[: mention.start]) and _FIRST.match(text[mention.end :]))


def own_and_other(text: str, mentions: Sequence[Mention], focus: Focus, catalog: Catalog) -> tuple[str, str]:
    """One's own job and the one that it is set in relation to; empty where it is not known.

    The other is one that the message names, or points at, or that is talked about.
    """
    own = own_job(text, mentions, focus.own) or focus.own
    named = [
        one for one in mentions if one.profiles and not (one.is_background or _is_own(one, own, catalog))
    ]
    if named:
        return own, named[0].profiles[0] if len({one.profiles for one in named}) == 1 else ""
    if best := picked_by_figure(text.lower(), focus, catalog):
        return own, _unless(own, best)
    place = place_named(text)
    if place is not None and focus.listed and -1 <= place < len(focus.listed):
        return own, _unless(own, focus.listed[place])
    talked_about = [one for one in focus.profiles if one != own]  # Beside one's own job, the other one.
    about = talked_about[0] if len(talked_about) == 1 else ""
    target = focus.moves.target if focus.moves else ""
    return own, _unless(own, about) or _unless(own, target) or _unless(own, focus.foremost)


def picked_by_figure(words: str, focus: Focus, catalog: Catalog) -> str:
    """Of those shown or compared before, the one that a figure picks: "the one that pays best"; or empty."""
    found = _BY_FIGURE.search(words)
    shown = focus.profiles if focus.kind == "compare" and len(focus.profiles) > 1 else focus.listed
    ranked = order(found[0]) if found else None
    if not ranked or not ranked.field or len(shown) < 2:
        return ""
    values = {one: value.number for one in shown if (value := catalog.board.value(ranked.field, one))}
    if not values:
        return ""
    return (min if ranked.ascending else max)(values, key=values.__getitem__)


def without_pick(words: str) -> str:
    """The lower-case words with what picks one of those shown put as a job's name: "plan for this job"."""
    return _BY_FIGURE.sub(MASK, words)


def part_asked(words: str) -> Part:
    """What of a move a lower-case message asks for; empty for nothing that only a move tells."""
    if _WHY.search(words):
        return "why"
    if _GAP.search(words):
        return "gap"
    if _FAR.search(words):
        return "far"
    if _TIME.search(words):
        return "time"
    return "way" if _WAY.search(words) else ""


def asks_for_the_best(words: str) -> bool:
    """Whether a lower-case message asks which of the moves shown to take: the closest, or just one."""
    return bool(_BEST_OF_ALL.search(words))


def asks_of_fit(words: str) -> bool:
    """Whether a lower-case message asks if a job would suit somebody."""
    return bool(_FIT.search(words))


def only_names(words: str) -> bool:
    """Whether a lower-case message with its job masked does nothing but name it: "no, rather this job"."""
    rest = [one for one in re.findall(r"[\w']+", words.replace(MASK, " ", 1)) if one not in _FILLERS]
    return words.count(MASK) == 1 and len(rest) <= NOTHING_ELSE


def only_tells(words: str) -> bool:
    """Whether a lower-case message with its job masked only tells that somebody has or had that job."""
    rest = re.findall(r"[a-z']+", words.replace(MASK, " ", 1))
    return words.count(MASK) == 1 and "?" not in words and _OF_ONESELF.issuperset(rest)


def those_compared(
    text: str, words: str, mentions: Sequence[Mention], focus: Focus, catalog: Catalog
) -> tuple[str, ...]:
    """Ids of the jobs that a message sets side by side without naming them all; empty where it does not."""
    if scope.names_jobs(words):
        return ()
    places = [place for place in places_named(text) if place < len(focus.listed)]
    if len(places) > 1:
        return tuple(focus.listed[place] for place in places)
    to_mine, asks_of_two = (_any_in(patterns, words) for patterns in (_TO_MINE, _ONE_OF_TWO))
    others = [one for one in mentions if one.profiles and not one.is_background]
    asked = others if len(others) > 1 else [one for one in mentions if one.profiles]
    named = tuple(dict.fromkeys(one.profiles[0] for one in asked))
    if 1 < len(named) <= MOST_NAMED and (asks_of_two or _EITHER.search(words)):
        return named
    asks = asks_of_two or to_mine
    are_several = 1 < len(focus.profiles) <= MOST_NAMED and not mentions
    if are_several and (asks_of_two or (focus.kind == "compare" and to_mine)):
        return focus.profiles
    weighed = len(focus.profiles) == 1 and len(named) == 1 and _IS_IT_BETTER.search(words)
    if weighed and named[0] != focus.profiles[0]:
        return (*focus.profiles, *named)  # "Is cybersecurity better?"
    own, other = own_and_other(text, mentions, focus, catalog)
    last = focus.met[-2:]
    is_open = len(focus.profiles) == 1 and not mentions and len(words.split()) <= SHORT
    are_last = is_open and len(last) == 2 and focus.profiles[0] in last
    if are_last and asks_of_two and own not in last:
        return last
    if own and other and own != other and to_mine:
        return own, other
    if own and to_mine and focus.moves and focus.none_picked and _ASKS.search(words):
        return (own, *focus.listed[:MOST_NAMED])
    none_picked = len(focus.listed) > 1 and focus.profiles == (own,)
    if none_picked and (focus.moves or focus.survey):
        return ()
    return last if are_last and asks else ()


def _is_own(mention: Mention, own: str, catalog: Catalog) -> bool:
    """Whether a name stands for one's own job: "teaching" for a middle school teacher."""
    profile = catalog.get(own)
    if own in mention.profiles or not profile:
        return own in mention.profiles
    titled = stems(profile.title)
    return all(any(word.startswith(said) for word in titled) for said in stems(mention.text))


def _unless(own: str, other: str) -> str:
    return "" if other == own else other


def _any_in(patterns: Sequence[str], words: str) -> bool:
    return any(re.search(pattern, words) for pattern in patterns)
