"""Answers about the figures and the advisor itself, in the words of the pages that explain them."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.citations import Draft, Evidence, Form, Sentence
from knowledge.notes import ID, NOT_HERE, Note


def answer_note(note: Note, untold: Sequence[str] = ()) -> Draft:
    """The note in full, each of its paragraphs with its source, after what is asked and not told."""
    is_missing = untold and note.heading == NOT_HERE
    missing = [Sentence(f"No figure here tells about {' or '.join(untold)}.")] if is_missing else []
    said = [
        Sentence(
            line.removeprefix("- "),
            (Evidence(note.chunk, line.removeprefix("- "), 0),),
            Form.BULLET if line.startswith("- ") else Form.PLAIN,
        )
        for line in note.lines
    ]
    return Draft((*missing, *said), topics=("provenance",), profiles=(ID,))
