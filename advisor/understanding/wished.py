"""The wishes about the work itself that ratings tell: the words that state them, and the range that fulfils.

Thresholds follow the scales and how the 923 occupations are spread on them: "little" is about the
lowest third, "much" about the highest fourth. Importance (activities, skills, knowledge) and context
go from 1 to 5.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from advisor.understanding.wording import NOT, alternatives, denied
from advisor.words import any_of


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that state a wish, and the range of ratings that fulfils it."""

    stated: re.Pattern[str]
    said: str
    table: str
    names: tuple[str, ...]
    """Elements of the table; the highest of their ratings counts."""
    low: float = -math.inf
    high: float = math.inf
    about: str = ""
    """What the wish is called when it is taken back: "the lifting limit"; comma-separated."""
    is_liking: bool = False
    """Whether a verb of liking stands in its words."""


_LIKED = (
    r"\b(?:(?<!jobs )(?<!job )(?<!work )(?<!something )(?<!is )like|likes|loves?|enjoys?|prefers?|wants?"
    r"|keep|rather|(?:good|great|best|strong) (?:with|at|in)|into|interested in|passionate about"
    r"|(?:best|favou?rite) subjects? (?:is|are|was|were)|(?:some|any)thing with)\b"
    r"(?: to\b| working\b| work\b| be\b| do\b| doing\b| with\b| in\b)*"
    r"(?: (?!help|car|look|lead|manag|train|teach|supervis)\w+){0,1}? "
)
_PHYSICAL = "physical, physically, physical work, manual work, manual labor, manual labour, hard labor"
_PUBLIC = (
    "customers, the public, customer service, dealing with people, facing customers, clients, strangers,"
    " talking to strangers,"
    " working with people,"
    " talking to people, people, other people, contact with the public, contact with customers,"
    " contact with people, customer contact, public contact, interaction with people, facing the public"
)
_COMPUTERS = "computers, computer, computer work, screens, a screen, screen work, staring at a screen, typing"
_SUCH = (
    "angry rude difficult unhappy sick manage managing lead leading supervise supervising calling persuading"
)
_NOT_SUCH = "".join(rf"(?<!{word} )" for word in _SUCH.split())  # "No angry customers" are other wishes.
_OUTSIDE = (
    r"(?:work\w*|jobs?|be|being|stay\w*|time|career)(?: \w+)? outside(?! of| my| the| this| \w+ing)"
    r"|outdoors?|open air|fresh air|^(?:(?:and|or|but|maybe|something|anything|more|rather) )*outside$"
)
_LANGUAGE = (
    r"\b(?:my|foreign|second|other|both) languages?\b|\bbilingual\b|\blanguage skills\b"
    r"|\b(?:speak|my|fluent in|use|know)(?: \w+)? (?:spanish|french|german|chinese|mandarin|cantonese|arabic"
    r"|russian|portuguese|italian|japanese|korean|vietnamese|tagalog|polish|hindi|urdu|ukrainian|creole"
    r"|somali|farsi|turkish)\b"
)
_HELPING = (
    r"\b(?:like|love|enjoy|want|prefer|keep|rather)(?: to)?(?: \w+)?"
    r" (?:help|helping|care for|caring for|look after|looking after) (?:people|others|patients|the elderly)\b"
)
_BY_HAND = re.compile(
    r"\b(?<!nothing )with (?:(?:my|your|his|her|our|their|the|both) )?hands\b(?!-| free)|\bhands[- ]on\b"
    r"|\b(?:use|using|uses) (?:my|his|her|their) hands\b"
)
LITTLE_LIFTING = "little handling and moving of things"
HANDS = ("Spend Time Using Your Hands to Handle, Control, or Feel Objects, Tools, or Controls",)
_VEHICLES = ("Operating Vehicles, Mechanized Devices, or Equipment",)
_GUIDING = ("Guiding, Directing, and Motivating Subordinates",)


def liked(phrases: str) -> re.Pattern[str]:
    """Any of the phrases said to be liked, wanted or done well."""
    return re.compile(rf"{_LIKED}{alternatives(phrases)}(?!\w)")


