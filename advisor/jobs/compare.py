"""Two to four occupations side by side: a sentence first, then the same fields with a source a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.jobs.glance import Glance, PayPoint
from advisor.jobs.stated import Stated

LEAST, MOST = 2, 4  # Occupations side by side.
SKILLS = 4  # Named in a cell.


@dataclass(frozen=True, slots=True)
class JobName:
    """An occupation by the id of its profile, its O*NET-SOC code and its title."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A field by its key, and what is known in it of each occupation in turn; None is not known."""

    field: str
    cells: tuple[Stated | None, ...]


@dataclass(frozen=True)  # Without slots: MCP takes a slot for a default value.
class Comparison:
    """Occupations by the same fields; `sentence` sums up what differs most."""

    jobs: tuple[JobName, ...]
    sentence: str
    rows: tuple[CompareRow, ...]


def side_by_side(glances: Sequence[Glance]) -> Comparison:
    """Compare the occupations; raises ValueError for fewer than two or more than four."""
    if not LEAST <= len(glances) <= MOST:
        raise ValueError(f"{len(glances)} occupations cannot stand side by side; name {LEAST} to {MOST}.")
    return Comparison(
        tuple(JobName(one.id, one.code, one.title) for one in glances),
        _sentence(glances),
        tuple(CompareRow(name, tuple(map(cell, glances))) for name, cell in ROWS.items()),
    )


def _pay(*names: str) -> Callable[[Glance], Stated | None]:
    def cell(one: Glance) -> Stated | None:
        if not one.pay or not (point := _point(one, names)):
            return None
        return Stated(point.said, one.pay.origin, point.value, one.pay.describes)

    return cell


def _point(one: Glance, names: Sequence[str]) -> PayPoint | None:
    return next((point for point in one.pay.points if point.name in names), None) if one.pay else None


def _exposure(one: Glance) -> Stated | None:
    found = one.exposure
    if not found:
        return None
    said = f"{found.band}, more than {found.percentile:.0f} % of jobs" + (
        "; the measures disagree" if found.disagree else ""
    )
    return Stated(said, found.measures[0].origin, found.percentile, found.describes)


def _duties(one: Glance) -> Stated | None:
    if not one.duties:
        return None
    count = one.duties.assisted
    return Stated(f"{count} of {len(one.duties.lines)}", one.duties.origin, float(count))


def _skills(one: Glance) -> Stated | None:
    names = [f"{skill.name} ({skill.level.lower()})" for skill in one.skills[:SKILLS]]
    return Stated(", ".join(names), one.skills_origin) if names and one.skills_origin else None


def _tools(one: Glance) -> Stated | None:
    names = [tool.name for tool in one.tools[:SKILLS]]
    return Stated(", ".join(names), one.tools_origin) if names and one.tools_origin else None


def _schooling(one: Glance) -> Stated | None:
    return one.entry or next(iter(one.notes), None)


ROWS: dict[str, Callable[[Glance], Stated | None]] = {
    "median_pay": _pay("Median", "50th percentile"),
    "low_pay": _pay("10th percentile", "Minimum"),
    "high_pay": _pay("90th percentile", "Maximum"),
    "growth": lambda one: one.growth,
    "openings": lambda one: one.openings,
    "employment": lambda one: one.employment,
    "entry": _schooling,
    "experience": lambda one: one.experience,
    "training": lambda one: one.training,
    "exposure": _exposure,
    "duties": _duties,
    "skills": _skills,
    "tools": _tools,
}
"""The fields of a comparison by their keys, in the order shown."""


def _sentence(glances: Sequence[Glance]) -> str:
    """Who is paid the most and who is exposed to AI the least, as far as both is known of all."""
    parts = [part for part in (_on_pay(glances), _on_exposure(glances)) if part]
    if not parts:
        return "Neither pay nor exposure to AI is known of all of these, so no sentence can sum them up."
    return f"{'; '.join(parts)}."


def _on_pay(glances: Sequence[Glance]) -> str:
    paid = [(one.pay.median, one) for one in glances if one.pay and one.pay.median]
    units = {one.pay.unit for _, one in paid if one.pay}
    if len(paid) < len(glances) or len(units) > 1:
        return ""
    ranked = sorted(paid, key=lambda pair: -pair[0].value)
    (most, first), (least, last) = ranked[0], ranked[-1]
    if most.value == least.value:
        return f"All have the same median pay, {most.said}"
    word = "higher" if len(glances) == 2 else "highest"
    return f"{first.title} have the {word} median pay, {most.said}, against {least.said} for {last.title}"


def _on_exposure(glances: Sequence[Glance]) -> str:
    known = [(one.exposure, one) for one in glances if one.exposure]
    if len(known) < len(glances):
        return ""
    bands = {view.band for view, _ in known}
    if len(bands) == 1:
        return f"exposure to AI is {bands.pop()} for {'both' if len(known) == 2 else 'all of them'}"
    said = (
        f"{view.band} for {one.title}" for view, one in sorted(known, key=lambda pair: pair[0].percentile)
    )
    return f"exposure to AI is {', '.join(said)}"
