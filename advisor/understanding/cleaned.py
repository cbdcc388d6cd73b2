"""A message as it is read: without what cannot be seen, and what is only remarked put as a question."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 2000  # Characters of a message that are read.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_SOUNDS = re.compile(
    r"^\W*(?:(?:hm+|ok|okay|well|but|oh),? )?(?:that |this |it )?sounds (?:(?:pretty|really|very|quite|so) )?"
    r"(dangerous|stressful|risky|tough|hard|physical|exhausting|lonely|unsafe)\W*$",
    re.I,
)
_HOURLY = re.compile(r"(\d\s*(?:(?:dollars?|bucks) )?(?:an?|per|each|every)) hr\b", re.I)
"""The unit of a wage, which is written as people write human resources: "15.50 an hr"."""


def clean(text: str, most: int = MAX_LENGTH) -> str:
    """The message without invisible characters, white space squeezed, cut at `most` characters."""
    visible = "".join(
        char for char in text[: 4 * most] if char in "\n\t" or unicodedata.category(char) not in _INVISIBLE
    )
    lines = (" ".join(line.split()) for line in visible.splitlines())
    return "\n".join(line for line in lines if line)[:most]


def as_a_question(text: str) -> str:
    """A remark that hides a question as that question: "sounds dangerous"; a wage "22 an hour"."""
    return _SOUNDS.sub(r"is it \1?", _HOURLY.sub(r"\1 hour", text))
