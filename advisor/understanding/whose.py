"""Whose job a message asks about, when it names several or points at one of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.ordinals import place_named, points_only
from advisor.question import Focus, Question
from advisor.understanding.jobs import MASK, Mention
from advisor.understanding.refused import rejected_of
from advisor.understanding.titles import title_key
from advisor.understanding.wording import ASKS
from advisor.words import stems

_A_JOB = re.compile(r"\b(?:job|occupation|career|profession)\b|\bback to\b", re.I)
_COMPARING = re.compile(
    r"\b(?:compare|compared|versus|vs|difference|rather than|better|torn between)\b", re.I
)
_THAN = re.compile(r"\bthan (?:being )?(?:an?|the|as an?)?\s*$", re.I)
_JOINED = re.compile(
    r"(?:['’]s)?\s*(?:,|/|&|\bor\b|\bvs\.?|\bversus\b|\band\b|\bthan\b|\bas opposed to\b|\bagainst\b|\s)+"
    r"(?:(?:an?|the|being|to be|stay|become|work as)\s+)*",
    re.I,
)
_OF_THESE = re.compile(
    r"\b(?:which|what|who|any|either|all|some) (?:one )?(?:of|out of|among) (?:these|those|them)\b"
    r"|^(?:(?:and|but|so|ok|okay|now) )*what (?:pays?|earns?|grows?|hires?) (?:the )?(?:most|best|fastest)\b"
    r"|^(?:(?:and|but|so|ok|okay|now) )*which(?: one)? (?:has|have|is|are|pays?|needs?|takes?|requires?"
    r"|grows?|earns?)\b",
    re.I,
)
_THEY = re.compile(
    r"\b(?:do|does|are|is|can|would|will|did|what|how much|how long|how hard)\b(?: \w+)? (?:these|those"
    r"|they|them)\b|\b(?:for|of|in|at) (?:these|those|them)\b",
    re.I,
)
_ASKING_CLAUSE = re.compile(rf"[,;.!\n]\s*(?=(?:{ASKS})\b)", re.I)
_OF_ME = re.compile(r"\b(?:am i|will i|do i|should i|can i|could i|me|my (?:job|role|work|position))\b", re.I)
MOST_LISTED = 5
MOST_WORDS = 3  # Of an answer to the question which occupation is meant.
_BACK_TO = re.compile(r"\bback to\b", re.I)
_OF_ONE = re.compile(r"\b(?:first|second|third|fourth|fifth|last)(?: one)?(?:['’]s\b|\s*:)", re.I)


_OF_THE_TWO = re.compile(
    r"\bof (?:these |those |the |them )?(?:two|both)\b|\bbetween (?:them|the two|those|these)\b"
    r"|\b(?:do|are|would) (?:they|both)\b[^?]*\b(?:the same|alike|equally)\b(?! (?:in|across|every|all)\w*)",
    re.I,
)
_THAT_ONE = re.compile(
    r"\b(?:that|this) (?:one|job|occupation|career)\b|\bbecome (?:that|one)\b"
    r"|\b(?:start|do|doing|try|learn|into|for) that\b(?=\W*$)"
    r"|\bthe (?:winner|better (?:\w+ )?one|best (?:\w+ )?one)\b",
    re.I,
)
_IT = re.compile(r"\b(?:it|that)\b", re.I)
_THIS_ONE = re.compile(r"\b(?:that|this) one\b", re.I)
_BY_WORD = re.compile(
    r"(?:ok(?:ay)?,? )?(?:and )?(?:the|that|this) (?P<words>[\w ]{3,40}?) (?:one|job)", re.I
)
_THAN_NOW = re.compile(
    r"\bdifference\b|\bhow (?:would|will|does|do) (?:my|the) \w+ change\b|\bhow much (?:more"
    r"|less) (?:would|will|do|could|can) i\b"
    r"|\b(?:than|compared (?:to|with)) (?:now|today|what i|my|mine|i do|the old|before)\b",
    re.I,
)
_COMPARED_WITH = re.compile(
    r"\b(?:compare[ds]?(?: (?:that|this|it|them|those|him|her))? (?:to|with|against)|as opposed to|versus"
    r"|vs\.?"
    r"|(?:than|as)(?: (?:for|in|of|with|at))?)"
    r"(?: (?:an?|the|that of(?: an?)?))?\s*$",
    re.I,
)
_WEIGHED = re.compile(
    r"\b(?:better|worse|higher|lower|safer|easier|harder|calmer|quicker|more|less|fewer"
    r"|steps? (?:up|down|back)|an? upgrade)\b(?! than \W*\d)",
    re.I,
)
_MY_JOB = re.compile(
    r"\b(?:my (?:own |present |current )?(?:job|work|role|trade|occupation|position)|mine)\b", re.I
)
_OF_MOVES = ("salary", "education", "experience", "outlook", "market_demand", "training")
_OF_OWN = re.compile(
    r"\b(?:my|mine|our|i (?:have|do|did|make|earn|work|am)|have i|am i|i['’]?m|im|we)\b", re.I
)
_ASKED_WHICH = re.compile(r"^\W*(?:(?:and|but|so|ok|okay|now) )*(?:which|who|what)(?:['’]?s)? ", re.I)
_ONE_PERSON = re.compile(r"\b(?:it|its|it's|become one|be one|they do|they work)\b", re.I)
_SEVERAL = re.compile(r"\b(?:these|those|them|both|either|which|two|all of|than)\b", re.I)
_OTHER_ONE = re.compile(r"\bthe other(?: one| job| occupation| career)?(?! \w+s\b)\b", re.I)
_OF_OTHERS = re.compile(
    r"\bmy (?:doctor|boss|manager|supervisor|lawyer|therapist|dentist|accountant|coach|teacher)s?\b"
    r"(?! (?:job|work|career|position|shift))"
)


def are_compared(question: Question, mentions: Sequence[Mention]) -> bool:
    """Whether a message that names several jobs asks about all of them."""
    if question.kind == "compare" or _COMPARING.search(question.text):
        return True
    if any(_THAN.search(question.text[: one.start]) for one in mentions[1:]):
        return True
    return all(_JOINED.fullmatch(question.text[one.end : other.start]) for one, other in pairwise(mentions))


def compared_with(question: Question, mentions: Sequence[Mention], focus: Focus) -> Sequence[Mention]:
    """Two jobs that a message sets beside each other though it asks of one alone; none where it does not.

    That may be the one talked about ("than nurses?") or one's own ("I'm a nurse. Is teaching better paid?").
    """
    text = question.text
    known = [one for one in mentions if one.profiles]
    picked = of_those_listed(text, focus)  # "Does the second one pay better than cleaning?"
    about = (picked,) if picked else focus.profiles
    if len(known) == 1 and len(about) == 1 and about[0] not in known[0].profiles:
        talked_about = replace(known[0], text="", profiles=about)
        return [talked_about, *known] if _COMPARED_WITH.search(text[: known[0].start]) else []
    if len(known) != 2 or set(known[0].profiles) & set(known[1].profiles):
        return []
    begins, asks = _asking(text)
    of_own = known[0].is_background and known[0].end < begins + 1 <= known[1].start
    weighs = of_own and question.kind in ("compare", "yes_no") and _WEIGHED.search(text[begins + 1 : asks])
    return known if weighs or _COMPARED_WITH.search(text[: known[1].start]) else []


def of_the_same(question: Question, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The names under which a message compares an occupation with itself; empty where it does not."""
    called = {title_key(one.text): one.text for one in mentions}
    all_known = all(one.profiles for one in mentions)
    return tuple(called.values()) if question.kind == "compare" and all_known and len(called) > 1 else ()


