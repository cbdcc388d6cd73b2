"""Reads an O*NET text release: a zip or a folder that holds `<anything>/<Table Name>.txt`.

The layout is that of the O*NET database dictionary (https://www.onetcenter.org/dictionary.html):
tab separated, CRLF, a header, `n/a` for a missing value. Partial releases are read as they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from ingest.releases.rows import Row, delimited, read_bytes
from knowledge.errors import ReleaseError

NEEDED = ("Occupation Data", "Task Statements")
CODE = "O*NET-SOC Code"
DOWNLOADS = "https://www.onetcenter.org/database.html"


class OnetRelease:
    """The tables of one release, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Find the tables; raises ReleaseError when it is no release or a needed table is missing."""
        self._path = path
        self._archive = path.is_file()
        try:
            listing = self._listing()
        except (OSError, zipfile.BadZipFile) as error:
            raise ReleaseError(
                f"{path}: is no O*NET text release ({error}); give the folder, or the zip of the text files."
            ) from error
        self._places = {PurePosixPath(name).stem: name for name in listing}
        for table in NEEDED:
            if len(found := [name for name in listing if PurePosixPath(name).stem == table]) > 1:
                raise ReleaseError(f"{path}: holds {len(found)} releases ({', '.join(found)}); give one.")
        if missing := [table for table in NEEDED if table not in self._places]:
            looked_for = " and ".join(f"'{table}.txt'" for table in missing)
            raise ReleaseError(
                f"{path}: is no O*NET text release: looked for {looked_for}, in it or in a folder of it;"
                f" download the text files from {DOWNLOADS}"
            )

    def has(self, table: str) -> bool:
        return table in self._places

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, `n/a` as an empty cell; none when the release lacks the table."""
        for row in self._raw_rows(table):
            yield Row(row.place, {name: "" if cell == "n/a" else cell for name, cell in row.cells.items()})

    @cached_property
    def version(self) -> str:
        """The release as its folder or file is named: "30.1" of `db_30_1_text`; empty when unnamed."""
        for name in (self._places["Task Statements"], self._path.name):
            if found := re.search(r"(\d{2})[._](\d)(?!\d)", name):
                return f"{found[1]}.{found[2]}"
        return ""

    @cached_property
    def year(self) -> int:
        """The year of the release, which is the latest that its tasks and Job Zones are dated with."""
        dates = [
            month(row)
            for table in ("Task Statements", "Job Zones")
            for row in self.rows(table)
            if row.text("Date")
        ]
        if not dates:
            raise ReleaseError(f"{self._path}: none of its tasks has a date; download the release again.")
        return int(max(dates)[:4])

    @cached_property
    def titles(self) -> dict[str, str]:
        """Every listed occupation by its code, in code order."""
        return dict(sorted((row.text(CODE), row.text("Title")) for row in self.rows("Occupation Data")))

    @cached_property
    def with_data(self) -> tuple[str, ...]:
        """The codes of the occupations that have tasks, in order; the others are only listed."""
        return tuple(sorted({row.text(CODE) for row in self.rows("Task Statements")}))

    def _listing(self) -> list[str]:
        if self._archive:
            with zipfile.ZipFile(self._path) as archive:
                return [name for name in archive.namelist() if name.endswith(".txt")]
        return [path.relative_to(self._path).as_posix() for path in sorted(self._path.rglob("*.txt"))]

    def _raw_rows(self, table: str) -> Iterator[Row]:
        if table not in self._places:
            return iter(())
        if self._archive:
            with zipfile.ZipFile(self._path) as archive:
                content = archive.read(self._places[table])
        else:
            content = read_bytes(self._path / self._places[table])
        return delimited(f"{table}.txt", content, delimiter="\t", quoted=False)


def month(row: Row) -> str:
    """The date of a row as "2023-08"; O*NET writes 08/2023."""
    found = re.fullmatch(r"(\d{2})/(\d{4})", row.text("Date"))
    if not found:
        raise row.problem(f"the date is {row.text('Date')!r}, not like 08/2023.")
    return f"{found[2]}-{found[1]}"
