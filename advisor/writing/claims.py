"""What a sentence claims beside its numbers and names, held against what it cites.

A sentence may be near in meaning to a source and still turn it round: the lowest pay for the
median, a month for a year, "will" for "could", "not" for its absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.words import content_stems
from advisor.writing.concepts import (
    ALL,
    CAREFUL,
    CLAIMS_ALL,
    CLAIMS_MOST,
    DENYING,
    EACH,
    GRADED,
    GRADES,
    MOST,
    NEGATION,
    NO,
    OF_FIGURES,
    OF_THE_WHOLE,
    SAME,
    SCALE,
    STRONG,
    SURE,
    YES,
    Concepts,
)
from advisor.writing.numbers import Amount, amounts, borne

_CLAUSE = re.compile(r"(?<!\d)[,;:()]|[,;:()](?!\d)|\s(?:and|while|but|whereas|though)\s", re.I)
_COPY = 0.9  # Share of a sentence's words that stand in a source, from which it is but its words again.


def turned(text: str, sources: Iterable[str], lead: str = "") -> str:
    """What of a sentence its sources do not say so, in a word; empty when they do.

    `text` is in English, or glossed. `lead` is the draft's first sentence: its yes or no stands.
    """
    told = list(sources)
    said = "\n".join(told)
    if (YES.match(text) and NO.match(lead)) or (NO.match(text) and YES.match(lead)):
        return "says yes for no"
    problems = (
        *(_wrong_figure(text, told, concepts) for concepts in OF_FIGURES),
        *(_another(text, said, concepts) for concepts in OF_THE_WHOLE),
        _unspoken(text, said),
        _wrong_grade(text, told),
        _stronger(text, said),
        _negated(text, told),
    )
    return next(filter(None, problems), "")


def _another(text: str, said: str, concepts: Concepts) -> str:
    mine, theirs = _in(text, concepts), _in(said, concepts)
    return f"says {_listed(mine)} for {_listed(theirs)}" if mine and theirs and not mine & theirs else ""


def _unspoken(text: str, said: str) -> str:
    """Something that the sources do not speak of at all."""
    for name in sorted(_in(text, EACH) - _in(said, EACH)):
        if name not in SAME or not SAME[name].search(said):
            return f"speaks of {name}"
    return ""


def _stronger(text: str, said: str) -> str:
    for strong in STRONG.finditer(text):
        if strong[0].lower() not in said.lower():
            return f"makes it {strong[0].lower()!r}"
    for claims, bears_out in ((CLAIMS_ALL, ALL), (CLAIMS_MOST, MOST)):
        if (found := claims.search(text)) and not bears_out.search(said):
            return f"makes it {found[0].lower()!r}"
    if SURE.search(text) and not CAREFUL.search(text) and CAREFUL.search(said) and not SURE.search(said):
        return "makes sure what may be"
    return ""


def _negated(text: str, told: Sequence[str]) -> str:
    if NEGATION.search(text):
        return "" if any(NEGATION.search(one) or DENYING.search(one) for one in told) else "denies"
    mine = set(content_stems(text))
    copied = [one for one in told if mine and len(mine & set(content_stems(one))) >= _COPY * len(mine)]
    return "leaves out a no" if copied and all(NEGATION.search(one) for one in copied) else ""


def _wrong_grade(text: str, told: Sequence[str]) -> str:
    """A grade that the source has otherwise whose name a clause has, or else the whole sentence."""
    graded = [SCALE.sub("", one) for one in told if GRADED.search(one)]
    for clause in filter(None, _CLAUSE.split(text)):
        if not graded or not (mine := _in(clause, GRADES)):
            continue
        words = set(content_stems(clause))
        words = words if len(words) > 2 else set(content_stems(text))
        nearest = max(graded, key=lambda one: len(words & set(content_stems(one.partition(":")[0]))))
        name = nearest.partition(":")[0]
        if wrong := mine - _in(name if "(" in name else nearest, GRADES):
            return f"grades it {_listed(wrong)}"
    return ""


def _wrong_figure(text: str, told: Sequence[str], concepts: Concepts) -> str:
    """A number called something else than the clause of the source calls it that has it."""
    for amount in amounts(text):
        mine = _around(text, amount, concepts)
        theirs = {
            name
            for source in told
            for other in amounts(source)
            if borne(amount, other)
            for name in _around(source, other, concepts)
        }
        if mine and theirs and not mine & theirs:
            return f"calls {amount.text} {_listed(mine)}, not {_listed(theirs)}"
    return ""


def _around(text: str, amount: Amount, concepts: Concepts) -> frozenset[str]:
    """What the number's clause calls it, or else the whole when that knows one name only."""
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    start = max(cut for cut in cuts if cut <= amount.start)
    end = min(cut for cut in cuts if cut > amount.start)
    if near := _in(text[start:end], concepts):
        return near
    whole = _in(text, concepts)
    return whole if len(whole) == 1 else frozenset()


def _in(text: str, concepts: Concepts) -> frozenset[str]:
    return frozenset(name for name, pattern in concepts.items() if pattern.search(text))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
