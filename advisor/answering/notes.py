"""Answers about the figures and the advisor itself, in the words of the pages that explain them."""

from __future__ import annotations

from advisor.citations import Draft, Evidence, Form, Sentence
from knowledge.notes import ID, Note


def answer_note(note: Note) -> Draft:
    """The note in full, each of its paragraphs with its source."""
    said = [
        Sentence(
            line.removeprefix("- "),
            (Evidence(note.chunk, line.removeprefix("- "), 0),),
            Form.BULLET if line.startswith("- ") else Form.PLAIN,
        )
        for line in note.lines
    ]
    return Draft(tuple(said), topics=("provenance",), profiles=(ID,))
