"""What grows with the collection: latency, memory, disk and time to build, beside the tutorial pipeline.

    python -m tests.benchmarks.growth [SIZE ...] [--results FILE] [--picture FILE]

Sizes are chunks; what goes beyond the shipped knowledge is invented (tests/benchmarks/invented.py): real
sections under new titles, with the vectors of the real texts moved a little, for embedding a million
takes hours. Each pipeline builds and answers in processes of its own. The tutorial's embeds on torch, and
asks Chroma as it comes for the nearest 4 of the same vectors; ours asks for a message's sections as every
answer does. Results are added to FILE, so that sizes may be run one by one; the picture is drawn from all.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from advisor.settings import ROOT
from tests.benchmarks.growth_picture import drawn

SIZES = (1_000, 20_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--results", type=Path, default=Path(tempfile.gettempdir()) / "growth.json")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--no-tutorial", action="store_true")
    options = parser.parse_args()
    rows = json.loads(options.results.read_text("utf-8")) if options.results.exists() else {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            row = _measured(size, Path(folder), with_tutorial=not options.no_tutorial)
        rows[str(size)] = row
        options.results.write_text(json.dumps(rows, indent=1), "utf-8")
    rows = {int(size): row for size, row in sorted(rows.items(), key=lambda pair: int(pair[0]))}
    _show(rows)
    if options.picture:
        options.picture.write_text(drawn(rows), "utf-8")


def _measured(size: int, folder: Path, *, with_tutorial: bool) -> dict[str, float]:
    row = _in_a_process("build", size, folder)
    if with_tutorial:
        row |= _in_a_process("build_tutorial", size, folder)
    rounds = []
    for _ in range(3):
        told = _in_a_process("ask", size, folder)
        rounds.append(told | (_in_a_process("ask_tutorial", size, folder) if with_tutorial else {}))
    return row | {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def _in_a_process(step: str, size: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.growth_steps", step, str(size), str(folder)]
    ran = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def _show(rows: dict[int, dict[str, float]]) -> None:
    print(f"{'chunks':>9} {'build s':>8} {'rows/s':>7} {'disk MB':>8} {'open s':>7} {'RSS MB':>7}", end="")
    print(f" {'mapped':>7} {'embed':>6} {'all':>6} {'found':>6} {'within':>7}", end="")
    print(f" {'question p50/p95':>17} {'in a job':>9} {'tutorial':>9} ratio")
    for size, row in rows.items():
        theirs = row.get("tutorial_p50")
        print(
            f"{size:9} {row['build_s']:8.1f} {size / row['build_s']:7.0f} {row['disk_mb']:8.0f}"
            f" {row['open_s']:7.2f} {row['rss_mb']:7.0f} {row['mapped_mb']:7.0f}"
            f" {row['embed_p50']:6.2f} {row['all_p50']:6.2f} {row['found']:6.4f} {row['within_p50']:7.3f}"
            f" {row['question_p50']:8.2f}/{row['question_p95']:8.2f} {row['in_job_p50']:9.2f}"
            + (f" {theirs:9.2f} {row['question_p50'] / theirs:5.2f}" if theirs else "")
        )


if __name__ == "__main__":
    main()
