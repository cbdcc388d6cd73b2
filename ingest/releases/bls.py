"""Reads tables of the U.S. Bureau of Labor Statistics: wages, projections and the NEM crosswalk.

Signs for what is missing: `*`, `**` and an em dash are no value, `#` is "at or above" the amount
that the wage file itself explains. `None` is a value in the columns of experience and training.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from ingest.releases.rows import Row, named, read_bytes
from knowledge.errors import ReleaseError

PERCENTILES = ("PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90")
NO_VALUE = ("", "*", "**", "—")
_LEAST = re.compile(r"#\s*=.*?\$([\d.,]+) per hour or \$([\d.,]+) per year")


@dataclass(frozen=True, slots=True)
class Wages:
    """What a group of workers earns: USD as table cells, 10th to 90th percentile, and how many they are."""

    title: str
    employment: str
    annual: tuple[str, ...]
    hourly: tuple[str, ...]
    """Filled only where there is no annual figure at all."""


@dataclass(frozen=True, slots=True)
class Oews:
    """The national wage table of one year, by SOC code."""

    year: int
    groups: Mapping[str, Wages]


@dataclass(frozen=True, slots=True)
class Projection:
    """How many work in a group, how many are expected to, and what the work asks; as table cells."""

    title: str
    employment: str
    employment_projected: str
    change_percent: str
    openings: str
    entry_education: str
    experience: str
    training: str


@dataclass(frozen=True, slots=True)
class Projections:
    """The projections from one year to another, by NEM code."""

    first: int
    last: int
    groups: Mapping[str, Projection]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which group of the National Employment Matrix an O*NET-SOC occupation belongs to."""

    year: int
    groups: Mapping[str, str]


Sheets = Mapping[str, Sequence[tuple[str, ...]]]
"""The cells of every sheet that was asked for, by its name."""


def read_oews(path: Path) -> Oews:
    """Read the national OEWS file: the xlsx, or the zip that holds it."""
    name, sheets = _workbook(path, lambda sheet: True)
    found = [title for title, lines in sheets.items() if lines and "OCC_CODE" in map(str.upper, lines[0])]
    if not found:
        raise ReleaseError(f"{name}: no sheet has a column OCC_CODE; give the national OEWS file.")
    title, cells = found[0], sheets[found[0]]
    header = tuple(map(str.upper, cells[0]))
    year = _year(f"{title} {name}", name)
    least = _least(sheets)
    groups: dict[str, Wages] = {}
    for row in _rows(f"{name}, {title}", cells, header=header, header_at=0):
        if row.text("O_GROUP") != "detailed":
            continue
        if (code := row.text("OCC_CODE")) in groups:
            raise row.problem(f"{code} stands here twice; give the national file of all industries.")
        annual = tuple(_wage(row, f"A_{rank}", least[1]) for rank in PERCENTILES)
        hourly = tuple(_wage(row, f"H_{rank}", least[0]) for rank in PERCENTILES)
        groups[code] = Wages(
            title=_one_line(row.text("OCC_TITLE")),
            employment=_cell(row, "TOT_EMP", digits=0),
            annual=annual,
            hourly=("",) * len(hourly) if any(annual) else hourly,
        )
    return Oews(year, groups)


def read_projections(path: Path) -> Projections:
    """Read Table 1.2 of the Employment Projections workbook; its thousands become persons."""
    name, sheets = _workbook(path, lambda sheet: sheet == "Table 1.2")
    if "Table 1.2" not in sheets:
        raise ReleaseError(f"{name}: has no sheet 'Table 1.2'; give occupation.xlsx of the projections.")
    cells = sheets["Table 1.2"]
    header = _header(name, cells, "Occupation type")
    years = [int(found[1]) for column in header if (found := re.fullmatch(r"Employment, (\d{4})", column))]
    if len(years) != 2:
        raise ReleaseError(f"{name}: has {len(years)} columns 'Employment, YEAR', and should have two.")

    def column(part: str) -> str:
        found = [one for one in header if part in one]
        if len(found) != 1:
            raise ReleaseError(
                f"{name}: has {len(found)} columns with {part!r} in the name, and should have one."
            )
        return found[0]

    groups = {}
    for row in _rows(f"{name}, Table 1.2", cells, header=header, header_at=cells.index(header)):
        if row.text("Occupation type") == "Line item":
            groups[row.text(column("Matrix code"))] = Projection(
                title=_one_line(row.text(column("Matrix title"))),
                employment=_cell(row, f"Employment, {years[0]}", digits=0, times=1000),
                employment_projected=_cell(row, f"Employment, {years[1]}", digits=0, times=1000),
                change_percent=_cell(row, column("Employment change, percent"), digits=1),
                openings=_cell(row, column("Occupational openings"), digits=0, times=1000),
                entry_education=_word(row, column("Typical education")),
                experience=_word(row, column("Work experience")),
                training=_word(row, column("on-the-job training")),
            )
    return Projections(years[0], years[1], groups)


