"""Find the occupations that a message names, and tell which of them it asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.understanding.doings import Doings
from advisor.understanding.labels import Example
from advisor.understanding.names import (
    ALIAS,
    EVERYDAY,
    TABLE,
    UNANSWERED,
    names_of_all,
    single_owner_words,
    works,
)
from advisor.understanding.titles import Embed, TitleIndex, title_key
from advisor.understanding.usage import Usage
from advisor.words import STOPWORDS, words
from knowledge.catalog import Catalog
from knowledge.titles import FORMS, everyday_titles, known_titles

MASK = "this job"
BROAD = 7  # Characters of a code that name the broad occupation, as 33-3051 in 33-3051.04.
LONGEST = 8  # Words of the longest title that is looked for.
SLIP = 4  # Letters from which a word may be a misspelt one, and...
ONE_WORD_SLIP = 5  # ...from which it may be so alone.
MANY = 20  # Documents from which a word of a title, as "air", must be used alone to name a job.
RARE = 2  # Times that work may be named otherwise though nobody names a job by it.
MUCH = 5  # Times that an everyday name may be used otherwise when it stands after "a".
SLIPS = 2  # Misspelt words in one name.
MOST_OF_PLACE = 3  # Words of the place where somebody of a name works.
_AT, _ARTICLES = frozenset(("at", "in", "for")), frozenset(("a", "an", "the", "my", "our"))
_PER = re.compile(r"\d ?/ ?$")  # "$22/hr" is a wage.
_PERSON = frozenset("guy gal lady dude person man woman girl boy folk staff people".split())
_STANDING = frozenset(
    "junior jr senior sr trainee apprentice certified licensed experienced qualified entry-level part-time"
    " full-time parttime fulltime freelance self-employed".split()
)
_RANKED = frozenset(("head", "lead", "chief", "assistant"))  # The same, but only after an article.
_AS_ONE = re.compile(r"(?:\b(?:an?|as|i['’]?m|im|former|retired)\s+|\bex[-\s]+)$", re.I)
_BESIDE = re.compile(r"\b(?:vs\.?|versus|or|than)\s+$", re.I)
_BEING_ONE = re.compile(r"\b(?P<be>become|becoming|be|being|(?:work|working) as) one\b(?! of\b)", re.I)
_IN = re.compile(r"\b(?:in|from|near|to|around)\s+$", re.I)
_PARTICIPLE = re.compile(r"\b(?:has|have|had|it|they|has it|have they)\s+$", re.I)
_MANY = re.compile(r"\b(?:are|do|than)\s+$", re.I)
_ARTICLE = re.compile(r"(?:^|\b(?:an?|the|my|as|our|i['’]?m|im)\s+)$", re.I)
_NO_NAME = re.compile(r"\s+(?:me|it|us|them|him)\b|\s+of\s+(?!(?:an?|the|my|our|your)\b)[a-z]", re.I)
_PAPERS = re.compile(r"drivers?['’]?s?['’]?\s+(?:licen[cs]es?|permits?|tests?|ed)\b", re.I)
_WORD = re.compile(r"(?<!['’])(?:[Ee]x(?=-)|[^\W_]+(?:['’-](?!s\b)[^\W_]+)*)")
_BACKGROUND = re.compile(
    r"\b(?:my|i['’]?m|im|i am|i was|i['’]ve been|ive been|i have been|i used to be|"
    r"i worked|i work|as|being|"
    r"(?:client|candidate|applicant|who) (?:is|was|used to be|works as|worked as|has been)|used to be|"
    r"former|ex|retired|been|my (?:\w+ )?(?:is|was)|(?:^|[,;:.!?]\s*|\band )was|background|experience|years?"
    r"|laid off)"
    r"(?: (?:working|employed|trained))?(?: (?:as|in|of|from))?"
    r"(?: (?:an?|the|my)(?: [\w-]+){0,2}|(?: [\w-]+)?)\s*$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:become|becoming|(?<!used to )be|to|into|join|joining|than|vs|versus|or|and|with"
    r"|(?:paid|earn|make|off|more|better|life|career|future) as)(?: (?:an?|the))?\s*$",
    re.I,
)
_FOR_YEARS = re.compile(
    r",?\s+(?:(?:for|since|of)\s+)?(?:(?:over|about|almost|nearly|some|the (?:last|past))\s+)?"
    r"(?:\d+\+?|a few|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\s*"
    r"(?:years?|yrs?|decades?)\b",
    re.I,
)
"""After a job that somebody has had: "a paralegal, 8 years in"."""
_ASKED = re.compile(r"(?:^|\b(?:an?|of|for|as|about|do|does|to|vs|versus|than|or|is|are)\s+)$", re.I)
_HALF = re.compile(r"\b(?P<half>[a-z]+)(?: or | vs\.? | versus | and |/)(?:an? )?$", re.I)
SAYS = re.compile(
    r"(?: (?:friend|of mine|buddy))?"
    r" (?:says?|said|claims?|claimed|swears?|swore|told|thinks?|thought|reckons?|insists?|keeps?)\b",
    re.I,
)
_LISTED = re.compile(r"(?:,| or| and| nor)+(?: (?:an?|the))? ", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a message that names an occupation: loaded profiles, or one without a profile."""

    start: int
    end: int
    text: str
    profiles: tuple[str, ...]
    """All that the name fits equally well, those that employ the most people first."""
    is_background: bool
    """True when it tells who is asking ("I'm a nurse"), not what is asked about."""
    is_asked_about: bool
    """True when it stands as people put the job they ask about: "nurses", "for a nurse"."""


