"""Which sections of a profile the headings of a job description stand for.

A heading is known when it consists of known phrases and of words that change nothing ("our key
duties:", "4. Duties of this role"). What does not fit in whole is not guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.profile import Section

_PHRASES: dict[Section | None, str] = {
    Section.SUMMARY: "career summary, job summary, position summary, role summary, summary, overview,"
    " job overview, role overview, position overview, about the role, about the job, about the position,"
    " about this role, about this job, about this position, job purpose, purpose of the role,"
    " purpose of the job, in a nutshell",
    Section.AI_IMPACT_SCORE: "ai impact score",
    Section.SALARY: "salary, salary data, salary range, pay, pay range, pay rate, rate of pay, compensation,"
    " compensation range, wage, wages, earnings, remuneration, hourly rate, what we pay, what it pays",
    Section.RESPONSIBILITIES: "responsibilities, responsibility, duties, duty, tasks, accountabilities,"
    " what you will do, what you will be doing, what they do, what we do every day, your day to day,"
    " day to day, day to day work, job duties, job functions, essential functions, functions, your impact,"
    " your mission, your tasks, how you will spend your time",
    Section.EDUCATION: "education, schooling, academic background, academic qualifications, degree, training,"
    " certification, certifications, certificates, licences, licenses, licensing, licensure",
    Section.EXPERIENCE: "experience, work experience, work history, prior experience, years of experience",
    Section.SKILLS: "skills, skill, competencies, competences, competency, abilities, knowledge, soft skills,"
    " technical skills, hard skills, in demand skills, skills in demand, skill set, skillset",
    Section.MARKET_DEMAND: "job market demand, market demand, job market, labor market, labour market",
    Section.AI_INTEGRATION: "ai integration, ai in this role, use of ai",
    Section.COPILOT_TASKS: "ai co pilot tasks, ai copilot tasks, how ai helps, ai assisted tasks",
    Section.AUTOMATION: "automation opportunities, what ai could take over, automatable tasks",
    Section.NEW_FRONTIERS: "new frontiers, emerging roles, new roles",
    Section.TOOLS: "tools, software, technology, technologies, tech stack, our stack, equipment, systems",
    Section.RISKS: "risks, risks and considerations, risk, hazards",
    Section.OUTLOOK: "outlook, career outlook, job outlook, future outlook, employment outlook,"
    " job prospects, career prospects, prospects, future of the job, future of the role",
    None: "benefits, perks, bonus, bonuses, rewards, other, location, hours, schedule, about us,"
    " about the company, our company, company overview, who we are, why join us, what we offer, we offer,"
    " how to apply, contact, equal opportunity, equal opportunity employer, working conditions,"
    " physical demands, reports to",
}
_ALONE: dict[Section, str] = {
    Section.SUMMARY: "the role, the job, the position, your role, job description, position description,"
    " role description",
    Section.RESPONSIBILITIES: "you will, in this role you will, what you do, the work",
    Section.MARKET_DEMAND: "demand",
}
"""Phrases that say what they say here only when they are the whole heading."""
_MIXED = (
    "requirements, requirement, qualifications, qualification, what you need, what you will need,"
    " what you bring, what you will bring, you bring, who you are, about you, your profile, your background,"
    " background, what we are looking for, we are looking for, who we are looking for, ideal candidate,"
    " candidate profile, person specification, you have, what you have, must have, must haves, nice to have,"
    " nice to haves, eligibility, what it takes, prerequisites, criteria"
)
MIXED = (Section.EDUCATION, Section.EXPERIENCE, Section.SKILLS)
_FILLER = frozenset(
    "a an the of and or for in to on with this that these your our its as at by is are be job jobs role"
    " position work career key main primary major principal core general essential basic typical"
    " daily required necessary needed minimum mandatory preferred desired desirable additional"
    " recommended ideal optional specific related relevant following include includes including list expected"
    " annual yearly base formal current professional personal top important us used use we you will also day"
    " data".split()
)
_PREFERRED = re.compile(
    r"\b(?:preferred|desired|desirable|nice|optional|bonus|ideal|advantage\w*|recommended|a plus)\b", re.I
)
_NUMBER = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])[.)]|\d{1,2}(?:\.\d{1,2})+|§\s*\d+)\s+", re.I
)
_SHORTENED = ((r"['’]ll\b", " will"), (r"['’]re\b", " are"), (r"['’]ve\b", " have"), (r"['’]s\b", ""))
LONGEST = 12  # Words of a heading.


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading stands for; with several sections, each entry below it must show which is meant."""

    sections: tuple[Section, ...]
    is_sure: bool
    """True when all that stands below belongs to the one section."""
    is_preferred: bool
    """True when it names what is preferred and not required."""


def meaning_of(heading: str) -> Meaning | None:
    """What a heading stands for, or None when that is no section of a profile or not known."""
    words = _words(heading)
    if alone := _WHOLE.get(" ".join(words)):
        return Meaning((alone,), is_sure=True, is_preferred=False)
    places = _places(words) or []
    named = [place for place in places if isinstance(place, Section)]
    meant = tuple(dict.fromkeys((*named, *(MIXED if _MIXED in places else ()))))
    if not meant:
        return None
    is_sure = len(meant) == 1 and None not in places
    return Meaning(meant, is_sure, bool(_PREFERRED.search(heading)))


def is_known(line: str) -> bool:
    """Whether a line has the words of a heading, be it of a section or of what is left out."""
    words = _words(line)
    return " ".join(words) in _WHOLE or bool(_places(words))


def _places(words: list[str]) -> list[Section | str | None] | None:
    """What the phrases of a heading stand for, or None when a word of it is not known."""
    places: list[Section | str | None] = []
    at = 0
    while at < len(words):
        if found := _phrase_at(words, at):
            length, place = found
            places.append(place)
            at += length
        elif words[at] in _FILLER:
            at += 1
        else:
            return None
    return places if len(words) <= LONGEST else None


def bare(heading: str) -> str:
    """The heading without its number and its colon."""
    return _NUMBER.sub("", heading).strip(" :")


def _words(heading: str) -> list[str]:
    text = _NUMBER.sub("", heading).lower()
    for short, full in _SHORTENED:
        text = re.sub(short, full, text)
    return re.findall(r"[^\W_]+", re.sub(r"\([^)]*\)", " ", text).replace("&", " and "))


def _phrase_at(words: list[str], at: int) -> tuple[int, Section | str | None] | None:
    """The longest known phrase that begins here: its length in words and what it stands for."""
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        if phrase in _PLACES:
            return length, _PLACES[phrase]
    return None


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split(",")]


_PLACES: dict[str, Section | str | None] = {
    **{phrase: section for section, phrases in _PHRASES.items() for phrase in _split(phrases)},
    **dict.fromkeys(_split(_MIXED), _MIXED),
}
_WHOLE = {phrase: section for section, phrases in _ALONE.items() for phrase in _split(phrases)}
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in _PLACES)
