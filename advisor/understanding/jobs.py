"""Find the occupations that a message names, and tell which of them it asks about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from advisor.understanding.labels import Example
from advisor.words import words
from knowledge.catalog import Catalog
from knowledge.titles import known_titles

MASK = "this job"
BROAD = 7  # Characters of a code that name the broad occupation, as 33-3051 in 33-3051.04.
LONGEST = 8  # Words of the longest title that is looked for.
SLIP = 80  # The same of each of its words.
FUZZY = 88  # rapidfuzz ratio from which a misspelt name of a loaded occupation is taken.
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BACKGROUND = re.compile(
    r"\b(?:my|i['’]?m|im|i am|i was|i['’]ve been|ive been|i have been|i used to be|"
    r"i worked|i work|me|as|being|"
    r"former|ex|retired|been|my (?:\w+ )?(?:is|was)|background|experience|years?|laid off)"
    r"(?: (?:working|employed|trained))?(?: (?:as|in|of|from))?(?: (?:an?|the|my))?(?: [\w-]+)?\s*$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:become|becoming|be|to|into|join|joining|than|vs|versus|or|and|with"
    r"|(?:paid|earn|make|off|more|better|life|career|future) as)(?: (?:an?|the))?\s*$",
    re.I,
)
_ASKED = re.compile(r"(?:^|\b(?:an?|of|for|as|about|do|does|to|vs|versus|than|or|is|are)\s+)$", re.I)
_LISTED = re.compile(r"(?:,| or| and| nor)+(?: (?:an?|the))? ", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a message that names an occupation: loaded profiles, or one without a profile."""

    start: int
    end: int
    text: str
    profiles: tuple[str, ...]
    is_background: bool
    """True when it tells who is asking ("I'm a nurse"), not what is asked about."""
    is_asked_about: bool
    """True when it stands as people put the job they ask about: "nurses", "for a nurse"."""


