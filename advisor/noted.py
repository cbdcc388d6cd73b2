"""Which note answers a question about the figures or the advisor, and when a job's own answer is better."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.about_data import CERTAIN, LIKELY, SURE, NoteFinder
from advisor.placing import OccupationFinder
from advisor.question import Focus, Question
from advisor.understanding.challenged import challenges
from advisor.understanding.jobs import MASK
from advisor.understanding.scope import spelt, tells_of_oneself
from knowledge.notes import NOT_HERE, Note, notes

OF_ONE_SURE = 0.8  # Share from which a topic is surely asked of a job itself.
TOLD_OF_ONE = 0.6  # Chance from which a message that names no job is about one.
OF_SURE = 0.4  # Share from which a topic that nothing tells is asked about.
OF_SOURCES = 0.35  # Share from which a question that names no job asks where figures come from.
_MAY_ASK = ("question", "about_advisor", "off_topic", "undecided")
FORCES = "The armed forces"
CLAIMS, PLACES = "Claims read or heard elsewhere", "Places: other countries, states and towns"
OF_SOURCE = ("Where the figures come from", "Limits")
SURELY = 0.9  # Chance from which what looked like a question for a source asks for another note.
UNTOLD = frozenset(("eligibility", "hiring_process", "hours", "benefits", "employers", "demographics"))
"""Topics of which nothing here tells, whichever job is meant."""
OF_FIGURES = frozenset((*UNTOLD, "provenance", "pay_detail", "salary", "location", "headcount"))
"""Topics that a message may have which asks about the figures..."""
OF_FIGURES_TOO = frozenset(("forecast_number", "history", "training", "other_fact"))
"""...and rarely these; any other one that is surely read is asked of the job."""
A_FEW = 8  # Words of a message that may go on with a note.
OF_GROWTH = "Growth, openings and new jobs"
_TOGETHER = re.compile(
    r"\b(?:average|mean|median|typical|overall)\b.*\b(?:of|across|for|over) (?:all|every|any|the) (?:\w+ )?"
    r"(?:occupations?|jobs?|workers?|americans|people|economy|workforce)\b(?! (?:in|as|like)\b)"
    r"|\b(?:national|nationwide|overall|economy-wide) (?:average|mean|median)\b"
    r"|\baverage (?:american|worker|job|occupation)\b",
    re.I,
)
"""Asks for an average of all occupations in one."""
_OF_SOME = re.compile(r"\b(?:than|above|below|over|under|which|list|show)\b|\d", re.I)
_BARE_AVERAGE = re.compile(
    r"\W*(?:(?:and|so|ok|but|what|what's|whats|is|was|the|overall|general)\W+)*(?:average|mean|median)"
    r"(?: (?:growth|wages?|pay|salary|rate|one|income))?\W*",
    re.I,
)
_OF_ME = re.compile(r"\b(?:i|me|my|us|our|he|she|him|her)\b", re.I)
SERVICE = re.compile(
    r"\b(?:soldiers?|army|navy|marines|marine corps|(?:a|ex|former)[- ]marine(?! (?:biolog|scien|engin|mechan"
    r"|techn|electr|survey|archit|cargo))"
    r"|air force|airm[ae]n|military|infantry\w*|armed forces|national guard|enlist\w*"
    r"|veterans?(?! affairs))\b",
    re.I,
)
_TELLS_WORK = re.compile(
    r"\b(?:i|i['’]?ve|we)(?: have)? (?:been|was|worked|work|used to|did|do|had)\b|\bused to\b", re.I
)

POINTS_BACK = re.compile(r"\b(?:any|they|those|these|them|it|either|both|ones?)\b", re.I)


class Noted:
    """Finds the note for a question, where it asks about the figures or the advisor."""

    def __init__(self, finder: OccupationFinder, notes: NoteFinder) -> None:
        self._finder, self._notes = finder, notes

    def find(self, question: Question, focus: Focus) -> Note | None:
        """The note that answers a question; None where a job's own answer says more."""
        if question.language != "en" or question.resume:
            return None
        if SERVICE.search(question.text) and not (question.profiles or question.of_all or question.own):
            return notes()[FORCES]  # No civilian job is named that could stand for what was done there.
        if of_all_together(question, focus):
            of_growth = notes()[OF_GROWTH]
            return replace(of_growth, lines=of_growth.lines[-1:])
        of_a_figure = question.figure and question.profiles and not question.of_all
        if of_a_figure or question.intent not in _MAY_ASK or tells_of_oneself(spelt(question.text)):
            return None
        if _is_untold(question) and self._finder.guess(question.text).chance < TOLD_OF_ONE:
            return notes()[NOT_HERE]
        if question.is_of_sources:
            return self._instead_of_sources(question)
        return None if _is_of_the_job(question) else self._beside_jobs(question, focus)

    def _instead_of_sources(self, question: Question) -> Note | None:
        """The note for what looked like a question for a source: "are the self-employed in it?"."""
        if challenges(question.text):
            return None
        found = self._notes.find(question.search_text, needed=SURELY)
        return None if found and found.heading in OF_SOURCE else found

    def _beside_jobs(self, question: Question, focus: Focus) -> Note | None:
        """The note, as sure as it must be to stand in for what is known of the jobs talked about."""
        others = question.search_text.count(MASK) - bool(question.own)
        if others > 0:
            return None  # What is known of those jobs says more.
        note = self._notes.find(question.search_text, needed=_needed(question, focus))
        if not note:
            return None
        if len(question.profiles) > 1:
            return note if note.heading in (NOT_HERE, "Limits") else None
        if question.of_all or question.moves:
            is_claim = note.heading == CLAIMS and not (question.of_all and question.of_all.untold)
            return note if is_claim else None
        if question.own:  # "I teach in Leeds, is this for America only?"
            return note if note.heading == PLACES else None
        return None if question.profiles and note.heading == PLACES else note


