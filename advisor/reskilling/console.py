"""The terminal side of `reskill`: occupations by title, moves as text and as JSON, the batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from advisor.console import open_batch
from advisor.reskilling.gap import Element, SkillGap
from advisor.reskilling.limits import Limit, of_condition
from advisor.reskilling.paths import Reskilling, ReskillingPath
from advisor.reskilling.transition import Change, Transition
from advisor.resume.resume import Resume
from advisor.understanding.jobs import job_words
from advisor.understanding.moves import limits_in
from knowledge.catalog import Catalog
from knowledge.errors import BatchFormatError, UnknownOccupationError
from knowledge.facts import Fact, FactTables

NEAREST = 3  # Titles offered for one that is not known.
NAMED = 4  # Elements, activities and tools that the text names of each kind.


def find_occupation(name: str, tables: FactTables) -> str:
    """The code of an occupation with figures: by code, by title, or by another title it is known by.

    Of several that share another title, the one that employs the most people is meant. Raises
    UnknownOccupationError, which names the nearest titles.
    """
    if name.strip() in tables.codes():
        return name.strip()
    wanted, titled, called = job_words(name), dict[str, str](), list[str]()
    for code in tables.codes():
        title = tables.title(code)
        titled[title] = code
        if job_words(title) == wanted:
            return code
        row = tables.table("titles").row(code)
        others = row.text("other_titles").split("; ") if row else ()
        if wanted in map(job_words, others):
            called.append(code)
    if called:
        return max(called, key=lambda code: (_employed(code, tables), code.endswith(".00")))
    nearest = process.extract(name, list(titled), scorer=fuzz.ratio, processor=str.casefold, limit=NEAREST)
    offered = "; ".join(f"{title} ({titled[title]})" for title, *_ in nearest)
    raise UnknownOccupationError(f"No occupation with figures is called {name!r}. The nearest: {offered}.")


def warn_of_unknown(reskilling: Reskilling, held: Sequence[str]) -> None:
    """Tell on standard error which of the named skills count for nothing."""
    if unknown := reskilling.unknown(held):
        names = ", ".join(map(repr, unknown))
        print(f"Not the name of a skill, a field of knowledge or a tool in O*NET: {names}.", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks: a start, what the person has, and what every move must keep."""

    start: str
    held: tuple[str, ...] = ()
    resume: Resume | None = None
    limits: tuple[Limit, ...] = ()
    untold: tuple[str, ...] = ()
    """Limits that no figure and no rating tells of."""

    @property
    def has(self) -> tuple[str, ...]:
        """What is held by name, and by the résumé."""
        return (*self.held, *(self.resume.counted if self.resume else ()))


def with_limits(asked: Asked, words: str, catalog: Catalog) -> Asked:
    """The same with the limits that the words set, read as in the chat."""
    conditions, untold = limits_in(words, catalog, catalog.of_code(asked.start))
    if not conditions:
        print(f"No limit that figures or ratings tell of was read from {words!r}.", file=sys.stderr)
    limits = tuple(of_condition(one, catalog) for one in conditions)
    return replace(asked, limits=limits, untold=untold)


def show_moves(reskilling: Reskilling, asked: Asked, *, top: int, as_json: bool) -> int:
    """Print the best moves from an occupation that keep all limits, each with its gap."""
    warn_of_unknown(reskilling, asked.held)
    moves = reskilling.rank(asked.start, asked.limits, held=asked.has, top=top)
    gaps = [reskilling.gap(asked.start, move.target.code, held=asked.has) for move in moves]
    if as_json:
        found = [_move(move, gap, reskilling) for move, gap in zip(moves, gaps, strict=True)]
        print(json.dumps(_asked(asked, reskilling) | {"moves": found}, ensure_ascii=False))
    else:
        print(_lead(asked, reskilling))
        for move, gap in zip(moves, gaps, strict=True):
            print("\n" + as_text(move, gap, reskilling))
        if not moves:
            print("\nNo move keeps to all of this.")
    return 0