def _little(phrases: str, said: str, table: str, *names: str, high: float, about: str = "") -> Wish:
    return Wish(denied(phrases), said, table, names, high=high, about=about or phrases)


def _much(phrases: str, said: str, table: str, *names: str, low: float, about: str = "") -> Wish:
    return Wish(liked(phrases), said, table, names, low=low, about=about or phrases, is_liking=True)


def _either(
    phrases: str, much: str, little: str, table: str, *names: str, low: float, high: float
) -> tuple[Wish, Wish]:
    """The same thing liked, and refused: who does "not want to teach" wishes for no teaching."""
    return _much(phrases, much, table, *names, low=low), _little(phrases, little, table, *names, high=high)


# fmt: off
WISHES = (
    _little(
        "lifting, heavy lifting, lift, lift things, carrying, heavy, heavy loads, heavy stuff, heavy work",
        LITTLE_LIFTING, "activities", "Handling and Moving Objects", high=2.5,
    ),
    Wish(
        re.compile(
            rf"{denied(_PHYSICAL).pattern}|\b(?:less|lighter) physical\b"
            r"|\blight(?:er)? (?:work|duty|duties)\b"
        ),
        "little physical work", "activities",
        ("Performing General Physical Activities", "Handling and Moving Objects"), high=3.0,
        about="physical, physical work, manual work",
    ),
    Wish(
        re.compile(
            rf"{denied('outside, outdoors, outdoor').pattern}"
            r"|\b(?:work\w*|job|be|stay) (?:indoors|inside)\b"
            r"|(?<!no )(?<!not )(?<!being )(?<!stuck )(?<!work )(?<!working )\bindoors?\b"
            r"(?! (?:plant|air|pool))"
        ),
        "seldom outdoors", "context", ("Outdoors, Exposed to Weather",), high=2.5,
        about="indoors, inside, outdoors, outside, outdoor",
    ),
    Wish(
        re.compile(rf"\b(?:{_OUTSIDE})\b"), "outdoors in most weeks", "context",
        ("Outdoors, Exposed to Weather",), low=4.0, about="outdoors, outside, outdoor",
    ),
    _little(
        "standing, stand, on my feet, on your feet, be on my feet", "little standing", "context",
        "Spend Time Standing", high=2.5, about="standing, feet",
    ),
    _little(
        "walking, running around", "little walking", "context", "Spend Time Walking and Running",
        high=2.05,
    ),
    _little(
        "sitting, sit, desk, desk job, desk jobs, office chair, office, office work, office job, office jobs,"
        " cubicle, work in an office, working in an office, be in an office, in an office, in offices",
        "little sitting", "context", "Spend Time Sitting", high=2.5,
    ),
    Wish(
        any_of(
            "desk job, desk jobs, desk work, sit down job, sit down jobs, sit-down job, sit-down jobs,"
            " sit down work, sitting down, seated, can sit, want to sit, wants to sit, need to sit,"
            " needs to sit, sitting job, sitting jobs, sitting work, sedentary, but sitting, mostly sitting,"
            " mainly sitting, where i sit, where you sit, sit most of the day, sit all day"
        ),
        "mostly sitting", "context", ("Spend Time Sitting",), low=3.75, about="sitting, desk, desk job",
    ),
    _little(
        "kneeling, crouching, crawling, bending, stooping, squatting", "little kneeling and crouching",
        "context", "Spend Time Kneeling, Crouching, Stooping, or Crawling", high=1.8,
    ),
    _little(
        "heights, ladders, climbing, high places", "seldom in high places", "context",
        "Exposed to High Places", "Spend Time Climbing Ladders, Scaffolds, or Poles", high=1.5,
    ),
    _little(
        "heat, cold, hot or cold, hot and cold, the cold, the heat", "seldom very hot or cold",
        "context", "Very Hot or Cold Temperatures", high=2.0,
    ),
    Wish(
        re.compile(rf"{denied('noise, noisy, loud, loud places, loud noise').pattern}|\bquiet(?:er)?\b"),
        "little distracting noise", "context",
        ("Sounds, Noise Levels Are Distracting or Uncomfortable",), high=2.6,
        about="noise, noisy, quiet, loud",
    ),
    _little(
        "danger, dangerous, hazards, hazardous, risky, dangerous work, dangerous jobs, dangerous "
        "machines",
        "seldom near hazards", "context", "Exposed to Hazardous Conditions",
        "Exposed to Hazardous Equipment", high=1.7,
    ),
    _little(
        "blood, germs, sick people, bodily fluids, infections, diseases, needles",
        "seldom near infections", "context", "Exposed to Disease or Infections", high=1.4,
    ),
    _little(
        "repetitive, repetition, repetitive work, same thing, the same thing", "few repeated motions",
        "context", "Spend Time Making Repetitive Motions", high=2.85,
    ),
    _much(
        "routine, routines, predictable work, predictability, doing the same, the same every day",
        "repeating the same tasks counts", "context", "Importance of Repeating Same Tasks", low=3.4,
    ),
    Wish(
        any_of("shy, introvert, introverted, introverts, socially anxious, social anxiety, quiet person"),
        "little to do with strangers", "context", ("Deal With External Customers", "Public Speaking"),
        high=2.8, about="shy, strangers",
    ),
    _little(
        "talking, talk, talking so much, talking all day, meetings, so much talking",
        "less contact with others", "context", "Contact With Others", high=4.0,
    ),
    Wish(
        re.compile(
            rf"{denied('stress, pressure, stressful').pattern}|\bstress-free\b|\bcalm(?:er)?\b"
            r"|\b(?:less|lower|low|little|without|reduce)[- ](?:\w+ )?(?:stress\w*|pressure)\b"
        ),
        "less time pressure, conflict and anger", "context",
        ("Time Pressure", "Deal With Unpleasant or Angry People", "Frequency of Conflict Situations"),
        high=3.6, about="stress, stressful, calm, pressure",
    ),
    _much(
        "details, detail, precision, accuracy, being exact, patterns, detailed work, being precise",
        "being exact counts", "context", "Importance of Being Exact or Accurate", low=4.4,
    ),
    _little(
        "touch people, touching people, touch them, touch anyone, close contact, body contact",
        "seldom close to others", "context", "Physical Proximity", high=2.9,
    ),
    _little(
        "deadlines, time pressure, rush, rushing", "less time pressure", "context", "Time Pressure",
        high=3.7,
    ),
    _little(
        "phone, phones, phone calls, the phone, on the phone, telephone, taking calls, making calls, "
        "cold calls, cold calling, calling people",
        "phone calls less than daily", "context", "Telephone", high=4.0,
    ),
    _little(
        "angry people, angry customers, rude people, rude customers, conflict, conflicts, arguing, "
        "shouting, difficult customers, difficult people, unhappy customers",
        "seldom angry people", "context", "Deal With Unpleasant or Angry People", high=2.6,
    ),
    _little(
        "public speaking, presentations, speaking in public, speeches", "little public speaking",
        "context", "Public Speaking", high=2.0,
    ),
    Wish(
        re.compile(rf"{NOT}{_NOT_SUCH}{alternatives(_PUBLIC)}(?!\w| degree)"),
        "little work directly with the public", "activities",
        ("Performing for or Working Directly with the Public",), high=2.5,
        about="people, customers, public, clients, customer service",
    ),
    Wish(
        re.compile(r"\b(?:by myself|on my own|work\w* alone|be alone|left alone|solo work)\b"),
        "less contact with others", "context", ("Contact With Others",), high=3.9,
        about="alone, contact",
    ),
    _much(
        "people, customers, the public, clients, with people, talking to people, talking to "
        "customers, meeting people",
        "work directly with the public", "activities",
        "Performing for or Working Directly with the Public", low=3.3,
    ),
    Wish(
        re.compile(rf"{_HELPING}|\blike helping people\b"), "caring for others", "activities",
        ("Assisting and Caring for Others",), low=3.5, about="helping, caring, care",
    ),
    _little(
        "bedside, bedside care, bedside nursing, bedside work", "seldom close to others, as at a bedside",
        "context", "Physical Proximity", high=3.3,
    ),
    _little(
        "patients, caring for people, caring for others, care work, nursing people",
        "little caring for others", "activities", "Assisting and Caring for Others", high=2.4,
    ),
    _much(
        "teaching, teach, training people, training others, explaining things, kids learn",
        "teaching others", "activities", "Training and Teaching Others", low=3.6,
    ),
    _little(  # "Not teaching" leaves out a field.
        "teach, training people, training others, explaining things",
        "little teaching of others", "activities", "Training and Teaching Others", high=3.0,
    ),
    Wish(
        re.compile(rf"(?:{denied(_COMPUTERS).pattern})(?! jobs| careers| occupations| ones)"),  # A family.
        "little work with computers", "activities", ("Working with Computers",), high=2.7,
        about=_COMPUTERS,
    ),
    _much(
        "computers, computer, computer work, tech",
        "much work with computers", "activities", "Working with Computers", low=4.2,
    ),
    *_either(
        "coding, programming, software, code, software development, writing code",
        "programming counts", "little programming", "skills", "Programming", low=2.4, high=1.75,
    ),
    _little(
        "driving, drive, vehicles, cars, a vehicle", "little time in vehicles", "context",
        "In an Enclosed Vehicle or Equipment", "In an Open Vehicle or Equipment", high=1.9,
    ),
    _much(
        "driving, drive, driving trucks, be on the road, trucks, machines, operating machines, heavy "
        "equipment",
        "driving or running machines", "activities", *_VEHICLES, low=3.5,
    ),
    _little(
        "selling, sell, sell things, sell stuff, sales pitches, persuading people", "little selling",
        "activities", "Selling or Influencing Others", high=2.2,
    ),
    _little(
        "managing people, manage people, managing, being a boss, be a boss, supervising, supervise "
        "people, be in charge, leading people",
        "little guiding of others", "activities", *_GUIDING, high=2.65,
    ),
    _much(
        "leading people, lead a team, leading a team, managing people, manage people, be in charge, "
        "leading, supervising",
        "guiding others", "activities", *_GUIDING, low=3.3,
    ),
    Wish(_BY_HAND, "work with the hands", "context", HANDS, low=4.0, about="hands, hands-on"),
    Wish(  # Typing counts as use of the hands, and is not what is meant.
        _BY_HAND, "handling things", "activities", ("Handling and Moving Objects",), low=2.8,
        about="hands, hands-on",
    ),
    *_either(
        "fixing things, fix things, fixing, fix stuff, repairing, repairs, tinkering, cars, engines, "
        "taking things apart, mechanical things",
        "repairing machines", "little repairing of machines", "activities",
        "Repairing and Maintaining Mechanical Equipment", low=3.1, high=1.7,
    ),
    *_either(
        "building, build things, building things, construction",
        "building and construction", "little building and construction", "knowledge",
        "Building and Construction", low=2.9, high=1.4,
    ),
    *_either(
        "creative, be creative, creative work, creativity, inventing, designing things",
        "creative work", "little creative work", "activities", "Thinking Creatively", low=3.9, high=3.2,
    ),
    _much("art, drawing, painting, music, fine arts", "the arts", "knowledge", "Fine Arts", low=2.5),
    *_either(
        "numbers, math, maths, mathematics, figures, calculating, arithmetic",
        "mathematics counts", "little mathematics", "skills", "Mathematics", low=3.0, high=2.2,
    ),
    *_either(
        "data, analyzing data, analysing data, analysis, statistics",
        "analysing data", "little analysing of data", "activities", "Analyzing Data or Information",
        low=3.9, high=3.2,
    ),
    *_either(
        "writing, write, words, essays, reports, paperwork", "writing counts", "little writing", "skills",
        "Writing", low=3.6, high=2.9,
    ),
    *_either(
        "science, biology, chemistry, physics, experiments",
        "science counts", "little science", "skills", "Science", low=2.75, high=1.5,
    ),
    *_either(
        "cooking, cook, baking, food, kitchens, kitchen, in a kitchen, work in a kitchen",
        "preparing food", "little preparing of food", "knowledge", "Food Production", low=2.7, high=1.2,
    ),
    Wish(
        re.compile(_LANGUAGE), "foreign languages count", "knowledge", ("Foreign Language",), low=2.5,
        about="language, languages, spanish",
    ),
)
# fmt: on
