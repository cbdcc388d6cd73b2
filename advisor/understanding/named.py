"""Conditions that name a family of occupations, a skill or a tool: "not in sales", "need Writing at High"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from advisor.understanding.wording import JOBS, LEAVES_OUT, NOT, alternatives
from advisor.words import any_of
from knowledge.fields import family_field, skill_field, tool_field
from knowledge.profile import LEVELS, Level
from knowledge.survey import Condition

_FAMILIES = {
    "management": "management, managerial",
    "business and finance": "business, finance, financial, accounting, banking",
    "computers and mathematics": "tech, computer, computers, computing, software, information technology,"
    " stem,"
    " cybersecurity",
    "architecture and engineering": "engineering, architecture, stem",
    "science": "science, sciences, scientific, research, lab, laboratory, stem",
    "social and community service": "social work, social services, social service, community service,"
    " counseling,"
    " counselling",
    "law": "law, legal",
    "education": "teaching, education, educational, schools",
    "arts, design, sports and media": "arts, art, creative, design, media, entertainment, sports, music",
    "health care": "health care, healthcare, health-care, health, medical, medicine, hospitals, clinical,"
    " nursing",
    "protective service": "law enforcement, security, protective service, policing, firefighting",
    "food": "food, restaurant, restaurants, kitchen, culinary, food service, hospitality",
    "cleaning and grounds": "cleaning, landscaping, groundskeeping, janitorial",
    "personal care": "personal care, beauty, childcare",
    "sales": "sales, retail, selling",
    "the skilled trades": "skilled trades, trades, trade, blue-collar, blue collar",
    "office work": "office, office work, administrative, administration, clerical, admin",
    "farming, fishing and forestry": "farming, farm, agriculture, agricultural, fishing, forestry",
    "construction and extraction": "construction, building, mining",
    "installation and repair": "repair, repairs, maintenance, installation",
    "production": "factory, factories, manufacturing, production",
    "transport": "transport, transportation, trucking, driving, logistics, aviation, warehouse, warehouses,"
    " warehousing, blue-collar, blue collar",
}
"""What people call the families; a word that stands for several names them all."""
_WORD = alternatives(", ".join(_FAMILIES.values()))
_SEVERAL = rf"(?:{_WORD}(?:(?:,? (?:or|and|nor)|,|/|&) ?(?:in |the |with )*)?)+(?<![ ,])"
_IN = r"\b(?:in|within|across|for|from|into|involving|of)(?: the| either)? "
_AWAY = (
    r"\b(?:(?:not|nothing|anything but|except|excluding|besides|outside|out|avoid\w*|other than|apart from"
    r"|isn'?t|aren'?t"
    r"|ain't|no more)(?: to do)?(?: (?:in|with|for|of|from|about|anything))*|without|no|non"
    rf"|exclude|{LEAVES_OUT})(?: the| any| all| another| more| an?)?[ -]"
)
_PLACED = re.compile(
    rf"(?:(?P<away>{_AWAY})|{_IN})(?P<several>{_SEVERAL})\b(?! degree| exposure| training| skills?"
    rf"| experience)"
    rf"|\b(?:something|anything) (?!creative\b)(?P<some>{_SEVERAL})\b"
    rf"|\b(?:the|just|only|any) (?P<ones>{_SEVERAL}) ones?\b"
    rf"|^(?:and |but |now )?(?:just|only) (?P<only>{_SEVERAL})\W*$"
    rf"|\b(?P<before>{_SEVERAL}) {JOBS}\b|(?:{JOBS}|what about|something|anything) in (?P<it>it)\b"
    r"|\b(?P<trade>trades?)\b(?! union| war| off| show)"
)
_LEFT_OUT = re.compile(rf"{_AWAY}(?P<several>{_SEVERAL})\b")
_JUST_AWAY = re.compile(rf"{_AWAY}$", re.I)
_LEAVES = re.compile(r"\bout of(?: the)? $")  # What one has been in: "I want out of teaching".
_FIELD = r"(?:fields?|industry|industries|professions?|sectors?|business)"
_LEFT = (
    r"\b(?:out of|leav\w+|left|quit\w*|escap\w+|away from|done with|(?:sick|tired) of|fed up with"
    r"|burn(?:ed|t|ing)? out (?:on|of|from|by|in|with)) (?:the |my |this )?"
)
_FIELD_LEFT = re.compile(
    rf"{_LEFT}(?:(?:\w+ ){{0,2}}{_FIELD}\b|(?P<field>\w+(?: \w+)??)"
    r"(?= (?:completely|entirely|altogether|for good|behind|and|but|after|because)\b|\W*$|[,.;?!]))"
    rf"|\b(?:another|different|other|new|outside (?:of )?(?:the|my|this)) (?:\w+ )?{_FIELD}\b"
)
_NEVER_AGAIN = re.compile(
    r"\b(?:ever|never) again\b|\bnever want to\b|\bno more of (?:this|that|it)\b"
    r"|\banything but (?:this|that|it)\b|\bout of \w+ing\W*$"
)
"""Wants nothing more of the kind that one did."""
_JOBS_IN = re.compile(r"\b(?:jobs|careers|occupations|positions|roles|professions) in (?:the )?$", re.I)
_NOT_JUST_BEFORE = re.compile(
    r"\b(?:not|no|non|nothing|never|don'?t (?:want|like))"
    r"(?: an?| any| the| to| be| work| working| jobs?)*[ ,]*$"
)
_HISTORY = re.compile(
    r"\bi(?:'?m| am| was|'?ve| have)?(?: been)? (?:work\w*|spent|did|employed)\b[^.,;!?]*"
    r"|\b\d+ (?:years?|yrs)(?: of \w+)? (?:in|as|at)\b[^.,;!?]*"
    r"|\b(?:background|degree|(?:master|bachelor)['’]?s) in\b[^.,;!?]*"
)
_ASKS_SKILL = any_of("need*, requir*, skill*, rated, call* for, demand*, good at, strong, use my, involv*")
_IS_HATED = re.compile(
    r"\b(?:hates?|dislikes?|can'?t stand|bad at|(?:don'?t|doesn'?t) (?:like|enjoy)) (?:\w+ )?$"
)
_SAID_FOR = {
    "math": "Mathematics", "maths": "Mathematics", "coding": "Programming", "public speaking": "Speaking",
    "reading": "Reading Comprehension", "listening": "Active Listening", "negotiating": "Negotiation",
    "persuading": "Persuasion", "problem solving": "Complex Problem Solving",
    "foreign languages": "Foreign Language",
}  # fmt: skip
_LEVEL = alternatives(", ".join(LEVELS).lower())
_LEVEL_BEFORE = re.compile(rf"\b({_LEVEL})(?:ly)?[- ](?:level |rated |levels? of |in |skills? in )*$")
_LEVEL_AFTER = re.compile(
    r"^(?:,? (?:and|or|both) [\w ]{3,24}?|, [\w ]{3,24}?)*(?: skills?)?"
    rf"(?: (?:rated|at|is|are|as|to be|on|level))* ({_LEVEL})\b(?! expos| pay| ai| risk| wage| salar)"
)
_ASKS_TOOL = any_of("use, uses, using, used, with, know, knowing, tool*, software, need*, requir*, work with")
_MAKERS = any_of("microsoft, adobe, google, autodesk, apache, amazon, ibm, oracle, intuit, atlassian, esri")
_COMMON = 5  # Occupations with a tool from which its short name is taken for it.
_EVERYDAY = frozenset(
    "access word project teams outlook office publisher classroom drive windows accounting workspace"
    " scheduling billing cam spark seesaw timekeeping bookkeeping blackboard illustrator sales analytics"
    " database docs edge go react swift sheets android airflow puppet ruby scala chef".split()
)
"""Short names of tools that are words of their own as well."""


def families(text: str) -> Iterator[Condition]:
    """The families that a lower-case text wants, in one condition; those it does not want in another.

    What is said of a family last counts: "only health care, I mean no health care".
    """
    wants: dict[str, bool] = {}
    text = _HISTORY.sub(" ", text)
    for found in _PLACED.finditer(text):
        named = ("several", "some", "ones", "only", "before", "trade")
        said = next((found[name] for name in named if found[name]), "")
        is_away = found["away"] or _NOT_JUST_BEFORE.search(text[: found.start()])
        wants |= dict.fromkeys(_TECH if found["it"] else _families_in(said), not is_away)
    for way, said, low, high in ((True, "in", 1.0, math.inf), (False, "not in", -math.inf, 0.0)):
        if chosen := tuple(name for name, is_wanted in wants.items() if is_wanted == way):
            yield Condition(family_field(*chosen), f"{said} {' or '.join(chosen)}", low, high)


def without_lists_left_out(text: str) -> str:
    """The lower-case text without its lists of fields that are not wanted: "without food and retail".

    Several in a row are fields; one alone may be what is done there: "no cooking", "no food".
    """
    return _LEFT_OUT.sub(lambda one: " " if len(_families_in(one["several"])) > 1 else one[0], text)


def _families_in(said: str) -> list[str]:
    """The families that some words name, in their order."""
    places = {name: found.start() for name, words in _FAMILY.items() if (found := words.search(said))}
    return sorted(places, key=places.__getitem__)


def skills(text: str, names: Iterable[str]) -> Iterator[Condition]:
    """The skills of these names that a lower-case text asks for, each with the level it names."""
    if not _ASKS_SKILL.search(text):
        return
    for word, name in {**{name.lower(): name for name in names}, **_SAID_FOR}.items():
        found = re.search(rf"(?<!\bin )\b{re.escape(word)}\b(?! field)", text)
        if not found:
            continue
        if _IS_HATED.search(text[: found.start()]):
            continue  # "Good at math but hate coding": the ratings of the work tell what is disliked.
        field = skill_field(name)
        if re.search(rf"{NOT}$|\b(?<!a )(?:little|minimal|hardly any|less) $", text[: found.start()]):
            yield Condition(field, f"{name} not among the skills", high=0)
        elif level := _level_beside(text, *found.span()):
            place = len(LEVELS) - LEVELS.index(level)
            yield Condition(field, f"{name} rated {level}", place, place)
        else:
            yield Condition(field, field.name, low=1)


def _level_beside(text: str, start: int, end: int) -> Level | None:
    """The level that stands just before or after a skill: "mathematics at high", "high writing"."""
    found = _LEVEL_AFTER.search(text[end:]) or _LEVEL_BEFORE.search(text[:start])
    return next((level for level in LEVELS if found and level.lower() == found[1]), None)


def tools(text: str, names: Mapping[str, str]) -> Iterator[Condition]:
    """The tools that a lower-case text asks for; `names` are their full names by what people say."""
    if not _ASKS_TOOL.search(text):
        return
    places = {names[said]: place for said in names if said in text and (place := _place(said, text)) >= 0}
    for name, place in places.items():
        field = tool_field(name)
        if re.search(rf"{NOT}$", text[:place]):
            yield Condition(field, f"{name} not among the tools", high=0)
        else:
            yield Condition(field, field.name, low=1)


def said_for_tools(names: Iterable[str]) -> dict[str, str]:
    """The full names of tools by what people call them: "excel", "sql", "quickbooks".

    `names` has a tool once for every occupation that it is stated of.
    """
    said: dict[str, str] = {}
    uses = Counter[str]()
    for name, times in Counter(names).most_common():
        for short, full in short_names(name).items():
            said.setdefault(short, full)
            uses[short] += times
    return {
        short: full
        for short, full in said.items()
        if " " in short or (uses[short] >= _COMMON and is_telling(short))
    }


def short_names(name: str) -> dict[str, str]:
    """A tool's name, the same without its maker, and the letters it is known by, as SQL."""
    product = name.removesuffix(" software")
    short, letters = _MAKERS.sub("", product).strip(), product.rpartition(" ")[2]
    found = {name.lower(): name}
    if len(short) > 2 and (" " not in short or short != product):
        found[short.lower()] = name
    if letters.isupper() and len(letters) > 2:
        found[letters.lower()] = letters
    return found


