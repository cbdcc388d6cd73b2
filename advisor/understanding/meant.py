"""What the names in a message mean here: one of several by the talk before, a role, a subject, or no job."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.question import Focus
from advisor.understanding.jobs import Mention, job_words
from advisor.understanding.refused import is_required
from knowledge.catalog import Catalog
from knowledge.profile import Section
from knowledge.rated import is_rated_skill

_THE_ONE_MET = re.compile(r"\b(?:the|that|this)\s+$", re.I)
_STUDIED = re.compile(
    r"\b(?:degree|diploma|bachelor'?s?|master'?s?|phd|major(?:ed)?|minor(?:ed)?|studied|studying|graduated)"
    r"(?: degree)?(?: is| was)?(?: in)? $",
    re.I,
)
"""What somebody studied is no job that they name: "my degree is in political science"."""
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

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

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
        others = [one for one in others if not (_DEGREE.fullmatch(one.text) and _IN.match(text, one.end))]
        if focus.profiles:
            others = [one for one in others if not is_required(text, one)]
        if not _OF_SKILLS.search(text):
            return others
        return [one for one in others if not is_rated_skill(one.text)]  # "Do they need physics?"

    def _words_of(self, profile_id: str) -> set[str]:
        profile = self._catalog.get(profile_id)
        return set(job_words(profile.title)) if profile else set()
