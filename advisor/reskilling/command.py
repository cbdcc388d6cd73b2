"""`reskill`: moves from an occupation or a résumé by the figures alone; no model is loaded."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from advisor.reskilling.console import Asked, find_occupation, rank_batch, show_move, show_moves, with_limits
from advisor.reskilling.paths import Reskilling
from advisor.resume.reader import ResumeReader
from advisor.settings import Settings
from advisor.understanding.jobs import JobMatcher
from advisor.understanding.labels import load_examples
from knowledge.catalog import Catalog
from knowledge.errors import UnknownOccupationError
from knowledge.facts import FIGURES, FactTables


def reskill(settings: Settings, options: argparse.Namespace, read: Callable[[Path], str]) -> int:
    """Show the moves, or the one move `--to`; `read` gives the text of a résumé, of which nothing is kept."""
    tables = FactTables.load(settings.figures or FIGURES)
    reskilling = Reskilling(tables)
    if options.batch:
        return rank_batch(reskilling, options.batch)
    if not options.start and not options.resume:
        options.refuse("one of --from, --resume and --batch is needed")
    catalog = Catalog([], tables=tables)
    resume = None
    if options.resume:
        reader = ResumeReader(catalog, JobMatcher(catalog, load_examples()))
        resume = reader.read(read(options.resume))
    start = options.start or (resume.latest if resume else "")
    if not start:
        raise UnknownOccupationError("The résumé names no job that is known here; add --from JOB.")
    held = tuple(name.strip() for name in options.skills.split(",") if name.strip())
    asked = Asked(find_occupation(start, tables), held, resume)
    if options.limits:
        asked = with_limits(asked, options.limits, catalog)
    if options.to:
        return show_move(reskilling, asked, find_occupation(options.to, tables), as_json=options.json)
    return show_moves(reskilling, asked, top=options.top, as_json=options.json)
