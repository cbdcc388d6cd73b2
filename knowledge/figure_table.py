"""Reads a table of `knowledge/figures`: tab separated, a header, the code first, lines in code order.

Lines stay plain strings until they are asked for, so that opening all tables is quick and small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import FiguresError


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table by its columns, with the place it stands in."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The cell of a column; raises FiguresError when the table has no such column."""
        if column not in self.cells:
            raise FiguresError(self.path, 1, f"has no column {column!r}.")
        return self.cells[column]

    def number(self, cell: str) -> float:
        """A cell's text as a number; raises FiguresError for anything else."""
        try:
            return float(cell)
        except ValueError as error:
            raise self.problem(f"{cell!r} is not a number.") from error

    def problem(self, problem: str) -> FiguresError:
        return FiguresError(self.path, self.line, problem)


class FigureTable:
    """One file, its lines found by their first cell."""

    def __init__(self, path: Path) -> None:
        """Open a table; raises FiguresError when it is missing, cut short or has ragged lines."""
        self.path = path
        try:
            self._lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise FiguresError(path, 0, f"cannot be read ({error}).") from error
        if self._lines.pop():
            raise FiguresError(path, len(self._lines) + 1, "the file is cut short, or has no last line end.")
        self.columns = tuple(self._lines[0].split("\t")) if self._lines else ()
        self._places: dict[str, list[int]] = {}
        for at, line in enumerate(self._lines[1:], 1):
            if line.count("\t") != len(self.columns) - 1:
                raise FiguresError(path, at + 1, f"has not {len(self.columns)} cells.")
            self._places.setdefault(line.partition("\t")[0], []).append(at)

    @property
    def keys(self) -> tuple[str, ...]:
        """The first cells, each once, in the order of the file."""
        return tuple(self._places)

    def rows(self, key: str) -> Iterator[TableRow]:
        """Every line with this first cell."""
        for at in self._places.get(key, ()):
            cells = zip(self.columns, self._lines[at].split("\t"), strict=True)
            yield TableRow(self.path, at + 1, dict(cells))

    def row(self, key: str) -> TableRow | None:
        """The one line with this first cell, or None; raises FiguresError when there are more."""
        found = list(self.rows(key))
        if len(found) > 1:
            raise found[1].problem(f"{key!r} stands here a second time.")
        return found[0] if found else None
