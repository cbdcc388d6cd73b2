"""Understand a message in the light of the turns before: whose job, what about it, which way asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.ordinals import place_named, points_only, without_place
from advisor.question import AllOccupations, Focus, Question
from advisor.understanding.gloss import gloss
from advisor.understanding.jobs import MASK, JobMatcher, Mention, job_words
from advisor.understanding.labels import FACETS, TOPICS, UNCOVERED, Example, Reading
from advisor.understanding.language import language_of
from advisor.understanding.moves import MoveReader
from advisor.understanding.named import names_a_family
from advisor.understanding.reader import NearestReader, QuestionReader
from advisor.understanding.survey import SurveyReader
from advisor.words import left_out, sentences, words
from knowledge.catalog import Catalog
from knowledge.profile import Section

CHOICES = 4  # Occupations of one name that are offered to choose from.
MAX_LENGTH = 2000  # Characters of a message that are read.
FACET = 0.5
SURE_FACET = {"negated": 0.75, "ai_no": 0.65}  # A wrong filter loses most of an answer.
FOLLOWUP = 0.5
SHORT = 10  # Words of a message that may be nothing but a reference to what was before.
POINTS_BACK = 0.9  # The same for a first message that makes no sense alone...
OTHER_MARK = 0.1  # Share from which what AI can and what it cannot assist with are both asked for.
OWN_TOPIC = 0.6  # ...when its two likeliest topics have less than this.
BY_WORDS = 0.2  # What the words shared with examples weigh in a reading.
UNSURE = 0.6  # Best share below which the reading is unsure...
UNSURE_SECOND = 0.15  # ...and a second topic is answered from this share.
SECOND = 0.28  # Share from which a second topic is answered too.
OTHER_SIDE = 0.005  # The same for a comparison, which has another side.
REQUIRED_TOO = 0.02  # The same for experience where schooling is asked about.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_LEVEL = re.compile(r"\b(?:High|Medium|Low)\b|(?<=rated )(?:high|medium|low)\b")
_A_JOB = re.compile(r"\b(?:job|occupation|career|profession)\b|\bback to\b", re.I)
_COMPARING = re.compile(
    r"\b(?:compare|compared|versus|vs|difference|rather than|better|torn between)\b", re.I
)
_JOINED = re.compile(
    r"(?:['’]s)?\s*(?:,|/|&|\bor\b|\bvs\.?|\bversus\b|\band\b|\bthan\b|\bas opposed to\b|\bagainst\b|\s)+"
    r"(?:(?:an?|the|being|to be|stay|become|work as)\s+)*",
    re.I,
)
_AI_LEFT_OUT = re.compile(
    r"\W*(?:the |those |what |ones? |things |bits |tasks |duties |that |which )*ai\b", re.I
)
_PLACE = re.compile(
    r"\b(?:in|near|around|outside)\s+(?!AI\b|IT\b|HR\b|US\b|USA\b|America\b|English\b)[A-Z][a-z]{2,}"
)
_CURRENCY = re.compile(r"[£€]|\b(?:euros?|pounds|rupees|pesos|reais|yen|francs)\b", re.I)
MOST_LISTED = 4
_FILLERS = frozenset("and the a an of for plus with please its in".split())
_TOPIC_OF = {
    name: topic
    for topic, names in {
        "salary": "salary pay wage earning income",
        "outlook": "growth outlook future prospect",
        "market_demand": "opening demand vacancy",
        "responsibilities": "dutie duty task responsibility",
        "skills": "skill",
        "tools": "tool software",
        "education": "education schooling degree",
        "experience": "experience training",
        "risks": "risk danger",
    }.items()
    for name in names.split()
}
_OF_THE_TWO = re.compile(
    r"\bof (?:these |those |the |them )?(?:two|both)\b|\bbetween (?:them|the two|those|these)\b",
    re.I,
)
_BACK_TO = re.compile(r"\bback to\b", re.I)
_OF_ONE = re.compile(r"\b(?:first|second|third|fourth|fifth|last)(?: one)?(?:['’]s\b|\s*:)", re.I)
_BOTH = re.compile(r"\b(?:split|both|and what|and which|each|apart)\b", re.I)
_CORRECTS = re.compile(
    r"\b(?:sorry|i meant?|i said|i asked|not what i|no,? (?:no|wait|not|sorry|i)|wait|actually|oops"
    r"|wrong job|instead)\b",
    re.I,
)
_OF_A_PLACE = frozenset(("salary", "outlook", "market_demand", "headcount", "pay_detail"))
_OPEN = ("fact", "list", "plan")
_OWN_SIDES = ("salary", "skills", "tools")  # Two figures, skills or tools are compared within.


class Understanding:
    """Reads messages with the trained reader, the names of jobs and the conversation's focus."""

    def __init__(self, reader: QuestionReader, catalog: Catalog, examples: Sequence[Example]) -> None:
        self._reader = reader
        self._by_words = NearestReader(examples)
        self._catalog = catalog
        self._jobs = JobMatcher(catalog, examples)
        self._surveys = SurveyReader(catalog)
        self._moves = MoveReader(self._surveys, catalog)

    def understand(self, text: str, focus: Focus) -> Question:
        """The question that the message asks, with topics and job taken over where it has none."""
        text = clean(text)
        mentions = self._jobs.mentions(text)
        masked = self._jobs.mask(text, mentions)
        language = language_of(masked)
        english = masked if language == "en" else gloss(masked, language)
        reading = self._read(english, focus)
        by_words = self._by_words.read(masked, focus)
        mixed = _mean(by_words, reading, share=BY_WORDS)  # Words tell topics apart, not yes from no.
        reading = replace(reading, topics=mixed.topics, kinds=mixed.kinds)
        question = Question(
            text=text,
            language=language,
            intent=reading.intent,
            kind=reading.kind,
            facets=_facets(reading, text),
            is_followup=bool(focus.past) and reading.facets["followup"] >= FOLLOWUP,
            earlier=focus.said if focus.past and reading.facets["followup"] >= FOLLOWUP else "",
            search_text=english,
            topic_shares=reading.topics,
        )
        if about_moves := self._about_moves(question, mentions, focus):
            return about_moves
        if of_all := self._of_all(question, mentions, focus):
            return replace(question, intent="question", of_all=of_all)
        lost = not focus.past and reading.facets["followup"] >= POINTS_BACK and len(text.split()) <= SHORT
        if lost and question.intent == "question" and sum(sorted(reading.topics.values())[-2:]) < OWN_TOPIC:
            return replace(question, intent="unclear")
        question = _with_facets(_with_topics(_in_telegram_style(question)), focus)
        if not mentions and (pointed_at := _of_those_listed(text, focus)):
            if points_only(text):  # "And the second one?" asks what was asked before it.
                topics = focus.topics if focus.past and focus.past[-1] else ("overview",)
                question = replace(question, topics=topics, uncovered=(), facets=frozenset())
                return replace(question, profiles=(pointed_at,))
            of_it = replace(focus, profiles=(pointed_at,), listed=(), survey=None)
            asked = self.understand(without_place(text, MASK), of_it)
            return replace(asked, profiles=(pointed_at,), topics=asked.topics or ("overview",))
        question = self._with_jobs(question, mentions, focus)
        corrects = question.intent == "switch" and focus.said and _CORRECTS.search(text)
        if corrects and question.profiles and not focus.pending:  # "Sorry, I meant ..." asks it again.
            again = self.understand(focus.said, Focus(profiles=question.profiles))
            return replace(again, text=focus.said, profiles=question.profiles)
        if question.intent == "switch" and question.profiles and focus.pending:
            named = Focus(profiles=question.profiles, past=focus.past)
            return replace(self.understand(focus.pending, named), profiles=question.profiles)
        return question

    def _read(self, text: str, focus: Focus) -> Reading:
        """The reading of the whole, and of the sentence that asks when there is much else."""
        whole = self._reader.read(text, focus)
        parts = [part for part in sentences(text) if len(part.split()) > 2]
        if len(parts) < 2:
            return whole
        readings = [(part, self._reader.read(part, focus)) for part in parts]
        asking = max(readings, key=lambda item: _asks(*item))[1]
        if asking.intent != "question" and whole.intent == "question":
            return whole
        if asking.intent == "question" and whole.intent not in ("question", "harmful", "override"):
            return asking
        both = _mean(whole, asking)
        facets = {name: max(whole.facets[name], asking.facets[name]) for name in both.facets}
        return replace(both, facets=facets)

    def _settled(self, mention: Mention, focus: Focus) -> Mention:
        """A name that fits several occupations, or a part of one's name, means one talked about before."""
        if any(name in focus.profiles for name in mention.profiles) and len(mention.profiles) > 1:
            return replace(
                mention, profiles=tuple(name for name in mention.profiles if name in focus.profiles)
            )
        said = set(job_words(mention.text))
        met = [name for name in focus.met if name not in mention.profiles and said <= self._words_of(name)]
        talked_about = any(name in focus.met for name in mention.profiles)
        return replace(mention, profiles=(met[-1],)) if met and not talked_about else mention

    def _words_of(self, profile_id: str) -> set[str]:
        profile = self._catalog.get(profile_id)
        return set(job_words(profile.title)) if profile else set()

    def _about_moves(self, question: Question, mentions: list[Mention], focus: Focus) -> Question | None:
        """The question as one about moves from one occupation to others, if it is."""
        if question.language != "en" or question.intent in ("harmful", "override", "forget"):
            return None
        masked = self._jobs.mask(question.text, mentions)
        asked = self._moves.read(question.text, masked, question.topic_shares, mentions, focus)
        if not asked:
            return None
        ends = tuple(filter(None, (asked.start, asked.target)))
        taken = (one for one in mentions if len(one.profiles) > 1 and one.profiles[0] in ends)
        assumed = tuple((one.text, one.profiles[0]) for one in taken)
        with_roles = question.topic_shares[Section.NEW_FRONTIERS] >= SECOND
        topics = ("next_jobs", *([Section.NEW_FRONTIERS.value] if with_roles else []))
        return replace(
            question, intent="question", topics=topics, profiles=ends, moves=asked, assumed=assumed
        )

    def _of_all(self, question: Question, mentions: list[Mention], focus: Focus) -> AllOccupations | None:
        """What the message asks of all occupations, if it does; "construction" is then no job's name."""
        if question.intent in ("harmful", "override"):
            return None
        mentions = [one for one in mentions if not names_a_family(one.text)]
        named = [name for one in mentions for name in one.profiles] or list(focus.profiles)
        text = self._jobs.mask(question.text, mentions) if question.language == "en" else question.search_text
        job = named[0] if named else ""
        return self._surveys.read(text, question.topic_shares, question.kind, job=job, focus=focus)

    def _with_jobs(self, question: Question, mentions: list[Mention], focus: Focus) -> Question:
        """Decide whose job is asked about: named now, named before, or the only one there is."""
        mentions = [self._settled(one, focus) for one in mentions]
        asked = [one for one in mentions if not one.is_background]
        if not mentions and len(focus.met) > 1 and _OF_THE_TWO.search(question.text):
            return replace(question, profiles=focus.met[-2:], kind="compare")
        unclear = [one for one in asked if len(one.profiles) > 1]
        if unclear and len(asked) == len(unclear):
            return replace(question, profiles=(), choices=unclear[0].profiles[:CHOICES])
        if len(asked or mentions) > 1 and not _are_compared(question, asked or mentions):
            asked = [_in_the_question(question.text, asked or mentions)]
            unclear = [one for one in asked if len(one.profiles) > 1]
        if question.kind == "compare" and len(asked) > 1:
            question = replace(question, assumed=tuple((one.text, one.profiles[0]) for one in unclear))
            asked = [replace(one, profiles=one.profiles[:1]) for one in asked]
        named = tuple(dict.fromkeys(name for one in asked or mentions for name in one.profiles))
        others = tuple(dict.fromkeys(one.text for one in asked if not one.profiles and one.is_asked_about))
        if named and question.kind != "compare":
            others = ()
        default = focus.profiles
        if not default and (only := self._catalog.only):
            default = (only.id,)
        if not named and others and question.kind != "compare":
            return replace(question, profiles=(), other_jobs=others)
        return replace(question, profiles=named or default, other_jobs=others)


