"""How long it takes to get into an occupation: usual years of schooling, and what nobody publishes."""

from __future__ import annotations

import re

from advisor.answering.move_aspects import length_note, way_in
from advisor.answering.move_parts import Side
from advisor.citations import Draft, Form, Sentence
from advisor.question import Question
from advisor.understanding.pairs import part_asked
from advisor.understanding.topics import WAY_IN
from knowledge import fields

_TRAINING = re.compile(r"\b(?:apprentic\w+|internships?|residenc\w+|on[- ]the[- ]job|training)\b", re.I)
_PAID = re.compile(
    r"\b(?:paid|pays?|earn\w*|wages?|salary|money)\b.*\b(?:while|during|whilst|as i|when i|learn\w*|train\w*"
    r"|apprentic\w+)\b|\btraining (?:is |be )?(?:un)?paid\b"
    r"|\b(?:paid|unpaid) (?:training|apprentic\w+|internships?)\b",
    re.I,
)
NOT_PUBLISHED = "How long that training takes is not in these data."
NO_PAY_IN_TRAINING = "What is paid in training is not in these data: pay is that of all who do the job."


def answer_length(question: Question, side: Side) -> Draft | None:
    """The usual years of the way in, training first where it is asked of; None where no length is asked."""
    if not _is_of_time(question) or not (way := way_in(None, side)):
        return None
    training, evidence = side.value(fields.ON_THE_JOB), side.evidence(fields.ON_THE_JOB)
    if training and training.number and _TRAINING.search(question.text):
        *before, last = way
        unknown = [Sentence(NOT_PUBLISHED)] if _has_no_length(training.number) else []
        way = [*unknown, Sentence(f"Training: {last.text[:1].lower()}{last.text[1:]}", evidence), *before]
    topics = ("education", "experience")
    return Draft((*way, Sentence(length_note(way), form=Form.NOTE)), topics=topics)


def answer_paid_training(question: Question, side: Side) -> Draft | None:
    """That pay in training is not known, and the training itself; None where nothing asks of it."""
    training = side.value(fields.ON_THE_JOB)
    if not training or not _PAID.search(question.text) or not {*question.topics, *question.uncovered} & _ASKS:
        return None
    said = fields.TRAINING[int(training.number)]
    lead = Sentence(NO_PAY_IN_TRAINING)
    return Draft(
        (
            lead,
            Sentence(f"Training on the job to become competent: {said}.", side.evidence(fields.ON_THE_JOB)),
        ),
        abstained=True,
        topics=("experience",),
    )


_BARE = re.compile(r"\W*(?:(?:and|so|but|ok)\W+)?how (?:long|many (?:years|yrs|months))\W*", re.I)
_OF_FIGURES = frozenset(("salary", "outlook", "market_demand", "ai_effect", "wellbeing", "hours"))
"""What a bare "how long?" after it does not ask the way in of."""
_ASKS = frozenset((*WAY_IN, "salary", "pay_detail", "benefits"))


def _has_no_length(level: float) -> bool:
    """Whether the level of training is none that the Bureau of Labor Statistics tells the length of."""
    return fields.TRAINING[int(level)] in ("Apprenticeship", "Internship/residency")


def _is_of_time(question: Question) -> bool:
    """Whether it asks how long it takes to get into the occupation."""
    asked = {*question.topics[:1], *question.uncovered[:1]}
    if _BARE.fullmatch(question.text):
        return not asked & _OF_FIGURES
    return part_asked(question.search_text.lower()) == "time" and bool(asked & {*WAY_IN, "promotion"})
