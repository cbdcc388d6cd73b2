"""The remark below every answer that tells of exposure to AI, and where it sends the reader."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.citations import Draft, Form, Sentence
from knowledge.profile import PUBLISHED, Section

METHOD = "Sources and method"
"""The title of `knowledge/method.md` and of the page that shows it."""
EXPOSURE_NOTE = Sentence(
    "Exposure tells how much of the work AI could speed up or is used for."
    f" It does not tell which jobs will go. See {METHOD}.",
    form=Form.NOTE,
)
_ROBOTS = re.compile(r"\b(?:robot\w*|machines? (?:do|does|take|replac)\w*)\b", re.I)
_NO_ROBOTS = Sentence(
    "Exposure is about AI software such as chatbots; how far robots and machines take over, no figure"
    " here tells.",
    form=Form.NOTE,
)


def with_exposure_note(draft: Draft, asked: str = "") -> Draft:
    """The draft with the remark at its very end when it cites a published exposure to AI.

    Of who asks about robots, that it tells nothing of those comes before.
    """
    if not any(map(_tells_exposure, draft.sentences)):
        return draft
    of_robots = (_NO_ROBOTS,) if _ROBOTS.search(asked) else ()
    return replace(draft, sentences=(*draft.sentences, *of_robots, EXPOSURE_NOTE))


def _tells_exposure(sentence: Sentence) -> bool:
    cited = any(
        evidence.chunk.section is Section.AI_INTEGRATION and evidence.line == PUBLISHED
        for evidence in sentence.evidence
    )
    return cited or any(map(_tells_exposure, sentence.cells))
