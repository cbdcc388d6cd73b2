"""Words of which one excludes another, by what figures and careful words of occupations invite to mix up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Concepts = Mapping[str, re.Pattern[str]]


def any_of(*words: str) -> re.Pattern[str]:
    """A pattern for any of the expressions as whole words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


# Which of the figures a number is: looked for in the clause that the number stands in.
OF_FIGURES: Sequence[Concepts] = (
    {
        "middle": any_of(r"medians?|middle|typical(?:ly)?|midpoint|half|50th|average|mittlere\w*"),
        "low": any_of(
            r"minimum|(?:lowest|bottom)(?! quarter)|10th|starting|starts? (?:out )?(?:at|on|with)",
            r"at least|least|beginn\w+",
            r"(?:one|1) (?:in|of) (?:ten|10)\b[^,;]{0,30}?(?:less|under|below)",
        ),
        "lower": any_of(
            r"25th|(?:lower|lowest|bottom) quarter",
            r"(?:a quarter|(?:one|1) in (?:four|4))\b[^,;]{0,30}?(?:less|under|below)",
            r"three quarters\b[^,;]{0,30}?(?:more|over|above)",
        ),
        "upper": any_of(
            r"75th|(?:upper|highest|top|best-paid) quarter",
            r"(?:a quarter|(?:one|1) in (?:four|4))\b[^,;]{0,30}?(?:more|over|above)",
            r"three quarters\b[^,;]{0,30}?(?:less|under|below)",
        ),
        "high": any_of(
            r"maximum|(?:highest|top|best[- ]paid)(?! quarter)|90th|at most|up to",
            r"(?:one|1) (?:in|of) (?:ten|10)\b[^,;]{0,30}?(?:more|over|above)",
        ),
    },
    {
        "openings": any_of(r"openings?|vacanc\w+|job offers?|positions? (?:open|free)\w*"),
        "employed": any_of(
            r"employed|employs?|people work|workers|workforce|headcount|hold(?:ing)? (?:this|the) job"
        ),
    },
)

# What is said of the whole: a word of one kind is borne out by none of another kind.
OF_THE_WHOLE: Sequence[Concepts] = (
    {
        "year": any_of(r"years?|yearly|annual(?:ly)?|per annum"),
        "hour": any_of(r"hours?|hourly"),
        "month": any_of(r"months?|monthly"),
        "week": any_of(r"weeks?|weekly"),
        "day": any_of(r"days?|daily"),
    },
    {
        "up": any_of(r"grow\w*|growth|ris(?:e|es|ing)|increas\w+|expand\w*|gain\w*|more jobs"),
        "down": any_of(
            r"shrink\w*|shrank|fall(?:s|ing)?|fell|declin\w+|decreas\w+|drop\w*|fewer|los(?:e|es|ing)"
        ),
        "level": any_of(r"stable|steady|unchanged|stay\w* (?:about )?(?:the same|flat)"),
    },
    {
        "required": any_of(r"required?|requires|must|mandatory|compulsory|necessary|essential|have to"),
        "preferred": any_of(r"preferred|prefers?|a plus|helpful|optional"),
    },
)

# Of these, every kind that a sentence speaks of must be in its sources.
EACH: Concepts = {
    "no schooling": any_of(r"no formal|less than (?:a )?high school|no schooling"),
    "high school": any_of(r"(?<!less than a )(?<!less than )high[- ]school"),
    "certificate": any_of(r"certificates?|nondegree|vocational"),
    "associate": any_of(r"associate['’]?s?(?: degree)?(?! of)"),
    "bachelor": any_of(r"bachelor['’]?s?|college degree|university degree|undergraduate"),
    "master": any_of(r"master['’]?s degree|graduate degree|master['’]s"),
    "doctor": any_of(r"doctoral|doctorate|ph\.?d"),
    "apprenticeship": any_of(r"apprenticeships?"),
    "benefits": any_of(
        r"insurance|pensions?|benefits?|vacations?|holidays?|paid leave|bonus(?:es)?|overtime|tips"
    ),
    "housing": any_of(r"housing|relocation|free meals|company car"),
    "remote": any_of(r"remote(?:ly)?|from home|telework\w*|hybrid"),
    "hours": any_of(r"part[- ]time|full[- ]time|weekends?|night shifts?|hours a (?:week|day)|nine to five"),
    "hiring": any_of(r"hired|hiring|apply|applying|application process|interviews?|recruit\w*"),
    "union": any_of(r"unions?|strikes?"),
    "person": any_of(
        r"citizens?|citizenship|visas?|age|aged|years old|women|men|gender|race|background checks?"
    ),
    "displaced": any_of(
        r"replac\w+|displac\w+|eliminat\w+|disappear\w*|vanish\w*|obsolete|laid off|layoffs?|die out",
        r"wiped out|los(?:e|es|ing) (?:\w+ )?jobs?",
    ),
    "price": any_of(r"free|fees?|tuition|expensive|cheap|costs? (?:of|about|around|some)"),
    "degree of pay": any_of(r"well[- ]paid|poorly paid|good pay|good money|lucrative|underpaid|generous"),
    "safety of work": any_of(
        r"job security|secure job|safe from|future[- ]proof|safe (?:job|career|choice|bet)"
    ),
}
# Words by which a source tells otherwise of what `EACH` names.
SAME: Concepts = {
    "displaced": any_of(
        r"replac\w+|displac\w+|take over|taken over|fewer|automat\w+|los(?:e|es|s)|cut\w*",
        r"in place of|instead|go first|leaves? (?:people|a hole)|self-driving|driverless|thinner",
        r"stood|firing|gone|fill",
    ),
    "hiring": any_of(r"hire\w*|hiring|apply|application\w*|interview\w*|recruit\w*"),
    "hours": any_of(r"hours?|shifts?|nights?|days?|weekends?|midnight|evening"),
    "price": any_of(r"free|fees?|cost\w*|pric\w+|pay\w*|expens\w+|cheap\w*|bid\w*"),
    "benefits": any_of(r"insur\w+|pensions?|benefits?|vacations?|holidays?|leave|bonus|overtime|tips"),
    "bachelor": any_of(r"bachelor['’]?s?|college"),
    "certificate": any_of(r"certif\w+|nondegree|licen[sc]e\w*|credential"),
}

