"""What a message asks about: its topics and facets, from the reader's shares and from plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.question import Focus, Question
from advisor.understanding.conditions import AI
from advisor.understanding.jobs import MASK
from advisor.understanding.labels import FACETS, TOPICS, UNCOVERED, Reading
from advisor.words import any_of, left_out, words
from knowledge.profile import Section

FACET = 0.5
SURE_FACET = {"negated": 0.75, "ai_no": 0.65}  # A wrong filter loses most of an answer.
OTHER_MARK = 0.1  # Share from which what AI can and what it cannot assist with are both asked for.
UNSURE = 0.6  # Best share below which the reading is unsure...
UNSURE_SECOND = 0.15  # ...and a second topic is answered from this share.
SECOND = 0.28  # Share from which a second topic is answered too.
ASKS_WAY_IN = 0.33  # Share from which what tells of the way in is asked about, its topics together.
OTHER_SIDE = 0.005  # The same for a comparison, which has another side.
REQUIRED_TOO = 0.06  # The same for experience where schooling is asked about.
_LEVEL = re.compile(
    r"\b(?:High|Medium|Low)\b|(?<=rated )(?:high|medium|low)\b"
    r"|\b(?:high|medium|low)(?=[ -](?:degree|level|rated|importance)\b)"
)
_AI_LEFT_OUT = re.compile(
    r"\W*(?:the |those |what |ones? |things |bits |tasks |duties |that |which )*ai\b", re.I
)
_DYING = re.compile(
    r"\b(?:dying|die out|dead|dies out|going away|on the way out|shrinking|vanish(?:es|ing)?"
    r"|disappear(?:s|ing)?)\b(?! to\b)",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:in|near|around|outside)\s+(?!AI\b|IT\b|HR\b|US\b|USA\b|America\b|English\b)[A-Z][a-z]{2,}"
)
_CURRENCY = re.compile(r"[£€]|\b(?:euros?|pounds|rupees|pesos|reais|yen|francs)\b", re.I)
_IS_IT_GOOD = re.compile(
    rf"\b(?:is|are|was|would)(?: (?:being|becoming|it|to be|working as|a career (?:in|as)))*(?: an?"
    rf"| the)? {MASK}"
    r"(?: \w+)?(?: an?| the)? (?:good|bad|safe|smart|wise|decent|great|right|stable|solid|worth|realistic)\b"
    rf"|\bworth (?:it to )?(?:\w+ ){{1,3}}(?:an? )?{MASK}",
    re.I,
)
_IN_PLACE_OF = re.compile(
    r"\b(?:instead of|in place of|rather than|without|replace|like|better than)(?: paying)?"
    rf" (?:an? |the |my )*{MASK}",
    re.I,
)
_ALL_OF_IT = re.compile(
    rf"\b(?:do|does|doing|replace|replacing|take over|taking over|kill) (?:what )?(?:an? |the |it\b"
    rf"|that\b|this\b)*"
    rf"(?:{MASK}(?: do(?:es)?)?|it|that|the (?:whole )?job|all of (?:it|that))\W*$"
)
_HIT_BY_AI = re.compile(
    r"\b(?:hurt|hit|harmed|affected|touched|threatened|killed|destroyed) (?:\w+ )?by"
    r" (?:the )?(?:ai|chat ?gpt)\b"
    r"|\b(?:ai|chat ?gpt|automation|robots?|machines?) (?:\w+ )?(?:take|replace|kill|end|destroy)s?(?: over)?"
    rf" (?:it|that|this|them|(?:an? |the |my )?(?:jobs?|{MASK}))(?: (?:too|then|soon|all))*\W*$",
    re.I,
)
"""Says that AI harms or takes the whole job, whatever was asked before."""
_HIRED = re.compile(
    r"\b(?:will|would|do|does|can|could|did) (?:they|he|she|anyone|anybody|someone|somebody|employers?"
    r"|companies|places|people)(?: (?:even|ever|still|really))* (?:hire|take|accept|employ)s?"
    r" (?:me|us|him|her|some\w+|anyone|people|folks|felons?|ex-?\w*|an? (?:felon|ex|old\w*|\d+)"
    r"|my (?:son|daughter|kid|husband|wife|brother|sister|dad|mom|friend))\b"
    r"|\b(?:will|would|can|could|do|am) i(?: (?:even|ever|still))* (?:get|be|too old to be) hired\b",
    re.I,
)
_BY_SCHOOL = re.compile(
    r"\b(?:degrees?|diploma|school\w*|college|experience|certifi\w+|trained|training)\b", re.I
)
"""Asks whether somebody would be hired, which is for employers to say."""
_WHAT_NOW = re.compile(r"\bwhat (?:do i do )?now\b|\bnow what\b|\bwhat (?:do|can|should) i do\W*$", re.I)
MOST_LISTED = 4
_FILLERS = frozenset(
    "and the a an of for plus with please its in only just nothing else no more thanks".split()
)
_TOPIC_OF = {
    name: topic
    for topic, names in {
        "salary": "salary pay paid wage earn earning income money",
        "outlook": "growth outlook future prospect projection forecast",
        "market_demand": "opening demand vacancy",
        "responsibilities": "dutie duty task responsibility",
        "skills": "skill",
        "tools": "tool software",
        "education": "education school schooling degree",
        "experience": "experience training",
        "risks": "risk danger",
    }.items()
    for name in names.split()
}
_TRAINED = re.compile(r"\bon[- ]the[- ]job\b|\b(?:train|teach)(?:ed|ing|es)?\b|\bapprentice", re.I)
_KEPT = re.compile(
    r"\bsafest\b|\bsafe from\b|\b(?:tasks|duties|parts)\b.{0,20}\bsafe\b|\bthe (?:one|ones) it can(?:'t"
    r"|not| not)\b|\b(?:ai|future|robot|automation)[- ]?proof\b|\birreplaceable\b",
    re.I,
)
"""What AI leaves to people."""
_OF_THEM = re.compile(r"\bof (?:them|those|these)\b", re.I)
_SAID_FOR = {
    "minimum": re.compile(r"\b(?:worst|lowest|bottom|least)\b", re.I),
    "median": re.compile(r"\b(?:typical|middle|average|half)\b", re.I),
    "maximum": re.compile(r"\b(?:best|highest|top|most)\b", re.I),
}
"""Words for figures of pay, taken where one of the figures is asked for anyway."""
_WEIGHED = re.compile(r"\b(?:lower|higher|less|more|better|worse) than (?:mine|my|what i|i)\b", re.I)
_BOTH = re.compile(r"\b(?:split|both|and what|and which|each|apart)\b", re.I)
_OF_A_PLACE = frozenset(("salary", "outlook", "market_demand", "headcount", "pay_detail"))
_LISTS = frozenset(
    ("responsibilities", "skills", "tools", "copilot_tasks", "automation", "new_frontiers", "risks")
)
_PUBLISHED = ("headcount", "provenance")  # What no document holds, yet published figures tell.
WAY_IN = ("education", "experience", "training")
_OPEN = ("fact", "list", "plan")
_OWN_SIDES = ("salary", "skills", "tools")  # Two figures, skills or tools are compared within.


def of_topics(question: Question, topics: Sequence[str]) -> Question:
    """The question as one about these topics, those that no section holds apart."""
    covered = tuple(one for one in topics if one not in UNCOVERED)
    uncovered = tuple(one for one in topics if one in UNCOVERED)
    return replace(question, topics=covered, uncovered=uncovered, facets=frozenset())


def is_untold(reading: Reading) -> bool:
    """Whether a message surely asks for what neither a section nor a figure tells."""
    return reading.topic in UNCOVERED and reading.topics[reading.topic] >= UNSURE


def judged(reading: Reading, masked: str) -> Reading:
    """Whether a job is a good one, or AI does it, is asked of the job as a whole.

    Not of where to go from it, not of single tasks, and not of AI where nothing names it.
    """
    if reading.topic == Section.AUTOMATION and _ALL_OF_IT.search(masked):
        taken = reading.topics[Section.AUTOMATION] + reading.topics["ai_effect"]
        return replace(reading, topics={**reading.topics, Section.AUTOMATION: 0.0, "ai_effect": taken})
    if reading.intent == "off_topic" and AI.search(masked.lower()) and _IN_PLACE_OF.search(masked):
        asks = dict.fromkeys(reading.intents, 0.0) | {"question": 1.0}  # "Do my taxes" is only its example.
        return replace(reading, intents=asks, topics=dict.fromkeys(reading.topics, 0.0) | {"ai_effect": 1.0})
    if reading.topics[reading.topic] < UNSURE and not {reading.intent} & {"feelings", "harmful"}:
        if _HIRED.search(masked) and not _BY_SCHOOL.search(masked):
            shares = {**reading.topics, "eligibility": 1.0}
            return replace(reading, topics=shares)
        if _WHAT_NOW.search(masked):
            asks = dict.fromkeys(reading.intents, 0.0) | {"question": 1.0}
            return replace(reading, intents=asks, topics={**reading.topics, "next_jobs": 1.0})
    if _HIT_BY_AI.search(masked):
        return replace(reading, topics=dict.fromkeys(reading.topics, 0.0) | {"ai_effect": 1.0})
    other = reading.topic
    of_ai = other == "ai_effect" and not AI.search(masked.lower())
    if not (other == "next_jobs" or of_ai) or not _IS_IT_GOOD.search(masked):
        return reading
    shares = reading.topics
    whole = shares["overview"] + shares[other]
    return replace(reading, topics={**shares, other: 0.0, "overview": whole})


def facets_of(reading: Reading, text: str) -> frozenset[str]:
    """The facets that hold: of two that exclude each other the likelier one, and levels by name."""
    shares = reading.facets
    needed = dict.fromkeys(FACETS, FACET) | SURE_FACET
    if left_out(text):
        needed["negated"] = FACET
    held = {name for name in FACETS if name != "followup" and shares[name] >= needed[name]}
    if _KEPT.search(text) and reading.topic == Section.RESPONSIBILITIES:
        held |= {"ai_no"}
    if {"ai_yes", "ai_no"} <= held:
        held -= (
            {"ai_yes", "ai_no"} if _BOTH.search(text) else {min("ai_yes", "ai_no", key=shares.__getitem__)}
        )
    held |= {
        figure for figure, pattern in _SAID_FOR.items() if held & set(_SAID_FOR) and pattern.search(text)
    }
    held |= {figure for figure in ("minimum", "median", "maximum") if re.search(rf"\b{figure}\b", text, re.I)}
    if _WEIGHED.search(text):  # "Lower than mine?" weighs the pay, and asks for no lowest one.
        held -= {one for one in ("minimum", "maximum") if not re.search(rf"\b{one}\b", text, re.I)}
    levels = {"high", "medium", "low"}
    if said := {level.lower() for level in _LEVEL.findall(text)}:
        held = held - levels | said
    elif levels <= held:
        held -= levels
    without = {level for level in levels & held if re.search(rf"\b{level}\b", left_out(text), re.I)}
    if without and levels & held - without:  # "Medium, not the high ones" is medium.
        held -= {*without, "negated"}
    return frozenset(held)


def _other_side(question: Question, topic: str) -> str:
    """The second section of a comparison; empty when there is none."""
    shares = question.topic_shares
    if question.kind not in ("compare", "count") or topic in _OWN_SIDES:
        return ""
    other = max((one.value for one in Section if one != topic), key=shares.__getitem__)
    return other if shares[other] >= (OTHER_SIDE if question.kind == "compare" else SECOND / 2) else ""


def with_facets(question: Question, focus: Focus) -> Question:
    """ "And the rest?" is the rest of what was asked for before; "to the maximum?" starts from there."""
    figures = {"minimum", "median", "maximum"}
    if question.is_followup and question.kind == "arithmetic" and len(question.facets & figures) == 1:
        return replace(question, facets=question.facets | focus.facets & figures)
    if not (question.is_followup and question.facets == {"negated"} and question.topics == focus.topics):
        return question
    if swapped := {"ai_yes": "ai_no", "ai_no": "ai_yes"}.get(next(iter(focus.facets), "")):
        return replace(question, facets=frozenset({swapped}))
    return replace(question, facets=frozenset({"negated", *focus.facets}))


def with_counted(question: Question, focus: Focus) -> Question:
    """ "How many of them are there?" counts what was just listed, not the people who do the job."""
    if question.kind != "count" or not (focus.entries and focus.topics and _OF_THEM.search(question.text)):
        return question
    known = tuple(one for one in focus.topics if one in _LISTS)
    if not known:
        return question
    shares = dict.fromkeys(question.topic_shares, 0.0) | dict.fromkeys(known, 1.0)
    return replace(question, topics=known, uncovered=(), topic_shares=shares)


def in_telegram_style(question: Question) -> Question:
    """ "Plumber: salary and growth" asks for just what it lists."""
    told = [word for word in words(question.search_text.replace(MASK, " ")) if word not in _FILLERS]
    topics = [_TOPIC_OF.get(word.rstrip("s")) for word in told]
    if not 1 < len(topics) <= MOST_LISTED or not all(topics):
        return question
    shares = {
        **dict.fromkeys(question.topic_shares, 0.0),
        **{topic: 1.0 / len(topics) for topic in topics if topic},
    }
    return replace(question, intent="question", kind="fact", topic_shares=shares)


def topic_said(text: str) -> str:
    """The first topic that a word of the text names outright; empty where none does."""
    return next(iter(_topics_said(text)), "")


def _topics_said(text: str) -> list[str]:
    named = (_TOPIC_OF.get(word.rstrip("s")) for word in words(text))
    return list(dict.fromkeys(one for one in named if one))


def _with_the_way_in(question: Question) -> Question:
    """Where no one topic stands out, schooling, experience and training count together as schooling."""
    shares = question.topic_shares
    together = sum(shares[topic] for topic in WAY_IN)
    if max(shares.values()) >= SECOND or together < ASKS_WAY_IN:
        return question
    return replace(question, topic_shares={**shares, "education": together})


_WHERE_TO = any_of(
    "next, else, other, others, another, move, moving, switch*, chang*, instead, retrain*, reskill*, after,"
    " become, becom*, option*, alternative*, path*, where, transfer*, new, lead, leads"
)
"""Words without which a question that asks something of a job does not ask where to go from it as well."""


def with_topics(question: Question) -> Question:
    """Choose the topics to answer from their shares."""
    if _DYING.search(question.search_text):
        likeliest = max(question.topic_shares.values())
        question = replace(question, topic_shares={**question.topic_shares, "outlook": likeliest + 0.05})
    best = max(question.topic_shares.values())
    said = topic_said(question.search_text) if best < UNSURE and not question.is_followup else ""
    if said and question.topic_shares["provenance"] == best:  # "What's the projection number?"
        question = replace(question, topic_shares={**question.topic_shares, said: UNSURE, "provenance": 0.0})
    question = _with_the_way_in(question)
    ranked = sorted(TOPICS, key=lambda topic: -question.topic_shares[topic])
    best = question.topic_shares[ranked[0]]
    needed = max(SECOND, best / 2) if best >= UNSURE else UNSURE_SECOND
    topics = [topic for topic in ranked[:3] if question.topic_shares[topic] >= needed]
    topics = topics or ranked[:1]
    if topics[0] != "next_jobs" and not _WHERE_TO.search(question.search_text):
        topics = [one for one in topics if one != "next_jobs"]  # "I'm a cook. What do I earn?"
    topics = [one for one in topics if one != "overview" or one == topics[0]]
    if best < UNSURE:  # A guess in second place must not make an answer say that something is missing.
        topics = [one for one in topics if one in (ranked[0], *_PUBLISHED) or one not in UNCOVERED]
    if topics == ["location"]:  # A place is asked about something, mostly pay.
        of_it = max(_OF_A_PLACE, key=question.topic_shares.__getitem__)
        topics += [of_it] if question.topic_shares[of_it] >= UNSURE_SECOND else []
    if topics[0] in (Section.AUTOMATION, Section.COPILOT_TASKS) and "ai_no" in question.facets:
        duties = Section.RESPONSIBILITIES.value  # What AI leaves to people stands among the duties.
        shares = {**question.topic_shares, duties: best, topics[0]: 0.0}
        topics[0] = duties
        question = replace(question, topic_shares=shares)
    if question.kind == "compare":
        topics += [one for one in _topics_said(question.search_text) if one not in topics]
    if len(topics) == 1 and (other := _other_side(question, topics[0])):
        topics.append(other)
    schooling = "education" in topics and "experience" not in topics
    trained = schooling and _TRAINED.search(question.search_text)
    if trained or (
        schooling and question.kind in _OPEN and question.topic_shares["experience"] >= REQUIRED_TOO
    ):
        topics.insert(topics.index("education") + 1, "experience")
    shares = {**question.topic_shares, **{one: max(question.topic_shares[one], best / 2) for one in topics}}
    if trained:  # Asked as much as the schooling itself.
        shares["experience"] = best
    question = replace(question, topic_shares=shares)
    elsewhere = _PLACE.search(question.search_text) or _CURRENCY.search(question.search_text)
    if elsewhere and set(topics) & _OF_A_PLACE and "location" not in topics:
        topics.append("location")
    covered = tuple(topic for topic in topics if topic not in UNCOVERED)
    uncovered = tuple(topic for topic in topics if topic in UNCOVERED)
    if covered and (question.kind == "arithmetic" or (question.kind == "count" and question.is_followup)):
        uncovered = ()  # What can be worked out from a figure is not missing.
    return replace(question, topics=covered, uncovered=uncovered)