def is_telling(short: str) -> bool:
    """Whether a short name of a tool means nothing else."""
    return short not in _EVERYDAY


def _place(said: str, text: str) -> int:
    """Where the words stand in a text as whole words; -1 where they do not."""
    found = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text)
    return found.start() if found else -1


_FAMILY = {name: re.compile(rf"\b{alternatives(words)}(?!\w)") for name, words in _FAMILIES.items()}
_TECH = ["computers and mathematics"]


def leaves_field(text: str, jobs: Iterable[str] = ()) -> bool:
    """Whether a lower-case text tells that somebody wants out of a whole field of work, not of a job alone:
    "out of teaching", "leave the restaurant industry", "something in a different field".

    `jobs` are the names of jobs in it; those of an activity, as "plumbing", name a field.
    """
    fields = {one for one in map(str.lower, jobs) if one.endswith("ing")}
    return bool(_NEVER_AGAIN.search(text)) or any(
        not found["field"] or found["field"] in fields or names_a_family(found["field"])
        for found in _FIELD_LEFT.finditer(text)
    )


def names_a_family(text: str) -> bool:
    """Whether the text is what people call a family of occupations: "construction"."""
    return bool(re.fullmatch(_WORD, text.lower()))


def tells_family(text: str, start: int, end: int) -> bool:
    """Whether the words at this place stand for a family of jobs: "something that isn't teaching","
    " "jobs in law"."""
    before = text[:start].lower()
    beside = _JUST_AWAY.search(before) or _JUST_AWAY.search(f"{before.rstrip()} ") or _JOBS_IN.search(before)
    return bool(beside) and not _LEAVES.search(before) and names_a_family(text[start:end])