def of_oneself(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """One's own jobs, where the sentence that asks names none and asks of oneself: "am I next?"."""
    begins, asks = _asking(text)
    if asks < 0 or not _OF_ME.search(text[begins + 1 : asks]):
        return []
    if any(begins < one.start < asks for one in mentions):
        return []
    return [one for one in mentions if one.is_background and one.profiles]


def _asking(text: str) -> tuple[int, int]:
    """Where the sentence that asks begins and ends: the one before the last question mark.

    Without one it is the last clause that begins as a question does; -1 and -1 where none does.
    """
    asks = text.rfind("?")
    if asks > 0:
        return max(text.rfind(mark, 0, asks) for mark in ".!?\n"), asks
    clauses = list(_ASKING_CLAUSE.finditer(text))
    return (clauses[-1].start(), len(text)) if clauses else (-1, -1)


def in_the_question(text: str, mentions: Sequence[Mention]) -> Mention:
    """Of several jobs that a message names, the first one in the sentence that asks."""
    begins, asks = _asking(text)
    inside = [one for one in mentions if begins < one.start and (asks < 0 or one.start < asks)]
    known = [one for one in inside or mentions if one.profiles]
    return (known or list(mentions))[0]


def among_those_listed(text: str, focus: Focus) -> tuple[str, ...]:
    """The occupations shown before, where a message asks which of them: "which of these pays most"."""
    if (focus.survey and not focus.moves) or len(focus.listed) < 2 or rejected_of(text.lower(), focus.listed):
        return ()
    if place_named(text) is not None:
        return ()
    if (
        focus.moves
        and focus.moves.start
        and focus.moves.target
        and _OF_THESE.search(text)
        and focus.kind != "compare"
    ):
        return (focus.moves.start, focus.moves.target)  # The two that the last answer told of.
    asked = _OF_THESE.search(text) or (focus.none_picked and _THEY.search(text))
    return focus.listed[:MOST_LISTED] if asked else ()


def asks_of_all_listed(question: Question, focus: Focus) -> bool:
    """Whether a message without a name asks some figure of the moves just shown: "how long is the school".

    Who speaks of their own job means that one.
    """
    is_figure = bool(question.topics) and question.topics[0] in _OF_MOVES
    is_open = bool(focus.moves) and focus.none_picked and focus.topics == ("next_jobs",)
    return is_figure and is_open and not (_OF_OWN.search(question.text) or _THIS_ONE.search(question.text))


def points_beyond(text: str, focus: Focus) -> bool:
    """Whether a message points at a place that the list just shown does not have: "the second" of one."""
    place, is_shown = place_named(text), bool(focus.survey or (focus.moves and focus.none_picked))
    return place is not None and is_shown and 0 < len(focus.listed) <= place


def of_those_listed(text: str, focus: Focus) -> str:
    """The occupation of the list shown before that "the second one" stands for; empty when none."""
    place = place_named(text)
    listed = focus.met if _BACK_TO.search(text) and not focus.listed else focus.listed
    if not listed or place is None or not -1 <= place < len(listed):
        return ""
    was_picked = bool(set(focus.profiles) & set(listed))
    another = (
        was_picked and listed[place] not in focus.profiles and (points_only(text) or _OF_ONE.search(text))
    )
    goes_on = focus.survey or focus.moves or focus.pending or len(focus.profiles) != 1 or _A_JOB.search(text)
    return listed[place] if goes_on or another else ""


def listed_by_word(text: str, listed: Mapping[str, str], *, was_asked: bool = False) -> str:
    """The occupation, of those listed with their titles, that a word picks: "the cargo one"; or empty.

    Of who `was_asked` which one is meant, the bare word is an answer: "cargo".
    """
    text = text.strip(" .!?")
    said = _BY_WORD.fullmatch(text)
    is_bare = was_asked and len(text.split()) <= MOST_WORDS
    words = set(stems(said["words"] if said else text if is_bare else ""))
    found = [one for one, title in listed.items() if words and words <= set(stems(title))]
    return found[0] if len(found) == 1 else ""


def with_those_compared(question: Question, focus: Focus) -> Question:
    """A question about one more job, beside those compared before: "and chefs?"."""
    others = focus.listed[: MOST_LISTED - 1]
    is_more = focus.kind == "compare" and len(others) > 1 and len(question.profiles) == 1
    if not is_more or set(question.profiles) & set(others):
        return question
    return replace(question, profiles=(*others, *question.profiles), kind="compare")


def pointed_at(question: Question, focus: Focus) -> Question | None:
    """The question as one of those talked about that a message without a name points at; None for none.

    That may be the one that the last answer put first, both ends of a move, the other one of two, or
    both that came up last.
    """
    text, move = question.text, focus.moves
    if focus.own and focus.profiles != (focus.own,) and _MY_JOB.search(text) and question.kind != "compare":
        return replace(question, profiles=(focus.own,))
    both = focus.profiles if focus.kind == "compare" and len(focus.profiles) == 2 else ()
    points = _THAT_ONE.search(text) or (_IT.search(text) and not _SEVERAL.search(text))
    if focus.own in both and points:  # Beside one's own job, that one is the other.
        return replace(question, profiles=tuple(one for one in both if one != focus.own))
    was_picked = focus.foremost and _ASKED_WHICH.search(focus.said) and _ONE_PERSON.search(text)
    if was_picked and not _SEVERAL.search(text):  # "Which pays best?" "How do I become one?"
        return replace(question, profiles=(focus.foremost,))
    if focus.foremost and _THAT_ONE.search(text):
        said = _THAT_ONE.sub(MASK, question.search_text)
        return replace(question, profiles=(focus.foremost,), search_text=said)
    if (focus.moves or focus.survey) and focus.none_picked and _THIS_ONE.search(text):
        return replace(question, profiles=(), choices=focus.listed[:MOST_LISTED])
    if move and move.start and (question.kind == "compare" or _THAN_NOW.search(text)):
        others = (move.target,) if move.target else focus.listed[: MOST_LISTED - 1]
        return replace(question, profiles=(move.start, *others), kind="compare")
    others = tuple(one for one in focus.listed if one not in focus.profiles)
    if len(focus.listed) == 2 and len(others) == 1 and _OTHER_ONE.search(text):
        return replace(question, profiles=others)
    if len(focus.met) > 1 and _OF_THE_TWO.search(text):
        return replace(question, profiles=focus.met[-2:], kind="compare")
    return None


def is_of_others(mention: Mention, text: str) -> bool:
    """Whether it names who someone has to do with: "my doctor says"."""
    before = text[: mention.start].lower()
    return before.endswith("my ") and bool(_OF_OTHERS.match(text[len(before) - 3 :].lower()))
