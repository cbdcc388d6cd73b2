"""What a body no longer takes, as ranges of ratings: "carpal tunnel", "my back is shot", "easy on the knees".

Each part of the body stands with what is rated of the strain on it; a part that nothing rated strains,
as the eyes, is said to be untold.
"""

from __future__ import annotations

import re

from advisor.understanding.wished import HANDS, LITTLE_LIFTING, Wish
from advisor.understanding.wording import alternatives, denied
from advisor.words import any_of

_TROUBLE = (
    r"(?:pains?|aches?|problems?|troubles?|issues?|injur\w+|surger(?:y|ies)|operations?|replacements?|damage"
    r"|strain|arthritis|tendon\w+|numbness|disease|conditions?|hurts?|aching|hurting)"
)
_FAILS = (
    r"(?:hurts?|aches?|hurting|aching|swell\w*|worry|worries|bothers?|kills?|killing|gives? out|giving out"
    r"|shot|numb|swollen|wrecked|ruined|busted|messed up|all messed up"
    r"|(?:can't|cant|cannot|won't|wont) (?:take|handle|do|hold)"
    r"|(?:(?:is|are|got|getting|keep|keeps|just|so|all|went|always) )+(?:\w+ )?"
    r"(?:shot|gone|going|bad|worse|weak|done|finished|numb|worn|messed|ruined|wrecked|killing"
    r"|hurting|aching|swollen|sore|destroyed|broken|failing|toast|hurt|ache))"
)
_WEAK = (
    r"(?:bad|sore|weak|broken|injured|busted|painful|aching|numb|wrecked|ruined|swollen|torn|arthritic|worn)"
)
_HARMED = (
    r"(?:hurt\w*|injur\w+|broke|tore|wreck\w*|ruin\w*|busted|blew out|strain\w*|messed up|kill(?:s|ing)"
    r"|sav(?:e|es|ing)|spar(?:e|es|ing)|protect\w*|worr\w+ (?:about|for|over)|surgery on)"
    r" (?:my|the|his|her|both|our)"
)
_EASY = (
    r"(?:eas(?:y|ier)|gentle|gentler|kind|kinder|light|lighter|better|good|hard|harder|rough|tough|not bad)"
)
_OTHER_FIRST, _OTHER_TOO = r"(?:\w+(?: and|,| or) (?:my )?)?", r"(?:(?: and|,| or) (?:my )?\w+)?"
"""Another part beside: "bad shoulder and knees", "neck and back messed up"."""
_WHOSE = r"(?:(?:my|the|his|her|both|our|your|these) )?"


def hurting(parts: str) -> str:
    """A pattern for any of the comma-separated parts of the body said to hurt, to fail or to need care."""
    part = rf"(?:(?:lower|upper|right|left|both) )*{alternatives(parts)}"
    return (
        rf"\b{_WEAK} {_OTHER_FIRST}{part}\b|\b{part}(?:'s)?{_OTHER_TOO} (?:{_TROUBLE}|{_FAILS})\b"
        rf"|\b{_TROUBLE} (?:in|on|with|to|of|for) {_WHOSE}{part}\b"
        rf"|\b{_HARMED} {part}\b|\b{_EASY} (?:on|for|to) {_WHOSE}{part}\b"
        rf"|\b(?:less|not|rather|more) (?:\w+ )?(?:on|than) (?:my|the) {part}\b"
    )


def _for(parts: str, others: str, said: str, table: str, *names: str, high: float) -> Wish:
    """What is wished for who has these parts hurting, or tells so by `others`, a pattern."""
    stated = re.compile(f"{hurting(parts)}|{others}")
    return Wish(stated, said, table, names, high=high, about=parts)