def _needed(question: Question, focus: Focus) -> float:
    """The chance that a note needs: the more a message tells of a job or a person, the higher."""
    of_source = question.topic_shares.get("provenance", 0.0) >= OF_SOURCES
    of_job = bool(question.profiles and question.uncovered and not of_source)  # "How many hours a week?"
    of_me = bool(question.profiles and _OF_ME.search(question.text))  # "How long have I got?"
    is_told = bool(question.of_all or question.moves or question.own or len(question.profiles) > 1)
    if is_told or of_job or of_me or question.intent == "off_topic":
        return CERTAIN
    if of_source or question.intent == "about_advisor":
        return LIKELY
    in_talk = bool(question.topics and (question.profiles or focus.listed))  # "How many?" asks of jobs.
    if in_talk or _TELLS_WORK.search(question.text):
        return CERTAIN
    return LIKELY if _goes_on_with_note(question, focus) else SURE


def of_all_together(question: Question, focus: Focus) -> bool:
    """Whether it asks for an average of all occupations; after a list or a note, also by that alone."""
    of_some = question.of_all and _OF_SOME.search(question.text)
    if of_some or question.moves or MASK in question.search_text:
        return False
    last = focus.before.question if focus.before else None
    goes_on = last and (last.of_all or (last.note and not question.profiles))
    return bool(_TOGETHER.search(question.text) or (goes_on and _BARE_AVERAGE.fullmatch(question.text)))


def _is_untold(question: Question) -> bool:
    """Whether it asks, of no job, what nothing here tells of any: "do they test for drugs"."""
    names = question.profiles or question.other_jobs or question.choices or MASK in question.search_text
    is_told = names or question.of_all or question.moves or question.topics
    sure = max((question.topic_shares.get(one, 0.0) for one in question.uncovered), default=0.0)
    is_sure = sure >= OF_SURE and set(question.uncovered) <= UNTOLD
    return bool(question.intent == "question" and question.uncovered and is_sure and not is_told)


def _is_of_the_job(question: Question) -> bool:
    """Whether it surely asks what is told of a job, and not of how figures are made."""
    topic = max(question.topic_shares, key=question.topic_shares.__getitem__, default="")
    is_sure = bool(topic) and question.topic_shares[topic] >= OF_ONE_SURE and question.kind != "define"
    return is_sure and bool(question.profiles) and topic not in OF_FIGURES | OF_FIGURES_TOO


def _goes_on_with_note(question: Question, focus: Focus) -> bool:
    """Whether a few words ask on after a note: "is it one study or several"."""
    was_note = bool(focus.before and focus.before.question.note)
    is_short = len(question.text.split()) <= A_FEW and bool(POINTS_BACK.search(question.text))
    return was_note and is_short and not question.profiles
