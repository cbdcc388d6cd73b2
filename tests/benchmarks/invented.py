"""Profiles and vectors made for the benchmarks: as many as wanted, like those that are shipped."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np

from knowledge.chunk import Chunk
from knowledge.embedding import Vectors

NOISE = 0.3  # Length of what is added to a unit vector: a cosine of some 0.96 with the one it is made from.


class FakeEmbedder:
    """Embeds a text as some direction of its own, in no time."""

    name = "fake"
    dimensions = 384
    max_tokens = 256

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(self.dimensions)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def write_profiles(folder: Path, *, chunks: int) -> int:
    """Profile documents of eleven chunks each; returns how many files there are."""
    folder.mkdir(parents=True)
    files = -(-chunks // 11)
    for number in range(files):
        duties = "\n".join(f"- Duty {duty} of trade {number}, done with care" for duty in range(8))
        text = (
            f"# Trade {number}\n\n## Job Responsibilities\n{duties}\n\n## Career Outlook\nSteady, {number}.\n"
        )
        text += f"\n## Salary Data\n- **Median**: ${30_000 + number}\n"
        (folder / f"trade-{number}.md").write_text(text, "utf-8")
    return files


def multiplied(chunks: Sequence[Chunk], vectors: Vectors, size: int) -> tuple[list[Chunk], Vectors]:
    """`size` chunks made from these, and their vectors: those of real texts, moved a little at random.

    First the chunks themselves; then invented occupations whose every section is one of the real
    occupations', taken in turn, under a title of their own.
    """
    rng = np.random.default_rng(1)
    made = list(chunks[:size])
    rows = list(range(len(made)))
    sections = [list(some) for _, some in groupby(range(len(chunks)), key=lambda at: _section(chunks[at]))]
    number = 0
    while len(made) < size:
        number += 1
        profile = f"invented-{number}"
        own: dict[str, list[int]] = {}
        for at in rng.permutation(len(sections)):
            own.setdefault(chunks[sections[at][0]].section.value, sections[at])
            if len(own) == 12:
                break
        for some in own.values():
            for row in some:
                old = chunks[row]
                moved = replace(
                    old,
                    id=old.id.replace(old.profile, profile, 1),
                    profile=profile,
                    occupation=f"{old.occupation} {number}",
                    code="",
                    parent=old.parent.replace(old.profile, profile, 1),
                )
                made.append(moved)
                rows.append(row)
    made, rows = made[:size], rows[:size]
    result = np.array(vectors[rows], dtype=np.float32)
    real = min(size, len(chunks))
    noise = rng.standard_normal((size - real, vectors.shape[1]), dtype=np.float32)
    result[real:] += NOISE / np.sqrt(vectors.shape[1]) * noise
    result /= np.linalg.norm(result, axis=1, keepdims=True)
    return made, result


def _section(chunk: Chunk) -> tuple[str, str]:
    return chunk.profile, chunk.section.value