def show_move(reskilling: Reskilling, asked: Asked, target: str, *, as_json: bool) -> int:
    """Print one move with its gap, and routes over a stepping stone where they are better."""
    start = asked.start
    if start == target:
        raise UnknownOccupationError(f"{start} is both where you come from and where you go; name another.")
    warn_of_unknown(reskilling, asked.held)
    move, gap = reskilling.transition(start, target), reskilling.gap(start, target, held=asked.has)
    routes = reskilling.route(start, target, limits=asked.limits)
    kept = {one.said: target in one.allowed for one in asked.limits}
    if as_json:
        found = _move(move, gap, reskilling) | {"routes": [_route(one) for one in routes], "keeps": kept}
        print(json.dumps(_asked(asked, reskilling) | {"move": found}, ensure_ascii=False))
    else:
        print(f"{_lead(asked, reskilling)}\n\n{as_text(move, gap, reskilling)}")
        for said, is_kept in kept.items():
            print(f"  {'keeps to' if is_kept else 'does not keep to, or is not known to'}: {said}")
        for one in routes:
            legs = f"{one.first.label}, then {one.second.label}"
            print(f"  over {one.first.target.title} ({one.first.target.code}): {legs}")
    return 0


def rank_batch(reskilling: Reskilling, file: str) -> int:
    """For each line {"from": code}, print {"from": code, "ranked": [all other codes, best first]}."""
    with sys.stdin if file == "-" else open_batch(Path(file)) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    start = _start_of(line, number, reskilling.traits.tables)
                    print(json.dumps({"from": start, "ranked": reskilling.ranked(start)}), flush=True)
        except UnicodeDecodeError as error:
            raise BatchFormatError(f"The batch is not UTF-8 text ({error.reason}).") from error
    return 0


def as_text(move: Transition, gap: SkillGap, reskilling: Reskilling) -> str:
    """A move in a few lines: label and reason, figures, what carries over, what is missing."""
    now, then = move.exposure
    figures = (
        _changed("median pay", move.pay),
        _amount("projected change", move.growth.then),
        _amount("openings", move.openings.then),
        _amount("employed", move.employment.then),
        f"exposure to AI at percentile {then:.0f}, today {now:.0f}"
        if now is not None and then is not None
        else "",
        _changed("job zone", move.job_zone),
        f"entry: {move.target.entry_education}" if move.target.entry_education else "",
        f"training: {move.target.training}" if move.target.training else "",
    )
    shared = [*(one.name for one in gap.shared[:NAMED]), *_activities(gap.shared_activities, reskilling)]
    missing = [f"{one.name} ({one.how_far})" for one in gap.missing[:NAMED]]
    lines = (
        f"{move.target.title} ({move.target.code}): {move.label}; {'; '.join(move.reasons)}",
        "; ".join(filter(None, figures)),
        f"carries over: {'; '.join([*shared, *gap.shared_tools[:NAMED]])}",
        f"missing: {'; '.join([*missing, *gap.new_tools[:NAMED]])}",
    )
    return "\n  ".join(line for line in lines if not line.endswith(": "))


def _start_of(line: str, number: int, tables: FactTables) -> str:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:  # Brackets in brackets without end raise the latter.
        raise BatchFormatError(f"Line {number} is not JSON: {error}") from error
    start = given.get("from") if isinstance(given, dict) else None
    if not isinstance(start, str):
        raise BatchFormatError(f'Line {number} needs {{"from": "an occupation\'s code or title"}}.')
    try:
        return find_occupation(start, tables)
    except UnknownOccupationError as error:
        raise BatchFormatError(f"Line {number}: {error}") from error


def _employed(code: str, tables: FactTables) -> float:
    facts = tables.get(code)
    return facts.employment.value if facts and facts.employment else 0.0


