"""Limits that a message takes back: "forget the pay limit", "lifting is fine", 'remove the limit "..."'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from advisor.understanding.exclusions import excluded
from advisor.understanding.wishes import called
from advisor.words import any_of, content_stems
from knowledge import fields
from knowledge.fields import Field
from knowledge.survey import Condition

_TAKES_BACK = re.compile(
    r"\b(?:forget|ignor\w+|drop\w*|remov\w+|skip|cancel|delete|lift the|scrap|take (?:off|away|out)"
    r"|never ?mind"
    r"|regardless of|no longer|without the limit)\b"
    r"|\b(?:don'?t|do not|doesn'?t|does not) (?:mind|matter|care)\b"
    r"|\b(?:is|are|'s|would be) (?:actually )?(?:fine|ok|okay|all right|alright)\b"
    r"|\b(?:ok|okay|fine) (?:too|after all)\b"
)
_ALL = re.compile(
    r"\b(?:all|every|any|the|my) (?:of (?:the|my) )?(?:limits|conditions|constraints|filters|restrictions)\b"
)
_NAMES: Mapping[Field, re.Pattern[str]] = {
    fields.PAY: any_of("pay, salary, money, wage*, income, earnings"),
    fields.LOW_PAY: any_of("pay, salary, money, wage*, starting pay"),
    fields.HIGH_PAY: any_of("pay, salary, money, wage*, top pay"),
    fields.GROWTH: any_of("growth, growing, shrinking, outlook"),
    fields.OPENINGS: any_of("openings, vacancies, demand"),
    fields.EMPLOYMENT: any_of("size, people employed, how many people"),
    fields.ENTRY: any_of("degree*, school*, college, education, studying, bachelor*, diploma"),
    fields.BACKGROUND: any_of("experience"),
    fields.ON_THE_JOB: any_of("training, apprenticeship*"),
    fields.EXPOSURE: any_of("ai, automation, exposure"),
}
_EMPTY = frozenset(
    content_stems("limit limits condition in not among the skills tools median above below high low")
)


def taken_back(text: str, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Of the conditions, those that a lower-case text takes back; said in full, by topic, or all of them."""
    conditions, (text, _) = tuple(conditions), excluded(text)
    clauses = [part for part in re.split(r"[;.!?]| but ", text) if _TAKES_BACK.search(part)]
    if any(_ALL.search(part) for part in clauses):
        return conditions
    if whole := [one for one in conditions if any(one.said.lower() in part for part in (*clauses, text))]:
        return tuple(whole) if clauses else ()
    return tuple(one for one in conditions if any(_names(part, one) for part in clauses))


def _names(clause: str, condition: Condition) -> bool:
    """Whether a clause calls a condition by what it is about."""
    if found := _NAMES.get(condition.field):
        return bool(found.search(clause))
    if names := called(condition):
        return bool(any_of(", ".join(names)).search(clause))
    return bool((set(content_stems(condition.said)) - _EMPTY) & set(content_stems(clause)))
