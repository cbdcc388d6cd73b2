"""What an answer showed: the entries that "the second one" may refer to, and views that are no data."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.material import Material
from advisor.citations import Form, Sentence
from knowledge.chunk import Chunk
from knowledge.profile import AnyEntry, Section


def views(sentences: Sequence[Sentence], material: Material) -> list[Sentence]:
    """A word on which of the sections cited are their authors' view and not data."""
    cited = {evidence.chunk.section for one in sentences for evidence in one.evidence}
    names = [one.heading for one in material.profile.sections if one.is_view and one.section in cited]
    if not names:
        return []
    return [Sentence(f"{' and '.join(names)}: the authors' view, not data.", form=Form.NOTE)]


def entries_shown(sentences: Sequence[Sentence], material: Material) -> tuple[str, ...]:
    """The entries that the sentences rest on, which "the second one" may refer to, in order."""
    found = (
        _entry_of(material, evidence.quote, evidence.chunk) for one in sentences for evidence in one.evidence
    )
    return tuple(dict.fromkeys(material.chunk_id(*entry) for entry in found if entry))


def _entry_of(material: Material, quote: str, chunk: Chunk) -> tuple[Section, AnyEntry] | None:
    for entry in material.profile.entries(chunk.section):
        if entry.quote == quote:
            return chunk.section, entry
    return None
