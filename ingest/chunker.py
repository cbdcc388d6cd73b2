"""Cut a profile into chunks: one section a chunk, and one more for every entry of a list.

A chunk never crosses sections and never exceeds what the embedder reads; what is longer is cut
between entries, then between words, so that no word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from knowledge.chunk import Chunk
from knowledge.profile import Profile, SectionText


def split_profile(profile: Profile, *, count_tokens: Callable[[str], int], max_tokens: int) -> list[Chunk]:
    """All chunks of a profile; each section chunk is followed by the entries it holds."""
    return [
        chunk
        for section in profile.sections
        for chunk in _split_section(profile, section, count_tokens, max_tokens)
    ]


def split_whole(profile: Profile) -> list[Chunk]:
    """The same for what is cited and never embedded: a section is one chunk however long it is."""
    return split_profile(profile, count_tokens=lambda text: 0, max_tokens=1)


def _split_section(
    profile: Profile,
    section: SectionText,
    count_tokens: Callable[[str], int],
    max_tokens: int,
) -> list[Chunk]:
    def chunk(name: str, body: str, line: int, parent: str = "") -> Chunk:
        return Chunk(
            id=f"{profile.id}/{section.section}{name}",
            profile=profile.id,
            occupation=profile.title,
            code=profile.code,
            section=section.section,
            heading=section.heading,
            body=body,
            line=line,
            parent=parent,
        )

    def fits(body: str) -> bool:
        return count_tokens(chunk("", body, 0).text) <= max_tokens

    if fits(section.body):
        parts = [(section.body, section.entries)]
    else:
        pieces = [(part, entry) for entry in section.entries for part in _cut(entry.quote, fits)]
        parts = []
        for body, entry in pieces:
            joined = f"{parts[-1][0]}\n{body}" if parts else body
            if parts and fits(joined):
                parts[-1] = (joined, (*parts[-1][1], entry))
            else:
                parts.append((body, (entry,)))
    chunks: list[Chunk] = []
    for number, (body, entries) in enumerate(parts):
        whole = chunk(f"~{number}" if number else "", body, entries[0].line if entries else section.line)
        chunks.append(whole)
        if len(section.entries) > 1:
            chunks += [
                chunk(f"/{section.entries.index(entry) + 1}", entry.quote, entry.line, whole.id)
                for entry in entries
                if fits(entry.quote)
            ]
    return list({one.id: one for one in chunks}.values())


def _cut(text: str, fits: Callable[[str], bool]) -> Sequence[str]:
    """Pieces of the text that each fit, cut between words (inside a word only when it must)."""
    if fits(text) or len(text) < 2:
        return [text]
    middle = len(text) // 2
    spaces = (space.start() for space in re.finditer(r"\s+", text))
    at = min(spaces, key=lambda place: abs(place - middle), default=middle)
    return [*_cut(text[:at].strip(), fits), *_cut(text[at:].strip(), fits)]
