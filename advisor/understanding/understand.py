"""Understand a message in the light of the turns before: whose job, what about it, which way asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.ordinals import points_only, without_place
from advisor.placing import Guess
from advisor.question import AllOccupations, Budget, Focus, Question
from advisor.resume.reader import MOST_TEXT
from advisor.resume.requests import ResumeRequests
from advisor.resume.resume import AskedResume
from advisor.understanding import scope
from advisor.understanding.asked_about import with_jobs
from advisor.understanding.brevity import brief
from advisor.understanding.budget import budget_of
from advisor.understanding.called_otherwise import called_otherwise
from advisor.understanding.challenged import challenges
from advisor.understanding.cleaned import as_a_question, clean
from advisor.understanding.compared import OF_FIELD, among_shown, going_on, of_several
from advisor.understanding.compared_set import changed
from advisor.understanding.exclusions import is_left_out
from advisor.understanding.feelings import is_in_danger, is_low, with_feelings
from advisor.understanding.gloss import gloss
from advisor.understanding.intents import intent_of
from advisor.understanding.jobs import MASK, JobMatcher, Mention
from advisor.understanding.labels import Example
from advisor.understanding.language import language_of
from advisor.understanding.meant import Names
from advisor.understanding.measures import asks_people
from advisor.understanding.moves import MoveReader, suggestions
from advisor.understanding.named import names_a_family, tells_family
from advisor.understanding.orders import figure_named
from advisor.understanding.pairs import (
    asks_for_the_best,
    only_tells,
    own_job,
    part_asked,
    those_compared,
    with_own_as_background,
)
from advisor.understanding.reader import NearestReader, QuestionReader
from advisor.understanding.refused import further_moves, refused_in, refuses, rejected_of, without_refused
from advisor.understanding.several_sentences import REFUSED, mean_of, read_whole
from advisor.understanding.survey import SurveyReader
from advisor.understanding.taken_back import taken_back
from advisor.understanding.titles import title_key
from advisor.understanding.topics import (
    SECOND,
    facets_of,
    in_telegram_style,
    judged,
    of_topics,
    with_counted,
    with_facets,
    with_topics,
)
from advisor.understanding.whose import (
    MOST_LISTED,
    among_those_listed,
    are_compared,
    asks_of_all_listed,
    listed_by_word,
    of_those_listed,
    with_those_compared,
)
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.profile import Section

FOLLOWUP = 0.5
SHORT = 10  # Words of a message that may be nothing but a reference to what was before.
POINTS_BACK = 0.9  # The same for a first message that makes no sense alone...
OWN_TOPIC = 0.6  # ...when its two likeliest topics have less than this.
VAGUE = 0.3  # Share that the likeliest topic has at least where something is asked of several jobs...
CHOOSING = ("compare", "plan", "superlative")  # ...in one of these ways.
BY_WORDS = 0.2  # What the words shared with examples weigh in a reading.
_OF_NO_TOPIC = ("next_jobs", "overview", "summary", "ai_effect")  # As of "what about this job".
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
        self._reader, self._guess = reader, guess
        self._by_words = NearestReader(examples)
        self._catalog = catalog
        self._jobs = JobMatcher(catalog, examples)
        self._names = Names(catalog, self._jobs.titles)
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
        mentions = self._named(text, focus)
        refused = refused_in(text, mentions)
        if refused and focus.moves and len(text.split()) <= SHORT and len(refused) == len(mentions):
            return further_moves(text, refused, focus.moves, focus)
        if refused:
            text = without_refused(text, refused[-1])
            mentions = [one for one in self._jobs.mentions(text) if not refuses(text, one)]
        question = self._asked(text, mentions, focus, may_be_of_all=may_be_of_all)
        return replace(question, own=own_job(text, mentions, focus.own) or question.own)

    def _named(self, text: str, focus: Focus) -> list[Mention]:
        """The jobs that a message names, or calls by what is done there."""
        mentions = self._names.without_roles(self._jobs.mentions(text), text, focus)
        if self._guess and language_of(text) == "en":
            mentions = called_otherwise(text, mentions, self._guess, self._is_topic)
        mentions = self._names.of_the_trade(mentions, focus)
        return with_own_as_background(text, mentions, focus.own)

    def _is_topic(self, words: str) -> bool:
        """Whether the words are something that is asked of any job: "benefits", "part time"."""
        shares = self._reader.read(f"what about {words}", Focus()).topics
        return max(share for topic, share in shares.items() if topic not in _OF_NO_TOPIC) >= OWN_TOPIC

    def _asked(self, text: str, mentions: list[Mention], focus: Focus, *, may_be_of_all: bool) -> Question:
        """The question of a message whose jobs are known."""
        if language_of(text) != "en":  # Another language's word is no misspelt English name.
            mentions = [one for one in mentions if title_key(one.text) in self._jobs.titles]
        masked = self._jobs.mask(text, mentions)
        language = language_of(masked)
        if language != "en" and not mentions:
            glossed = gloss(text, language)
            if mentions := self._jobs.mentions(glossed):  # "Krankenschwester" is no name here, "nurse" is.
                text = glossed
            masked = self._jobs.mask(text, mentions)
        english = masked if language == "en" else gloss(masked, language)
        before = _as_an_overview(focus)
        reading = read_whole(self._reader, english, before)
        by_words = self._by_words.read(masked, before)
        mixed = mean_of(by_words, reading, share=BY_WORDS)  # Words tell topics apart, not yes from no.
        reading = judged(replace(reading, topics=mixed.topics, kinds=mixed.kinds), english)
        question = Question(
            text=text,
            language=language,
            intent=intent_of(reading, by_words, english),
            kind=reading.kind,
            facets=facets_of(reading, text),
            is_followup=bool(focus.past) and reading.facets["followup"] >= FOLLOWUP,
            earlier=focus.said if focus.past and reading.facets["followup"] >= FOLLOWUP else "",
            search_text=english,
            topic_shares=reading.topics,
        )
        if question.intent == "override" and _takes_back(text, focus):  # No order to break rules of ours.
            question = replace(question, intent="question")
        if question.intent == "greeting" and mentions and max(reading.topics.values()) >= OWN_TOPIC:
            question = replace(question, intent="question")  # "Hi. I work in HR, AI worries me."
        if (
            question.intent == "question"
            and own_job(text, mentions, focus.own)
            and only_tells(masked.lower())
        ):
            question = replace(question, intent="switch")
        if question.intent == "switch" and len(mentions) > 1 and are_compared(question, mentions):
            question = replace(question, intent="question", kind="compare")  # "A psychologist or a nurse."
        question, despairs = with_feelings(question, reading)
        if not (mentions or despairs) and focus.profiles and focus.topics and challenges(text):
            asked = replace(question, intent="question", kind="fact", topics=(), uncovered=("provenance",))
            return replace(asked, profiles=focus.profiles)
        in_a_plan = focus.kind == "plan" and not mentions and not despairs
        if in_a_plan and (budget := budget_of(text.lower(), Budget())):
            asked = replace(question, intent="question", kind="plan", topics=focus.topics, budget=budget)
            return replace(asked, profiles=focus.profiles)
        asks_which = not (despairs or mentions) and not (
            focus.none_picked and asks_for_the_best(text.lower())
        )
        if asks_which and (among := self._shown(text, focus)):
            weighs = focus.kind == "compare" and _WEIGHS.search(text)  # "Which one has less math?"
            ranks = figure_named(text.lower()) or _SUPERLATIVE.search(text) or weighs
            limits = () if ranks else self._surveys.limits(scope.spelt(text), "")
            if limits:
                return replace(question, intent="question", of_all=among_shown(among, limits))
            if among_those_listed(text, focus):
                return of_several(question, among, reading)
        words = scope.spelt(self._jobs.mask(text, mentions))
        is_plain = language == "en" and not (mentions or despairs) and question.intent not in REFUSED
        if is_plain and focus.profiles and (further := going_on(question, masked.lower(), focus)):
            return further
        if asks_people(masked.lower()):
            question = replace(question, figure=fields.CHANGE)
        left = changed(text, mentions, focus) if language == "en" else ()
        if left and not despairs and question.intent not in REFUSED:
            asked = of_several(question, left, reading) if len(left) > 1 else replace(question, profiles=left)
            names_none = asked.topics == ("overview",) or bool(mentions)
            return replace(asked, intent="question", topics=focus.topics if names_none else asked.topics)
        both = those_compared(text, words, mentions, focus, self._catalog) if language == "en" else ()
        if both and not despairs and question.intent not in REFUSED:
            return of_several(question, both, reading)
        picked = "" if mentions or despairs else self._asked_of_one_listed(text, words, focus)
        if picked:
            return self._of_the_listed(text, picked, focus)
        if about_moves := self._about_moves(question, mentions, focus, despairs=despairs):
            return about_moves
        if may_be_of_all and (of_all := self._of_all(question, mentions, focus)):
            if suggested := suggestions(of_all):
                return replace(question, intent="question", topics=("next_jobs",), moves=suggested)
            return replace(question, intent="question", of_all=of_all)
        if _ONE_OF_SOME.search(text) and not (mentions or focus.listed or focus.entries or focus.profiles):
            return replace(question, intent="unclear")  # Nothing was shown that it could be one of.
        lost = not focus.past and reading.facets["followup"] >= POINTS_BACK and len(text.split()) <= SHORT
        if lost and question.intent == "question" and sum(sorted(reading.topics.values())[-2:]) < OWN_TOPIC:
            return replace(question, intent="unclear")
        question = with_counted(with_facets(with_topics(in_telegram_style(question)), focus), focus)
        titles = {one: found.title for one in focus.listed if (found := self._catalog.get(one))}
        if not mentions and (picked := listed_by_word(text, titles, was_asked=bool(focus.pending))):
            ask = focus.pending or _ABOUT_IT
            of_one = Focus(profiles=(picked,), past=focus.past, moves=focus.moves, listed=focus.listed)
            return replace(self.understand(ask, of_one), profiles=(picked,), choices=())
        if not mentions and (pointed_at := of_those_listed(text, focus)):
            if points_only(text):  # "And the second one?" asks what was asked before it.
                topics = focus.topics if focus.past and focus.past[-1] else ("overview",)
                return replace(of_topics(question, topics), profiles=(pointed_at,))
            return self._of_the_listed(text, pointed_at, focus)
        if not mentions and asks_of_all_listed(question, focus):
            return of_several(question, focus.listed[:MOST_LISTED], reading)
        question = with_jobs(question, mentions, focus, self._names, self._catalog)
        names_one = len(question.profiles) == 1 or (question.choices and not question.profiles)
        is_named = names_one and mentions and _ONLY_A_JOB.fullmatch(masked)
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

    def _asked_of_one_listed(self, text: str, words: str, focus: Focus) -> str:
        """The occupation listed that a message asks something of: "what does the second one pay"; else empty.

        Who does nothing but point at it, refuses it, or asks for the way there, asks about the move to it.
        """
        picked = of_those_listed(text, focus)
        of_the_move = part_asked(words) or budget_of(words, None) or rejected_of(words, focus.listed)
        return "" if not picked or of_the_move or points_only(text) else picked

    def _of_the_listed(self, text: str, picked: str, focus: Focus) -> Question:
        """The question as one about an occupation that was listed and that the message points at."""
        of_it = replace(focus, profiles=(picked,), topics=(), listed=(), survey=None, moves=None)
        asked = self.understand(without_place(text, MASK), of_it)
        topics = asked.topics or (() if asked.uncovered else ("overview",))
        return replace(asked, profiles=(picked,), topics=topics)

    def _chosen_by(self, question: Question) -> str:
        """What one of several jobs is to be chosen by: a figure that is named, or all there is where
        nothing tells ("so which one should I pick?"); empty where something else is asked.
        """
        asks = question.intent in ("question", "unclear", "undecided")
        if not asks or question.facets or question.kind not in CHOOSING:
            return ""
        alone = self._reader.read(question.search_text, Focus())  # Without what was asked before.
        is_vague = max(alone.topics.values()) < VAGUE
        figure = figure_named(question.search_text.lower())
        is_of_ai = figure in (
            fields.EXPOSURE,
            fields.CHANGE,
        )  # "Which is harder to automate" is no question of schooling.
        if figure and (is_vague or is_of_ai or question.topics[:1] == (Section.RISKS.value,)):
            return OF_FIELD[figure]
        return "overview" if is_vague else ""

    def _about_moves(
        self, question: Question, mentions: list[Mention], focus: Focus, *, despairs: bool
    ) -> Question | None:
        """The question as one about moves from one occupation to others, if it is.

        Who hates phones is taken for sad at times, and "forget the pay limit" for a wish to be forgotten.
        """
        if question.language != "en" or question.intent in REFUSED:
            return None
        mentions = [one for one in mentions if not tells_family(question.text, one.start, one.end)]
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

    def _shown(self, text: str, focus: Focus) -> tuple[str, ...]:
        """The occupations shown or compared before, where a message asks which of them."""
        if among := among_those_listed(text, focus):
            return among
        is_compared = focus.kind == "compare" and 1 < len(focus.profiles) <= MOST_LISTED
        return focus.profiles if is_compared and _ONLY_THOSE.search(text) else ()

    def _of_all(self, question: Question, mentions: list[Mention], focus: Focus) -> AllOccupations | None:
        """What the message asks of all occupations, if it does; "construction" is then no job's name."""
        if question.intent in ("harmful", "override", "feelings"):
            return None
        mentions = [
            one
            for one in mentions
            if not (names_a_family(one.text) or (focus.survey and is_left_out(question.text, one.start)))
        ]
        named = [name for one in mentions for name in one.profiles] or list(focus.profiles)
        text = self._jobs.mask(question.text, mentions) if question.language == "en" else question.search_text
        job = named[0] if named else ""
        return self._surveys.read(text, question.topic_shares, question.kind, job=job, focus=focus)


def _as_an_overview(focus: Focus) -> Focus:
    """The focus for the reader: what was told of a move is, for what comes next, a look at its target."""
    is_of_target = focus.moves and focus.moves.target in focus.profiles and focus.topics == ("next_jobs",)
    return replace(focus, topics=("overview",)) if is_of_target else focus


def _takes_back(text: str, focus: Focus) -> bool:
    """Whether it takes back limits of the moves or the list that was answered last."""
    asked = focus.moves or focus.survey
    return bool(asked and taken_back(text.lower().replace("’", "'"), asked.conditions))
