"""The draft beside the model's words: what must be said anyhow, stand in for them, or fill up the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.answering.exposure import EXPOSURE_NOTE, with_exposure_note
from advisor.answering.material import Material
from advisor.answering.shown import entries_shown, views
from advisor.citations import Draft, Form, Sentence
from advisor.writing.facts import Fact
from knowledge.catalog import Catalog

Key = frozenset[tuple[str, str]]


class Pieces:
    """Hands out the sentences of a draft, each at most once, and remembers all that was said."""

    def __init__(self, draft: Draft, facts: Sequence[Fact], *, keeps_lists: bool) -> None:
        """With `keeps_lists`, no entry of the draft's lists is lost, however few the model tells."""
        self._draft, self._facts, self._keeps_lists = draft, facts, keeps_lists
        self._body = [one for one in draft.sentences if one.form is not Form.NOTE]
        self._told: set[tuple[str, str]] = set()
        self._handed: set[int] = set()
        self.said: list[Sentence] = []

    def say(self, sentence: Sentence) -> Sentence:
        """The sentence, noted as said."""
        self.said.append(sentence)
        self._told |= _key(sentence)
        return sentence

    def opening(self) -> Iterator[Sentence]:
        """What the draft says the documents lack: the program says it, whatever the model says."""
        if not self._draft.abstained:
            return
        for place, one in enumerate(self._body):
            blank = any(not found.chunk.body.strip() for found in one.evidence)
            if place == 0 or blank or not (one.evidence or one.cells or one.text.endswith(":")):
                yield self._hand(place)

    def instead(self, near: Iterable[int]) -> Sentence | None:
        """The draft's own sentence on the facts that a sentence which did not hold was about."""
        for number in near:
            mine = self._facts[number].sentence
            about = (
                _key(mine) if mine else frozenset((e.chunk.id, e.quote) for e in self._facts[number].evidence)
            )
            for place, one in enumerate(self._body):
                if place not in self._handed and about & _key(one) and not _key(one) <= self._told:
                    return self._hand(place)
        return None

    def missing(self) -> Iterator[Sentence]:
        """What an answer may not lack and the model did not tell: the main fact, and entries of lists."""
        factual = [place for place, one in enumerate(self._body) if _key(one)]
        for place in factual:
            one = self._body[place]
            leads_on = one.text.endswith(":") and bool(self.said)  # The model has told of its list.
            is_due = place == factual[0] and not leads_on
            is_due = is_due or (self._keeps_lists and one.form is Form.BULLET)
            if is_due and place not in self._handed and not _key(one) <= self._told:
                yield self._hand(place)

    def rest(self) -> Iterator[Sentence]:
        """All of the draft that was not said yet."""
        untouched = not self.said
        for place, one in enumerate(self._body):
            known = bool(_key(one)) and _key(one) <= self._told
            leads_nowhere = not untouched and not _key(one)
            if place not in self._handed and not known and not leads_nowhere:
                yield self._hand(place)

    def remarks(self, catalog: Catalog, language: str) -> Iterator[Sentence]:
        """The remarks below the draft, with those that belong to what was said besides it."""
        kept = [one for one in self._draft.sentences if one.form is Form.NOTE and one != EXPOSURE_NOTE]
        profiles = {found.chunk.profile for one in self.said for found in one.evidence}
        if language == "en":
            for profile in filter(None, map(catalog.get, sorted(profiles))):
                material = Material(profile, catalog.chunks(profile.id), {})
                kept = [one for one in kept if one not in views(self._draft.sentences, material)]
                kept += views(self.said, material)
        yield from kept
        if with_exposure_note(Draft(tuple(self.said))).sentences[-1:] == (EXPOSURE_NOTE,):
            yield EXPOSURE_NOTE

    def entries(self, catalog: Catalog) -> tuple[str, ...]:
        """Ids of the entries that were told, in order."""
        profiles = dict.fromkeys(found.chunk.profile for one in self.said for found in one.evidence)
        return tuple(
            entry
            for profile in filter(None, map(catalog.get, profiles))
            for entry in entries_shown(self.said, Material(profile, catalog.chunks(profile.id), {}))
        )

    def _hand(self, place: int) -> Sentence:
        self._handed.add(place)
        return self.say(self._body[place])


def _key(sentence: Sentence) -> Key:
    """What a sentence rests on, those that it consists of included."""
    own = {(one.chunk.id, one.quote) for one in sentence.evidence}
    return frozenset(own.union(*(_key(cell) for cell in sentence.cells)))
