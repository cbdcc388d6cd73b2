"""Which occupation a question that names none seems to be about: taken when clear, else offered to choose."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.about_data import NoteFinder
from advisor.noted import OF_SOURCES, POINTS_BACK, SERVICE, Noted
from advisor.placing import OccupationFinder
from advisor.question import AllOccupations, AskedMoves, Focus, Question
from advisor.understanding.feelings import lost_a_job
from advisor.understanding.goal import wants_into
from advisor.understanding.jobs import MASK
from advisor.understanding.moves import limits_in
from advisor.understanding.orders import figure_named
from advisor.understanding.pairs import part_asked
from advisor.understanding.scope import (
    field_named,
    is_of_a_person,
    liked_in,
    likes_something,
    likings,
    share_of_all,
    spelt,
    work_with,
)
from advisor.understanding.telling import only_tells_of_oneself, tells_a_fact
from advisor.understanding.titles import title_key
from advisor.understanding.topics import topic_said
from advisor.understanding.understand import Understanding
from advisor.understanding.untold import untold as untold_in
from advisor.understanding.way_in import of_the_way_in
from advisor.understanding.whose import MOST_LISTED
from advisor.understanding.wishes import states_a_wish, told_by_ratings
from advisor.understanding.wording import ASKS, denied
from knowledge.catalog import Catalog
from knowledge.fields import called_field
from knowledge.profile import Section
from knowledge.survey import Condition, Survey

OF_ONE = frozenset((*Section, "training"))  # Topics that are asked of one occupation...
OF_ONE_SURE = 0.8  # ...when they have this share, and one occupation...
TAKEN_OVER_ALL = 0.35  # ...has this chance to be the one...
TAKEN_OVER_NOTHING = 0.6  # ...or this one, where nothing was understood that jobs could be told apart by.
SOME_CHANCE = 0.15  # Chance from which the likeliest occupations are offered for a field: "hospitality".
TOLD_WORK = 0.3  # The same for work that somebody tells of: "worked at a deli for eight years".
TO_LEAVE = 0.4  # Chance from which an occupation that no name tells is taken for the one to go from.
OF_SEVERAL = 0.6  # Chance from which a message tells which of those that bear a name is meant.
_NEAR = ("animals", "kids", "travel", "traveling", "travelling")  # Wishes that names of jobs tell of...
_WISHES_FOR = re.compile(
    r"\b(?:with|for|around|about|like|likes|love|loves|enjoys?|wants?|into|help\w*|teach\w*|car(?:e|ing)"
    r"|jobs?|work|lots?|some|more|gets?|let|lets|me|to|can|and|or)(?: \w+){0,2} $|^$"
)
"""...where they stand after such words: not "I keep seeing dead kids in my sleep"."""
_MAY_TELL = ("question", "off_topic", "reaction", "undecided", "goodbye")
_WHAT_ABOUT = re.compile(
    r"\W*(?:(?:and|or|but|so|ok|okay|hm+|then|maybe|perhaps) )*(?:(?:what|how) about|and|or|maybe)"
    r" (?P<what>[a-z][a-z &/'-]{3,40}?)\W*",
    re.I,
)
_I_DO = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|well|ok|no|i mean|mostly)\W+)*"
    r"(?:i(?:['’]?m|['’]?ve| have| am| used to)?"
    r"|(?:he|she|my (?:husband|wife|partner|boyfriend|girlfriend|son|daughter|mom|mum|dad|client|brother"
    r"|sister))"
    r"(?! (?:has|says|said|told)))\b"
    r"(?! (?:wants?|would|'d|wish\w*|hopes?|plans?|thinks?|wonder|needs?|am thinking|likes?|loves?|enjoys?"
    r"|hates?|am interested))",
    re.I,
)
"""Tells what the person does, or has done, in words that name no job."""
_WEIGHED = re.compile(
    r"\b(?:is|are|would|pays?|has|have)\b.*\b(?:better|worse|safer|easier|harder|calmer|more|less)\W*$", re.I
)


_CLAUSE = re.compile(r"[.,;]| and | but | until ")
"""What ends the clause that tells the work: "he drives a truck and got told the plant shuts"."""
_TELLS_WORK = re.compile(
    r"\b(?:work(?:ed|ing)?|was|did|been) (?:at|in|as|for)\b|\d+ ?(?:years?|yrs?)\b", re.I
)
ASKS_SOMETHING = re.compile(rf"\?|\b(?:{ASKS})\b|\btoo (?:old|late|young)\b", re.I)


class Guesses:
    """Puts the occupations that a finder takes a message for into its question."""

    def __init__(
        self,
        catalog: Catalog,
        finder: OccupationFinder,
        understanding: Understanding,
        notes: NoteFinder | None = None,
    ) -> None:
        self._catalog, self._finder, self._understanding = catalog, finder, understanding
        self._noted = Noted(finder, notes) if notes and catalog.tables else None

    def taken(self, question: Question, focus: Focus) -> Question:
        """The question with its note, or with the occupation it seems to be about where it names none."""
        if self._only_tells(question, focus) or _is_a_fact(question):
            question = self._told(question, focus)
        elif _is_of_no_job(question) and (told := self._told(question, focus)).intent == "switch":
            question = told  # "My husband drives a cement truck and the plant shuts in June."
        if note := self._noted.find(question, focus) if self._noted else None:
            return replace(question, intent="question", note=note, of_all=None, moves=None, choices=())
        if field := self._field_named(question, focus):
            return field
        if question.intent == "undecided" and liked_in(question.text):
            question = replace(question, intent="question", topics=("next_jobs",))
        placed = self._placed(self._of_one(_as_only_told(question), focus), focus)
        return self._near_what_is_liked(self._with_moves(placed, focus))

    def _only_tells(self, question: Question, focus: Focus) -> bool:
        """Whether nothing but something of the person is told, that nothing here was read from."""
        goes_on = bool(question.moves and focus.moves and question.moves.is_like(focus.moves))
        was_read = (question.moves and not goes_on) or question.of_all or question.resume
        if (
            was_read
            or question.is_of_sources
            or question.own
            or question.language != "en"
            or question.intent not in _MAY_TELL
        ):
            return False
        names_none = MASK not in question.search_text and not SERVICE.search(question.text)
        says_topic = (
            topic_said(question.search_text) or question.is_sad or states_a_wish(question.text.lower())
        )
        return names_none and not says_topic and only_tells_of_oneself(question.text)

    def _told(self, question: Question, focus: Focus) -> Question:
        """What is told, taken for the person's work where it surely tells of one, else only for noted."""
        was_asked = bool(focus.pending)
        may_tell = not focus.own and (was_asked or _I_DO.match(question.text))
        clauses = (question.text, _CLAUSE.split(question.text)[0])
        guess = max(map(self._finder.guess, clauses), key=lambda one: one.chance) if may_tell else None
        if guess and (guess.is_sure or (was_asked and guess.chance >= SOME_CHANCE)):
            own = guess.ids[0]
            return replace(question, intent="switch", profiles=(own,), own=own, assumed=(("", own),))
        none = replace(question, topics=(), uncovered=(), choices=(), moves=None)
        if lost_a_job(question.text):
            return replace(none, intent="question", topics=("next_jobs",), is_sad=True)
        return replace(none, intent="told", profiles=() if focus.moves else focus.profiles)

    def _field_named(self, question: Question, focus: Focus) -> Question | None:
        """After moves or suggestions, the job that a field stands for: "what about insurance"."""
        before, found = focus.moves, _WHAT_ABOUT.fullmatch(question.text)
        if not (before and found) or question.of_all or MASK in question.search_text:
            return None
        is_limit = question.moves and (
            question.moves.target or question.moves.conditions != before.conditions
        )
        if is_limit or topic_said(question.search_text) or figure_named(question.search_text.lower()):
            return None
        guess = self._finder.guess(found["what"])
        if guess.ids[0] == before.start or guess.chance < SOME_CHANCE:
            return None
        if guess.chance < OF_SEVERAL:
            is_topic = max(question.topic_shares.values(), default=0.0) >= OF_SEVERAL and not question.moves
            of_these = replace(question, intent="question", profiles=(), moves=None, choices=guess.ids)
            return None if is_topic else of_these
        moves = replace(before, target=guess.ids[0], seen=(), dropped=(), untold=(), budget=None, part="")
        ends = tuple(filter(None, (moves.start, moves.target)))
        of_it = replace(question, intent="question", topics=("next_jobs",), uncovered=(), profiles=ends)
        return replace(of_it, moves=moves, choices=(), assumed=(("", guess.ids[0]),))

    def _of_one(self, question: Question, focus: Focus) -> Question:
        """What looked like a question over all occupations, as one about a job that it surely points at.

        "What gets automated at burger places" asks for what only one job's profile tells.
        """
        if not question.of_all or (question.of_all.survey.order and question.of_all.survey.is_order_asked):
            return question
        topic = max(question.topic_shares, key=question.topic_shares.__getitem__, default="")
        if topic in OF_ONE and question.topic_shares[topic] >= OF_ONE_SURE:
            needed = TAKEN_OVER_ALL
        elif question.kind in ("yes_no", "fact") and not question.of_all.survey.is_told:
            needed = TAKEN_OVER_NOTHING
        else:
            return question
        guess = self._finder.guess(question.text)
        if guess.chance < needed:
            return question
        return self._understanding.of_one(question.text, focus, guess.ids[0])

    def _placed(self, question: Question, focus: Focus) -> Question:
        """The question with the occupation that it seems to be about, or some to choose from."""
        if question.other_jobs and not question.profiles and not self._catalog.only:
            return replace(question, nearest=self._finder.guess(" ".join(question.other_jobs)).ids)
        if question.kind == "compare" and len(question.profiles) < 2 and not question.of_all:
            both = self._finder.sides(question.text)
            if both and set(question.profiles) <= {one for _, one in both}:
                guessed = tuple(side for side in both if not self._is_title(*side))
                return replace(question, profiles=tuple(one for _, one in both), choices=(), assumed=guessed)
        if len(question.choices) > 1:
            guess = self._finder.guess(question.text)
            if guess.chance >= OF_SEVERAL and guess.ids[0] in question.choices:
                return replace(question, profiles=guess.ids[:1], choices=(), assumed=(("", guess.ids[0]),))
        tells_wishes = question.of_all and not share_of_all(question.text.lower())
        untold = question.of_all.untold if question.of_all and tells_wishes else ()
        wished = " and ".join(one for one in untold if not is_of_a_person(one))
        if question.of_all and (liked := wished or (untold and liked_in(question.text))):
            nearest = self._finder.about(f"loves {liked}")
            return replace(question, of_all=replace(question.of_all, nearest=nearest))
        if question.of_all and not any(one.field.is_family for one in question.of_all.survey.conditions):
            field = field_named(question.text)
            if field and (nearest := self._finder.about(f"works in {field}")):
                return replace(question, of_all=replace(question.of_all, nearest=nearest))
        of_no_job = question.uncovered[:1] == ("provenance",)
        if question.lacks_occupation and question.topic_shares.get("provenance", 0.0) >= OF_SOURCES:
            return replace(question, topics=(), uncovered=("provenance",))
        if not question.lacks_occupation or self._catalog.only or of_no_job:
            return question
        tells = likes_something(question.text) and "?" not in question.text
        asks_where_to = question.topics[:1] == ("next_jobs",) or tells  # From where, only the person knows.
        liked = liked_in(question.text) or work_with(question.text)
        if asks_where_to and (liked or likes_something(question.text)):
            # Of "has autism and loves trains" the trains count.
            nearest = (liked and self._finder.about(f"loves {liked}")) or self._finder.about(question.text)
            if nearest:
                return replace(question, of_all=AllOccupations(Survey(), nearest=nearest))
        guess = self._finder.guess(question.text)
        points_back = question.is_followup or POINTS_BACK.search(question.text)
        are_shown = focus.listed and not (focus.profiles or focus.pending)  # And not only offered.
        if are_shown and (points_back or not guess.is_sure):
            return _of_those_shown(question, focus)
        if guess.is_sure and (guess.chance >= TO_LEAVE or not asks_where_to):
            own = guess.ids[0] if _I_DO.match(question.text) and not focus.own else ""
            tells = bool(own) and "?" not in question.text
            vague = max(question.topic_shares.values(), default=0.0) < OF_SEVERAL
            intent = "switch" if tells and vague else question.intent  # "I teach 3rd grade and I'm done."
            question = replace(question, own=own or question.own, intent=intent)
            about = focus.profiles if len(focus.profiles) == 1 and guess.ids[0] not in focus.profiles else ()
            if about and _WEIGHED.search(question.text):  # "Is cybersecurity better?"
                two = (*about, guess.ids[0])
                return replace(question, profiles=two, kind="compare", assumed=(("", guess.ids[0]),))
            return replace(question, profiles=guess.ids[:1], assumed=(("", guess.ids[0]),))
        offered = focus.before.question.choices if focus.before and focus.pending else ()
        if (
            offered and question.topics and not asks_where_to
        ):  # Asked on instead of choosing: of the likeliest, and said so.
            return replace(question, profiles=offered[:1], assumed=(("", offered[0]),))
        tells_work = _TELLS_WORK.search(question.text) and guess.chance >= TOLD_WORK
        return question if asks_where_to and not tells_work else replace(question, choices=guess.ids)

    def _near_what_is_liked(self, question: Question) -> Question:
        """Moves and suggestions, limited to what comes near to a liking that no figure tells: "animals"."""
        if question.moves and question.moves.unmet:
            question = replace(question, moves=replace(question.moves, unmet=""))
        moves = question.moves
        if not moves or moves.target or question.resume:
            return question
        words = told_by_ratings(spelt(question.text))
        untold = untold_in(words)
        wished = (one for one in untold if one in _NEAR and _is_wished(one, words))
        liked = (one for one in likings(words) if one not in untold)  # "Something with benefits".
        near = {wish: self._finder.near(f"loves {wish}") for wish in dict.fromkeys((*wished, *liked))}
        near = {wish: ids for wish, ids in near.items() if ids}
        ids = frozenset(one for some in near.values() for one in some)
        said = " or ".join(f'"{wish}"' for wish in near)
        if not ids:
            return question
        limit = Condition(called_field(f"near {said}", ids), f"near to {said}", low=1)
        limits = (*moves.conditions, limit)
        if not self._catalog.board.find(Survey(limits)).fit:
            return replace(question, moves=replace(moves, unmet=said))
        left = tuple(one for one in moves.untold if one not in near)
        return replace(question, moves=replace(moves, conditions=limits, untold=left))

    def _is_title(self, text: str, profile_id: str) -> bool:
        profile = self._catalog.get(profile_id)
        return profile is not None and title_key(text) == title_key(profile.title)

    def _with_moves(self, question: Question, focus: Focus) -> Question:
        """Where to go from the one job that it is about, where figures tell; or to it, if it was guessed."""
        if question.intent == "question" and len(question.profiles) == 1 and not question.moves:
            question = of_the_way_in(question)
        asks = question.topics[:1] == ("next_jobs",) and question.language == "en"
        if asks and question.profiles and part_asked(question.search_text.lower()) == "time":
            return replace(question, topics=("education", "experience"))  # "How long does it take?"
        of_one = question.intent == "question" and len(question.profiles) == 1 and not question.moves
        if asks and of_one and not question.of_all and wants_into(question.search_text):
            return replace(question, topics=("education", "experience"), kind="plan")  # "Could I be a nurse?"
        if not asks or not of_one or question.of_all or question.resume or wants_into(question.search_text):
            return question
        profile, tables = self._catalog.get(question.profiles[0]), self._catalog.tables
        if not tables or not profile or profile.code not in tables.codes():
            return question
        limits, untold = limits_in(question.text, self._catalog, profile.id)
        if question.assumed and focus.own not in ("", profile.id):  # "Could I do IT?"
            moves = AskedMoves(focus.own, profile.id, limits, untold)
            return replace(question, moves=moves, profiles=(focus.own, profile.id))
        return replace(question, moves=AskedMoves(profile.id, conditions=limits, untold=untold))


