"""Questions about the way into the job talked about, how long it will be there, and what to learn for it."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.question import Question
from advisor.understanding.jobs import MASK

_INTO = re.compile(
    r"\bhow (?:do|would|could|can|should|does) (?:i|he|she|we|they|one|you|somebody|someone) (?:\w+ )?"
    rf"(?:get (?:in|into (?:it|that|this)(?: one| job)?|there|started)\b"
    rf"|become (?:one|an? {MASK})\b|break in\b|start(?: out)?\W*$|begin\W*$|train for\b)"
)
_TO_LEARN = re.compile(
    r"\bwhat (?:should|could|can|must|would|do) (?:i|he|she|we|they) (?:\w+ ){0,2}?learn\b"
)
_TRAINING_FOR = re.compile(
    r"\b(?:what|which|how much) (?:kind of |sort of )?(?:training|qualifications?|preparation|schooling)\b"
)
_LASTS = re.compile(
    r"\bhow (?:long|many years|much time) (?:have|do|does|has) (?:i|we|they|it|he|she) (?:\w+ )?"
    r"(?:got|have|left|last)\b"
    r"|\b(?:is it|is this|it's|are we) (?:all )?(?:over|finished|done for|doomed)\b"
)
"""Asks how long the job will be there."""
_OF_THE_END = ("ai_effect", "automation", "outlook", "risks", "next_jobs")
"""What was talked about before somebody asks "so what should I learn"."""


def of_the_way_in(question: Question) -> Question:
    """The question with the topics that tell how to get in, how long the job lasts and what to learn."""
    words = question.search_text.lower()
    if _asks_into(words):
        return replace(question, topics=("education", "experience"), uncovered=(), kind="plan")
    first = (*question.topics, *question.uncovered)[:1]
    if first in (("experience",), ("training",)) and _TRAINING_FOR.search(words):
        return replace(question, topics=("education", "experience"), uncovered=())
    if _LASTS.search(words):
        return replace(question, topics=("ai_effect",), uncovered=(), kind="yes_no")
    if asks_to_learn(words) and not set(question.topics[:1]).isdisjoint(_OF_THE_END):
        return replace(question, topics=("skills",), uncovered=(), kind="plan")
    return question


def asks_to_learn(words: str) -> bool:
    """Whether a lower-case message asks what to learn."""
    return bool(_TO_LEARN.search(words))


def _asks_into(words: str) -> bool:
    """Whether a lower-case message asks how to get into the job that is talked about."""
    return bool(_INTO.search(words))