def _are_compared(question: Question, mentions: Sequence[Mention]) -> bool:
    """Whether a message that names several jobs asks about all of them."""
    if question.kind == "compare" or _COMPARING.search(question.text):
        return True
    return all(_JOINED.fullmatch(question.text[one.end : other.start]) for one, other in pairwise(mentions))


def _in_the_question(text: str, mentions: Sequence[Mention]) -> Mention:
    """Of several jobs that a message names, the first one in the sentence that asks."""
    asks = text.rfind("?")
    begins = max(text.rfind(mark, 0, asks) for mark in ".!?\n") if asks > 0 else -1
    inside = [one for one in mentions if begins < one.start and (asks < 0 or one.start < asks)]
    known = [one for one in inside or mentions if one.profiles]
    return (known or list(mentions))[0]


def _of_those_listed(text: str, focus: Focus) -> str:
    """The occupation of the list shown before that "the second one" stands for; empty when none."""
    place = place_named(text)
    listed = focus.met if _BACK_TO.search(text) and not focus.listed else focus.listed
    if not listed or place is None or not -1 <= place < len(listed):
        return ""
    was_picked = bool(set(focus.profiles) & set(listed))
    another = (
        was_picked and listed[place] not in focus.profiles and (points_only(text) or _OF_ONE.search(text))
    )
    goes_on = focus.survey or focus.moves or len(focus.profiles) > 1 or _A_JOB.search(text)
    return listed[place] if goes_on or another else ""


