"""Answers from what every occupation is rated on: "would I be outdoors", "does she need chemistry"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from advisor.answering.comparison import LEAST, Comparison
from advisor.answering.figure_table import NOT_KNOWN
from advisor.answering.material import Material
from advisor.citations import Form, Sentence, numbers_in
from advisor.question import Question
from knowledge.facts import NamedFact
from knowledge.profile import Section
from knowledge.published import stated_rating
from knowledge.rated import RatedElement
from knowledge.traits import Traits

TELLS_APART = 0.25  # Points of 5 from which two ratings are told to differ.
MUCH, LITTLE = 3.5, 2.25  # Ratings from 1 to 5 that a yes, and a no, is read from.
_HOMES = {"skills": Section.SKILLS, "knowledge": Section.SKILLS, "activities": Section.RESPONSIBILITIES}
"""The section that a rating is cited under; that of the work's context is the summary."""


def answer_rated(
    question: Question, material: Material, traits: Traits, *, with_verdict: bool = True
) -> list[Sentence]:
    """What the question's elements are rated at; nothing where the occupation has no such rating.

    A yes or no stands first, but where the profile itself has given one.
    """
    found = list(_found(question.rated, material, traits))
    if not found:
        return []
    said = [said_of(element, fact, material, traits) for element, fact in found]
    return [*(_verdict(found[:1], said[0], question) if with_verdict else []), *said]


def answer_near(question: Question, material: Material, traits: Traits) -> list[Sentence]:
    """What comes near to a question that neither the profile nor a rating answers."""
    found = _found(question.rated_near, material, traits)
    said = [replace(said_of(*one, material, traits), form=Form.BULLET) for one in found]
    return [Sentence("Published ratings that come near:"), *said] if said else []


def compare_rated(question: Question, materials: Sequence[Material], traits: Traits) -> Comparison | None:
    """A table of what several occupations are rated at; None where fewer than two have such a rating.

    Above it stands which is rated highest for what is asked first; lowest, where the least is asked for.
    """
    rated = {
        element: {one.profile.id: fact for one in materials for _, fact in _found((element,), one, traits)}
        for element in (*question.rated, *question.rated_near)
    }
    known = {element: facts for element, facts in rated.items() if len(facts) > 1}
    if not known:
        return None
    head = Sentence("", form=Form.ROW, cells=tuple(_title(one) for one in (None, *materials)))
    rows = [head]
    for element, facts in known.items():
        cells = [
            _rating(element, facts[one.profile.id], one, traits) if one.profile.id in facts else NOT_KNOWN
            for one in materials
        ]
        name = Sentence(_said(element), computed=numbers_in(element.said))
        rows.append(Sentence("", form=Form.ROW, cells=(name, *cells)))
    element, facts = next(iter(known.items()))
    ranked = sorted(
        (one for one in materials if one.profile.id in facts),
        key=lambda one: -facts[one.profile.id].fact.value,
    )
    of_least = bool(LEAST.search(question.text))
    first, last = (ranked[-1], ranked[0]) if of_least else (ranked[0], ranked[-1])
    ends = [facts[one.profile.id] for one in (first, last)]
    if abs(ends[0].fact.value - ends[1].fact.value) < TELLS_APART:
        return Comparison((_about_the_same(element, facts, ranked, traits), *rows))
    way = "lower" if of_least else "higher"
    text = f"{_said(element)}: {first.profile.title} are rated {way} than {last.profile.title}:"
    evidence = [
        one
        for material, fact in zip((first, last), ends, strict=True)
        for one in _rating(element, fact, material, traits).evidence
    ]
    names = numbers_in(f"{element.said} {first.profile.title} {last.profile.title}")
    return Comparison((Sentence(text, tuple(evidence), computed=names), *rows), first.profile.id)


def _about_the_same(
    element: RatedElement, facts: Mapping[str, NamedFact], ranked: Sequence[Material], traits: Traits
) -> Sentence:
    """That ratings lie so near to each other that none stands out, with both ends."""
    high, low = (f"{facts[one.profile.id].fact.value:.1f}" for one in (ranked[0], ranked[-1]))
    text = f"{_said(element)}: about the same in {'both' if len(ranked) == 2 else f'all {len(ranked)}'}"
    text += f", {low} of 5" if low == high else f", {low} to {high} of 5"
    evidence = [
        one for each in ranked for one in _rating(element, facts[each.profile.id], each, traits).evidence
    ]
    return Sentence(f"{text}:", tuple(evidence), computed=numbers_in(text))


def _said(element: RatedElement) -> str:
    return f"{element.said[:1].upper()}{element.said[1:]}"


def _title(material: Material | None) -> Sentence:
    title = material.profile.title if material else ""
    return Sentence(title, computed=numbers_in(title))


def _rating(element: RatedElement, named: NamedFact, material: Material, traits: Traits) -> Sentence:
    """One rating in a cell."""
    value = named.fact.value
    evidence = material.published(
        stated_rating(named, traits.tables), _HOMES.get(element.table, Section.SUMMARY)
    )
    return Sentence(
        f"{value:.1f} of 5, {element.in_words(value)}", (evidence,), computed=(f"{value:.1f}", "5")
    )


def _found(
    elements: Iterable[RatedElement], material: Material, traits: Traits
) -> Iterator[tuple[RatedElement, NamedFact]]:
    """The elements that the occupation is rated on, with their ratings."""
    for element in elements:
        for fact in traits.facts(element.table, material.profile.code):
            if fact.name == element.element:
                yield element, fact


def said_of(element: RatedElement, named: NamedFact, material: Material, traits: Traits) -> Sentence:
    """One rating in words, with its source."""
    value = named.fact.value
    text = f"{_said(element)}: {value:.1f} of 5, {element.in_words(value)}"
    about = f"; this is rated for the wider group {named.fact.describes}" if named.fact.describes else ""
    statement = stated_rating(named, traits.tables)
    evidence = material.published(statement, _HOMES.get(element.table, Section.SUMMARY))
    computed = (f"{value:.1f}", "5", *numbers_in(element.said))
    return Sentence(
        f"{text} ({traits.tables.sources[named.fact.source].name}){about}.", (evidence,), computed=computed
    )


def _verdict(
    found: Iterable[tuple[RatedElement, NamedFact]], said: Sentence, question: Question
) -> list[Sentence]:
    """Yes or no as we read it from the first rating."""
    if question.kind != "yes_no":
        return []
    value = next(fact.value for _, (_, fact) in found)
    word = "Yes" if value >= MUCH else "Hardly" if value <= LITTLE else "To some degree"
    return [Sentence(f"{word}, as I read the published rating:", said.evidence)]
