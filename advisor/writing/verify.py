"""Each sentence of a chat model against the facts that it cites, before anyone sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.citations import Evidence, Form, Sentence, numbers_in
from advisor.understanding.gloss import gloss
from advisor.words import content_stems
from advisor.writing.claims import turned
from advisor.writing.cutting import Said
from advisor.writing.facts import ORDERS, Fact
from advisor.writing.meaning import Meaning
from advisor.writing.names import Names
from advisor.writing.numbers import amounts, unborne
from advisor.writing.talk import Talk

# Chosen on true paraphrases and on sentences that cite another fact; tests/advisor/writing has both.
SUPPORTED = 0.5  # Cosine from which facts may bear a sentence out...
BY_WORDS = 0.3  # ...where they share this share of the sentence's words as well...
NEAR = 0.65  # ...or from which no word need be shared.
FOUND = 0.58  # The same for a fact that the sentence does not cite itself.
GLOSSED = 0.1  # How much lower all are for a sentence that was glossed word by word.
CANDIDATES = 4  # Facts that are tried for a sentence whose own citations do not bear it out.
MOST_CITED = 6
_NOTHING = "states nothing that a source could bear out"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a sentence: what may be shown, or why it may not."""

    sentence: Sentence | None = None
    problem: str = ""
    near: tuple[int, ...] = ()
    """Places of the facts that it is about, whether they bear it out or not."""

    @property
    def is_talk(self) -> bool:
        """Whether it states nothing, so that nothing is lost without it."""
        return self.problem == _NOTHING


class Verifier:
    """Holds the sentences of one answer against its facts."""

    def __init__(
        self,
        facts: Sequence[Fact],
        names: Names,
        meaning: Meaning,
        talk: Talk,
        *,
        language: str = "en",
        lead: str = "",
    ) -> None:
        """`lead` is the draft's first sentence: what it says yes or no to stands."""
        self._facts, self._names, self._meaning, self._talk = tuple(facts), names, meaning, talk
        self._language, self._lead = language, lead
        self._profiles = frozenset(one.chunk.profile for fact in facts for one in fact.evidence)
        self._stems = [frozenset(content_stems(f"{one.place} {one.text}")) for one in self._facts]

    def check(self, said: Said) -> Verdict:
        """The sentence with its evidence, when the facts that it cites, or others, bear it out."""
        if "http" in said.text or "www." in said.text or "@" in said.text:
            return Verdict(problem="holds an address")
        english = gloss(said.text, self._language) if self._language != "en" else said.text
        if said.text.endswith("?"):  # A question states nothing, or what it should not.
            asks = self._is_talk(english)
            return Verdict(Sentence(said.text, form=_form(said)) if asks else None, _NOTHING)
        cited = [number - 1 for number in said.markers if 0 < number <= len(self._facts)][:MOST_CITED]
        problem = self._problem(said.text, english, cited, SUPPORTED) if cited else "cites nothing"
        if not problem:
            return Verdict(self._with_evidence(said, self._needed(said.text, cited)), near=tuple(cited))
        if not said.markers and self._is_talk(english):
            return Verdict(Sentence(said.text, form=_form(said)))
        near = self._nearest(said.text, english, cited)
        for place in near:
            if not self._problem(said.text, english, [place], FOUND):
                return Verdict(self._with_evidence(said, [place]), near=(place,))
        claims = said.markers or amounts(said.text, self._language) or self._is_about(english, near)
        return Verdict(problem=problem if claims else _NOTHING, near=tuple(cited or near[:1]))

    def _problem(self, text: str, english: str, places: Sequence[int], floor: float) -> str:
        """Why these facts do not bear out the sentence; empty when they do."""
        facts = [self._facts[place] for place in places]
        sources = [source for fact in facts for source in fact.sources]
        of_pay = any(one.kind == "money" for one in amounts(text, self._language))
        having = [source for fact in facts if fact.is_pay for source in fact.sources] if of_pay else sources
        if number := unborne(text, having, self._language):
            return f"the number {number} is in no cited fact"
        places_of = [fact.place for fact in facts]
        named = self._names.foreign(
            text,
            [*sources, *places_of],
            {one.chunk.profile for fact in facts for one in fact.evidence},
            english=english,
            language=self._language,
        )
        if named:
            return f"the name {named!r} is in no cited fact"
        if ORDERS.search(english):
            return "is an order, no answer"
        if wrong := turned(english, sources, self._lead):
            return wrong
        return "" if self._is_borne(english, facts, floor) else "is not borne out"

    def _is_borne(self, english: str, facts: Sequence[Fact], floor: float) -> bool:
        """Whether meaning and words are near enough to a fact, or to all of them together."""
        lower = GLOSSED if self._language != "en" else 0.0
        near = self._meaning.nearness(english, facts)
        if near >= NEAR - lower:
            return True
        own = content_stems(" ".join(fact.evidence[0].chunk.occupation for fact in facts))
        mine = set(content_stems(english)) - set(own)
        theirs = {stem for fact in facts for stem in content_stems(" ".join((fact.place, *fact.sources)))}
        return near >= floor - lower and len(mine & theirs) >= BY_WORDS * len(mine)

    def _nearest(self, text: str, english: str, cited: Sequence[int]) -> list[int]:
        """The facts that may be meant: those that have the sentence's numbers and most of its words."""
        mine = set(content_stems(english))
        places = [place for place in range(len(self._facts)) if place not in cited]
        if amounts(text, self._language):
            having = [one for one in places if not unborne(text, self._facts[one].sources, self._language)]
            places = having or places
        ranked = sorted(places, key=lambda one: -len(mine & self._stems[one]) / (len(self._stems[one]) + 8))
        return ranked[:CANDIDATES]

    def _needed(self, text: str, places: Sequence[int]) -> Sequence[int]:
        """Of facts that bear out a sentence's numbers together, those that have any of them."""
        if not amounts(text, self._language):
            return places
        kept = [
            place
            for place in places
            if unborne(text, self._sources([one for one in places if one != place]), self._language)
        ]
        return kept if kept and not unborne(text, self._sources(kept), self._language) else places

    def _sources(self, places: Sequence[int]) -> list[str]:
        return [source for place in places for source in self._facts[place].sources]

    def _is_about(self, english: str, near: Sequence[int]) -> bool:
        """Whether a sentence is about what the facts are about, so that they must bear it out."""
        return bool(near) and self._meaning.nearness(english, [self._facts[one] for one in near]) >= SUPPORTED

    def _is_talk(self, english: str) -> bool:
        """Whether it only greets, comforts, leads over or asks, in words that claim nothing."""
        if amounts(english) or self._names.foreign(english, (), self._profiles):
            return False
        return self._talk.holds(english)

    def _with_evidence(self, said: Said, places: Sequence[int]) -> Sentence:
        evidence: dict[tuple[str, str], Evidence] = {}
        for place in places:
            for one in self._facts[place].evidence:
                evidence.setdefault((one.chunk.id, one.quote), one)
        # The numbers were held against the facts themselves, which is stricter than their passage.
        return Sentence(said.text, tuple(evidence.values()), _form(said), numbers_in(said.text))


def _form(said: Said) -> Form:
    return Form.BULLET if said.is_item else Form.PLAIN
