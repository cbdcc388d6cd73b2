"""How whatever takes long tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


def in_silence(doing: str, done: int, total: int) -> None:
    """The progress that nobody looks at."""
