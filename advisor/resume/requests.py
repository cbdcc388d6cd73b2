"""Read messages about the person's résumé: given, corrected, asked about, compared, forgotten."""

from __future__ import annotations

import re

from advisor.resume.reader import ResumeReader, asks_to_match, looks_like_resume, split_asked
from advisor.resume.resume import AskedResume, Held, Resume
from advisor.understanding.jobs import JobMatcher
from knowledge.catalog import Catalog

_RESUME = r"(?:resume|résumé|resumé|cv)"
_FORGET = re.compile(
    rf"\b(?:forget|delete|remove|erase|discard|drop|wipe|clear|get rid of"
    rf"|throw away)\b[^.?!]{{0,25}}\b{_RESUME}\b"
    rf"|\b(?:don'?t|do not|never) (?:keep|store|save|remember|use)\b[^.?!]{{0,25}}\b{_RESUME}\b",
    re.I,
)
_FORGET_IT = re.compile(
    r"\b(?:don'?t|do not|dont|never) (?:keep|store|save|remember)\b[^.?!]{0,20}\b(?:this|that|it"
    r"|any\w*|me|mine)\b"
    r"|^\W*(?:please )?(?:forget|delete|erase) (?:this|that|it|everything|all|me|all of it|all that)\W*$",
    re.I,
)
_PAST = re.compile(
    r"\b(?:what|which|who)\b[^.?!]*\bmy (?:last|latest|previous|recent|most recent|old|former|past)\b[^.?!]*"
    r"\b(?:jobs?|work|positions?|roles?|employers?|occupations?)\b|\bwhere did i work\b",
    re.I,
)
_SHOW = re.compile(
    rf"\b(?:what|show|list|read)\b[^.?!]*\b(?:in|from|of) my {_RESUME}\b|\bshow (?:me )?my {_RESUME}\b"
    r"|\bwhat (?:did you|do you) (?:find|read|know)\b[^.?!]*\b(?:about me|of me|there|in it|my skills)\b"
    r"|\bwhich skills (?:do|did) (?:you (?:find|have)|i have)\b",
    re.I,
)
_NOT_MINE = re.compile(
    r"\bi (?:don'?t|do not|dont|never|didn'?t|can'?t|cannot|can not)(?: \w+)?? (?:know|have|use"
    r"|used|speak|do|did"
    r"|drive|operate|work(?:ed)?(?: as| with)?|learn(?:ed|t)?)(?: how to use| an?| the| any"
    r"| my)? (?P<what>[^.?!]+)"
    r"|\bi (?:was|am|'m) (?:never|not) (?:an? |the )?(?P<was>[^.?!]+)"
    r"|^\W*(?:please )?(?:remove|delete|drop|take(?: off| out| away)?|strike|scratch) (?P<off>[^.?!]+)",
    re.I,
)
_ADDED = re.compile(
    r"^\W*(?:please |also |and |you (?:missed|forgot) )*(?:add|include|put(?: in)?|missed"
    r"|forgot)\b:? (?P<what>[^.?!]+)"
    r"|^\W*(?:and |but )?i (?:also|do|can also) (?:know|have|use|speak|can|did|drive|operate|was|worked as)"
    r"(?: an?| the)? (?P<also>[^.?!]+)",
    re.I,
)
_TAIL = re.compile(
    rf"(?:\s|^)(?:(?:to|from|off|of|out of|in) )+(?:my |the )?(?:{_RESUME}|list|skills|it)\b.*$"
    rf"|\bas well$|\btoo$",
    re.I,
)
_MATCH_ALONE = re.compile(
    r"^\W*(?:so |and |ok )*(?:am i (?:a |any )?(?:good )?match|do i match|match me)\W*$", re.I
)
_LIMIT = re.compile(r"\blimits?\b", re.I)  # That is asked of moves.
_CUT = re.compile(r",|\band\b|\bor\b|&")


class ResumeRequests:
    """Reads what a message does with a résumé; everything else is left to the other readers."""

    def __init__(self, catalog: Catalog, jobs: JobMatcher) -> None:
        self._reader = ResumeReader(catalog, jobs)

    def given(self, text: str) -> tuple[AskedResume, str] | None:
        """The résumé that a message is, and what it asks besides; None for other messages."""
        if not looks_like_resume(text):
            return None
        body, asked = split_asked(text)
        resume = self._reader.read(body)
        return AskedResume("given", None if resume.is_empty else resume), asked

    def read(self, text: str, resume: Resume | None) -> AskedResume | None:
        """What a short message does with the résumé that is held, or with none."""
        text = text.replace("’", "'")
        if _FORGET.search(text) or (resume and _FORGET_IT.search(text)):
            return AskedResume("forgotten", None)
        if _PAST.search(text):
            return AskedResume("past", resume)
        if not resume:
            return AskedResume("match", None) if _MATCH_ALONE.search(text) else None
        if asks_to_match(text):
            return AskedResume("match", resume, matched=True)
        return None if _LIMIT.search(text) else self._shown_or_changed(text, resume)

    def _shown_or_changed(self, text: str, resume: Resume) -> AskedResume | None:
        if _SHOW.search(text):
            return AskedResume("shown", resume)
        if (found := _NOT_MINE.search(text)) and (gone := self._gone(found, resume)):
            return gone
        return self._added(found, resume) if (found := _ADDED.search(text)) else None

    def _gone(self, found: re.Match[str], resume: Resume) -> AskedResume | None:
        """What is held, less what the words name; None when they name nothing of it."""
        words = _TAIL.sub("", found["what"] or found["was"] or found["off"]).strip(" \"'“”.")
        jobs = {one.profile: one.title for one in resume.posts if one.title.lower() == words.lower()}
        names = tuple(one.name for one in resume.held if one.name.lower() == words.lower())
        if not jobs and not names:
            named = {name.lower() for name in (*self._reader.lexicon.names(words), *_entries(words))}
            names = tuple(one.name for one in resume.held if one.name.lower() in named)
            jobs = {one.profile: one.title for one in self._reader.posts_named(words)}
        posts = tuple(one.profile for one in resume.posts if one.profile in jobs)
        if not names and not posts:
            return None
        removed = (*names, *(jobs[one] for one in posts))
        return AskedResume("changed", resume.without(names, posts), removed=removed)

    def _added(self, found: re.Match[str], resume: Resume) -> AskedResume:
        words = _TAIL.sub("", found["what"] or found["also"]).strip(" \"'“”.")
        held: list[Held] = []
        unknown: list[str] = []
        posts = self._reader.posts_named(words)
        for entry in _entries(words):
            told = [Held(one.name, one.kind) for one in self._reader.lexicon.told(entry)]
            if not told and not self._reader.posts_named(entry):
                unknown.append(entry)
            held += told
        added = (*(one.name for one in held), *(one.title for one in posts))
        return AskedResume("changed", resume.joined(held, posts), added=added, unknown=tuple(unknown))


def _entries(words: str) -> list[str]:
    """What a list of names in a sentence consists of."""
    return [entry for part in _CUT.split(words) if (entry := part.strip(" \"'“”."))]
