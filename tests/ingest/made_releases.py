"""Small made releases in the formats that O*NET, BLS and the studies of AI exposure publish in."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

SENTENCE = "Knead the dough until it no longer sticks."
OCCUPATIONS = {
    "13-1021.00": "Flour Buyers",
    "13-1022.00": "Yeast Buyers",
    "33-9099.00": "Guards, All Other",
    "33-9099.02": "Pretzel Guards",
    "33-9099.09": "Sleepers",
    "51-3011.00": "Bakers",
    "51-3092.00": "Batchmakers",
    "51-3092.01": "Batchmaker Helpers",
}
WITHOUT_DATA = ("33-9099.00", "33-9099.09")
MATRIX = {"13-1021.00": "13-1020", "13-1022.00": "13-1020", "51-3011.00": "51-3011"}
RATED = (
    "O*NET-SOC Code",
    "Element ID",
    "Element Name",
    "Scale ID",
    "Data Value",
    "Recommend Suppress",
    "Date",
)
WAGE_HEADER = (
    *("OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP"),
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"),
)
HOURS = (11, 12.5, 14, 16, 20)
YEARS = (22880, 26000, 29120, 33280, 41600)
LEAST = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "
OUTLOOK_HEADER = (
    *("2024 National Employment Matrix title", "2024 National Employment Matrix code", "Occupation type"),
    *("Employment, 2024", "Employment, 2034", "Employment change, numeric, 2024–34"),
    *("Employment change, percent, 2024–34", "Occupational openings, 2024–34 annual average"),
    *("Typical education needed for entry", "Work experience in a related occupation"),
    "Typical on-the-job training needed to attain competency in the occupation",
)

Rows = Sequence[Sequence[Any]]


def rated(code: str, element: str, name: str, value: str, *, scale: str = "IM", suppress: str = "N") -> Rows:
    return [(code, element, name, scale, value, suppress, "08/2023")]


def onet_tables() -> dict[str, Rows]:
    """A release with every table that the import reads, by name; the first row is the header."""
    code = "O*NET-SOC Code"
    with_data = [one for one in OCCUPATIONS if one not in WITHOUT_DATA]
    bakers = "51-3011.00"
    return {
        "Occupation Data": [
            (code, "Title", "Description"),
            *((one, title, SENTENCE) for one, title in OCCUPATIONS.items()),
        ],
        "Task Statements": [
            (code, "Task ID", "Task", "Task Type", "Date"),
            *((one, str(at), SENTENCE, "Core", "08/2023") for at, one in enumerate(with_data, 1)),
            (bakers, "90", SENTENCE, "Supplemental", "08/2023"),
            (bakers, "100", SENTENCE, "n/a", "12/2025"),
        ],
        "Job Zones": [(code, "Job Zone", "Date"), (bakers, "2", "06/2008")],
        "Sample of Reported Titles": [(code, "Reported Job Title"), (bakers, "Dough Boss (DB)")],
        "Alternate Titles": [
            (code, "Alternate Title"),
            (bakers, "dough boss"),
            (bakers, "Pastry Cook"),
            (bakers, "bakers"),
        ],
        "Education, Training, and Experience Categories": [
            ("Scale ID", "Category", "Category Description"),
            ("RL", "1", "High School Diploma - or the equivalent (for example, GED)"),
            ("RL", "2", "Associate's Degree (or other 2-year degree)"),
            ("RW", "1", "None"),
        ],
        "Education, Training, and Experience": [
            (code, "Scale ID", "Category", "Data Value", "Recommend Suppress", "Date"),
            (bakers, "RL", "1", "75.50", "N", "06/2008"),
            (bakers, "RL", "2", "24.50", "Y", "06/2008"),
            (bakers, "RW", "1", "99.00", "N", "06/2008"),
        ],
        "Skills": [
            RATED,
            *rated(bakers, "2.A.1.a", "Reading", "2.12"),
            *rated(bakers, "2.A.1.a", "Reading", "5.00", scale="LV"),
            *rated(bakers, "2.A.1.b", "Mathematics", "3.00"),
            *rated("51-3092.00", "2.A.1.b", "Mathematics", "1.00"),
        ],
        "Interests": [RATED[:5] + RATED[6:], (bakers, "1.B.1.a", "Realistic", "OI", "6.50", "11/2023")],
        "Work Styles": [
            RATED[:5] + RATED[6:],
            (bakers, "1.D.1.a", "Humility", "WI", "-0.27", "12/2025"),
            (bakers, "1.D.1.a", "Humility", "DR", "7.00", "12/2025"),
        ],
        "Tasks to DWAs": [
            (code, "Task ID", "DWA ID"),
            (bakers, "90", "4.A.1.a.1.I01.D02"),
            (bakers, "4", "4.A.1.a.1.I01.D02"),
            (bakers, "4", "4.A.1.a.1.I01.D01"),
        ],
        "IWA Reference": [
            ("Element ID", "IWA ID", "IWA Title"),
            ("4.A.1.a.1", "4.A.1.a.1.I01", "Taste things."),
        ],
        "DWA Reference": [
            ("Element ID", "IWA ID", "DWA ID", "DWA Title"),
            ("4.A.1.a.1", "4.A.1.a.1.I01", "4.A.1.a.1.I01.D01", "Taste dough."),
            ("4.A.1.a.1", "4.A.1.a.1.I01", "4.A.1.a.1.I01.D02", "Taste bread; or rolls."),
        ],
        "Knowledge": [RATED, *rated(bakers, "2.C.1.a", "Food Production", "4.80", suppress="Y")],
        "Technology Skills": [
            (code, "Example", "Hot Technology", "In Demand"),
            (bakers, "FlourSheet", "Y", "Y"),
            (bakers, "Miller&apos;s Friend", "N", "N"),
        ],
        "Tools Used": [(code, "Example"), (bakers, "Spiral mixers"), (bakers, "Scales")],
        "Related Occupations": [
            (code, "Related O*NET-SOC Code", "Index"),
            (bakers, "51-3092.00", "10"),
            (bakers, "13-1021.00", "2"),
        ],
    }


def tab_separated(rows: Rows) -> bytes:
    """Rows as O*NET writes them."""
    return "".join("\t".join(row) + "\r\n" for row in rows).encode()


def write_onet(folder: Path, tables: Mapping[str, Rows], *, name: str = "db_30_1_text") -> Path:
    """A folder that holds a release; returns the folder."""
    (folder / name).mkdir(parents=True)
    for table, rows in tables.items():
        (folder / name / f"{table}.txt").write_bytes(tab_separated(rows))
    return folder


def write_onet_zip(path: Path, tables: Mapping[str, Rows]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for table, rows in tables.items():
            archive.writestr(f"db_29_1_text/{table}.txt", tab_separated(rows))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def wage_rows() -> list[Sequence[Any]]:
    return [
        WAGE_HEADER,
        ("51-3010", "Bakers", "broad", 1, *HOURS, *YEARS),
        ("51-3011", "Bakers", "detailed", 1000, *HOURS, *YEARS),
        ("51-3092", "Food Batchmakers", "detailed", "**", "*", *HOURS[1:], "*", *YEARS[1:]),
        ("13-1020", "Buyers", "detailed", 500, *HOURS[:3], "#", "#", *YEARS[:3], "#", "#"),
        ("33-9099", "Guards, All Other", "detailed", 70, *HOURS[:4], "#", "*", "*", "*", "*", "*"),
    ]


def write_oews(path: Path, rows: Rows | None = None, *, least: str = LEAST) -> Path:
    return write_xlsx(
        path, {"national_M2024_dl": rows or wage_rows(), "Field Descriptions": [("",), (least,)]}
    )


def outlook_rows() -> list[Sequence[Any]]:
    none = "No formal educational credential"
    return [
        ("Table 1.2 Occupational projections (Employment in thousands)",),
        OUTLOOK_HEADER,
        ("Production", "51-3000", "Summary", 9, 9, 0, 0, 1, "—", "—", "—"),
        ("      Bakers", "51-3011", "Line item", 698.8, 720.8, 22, 3.1, 53.7, none, "None", "None"),
        ("  Buyers", "13-1020", "Line item", 0.5, 0.4, -0.1, -20, "—", "Bachelor's degree", "—", "None"),
        ("Note: nothing",),
    ]


def write_projections(path: Path, rows: Rows | None = None) -> Path:
    return write_xlsx(path, {"Index": [("Contents",)], "Table 1.2": rows or outlook_rows()})


def write_crosswalk(path: Path) -> Path:
    header = ("Sort Order", "O*NET-SOC Code", "NEM Code")
    lines = [(at, code, group) for at, (code, group) in enumerate(MATRIX.items(), 1)]
    return write_xlsx(
        path, {"ONET to SOC crosswalk": [("A crosswalk",), ("As of 9/6/2023",), header, *lines]}
    )


def write_exposure(folder: Path, labels: Mapping[tuple[str, str], tuple[str, str, str]]) -> Path:
    """The two files of labels, by code and task: by GPT-4, by people, level of automation."""
    folder.mkdir(parents=True, exist_ok=True)
    exposure = [("", "O*NET-SOC Code", "Task ID", "Task", "human_exposure_agg", "gpt4_exposure")]
    automation = [("gpt4_automation", "O*NET-SOC Code", "Task ID", "Task")]
    for at, ((code, task), (gpt4, human, level)) in enumerate(labels.items()):
        exposure.append((str(at), code, f"{task}.0", f'"{SENTENCE}\tTwice."', human, gpt4))
        automation.append((level, code, task, f'"{SENTENCE}"'))
    (folder / "full_labelset.tsv").write_text("".join("\t".join(row) + "\n" for row in exposure), "utf-8")
    (folder / "automation_gpt4_human_labels.tsv").write_bytes(tab_separated(automation))
    return folder


def write_scores(path: Path, scores: Mapping[str, float]) -> Path:
    lines = "".join(f'{code},"Workers, {code}",{score}\n' for code, score in scores.items())
    path.write_text(f"SOC Code,title,ai_applicability_score\n{lines}", "utf-8")
    return path


def write_averages(folder: Path, averages: Mapping[str, str]) -> Path:
    """Averages of one skill and one work activity by SOC code, and the file of elements."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "skills_workactivities_elements.csv").write_text(
        'element_id,element_name,type\n2.A.1.a,Reading,skill\n4.A.1.a,"Weighing, Measuring",work_activity\n',
        "utf-8",
    )
    lines = "".join(f'{code},"Workers, {code}",1.0,{value}\n' for code, value in averages.items())
    path = folder / "skills_workactivities_IM.csv"
    path.write_text(f"SOC 2018 Code,Title,2.A.1.a,4.A.1.a\n{lines}", "utf-8")
    return path


def write_context(path: Path) -> Path:
    """Work context of three SOC 2010 codes; gzipped where the name ends in .gz."""
    rows = (
        ("51-3011", "WorkContext", "Spend Time Standing?", "CX", "4.8"),
        ("51-3011", "WorkContext", "Work Schedules", "CT", "1.5"),
        ("51-3011", "Abilities", "Stamina", "IM", "3"),
        ("51-3092", "WorkContext", "Spend Time Standing", "CX", "2"),
        ("51-3099", "WorkContext", "Spend Time Standing", "CX", "3"),
    )
    header = "SOC 2010 Code,Domain,Element Name,Scale ID,Data Value\n"
    content = (header + "".join(",".join(row) + "\n" for row in rows)).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def write_soc_2010(path: Path) -> Path:
    """A crosswalk in which two older codes became one."""
    pairs = (("51-3011", "51-3011"), ("51-3092", "51-3092"), ("51-3099", "51-3092"), ("99-9999", "99-9998"))
    lines = "".join(f'{old},"Title, {old}",{new},"Workers, {new}"\n' for old, new in pairs)
    path.write_text(f"2010 SOC Code,2010 SOC Title,2018 SOC Code,2018 SOC Title\n{lines}", "utf-8")
    return path