def clean(text: str) -> str:
    """The message without invisible characters, white space squeezed, cut at MAX_LENGTH."""
    visible = "".join(
        char
        for char in text[: 4 * MAX_LENGTH]
        if char in "\n\t" or unicodedata.category(char) not in _INVISIBLE
    )
    lines = (" ".join(line.split()) for line in visible.splitlines())
    return "\n".join(line for line in lines if line)[:MAX_LENGTH]


def _facets(reading: Reading, text: str) -> frozenset[str]:
    """The facets that hold: of two that exclude each other the likelier one, and levels by name."""
    shares = reading.facets
    needed = dict.fromkeys(FACETS, FACET) | SURE_FACET
    if left_out(text):
        needed["negated"] = FACET
    held = {name for name in FACETS if name != "followup" and shares[name] >= needed[name]}
    if {"ai_yes", "ai_no"} <= held:
        held -= (
            {"ai_yes", "ai_no"} if _BOTH.search(text) else {min("ai_yes", "ai_no", key=shares.__getitem__)}
        )
    held |= {figure for figure in ("minimum", "median", "maximum") if re.search(rf"\b{figure}\b", text, re.I)}
    levels = {"high", "medium", "low"}
    if said := {level.lower() for level in _LEVEL.findall(text)}:
        held = held - levels | said
    elif levels <= held:
        held -= levels
    without = {level for level in levels & held if re.search(rf"\b{level}\b", left_out(text), re.I)}
    if without and levels & held - without:  # "Medium, not the high ones" is medium.
        held -= {*without, "negated"}
    return frozenset(held)