def read_crosswalk(path: Path) -> Crosswalk:
    """Read the O*NET-SOC to NEM crosswalk."""
    name, sheets = _workbook(path, lambda sheet: True)
    cells = next(iter(sheets.values()), ())
    header = _header(name, cells, "NEM Code")
    at = cells.index(header)
    rows = _rows(name, cells, header=header, header_at=at)
    stated = " ".join(cell for line in cells[:at] for cell in line if cell.startswith("As of"))
    return Crosswalk(_year(stated, name), {row.text("O*NET-SOC Code"): row.text("NEM Code") for row in rows})


def _workbook(path: Path, wanted: Callable[[str], bool]) -> tuple[str, Sheets]:
    """The name of the xlsx and the cells of its wanted sheets, as text; an xlsx may stand in a zip."""
    content, name = read_bytes(path), path.name
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                if inner.endswith(".xlsx"):
                    content, name = archive.read(inner), inner.rpartition("/")[2]
                    break
        with closing(openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            return name, {
                sheet.title: [
                    tuple("" if cell is None else str(cell) for cell in line)
                    for line in sheet.iter_rows(values_only=True)
                ]
                for sheet in book.worksheets
                if wanted(sheet.title)
            }
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReleaseError(f"{name}: is no readable xlsx ({error}); download it again.") from error


def _header(name: str, cells: Sequence[tuple[str, ...]], column: str) -> tuple[str, ...]:
    """The line that names the columns; titles may stand above it."""
    for line in cells:
        if column in line:
            return line
    raise ReleaseError(f"{name}: no line has a column {column!r}; is this the right file?")


def _rows(
    place: str, cells: Sequence[tuple[str, ...]], *, header: tuple[str, ...], header_at: int
) -> Iterator[Row]:
    for number, line in enumerate(cells[header_at + 1 :], header_at + 2):
        yield named(f"{place}, row {number}", header, (*line, *[""] * (len(header) - len(line))))


def _year(text: str, name: str) -> int:
    found = re.search(r"20\d\d", text)
    if not found:
        raise ReleaseError(f"{name}: tells no year; keep the name that the file was published with.")
    return int(found[0])


def _least(sheets: Sheets) -> tuple[str, str]:
    """What `#` stands for: so much an hour, so much a year; empty where the workbook does not say."""
    for cells in sheets.values():
        for line in cells:
            for cell in line:
                if found := _LEAST.search(cell):
                    return found[1].replace(",", ""), found[2].replace(",", "")
    return "", ""


def _wage(row: Row, column: str, least: str) -> str:
    """An amount as a cell: "76290", ">=239200" or empty."""
    if row.text(column) != "#":
        return _cell(row, column, digits=2)
    if not least:
        raise row.problem(f"{column} is '#', and no sheet says what that stands for.")
    return f">={_tidy(float(least))}"


def _cell(row: Row, column: str, *, digits: int, times: int = 1) -> str:
    """A number as a cell, rounded and without needless zeros; empty where there is none."""
    text = row.text(column).replace(",", "").replace("$", "")
    if text in NO_VALUE:
        return ""
    at_least, amount = (">=", text[2:]) if text.startswith(">=") else ("", text)
    try:
        value = round(float(amount) * times, digits)
    except ValueError as error:
        raise row.problem(f"{column} is {row.text(column)!r}, not a number.") from error
    return at_least + _tidy(value)


def _tidy(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _word(row: Row, column: str) -> str:
    text = _one_line(row.text(column))
    return "" if text in NO_VALUE else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
