"""Sadness in a message: despair is met with a kind word alone, a lost job with one and an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.question import Question
from advisor.understanding.body import without_body
from advisor.understanding.jobs import MASK
from advisor.understanding.labels import Reading
from advisor.understanding.wishes import states_a_wish
from advisor.words import any_of

DESPAIR = 0.95  # Share of feelings from which no question about work makes up for them.
SAD = 0.3  # Share from which a question is answered with a kind word before...
WHERE_TO = 0.5  # ...and, of the question where to go, from which sadness over a lost job is one.
_DESPAIRS = any_of(
    "worthless, useless, hopeless, suicid*, kill*, die, depress*, cry, crying, give up, end it, hurt myself,"
    " failure, pointless, my life, cant go on, can't go on, keep going, better off dead, better off without,"
    " do this anymore, take it anymore, disappear, no way out, see a way out, a burden, numb, dead,"
    " alive, wake up, be here,"
    " no point, the point of anything, no reason, to live, cannot go on, can not go on, everything to stop,"
    " it all to stop, had enough of everything"
)
_LOW = re.compile(
    r"\b(?:i|i['’]?m|im|me|myself)\b[^.;?!]{0,30}?\b(?:worthless|useless|hopeless|depress\w*|cry|crying"
    r"|a failure|pointless|a burden|numb|(?:do this|take (?:it|this)|go on) any ?more)\b",
    re.I,
)
"""Says of oneself that one feels low, whatever else is asked."""
_OWN_DEATH = re.compile(
    r"\b(?:want|wanna|wish|going|ready|like|rather)(?: to| i could| i would| i'd)? (?:just )?(?:die"
    r"|be dead)\b"
    r"|\b(?:kill|killing|hang|hanging|hurt|hurting|harm|harming|cut|cutting) my ?self\b|\bsuicid\w+"
    r"|\b(?:end|ending|take|taking) (?:it all|things|my (?:own )?life)\b"
    r"|\b(?:if|when|that|wish) i (?:was|were|am|'m) (?:dead|gone)\b|\bif i died\b(?! (?:on|at|in|of)\b)"
    r"|\bbetter off (?:dead|without me)\b|\b(?:point|sense) (?:of|in) (?:living|being alive)\b"
    r"|\b(?:don'?t|do not|no longer) (?:want to|wanna) (?:live|be alive|be here any ?more|exist|wake up)\b"
    r"|\b(?:no reason|nothing left|no point) to live\b|\bnot wake up\b",
    re.I,
)
_LOST_JOB = any_of(
    "fired, sacked, axed, laid off, layoff*, let me go, let us go, redundant, made redundant, lost my job,"
    " losing my job, lost the job, replaced me, replaced us, unemployed, jobless, out of work, out of a job"
)
_FEELS = any_of(
    "feel*, cry, crying, sad, scared, afraid, fear*, terrif*, worr*, anxi*, stress*, lost, stuck, hate*,"
    " tired, exhaust*,"
    " overwhelm*, lonely, alone, asham*, embarrass*, angry, mad, upset, burn*, sorry, panic*, nervous,"
    " miserable,"
    " devastat*, crush*, heart*, hurt*, struggl*, cope, coping, hard, awful, terrible, horrible, sucks, hell,"
    " fail*, old, dumb, stupid, waste*, nobody, nothing, never, too late, sleep, break down, breaking"
)


def is_in_danger(text: str) -> bool:
    """Whether a text speaks of one's own death: whatever else it asks, it is met with a kind word alone."""
    return bool(_OWN_DEATH.search(text.replace("’", "'")))


def is_low(text: str) -> bool:
    """Whether a text says that somebody feels low."""
    return bool(_LOW.search(text))


_HAS_FEELING = re.compile(rf"{_FEELS.pattern}|{_LOST_JOB.pattern}|{_LOW.pattern}", re.I)
_WORN = re.compile(
    r"\bbored\b|\b(?:hate|hates|sick of|tired of|fed up with|done with) (?:it|this|my|the|that)\b"
    r"|\b(?:can'?t|cannot|can not) (?:do|work) (?:nights?|weekends?|shifts?|this job|it)\b|\bi(?:'?m|"
    r" am) (?:so )?done\b",
    re.I,
)
"""Says that work is disliked, which a list of help lines would make more of than it is."""


def with_feelings(question: Question, reading: Reading) -> tuple[Question, bool]:
    """The question, sad or not, with who lost a job asking where to go; and whether it is despair."""
    has_words_of_despair = bool(_DESPAIRS.search(question.text))
    if question.intent in ("feelings", "question") and not has_words_of_despair:
        lost = bool(_LOST_JOB.search(question.text))
        is_plain = _tells_a_limit(question) and not (
            lost or _FEELS.search(without_body(question.text.lower()))
        )
        question = replace(question, is_sad=reading.intents["feelings"] >= SAD and not is_plain)
        asks = question.topic_shares["next_jobs"] >= WHERE_TO and (is_plain or lost)
        limits = is_plain and states_a_wish(question.text.lower().replace("’", "'"))
        if question.intent == "feelings" and (asks or limits):
            question = replace(question, intent="question")
    is_bare = question.intent == "feelings" and not _HAS_FEELING.search(question.text)
    if is_bare and not has_words_of_despair and MASK in question.search_text:
        question = replace(question, intent="question", is_sad=True)  # "I'm a stocker at night."
    elif is_bare and not has_words_of_despair and reading.intents["feelings"] < DESPAIR:
        question = replace(question, intent="reaction", is_sad=False)  # "I drove a reach truck, too."
    is_worn = bool(_WORN.search(question.text)) and not (has_words_of_despair or _LOW.search(question.text))
    if question.intent == "feelings" and is_worn:
        question = replace(question, intent="undecided", is_sad=False)
    if question.intent == "question" and _LOW.search(question.text):
        question = replace(question, is_sad=True)
    is_lost = question.intent == "feelings" and reading.intents["feelings"] >= DESPAIR
    return question, is_lost or has_words_of_despair


def _tells_a_limit(question: Question) -> bool:
    """Whether it tells what work is not wanted, or a job: "I don't want to sit all day" only sounds sad."""
    return MASK in question.search_text or states_a_wish(question.text.lower().replace("’", "'"))
