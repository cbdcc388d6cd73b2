"""The same calls as tools of the Model Context Protocol, over Streamable HTTP at /mcp/."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations

from advisor.api.calls import Calls, Moves, Reply
from advisor.api.line import in_line
from advisor.jobs.compare import Comparison
from advisor.jobs.glance import Glance
from advisor.jobs.options import SHOWN
from advisor.serving.front import Front
from advisor.serving.gate import visitor_of

INSTRUCTIONS = (
    "Facts about occupations in the US: pay, duties, skills, exposure to AI, outlook, and moves between them."
    " Every value comes with its source and year; what no source states is null, and must not be filled in."
)
T = TypeVar("T")
READS_ONLY = ToolAnnotations(readOnlyHint=True, idempotentHint=True, openWorldHint=False)


def tools_of(calls: Calls, host: str, front: Front | None = None) -> FastMCP:
    """The server of the tools; on a loopback `host` it answers only requests addressed to loopback.

    Its calls wait in line at `front`.
    """
    front = front or Front()
    tools = FastMCP(
        "career-advisor",
        instructions=INSTRUCTIONS,
        host=host,
        streamable_http_path="/",
        stateless_http=True,
        json_response=True,
        log_level="WARNING",
    )

    async def made(work: Callable[[], T]) -> T:
        return await in_line(front, caller(tools), "mcp", work)

    @tools.tool(annotations=READS_ONLY)
    async def ask(turns: list[str]) -> Reply:
        """Answer a question about occupations, each sentence with the passage it rests on.

        Args:
            turns: The conversation so far, the newest message last; one message is enough.
        """
        note, visitor = front.note("mcp"), caller(tools)
        return await made(lambda: calls.ask(turns, visitor=visitor, note=note))

    @tools.tool(annotations=READS_ONLY)
    async def occupation(name: str) -> Glance:
        """Everything known of one occupation, with sources.

        Args:
            name: A title, what people call it ("nurse"), or an O*NET-SOC code ("29-1141.00").
        """
        return await made(lambda: calls.occupation(name))

    @tools.tool(annotations=READS_ONLY)
    async def compare(names: list[str]) -> Comparison:
        """Two to four occupations side by side: one sentence, and a table with the source of each cell.

        Args:
            names: Titles, what people call them, or O*NET-SOC codes.
        """
        return await made(lambda: calls.compare(names))

    @tools.tool(annotations=READS_ONLY)
    async def reskill(start: str, to: str = "", skills: list[str] | None = None, top: int = SHOWN) -> Moves:
        """Where to go from an occupation, or what one move takes: gap, first steps, routes.

        Args:
            start: The occupation one comes from.
            to: An occupation to go to; leave it empty for a ranking of moves.
            skills: Skills, fields of knowledge and tools of O*NET that the person has besides.
            top: How many moves to rank.
        """
        return await made(lambda: calls.reskill(start, to, skills or (), top))

    return tools


def caller(tools: FastMCP) -> str:
    """The address that the present call comes from."""
    request = tools.get_context().request_context.request
    return visitor_of(request.scope) if request else "unknown"


def alive_with(tools: FastMCP) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """The life of an application whose tools take calls while it serves."""

    @asynccontextmanager
    async def alive(app: Any) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield

    return alive
