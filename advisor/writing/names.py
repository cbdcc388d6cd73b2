"""The names in a text that a source must have as well: tools, occupations, and whatever looks like a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from advisor.answering.phrases import FOLDER as PHRASES
from advisor.understanding.gloss import glossary
from advisor.understanding.names import ALIAS, names_of_all
from advisor.understanding.titles import TitleIndex, title_key
from advisor.words import STOPWORDS, stems, words
from advisor.writing.talk import FILE as TALK
from knowledge.catalog import Catalog

LANGUAGES = ("es", "fr", "de", "pt", "it")
LONGEST = 6  # Words of a name that is looked for.
# Of no source, and still no claim. "The United States" is where all figures are from.
_FREE = frozenset(
    "i ai ia ki us usa u.s u.s.a united states america american english spanish french german portuguese"
    " italian i'm i'll i'd i've ok estados unidos états-unis vereinigten staaten stati uniti".split()
)
_WORD = re.compile(r"[^\W_][\w*+#.'’&/-]*[\w+#]|[^\W_]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\"“„«(]\s*|^\W+)$")
_NAME_LIKE = re.compile(r"[A-Z]{2,}|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]")
_LOWER = re.compile(r"(?<![\w'’])[a-z]+(?:['’][a-z]+)*")
_FORMED = re.compile(r"(?:ing|ed|ly|tion|ness|ment|less|['’]\w+)$|^(?:un|re|over|out|under)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|k)\b", re.I)
# Words that are a job's title as well, but in a sentence hardly ever stand for that job.
_EVERYDAY_WORDS = frozenset(
    "cook host model guard coach pilot judge lead manager supervisor assistant worker helper operator"
    " specialist professional leader boss trainer owner user member expert staff representative agent"
    " technician officer aide clerk associate consultant director executive partner runner reader"
    " server tester checker student volunteer apprentice trainee intern parent caregiver handler maker"
    " writer driver teacher cleaner assembler inspector inspectors planner buyer tutor performer"
    " speaker orderly star scout extra lookout".split()
)


class Names:
    """Knows the names of tools and occupations, and finds in a text those that its sources lack."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def foreign(
        self,
        text: str,
        sources: Iterable[str],
        profiles: Iterable[str],
        *,
        english: str = "",
        language: str = "en",
    ) -> str:
        """The first name in a text that none of its sources has; empty when they have all.

        `english` is the text glossed, where occupations are looked for. Names of `profiles`, the
        occupations that the sources are about, are theirs by whatever name.
        """
        told = "\n".join(sources)
        known = frozenset(stems(told))
        lower = told.lower()
        candidates = (*self._looking_like_names(text, language), *self._tools_in(text))
        for name in candidates:
            if name.lower() not in lower and not known.issuperset(stems(name)):
                return name
        return next(self._jobs(english or text, known, frozenset(profiles)), "")

    def _looking_like_names(self, text: str, language: str) -> Iterator[str]:
        """Words with a capital where none must be, or written as only names are, or no words at all.

        In German every noun has a capital; what words there are is known of English alone.
        """
        for found in _WORD.finditer(text):
            word = re.sub(r"['’]s$", "", found[0])
            if word.lower() in _FREE or _ORDINAL.fullmatch(word) or not re.search(r"[^\W\d]", word):
                continue
            starts = bool(_SENTENCE_START.search(text[: found.start()]))
            has_capital = word[:1].isupper() and not starts and language != "de"
            is_unknown = starts and language == "en" and word[:1].isupper() and not self._is_a_word(word)
            if has_capital or is_unknown or (_NAME_LIKE.search(word) and word not in ("USD", "A", "I")):
                yield word

    def _tools_in(self, text: str) -> Iterator[str]:
        """Tools by their names as written; of one word, only such as name nothing else."""
        tokens = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        for at in range(len(tokens)):
            for length in range(min(LONGEST, len(tokens) - at), 0, -1):
                name = text[tokens[at][0] : tokens[at + length - 1][1]]
                if name.lower() in self._tools and (length > 1 or name[:1].isupper()):
                    yield name
                    break

    def _jobs(self, text: str, known: frozenset[str], profiles: frozenset[str]) -> Iterator[str]:
        """Occupations that are neither among the profiles nor named by the sources' words."""
        tokens = words(text)
        at = 0
        while at < len(tokens):
            length = next(
                (
                    n
                    for n in range(min(LONGEST, len(tokens) - at), 0, -1)
                    if self._is_job(tokens[at : at + n])
                ),
                0,
            )
            name = " ".join(tokens[at : at + length])
            if length and not known.issuperset(stems(name)) and not self._is_of(name, profiles):
                yield name
            at += max(length, 1)

    def _is_job(self, tokens: list[str]) -> bool:
        key = title_key(" ".join(tokens))
        if key not in self._titles:
            return False
        if len(tokens) > 1:
            return True
        return self._titles.rank(key) <= ALIAS and len(key) > 3 and key not in _EVERYDAY_WORDS

    def _is_of(self, name: str, profiles: frozenset[str]) -> bool:
        return any(title_key(name) in self._own(one) for one in profiles)

    def _own(self, profile_id: str) -> frozenset[str]:
        """Every name of one occupation, and every word of them that names who does it."""
        if profile_id not in self._own_names:
            profile = self._catalog.get(profile_id)
            keys = {title_key(name) for name in self._all_names.get(profile_id, ())}
            keys |= {title_key(name) for name in ((profile.title, *profile.aliases) if profile else ())}
            self._own_names[profile_id] = frozenset(keys | {key.split()[-1] for key in keys if key})
        return self._own_names[profile_id]

    def _is_a_word(self, word: str) -> bool:
        """Whether a word is used in lower case somewhere, or is at least formed like one that may be."""
        lower = word.lower().replace("’", "'")
        return lower in self._words or bool(_FORMED.search(lower)) or not self._words.isdisjoint(stems(lower))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words, and their stems, that documents, our prompts and the glossaries use in lower case."""
        used = [entry.quote for one in self._catalog for part in one.sections for entry in part.entries]
        used += [english for language in LANGUAGES for english in glossary(language).values()]
        used += [path.read_text("utf-8") for path in (TALK, PHRASES / "en.yaml")]
        found = {word for text in used for word in _LOWER.findall(text)}
        return frozenset(found | {stem for word in found for stem in stems(word)} | STOPWORDS)

    @cached_property
    def _own_names(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _all_names(self) -> dict[str, tuple[str, ...]]:
        return self._catalog.names()

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex(names_of_all(self._catalog))

    @cached_property
    def _tools(self) -> frozenset[str]:
        """Every tool of the documents and figures, in lower case, without those that are plain words."""
        named = {tool.name.lower() for profile in self._catalog for tool in profile.tools}
        if self._catalog.tables:
            found = map(self._catalog.tables.get, self._catalog.tables.codes())
            named |= {tool.name.lower() for facts in found if facts for tool in facts.technologies}
        return frozenset(one for one in named if len(one) > 2)
