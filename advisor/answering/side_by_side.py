"""Several occupations side by side: by the figures or ratings asked for, or by all that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.answering.absent import OF_EVERYONE
from advisor.answering.comparison import OF_ALL, answer_comparison, fields_of
from advisor.answering.material import Material
from advisor.answering.phrases import phrases
from advisor.answering.published import answer_sources
from advisor.answering.rated import compare_rated
from advisor.citations import Draft, Sentence
from advisor.question import Question
from advisor.understanding.jobs import MASK
from advisor.understanding.orders import figure_named
from advisor.understanding.pairs import part_asked
from advisor.understanding.topics import topic_said
from advisor.words import content_stems
from knowledge.catalog import Catalog
from knowledge.rated import RatedElement, rated_elements

_COMPARING = frozenset(
    content_stems("vs versus compare compared comparison difference between better against")
)
_PICKING = frozenset(content_stems("which pick choose take recommend prefer go best better would should"))
_WEIGHS = re.compile(r"\b(?:more|less|fewer|most|least|lowest|highest)\b")
_PAID = frozenset(content_stems("make makes earn earns pay pays paid get gets money better"))
_NO_REASONS = Sentence("The figures tell how these jobs differ, not for what reasons. What they tell:")


def side_by_side(
    question: Question, materials: Sequence[Material], catalog: Catalog, *, own: str = ""
) -> Draft | None:
    """A table of what is asked; None where only the documents tell it, each in its own words.

    `own` is the id of the person's own job: where it is one of several, the others are told beside it.
    """
    several = question.search_text.count(MASK) > 1
    is_bare = several and set(content_stems(question.search_text)) <= _COMPARING  # "A vs B".
    topics = ("overview",) if is_bare else (*question.topics, *question.uncovered)
    part = part_asked(question.search_text.lower())
    if part == "time" or (part == "way" and topics[0] in OF_ALL):
        topics = ("education", "experience")  # "How do I get there?"
    by_figures = bool(fields_of(topics))
    asks_why = part == "why"
    is_open = set(content_stems(question.search_text)) <= _PICKING
    if named := _element_weighed(question):  # "Which one has less math?"
        question = replace(question, rated=(named,))
    by_ratings = (
        not (by_figures or asks_why)
        or bool(named)
        or (bool(question.rated) and topics[0] in OF_ALL and not is_open)
    )
    if catalog.traits and by_ratings and (rated := compare_rated(question, materials, catalog.traits)):
        return Draft(rated.sentences, topics=topics, foremost=rated.foremost)
    lead = [_NO_REASONS] if asks_why else _untold(question)
    if not by_figures and not lead:
        return None
    topics = topics if by_figures else ("overview",)
    figure = question.figure or figure_named(question.search_text.lower())
    found = answer_comparison(topics, materials, catalog, question.text, figure, own=own)
    # Pay and stress: the one figures, ratings the other.
    traits = catalog.traits if question.uncovered and not asks_why else None
    if traits and (rated := compare_rated(question, materials, traits)):
        if not topic_said(question.search_text):  # The figures are of a guess.
            return Draft(rated.sentences, topics=question.uncovered, foremost=rated.foremost)
        said = (*found.sentences, *rated.sentences)
        return Draft(said, topics=topics, foremost=found.foremost, figure=found.figure)
    sources = answer_sources(materials[0]) if "provenance" in question.uncovered else []  # All have these.
    said = (*lead, *found.sentences, *sources)
    return Draft(said, abstained=bool(lead), topics=topics, foremost=found.foremost, figure=found.figure)


def _element_weighed(question: Question) -> RatedElement | None:
    """The rated element that a message weighs jobs by in its own words, where it names no figure."""
    text = question.search_text.lower()
    said = [stem for stem in content_stems(_WEIGHS.sub(" ", text)) if stem not in _COMPARING | _PAID]
    if "how much" in text or not said or not _WEIGHS.search(text) or figure_named(text) or topic_said(text):
        return None
    named = [(len(content_stems(way)), one) for one in rated_elements() for way in _ways(one, said)]
    return min(named, key=lambda pair: pair[0])[1] if named else None


def _ways(element: RatedElement, said: Sequence[str]) -> list[str]:
    """The ways to name an element that have all stems of a message; the shortest says no more than it."""
    ways = (element.element, element.said, *element.asked.split(";"))
    return [
        way for way in ways if all(any(name.startswith(stem) for name in content_stems(way)) for stem in said)
    ]


def _untold(question: Question) -> list[Sentence]:
    """That no profile tells what is asked above all, where several occupations are compared."""
    first = question.uncovered[:1]
    shares = question.topic_shares
    if not first or shares.get(first[0], 0.0) <= max(
        (shares.get(one, 0.0) for one in question.topics), default=0.0
    ):
        return []
    if fields_of(first) or first == ("provenance",):
        return []
    names = " or ".join(phrases("en").topic_names(first))
    lead = Sentence(f"The profiles do not say anything about {names}.")
    of_everyone = [Sentence(OF_EVERYONE)] if first == ("demographics",) else []
    return [lead, *of_everyone, Sentence("What is known of these jobs:")]
