"""Understand a message in the light of the turns before: whose job, what about it, which way asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.ordinals import points_only, without_place
from advisor.placing import Guess
from advisor.question import Budget, Focus, Question
from advisor.resume.reader import MOST_TEXT
from advisor.resume.requests import ResumeRequests
from advisor.resume.resume import AskedResume
from advisor.understanding import scope
from advisor.understanding.asked_about import with_jobs
from advisor.understanding.brevity import brief
from advisor.understanding.budget import budget_of
from advisor.understanding.challenged import challenges
from advisor.understanding.cleaned import as_a_question, clean
from advisor.understanding.compared import OF_FIELD, among_shown, going_on, of_several
from advisor.understanding.compared_set import changed
from advisor.understanding.exclusions import is_left_out
from advisor.understanding.feelings import is_in_danger, is_low
from advisor.understanding.hearing import OWN_TOPIC, Heard, Hearing
from advisor.understanding.jobs import MASK
from advisor.understanding.labels import Example
from advisor.understanding.move_words import ONE_TO_OTHER
from advisor.understanding.moves import MoveReader, suggestions
from advisor.understanding.named import leaves_field, names_a_family, tells_family
from advisor.understanding.orders import figure_named
from advisor.understanding.pairs import (
    asks_for_the_best,
    own_job,
    part_asked,
    those_compared,
)
from advisor.understanding.reader import QuestionReader
from advisor.understanding.refused import further_moves, refused_in, refuses, rejected_of, without_refused
from advisor.understanding.several_sentences import REFUSED
from advisor.understanding.survey import SurveyReader
from advisor.understanding.topics import (
    SECOND,
    in_telegram_style,
    of_topics,
    with_counted,
    with_facets,
    with_topics,
)
from advisor.understanding.whose import (
    MOST_LISTED,
    among_those_listed,
    asks_of_all_listed,
    listed_by_word,
    of_those_listed,
    points_beyond,
    with_those_compared,
)
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Section

SHORT = 10  # Words of a message that may be nothing but a reference to what was before.
POINTS_BACK = 0.9  # The same for a first message that makes no sense alone, its topics unsure.
VAGUE = 0.3  # Share that the likeliest topic has at least where something is asked of several jobs...
CHOOSING = ("compare", "plan", "superlative")  # ...in one of these ways.
_ABOUT_IT = "What is this job like?"  # Asked of one that was only picked.
_CORRECTS = re.compile(
    r"\b(?:sorry|i meant?|i said|i asked|not what i|no,? (?:no|wait|not|sorry|i)|wait|actually|oops"
    r"|wrong job|instead)\b",
    re.I,
)


_SUPERLATIVE = re.compile(r"\b(?:most|least|best|worst|\w{3,}est)\b", re.I)
_WEIGHS = re.compile(r"\b(?:more|less|fewer|easier|harder|better|worse|calmer|lighter|safer)\b", re.I)
_ONLY_THOSE = re.compile(r"^(?:(?:and|but|ok|now|just|show me|so) )*(?:only|just|which)\b", re.I)
_ONE_OF_SOME = re.compile(r"\b(?:first|second|third|fourth|last|other) one\b", re.I)
_WHAT_ABOUT = re.compile(r"\b(?:what|how) about\b|^(?:ok(?:ay)?|so)?[ ,]*and\b", re.I)
_ONLY_A_JOB = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|now|what|how|about|then|for|as|in|an?|the|being|same)\W+)+"
    rf"{MASK}\W*",
    re.I,
)
"""Asks what was asked before of another job: "and for a welder?"."""


class Understanding:
    """Reads messages with the trained reader, the names of jobs and the conversation's focus."""

    def __init__(
        self,
        reader: QuestionReader,
        catalog: Catalog,
        examples: Sequence[Example],
        guess: Callable[[str], Guess] | None = None,
    ) -> None:
        """With `guess`, which tells an occupation by meaning, work is known that no name tells."""
        self._catalog = catalog
        self._hearing = Hearing(reader, catalog, examples, guess)
        self._jobs = self._hearing.jobs
        self._surveys = SurveyReader(catalog)
        self._moves = MoveReader(self._surveys, catalog)
        self._resumes = ResumeRequests(catalog, self._jobs)

    def understand(self, text: str, focus: Focus) -> Question:
        """The question that the message asks, with topics and job taken over where it has none."""
        if given := self._resumes.given(clean(text, MOST_TEXT)):
            return self._with_resume(*given, focus)
        text = as_a_question(clean(text))
        wished = brief(text)
        if wished.is_all and focus.before:
            return replace(focus.before.question, most=wished.most, repeats=True)
        if wished.is_all:
            return Question(text, intent="unclear")
        return replace(self._of_length_apart(wished.rest, focus), most=wished.most)

    def _of_length_apart(self, text: str, focus: Focus) -> Question:
        """The question of a message that wishes nothing of the length of its answer."""
        if about_resume := self._resumes.read(text, focus.resume):
            return self._of_resume(text, about_resume, focus)
        return self._question(text, focus)

    def _with_resume(self, given: AskedResume, asked: str, focus: Focus) -> Question:
        """A résumé, and what is asked along with it. Its own text is in no question from here on."""
        if not asked or not given.resume:
            return Question("", intent="resume", resume=given)
        question = self.understand(asked, replace(focus, resume=given.resume))
        if question.resume:
            return replace(question, resume=replace(given, matched=question.resume.matched))
        goes_on = question.intent == "question" and not question.lacks_occupation
        return replace(question, resume=replace(given, goes_on=goes_on))

    def _of_resume(self, text: str, asked: AskedResume, focus: Focus) -> Question:
        """What is done with a résumé; for a comparison, the occupation that is named or talked about."""
        if not asked.matched:
            return Question(text, intent="resume", resume=asked)
        mentions = [one for one in self._jobs.mentions(text) if one.profiles and not one.is_background]
        target = focus.moves.target if focus.moves else ""
        only = self._catalog.only.id if self._catalog.only else ""
        named = mentions[0].profiles[0] if mentions else target or next(iter(focus.profiles), only)
        if not named:
            return Question(text, intent="resume", resume=asked)
        return Question(text, profiles=(named,), topics=("skills",), resume=asked)

    def of_one(self, text: str, focus: Focus, profile_id: str) -> Question:
        """The question as one about this occupation, though it looked like one about all of them."""
        question = self._question(clean(text), focus, may_be_of_all=False)
        return replace(question, profiles=(profile_id,), choices=(), assumed=(("", profile_id),))

    def _question(self, text: str, focus: Focus, *, may_be_of_all: bool = True) -> Question:
        if is_in_danger(text):
            return Question(text, intent="feelings", search_text=text)
        mentions = self._hearing.named(text, focus)
        refused = refused_in(text, mentions)
        are_all = bool(refused) and len(refused) == len(mentions) and len(text.split()) <= SHORT
        if are_all and focus.moves and leaves_field(text.lower()):
            mentions = []  # "I don't want to cook ever again": nothing of that kind.
        elif are_all and focus.moves:
            return further_moves(text, refused, focus.moves, focus)
        elif refused:
            text = without_refused(text, refused[-1])
            mentions = [one for one in self._jobs.mentions(text) if not refuses(text, one)]
        heard = self._hearing.heard(text, mentions, focus)
        question = self._asked(heard, may_be_of_all=may_be_of_all)
        return replace(question, own=own_job(text, mentions, focus.own) or question.own)

    def _asked(self, heard: Heard, *, may_be_of_all: bool) -> Question:
        """The question as the first of these readings has it that finds itself meant."""
        found = self._of_last_answer(heard) or self._of_several(heard) or self._of_one_listed(heard)
        found = found or self._about_moves(heard) or (self._of_all(heard) if may_be_of_all else None)
        if not found and _is_lost(heard):
            return replace(heard.question, intent="unclear")
        return found or self._of_jobs(heard)

    def _of_last_answer(self, heard: Heard) -> Question | None:
        """Of the last answer: doubt in it, or less of the plan in it."""
        question, focus = heard.question, heard.focus
        if heard.asks_on and focus.profiles and focus.topics and challenges(heard.text):
            asked = replace(question, intent="question", kind="fact", topics=(), uncovered=("provenance",))
            return replace(asked, profiles=focus.profiles)
        in_a_plan = focus.kind == "plan" and heard.asks_on
        if in_a_plan and (budget := budget_of(heard.text.lower(), Budget())):
            asked = replace(question, intent="question", kind="plan", topics=focus.topics, budget=budget)
            return replace(asked, profiles=focus.profiles)
        return None

    def _of_several(self, heard: Heard) -> Question | None:
        """Of several jobs at once: which of those shown, the set compared before, two side by side."""
        question, focus, text = heard.question, heard.focus, heard.text
        wants_best = focus.none_picked and asks_for_the_best(text.lower())
        if heard.asks_on and not wants_best and (among := self._shown(text, focus)):
            weighs = focus.kind == "compare" and _WEIGHS.search(text)  # "Which one has less math?"
            ranks = figure_named(text.lower()) or _SUPERLATIVE.search(text) or weighs
            limits = () if ranks else self._surveys.limits(scope.spelt(text), "")
            if focus.kind == "compare" and {one.field for one in limits} == {fields.GROWTH}:
                asked = of_several(question, among, heard.reading)  # "Which one is growing?" of two.
                return replace(asked, topics=("outlook",), uncovered=())
            if limits:
                return replace(question, intent="question", of_all=among_shown(among, limits))
            if among_those_listed(text, focus):
                return of_several(question, among, heard.reading)
        if heard.is_refused or not heard.is_english:
            return None
        if heard.asks_on and focus.profiles and (further := going_on(question, heard.masked.lower(), focus)):
            return further
        if left := changed(text, heard.mentions, focus):
            several = of_several(question, left, heard.reading)
            asked = several if len(left) > 1 else replace(question, profiles=left)
            names_none = asked.topics == ("overview",) or bool(heard.mentions)
            return replace(asked, intent="question", topics=focus.topics if names_none else asked.topics)
        both = those_compared(text, heard.words, heard.mentions, focus, self._catalog)
        return of_several(question, both, heard.reading) if both else None

    def _of_one_listed(self, heard: Heard) -> Question | None:
        """Of one occupation listed that a message asks something of: "what does the second one pay".

        Who does nothing but point at it, refuses it, or asks for the way there, asks about the move to it.
        """
        if heard.asks_on and points_beyond(heard.text, heard.focus):
            of_none = replace(heard.question, intent="question", profiles=(), topics=())
            return replace(of_none, choices=heard.focus.listed[:MOST_LISTED])
        picked = of_those_listed(heard.text, heard.focus) if heard.asks_on else ""
        words, listed = heard.words, heard.focus.listed
        of_a_way = bool(part_asked(words) or budget_of(words, None) or ONE_TO_OTHER.search(words))
        of_the_move = of_a_way or bool(rejected_of(words, listed))
        only_points = points_only(heard.text) and not heard.focus.pending  # Who was asked which, tells it.
        is_asked = picked and not (of_the_move or only_points)
        return self._of_the_listed(heard.text, picked, heard.focus) if is_asked else None

    def _of_the_listed(self, text: str, picked: str, focus: Focus) -> Question:
        """The question as one about an occupation that was listed and that the message points at."""
        of_it = replace(focus, profiles=(picked,), topics=(), listed=(), survey=None, moves=None)
        asked = self.understand(without_place(text, MASK), of_it)
        topics = asked.topics or (() if asked.uncovered else ("overview",))
        return replace(asked, profiles=(picked,), topics=topics)

    def _about_moves(self, heard: Heard) -> Question | None:
        """The question as one about moves from one occupation to others, if it is.

        Who hates phones is taken for sad at times, and "forget the pay limit" for a wish to be forgotten.
        """
        question, focus, despairs = heard.question, heard.focus, heard.despairs
        if not heard.is_english or question.intent in REFUSED:
            return None
        mentions = [one for one in heard.mentions if not tells_family(question.text, one.start, one.end)]
        masked = self._jobs.mask(question.text, mentions)
        asked = self._moves.read(question.text, masked, question.topic_shares, mentions, focus)
        if not asked:
            return None
        limited = focus.moves is not None and asked.conditions != focus.moves.conditions
        goes_on = asked.dropped or asked.budget or limited or not asked.start
        sad = question.intent in ("forget", "feelings")
        if (sad and (despairs or not goes_on)) or (despairs and not asked.start):
            return None
        ends = tuple(filter(None, (asked.start, asked.target)))
        taken = (one for one in mentions if len(one.profiles) > 1 and one.profiles[0] in ends)
        assumed = tuple((one.text, one.profiles[0]) for one in taken)
        with_roles = question.topic_shares[Section.NEW_FRONTIERS] >= SECOND
        topics = ("next_jobs", *([Section.NEW_FRONTIERS.value] if with_roles else []))
        is_sad = question.is_sad and not limited and bool(asked.start or is_low(question.text))
        question = replace(question, is_sad=is_sad)  # "I hate sitting" tells what is wanted.
        return replace(
            question, intent="question", topics=topics, profiles=ends, moves=asked, assumed=assumed
        )

    def _of_all(self, heard: Heard) -> Question | None:
        """What is asked of all occupations, if anything; "construction" is then no job's name."""
        question, focus = heard.question, heard.focus
        if question.intent in ("harmful", "override", "feelings"):
            return None
        mentions = [
            one
            for one in heard.mentions
            if not (names_a_family(one.text) or (focus.survey and is_left_out(question.text, one.start)))
        ]
        named = [name for one in mentions for name in one.profiles] or list(focus.profiles)
        text = self._jobs.mask(question.text, mentions) if heard.is_english else question.search_text
        job = named[0] if named else ""
        asked = self._surveys.read(text, question.topic_shares, question.kind, job=job, focus=focus)
        if asked and (suggested := suggestions(asked)):
            return replace(question, intent="question", topics=("next_jobs",), moves=suggested)
        return replace(question, intent="question", of_all=asked) if asked else None

    def _of_jobs(self, heard: Heard) -> Question:
        """Of the jobs that it names, points at, or that were talked about, by topic."""
        focus, mentions, text = heard.focus, heard.mentions, heard.text
        question = with_facets(with_topics(in_telegram_style(heard.question)), focus)
        question = with_counted(question, focus)
        if not mentions and (pointing := self._pointing(question, heard)):
            return pointing
        question = with_jobs(question, mentions, focus, self._hearing.names, self._catalog)
        names_one = len(question.profiles) == 1 or (question.choices and not question.profiles)
        is_named = names_one and mentions and _ONLY_A_JOB.fullmatch(heard.masked)
        if is_named and focus.before and focus.before.question.is_of_one:
            return focus.before.question.of_other(question)
        if question.intent == "switch" and focus.topics and mentions and _WHAT_ABOUT.search(text):
            shares = dict.fromkeys(question.topic_shares, 0.0) | dict.fromkeys(focus.topics, 0.5)
            question = replace(question, intent="question", kind=focus.kind, topic_shares=shares)
            return with_those_compared(of_topics(question, focus.topics), focus)
        if mentions and _WHAT_ABOUT.search(text) and len(text.split()) <= SHORT:
            question = with_those_compared(question, focus)
        corrects = question.intent in ("switch", "reaction") and focus.said and _CORRECTS.search(text)
        if corrects and mentions and question.profiles and not focus.pending:  # "I meant ..." asks it again.
            again = self.understand(focus.said, Focus(profiles=question.profiles))
            return replace(again, text=focus.said, profiles=question.profiles)
        if question.intent == "switch" and question.profiles and focus.pending:
            named = Focus(profiles=question.profiles, past=focus.past, resume=focus.resume)
            return replace(self.understand(focus.pending, named), profiles=question.profiles)
        if len(question.profiles) > 1 and (topic := self._chosen_by(question)):
            return replace(question, intent="question", kind="compare", topics=(topic,), uncovered=())
        return question

    def _pointing(self, question: Question, heard: Heard) -> Question | None:
        """Of what was listed, and is pointed at by a word, by its place, or all of it."""
        focus, text = heard.focus, heard.text
        titles = {one: found.title for one in focus.listed if (found := self._catalog.get(one))}
        if picked := listed_by_word(text, titles, was_asked=bool(focus.pending)):
            ask = focus.pending or _ABOUT_IT
            of_one = Focus(profiles=(picked,), past=focus.past, moves=focus.moves, listed=focus.listed)
            return replace(self.understand(ask, of_one), profiles=(picked,), choices=())
        if pointed_at := of_those_listed(text, focus):
            if points_only(text):  # "And the second one?" asks what was asked before it.
                topics = focus.topics if focus.past and focus.past[-1] else ("overview",)
                return replace(of_topics(question, topics), profiles=(pointed_at,))
            return self._of_the_listed(text, pointed_at, focus)
        if asks_of_all_listed(question, focus):
            return of_several(question, focus.listed[:MOST_LISTED], heard.reading)
        return None

    def _chosen_by(self, question: Question) -> str:
        """What one of several jobs is to be chosen by: a figure that is named, or all there is where
        nothing tells ("so which one should I pick?"); empty where something else is asked.
        """
        asks = question.intent in ("question", "unclear", "undecided")
        if not asks or question.facets or question.kind not in CHOOSING:
            return ""
        alone = self._hearing.reader.read(question.search_text, Focus())  # Without what was asked before.
        is_vague = max(alone.topics.values()) < VAGUE
        figure = figure_named(question.search_text.lower())
        is_apart = figure in (fields.EXPOSURE, fields.CHANGE)  # "Harder to automate" asks no schooling.
        if figure and (is_vague or is_apart or question.topics[:1] == (Section.RISKS.value,)):
            return OF_FIELD[figure]
        return "overview" if is_vague else ""

    def _shown(self, text: str, focus: Focus) -> tuple[str, ...]:
        """The occupations shown or compared before, where a message asks which of them."""
        if among := among_those_listed(text, focus):
            return among
        is_compared = focus.kind == "compare" and 1 < len(focus.profiles) <= MOST_LISTED
        return focus.profiles if is_compared and _ONLY_THOSE.search(text) else ()


def _is_lost(heard: Heard) -> bool:
    """Whether it points at something that was never shown, or makes no sense without what is missing."""
    question, focus = heard.question, heard.focus
    is_of_none = not (heard.mentions or focus.listed or focus.entries or focus.profiles)
    if _ONE_OF_SOME.search(heard.text) and is_of_none:
        return True
    points_back = not focus.past and heard.reading.facets["followup"] >= POINTS_BACK
    is_short = len(heard.text.split()) <= SHORT and question.intent == "question"
    return points_back and is_short and sum(sorted(heard.reading.topics.values())[-2:]) < OWN_TOPIC
