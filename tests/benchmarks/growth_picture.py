"""The picture of `tests.benchmarks.growth`: milliseconds of a question by chunks, on logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Mapping

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 34, 40
LOW, HIGH = 0.01, 100.0  # Milliseconds.
LINES = (
    ("tutorial_p50", "tutorial pipeline", "#c2410c", ""),
    ("question_p50", "question, any job", "#2563eb", ""),
    ("in_job_p50", "question on one job", "#0d9488", ""),
    ("all_p50", "search of all vectors", "#2563eb", "4 3"),
    ("within_p50", "search of one job's", "#0d9488", "4 3"),
)


def drawn(rows: Mapping[int, Mapping[str, float]]) -> str:
    """An SVG whose ink follows the reader's light or dark scheme."""
    sizes = sorted(rows)
    first, last = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = (math.log10(max(value, LOW)) - math.log10(LOW)) / (math.log10(HIGH) - math.log10(LOW))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-label="Median milliseconds of a question by the number of chunks">',
        "<style>text{font:12px sans-serif;fill:#57606a}.g{stroke:#8c959f;stroke-opacity:.35}"
        "@media(prefers-color-scheme:dark){text{fill:#9da7b3}}</style>",
        f'<text x="{LEFT - 44}" y="18">milliseconds (median)</text>',
    ]
    for power in range(-2, 3):
        at = y(10.0**power)
        parts.append(f'<line class="g" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - 20}" text-anchor="middle">{_short(size)}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 4}" text-anchor="end">chunks</text>')
    placed: list[float] = []
    ends = []
    for name, label, colour, dash in LINES:
        points = [(x(size), y(rows[size][name])) for size in sizes if name in rows[size]]
        if points:
            path = " ".join(f"{one:.1f},{other:.1f}" for one, other in points)
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
            )
            ends.append((points[-1][1], label, colour))
    for at, label, colour in sorted(ends):
        place = max(at, placed[-1] + 15 if placed else TOP)
        placed.append(place)
        parts.append(
            f'<text x="{WIDTH - RIGHT + 10}" y="{place + 4:.1f}" style="fill:{colour}">{label}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _short(size: int) -> str:
    return f"{size // 1_000_000} M" if size >= 1_000_000 else f"{size // 1000} k"