class JobMatcher:
    """Finds occupations by the names that documents, the O*NET title table and people give them."""

    def __init__(self, catalog: Catalog, examples: Iterable[Example]) -> None:
        self._likeliest = catalog.likeliest
        self._answered = {profile.id for profile in catalog}
        self._answered |= {known.code for known in known_titles() if catalog.of_code(known.code)}
        names = list(names_of_all(catalog))
        self.titles = TitleIndex(names)
        self._usage = Usage(examples, self.titles)
        self._broad = {profile.id: profile.code[:BROAD] for profile in catalog if profile.code}
        inside, outside = self._usage.inside, self._usage.outside
        self._words = {
            word: owners
            for word, owners in single_owner_words(catalog).items()
            if inside(word) >= 3
            and inside(word) >= 2 * outside(word)
            and (len(catalog) < MANY or self._usage.alone(word))
        }
        self._capitals = {
            title_key(one.name) for one in everyday_titles() if one.name.isupper() and len(one.name) < 4
        }
        told: dict[str, list[tuple[str, list[str]]]] = {form: [] for form in FORMS}
        for one in everyday_titles():
            told[one.form].append((one.name, [catalog.of_code(code) or code for code in one.codes]))
        self._doings = Doings(told["doing"], told["field"], works(names), self._names_work)

    def mentions(self, text: str) -> list[Mention]:
        """Every occupation named in the text, left to right, the longest names first."""
        tokens = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        keys = [title_key(text[start:end]) for start, end in tokens]
        odd = [len(key) >= SLIP and key.isalpha() and not self._usage.has(key) for key in keys]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            length, ids, own = self._longest(text, tokens, keys, odd, at)
            if length:
                length, ids = self._at_a_place(keys, at, length, ids)
                start, end = self._with_standing(text, tokens, at, found), tokens[at + length - 1][1]
                background = own or self._is_background(text, start, end, found)
                asked = self._is_asked_about(text, start, end)
                found.append(Mention(start, end, text[start:end], ids, background, asked))
            at += max(length, 1)
        return sorted((*found, *self._halves(text, found)), key=lambda one: one.start)

    def _halves(self, text: str, found: Sequence[Mention]) -> Iterator[Mention]:
        """Jobs told by half a name beside another one's: "elementary or high school teacher"."""
        for one in found:
            half = _HALF.search(text[: one.start])
            if not half or any(other.end > half.start() for other in found if other.start < one.start):
                continue
            rest = one.text.split()
            for kept in range(1, len(rest)):
                key = title_key(f"{half['half']} {' '.join(rest[kept:])}")
                if key in self.titles and (ids := self._answerable(self.titles.bearers(key))):
                    yield replace(
                        one, start=half.start("half"), end=half.end("half"), text=half["half"], profiles=ids
                    )
                    break

    def mask(self, text: str, mentions: Iterable[Mention]) -> str:
        """The text with every mention replaced by "this job", that of "how do I become one" too."""
        for mention in sorted(mentions, key=lambda one: -one.start):
            text = f"{text[: mention.start]}{MASK}{text[mention.end :]}"
        return _BEING_ONE.sub(rf"\g<be> a {MASK}", text)

    def knows_word(self, word: str) -> bool:
        """Whether a word is known from messages or titles, and so is no slip of the pen."""
        return self._usage.has(word)

    def nearest(self, text: str, k: int, embed: Embed | None = None) -> list[str]:
        """The ids of `k` occupations that can be answered about, those with the nearest names first.

        Words are compared, misspelt ones too; `embed` adds their meaning where it is given.
        """
        return [one for one in self.titles.nearest(text, embed) if one in self._answered][:k]

    def _longest(
        self, text: str, tokens: Sequence[tuple[int, int]], keys: Sequence[str], odd: Sequence[bool], at: int
    ) -> tuple[int, tuple[str, ...], bool]:
        """How many words name a job from this one on (0 for none), which, and whether one's own."""
        told = self._doings.at(text, tokens, keys, at)
        for length in range(min(LONGEST, len(tokens) - at), 0, -1):
            if told and told.words >= length:
                return told.words, self._answerable(told.ids), told.is_own
            run = keys[at : at + length]
            start, end = tokens[at][0], tokens[at + length - 1][1]
            if (ids := self._named(run, odd[at : at + length], text, start, end)) is not None:
                return length, ids, False
        return 0, (), False

    def _named(
        self, run: Sequence[str], odd: Sequence[bool], text: str, start: int, end: int
    ) -> tuple[str, ...] | None:
        """The ids of the job that a run of words names; None when it names none."""
        key = " ".join(run)
        single = " " not in key
        if single and (_NO_NAME.match(text, end) or _PAPERS.match(text, start)):
            return None
        if key == "hr" and _PER.search(text[:start]):
            return None
        if key in self.titles:
            if self._counts_as_name(key, text, start, end):
                ids = self._answerable(self._kin(key) or self.titles.bearers(key))
                return ids or self._owners(key)
            return (self._owners(key) or None) if single else None
        if len(run) == 2 and self.titles.rank(joined := "".join(run)) <= ALIAS:  # "A book keeper".
            return self._answerable(self.titles.bearers(joined))
        if owners := self._owners(key):
            return owners
        if len(run) > 2 and (ids := self._ending(run)):
            return self._answerable(ids)
        if len(run) > 1 and run[-1] in _PERSON:
            others = (" ".join((*run[:-1], other)) for other in ("worker", "guy"))
            known = next((other for other in others if self.titles.rank(other) <= ALIAS), "")
            return self._answerable(self.titles.bearers(known)) if known else None
        if single and _PARTICIPLE.search(text[:start]):
            return None  # "Has it fallen" is no slip of "faller".
        is_proper = single and _IN.search(text[:start]) and text[start].isupper() and not text.isupper()
        if not 1 <= sum(odd) <= SLIPS or (single and len(key) < ONE_WORD_SLIP) or is_proper:
            return None  # "In Maine" is no slip of "in mine".
        meant = self.titles.mended(run, odd)
        if not meant or (single and (meant[0] != key[0] or not self._is_usual(meant))):
            return None
        return self._answerable(self.titles.bearers(meant)) if self._usage.names_a_job(meant) else None

    def _ending(self, run: Sequence[str]) -> tuple[str, ...]:
        """Whose name ends with two names in a row: a "nurse case manager" is a registered one."""
        cuts = ((" ".join(run[:at]), " ".join(run[at:])) for at in range(1, len(run)))
        if not any(first in self.titles and second in self.titles for first, second in cuts):
            return ()
        return self.titles.ending(" ".join(run))

    def _at_a_place(
        self, keys: Sequence[str], at: int, length: int, ids: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]]:
        """A name with the place that tells which of several is meant: an "instructor at a trade school"."""
        rest = list(keys[at + length : at + length + 2 + LONGEST])
        before = 2 if rest[1:2] and rest[1] in _ARTICLES else 1
        if not rest or rest[0] not in _AT:
            return length, ids
        for many in range(min(MOST_OF_PLACE, len(rest) - before), 0, -1):
            name = " ".join((*rest[before : before + many], *keys[at : at + length]))
            rank, told = self.titles.rank(name), self._answerable(self.titles.bearers(name))
            if told and (rank == EVERYDAY or (rank <= ALIAS and len(ids) > 1)):
                return length + before + many, told
        return length, ids

    def _owners(self, key: str) -> tuple[str, ...]:
        """The jobs that a word belongs to which is no title: "nursing" to nurses, not to their assistants."""
        owners = self._words.get(key, ())
        return self._answerable(self._doings.field(key)) or tuple(sorted(owners)) if owners else ()

    def _counts_as_name(self, key: str, text: str, start: int, end: int) -> bool:
        """Whether words that are a title are meant as one here."""
        if key in self._capitals:
            written = text[start:end]
            if written.removesuffix("s") == key.upper() and not text.isupper():
                return True
            if key not in STOPWORDS and (_AS_ONE.search(text[:start]) or _BESIDE.search(text[:start])):
                return True  # "An rn", "lpn vs rn"; "rn" alone is "right now".
            before = _MANY if written.lower() != key else _AS_ONE
            if len(key) < 3 and not before.search(text[:start]):
                return False
        if " " not in key and not self._is_usual(key):
            return False
        if self.titles.rank(key) == EVERYDAY and 2 * self._usage.inside(key) >= self._usage.outside(key):
            return True
        if self.titles.rank(key) in (EVERYDAY, ALIAS) and _AS_ONE.search(text[:start]):
            return self._usage.outside(key) < MUCH * max(self._usage.inside(key), 1)
        return self._usage.names_a_job(key)

    def _names_work(self, work: str) -> bool:
        """Whether work is named by these words: "growing" is said of much else than what growers do."""
        return self._usage.outside(work) <= 2 * self._usage.inside(work) + RARE

    def _is_usual(self, key: str) -> bool:
        """Whether a single word is what people do call a job, not only the table."""
        return self._usage.inside(key) > 0 or self.titles.rank(key) % UNANSWERED <= ALIAS

    def _answerable(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Of those that bear a name the likeliest that something is known of."""
        return self._likeliest(one for one in ids if one in self._answered)

    def _kin(self, key: str) -> set[str]:
        """The profile that shares a word of its own and the broad occupation with a known title.

        The title table gives "border guard" to the police; of the loaded profiles, people mean the
        one that has "border" in its name.
        """
        if " " not in key or self.titles.rank(key) % UNANSWERED != TABLE:
            return set()
        codes = {self._broad.get(one, one)[:BROAD] for one in self.titles.bearers(key)}
        owners = {owner for word in key.split() for owner in self._words.get(word, ())}
        return {owner for owner in owners if self._broad.get(owner, "-") in codes}

    @staticmethod
    def _with_standing(
        text: str, tokens: Sequence[tuple[int, int]], at: int, earlier: Sequence[Mention]
    ) -> int:
        """Where a mention starts with "junior", "senior" or the like that stands before it."""
        free = earlier[-1].end if earlier else 0
        while at and tokens[at - 1][0] >= free:
            start, end = tokens[at - 1]
            word = text[start:end].lower()
            if word not in _STANDING and not (word in _RANKED and _ARTICLE.search(text[:start])):
                break
            if text[end : tokens[at][0]].strip(" ."):
                break
            at -= 1
        return tokens[at][0]

    @staticmethod
    def _is_asked_about(text: str, start: int, end: int) -> bool:
        """In the message's question, as a plural or after an article or preposition."""
        ending = re.search(r"[.!?\n]|$", text[end:])
        sentence_end = end + (ending.start() if ending else 0)
        last = not text[sentence_end:].strip(".!?\n ")
        if not last and text[sentence_end : sentence_end + 1] != "?":
            return False
        plural = job_words(text[start:end])[-1] != words(text[start:end])[-1]
        before = text[:start].lower()
        if re.search(r"\b(?:the|my|your|his|her|their|our|this|that|new|ex|these|those)\s+$", before):
            return False
        return plural or bool(_ASKED.search(before))

    @staticmethod
    def _is_background(text: str, start: int, end: int, earlier: list[Mention]) -> bool:
        before = text[:start].replace("-", " ")
        if SAYS.match(text, end) or _FOR_YEARS.match(text, end):
            return True
        listed = earlier and _LISTED.fullmatch(text[earlier[-1].end : start])
        if listed and earlier[-1].is_background:
            return True
        return bool(_BACKGROUND.search(before)) and not _WANTED.search(before)


def job_words(name: str) -> tuple[str, ...]:
    """The words of a job's name in lower case and singular, so that "nurses" is "nurse"."""
    return tuple(title_key(name).split())
