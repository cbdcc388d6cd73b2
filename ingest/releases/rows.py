"""What all official files share: rows of named cells that know where they stand."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.errors import ReleaseError


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an official file: its cells by column, and where it stands ("Skills.txt, line 7")."""

    place: str
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The cell of a column that must be there; raises ReleaseError."""
        if column not in self.cells:
            raise self.problem(f"there is no column {column!r}; is this the official file?")
        return self.cells[column]

    def number(self, column: str) -> float:
        """The number in a cell; raises ReleaseError for anything else."""
        try:
            return float(self.text(column))
        except ValueError as error:
            raise self.problem(f"{column} is {self.text(column)!r}, not a number.") from error

    def problem(self, problem: str) -> ReleaseError:
        return ReleaseError(f"{self.place}: {problem}")


def delimited(name: str, content: bytes, *, delimiter: str, quoted: bool) -> Iterator[Row]:
    """The rows of a UTF-8 text file with a header; raises ReleaseError for a row of another length."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReleaseError(f"{name}: is not UTF-8 text ({error}); download it again.") from error
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    header: list[str] = []
    try:
        for cells in reader:
            if header and cells:
                yield named(f"{name}, line {reader.line_num}", header, cells)
            header = header or cells
    except csv.Error as error:
        raise ReleaseError(f"{name}, line {reader.line_num}: {error}; download the file again.") from error


def named(place: str, header: Sequence[str], cells: Sequence[str]) -> Row:
    """A row with its header; raises ReleaseError when the two differ in length."""
    if len(cells) != len(header):
        raise ReleaseError(
            f"{place}: has {len(cells)} cells under {len(header)} columns; download the file again."
        )
    return Row(place, dict(zip(header, cells, strict=True)))


def read_bytes(path: Path) -> bytes:
    """The content of a file; raises ReleaseError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be read ({error.strerror}); check the path.") from error


def plain_name(text: str) -> str:
    """A name on one line, free of the characters that separate names and flags in our tables."""
    return " ".join(html.unescape(text).split()).replace(";", ",").replace("|", "/")


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names in their order, each once whatever its case, without empty ones."""
    seen = {""}
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name
