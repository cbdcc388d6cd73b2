"""Conditions in words on schooling, experience, training, growth and AI: "no degree", "safe from AI"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from advisor.understanding.jobs import MASK
from advisor.understanding.wording import NOT, NUMBERS, alternatives, denied
from advisor.words import any_of
from knowledge import fields
from knowledge.facts import GROWTH_OF_ALL, LOWER_THIRD, UPPER_THIRD
from knowledge.fields import EXPERIENCE, TRAINING
from knowledge.survey import Condition

_NONE, _HIGH_SCHOOL, _AWARD, _ASSOCIATE, _BACHELOR, _MASTER, _DOCTORAL = 0, 1, 3, 4, 5, 6, 7
_AT_SCHOOL = (
    r"(?:\w+ )?(?:teach\w*|students?|freshm[ae]n|sophomores?|juniors?|seniors?|kids?|teens?|counsell?ors?"
    rf"|principals?|coach\w*|librarians?|classes|class|{MASK})"
)
_HIGH_SCHOOL_SAID = re.compile(
    rf"(?<!\bat )(?<!\ba )(?<!\bmy )(?<!\bin )\bhigh[- ]?school\b(?! {_AT_SCHOOL}\b)"
    r"|\b(?:ged|hs diploma|a diploma|just diploma|only diploma)\b"
    r"|\bhigh[- ]?school (?:diploma|education|degree)\b"
)
"""Who teaches at a high school, or is still in it, does not tell by that what is enough."""
_SCHOOLING = (
    (denied("back to school, back to college"), 0, _AWARD),
    (denied("college education, university education"), 0, _AWARD),
    (any_of("school leaver*, school-leaver*"), 0, _HIGH_SCHOOL),
    (denied("diploma, ged, education, qualification*, formal education, credential*"), 0, _NONE),
    (denied("college, university, uni, school, schooling, high school, higher education"), 0, _HIGH_SCHOOL),
    (denied("phd, ph.d, doctorate, doctoral degree, doctor degree, doctor's degree, doctor"), 0, _MASTER),
    (denied("master, masters, master's, grad school, graduate school"), 0, _BACHELOR),
    (denied("degree, degrees, bachelor, bachelors, bachelor's"), 0, _AWARD),
    (any_of("dropout*, drop-out*, dropped out of high school, dropped out of school"), 0, _NONE),
    (any_of("degree-less, degreeless, nondegree, non-degree"), 0, _AWARD),
    (re.compile(
        r"\b(?:certificates?|certifications?|awards?|training)\b[^,.;]{0,12}"
        r"\b(?:after|beyond|past) high[- ]?school\b"
        r"|\bpost-?secondary (?:nondegree )?(?:certificates?|awards?)\b|\bnon-?degree awards?\b"),
     _AWARD, _AWARD),
    (_HIGH_SCHOOL_SAID, 0, _HIGH_SCHOOL),
    (any_of("associate, associates, associate's, two-year degree, 2 year degree, two year degree,"
        " community college"),
     _ASSOCIATE, _ASSOCIATE),
    (any_of("bachelor*, bachelor's, four-year degree, four year degree, 4 year degree, college degree,"
        " ba degree,"
            " university degree, undergraduate, undergrad"), _BACHELOR, _BACHELOR),
    (any_of("master's, masters, master degree, mba"), _MASTER, _MASTER),
    (any_of("phd, ph.d, doctora*, professional degree"), _DOCTORAL, _DOCTORAL),
    (re.compile(r"\bmajor(?:ed|ing)? in\b|\b[a-z]{4,} majors?\b|\bgraduates? (?:of|in)\b|\bgraduated in\b"),
     _BACHELOR, _DOCTORAL),
    (any_of("degree, a college education"), _ASSOCIATE, _DOCTORAL),
)  # fmt: skip
"""What the words say, the lowest and the highest level meant; the first that fits counts."""
_OR_LESS = re.compile(
    r"^[^,.;]{0,20}?\b(?:or|and) (?:less|lower|below|under|nothing)\b"
    r"|^[^,.;]{0,12}\b(?:max\w*|tops|at most)\b"
)
_OR_MORE = re.compile(r"^[^,.;]{0,20}?\b(?:or|and) (?:more|higher|above|up|better|beyond)\b")
_AT_MOST = re.compile(r"\b(?:at most|up to|max(?:imum)?)(?: an?)? $")
_NO_MORE = re.compile(r"\b(?:no|not|nothing) (?:(?:more|higher) than|above|beyond|over)\b")
_AT_LEAST = re.compile(r"\b(?:at least|minimum(?: of)?|no less than)(?: an?)? $")
_YEARS_OF = (0, 0, 1, 1, 2, 4, 6, 8)  # Full-time study after school that each level nominally takes.
_SCHOOLING_NEEDED = (
    "no schooling needed",
    "a high school diploma",
    "some college",
    "a certificate after high school",
    "an associate's degree",
    "a bachelor's degree",
    "a master's degree",
    "a doctoral or professional degree",
)
_DEMANDED = any_of("need*, requir*, ask* for, demand*, call* for, take*")
_NO_EXPERIENCE = re.compile(rf"(?:{denied('experience, prior work, background').pattern})(?! checks?)")
_NEEDS_EXPERIENCE = re.compile(
    r"\b(?:need|requir|ask(?:s|ing)? for|demand)\w* (?:(?:any|some|prior|previous|work) )*experience\b"
)
_BEGINNERS = any_of("entry-level, entry level, beginners")
_YEARS = re.compile(r"(?P<years>\d+)\+? (?:or more )?(?:years?|yrs?)\b(?:'| of)?(?: \w+){0,2} experience\b")
_APPRENTICE = any_of("apprentice*")
_NO_TRAINING = denied("training, on-the-job training, on the job training")
_NUMBER = rf"\d|{'|'.join(list(NUMBERS)[:9])}|an?"
_SCHOOL = (
    r"(?:training|retraining|school|schooling|study|studies|studying|education|college|learning|degrees?"
    r"|programs?|courses?)"
)
_YEARS_TO_LEARN = re.compile(
    r"\b(?P<limit>under|less than|below|fewer than|at most|no more than|not more than|up to|within|max"
    r"|(?:no|not|nothing) (?:longer than|over|past|beyond))"
    rf" (?P<years>{_NUMBER})[ -](?:years?|yrs?)(?:'| of)? (?:\w+ )?{_SCHOOL}\b"
)
_SCHOOL_NO_LONGER = re.compile(
    rf"\b(?P<limit>no|not|nothing|without|don'?t want|can'?t do|cannot do)\b[^.;!?,]{{0,20}}?\b{_SCHOOL}\b"
    rf"[^.;!?,]{{0,20}}?\b(?:longer|more|over|past|beyond)(?: than)? (?P<years>{_NUMBER})"
    r"[ -](?:years?|yrs?)\b(?! (?:of )?experience)"
)
_MONTHS_TO_LEARN = re.compile(
    r"\b(?:under|less than|below|fewer than|at most|no more than|not more than|up to|within|in|max)"
    rf" (?P<months>\d+|{'|'.join(NUMBERS)}|a few|a couple of) months?\b"
)
_TRAINED = any_of("train*, retrain*, learn*")
_LEARNING = any_of("learn*, train*, retrain*, school*, stud*, course*, certificate*, qualif*")
_LITTLE_TRAINING = re.compile(
    r"\b(?:short|short-term|little|quick|minimal|brief|fast|less)\b[\w -]{0,12}\btraining\b"
    r"|\bquick to learn\b"
)
_GROWING = any_of(
    "growing, grow, growth, rising, expanding, booming, on the rise, good outlook, best outlook,"
    " bright outlook,"
    " great outlook, for the future, of the future, with a future, with good prospects"
)
_ABOVE_ALL = re.compile(
    r"\b(?:fast\w*|quick\w*|more|rapidly) than (?:the )?(?:average|most|usual|normal|all|other|rest)"
    r"|\babove[- ]average growth|\bgrow\w* above average"
)
_SHRINK = (
    "shrink*, declin*, falling employment, falling numbers, losing jobs, losing workers, dying, disappear*,"
    " vanish*, going away, on the way out, die out, dead-end"
)
_SHRINKING, _NOT_SHRINKING = any_of(_SHRINK), denied(_SHRINK)
AI = any_of(
    "ai, a.i, ai-proof, aiproof, artificial intelligence, automat*, robot*, robot-proof, chatgpt, gpt,"
    " machines, bot, bots, chatbot*, a machine"
)
_RISK = (
    "replac*, threat*, affect*, take, taken, take over, touch, touched, automate, automated, at risk,"
    " risk*, do,"
    " lose, lost, kill*, hit, exposed, vulnerable, endangered, automatable"
)
_LOW_RISK = "low, lower, lowest, little, minimal, least, less, small"
_SAFE = (
    any_of("safe*, proof, ai-proof, aiproof, robot-proof, resistant, immune, survive*, hard, harder, tough"),
    re.compile(
        rf"\b{alternatives(_LOW_RISK)} (?:\w+ )?(?:expos\w+|risk|ai|chance|danger|threat|automat\w+|likely)"
    ),
    re.compile(rf"{NOT}(?:be )?(?:\w+ )?{alternatives(_RISK)}(?!\w)"),
)
_NOT_BY_AI = re.compile(
    rf"{AI.pattern} (?:can(?:'?t|not| not| never)|(?:wo|do|does|could|would|is|are)(?:n'?t| not)"
    r"|will (?:not|never)|never)\b"
)
"""As in "what can I do that AI can't"..."""
_OF_TASKS = re.compile(r"\b(?:dut(?:y|ies)|tasks?|assist|help)\b|\bparts? of (?:my|the|this)\b")
"""...which, said of the duties of a job, is no limit to others."""
_MEDIUM_RISK = any_of("medium, moderate, average, middling")
_AT_RISK = any_of(f"high, highest, most, {_RISK}")
_TWO_BANDS = re.compile(
    r"\b(?P<one>low|medium|high) (?:or|and|to) (?P<other>low|medium|high)\b[\w ]{0,12}\b(?:ai|expos\w+)\b"
)
_BEFORE, _BEHIND = 40, 30  # Characters around a word for AI in which it is told how it is meant.


def conditions(text: str) -> Iterator[Condition]:
    """The conditions that the words of a lower-case text set; amounts and names are left aside."""
    training = list(_training(text))
    schooling = list(_schooling(text))
    if found := _YEARS_TO_LEARN.search(text):
        schooling, training = [_learnt_within(found)], [*training, _TRAINED_IN_A_YEAR]
    elif found := _SCHOOL_NO_LONGER.search(text):
        schooling = [_learnt_within(found)]
        training = [_TRAINED_IN_A_YEAR] if _TRAINED.search(found[0]) else []
    if (months := _MONTHS_TO_LEARN.search(text)) and _LEARNING.search(text):
        number = NUMBERS.get(months["months"]) or (int(months["months"]) if months["months"].isdigit() else 3)
        is_short = number < 12
        schooling = [_no_more_than(_HIGH_SCHOOL if is_short else _AWARD)]
        training = [_SHORT_TRAINING if is_short else _TRAINED_IN_A_YEAR]
    if not schooling and any(one.high <= 1 for one in training):
        schooling = [_no_more_than(_AWARD)]  # Figures on training leave out the years of study before it.
    yield from (*schooling, *_experience(text), *training)
    yield from _growth(text)
    yield from _exposure(text)


def exposure_band(name: str) -> Condition:
    """Low, medium or high exposure to AI, by thirds of all occupations."""
    low, high = {
        "low": (-math.inf, math.nextafter(LOWER_THIRD, 0)),
        "medium": (LOWER_THIRD, UPPER_THIRD),
        "high": (math.nextafter(UPPER_THIRD, 100), math.inf),
    }[name]
    return Condition(fields.EXPOSURE, f"{name} exposure to AI", low, high)


def shrinking() -> Condition:
    return Condition(fields.GROWTH, "projected to shrink", high=math.nextafter(0, -1))


def _schooling(text: str) -> Iterator[Condition]:
    text = _NO_MORE.sub("at most", text)
    for pattern, low, high in _SCHOOLING:
        if found := pattern.search(text):
            before, after = text[: found.start()], text[found.end() :]
            if low and (_OR_LESS.search(after) or _AT_MOST.search(before)):
                low = 0
            elif low and (_OR_MORE.search(after) or _AT_LEAST.search(before)):
                high = _DOCTORAL
            elif low and not _DEMANDED.search(text):  # With a degree one can also do what asks for less.
                low, high = 0, high if low == high else _BACHELOR
            yield Condition(fields.ENTRY, schooling_said(low, high), low, high)
            return


def _learnt_within(found: re.Match[str]) -> Condition:
    """Schooling that takes no longer in full-time years; "under two years" leaves two years out."""
    said = found["years"]
    years = 1 if said in ("a", "an") else NUMBERS.get(said) or int(said)
    is_strict = found["limit"] in ("under", "less than", "below", "fewer than")
    return _no_more_than(max(at for at, needed in enumerate(_YEARS_OF) if needed < years + (not is_strict)))


_TRAINED_IN_A_YEAR = Condition(fields.ON_THE_JOB, "at most a year of training on the job", high=2)


_SHORT_TRAINING = Condition(fields.ON_THE_JOB, "short training on the job or none", high=1)


def _no_more_than(high: int) -> Condition:
    return Condition(fields.ENTRY, schooling_said(0, high), 0, high)


def schooling_said(low: int, high: int) -> str:
    """What it takes to enter, from the lowest to the highest level, in plain words."""
    needed = _SCHOOLING_NEEDED[low if low else high]
    if high == _NONE:
        return needed
    if not low:
        return "no college degree needed" if high == _AWARD else f"{needed} is enough"
    return f"usually needs {needed}{'' if low == high else ' or more'}"


def _experience(text: str) -> Iterator[Condition]:
    if _NO_EXPERIENCE.search(text) or _BEGINNERS.search(text):
        yield Condition(fields.BACKGROUND, "no experience in a related job needed", high=0)
    elif _NEEDS_EXPERIENCE.search(text):
        yield Condition(fields.BACKGROUND, "experience in a related job needed", low=1)
    elif found := _YEARS.search(text):
        place = len(EXPERIENCE) - 1 if int(found["years"]) >= 5 else 1
        if _DEMANDED.search(text):
            said = f"needs experience in a related job: {EXPERIENCE[place].lower()}"
            yield Condition(fields.BACKGROUND, said, place, place)
        else:
            yield Condition(
                fields.BACKGROUND, f"experience of {EXPERIENCE[place].lower()} is enough", high=place
            )


def _training(text: str) -> Iterator[Condition]:
    apprenticeship = TRAINING.index("Apprenticeship")
    if _APPRENTICE.search(text):
        yield Condition(fields.ON_THE_JOB, "learnt in an apprenticeship", apprenticeship, apprenticeship)
    elif _NO_TRAINING.search(text):
        yield Condition(fields.ON_THE_JOB, "no training on the job needed", high=0)
    elif _LITTLE_TRAINING.search(text):
        yield _SHORT_TRAINING


def _growth(text: str) -> Iterator[Condition]:
    if _ABOVE_ALL.search(text) and _GROWING.search(text):
        said = f"projected to grow by more than the {GROWTH_OF_ALL} percent of all occupations"
        yield Condition(fields.GROWTH, said, low=math.nextafter(GROWTH_OF_ALL, math.inf))
    elif _NOT_SHRINKING.search(text):
        yield Condition(fields.GROWTH, "not projected to shrink", low=0)
    elif _SHRINKING.search(text):
        yield shrinking()
    elif _GROWING.search(text):
        yield Condition(fields.GROWTH, "projected to grow", low=math.nextafter(0, 1))


def _exposure(text: str) -> Iterator[Condition]:
    if found := _TWO_BANDS.search(text):
        below, above = (exposure_band(found[name]) for name in ("one", "other"))
        said = f"{found['one']} or {found['other']} exposure to AI"
        yield Condition(fields.EXPOSURE, said, min(below.low, above.low), max(below.high, above.high))
        return
    by_nobody = _NOT_BY_AI.search(text) and not _OF_TASKS.search(text)
    near = [text[max(0, one.start() - _BEFORE) : one.end() + _BEHIND] for one in AI.finditer(text)]
    for name, patterns in (("low", _SAFE), ("medium", (_MEDIUM_RISK,)), ("high", (_AT_RISK,))):
        is_said = any(pattern.search(part) for pattern in patterns for part in near)
        if is_said or (by_nobody and name == "low"):
            yield exposure_band(name)
            return