def _is_wished(thing: str, words: str) -> bool:
    """Whether the words ask for work with a thing, and do not merely speak of it."""
    return bool(_WISHES_FOR.search(words[: words.find(thing)])) and not denied(thing).search(words)


def _is_of_no_job(question: Question) -> bool:
    """Whether it seems to have nothing to do with work, and asks nothing."""
    names_none = MASK not in question.search_text and not question.own
    return question.intent == "off_topic" and names_none and not ASKS_SOMETHING.search(question.text)


def _as_only_told(question: Question) -> Question:
    """What looks like a question for conditions of hiring, but only tells an age: "dishwasher. 34. tired"."""
    is_only = question.uncovered == ("eligibility",) and not question.topics
    if not (question.own and is_only) or ASKS_SOMETHING.search(question.text):
        return question
    if lost_a_job(question.text):
        return replace(question, topics=("next_jobs",), uncovered=(), is_sad=True)
    return replace(question, intent="switch", uncovered=())


def _is_a_fact(question: Question) -> bool:
    """Whether what sounds like a mere word on an answer tells something: "she hates needles a bit"."""
    is_read = question.intent == "reaction" and question.language == "en"
    return is_read and MASK not in question.search_text and tells_a_fact(question.text)


def _of_those_shown(question: Question, focus: Focus) -> Question:
    """The question as one about the occupations shown last: of a few all, of many one to be chosen."""
    of_wishes = focus.moves and not (focus.moves.start or focus.survey)
    if question.topics[:1] == ("next_jobs",) and focus.moves and of_wishes:
        moves = replace(
            focus.moves, target="", seen=(*focus.moves.seen, *focus.listed), dropped=(), untold=()
        )
        return replace(question, intent="question", moves=moves)  # "What else could I do?" again.
    if len(focus.listed) == 1:
        return replace(question, profiles=focus.listed)
    if 1 < len(focus.listed) <= MOST_LISTED:
        return replace(question, profiles=focus.listed, kind="compare")
    return replace(question, choices=focus.listed[:MOST_LISTED])
