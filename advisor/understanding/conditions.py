"""Conditions in words: "without a degree", "growing", "safe from AI", "in health care", "need X at High"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from advisor.words import any_of
from knowledge import fields
from knowledge.facts import LOWER_THIRD, UPPER_THIRD
from knowledge.fields import SCHOOLING, family_field, skill_field, tool_field
from knowledge.profile import LEVELS, Level
from knowledge.survey import Condition

JOBS = r"(?:jobs?|occupations?|careers?|professions?|trades?|vocations?|positions?|lines? of work|gigs?|roles?|work)"
_NOT = r"\b(?:without|no|not|don'?t|doesn'?t|never|skip\w*|lacking|minus|isn'?t)\b[\w ']{0,24}\b"
_SCHOOLING = tuple(
    (re.compile(pattern), low, high)
    for pattern, low, high in (
        (rf"{_NOT}(?:high school|diploma|ged|schooling|education|qualifications?)\b", 0, 0),
        (rf"{_NOT}(?:college|university|uni)\b(?! degree)", 0, 1),
        (rf"{_NOT}(?:master'?s?|grad(?:uate)? school)\b", 0, 5),
        (rf"{_NOT}(?:degree|bachelor'?s?)\b|\bdegree-?less\b|\bnon-?degree\b", 0, 3),
        (r"\bhigh[ -]?school\b|\bged\b", 0, 1),
        (r"\bassociate'?s?\b|\btwo[- ]year degree\b|\bcommunity college\b", 4, 4),
        (
            r"\bbachelor'?s?\b|\bfour[- ]year degree\b|\b(?:college|university) degree\b|\bundergraduate\b",
            5,
            5,
        ),
        (r"\bmaster'?s? degree\b|\bmaster'?s\b", 6, 6),
        (r"\bph\.?d\b|\bdoctora\w+|\bprofessional degree\b", 7, 7),
        (r"\bdegree\b", 4, 7),
    )
)
_DEMANDED = any_of("need*, requir*, ask* for, demand*, call* for")
_ASKS_SKILL = any_of("need*, requir*, skill*, rated, call* for, importan*, demand*, us*, matter*, good at")
_NO_EXPERIENCE = re.compile(rf"{_NOT}experience\b|\bentry[- ]level\b")
_APPRENTICE = re.compile(r"\bapprentice\w*")
_LITTLE_TRAINING = re.compile(
    r"\b(?:short|little|quick|minimal|brief|no|without)\b[\w ]{0,12}\btraining\b|\bquick to learn\b"
)
_GROWING = any_of(
    "growing, grow, growth, rising, expanding, booming, on the rise, good outlook, best outlook, bright outlook, future-proof, for the future,"
    " of the future, with a future"
)
_SHRINKING = any_of(
    "shrinking, shrink, declin*, dying, disappear*, vanish*, going away, dying out, on the way out"
)
_NOT_SHRINKING = re.compile(rf"{_NOT}(?:shrink\w*|declin\w*|dying|disappear\w*|vanish\w*|going away)")
_AI = any_of(
    "ai, a.i, ai-proof, artificial intelligence, automat*, robot*, robot-proof, chatgpt, gpt, machines"
)
_SAFE = any_of(
    "safe*, proof, ai-proof, robot-proof, future-proof, resistant, immune, low, lowest, least, little, minimal, survive,"
    " untouched, unaffected, hard to, can't, cannot, cant, won't, wont, not, less, lower, never, without"
)
_AT_RISK = any_of(
    "high, highest, most, exposed, at risk, risk*, replac*, threat*, vulnerable, take over, taken, hit, endangered,"
    " affected, lose, automatable"
)
_FAMILIES = {
    "management": "management, managerial",
    "business and finance": "business, finance, financial, accounting",
    "computers and mathematics": "tech, it, computer, computing, software",
    "architecture and engineering": "engineering, architecture",
    "science": "science, scientific, research, lab, laboratory",
    "social and community service": "social work, social services, counseling, counselling",
    "law": "law, legal",
    "education": "teaching, education, educational, school",
    "arts, design, sports and media": "arts, art, creative, design, media, entertainment, sports",
    "health care": "health care, healthcare, health, medical, medicine, hospital, clinical",
    "protective service": "law enforcement, security, protective service",
    "food": "food, restaurant, kitchen, culinary, food service",
    "cleaning and grounds": "cleaning, landscaping, groundskeeping",
    "personal care": "personal care, beauty, childcare",
    "sales": "sales, retail, selling",
    "office work": "office, administrative, clerical, admin",
    "farming, fishing and forestry": "farming, farm, agriculture, agricultural, fishing, forestry",
    "construction and extraction": "construction, building, mining",
    "installation and repair": "repair, maintenance, installation",
    "production": "factory, manufacturing, production",
    "transport": "transport, transportation, trucking, driving, logistics, aviation, warehouse",
}
_FAMILY = {
    name: re.compile(
        rf"\b(?:in|within|across|for)(?: the)? (?:{'|'.join(words.split(', '))})\b(?! degree| exposure)"
        rf"|\b(?:{'|'.join(words.split(', '))}) {JOBS}\b"
    )
    for name, words in _FAMILIES.items()
} | {"the skilled trades": re.compile(r"\btrades\b")}
_UNTOLD = any_of(
    "remote, remotely, from home, at home, outdoors, outside, part-time, part time, night shifts, nights, weekends, stress*,"
    " low-stress, stress-free, physical, physically, lifting, travel*, animals, kids, near me, in my area, benefits, happiest,"
    " happy, fun, meaningful, fulfilling, satisfying, dangerous, flexible, union*, hours"
)


def conditions(text: str) -> Iterator[Condition]:
    """The conditions that the words of a lower-case text set, amounts left aside."""
    yield from _schooling(text)
    if _NO_EXPERIENCE.search(text):
        yield Condition(fields.BACKGROUND, "no work experience needed", high=0)
    if _APPRENTICE.search(text):
        yield Condition(fields.ON_THE_JOB, "by apprenticeship", 4, 4)
    elif _LITTLE_TRAINING.search(text):
        yield Condition(fields.ON_THE_JOB, "short training on the job or none", high=1)
    yield from _growth(text)
    yield from _exposure(text)
    for name, pattern in _FAMILY.items():
        if pattern.search(text):
            yield Condition(family_field(name), f"in {name}", low=1)
            return  # Nothing is in two families at once.


def rated(text: str, skills: Iterable[str], tools: Iterable[str]) -> Iterator[Condition]:
    """Skills and tools of these names that a text asks for, a skill with the level it names."""
    if not _ASKS_SKILL.search(text):
        skills = ()
    for name in skills:
        if found := re.search(rf"\b{re.escape(name.lower())}\b", text):
            level = _level_beside(text, *found.span())
            place = len(LEVELS) - LEVELS.index(level) if level else 0
            said = f"{name} rated {level}" if level else f"{name} among the skills"
            yield Condition(skill_field(name), said, place or 1, place or math.inf)
    for name in tools:
        if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text):
            yield Condition(tool_field(name), f"{name} among the tools", low=1)


def _level_beside(text: str, start: int, end: int) -> Level | None:
    """The level that stands just before or after a skill: "mathematics at high", "high writing"."""
    near = f"{text[max(0, start - 16) : start]} {text[end : end + 18]}"
    named = [level for level in LEVELS if re.search(rf"\b{level.lower()}\b(?! exposure)", near)]
    return named[0] if len(named) == 1 else None


def untold(text: str) -> tuple[str, ...]:
    """Wishes in the text that no figure tells anything about, in its own words."""
    return tuple(dict.fromkeys(found[0] for found in _UNTOLD.finditer(text)))


def _schooling(text: str) -> Iterator[Condition]:
    for pattern, low, high in _SCHOOLING:
        if pattern.search(text):
            if low and low == high and not _DEMANDED.search(text):
                low = 0  # "With an associate's degree" one can also do what asks for less.
            yield Condition(fields.ENTRY, _schooling_said(low, high), low, high)
            return


def _schooling_said(low: int, high: int) -> str:
    if low == high:
        return f"typical entry: {SCHOOLING[low]}"
    if high == len(SCHOOLING) - 1:
        return f"typical entry: {SCHOOLING[low]} or more"
    return f"typical entry: at most {SCHOOLING[high]}"


def _growth(text: str) -> Iterator[Condition]:
    if _NOT_SHRINKING.search(text):
        yield Condition(fields.GROWTH, "not shrinking", low=0)
    elif _SHRINKING.search(text):
        yield Condition(fields.GROWTH, "projected to shrink", high=math.nextafter(0, -1))
    elif _GROWING.search(text):
        yield Condition(fields.GROWTH, "projected to grow", low=math.nextafter(0, 1))


def _exposure(text: str) -> Iterator[Condition]:
    near = [text[max(0, one.start() - 40) : one.end() + 30] for one in _AI.finditer(text)]
    if any(map(_SAFE.search, near)):
        yield Condition(fields.EXPOSURE, "low exposure to AI", high=math.nextafter(LOWER_THIRD, 0))
    elif re.search(r"\b(?:medium|moderate|average)\b", " ".join(near)):
        yield Condition(fields.EXPOSURE, "medium exposure to AI", LOWER_THIRD, UPPER_THIRD)
    elif any(map(_AT_RISK.search, near)):
        yield Condition(fields.EXPOSURE, "high exposure to AI", math.nextafter(UPPER_THIRD, 100))
