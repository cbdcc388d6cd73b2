"""Tell a résumé from a message, and read it: past work, skills, tools, languages, schooling, years.

Everything is found by names that are known here; what is not recognised is left out. A line that
speaks to the program ("SYSTEM: ...") tells nothing about a person and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from advisor.resume.lexicon import Lexicon, quoted
from advisor.resume.resume import Post, Resume, Schooling
from advisor.understanding.jobs import JobMatcher, Mention, job_words
from advisor.understanding.titles import title_key
from advisor.words import any_of, sentences
from knowledge.catalog import Catalog
from knowledge.fields import SCHOOLING
from knowledge.titles import everyday_titles

MOST_TEXT = 20_000  # Characters that are read.
NOW = 9999  # The year that what still goes on ends in.
MOST_LINE = 400  # Characters of one line.
LEAST_LINES, LEAST_WORDS, SIGNS = 4, 12, 2
SHORT_QUESTION = 16  # Words of a line that asks without a question mark.
LEAST_SAID = 12  # Words after "my resume:" from which they are one.
SHORT_LINE = 9  # Words of a line as lists have them.
_OPENING = re.compile(
    r"^\W*(?:(?:here(?:'?s| is| comes)|this is|see|below is|attached is|please)\s+)?(?:(?:compare"
    r"|read|check)\s+)?"
    r"(?:my |the |this )(?:resume|résumé|cv|curriculum vitae)\b|^\W*(?:resume|résumé|cv)\s*[:\n]",
    re.I,
)
_OPENED = re.compile(rf"(?:{_OPENING.pattern})[^:\n]{{0,40}}(?::|$)", re.I)
_INSERTED = re.compile(r"[\[<]+\s*(?:note|assistant|system|instruction)\b[^\]>]*[\]>]+", re.I)
_QUOTED_END = re.compile(r"([.!?])[\"”')\]>]+\s")
_HEADINGS = {
    "work": "experience, work experience, professional experience, employment, employment history,"
    " work history, career history, previous jobs, jobs, past jobs",
    "schooling": "education, education and training, schooling, academic background, qualifications",
    "skills": "skills, key skills, core skills, technical skills, skills and tools, strengths, software,"
    " languages, tools, core competencies, competencies",
    "other": "summary, profile, professional summary, objective, career objective, goal, about me,"
    " references,"
    " interests, hobbies, certifications, certificates, licenses, awards, volunteering, training",
}
_HEADING = {
    name: re.compile(rf"^\W*(?:{'|'.join(words.split(', '))})\W*(?:$|:)", re.I)
    for name, words in _HEADINGS.items()
}
_MONTH = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? )?(?:\d{1,2}/)?"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_NOW = r"(?:present|now|current(?:ly)?|today|date)"
_SPAN = re.compile(
    rf"{_MONTH}{_YEAR}\s*(?:-|–|—|to|until|till)\s*(?:{_MONTH}(?P<end>{_YEAR})|(?P<now>{_NOW}))"
    rf"|\bsince {_MONTH}{_YEAR}\b",
    re.I,
)
_HOW_LONG = re.compile(r"\b\d{1,2}\+? (?:years?|yrs?|months?)\b", re.I)
_LATER = any_of("then, now, currently, most recently, after that, lately, these days")
_CONTACT = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
_BULLET = re.compile(r"^\s*[-•*·–▪]\s*\S")
_FIRST_PERSON = re.compile(
    r"\bi(?:'m|'ve| am| was| have| had| worked| speak| know| can| use| used| drove| did)\b", re.I
)
_TO_US = re.compile(
    r"^\W*(?:system|assistant|user|instructions?|prompt|note to (?:ai|the))\b[^:\n]{0,20}:|\bnote to ai\b"
    r"|\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|other)\b"
    r"|\btell the (?:user|person|applicant)\b",
    re.I,
)
_AS_ONE = re.compile(
    r"(?:\b(?:i am|i'm|im|i was|i've been|i have been|been|worked|working|work|employed|years?|yrs|job"
    r"|experience|former|formerly|ex)(?: (?:as|of|an?|the|being))*|\bas(?: (?:an?|the))?)[ -]*$",
    re.I,
)
_HOPED = any_of(
    "seeking, looking for, want*, hope*, become, becoming, to be, apply*, aspir*, objective, goal"
)
_OTHERS = re.compile(r"\bmy (?:boss|manager|supervisor|mother|father|wife|husband|partner)\b", re.I)
_CUTS = re.compile(r"[,;|•·()@\t]|\s[-–—]+\s|:\s|\s(?:at|for|with|in)\s", re.I)
_DEGREES = (
    ("Doctoral or professional degree", any_of("phd, ph.d, doctorate, doctoral, juris doctor, doctor of")),
    ("Master's degree",
     re.compile(r"\bmaster(?:'?s)? (?:degree|of|in|'s)\b|\bmaster's\b|\bmba\b|\bm\.[as]\.", re.I)),
    (
        "Bachelor's degree",
        re.compile(
            r"\bbachelor(?:'?s)?\b|\bb\.\s?[as]\.|\bb\.?sc\b|\b(?:BA|BS) (?:in|,)|\b(?:4|four)[- ]year degree"
            r"|\bcollege degree\b|\buniversity degree\b",
            re.I,
        ),
    ),
    (
        "Associate's degree",
        re.compile(
            r"\bassociate(?:'?s)? (?:degree|of|in)\b|\bassociate's\b"
            r"|\ba\.a\.s?\.?|\b(?:2|two)[- ]year degree",
            re.I,
        ),
    ),
    ("Postsecondary nondegree award",
     any_of("trade school, vocational school, technical school, vocational certificate")),
    ("Some college, no degree", any_of("some college, some university")),
    ("High school diploma or equivalent",
     re.compile(r"\bhigh[- ]?school\b|\bged\b|\bhs diploma\b|\bdiploma\b", re.I)),
)  # fmt: skip
_UNFINISHED = any_of(
    "pursuing, in progress, working toward*, currently studying, studying for, expected, enrolled,"
    " dropped out,"
    " did not finish, unfinished, incomplete, one year of, two years of"
)
_NO_DEGREE = re.compile(r"\b(?:no|without an?|not have an?|don't have an?|never finished)\b", re.I)
_DESPAIR = any_of(
    "suicid*, kill myself, want to die, worthless, hopeless, end it all, not wake up, can't do this anymore,"
    " cant do this anymore, hurt myself, want to disappear, can't go on, cant go on"
)
_ASKS = re.compile(r"\b(?:am|do|would|could|can|should) i\b|\bmatch\b|\bwhich (?:skills|of)\b", re.I)
_MATCH = re.compile(
    r"\bam i (?:an? |any |the )?(?:\w+ )?(?:match|fit|qualified|suited|suitable|right)\b"
    r"|\b(?:do|would|could|does|how well do(?:es)?) (?:i|she|he|they) (?:\w+ )?(?:match|fit|suit"
    r"|qualify|compare)\b"
    r"|\bmatch (?:me|the (?:job|profile)|for)\b|\bcompare (?:me|my|this|the) ?(?:resume|résumé|cv)?\b"
    r"|\bwhich\b.*\b(?:do i|i) (?:\w+ ){0,2}(?:have|hav)\b|\ba match\b|\bhow do i (?:match|fit|compare)\b",
    re.I,
)


def looks_like_resume(text: str) -> bool:
    """Whether a message is a résumé: it says so, or it is long, of several lines, and tells as one does."""
    if _DESPAIR.search(text):  # Then the person comes first.
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    words = len(text.split())
    is_long = words >= LEAST_SAID or len(lines) > 2
    if _OPENING.match(text) and is_long and len(_pieces(text)) > 1:
        return True
    if len(lines) < LEAST_LINES or words < LEAST_WORDS or sum("?" in line for line in lines) > 2:
        return False
    headings = sum(any(one.match(line) for one in _HEADING.values()) for line in lines)
    dated = sum(bool(_SPAN.search(line) or _HOW_LONG.search(line)) for line in lines)
    short = sum(len(line.split()) <= SHORT_LINE for line in lines)
    signs = min(headings, 3) + min(dated, 3)
    signs += bool(_CONTACT.search(text)) + (sum(map(bool, map(_BULLET.match, lines))) >= 3)
    signs += len(_FIRST_PERSON.findall(text)) >= 3
    return signs >= SIGNS or (signs >= 1 and len(lines) >= 6 and short >= 0.8 * len(lines))


def split_asked(text: str) -> tuple[str, str]:
    """The résumé, and what its first or last line asks; the latter is empty where neither does."""
    lines = _pieces(text)
    for place in (-1, 0):
        line = lines[place] if lines else ""
        asks = line.rstrip().endswith("?") or (_ASKS.search(line) and len(line.split()) <= SHORT_QUESTION)
        if asks and not _TO_US.search(line):
            lines.pop(place)
            return "\n".join(lines), line.strip()
    return "\n".join(lines), ""


def asks_to_match(text: str) -> bool:
    """Whether it asks how a person compares with an occupation."""
    return bool(_MATCH.search(text))


def _pieces(text: str) -> list[str]:
    """The lines of a text; of one that has hardly any, its sentences."""
    lines = [line.strip() for line in _INSERTED.sub("\n", text).splitlines() if line.strip()]
    if lines and (opening := _OPENED.match(lines[0])):
        lines[:1] = list(filter(None, [lines[0][opening.end() :].strip()]))
    return (
        lines
        if len(lines) > 2
        else [part for line in lines for part in sentences(_QUOTED_END.sub(r"\1\n", line))]
    )


class ResumeReader:
    """Reads résumés by the names that the catalog and the matcher of occupations know."""

    def __init__(self, catalog: Catalog, jobs: JobMatcher) -> None:
        self._catalog, self._jobs = catalog, jobs
        self.lexicon = Lexicon(catalog, jobs.knows_word)

    def read(self, text: str) -> Resume:
        """What the text tells of the person, and nothing else."""
        lines = [line[:MOST_LINE] for line in _pieces(text[:MOST_TEXT])]
        lines = [line for line in lines if not _TO_US.search(line)]
        return Resume(tuple(self._posts(lines)), tuple(self.lexicon.held(lines)), _schooling(lines))

    def posts_named(self, text: str) -> list[Post]:
        """The occupations that a few words of the chat name: "bartender"."""
        named = (self._post(one.profiles, one.text) for one in self._jobs.mentions(text) if one.profiles)
        return [replace(one, quote="") for one in named if one]

    def _posts(self, lines: Sequence[str]) -> list[Post]:
        """Past occupations, the latest first where all say when they ended."""
        found: dict[str, tuple[Post, int | None]] = {}
        section = ""
        for place, line in enumerate(lines):
            section = next((name for name, one in _HEADING.items() if one.match(line)), section)
            if section in ("skills", "schooling", "other") and not _FIRST_PERSON.search(line):
                continue
            for place_in_line, post in enumerate(self._in_line(line, section)):
                later = bool(_LATER.search(line))
                span = _SPAN.search(line) or _only_dates(lines, place)
                long = _HOW_LONG.search(line)
                years = span[0].strip() if span else long[0] if long else ""
                if place_in_line:  # They are told of the first one.
                    span, years = None, ""
                if post.profile not in found:
                    found[post.profile] = replace(post, years=years), _end(span) or (NOW if later else None)
        posts = list(found.values())
        if all(end for _, end in posts) or any(end == NOW for _, end in posts):
            posts.sort(key=lambda one: -(one[1] or 0))
        return [post for post, _ in posts]

    def _in_line(self, line: str, section: str) -> Iterator[Post]:
        if _HOPED.search(line):
            return
        mentions = [one for one in self._jobs.mentions(line) if one.profiles]
        for one in mentions:
            if _tells_of_own(one, line) and (post := self._post(one.profiles, line, one.start, one.end)):
                yield post
        titled = section == "work" or _SPAN.search(line) or len(line.split()) <= SHORT_LINE
        if not titled or line.count(",") > 3 or _FIRST_PERSON.search(line):
            return
        for part in _titles(line):
            named = [one for one in mentions if _is_all_of(part, one.text) and self._is_title(one.text)]
            known = named[0].profiles if named else self._resolved(part, section, line)
            if known and (post := self._post(known, line, line.find(part), line.find(part) + len(part))):
                yield post
                if not named:
                    return

    def _is_title(self, name: str) -> bool:
        """Whether a name is one of who does a job, not of the field: "cashier", not "bookkeeping"."""
        return title_key(name) in self._jobs.titles and title_key(name) not in _fields_of_work()

    def _resolved(self, part: str, section: str, line: str) -> tuple[str, ...]:
        """Ids of the title that a part of a line is, where the line is one about work."""
        if section != "work" and not _SPAN.search(line) and not _HOW_LONG.search(line):
            return ()
        if len(job_words(part)) < 2:
            return ()
        ids = (self._catalog.of_code(one) or one for one in self._jobs.titles.resolve(part))
        return self._catalog.likeliest(one for one in ids if self._catalog.get(one))

    def _post(self, ids: Sequence[str], line: str, start: int = 0, end: int = 0) -> Post | None:
        profile = self._catalog.get(ids[0])
        return Post(profile.id, profile.title, quoted(line, start, end or len(line))) if profile else None


@lru_cache(maxsize=1)
def _fields_of_work() -> frozenset[str]:
    return frozenset(title_key(one.name) for one in everyday_titles() if one.form == "field")


def _tells_of_own(mention: Mention, line: str) -> bool:
    before = line[: mention.start]
    if _OTHERS.search(before):
        return False
    doing = mention.is_background and re.search(r"\bi\b", before, re.I)
    return bool(_AS_ONE.search(before) or doing)


def _titles(line: str) -> Iterator[str]:
    """The parts of a line that may be a title, without dates."""
    bare = _HOW_LONG.sub(" ", _SPAN.sub(" ", re.sub(r"^\W+", "", line)))
    for part in _CUTS.split(bare):
        part = re.sub(r"^\W+|\W+$", "", part)
        if part and len(part.split()) <= 6:
            yield part


def _is_all_of(part: str, name: str) -> bool:
    """Whether a part of a line is a name, with one word before it at most: "retail cashier"."""
    part, name = part.lower(), name.lower()
    return part.endswith(name) and len(part.removesuffix(name).split()) <= 1


def _only_dates(lines: Sequence[str], place: int) -> re.Match[str] | None:
    """The years on the line after a title, where little else stands there."""
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return _SPAN.search(following) if len(following.split()) <= SHORT_LINE else None


def _end(span: re.Match[str] | None) -> int | None:
    """The year that a span ends in; one that goes on ends after all others."""
    if not span:
        return None
    return int(span["end"]) if span["end"] else NOW


def _schooling(lines: Sequence[str]) -> Schooling | None:
    """The highest level that is stated; what is not finished is some college."""
    found: list[tuple[int, Schooling]] = []
    for line in lines:
        for level, pattern in _DEGREES:
            hit = pattern.search(line)
            if not hit or _NO_DEGREE.search(line[max(0, hit.start() - 25) : hit.start()]):
                continue
            college = SCHOOLING.index(level) > SCHOOLING.index("Some college, no degree")
            stated = "Some college, no degree" if college and _UNFINISHED.search(line) else level
            found.append((SCHOOLING.index(stated), Schooling(stated, quoted(line, *hit.span()))))
            break
    return max(found, key=lambda one: one[0])[1] if found else None
