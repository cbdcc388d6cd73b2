"""Sadness in a message: despair is met with a kind word alone, a lost job with one and an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.question import Question
from advisor.understanding.body import tells_of_body, without_body
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
    r"|\bbetter off (?:dead|without me|if i (?:wasn'?t|weren'?t|was gone|died|disappeared))\b"
    r"|\bif i (?:just )?ended (?:it|things|everything)\b|\b(?:point|sense) (?:of|in) (?:living|being alive)\b"
    r"|\b(?:point|sense) (?:of|in) (?:going|carrying) on\b(?! (?:with|about|in|at|to|a|the)\b)"
    r"|\b(?:don'?t|do not|no longer) (?:want to|wanna) (?:live|be alive|be here any ?more|exist|wake up)\b"
    r"|\b(?:no reason|nothing left|no point) to live\b|\bnot wake up\b",
    re.I,
)
_A_JOB = r"(?:old |whole )?(?:jobs?|positions?|roles?|departments?|team|plant|mill|store|shop|work)"
_TAKEN = r"eliminated|cut|outsourced|automated|closed|closing|axed"
_LOST_JOB = re.compile(
    any_of(
        "fired, sacked, axed, laid off, layoff*, let me go, let us go, got let go, was let go,"
        " been let go, closed us, shut us down,"
        " got outsourced, was outsourced, redundant, made redundant,"
        " losing my job, lost the job, replaced me, replaced us, unemployed, jobless, out of work,"
        " out of a job"
    ).pattern
    + rf"|\b(?:lost|took|taken|replaced|{_TAKEN})(?: away| down)? (?:my|our) {_A_JOB}\b"
    rf"|\b(?:my|our) {_A_JOB} (?:(?:is|was|were|got|has|have|just|been|being|getting) )*(?:{_TAKEN}|gone)\b",
    re.I,
)
_FEELS = any_of(
    "feel*, cry, crying, sad, scared, afraid, fear*, terrif*, worr*, anxi*, stress*, lost, stuck, hate*,"
    " tired, exhaust*,"
    " overwhelm*, lonely, alone, asham*, embarrass*, angry, mad, upset, burn*, sorry, panic*, nervous,"
    " miserable,"
    " devastat*, crush*, heart*, hurt*, struggl*, cope, coping, hard, awful, terrible, horrible, sucks, hell,"
    " fail*, old, dumb, stupid, waste*, nobody, nothing, never, too late, sleep, break down, breaking"
)


_PAPERS = (
    r"(?:drug|urine|background) (?:tests?|screen\w*|checks?)|felon\w*|misdemeanor\w*|(?:criminal|my|a) record"
    r"|prison|jail|probation|parole|cdl|(?:driver'?s? )?licen[cs]es?|permits?|ged"
)
_PARTS = (
    r"(?:backs?|knees?|hips?|shoulders?|wrists?|hands?|fingers?|elbows?|necks?|feet|foot|legs?|ankles?|lungs?"
    r"|eyes|spine)"
)
_PAINS = (
    r"(?:hurts?|hurting|aches?|aching|sore|shot|bad|busted|injur\w+|broke|broken|threw out|blew out|messed up"
    r"|give out|gave out|killing me)"
)
_MATTER = re.compile(
    rf"\b(?:{_PAPERS})\b"
    rf"|\b{_PAINS} (?:(?:my|the|his|her|both|left|right|lower) )*{_PARTS}\b"
    rf"|\b{_PARTS} (?:(?:is|are|was|got|all|just|really|so|too) )*{_PAINS}\b"
    r"|\bmakes? me feel (?:so |really |kinda )?(?:dumb|stupid|old|slow|behind|clueless)\b",
    re.I,
)
"""What work is chosen by: papers, a record, a part of the body that hurts, tools one feels slow with."""
_WEARY = re.compile(
    r"\W*(?:(?:and|but|also|well|now|lol|honestly) )*i ?(?:'?m|am|feel|get)(?: (?:just|so|very|really"
    r"|always|too))* (?:tired|exhausted|worn out|beat|wiped out|sleepy)(?: (?:all|the|time|always|every"
    r"|days?|nights?|lately|now|these|from|work|after|my|a|shifts?|lol|though|too))*\W*",
    re.I,
)
"""Says nothing but that work makes tired."""
_WAS = re.compile(rf"\bi (?:used to|was|had been|did)\b[^.;?!]{{0,25}}{MASK}", re.I)
_SUFFERS = any_of(
    "asham*, scared, afraid, alone, lonely, nobody, no one, nothing, myself, dark, born, identity, dirt,"
    " pathetic, loser, garbage, weep, tears, shak*, wine, drink*, pills, tomorrow, goodbye, hope,"
    " anymore what, every night, cant breathe, can't breathe"
)
"""Words beside which even such a matter is no small one."""
_IDIOM = re.compile(
    r"(?:\b(?P<modal>would|will|'?ll|'d)|\b(?:is|are|was|were)|'s)(?: (?:just|really|slowly"
    r"|literally|probably))* kill(?:ing)? (?:me|my \w+|us)\b",
    re.I,
)
"""What is hard to bear is said to kill: "nights would kill me"."""


def is_small(text: str) -> bool:
    """Whether a text that sounds sad names a matter that work is chosen by, and no grief beside it."""
    plain = text.replace("’", "'")
    return bool(_MATTER.search(plain)) and not (_SUFFERS.search(plain) or _LOW.search(plain))


def lost_a_job(text: str) -> bool:
    """Whether a text tells that somebody lost their job."""
    return bool(_LOST_JOB.search(text))


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
    has_words_of_despair = bool(_DESPAIRS.search(_IDIOM.sub("", question.text)))
    may_be_small = question.intent in ("feelings", "reaction") and not has_words_of_despair
    if may_be_small and (matter := _of_a_matter(question)):
        return matter, False
    if question.intent in ("feelings", "question") and not has_words_of_despair:
        lost = bool(_LOST_JOB.search(question.text))
        is_plain = _tells_a_limit(question) and not (
            lost or _FEELS.search(without_body(question.text.lower()))
        )
        share = reading.intents["feelings"]
        is_grave = share >= DESPAIR and not (
            states_a_wish(question.text.lower().replace("’", "'")) or _WAS.search(question.search_text)
        )  # "I sit in the truck and think about not stopping" tells a job as well.
        question = replace(question, is_sad=share >= SAD and (is_grave or not is_plain))
        asks = question.topic_shares["next_jobs"] >= WHERE_TO and (is_plain or lost)
        limits = is_plain and states_a_wish(question.text.lower().replace("’", "'"))
        hurts = is_plain and tells_of_body(question.text.lower().replace("’", "'"))
        if question.intent == "feelings" and (asks or limits or hurts):
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


def _of_a_matter(question: Question) -> Question | None:
    """What sounds sad, as the question that it leads to: of papers or a record, or where to go from there."""
    text = question.text.replace("’", "'")
    if _SUFFERS.search(text) or _LOW.search(text):
        return None
    if (idiom := _IDIOM.search(text)) and idiom["modal"]:  # "Nights would kill me" is a limit.
        return replace(_asks("next_jobs", question), is_sad=False)
    if lost_a_job(text) or question.intent == "reaction":
        return _asks("next_jobs", question) if lost_a_job(text) else None
    if re.search(rf"\b(?:{_PAPERS})\b", text, re.I) and MASK not in question.search_text:
        return _asks("eligibility", question)
    tells_past = bool(_WAS.search(question.search_text) and _FEELS.search(text))
    was = tells_past and question.topic_shares["next_jobs"] >= WHERE_TO
    return _asks("next_jobs", question) if was or is_small(text) or _WEARY.fullmatch(text) else None


def _asks(topic: str, question: Question) -> Question:
    shares = dict.fromkeys(question.topic_shares, 0.0) | {topic: 1.0}
    return replace(question, intent="question", topic_shares=shares, is_sad=True)


def _tells_a_limit(question: Question) -> bool:
    """Whether it tells what work is not wanted, or a job: "I don't want to sit all day" only sounds sad."""
    return MASK in question.search_text or states_a_wish(question.text.lower().replace("’", "'"))