def _lead(asked: Asked, reskilling: Reskilling) -> str:
    """The start, the limits, what cannot be told, and what was found in the résumé."""
    lines = [f"From {reskilling.traits.tables.title(asked.start)} ({asked.start}):"]
    if asked.limits:
        lines.append(f"  keeping to: {'; '.join(one.said for one in asked.limits)}")
    if asked.untold:
        lines.append(f"  nothing here tells of: {'; '.join(asked.untold)}")
    if asked.resume:
        lines += [f'  from the résumé: {one.title} ("{one.quote}")' for one in asked.resume.posts]
        lines += [f'  from the résumé: {one.name} ("{one.quote}")' for one in asked.resume.held]
    return "\n".join(lines)


def _asked(asked: Asked, reskilling: Reskilling) -> dict[str, Any]:
    found: dict[str, Any] = {"from": _name(asked.start, reskilling)}
    if asked.limits or asked.untold:
        found |= {"limits": [one.said for one in asked.limits], "not_told": list(asked.untold)}
    if asked.resume:
        found["resume"] = asdict(asked.resume)
    return found


def _name(code: str, reskilling: Reskilling) -> dict[str, str]:
    return {"code": code, "title": reskilling.traits.tables.title(code)}


def _move(move: Transition, gap: SkillGap, reskilling: Reskilling) -> dict[str, Any]:
    """The object that README.md documents for one move."""
    target = move.target
    return {
        "code": target.code,
        "title": target.title,
        "label": move.label,
        "reasons": list(move.reasons),
        "likeness": round(move.likeness, 2),
        "likeness_rank": move.likeness_rank,
        "pay": _change(move.pay) | {"ratio": move.pay.ratio},
        "growth_percent": _change(move.growth),
        "openings": _change(move.openings),
        "employment": _change(move.employment),
        "job_zone": _change(move.job_zone),
        "ai_exposure_percentile": dict(zip(("now", "then"), move.exposure, strict=True)),
        "entry_education": {"now": move.start.entry_education, "then": target.entry_education},
        "training": {"now": move.start.training, "then": target.training},
        "carries_over": {
            "cover": gap.cover,
            "elements": [_element(one) for one in gap.shared],
            "activities": _activities(gap.shared_activities, reskilling, len(gap.shared_activities)),
            "tools": list(gap.shared_tools),
        },
        "missing": {
            "elements": [_element(one) for one in gap.missing],
            "activities": _activities(gap.new_activities, reskilling, len(gap.new_activities)),
            "tools": list(gap.new_tools),
        },
    }


def _route(path: ReskillingPath) -> dict[str, Any]:
    over = path.first.target
    return {"code": over.code, "title": over.title, "labels": [path.first.label, path.second.label]}


def _element(one: Element) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "importance": _fact(one.importance),
        "needed": _fact(one.needed),
        "have": _fact(one.have),
        "how_far": one.how_far,
    }


def _change(change: Change) -> dict[str, Any]:
    return {"now": _fact(change.now), "then": _fact(change.then)}


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    return asdict(fact) if fact else None


def _activities(ids: Sequence[str], reskilling: Reskilling, most: int = NAMED) -> list[str]:
    return [reskilling.traits.activity_name(one) for one in ids[:most]]


def _changed(name: str, change: Change) -> str:
    if not change.then:
        return ""
    today = f", today {_number(change.now)}" if change.now and change.now.unit == change.then.unit else ""
    return f"{name} {_number(change.then)}{today}"


def _amount(name: str, fact: Fact | None) -> str:
    if not fact:
        return ""
    return f"{name} {_number(fact)}{' percent' if fact.unit.startswith('percent') else ''}"


def _number(fact: Fact) -> str:
    """A figure as the tables have it, with a plus where it is a least and a note where it is a group's."""
    digits = 2 if fact.unit == "USD an hour" else 0 if fact.value.is_integer() else 1
    amount = f"{'$' if fact.unit.startswith('USD') else ''}{fact.value:,.{digits}f}"
    notes = (
        " an hour" if fact.unit == "USD an hour" else "",
        " or more" if fact.at_least else "",
        " (of the wider group)" if fact.describes else "",
    )
    return f"{amount}{''.join(notes)}"
