"""What answers a question about one occupation: entries of its profile, and elements that it is rated on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.question import Question
from advisor.understanding.body import strained_by
from advisor.understanding.matching import KINDS, EntryMatcher, as_read, rating_as_read
from advisor.understanding.orders import figure_named
from advisor.understanding.pairs import part_asked
from advisor.words import content_stems
from knowledge.catalog import Catalog
from knowledge.chunk import Chunk, Passage
from knowledge.embedding import Embedder, Vectors
from knowledge.fields import CHANGE, EXPOSURE, GROWTH
from knowledge.profile import Profile
from knowledge.rated import RatedElement, rated_elements
from knowledge.shipped import vectors_of

MATCHED = 9  # Entries of a profile that are matched, the nearest in meaning; farther ones hardly answer...
UNRANKED = 28  # ...with those of sections that are not indexed, which nothing ranks, up to so many...
RATINGS = 4  # ...and rated elements...
RATINGS_OF_WORK = 16  # ...where it is asked what the work is like or takes.
ANSWERS = 0.5  # Chance from which something answers a question.
ASKED = 0.6  # Chance from which a rated element is asked about.
SURELY = 0.8  # The same of a remark, which asks nothing.
NEAR = 0.25  # Chance from which one comes near to what is asked, where none is asked about.
ALIKE = 0.33  # Likeness from which a rated element may be asked about: chances alone take wild guesses...
SOMEWHAT_ALIKE = 0.2  # ...or this one, where a word that it goes by is said...
CERTAIN = 0.9  # ...and it has this chance.
_DEGREES = frozenset(content_stems("lot lots much often need always"))
MOST_RATINGS = 2
_TO_ME = re.compile(
    r"\b(?:write|give|show|tell|explain|read|make|send|list)\W+(?:me|us|that|this|it)\b", re.I
)
"""What the advisor is told to do, and no work that is asked about."""
_IS_LIKE = re.compile(r"\W*(?:(?:and|so|but) )*(?:is|are) (?:it|they|that) (?:really |just )?like\b")
OF_WORK = frozenset(("fitness", "workplace", "wellbeing"))
"""What no section holds and the rated elements may tell."""


class AnswerFinder:
    """Puts the trained matcher's chances in the place of likeness, and finds the ratings asked for."""

    def __init__(self, catalog: Catalog, matcher: EntryMatcher, embedder: Embedder) -> None:
        self._catalog, self._matcher, self._embedder = catalog, matcher, embedder

    def matched(self, question: Question, profile: Profile, passages: Sequence[Passage]) -> list[Passage]:
        """The passages with each entry's chance to answer, and those of sections that are not indexed.

        An entry that was not matched has the chance 0. A passage's own score is its likeness and the
        best of these chances.
        """
        near = {chunk_id: score for passage in passages for chunk_id, score in passage.entries}
        chunks = self._catalog.chunks(profile.id)
        texts = self._texts(profile, chunks)
        published = [one for one in texts if one not in near]
        kept = sorted((one for one in texts if one in near), key=lambda one: -near[one])[:MATCHED]
        asked = [*kept, *published[: UNRANKED - len(kept)]]
        found = dict(
            zip(
                asked, self._matcher.chances(question.search_text, [texts[one] for one in asked]), strict=True
            )
        )
        homes: dict[str, list[tuple[str, float]]] = {}
        for chunk_id in texts:
            home = chunks[chunk_id].parent or chunk_id
            homes.setdefault(home, []).append((chunk_id, found.get(chunk_id, 0.0)))
        like = {passage.chunk.id: passage.score for passage in passages}
        rest = [one for one in passages if one.chunk.id not in homes]
        made = [_passage(chunks[home], like.get(home, 0.0), entries) for home, entries in homes.items()]
        return sorted((*made, *rest), key=lambda passage: -passage.score)

    def with_ratings(self, question: Question, *, needed: float = ASKED) -> Question:
        """The question with the rated elements that it asks about or comes near to, the surest first."""
        if _is_of_no_rating(question):
            return replace(question, rated=(), rated_near=())
        elements, of_work = rated_elements(), bool(OF_WORK & set(question.uncovered))
        likeness = self._ratings @ self._embedder.embed([question.search_text])[0]
        looked_at = np.argsort(-likeness)[: RATINGS_OF_WORK if of_work else RATINGS]
        said = set(content_stems(_TO_ME.sub(" ", question.search_text)))
        nearest = [
            elements[at]
            for at in looked_at
            if likeness[at] >= ALIKE
            or _is_named_in_full(elements[at], said)
            or (likeness[at] >= SOMEWHAT_ALIKE and _is_named(elements[at], said))
        ]
        if not nearest:
            return replace(question, rated=(), rated_near=())
        chances = self._matcher.chances(question.search_text, [rating_as_read(one) for one in nearest])
        ranked = sorted(zip(chances, nearest, strict=True), key=lambda one: -one[0])
        alike = {
            elements[at].name
            for at in looked_at
            if likeness[at] >= ALIKE or _is_named_in_full(elements[at], said)
        }
        least = {one.name: needed if one.name in alike else CERTAIN for one in nearest}
        sure = tuple(one for chance, one in ranked if chance >= least[one.name])
        near = tuple(one for chance, one in ranked if chance >= NEAR) if of_work and not sure else ()
        return replace(question, rated=sure[:MOST_RATINGS], rated_near=near[:MOST_RATINGS])

    def of_strain(self, question: Question) -> Question | None:
        """The question as one of what is rated of the strain on a body: "is it hard on the back"."""
        strained = strained_by(question.search_text.lower())
        rated = tuple(one for one in rated_elements() if one.element in strained)
        of_body = replace(question, topics=(), uncovered=("fitness",))  # And of no risk that is "hard".
        return replace(of_body, rated=rated[:MOST_RATINGS], rated_near=()) if rated else None

    def of_a_remark(self, question: Question) -> Question:
        """What is told of somebody, as a question of what it surely names: "she is weak at math"."""
        asked = replace(question, intent="question", kind="fact", topics=("skills",), is_sad=False)
        of_it = self.with_ratings(asked, needed=SURELY)
        return of_it if of_it.rated else question

    def _texts(self, profile: Profile, chunks: Mapping[str, Chunk]) -> dict[str, str]:
        """By the id of its chunk, every entry as the matcher reads it."""
        found = {}
        for section in KINDS:
            for place, entry in enumerate(profile.entries(section), 1):
                alone = f"{profile.id}/{section}/{place}"
                found[alone if alone in chunks else f"{profile.id}/{section}"] = as_read(section, entry)
        return found

    @cached_property
    def _ratings(self) -> Vectors:
        return vectors_of(self._embedder, [rating_as_read(one) for one in rated_elements()])


def _is_of_no_rating(question: Question) -> bool:
    """Whether it asks how long something takes, how exposed to AI it is, or if it is like something else."""
    words = question.search_text.lower()
    if _IS_LIKE.match(words):
        return True
    return part_asked(words) == "time" or figure_named(words) in (EXPOSURE, GROWTH, CHANGE)


def _is_named(element: RatedElement, said: set[str]) -> bool:
    """Whether a message has a word that an element goes by: "do you drive a lot"."""
    return bool((said - _DEGREES) & set(content_stems(f"{element.said} {element.asked}")))


def _is_named_in_full(element: RatedElement, said: set[str]) -> bool:
    """Whether a message has all words of one way to ask for an element: "she faints when she sees blood"."""
    return any(way and said.issuperset(way) for way in map(content_stems, element.asked.split(";")))


def _passage(chunk: Chunk, likeness: float, entries: list[tuple[str, float]]) -> Passage:
    best = sorted(entries, key=lambda one: -one[1])
    return Passage(chunk, likeness + best[0][1], tuple(best))