def _asks(text: str, reading: Reading) -> float:
    """How much a sentence looks like the one that asks."""
    asks = reading.intents["question"] * max(reading.topics.values())
    return asks + (0.5 if "?" in text else 0.0)


def _mean(one: Reading, other: Reading, *, share: float = 0.5) -> Reading:
    """Both readings together, `share` of it the first one's."""

    def mix(left: dict[str, float], right: dict[str, float]) -> dict[str, float]:
        return {name: share * left[name] + (1 - share) * right[name] for name in left}

    return Reading(
        intents=mix(one.intents, other.intents),
        topics=mix(one.topics, other.topics),
        kinds=mix(one.kinds, other.kinds),
        facets=mix(one.facets, other.facets),
    )


def _other_side(question: Question, topic: str) -> str:
    """The second section of a comparison; empty when there is none."""
    shares = question.topic_shares
    if question.kind not in ("compare", "count") or topic in _OWN_SIDES:
        return ""
    other = max((one.value for one in Section if one != topic), key=shares.__getitem__)
    return other if shares[other] >= (OTHER_SIDE if question.kind == "compare" else SECOND / 2) else ""


def _with_facets(question: Question, focus: Focus) -> Question:
    """ "And the rest?" is the rest of what was asked for before; "to the maximum?" starts from there."""
    figures = {"minimum", "median", "maximum"}
    if question.is_followup and question.kind == "arithmetic" and len(question.facets & figures) == 1:
        return replace(question, facets=question.facets | focus.facets & figures)
    if not (question.is_followup and question.facets == {"negated"} and question.topics == focus.topics):
        return question
    if swapped := {"ai_yes": "ai_no", "ai_no": "ai_yes"}.get(next(iter(focus.facets), "")):
        return replace(question, facets=frozenset({swapped}))
    return replace(question, facets=frozenset({"negated", *focus.facets}))


