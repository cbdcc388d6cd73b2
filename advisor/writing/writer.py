"""The main path: facts to the model, its sentences through the check, the draft where either fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence

from advisor.answering.phrases import phrases
from advisor.citations import Draft, Form, Sentence
from advisor.prompts import load_prompt
from advisor.question import Focus, Question
from advisor.writing.calls import Call
from advisor.writing.chat_model import ChatModel
from advisor.writing.cutting import Said, sentences_of
from advisor.writing.facts import Fact, as_text, facts_of, harmless
from advisor.writing.faults import Fault, Reason
from advisor.writing.follow_up import conversation, is_unclear, rewritten
from advisor.writing.meaning import Meaning
from advisor.writing.names import Names
from advisor.writing.pieces import Pieces
from advisor.writing.spending import Spending, Usage
from advisor.writing.talk import Talk
from advisor.writing.verify import Verdict, Verifier
from advisor.writing.wording import Wording
from knowledge.catalog import Catalog
from knowledge.embedding import Embedder

MESSAGE = 2000  # Characters of a message that the model is told.
MOST_SAID = 24  # Sentences shown; a model that says more has lost its way.
PROMPT_TOKENS = 2500  # About the largest prompt, for the room that is kept for a call.
LANGUAGES = {
    "en": "English", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese", "it": "Italian",
}  # fmt: skip
LIST_KINDS = ("list", "count", "compare")
REFUSALS = (
    "i can't",
    "i cannot",
    "i'm sorry, but",
    "i am sorry, but",
    "i'm unable",
    "i am unable",
    "as an ai",
)
log = logging.getLogger(__name__)


class Writer:
    """Has a chat model word grounded drafts, within the limits of its calls and of an hour."""

    def __init__(self, model: ChatModel, catalog: Catalog, embedder: Embedder, spending: Spending) -> None:
        self._model, self._catalog, self._spending = model, catalog, spending
        self._names, self._meaning = Names(catalog), Meaning(embedder)
        self._talk = Talk(self._meaning)

    def warm(self) -> None:
        """Make now what the first answer would wait for; of a model that cannot be had, tell the log."""
        self._names.foreign("Nothing", (), ())
        self._talk.holds("Good question.")
        try:
            _ = self._model.made
        except Fault as fault:
            log.warning("The chat model %s cannot be used: %s", self._model.name, fault)

    def may_word(self, question: Question, draft: Draft) -> bool:
        """Whether a draft gains by being worded.

        Not what greets, asks or declines; not tables, lists over all occupations and moves, whose
        figures the program computed row by row; and not what only says that nothing is known.
        """
        if draft.outcome != "answer" or question.intent != "question" or question.of_all or question.moves:
            return False
        if question.resume:  # What a person tells of themselves goes to no model.
            return False
        if any(one.form is Form.ROW for one in draft.sentences):
            return False
        return any(one.evidence for one in draft.sentences if one.form is not Form.NOTE)

    def rewrite(
        self, question: Question, focus: Focus, *, visitor: str = "", stop: threading.Event | None = None
    ) -> str:
        """An unclear follow-up as a question that stands alone; empty when it is clear or none can be had.

        Raises Stopped when `stop` is set meanwhile.
        """
        if not is_unclear(question, focus):
            return ""
        titles = [one.title for name in focus.profiles if (one := self._catalog.get(name))]
        if not (entry := self._spending.reserve(visitor, PROMPT_TOKENS)):
            return ""
        try:
            text, usage = rewritten(self._model, question, focus, titles, stop=stop)
        except Fault:
            text, usage = "", Usage()
        self._spending.settle(entry, usage.tokens)
        return text

    def word(self, wording: Wording) -> Iterator[Sentence]:
        """The sentences to show, each as soon as it held; raises Stopped when `stop` is set meanwhile."""
        question, draft = wording.question, wording.draft
        facts = facts_of(
            draft,
            wording.passages,
            self._catalog,
            profiles=draft.profiles or question.profiles,
            sections=question.sections,
        )
        pieces = Pieces(draft, facts, keeps_lists=question.kind in LIST_KINDS)
        verifier = Verifier(
            facts,
            self._names,
            self._meaning,
            self._talk,
            language=question.language,
            lead=draft.sentences[0].text,
        )
        yield from pieces.opening()
        try:
            yield from self._from_model(wording, facts, verifier, pieces)
        except Fault as fault:
            log.warning("The chat model %s did not write an answer: %s", self._model.name, fault)
            wording.fault = fault.reason
            yield from pieces.rest()
        else:
            yield from pieces.missing()
        wording.entries = pieces.entries(self._catalog)
        yield from _told(wording)
        yield from pieces.remarks(self._catalog, question.language)

    def _from_model(
        self, wording: Wording, facts: Sequence[Fact], verifier: Verifier, pieces: Pieces
    ) -> Iterator[Sentence]:
        """The model's sentences that hold, and the draft's for those that do not; raises Fault."""
        _ = self._model.made
        entry = self._spending.reserve(wording.visitor, PROMPT_TOKENS + self._model.limits.tokens)
        if not entry:
            raise Fault(Reason.SPENT)
        values = {"passages": as_text(facts), "question": _asked(wording)}
        call = Call(self._model, load_prompt("answer"), values, stop=wording.stop)
        self._meaning.prepare([one for one in facts if one.sentence])
        said_before: set[str] = set()
        begun = False
        try:
            for entry_of_list in _entries(sentences_of(call)):
                fresh = [one for one in entry_of_list if one.text.lower() not in said_before]
                said_before |= {one.text.lower() for one in fresh}
                if not begun and fresh and fresh[0].text.lower().startswith(REFUSALS):
                    raise Fault(Reason.REFUSED)
                begun = True
                yield from self._held(wording, fresh, verifier, pieces)
                if wording.shown >= MOST_SAID:
                    raise Fault(Reason.TOO_LONG)
        finally:
            call.cancel()
            wording.usage += call.usage
            self._spending.settle(entry, call.usage.tokens)
        if not wording.shown:
            raise Fault(Reason.UNSUPPORTED)

    def _held(
        self, wording: Wording, entry: Sequence[Said], verifier: Verifier, pieces: Pieces
    ) -> Iterator[Sentence]:
        """Of one sentence, or of one entry of a list, what holds; else what stands in for it."""
        verdicts = [verifier.check(one) for one in entry]
        kept = [one.sentence for one in verdicts if one.sentence]
        if kept:
            wording.shown += sum(bool(one.evidence) for one in kept)
            whole = Sentence(" ".join(one.text for one in kept), form=Form.BULLET, cells=tuple(kept))
            yield pieces.say(whole if len(kept) > 1 else kept[0])
        for verdict in verdicts:
            if not verdict.sentence:
                wording.problems.append(verdict.problem)
                if own := self._own(verdict, pieces):
                    wording.replaced += 1
                    yield own

    @staticmethod
    def _own(verdict: Verdict, pieces: Pieces) -> Sentence | None:
        return None if verdict.is_talk else pieces.instead(verdict.near)


def _told(wording: Wording) -> Iterator[Sentence]:
    """The line on why the documents' own answer stands here, or that a part was left out."""
    lines = phrases(wording.question.language).model
    if wording.fault:
        why = lines[wording.fault.value]
        yield Sentence(lines["rest" if wording.shown else "instead"].format(why=why), form=Form.NOTE)
    elif wording.problems:
        yield Sentence(lines["left_out"], form=Form.NOTE)


def _asked(wording: Wording) -> str:
    """The message, as the prompt shows it: its language, what came before, what is said already."""
    question = wording.question
    lines = [f"Write in {LANGUAGES.get(question.language, 'the language of the message')}."]
    if earlier := conversation(wording.focus):
        lines.append(f"Earlier in this conversation:\n{earlier}")
    if wording.draft.abstained:
        said = harmless(wording.draft.sentences[0].text)
        lines.append(f"The person is told before your words: {said}\nDo not say it again; go on from there.")
    if question.rewritten:
        lines.append(f"The message means: {harmless(question.rewritten)}")
    lines.append(f"The message:\n{harmless(question.text, MESSAGE)}")
    return "\n\n".join(lines)


def _entries(sentences: Iterable[Said]) -> Iterator[list[Said]]:
    """Each sentence alone, those of one entry of a list together."""
    entry: list[Said] = []
    for said in sentences:
        if entry and not said.goes_on:
            yield entry
            entry = []
        entry.append(said)
        if not (said.is_item or said.goes_on):
            yield entry
            entry = []
    if entry:
        yield entry
