"""A table of ours: UTF-8, tab separated, a header, one line a row; and writing a folder of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ReleaseError


@dataclass(frozen=True, slots=True)
class Table:
    """What one file of `knowledge/figures` holds; an empty cell means that nothing is known."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The table as its file; raises ValueError when a row does not fit the columns."""
        for row in self.rows:
            if len(row) != len(self.columns) or any(mark in cell for cell in row for mark in "\t\r\n"):
                raise ValueError(f"a row of {self.name} does not fit its columns: {row}")
        return "".join("\t".join(row) + "\n" for row in (self.columns, *self.rows))


def write_tables(folder: Path, tables: Iterable[Table]) -> None:
    """Write every table to `<name>.tsv`, each in place of the old one at once."""
    for table in tables:
        write_text(folder / f"{table.name}.tsv", table.text)


def write_text(path: Path, text: str) -> None:
    """Write a file in place of the old one at once; raises ReleaseError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        new.write_text(text, "utf-8", newline="\n")
        new.replace(path)
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be written ({error.strerror}); check the folder.") from error
