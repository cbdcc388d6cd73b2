"""`python -m ingest.releases`: make the tables of knowledge/figures from official releases."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest.releases.figures import build_figures
from knowledge.errors import AdvisorError


def main(arguments: list[str] | None = None) -> int:
    """Build the tables, a line each. Exit code 0; 1 when a release cannot be used; 2 for bad usage."""
    options = _parser().parse_args(arguments)
    try:
        report = build_figures(
            **vars(options), progress=lambda table, rows: print(f"{table}.tsv: {rows} rows", flush=True)
        )
    except (AdvisorError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for absent in report.absent:
        print(f"Absent: {absent}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest.releases",
        description="Make the tables of facts from official releases. Facts, names and numbers only.",
    )
    for name, needed, help_text in (
        ("onet", True, "O*NET text release: the zip or its folder"),
        ("out", True, "folder for the tables, such as knowledge/figures"),
        ("oews", False, "national wages (OEWS): xlsx, or the zip that holds it"),
        ("projections", False, "Employment Projections: occupation.xlsx"),
        ("crosswalk", False, "O*NET-SOC to NEM crosswalk: xlsx"),
        ("exposure", False, "folder with the task labels of 'GPTs are GPTs'"),
        ("microsoft", False, "AI applicability scores: the csv or its folder"),
        ("work-activities", False, "work activities averaged by SOC: csv, for a release without that table"),
    ):
        parser.add_argument(f"--{name}", required=needed, type=Path, metavar="PATH", help=help_text)
    return parser


if __name__ == "__main__":
    sys.exit(main())
