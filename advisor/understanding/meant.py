"""What the names in a message mean here: one of several by the talk before, a role, a subject, or no job."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz.distance import Prefix

from advisor.question import Focus
from advisor.understanding.jobs import Mention, job_words
from advisor.understanding.names import ALIAS
from advisor.understanding.refused import is_required
from advisor.understanding.titles import TitleIndex, title_key
from knowledge.catalog import Catalog
from knowledge.profile import Section
from knowledge.rated import is_rated_skill

AKIN = 5  # Letters that "plumbing" and "plumbers" begin with alike.
_THE_ONE_MET = re.compile(r"\b(?:the|that|this)\s+$", re.I)
_STUDIED = re.compile(
    r"\b(?:degree|diploma|bachelor'?s?|master'?s?|phd|major(?:ed)?|minor(?:ed)?|studied|studying|graduated)"
    r"(?: degree)?(?: is| was)?(?: in)? $",
    re.I,
)
"""What somebody studied is no job that they name: "my degree is in political science"."""
_AT_WHOSE = re.compile(
    r"\b(?:desk|reception\w*|phones?|assistant|helper|secretary) (?:at|for|in) (?:an?|the|my) $", re.I
)
"""Before those whom somebody else works for: "front desk at a doctor's"."""
_EMPLOYED_BY = re.compile(r"\s+(?:for|at) (?:an?|the|my|some) ", re.I)
_DEGREE = re.compile(r"[bm]\.?(?:a|s|sc|ed|eng)\.?|mba|phd", re.I)
_IN = re.compile(r"\s+(?:degree\s+)?(?:in|from)\b", re.I)
"""A degree is no job either: "a BA in English"."""
_OF_SKILLS = re.compile(
    r"\b(?:needs?|needed|rated?|rating|skills?|matters?|important|importance|know(?:ing)?|good at|hate[ds]?"
    r"|worst subject|big a deal)\b",
    re.I,
)


class Names:
    """Tells the names of occupations from what only looks like one, by the catalog and the talk before."""

    def __init__(self, catalog: Catalog, titles: TitleIndex) -> None:
        self._catalog, self._titles = catalog, titles

    def of_the_trade(self, mentions: list[Mention], focus: Focus) -> list[Mention]:
        """The mentions, of which a broad name is meant as in one's own work: an electrician's "inspector"."""
        own = focus.own or (focus.profiles[0] if len(focus.profiles) == 1 else "")
        found: list[Mention] = []
        for one in mentions:
            ids = self._in_trade(one, own) if own else ()
            found.append(replace(one, profiles=ids) if ids else one)
            own = own or next(iter(one.profiles), "")
        return found

    def _in_trade(self, mention: Mention, own: str) -> tuple[str, ...]:
        """Whose name is this one after a word that is akin to the own job's: "electrical inspector"."""
        key, profile = title_key(mention.text), self._catalog.get(own)
        if " " in key or not profile or self._titles.rank(key) < ALIAS or own in mention.profiles:
            return ()
        akin = {
            first: max((Prefix.similarity(first, word) for word in self._words_of(own)), default=0)
            for first in self._titles.first_words(key)
        }
        first = max(akin, key=akin.__getitem__, default="")
        ids = self._titles.bearers(f"{first} {key}") if first and akin[first] >= AKIN else ()
        known = tuple(one for one in ids if self._catalog.get(one) and one not in mention.profiles)
        return known if len(known) == 1 and own not in known else ()

    def settled(self, mention: Mention, text: str, focus: Focus) -> Mention:
        """A name that fits several, or "the" and a part of a name, means one talked about before."""
        if any(name in focus.profiles for name in mention.profiles) and len(mention.profiles) > 1:
            return replace(
                mention, profiles=tuple(name for name in mention.profiles if name in focus.profiles)
            )
        if not _THE_ONE_MET.search(text[: mention.start]):
            return mention
        said = set(job_words(mention.text))
        met = [name for name in focus.met if name not in mention.profiles and said <= self._words_of(name)]
        talked_about = any(name in focus.met for name in mention.profiles)
        return replace(mention, profiles=(met[-1],)) if met and not talked_about else mention

    def without_roles(self, mentions: list[Mention], text: str, focus: Focus) -> list[Mention]:
        """The mentions that are no part of a role of the future that the profile talked about names."""
        profile = self._catalog.get(focus.profiles[0]) if focus.profiles else None
        roles = profile.entries(Section.NEW_FRONTIERS) if profile else ()
        names = [re.split(r"[,:]", one.label)[0].strip().lower() for one in roles]
        said = [
            found.span() for name in names for found in re.finditer(re.escape(name), text.lower()) if name
        ]
        others = [one for one in mentions if not any(at <= one.start and one.end <= end for at, end in said)]
        others = [one for one in others if not _STUDIED.search(text[: one.start])]
        others = [one for one in others if not _AT_WHOSE.search(text[: one.start])]
        others = _without_employers(others, text)
        others = [one for one in others if not (_DEGREE.fullmatch(one.text) and _IN.match(text, one.end))]
        if focus.profiles:
            others = [one for one in others if not is_required(text, one)]
        if not _OF_SKILLS.search(text):
            return others
        return [one for one in others if not is_rated_skill(one.text)]  # "Do they need physics?"

    def _words_of(self, profile_id: str) -> set[str]:
        profile = self._catalog.get(profile_id)
        return set(job_words(profile.title)) if profile else set()


def _without_employers(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions but for those that another one works for: "an office manager for a dentist"."""
    pairs = zip([None, *mentions], mentions, strict=False)
    return [
        one for before, one in pairs if not (before and _EMPLOYED_BY.fullmatch(text[before.end : one.start]))
    ]
