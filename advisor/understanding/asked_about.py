"""Decide which jobs a question is about: those it names, points at, or that were talked about before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.question import Focus, Question
from advisor.understanding.jobs import Mention
from advisor.understanding.meant import Names
from advisor.understanding.scope import is_of_new_work, work_with
from advisor.understanding.whose import (
    are_compared,
    compared_with,
    in_the_question,
    of_oneself,
    of_the_same,
    pointed_at,
)
from knowledge.catalog import Catalog

CHOICES = 4  # Occupations of one name that are offered to choose from.


def with_jobs(
    question: Question, mentions: Sequence[Mention], focus: Focus, names: Names, catalog: Catalog
) -> Question:
    """Decide whose job is asked about: named now, named before, or the only one there is."""
    mentions = [names.settled(one, question.text, focus) for one in mentions]
    mentions = of_oneself(question.text, mentions) or mentions
    asked = [one for one in mentions if not one.is_background]
    if not mentions and (pointing := pointed_at(question, focus)):
        return pointing
    if both := compared_with(question, mentions, focus):
        assumed = tuple((one.text, one.profiles[0]) for one in both if len(one.profiles) > 1)
        named = tuple(one.profiles[0] for one in both)
        return replace(question, profiles=named, kind="compare", assumed=assumed)
    unclear = [one for one in asked or mentions if len(one.profiles) > 1]
    if unclear and len(asked or mentions) == len(unclear):
        return replace(question, profiles=(), choices=unclear[0].profiles[:CHOICES])
    if len(asked or mentions) > 1 and not are_compared(question, asked or mentions):
        asked = [in_the_question(question.text, asked or mentions)]
        unclear = [one for one in asked if len(one.profiles) > 1]
    if question.kind == "compare" and len(asked) > 1:
        question = replace(question, assumed=tuple((one.text, one.profiles[0]) for one in unclear))
        asked = [replace(one, profiles=one.profiles[:1]) for one in asked]
    named = tuple(dict.fromkeys(name for one in asked or mentions for name in one.profiles))
    others = tuple(dict.fromkeys(one.text for one in asked if not one.profiles and one.is_asked_about))
    if len(named) == 1 and (called := of_the_same(question, asked)):
        question = replace(question, kind="fact", topics=("overview",), uncovered=())
        question = replace(question, assumed=tuple((one, named[0]) for one in called))
    if named and question.kind != "compare":
        others = ()
    if not named and others and question.kind != "compare":
        return replace(question, profiles=(), other_jobs=others)
    return replace(question, profiles=named or _before(question, focus, catalog), other_jobs=others)


def _before(question: Question, focus: Focus, catalog: Catalog) -> tuple[str, ...]:
    """The jobs talked about before, or the only one there is; none for who asks for new work."""
    is_new = is_of_new_work(question.text) or bool(work_with(question.text))
    wants_new = question.topics[:1] == ("next_jobs",) and is_new and not focus.own
    before = () if wants_new else focus.profiles
    return before or ((catalog.only.id,) if catalog.only else ())