# fmt: off
BODY = (
    _for(
        "back, spine, bending", r"\b(?:my|his|her) back\b(?! to\b| in\b|\s*up\b)"
        r"|\b(?:herniated|slipped) dis[ck]s?\b|\bsciatica\b",
        "little bending and twisting, for the back", "context", "Spend Time Bending or Twisting the Body",
        high=2.0,
    ),
    _for(
        "knees, knee, kneeling", r"\b(?:my|his|her) knees?\b",
        "little kneeling and crouching, for the knees", "context",
        "Spend Time Kneeling, Crouching, Stooping, or Crawling", high=1.8,
    ),
    _for(
        "hands, hand, wrists, wrist, fingers, thumbs, thumb", r"\bcarpal tunnel\b|\bmy wrists?\b"
        r"|\b(?:can't|cant|cannot|don'?t want to) (?:work with|use) (?:my|both) hands\b",
        "few repeated motions and little handling, for the hands", "context",
        "Spend Time Making Repetitive Motions", *HANDS, high=3.0,
    ),
    _for(
        "shoulders, shoulder, elbows, elbow, arms, arm", r"\bmy (?:shoulders?|elbows?)\b|\brotator cuffs?\b",
        f"{LITTLE_LIFTING}, for the arms", "activities", "Handling and Moving Objects", high=2.5,
    ),
    _for(
        "feet, foot, ankles, ankle, hips, hip, legs, leg, heels, heel",
        r"\bvaricose veins?\b|\bplantar fasciitis\b|\bmy (?:ankles?|hips?)\b|(?<!\bon )\bmy feet\b"
        r"|(?<!be )(?<!like being )(?<!love being )(?<!enjoy being )\bon (?:my|your|his|her) feet"
        r" (?:all|too|so|for|\d+|the whole|every)\b",
        "little standing and walking, for the feet", "context",
        "Spend Time Standing", "Spend Time Walking and Running", high=2.8,
    ),
    _for(
        "lungs, lung, breathing, fumes, dust, smoke, chemicals, asthma",
        rf"\basthma(?:tic)?\b|\bcopd\b|\bmy lungs\b|{denied('dust, fumes, smoke, chemicals, dirt').pattern}",
        "seldom near dust and fumes", "context", "Exposed to Contaminants", high=2.0,
    ),
    _for(
        "ears, ear, hearing", r"\btinnitus\b|\bmy (?:hearing|ears)\b|\bhearing loss\b",
        "little distracting noise, for the ears", "context",
        "Sounds, Noise Levels Are Distracting or Uncomfortable", high=2.6,
    ),
)
# fmt: on
_UNRATED = re.compile(
    rf"{hurting('eyes, eye, eyesight, vision, neck, heart, skin, jaw')}"
    r"|\bmy (?:eyes|eyesight|vision|neck|heart|skin)\b"
    r"|\b(?:got|getting|been) hurt\b|\bhurt (?:at work|on the job)\b|\bstairs\b"
)
_CONDITIONS = any_of(
    "my health, injury, injured, arthritis, fibromyalgia, epilepsy, diabetes, migraine*, hands shake"
)
_OF_STRAIN = re.compile(rf"\b{_EASY} (?:on|for) {_WHOSE}\w+|\bhurts? (?:your|the|my|you)\b")


def tells_of_body(text: str) -> bool:
    """Whether a lower-case text tells what somebody's body no longer takes, in what ratings tell."""
    return any(wish.stated.search(text) for wish in BODY)


def strained_by(text: str) -> frozenset[str]:
    """The names of what is rated of the strain on a part of the body, where a lower-case text asks of it.

    "I have a bad back, what would I be doing" tells of the person, and asks of something else.
    """
    if not _OF_STRAIN.search(text):
        return frozenset()
    return frozenset(name for wish in BODY if wish.stated.search(text) for name in wish.names)


def without_body(text: str) -> str:
    """The lower-case text without what tells of the body in what ratings tell."""
    for wish in BODY:
        text = wish.stated.sub(" ", text)
    return text


def untold_of_body(text: str) -> tuple[str, ...]:
    """What a lower-case text tells of the body that no rating has anything on, in its own words."""
    parts = (
        (_UNRATED, text),
        (_CONDITIONS, without_body(text)),
    )  # "Arthritis in my hands" is told by ratings.
    return tuple(found[0] for pattern, words in parts for found in pattern.finditer(words))