# Grades that entries carry in brackets, and exposure has: "(High)", "low".
_GRADING = r"\b(?:rated|rates?|graded|is|are|as|level|exposure|remains?|stays?|being|exposed)\b[\w ]{0,12}?\b"
GRADES: Concepts = {
    "high": re.compile(rf"\bHigh\b(?! [Ss]chool)|{_GRADING}high(?:ly)?\b(?![- ]school)|\bhighly exposed"),
    "medium": re.compile(rf"\bMedium\b|{_GRADING}(?:medium|moderate(?:ly)?)\b"),
    "low": re.compile(rf"\bLow\b|{_GRADING}low\b(?! \w+s\b)"),
}
GRADED = re.compile(r"\((?:High|Medium|Low)\)|\bexposure\b", re.I)
SCALE = re.compile(r"\(below [^)]*\)")  # How exposure is graded, not what it is.

# Words that make more of a source than it says, unless it says so itself...
STRONG = any_of(
    r"definitely|certainly|guaranteed?|guarantees|always|never|impossible|undoubtedly|inevitabl\w+|surely",
    r"proven|without (?:a )?doubt|completely|entirely|totally|illegal|legal(?:ly)?|official\w*",
    r"free of charge|best(?![- ]paid)|worst|most important|biggest|largest|greatest|fastest|safest",
    r"leading|number one",
    r"according to (?!the (?:profile|documents?))\w+",
)
# ...and words for all and for most, of which any of the source's will do.
CLAIMS_ALL = any_of(
    r"every(?:one|body|thing|where)?|(?<!of )all(?! kinds| sorts| the same)|no one|nobody|nothing"
)
ALL = any_of(
    r"every(?:one|body|thing|where)?|each|all|any(?:one|body|thing)?|no one|nobody",
    r"nothing|no two|both|whole",
)
CLAIMS_MOST = any_of(r"(?<!at )most(?! of all\b| important)|mostly|majority|rarely|seldom|hardly")
MOST = any_of(
    r"most|mostly|mainly|majority|usually|generally|typically|hardly|rarely|seldom|often|many",
    r"huge|chiefly|largely",
)

CAREFUL = any_of(
    r"could|may|might|can|possibl[ey]|potential(?:ly)?|likely|expect\w*|project(?:ed|ions?)|should|some"
)
SURE = any_of(r"will|won't|is going to|are going to|is certain|are certain")
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|lacks?|lacking)\b|n['’]t\b",
    re.I,
)
# Words by which a source denies without saying no: "rather than", "unasked".
DENYING = any_of(
    r"rather than|instead of|in place of|ignor\w+|fail\w*|miss\w*|avoid\w*|prevent\w*",
    r"refus\w+|reject\w*|except",
    r"hid(?:e|es|den)|free of|end(?:s|ed)?|stop(?:s|ped)?|only|few(?:er)?|less|un[a-z]{4,}",
    r"out of|short of|lost|loses?",
)
YES = re.compile(r"\s*(?:yes|yeah|yep|sure|absolutely)\b", re.I)
NO = re.compile(r"\s*(?:no|nope)\b(?! (?:schooling|degree|experience|figure|one|value|formal|two))", re.I)