class JobMatcher:
    """Finds occupations by the names that documents and the O*NET title table give them."""

    def __init__(self, catalog: Catalog, examples: Iterable[Example]) -> None:
        self._inside, self._outside = _usage(examples)
        self._loaded: dict[tuple[str, ...], dict[str, int]] = {}
        others = {known.code: known.other_titles for known in known_titles()}
        for profile in catalog:
            ranked = ((profile.title,), profile.aliases, others.get(profile.code, ()))
            for rank, names in enumerate(ranked):
                for name in names:
                    for part in _names(name, ()):
                        self._loaded.setdefault(job_words(part), {}).setdefault(profile.id, rank)
        self._loaded_names = {" ".join(name): name for name in self._loaded if len(name) > 1}
        self._known: dict[tuple[str, ...], set[str]] = {}
        self._main: dict[tuple[str, ...], str] = {}
        for known in known_titles():
            for name in _names(known.title, known.other_titles):
                self._known.setdefault(job_words(name), set()).add(known.code)
            self._main[job_words(known.title)] = known.code
        self._id_of_code, self._likeliest = catalog.of_code, catalog.likeliest
        self._broad = {profile.id: profile.code[:BROAD] for profile in catalog if profile.code}
        self._words = {
            word: owner
            for word, owner in _single_owner_words(catalog).items()
            if self._inside[(word,)] >= 3 and self._inside[(word,)] >= 2 * self._outside[(word,)]
        }
        self._main_titles = {job_words(half) for known in known_titles() for half in _names(known.title, ())}

    def mentions(self, text: str) -> list[Mention]:
        """Every occupation named in the text, left to right, the longest names first."""
        tokens = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        singular = [" ".join(job_words(text[start:end])) for start, end in tokens]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            for length in range(min(LONGEST, len(tokens) - at), 0, -1):
                name = tuple(" ".join(singular[at : at + length]).split())
                is_known = self._is_known(name)
                profiles = self._profiles_named(name) or self._kin(name) or self._with_figures(name, is_known)
                if profiles or is_known:
                    start, end = tokens[at][0], tokens[at + length - 1][1]
                    background = self._is_background(text, start, found)
                    named = tuple(sorted(profiles))
                    asked = self._is_asked_about(text, start, end)
                    found.append(Mention(start, end, text[start:end], named, background, asked))
                    at += length - 1
                    break
            at += 1
        return found

    def mask(self, text: str, mentions: Iterable[Mention]) -> str:
        """The text with every mention replaced by "this job"."""
        for mention in sorted(mentions, key=lambda one: -one.start):
            text = f"{text[: mention.start]}{MASK}{text[mention.end :]}"
        return text

    def _profiles_named(self, name: tuple[str, ...]) -> set[str]:
        if name in self._loaded and self._names_a_job(name):
            return self._bearers(name)
        if len(name) == 1:
            return self._words.get(name[0], set())
        if len(" ".join(name)) >= 10:
            best = process.extractOne(
                " ".join(name), self._loaded_names.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY
            )
            likest = self._loaded_names[best[0]] if best else ()
            if len(likest) == len(name) and all(map(_misspelt, name, likest)):
                return self._bearers(likest)
        return set()

    def _bearers(self, name: tuple[str, ...]) -> set[str]:
        """The profiles that a name fits best: as title, else as "also called", else in the table."""
        ranks = self._loaded[name]
        first = min(ranks.values())
        return set(self._likeliest(one for one, rank in ranks.items() if rank == first))

    def _kin(self, name: tuple[str, ...]) -> set[str]:
        """The profile that shares a word of its own and the broad occupation with a known title.

        The title table gives "border guard" to the police; of the loaded profiles, people mean the
        one that has "border" in its name.
        """
        codes = {code[:BROAD] for code in self._known.get(name, ())} if len(name) > 1 else set()
        owners = {owner for word in name for owner in self._words.get(word, ())}
        return {owner for owner in owners if self._broad.get(owner, "-") in codes}

    def _with_figures(self, name: tuple[str, ...], is_known: bool) -> set[str]:
        """The ids of the occupations with published figures that bear this name."""
        if not is_known:
            return set()
        codes = {self._main[name]} if name in self._main else self._known[name]
        return set(self._likeliest(found for code in codes if (found := self._id_of_code(code))))

    def _is_known(self, name: tuple[str, ...]) -> bool:
        """A title of the table; a single word only where people do use it for a job."""
        if name not in self._known:
            return False
        if len(name) == 1 and not self._inside[name] and name not in self._main_titles:
            return False
        return self._names_a_job(name)

    def _names_a_job(self, name: tuple[str, ...]) -> bool:
        """Whether people use these words for a job at least as often as for something else."""
        return self._inside[name] >= self._outside[name]

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
    def _is_background(text: str, start: int, earlier: list[Mention]) -> bool:
        before = text[:start]
        listed = earlier and _LISTED.fullmatch(text[earlier[-1].end : start])
        if listed and earlier[-1].is_background:
            return True
        return bool(_BACKGROUND.search(before)) and not _WANTED.search(before)


def job_words(name: str) -> tuple[str, ...]:
    """The words of a job's name in lower case and singular, so that "nurses" is "nurse"."""
    return tuple(_singular(word) for word in words(name.replace("-", " ")))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word.removesuffix("men") + "man" if word.endswith("men") and len(word) > 4 else word


def _names(title: str, others: Iterable[str]) -> Iterator[str]:
    """A title and its other names; "Writers and Authors" is also each of its halves."""
    yield title
    yield from others
    head, excepted, _ = title.partition(", Except")
    if excepted:
        yield head
    halves = re.split(r",| and ", title)
    if len(halves) == 2 and "," not in title:
        yield from halves


def _misspelt(word: str, other: str) -> bool:
    """Whether one word may be the other with a slip; "nursery" is no misspelt "secondary"."""
    return bool(fuzz.ratio(word, other) >= SLIP)


def _usage(examples: Iterable[Example]) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    """How often the labelled examples use a run of words inside braces, and outside of them.

    It tells names of jobs ("cashier") from titles that are ordinary words as well ("officer",
    "data entry") without a list of either.
    """
    inside, outside = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for example in examples:
        for at, part in enumerate(re.split(r"[{}]", example.text)):
            run = job_words(part)
            for length in range(1, 4):
                for start in range(len(run) - length + 1):
                    (inside if at % 2 else outside)[tuple(run[start : start + length])] += 1
    return inside, outside


def _single_owner_words(catalog: Catalog) -> dict[str, set[str]]:
    """The words of titles and aliases that only one of several profiles has."""
    owners: dict[str, set[str]] = {}
    for profile in catalog:
        for name in (profile.title, *profile.aliases):
            for word in job_words(name):
                owners.setdefault(word, set()).add(profile.id)
    return {word: ids for word, ids in owners.items() if len(ids) == 1}
