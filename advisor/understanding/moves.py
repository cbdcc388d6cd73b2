"""Read questions about moving from one's job to others: from where, where to, under which limits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.ordinals import without_place
from advisor.question import SHOWN, AllOccupations, AskedMoves, Focus
from advisor.understanding import scope
from advisor.understanding.body import tells_of_body
from advisor.understanding.budget import budget_of
from advisor.understanding.ends import ends_of
from advisor.understanding.feelings import lost_a_job
from advisor.understanding.jobs import MASK, SAYS, Mention
from advisor.understanding.move_words import (
    ASKS,
    FROM_THE_JOB,
    HAS_ONLY,
    IN_THE_FIELD,
    LIMITS,
    ONE_TO_OTHER,
    PERSONAL,
    QUESTION,
    SEEKS,
    WHAT_ELSE,
    WHAT_PAYS,
    WHERE_TO_START,
)
from advisor.understanding.named import leaves_field
from advisor.understanding.orders import limit
from advisor.understanding.pairs import (
    asks_for_the_best,
    asks_of_fit,
    only_names,
    own_and_other,
    own_job,
    part_asked,
    without_pick,
)
from advisor.understanding.refused import rejected_of
from advisor.understanding.survey import SurveyReader
from advisor.understanding.taken_back import taken_back
from advisor.understanding.untold import untold_of_moves
from advisor.understanding.way_in import asks_to_learn
from advisor.understanding.whose import is_of_others
from advisor.words import any_of
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.survey import Condition, joined

MEANT = 0.5  # Topic share of `next_jobs` from which a message asks for moves in whatever words...
MEANT_OF_OWN = 0.3  # ...where it tells the job that one has or had...
SURELY_MEANT = 0.8  # ...and where it names no job to go from.
OF_THE_JOB = 0.6  # The same for topics that are asked of a job itself, never of where to go from it.
_OF_THE_JOB_ITSELF = ("responsibilities", "tools", "risks", "copilot_tasks")
_LISTED = ("responsibilities", "skills", "tools", "risks", "automation", "copilot_tasks", "new_frontiers")
"""Topics of lists, after which "what else" asks for more of the list."""
_OF_THE_MOVE = ("next_jobs", "skills", "tools", "new_frontiers")
FEWEST, MOST = 3, 8  # Moves of one answer.
_LEARNT = any_of("missing, miss, lack, gap, gaps, learn, still")
_OF_IT = re.compile(r"\b(?:it|its|this|that one|that job|they|them|their|you)\b|\bthat\W*$")
_IS_LIKED = re.compile(r"\b(?:like|love|enjoy|hate|good (?:at|with)|into)(?: to| doing)? $")
_OF_THE_PICKED = re.compile(r"^(?:and |but |so )?(?:do|does|can|will|would) (?:i|you|they|it|he|she)\b")
_SOMETHING = re.compile(r"\b(?:some|any)thing\b")
_FURTHER = re.compile(r"\b(?:more(?! than)|others?|else|further|next|another)\b")


class MoveReader:
    """Reads them from a message whose occupations are masked."""

    def __init__(self, surveys: SurveyReader, catalog: Catalog) -> None:
        self._surveys, self._catalog = surveys, catalog

    def read(
        self, text: str, masked: str, shares: Mapping[str, float], mentions: Sequence[Mention], focus: Focus
    ) -> AskedMoves | None:
        """What is asked of moves, or None.

        `masked` is `text` with its `mentions` masked, `shares` are the reader's topic shares.
        """
        if not self._catalog.tables:
            return None
        words = scope.spelt(masked)
        known = [
            one
            for one in mentions
            if one.profiles and not (is_of_others(one, text) or SAYS.match(text, one.end))
        ]
        asked = self._read(text, words, shares, known, focus)
        if asked and not asked.target and leaves_field(text.lower(), (one.text for one in known)):
            asked = replace(asked, conditions=self._surveys.outside(asked.start, asked.conditions))
        return replace(asked, held=focus.resume.counted) if asked and focus.resume else asked

    def _read(
        self, text: str, words: str, shares: Mapping[str, float], known: Sequence[Mention], focus: Focus
    ) -> AskedMoves | None:
        if focus.moves and not known and (others := self._others(words, focus.moves, focus)):
            return others
        if not known and ONE_TO_OTHER.search(words) and (two := _last_two(focus)):
            return AskedMoves(*two)
        if between := self._between(text, words, known, focus):
            return between
        if focus.moves:
            if gone := taken_back(text.lower().replace("’", "'"), focus.moves.conditions):
                return _without(focus.moves, gone)
            if not known and (planned := self._planned(words, focus.moves, focus)):
                return planned
            if not known and focus.moves.target in focus.profiles and _is_of_target(words, shares):
                return None
            if not known and (continued := self._continued(words, focus.moves, focus)):
                return continued
        is_liked = bool(known) and all(_IS_LIKED.search(text[: one.start].lower()) for one in known)
        if is_liked and (of_oneself := self._of_oneself(scope.spelt(text), shares, focus)):
            return of_oneself  # "I love fixing things."
        start, target = ends_of(text, words, known, focus)
        target = "" if target == start else target  # "20 years at the bank, I was a teller."
        own = focus.resume.latest if focus.resume else ""
        before = own or _own_job(focus)
        if not all(map(self._has_figures, filter(None, (start or before, target)))):
            return None
        if start and target and start != target:
            return self._asked(start, words, focus, target=target)
        if target:
            return None
        came_from = focus.own or (focus.moves.start if focus.moves else "")
        is_new = scope.is_of_new_work(words) or bool(scope.work_with(words))
        before = own if is_new and not came_from else before
        if not focus.moves and part_asked(words) == "time":
            return None  # "How long does it take" to get into what is talked about.
        told_own = own_job(text, known) if len(known) < 2 else ""
        if len(known) == 1 and SEEKS.search(words):
            told_own = known[0].profiles[0]  # "Registered nurse wants work with animals for 80k".
        if (not known or told_own) and (told := self._told_limits(words, told_own, focus)):
            return told
        is_own = any(one.is_background and start in one.profiles for one in known)
        own_now = told_own or ("" if known else focus.own)
        if own_now and WHAT_PAYS.search(words) and self._surveys.limits(words, own_now):
            return self._asked(own_now, words, focus)
        asks_more = bool(WHAT_ELSE.fullmatch(words)) and set(focus.topics).isdisjoint(_LISTED)
        if not known and focus.own and asks_more:
            return self._asked(focus.own, words, focus)
        if (start or before) and self._asks(words, shares, start or own, is_own=is_own):
            is_goal = start and came_from and came_from != start and not is_own and not ASKS.search(words)
            if is_goal:  # "Ok, probation officer. Less stress?"
                return self._asked(came_from, words, focus, target=start)
            return self._asked(start or before, words, focus)
        return None if start or (before and not focus.resume) else self._of_oneself(words, shares, focus)

    def _between(self, text: str, words: str, known: Sequence[Mention], focus: Focus) -> AskedMoves | None:
        """The move from one's own job to the one that is named or talked about, or a part of it.

        To one that was named by who told no job, but likings and limits, it has no start.
        """
        own, other = own_and_other(text, known, focus, self._catalog)
        before = focus.moves
        part, budget = part_asked(words), budget_of(words, None)
        if before and before.start and not known and focus.none_picked and asks_for_the_best(words):
            first = focus.listed[0]  # They are shown in the order of how real they look.
            return replace(before, target=first, part="best", seen=(), dropped=(), untold=(), budget=None)
        names_one = bool(known and focus.own and only_names(words)) and focus.topics in ((), ("next_jobs",))
        if not before and part not in ("gap", "far") and not names_one:
            return None  # "How long does it take" is asked of a job itself as well.
        if part == "why" and not other and before and set(focus.profiles).isdisjoint(focus.listed):
            other = next(iter(focus.listed), "")
        pointed = words if known else without_pick(without_place(words, MASK))
        named = not focus.pending and only_names(pointed)
        if not other or own == other or not all(map(self._has_figures, filter(None, (own, other)))):
            return None
        if own and (part or budget or named):
            limits = before.conditions if before and before.start == own else ()
            held = before.held if before else ()
            return AskedMoves(own, other, limits, budget=budget, part="" if budget else part, held=held)
        named = named or (bool(known) and asks_of_fit(words))
        if named and before and not (own or before.start) and part != "way":
            return replace(before, target=other, seen=(), dropped=(), untold=())
        return None

    def _of_oneself(self, words: str, shares: Mapping[str, float], focus: Focus) -> AskedMoves | None:
        """Work for someone who names no job and tells what they like, can, have and want."""
        if MASK in words or (focus.survey and scope.goes_on(words, picked=False)):
            return None
        asks = scope.asks_for_oneself(words) or shares.get("next_jobs", 0.0) >= SURELY_MEANT
        tells = scope.tells_what_one_likes(words)
        if not asks and ("?" in words or not tells):
            return None
        found = self._surveys.limits(words, "")
        found = tuple(one for one in found if not one.field.is_family or one.low > 0)  # "Out of tech" tells
        rated = any(one.field.is_rating for one in found)  # of no work that is wanted.
        if scope.asks_all(words) and not (rated and tells):
            return None
        held = focus.resume is not None and asks
        told = asks or HAS_ONLY.search(words)  # "I have a GED."
        return self._asked("", words, focus) if rated or held or (found and told) else None

    def _told_limits(self, words: str, told_own: str, focus: Focus) -> AskedMoves | None:
        """What limits mean that are only told: for moves from one's own job, or for the job talked about.

        "I need to keep 85k", "I drive for Uber and my eyes get worse", "she faints when she sees blood".
        """
        if "?" in words or QUESTION.search(words) or (not told_own and (focus.survey or focus.moves)):
            return None
        own = told_own or focus.own
        found = self._surveys.limits(words, own)
        hinders = tells_of_body(words) or bool(untold_of_moves(words))
        is_of_own = bool(own) and bool(told_own or focus.profiles in ((), (own,)))
        if is_of_own and (hinders or (found and LIMITS.search(words))):
            return self._asked(own, words, focus)
        rated = tuple(one for one in found if one.field.is_rating)
        about = focus.profiles[0] if len(focus.profiles) == 1 else ""
        if about and about != focus.own and rated and self._has_figures(about):
            of_field = any(one.field.is_family and one.low > 0 for one in found)
            if scope.names_jobs(words) or of_field or _SOMETHING.search(words):
                return self._asked(about, words, focus)  # "I want to stay in health care but no lifting."
            return AskedMoves("", about, rated)
        return None

    def _planned(self, words: str, before: AskedMoves, focus: Focus) -> AskedMoves | None:
        """A plan to the target before, or to the first that was shown; a smaller one for less time."""
        budget = budget_of(words, before.budget)
        target = before.target or next(iter(focus.listed), "")
        if not budget or not before.start or not target:
            return None
        return replace(before, target=target, budget=budget, seen=(), dropped=(), untold=())

    def _has_figures(self, profile_id: str) -> bool:
        profile, tables = self._catalog.get(profile_id), self._catalog.tables
        return bool(profile and tables and profile.code in tables.codes())

    def _asks(self, words: str, shares: Mapping[str, float], start: str, *, is_own: bool) -> bool:
        """Whether it asks where one could go, and not of all occupations or of what AI creates.

        Who tells what their own job is (`is_own`) and asks for jobs asks for those to go to.
        """
        is_meant = shares.get("next_jobs", 0.0) >= (MEANT_OF_OWN if is_own else MEANT)
        if PERSONAL.search(words) or (is_own and lost_a_job(words) and WHERE_TO_START.search(words)):
            return True
        if any(shares.get(topic, 0.0) >= OF_THE_JOB for topic in _OF_THE_JOB_ITSELF):
            return False
        if asks_to_learn(words) and not _FURTHER.search(words):
            return False
        if IN_THE_FIELD.search(words) or (scope.compares(words) and scope.asks_all(words)):
            return False
        asks_where_to = ASKS.search(words) and (start or FROM_THE_JOB.search(words))
        if scope.asks_all(words) and not (asks_where_to or (is_own and is_meant)):
            return False
        return is_meant or (bool(start) and bool(ASKS.search(words)))

    def _asked(self, start: str, words: str, focus: Focus, *, target: str = "") -> AskedMoves:
        """What is asked from a start; limits of the same start's moves before go on."""
        rows = limit(words)
        before = focus.moves if focus.moves and focus.moves.start in (start, "") else None
        found = self._surveys.limits(words, start)
        conditions = joined(before.conditions if before else (), found)
        wishes = untold_of_moves(words)
        asks_anew = ASKS.search(words) or PERSONAL.search(words) or MASK in words
        is_as_before = before is not None and conditions == before.conditions and not wishes
        return AskedMoves(
            start,
            target,
            conditions=conditions,
            untold=wishes,
            seen=before.seen if before and is_as_before and not asks_anew else (),
            stays=is_as_before and focus.none_picked and not (target or asks_anew),
            most=min(max(rows, FEWEST), MOST) if rows else SHOWN,
            budget=budget_of(words, None) if target else None,
        )

    def _others(self, words: str, before: AskedMoves, focus: Focus) -> AskedMoves | None:
        """The moves before without those that the message rejects, under what it adds."""
        about = focus.profiles[0] if focus.profiles else ""
        picked = about if about != before.start else before.target
        rejected = rejected_of(words, focus.listed, picked)
        if not rejected:
            return None
        limits = joined(before.conditions, self._surveys.limits(words, before.start))
        limits = self._surveys.outside(before.start, limits) if leaves_field(words) else limits
        seen = (*before.seen, *rejected)
        return AskedMoves(
            before.start, "", limits, untold_of_moves(words), before.most, seen, held=before.held
        )

    def _continued(self, words: str, before: AskedMoves, focus: Focus) -> AskedMoves | None:
        """The moves before under further limits, or others than those shown."""
        if _OF_THE_PICKED.search(words):
            return None
        if not scope.goes_on(words, picked=bool(set(focus.profiles) & set(focus.listed))):
            return None
        found, wishes = self._surveys.limits(words, before.start), untold_of_moves(words)
        if leaves_field(words):
            found = self._surveys.outside(before.start, found)
        if wishes and not found and before.target in focus.profiles:
            return None  # "But no nights, right?" is asked of the job that the move leads to.
        if not found and not wishes:
            if before.target or not _FURTHER.search(words) or len(words.split()) > 6:
                return None
            return replace(before, seen=(*before.seen, *focus.listed), untold=(), dropped=())
        conditions = joined(before.conditions, found)
        stays = not before.target and {one.said for one in conditions} == {
            one.said for one in before.conditions
        }
        return replace(
            before, target="", conditions=conditions, untold=wishes, dropped=(), budget=None, stays=stays
        )


