"""What a sentence claims beside its numbers and names, held against what it cites.

A sentence may be near in meaning to a source and still turn it round: the lowest pay for the
median, a month for a year, "will" for "could", "not" for its absence. These are the turns that
figures and careful words of occupations invite, each as words of which one excludes the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from advisor.words import content_stems
from advisor.writing.numbers import Amount, amounts, borne

Concepts = Mapping[str, re.Pattern[str]]


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


# Which of the figures a number is: looked for in the clause that the number stands in.
OF_FIGURES: Sequence[Concepts] = (
    {
        "middle": _any(r"medians?|middle|typical(?:ly)?|midpoint|half|50th|average|mittlere\w*"),
        "low": _any(
            r"minimum|lowest|bottom|10th|starting|at least|least|from the start|beginn\w+"
            r"|(?:one|1) (?:in|of) (?:ten|10)\b[^,;]{0,30}?(?:less|under|below)|(?:less|under|below) than"
        ),
        "high": _any(
            r"maximum|highest|top|90th|best[- ]paid|at most|up to"
            r"|(?:one|1) (?:in|of) (?:ten|10)\b[^,;]{0,30}?(?:more|over|above)"
        ),
    },
    {
        "openings": _any(r"openings?|vacanc\w+|job offers?|positions? (?:open|free)\w*"),
        "employed": _any(
            r"employed|employs?|people work|workers|workforce|headcount|hold(?:ing)? (?:this|the) job"
        ),
    },
)
# What is said of the whole: a word of one kind is borne out by none of another kind.
OF_THE_WHOLE: Sequence[Concepts] = (
    {
        "year": _any(r"years?|yearly|annual(?:ly)?|per annum"),
        "hour": _any(r"hours?|hourly"),
        "month": _any(r"months?|monthly"),
        "week": _any(r"weeks?|weekly"),
        "day": _any(r"days?|daily"),
    },
    {
        "up": _any(r"grow\w*|growth|ris(?:e|es|ing)|increas\w+|expand\w*|gain\w*|more jobs"),
        "down": _any(
            r"shrink\w*|shrank|fall(?:s|ing)?|fell|declin\w+|decreas\w+|drop\w*|fewer|los(?:e|es|ing)"
        ),
        "level": _any(r"stable|steady|unchanged|stay\w* (?:about )?(?:the same|flat)"),
    },
    {
        "required": _any(r"required?|requires|must|mandatory|compulsory|necessary|essential|have to"),
        "preferred": _any(r"preferred|prefers?|a plus|helpful|optional"),
    },
)
# Grades that entries carry in brackets, and exposure has: "(High)", "low".
_GRADES: Concepts = {
    "high": _any(r"high(?:ly)?"),
    "medium": _any(r"medium|moderate(?:ly)?"),
    "low": _any(r"low"),
}
_GRADED = re.compile(r"\((?:High|Medium|Low)\)|\bexposure\b", re.I)
# Words that make more of a source than it says, unless it says so itself.
_STRONG = _any(
    r"definitely|certainly|guaranteed?|guarantees|always|never|impossible|undoubtedly|inevitabl\w+|surely"
    r"|proven|without (?:a )?doubt|completely|entirely|totally|every(?:one|body|thing)?|nobody|no one|all of"
    r"|best|worst|most important|biggest|largest|greatest|fastest|safest|leading|number one|official\w*"
    r"|illegal|legal(?:ly)?|free of charge|according to (?!the (?:profile|documents?))\w+"
)
_CAREFUL = _any(r"could|may|might|can|possibl[ey]|potential(?:ly)?|likely|expected|projected|some")
_SURE = _any(r"will|won't|is going to|are going to|is certain|are certain")
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|lacks?|lacking)\b|n['’]t\b",
    re.I,
)
_YES = re.compile(r"\s*(?:yes|yeah|yep|sure|absolutely)\b", re.I)
_NO = re.compile(r"\s*(?:no|nope)\b(?! (?:schooling|degree|experience|figure|one|value))", re.I)
_CLAUSE = re.compile(r"(?<!\d)[,;:()]|[,;:()](?!\d)|\s(?:and|while|but|whereas|though)\s", re.I)
_COPY = 0.75  # Share of a sentence's words that stand in a source, from which it is but its words again.


def turned(text: str, sources: Iterable[str], lead: str = "") -> str:
    """What of a sentence its sources do not say so, in a word; empty when they do.

    `text` is in English, or glossed. `lead` is the draft's first sentence: its yes or no stands.
    """
    told = list(sources)
    if (_YES.match(text) and _NO.match(lead)) or (_NO.match(text) and _YES.match(lead)):
        return "says yes for no"
    for concepts in OF_FIGURES:
        if found := _wrong_figure(text, told, concepts):
            return found
    said = "\n".join(told)
    for concepts in OF_THE_WHOLE:
        mine, theirs = _in(text, concepts), _in(said, concepts)
        if mine and theirs and not mine & theirs:
            return f"says {' '.join(sorted(mine))} for {' '.join(sorted(theirs))}"
    graded = [one for one in told if _GRADED.search(one)]
    mine, theirs = _in(text, _GRADES), _in("\n".join(graded), _GRADES)
    if graded and mine - theirs:
        return f"says {' '.join(sorted(mine - theirs))} for {' '.join(sorted(theirs))}"
    for strong in _STRONG.finditer(text):
        if strong[0].lower() not in said.lower():
            return f"makes it {strong[0].lower()!r}"
    if _SURE.search(text) and not _CAREFUL.search(text) and _CAREFUL.search(said) and not _SURE.search(said):
        return "makes sure what may be"
    return _negated(text, told)


def _negated(text: str, told: Sequence[str]) -> str:
    if NEGATION.search(text):
        return "" if any(NEGATION.search(one) for one in told) else "denies"
    mine = set(content_stems(text))
    copied = [one for one in told if mine and len(mine & set(content_stems(one))) >= _COPY * len(mine)]
    if copied and all(NEGATION.search(one) for one in copied):
        return "leaves out a no"
    return ""


def _in(text: str, concepts: Concepts) -> frozenset[str]:
    return frozenset(name for name, pattern in concepts.items() if pattern.search(text))


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
            return f"calls {amount.text} {' '.join(sorted(mine))}, not {' '.join(sorted(theirs))}"
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
