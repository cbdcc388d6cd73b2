"""The job that somebody wants to get into, told from those that a message names otherwise."""

from __future__ import annotations

import re

from advisor.understanding.called_otherwise import WISHES
from advisor.understanding.jobs import MASK, Mention
from advisor.understanding.refused import NOT_WANTED

WANTS = (
    r"(?:becom\w+|want\w* to be|wanna be|wants? to|to be|turn into|retrain\w*|re-train\w*|re-?skill\w*"
    r"|switch\w*|transition\w*|mov\w+|pivot\w*|chang\w+|go(?:ing)?|get(?:ting)?|break(?:ing)?|train\w*)"
)
_WISHED = re.compile(rf"\b(?:{WISHES}) (?:an? |the )?$")
_INTO_IT = re.compile(
    rf"\b(?:become|becoming|to be|be|into|join|(?:retrain|train|work|working) as|{WANTS} (?:\w+ )?to)"
    r" (?:being )?(?:an? |the )?(?:(?!from )\w+ )?$"
    rf"|{_WISHED.pattern}"
)
_AS_IT_IS = re.compile(
    r"\b(?:skills?|know|do|did|experience|work\w*|me|background|similar|next) (?:\w+ )?(?:as|to)"
    r" (?:an? |the )?$"
)


def wants_into(masked: str) -> bool:
    """Whether the job that a text with its jobs masked names is one to get into, not one to leave."""
    at = masked.find(MASK)
    before = masked[: max(at, 0)].lower()
    return bool(_INTO_IT.search(before)) and not NOT_WANTED.search(before)


def is_wanted(mention: Mention, text: str) -> bool:
    """Whether a message names it as a job to get into."""
    before = text[: mention.start].lower() + ("do " if mention.text.lower().startswith("do ") else "")
    return not mention.is_background and bool(_INTO_IT.search(before)) and not _AS_IT_IS.search(before)


def is_wished(mention: Mention, text: str) -> bool:
    """Whether it names what somebody thinks of going into: "a nurse, considering teaching"."""
    return bool(_WISHED.search(text[: mention.start].lower()))