def _own_job(focus: Focus) -> str:
    """The job that one would go from: where a move to another is talked about, that move's start."""
    if focus.moves and focus.moves.target in focus.profiles:
        return focus.moves.start
    was_listed = not set(focus.profiles).isdisjoint(focus.listed)
    if focus.own or was_listed or (focus.moves and not focus.moves.start):
        return focus.own  # What was suggested to somebody, or listed, is not their job.
    return next(iter(focus.profiles), "")


def _last_two(focus: Focus) -> tuple[str, str] | None:
    """One's own job and the one talked about, else the two that came up last."""
    about = focus.profiles[0] if len(focus.profiles) == 1 else ""
    if focus.own and about and about != focus.own:
        return focus.own, about
    return (focus.met[-2], focus.met[-1]) if len(focus.met) > 1 else None


def _is_of_target(words: str, shares: Mapping[str, float]) -> bool:
    """Whether it surely asks something of the job a move leads to, not what is missing or other moves."""
    surest = max((share for topic, share in shares.items() if topic not in _OF_THE_MOVE), default=0.0)
    of_the_way = _FURTHER.search(words) or _LEARNT.search(words)
    return surest >= OF_THE_JOB and bool(_OF_IT.search(words)) and not of_the_way


def _without(before: AskedMoves, gone: Sequence[Condition]) -> AskedMoves:
    kept = tuple(one for one in before.conditions if one not in gone)
    said = tuple(one.said for one in gone)
    return replace(before, conditions=kept, dropped=said, untold=(), seen=(), budget=None)


def limits_in(text: str, catalog: Catalog, start: str) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """The limits that a text sets to moves from `start`, and the wishes in it that nothing tells of."""
    words, surveys = scope.spelt(text), SurveyReader(catalog)
    found = surveys.limits(words, start)
    return surveys.outside(start, found) if leaves_field(text.lower()) else found, untold_of_moves(words)


def suggestions(asked: AllOccupations) -> AskedMoves | None:
    """What is asked of all occupations as suggestions, where it is work of some kind that is wished for.

    "Jobs for someone shy" asks for no order; the best paid first would be of no use.
    """
    survey = asked.survey
    is_wish = any(one.field.is_rating for one in survey.conditions) and not survey.start
    is_told = any(one.field.is_figure and one.field != fields.ENTRY for one in survey.conditions)
    if not is_wish or is_told or survey.is_order_asked or survey.counts_only or asked.than:
        return None
    return AskedMoves("", conditions=survey.conditions, untold=asked.untold)
