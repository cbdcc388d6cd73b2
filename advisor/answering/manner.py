"""The manner of an answer: a kind word before it, and no longer than was wished."""

from __future__ import annotations

from dataclasses import replace

from advisor.answering.phrases import Phrases
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import Question, Turn
from advisor.understanding.brevity import A_FEW
from advisor.understanding.feelings import is_small

SHORT_NOTE = 240  # Characters of a remark that a short answer keeps.
OF_AN_ENTRY = 2  # Sentences of a list entry that are kept.
MORE_ENTRIES = 2  # Than sentences, where no one or two of them were asked for: entries are short.


def fewer(question: Question) -> Question:
    """The question with lists no longer than was wished."""
    if not question.most:
        return question
    moves, of_all = question.moves, question.of_all
    if of_all:
        survey = replace(of_all.survey, limit=min(of_all.survey.limit, question.most))
        return replace(question, of_all=replace(of_all, survey=survey))
    return replace(question, moves=replace(moves, most=min(moves.most, question.most))) if moves else question


def in_manner(draft: Draft, question: Question, words: Phrases, before: Turn | None = None) -> Draft:
    """The draft as it is to be told, with a kind word where somebody is sad and had none a turn before."""
    if question.most and draft.outcome == "answer":
        draft = replace(draft, sentences=_shortened(draft.sentences, question.most))
    was_said = before and (before.question.is_sad or before.question.intent == "feelings")
    if was_said or question.repeats:
        return draft
    if question.is_sad and draft.outcome in ("answer", "clarify"):
        said = words.sorry_briefly if is_small(question.text) else words.sorry
        kind = Sentence(said, computed=numbers_in(said))
        draft = replace(draft, sentences=(kind, *draft.sentences))
    return draft


def _shortened(sentences: tuple[Sentence, ...], most: int) -> tuple[Sentence, ...]:
    """So many sentences and list entries, with what leads to them; short remarks, and that more is known.

    A table stays only where nothing else is said.
    """
    told = [one for one in sentences if one.form not in (Form.NOTE, Form.ROW)]
    if not told:
        return sentences
    kept: list[Sentence] = []
    leads: list[Sentence] = []
    entries = most + MORE_ENTRIES if most >= A_FEW else most
    left = {Form.PLAIN: most, Form.BULLET: entries}
    for one in told:
        if one.form is Form.PLAIN and one.text.endswith(":"):
            leads = [one]
        elif left[one.form]:
            kept += [*leads, replace(one, cells=one.cells[:OF_AN_ENTRY])]
            leads, left[one.form] = [], left[one.form] - 1
    notes = [one for one in sentences if one.form is Form.NOTE and len(one.text) <= SHORT_NOTE]
    is_cut = len(kept) < len(told) or any(
        one.form is Form.ROW or len(one.cells) > OF_AN_ENTRY for one in sentences
    )
    more = [Sentence("Shortened as you asked; there is more.", form=Form.NOTE)] if is_cut else []
    return (*kept, *notes, *more)
