"""Sadness in a message: despair is met with a kind word alone, a lost job with one and an answer."""

from __future__ import annotations

from dataclasses import replace

from advisor.question import Question
from advisor.understanding.labels import Reading
from advisor.words import any_of

DESPAIR = 0.95  # Share of feelings from which no question about work makes up for them.
SAD = 0.3  # Share from which a question is answered with a kind word before...
WHERE_TO = 0.5  # ...and, of the question where to go, from which sadness over a lost job is one.
_DESPAIRS = any_of(
    "worthless, useless, hopeless, suicid*, kill*, die, depress*, cry, crying, give up, end it, hurt myself,"
    " failure, pointless, my life, cant go on, can't go on, keep going, better off dead, better off without,"
    " do this anymore, take it anymore, disappear, no way out, a burden, numb, dead, alive, wake up, be here,"
    " no point, the point of anything, no reason, to live"
)
_LOST_JOB = any_of(
    "fired, sacked, axed, laid off, layoff*, let me go, let us go, redundant, made redundant, lost my job,"
    " losing my job, lost the job, replaced me, replaced us, unemployed, jobless, out of work, out of a job"
)
_FEELS = any_of(
    "feel*, sad, scared, afraid, fear*, terrif*, worr*, anxi*, stress*, lost, stuck, hate*, tired, exhaust*,"
    " overwhelm*, lonely, alone, asham*, embarrass*, angry, mad, upset, burn*, sorry, panic*, nervous,"
    " miserable,"
    " devastat*, crush*, heart*, hurt*, struggl*, cope, coping, hard, awful, terrible, horrible, sucks, hell,"
    " fail*, old, dumb, stupid, waste*, nobody, nothing, never, too late, sleep, break down, breaking"
)


def with_feelings(question: Question, reading: Reading) -> tuple[Question, bool]:
    """The question, sad or not, with who lost a job asking where to go; and whether it is despair."""
    has_words_of_despair = bool(_DESPAIRS.search(question.text))
    if question.intent in ("feelings", "question") and not has_words_of_despair:
        lost = bool(_LOST_JOB.search(question.text))
        is_plain = not (lost or _FEELS.search(question.text))  # "No desk job" only sounds sad.
        question = replace(question, is_sad=reading.intents["feelings"] >= SAD and not is_plain)
        asks = question.topic_shares["next_jobs"] >= WHERE_TO and (is_plain or lost)
        if question.intent == "feelings" and asks:
            question = replace(question, intent="question")
    is_lost = question.intent == "feelings" and reading.intents["feelings"] >= DESPAIR
    return question, is_lost or has_words_of_despair
