"""The HTTP API at /api: described by /api/openapi.json, and for people by the page at /api itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from advisor.api.calls import (
    MAX_MESSAGE,
    MOST_MOVES,
    MOST_TURNS,
    CallError,
    Calls,
    Moves,
    NotReadyError,
    Reply,
)
from advisor.api.line import LeftError, in_line
from advisor.evaluation.report import whole_page
from advisor.jobs.compare import MOST, Comparison, JobName
from advisor.jobs.glance import Glance
from advisor.jobs.options import SHOWN
from advisor.serving.front import Front
from advisor.serving.gate import visitor_of
from advisor.serving.limits import TooManyError
from advisor.serving.places import BusyError
from advisor.ui.markup import render
from knowledge.errors import UnknownOccupationError

Name = Annotated[str, Query(max_length=120, description="A title, what people call it, or an O*NET-SOC code")]
Message = Annotated[str, Field(max_length=MAX_MESSAGE)]
PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"description": "No occupation has this name; the nearest are named"},
    429: {"description": "Too many calls from here in a short time; Retry-After says when to go on"},
    503: {"description": "Still getting ready, or too many ask at once; Retry-After says when to ask again"},
}
HUNG_UP = 499  # Nobody sees it: the caller has left.
T = TypeVar("T")


class Asked(BaseModel):
    """A conversation so far, the newest message last."""

    turns: list[Message] = Field(min_length=1, max_length=MOST_TURNS, examples=[["What does a nurse earn?"]])


def api_of(calls: Calls, front: Front | None = None) -> FastAPI:
    """The application to mount at /api; its calls wait in line at `front`."""
    front = front or Front()
    api = FastAPI(
        title="Career advisor",
        version="1",
        description="Answers about occupations, each sentence with its source; nothing leaves the server.",
        docs_url=None,
        redoc_url=None,
        responses=PROBLEMS,
    )

    async def made(request: Request, work: Callable[[], T]) -> T:
        with _told():
            return await in_line(front, visitor_of(request.scope), "api", work, request.is_disconnected)

    @api.post("/ask")
    async def ask(asked: Asked, request: Request) -> Reply:
        """Answer the last message of a conversation; the server keeps nothing of it."""
        note = front.note("api")
        return await made(
            request, lambda: calls.ask(asked.turns, visitor=visitor_of(request.scope), note=note)
        )

    @api.get("/occupation")
    async def occupation(name: Name, request: Request) -> Glance:
        """Everything known of one occupation: pay, duties, skills, AI exposure, outlook, sources."""
        return await made(request, lambda: calls.occupation(name))

    @api.get("/compare")
    async def compare(
        name: Annotated[list[str], Query(min_length=2, max_length=MOST)], request: Request
    ) -> Comparison:
        """Two to four occupations side by side: ?name=nurse&name=baker."""
        return await made(request, lambda: calls.compare(name))

    @api.get("/reskill")
    async def reskill(
        request: Request,
        start: Annotated[str, Query(alias="from", max_length=120)],
        to: Annotated[str, Query(max_length=120)] = "",
        skill: Annotated[list[str], Query(max_length=60)] = [],  # noqa: B006  # FastAPI copies it.
        top: Annotated[int, Query(ge=1, le=MOST_MOVES)] = SHOWN,
    ) -> Moves:
        """Moves from an occupation; with `to`, that one move in full: gap, first steps, routes."""
        return await made(request, lambda: calls.reskill(start, to, skill, top))

    @api.get("/occupations")
    def occupations(words: Annotated[str, Query(max_length=120)]) -> list[JobName]:
        """The occupations that a few words may mean, the likeliest first."""
        with _told():  # Not in line: the page asks for it at every key that is pressed.
            return calls.occupations(words)

    @api.get("/", include_in_schema=False)
    def described() -> HTMLResponse:
        return HTMLResponse(_page(api))

    return api


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be answered, as the status and words that a program can act on."""
    try:
        yield
    except NotReadyError as error:
        raise HTTPException(503, str(error), {"Retry-After": "5"}) from error
    except BusyError as error:
        raise HTTPException(503, str(error), {"Retry-After": str(error.seconds)}) from error
    except TooManyError as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from error
    except LeftError as error:
        raise HTTPException(HUNG_UP, str(error)) from error
    except UnknownOccupationError as error:
        raise HTTPException(404, str(error)) from error
    except CallError as error:
        raise HTTPException(422, str(error)) from error


def _page(api: FastAPI) -> str:
    """The description of the API for people, made from the one for programs."""
    calls = [
        (method.upper(), path, call)
        for path, methods in api.openapi()["paths"].items()
        for method, call in methods.items()
    ]
    return whole_page("For programs", render("api.html", calls=calls))
