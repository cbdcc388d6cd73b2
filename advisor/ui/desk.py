"""What a visitor has open beside the chat, and what each of their actions changes. Knows no Gradio.

An action is what a button or form of a view sends: `act` names it, `job` is an occupation's id. It
comes from the visitor's browser, so everything in it may be forged: what means nothing changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor.jobs.atlas import Atlas
from advisor.jobs.compare import MOST
from advisor.jobs.glance import Band
from advisor.jobs.listing import NO_WISHES, ORDERS, PLACES, Query, Wishes
from advisor.ui.words import Words
from knowledge.errors import UnknownOccupationError
from knowledge.fields import FAMILIES

PAGE = 30  # Rows of the list shown at first, and more each time.
LONGEST = 120  # Characters of a name that is looked for.
BANDS: Mapping[str, Band] = {"low": "low", "medium": "medium", "high": "high"}
Action = Mapping[str, str]
ALL = Query()


@dataclass(frozen=True, slots=True)
class Desk:
    """The jobs a visitor looks at: one opened, some side by side, the list, moves from one."""

    job: str = ""
    compared: tuple[str, ...] = ()
    compare_problem: str = ""
    query: Query = ALL
    shown: int = PAGE
    start: str = ""
    target: str = ""
    """The move looked at: opened from the moves, in place of `job` alone."""
    wishes: Wishes = NO_WISHES
    held: tuple[str, ...] = ()
    """What the person has besides, as their résumé tells it."""
    next_problem: str = ""
    view: str = ""
    """The view that the last action leads to; empty where it stays."""
    side: str = ""
    """What the last action shows beside the views, in the same way."""

    def after(self, action: Action, atlas: Atlas, words: Words) -> Desk:
        """The desk after one action of the visitor."""
        here = replace(self, view="", side="")
        job = _known(action.get("job", ""), atlas)
        match action.get("act"):
            case "open" if job:
                return replace(here, job=job, target="", side="job")
            case "ask" if job:
                return replace(here, view="chat")
            case "compare":
                return here._compared_with(action, atlas, words)
            case "uncompare":
                kept = tuple(one for one in self.compared if one != action.get("job"))
                return replace(here, compared=kept, compare_problem="")
            case "explore":
                return replace(here, query=_query(action), shown=PAGE)
            case "more":
                return replace(here, shown=self.shown + PAGE)
            case "from":
                return here._moving_from(action, atlas, words)
            case "move" if job and self.start and job != self.start:
                return replace(here, job=job, target=job, side="job")
            case "wishes":
                return replace(here, wishes=_wishes(action))
        return here

    def opened_at(self, address: Mapping[str, str], atlas: Atlas) -> Desk:
        """The desk that a shared link asks for: ?job=CODE, ?compare=CODE,CODE or ?from=CODE."""
        job = _known(address.get("job", ""), atlas)
        compared = [one for code in address.get("compare", "").split(",") if (one := _known(code, atlas))]
        start = _known(address.get("from", ""), atlas)
        desk = replace(self, job=job, side="job") if job else self
        if compared:
            desk = replace(desk, compared=tuple(dict.fromkeys(compared))[:MOST], view="compare")
        return replace(desk, start=start, view="next") if start else desk

    def about(self, job: str) -> Desk:
        """The desk with the occupation that the conversation came to be about opened."""
        return self if job in ("", self.job) else replace(self, job=job, target="")

    def _compared_with(self, action: Action, atlas: Atlas, words: Words) -> Desk:
        job, problem = _named(action, atlas, words)
        if job in self.compared or not job:
            return replace(self, compare_problem=problem, view="compare")
        if len(self.compared) == MOST:
            return replace(self, compare_problem=words("compare_full"), view="compare")
        return replace(self, compared=(*self.compared, job), compare_problem="", view="compare")

    def _moving_from(self, action: Action, atlas: Atlas, words: Words) -> Desk:
        job, problem = _named(action, atlas, words)
        if not job:
            return replace(self, next_problem=problem, view="next")
        return replace(self, start=job, target="", next_problem="", view="next")


def _known(name: str, atlas: Atlas) -> str:
    """The id for an id or code that there is; empty for any other."""
    name = name.strip()[:LONGEST]
    found = atlas.catalog.of_code(name) or name
    return found if found and atlas.catalog.get(found) else ""


def _named(action: Action, atlas: Atlas, words: Words) -> tuple[str, str]:
    """The occupation that an action names by its id or in words, else why it is none."""
    if job := _known(action.get("job", ""), atlas):
        return job, ""
    name = action.get("words", "").strip()[:LONGEST]
    if not name:
        return "", ""
    try:
        return atlas.find(name), ""
    except UnknownOccupationError:
        nearest = ", ".join(row.title for row in atlas.listing.find(Query(name)).nearest)
        if nearest:
            return "", words("did_you_mean", words=name, names=nearest)
        return "", words("no_such_job", words=name)


def _query(form: Action) -> Query:
    order, _, way = form.get("order", "").partition(" ")
    return Query(
        words=form.get("words", "").strip()[:LONGEST],
        wishes=_wishes(form),
        order=order if order in ORDERS else "",
        ascending=way == "up",
    )


def _wishes(form: Action) -> Wishes:
    bands = frozenset(BANDS[one] for one in form.get("band", "").split() if one in BANDS)
    return Wishes(
        family=form["family"] if form.get("family") in FAMILIES else "",
        least_pay=_number(form.get("pay", ""), 0.0),
        most_schooling=int(_number(form.get("schooling", ""), NO_WISHES.most_schooling)),
        most_training=int(_number(form.get("training", ""), NO_WISHES.most_training)),
        least_growth=_number(form["growth"], 0.0) if form.get("growth") else None,
        bands=bands,
        place=form["place"] if form.get("place") in PLACES else "",
    )


def _number(text: str, otherwise: float) -> float:
    """A plain number of a form; the other one for anything else."""
    return float(text) if text.replace(".", "", 1).isdecimal() else otherwise
