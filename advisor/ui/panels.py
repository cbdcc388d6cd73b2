"""Each view beside the chat as HTML, from what the desk has open. Knows no Gradio."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.jobs.atlas import Atlas
from advisor.jobs.compare import LEAST, MOST
from advisor.jobs.glance import Glance
from advisor.jobs.listing import ORDERS, Row
from advisor.jobs.options import Option, Options, change_said
from advisor.jobs.stated import Origin, Stated, published
from advisor.resume.resume import Kind, Resume
from advisor.ui.chart import chart_of
from advisor.ui.chips import FORGET
from advisor.ui.desk import Desk
from advisor.ui.kept import Kept
from advisor.ui.markup import render
from advisor.ui.paybar import pay_bar
from advisor.ui.words import Words
from knowledge.errors import UnknownOccupationError
from knowledge.facts import FactTables
from knowledge.fields import FAMILIES

SUGGESTED = 6  # Jobs offered where none is picked yet.
STAR = "*"
HELD: tuple[Kind, ...] = ("skill", "knowledge", "tool", "language")


def masthead(words: Words) -> str:
    """The head of the page."""
    return render("masthead.html", w=words)


def job_panel(desk: Desk, atlas: Atlas, words: Words) -> str:
    """The opened occupation, below the move to it where it was opened from the moves."""
    if not desk.job:
        return render("no_job.html", w=words)
    card = _card(atlas.glance(desk.job), atlas, words)
    if not desk.target or not desk.start:
        return card
    try:
        move = atlas.move(desk.start, desk.target, held=desk.held)
    except UnknownOccupationError:
        return card
    pay = _pay_said(move.option, words)
    return render("move.html", w=words, move=move, pay=pay, of=len(atlas.listing.rows) - 1, card=card)


def _card(glance: Glance, atlas: Atlas, words: Words) -> str:
    bar = pay_bar(glance.pay, words) if glance.pay else None
    tables = atlas.catalog.tables
    activities = published("onet", tables) if tables and glance.activities else None
    return render("job.html", w=words, job=glance, bar=bar, activities_origin=activities)


def compare_panel(desk: Desk, atlas: Atlas, words: Words) -> str:
    """The picked occupations and, from two on, their comparison."""
    jobs = [atlas.listing.row(one) for one in desk.compared]
    enough = LEAST <= len(jobs) <= MOST
    return render(
        "compare.html",
        w=words,
        jobs=jobs,
        codes=[one.code or one.id for one in jobs],
        comparison=atlas.comparison(desk.compared) if enough else None,
        problem=desk.compare_problem,
        suggestions=_suggested(atlas, desk.compared),
    )


def explore_form(words: Words) -> str:
    return render("explore_form.html", w=words, orders=list(ORDERS), families=list(FAMILIES))


def explore_panel(desk: Desk, atlas: Atlas, words: Words) -> str:
    """The rows of the list that fit."""
    listed = atlas.listing.find(desk.query)
    rows = listed.rows[: desk.shown]
    return render(
        "explore.html",
        w=words,
        rows=rows,
        found=len(listed.rows),
        more=len(listed.rows) > desk.shown,
        nearest=listed.nearest,
        opened=desk.job,
        origins=_origins(atlas.catalog.tables, "oews", "projections", "eloundou"),
        short=lambda value: _short(value, words),
    )


def next_form(words: Words) -> str:
    return render("next_form.html", w=words, families=list(FAMILIES))


def compare_form(words: Words) -> str:
    return render("compare_form.html", w=words)


def next_panel(desk: Desk, atlas: Atlas, words: Words) -> str:
    """The moves from where the visitor is, as a drawing and as a list."""
    options, problem = _options(desk, atlas, words)
    return render(
        "next.html",
        w=words,
        options=options,
        chart=chart_of(options.moves) if options else None,
        target=desk.target,
        problem=problem,
        suggestions=_suggested(atlas, ()),
        origins=_origins(atlas.catalog.tables, "onet", "oews", "projections", "eloundou"),
        short=lambda value: _short(value, words),
        pay_said=lambda one: _pay_said(one, words),
    )


def _options(desk: Desk, atlas: Atlas, words: Words) -> tuple[Options | None, str]:
    """The moves, or why there are none to show."""
    if not desk.start:
        return None, desk.next_problem
    try:
        return atlas.options(desk.start, desk.wishes, held=desk.held), desk.next_problem
    except UnknownOccupationError as error:
        return None, str(error)


def _suggested(atlas: Atlas, but: tuple[str, ...]) -> list[Row]:
    """The largest occupations, to begin with."""
    found = atlas.catalog.likeliest(row.id for row in atlas.listing.rows if row.id not in but)
    return [atlas.listing.row(one) for one in found[:SUGGESTED]]


def _origins(tables: FactTables | None, *keys: str) -> list[Origin]:
    return [published(key, tables) for key in keys] if tables else []


def _short(value: Stated | None, words: Words) -> str:
    """A value for a narrow column: without its period, a star for a wider group's."""
    if not value:
        return words("not_known")
    said = value.said.partition(",")[0] if "%" in value.said else value.said
    said = said.removesuffix(" a year").removesuffix(" people")
    return f"{said}{STAR}" if value.describes else said


def _pay_said(one: Option, words: Words) -> str:
    """How the pay changes, in words."""
    if one.pay_ratio is None:
        return words("pay_not_known")
    change = change_said(one.pay_ratio)
    return words("same_as_now") if "same" in change else words("pay_changed", change=change)


def skills_panel(resume: Resume | None, words: Words) -> str:
    """What was found in the person's résumé, each with the words that told it, to be mended or forgotten."""
    held = [(kind, [one for one in resume.held if one.kind == kind]) for kind in HELD] if resume else []
    known = [(kind, found) for kind, found in held if found]
    return render("skills.html", w=words, resume=resume, held=known, forget=FORGET)


def history_panel(kept: Sequence[Kept], current: str, words: Words) -> str:
    """The conversations that the visitor's browser keeps, the newest first."""
    return render("history.html", w=words, kept=kept, current=current)


def waiting(doing: str, words: Words) -> str:
    """What a view says until there is something to show."""
    return render("waiting.html", w=words, doing=doing)