def _in_telegram_style(question: Question) -> Question:
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


def _with_topics(question: Question) -> Question:
    """Choose the topics to answer from their shares."""
    ranked = sorted(TOPICS, key=lambda topic: -question.topic_shares[topic])
    best = question.topic_shares[ranked[0]]
    needed = max(SECOND, best / 2) if best >= UNSURE else UNSURE_SECOND
    topics = [topic for topic in ranked[:3] if question.topic_shares[topic] >= needed]
    topics = topics or ranked[:1]
    if best < UNSURE:  # A guess in second place must not make an answer say that something is missing.
        topics = [one for one in topics if one == ranked[0] or one not in UNCOVERED]
    if topics[0] in (Section.AUTOMATION, Section.COPILOT_TASKS) and "ai_no" in question.facets:
        duties = Section.RESPONSIBILITIES.value  # What AI leaves to people stands among the duties.
        shares = {**question.topic_shares, duties: best, topics[0]: 0.0}
        topics[0] = duties
        question = replace(question, topic_shares=shares)
    if len(topics) == 1 and (other := _other_side(question, topics[0])):
        topics.append(other)
    schooling = "education" in topics and "experience" not in topics
    if schooling and question.kind in _OPEN and question.topic_shares["experience"] >= REQUIRED_TOO:
        topics.insert(topics.index("education") + 1, "experience")
    shares = {**question.topic_shares, **{one: max(question.topic_shares[one], best / 2) for one in topics}}
    question = replace(question, topic_shares=shares)
    elsewhere = _PLACE.search(question.search_text) or _CURRENCY.search(question.search_text)
    if elsewhere and set(topics) & _OF_A_PLACE and "location" not in topics:
        topics.append("location")
    covered = tuple(topic for topic in topics if topic not in UNCOVERED)
    uncovered = tuple(topic for topic in topics if topic in UNCOVERED)
    if covered and question.kind == "arithmetic":
        uncovered = ()  # What can be worked out from a figure is not missing.
    return replace(question, topics=covered, uncovered=uncovered)
