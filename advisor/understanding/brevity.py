"""How short an answer is wished: "in two sentences", "shorter please"."""

from __future__ import annotations

import re
from dataclasses import dataclass

A_FEW = 3  # Sentences or lines of an answer that is to be short.
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBERS = _WORDS | {str(number): number for number in _WORDS.values()}
_IN_SO_MANY = re.compile(
    r"[,(]?\s*\b(?:(?:answer|say it|tell me|explain|put it) )?(?:in|with|just)"
    r"(?: just| only| about| at most)?"
    rf" (?P<number>{'|'.join(_NUMBERS)}|(?:a )?few|a couple of)(?: single| short| simple| plain)?"
    r" (?:sentences?|lines?|bullets?(?: points)?)\b(?: max(?:imum)?)?[,:)]?",
    re.I,
)
_SHORT = re.compile(
    r"[,(]?\s*(?:\b(?:keep|make) (?:it|this|that|the answer|your answers?) (?:very |really )?"
    r"(?:short|brief)(?:er)?\b"
    r"|\b(?:be|more) (?:brief|concise)\b|\b(?:a )?short(?:er)? (?:answer|version|reply)\b|\btl;?dr\b"
    r"|\b(?:very )?briefly\b|\bin short\b(?! supply)|\bthe gist(?: of (?:it|that|this))?\b"
    r"|\b(?:sum|summ?ari[sz]e) (?:it|that|this)(?: up)?\b|\bnot so long\b)[,:)]?",
    re.I,
)
_TOP = re.compile(
    rf"(?:just|only) (?:(?:tell|give|show) me )?the (?:top|first|best|main|most important)"
    rf" (?P<number>{'|'.join(_NUMBERS)})(?: of (?:them|these|those))?\b",
    re.I,
)
_OF_THE_ANSWER = re.compile(
    r"(?:that|this|it|the answer)? ?(?:is|was|['’]s)? ?(?:way|much|far|a bit|even)? ?(?:too|so)"
    r" (?:long|much(?: text)?)"
    r"|(?:much|even|a bit|a lot)? ?shorter",
    re.I,
)
_NOTHING_ELSE = frozenset(
    "please pls plz ok okay and but can could would you u just give me it that this the a again now answer"
    " say sum up explain thanks hm hmm so tell put read wow sorry".split()
)


@dataclass(frozen=True, slots=True)
class Brief:
    """A message without the words that wish it short, and how many sentences are wished (0 for no wish)."""

    rest: str
    most: int = 0

    @property
    def is_all(self) -> bool:
        """Whether the message asks nothing else, so that it means the answer before it."""
        return bool(self.most) and not self.rest


def brief(text: str) -> Brief:
    """What a message wishes of the length of its answer."""
    for pattern in (_IN_SO_MANY, _TOP, _SHORT):
        if found := pattern.search(text):
            number = found.groupdict().get("number", "")
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,.;:-")
            return Brief("" if _is_empty(rest) else rest, _NUMBERS.get(number.lower(), A_FEW))
    without = _OF_THE_ANSWER.sub(" ", text, count=1)
    return Brief("", A_FEW) if without != text and _is_empty(without) else Brief(text)


def _is_empty(text: str) -> bool:
    return not set(re.findall(r"[^\W_]+", text.lower())) - _NOTHING_ELSE
