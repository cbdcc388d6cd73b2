"""The tools with a real client of the Model Context Protocol, over HTTP on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from mcp.types import CallToolResult

Work = Callable[[ClientSession], Awaitable[Any]]
# The client leaves memory streams to be closed by whoever collects garbage.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def talk(address: str, work: Work) -> Any:
    """Connect, do something, leave; in a thread of its own, as a browser test may have left a loop here."""

    async def run() -> Any:
        async with (
            streamablehttp_client(f"{address}/mcp/") as (receive, send, _),
            ClientSession(receive, send) as session,
        ):
            await session.initialize()
            return await work(session)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result(60)


def call(address: str, tool: str, **arguments: Any) -> CallToolResult:
    found: CallToolResult = talk(address, lambda session: session.call_tool(tool, arguments))
    return found


def test_the_tools_are_described_with_typed_arguments_and_results(address: str) -> None:
    listed = talk(address, lambda session: session.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    assert set(tools) == {"ask", "occupation", "compare", "reskill"}
    for tool in tools.values():
        assert tool.description
        assert tool.outputSchema
        assert tool.annotations
        assert tool.annotations.readOnlyHint
    assert tools["ask"].outputSchema["properties"]["citations"]["type"] == "array"
    assert tools["reskill"].inputSchema["required"] == ["start"]


def test_a_question_is_answered_with_its_citations(address: str) -> None:
    found = call(address, "ask", turns=["What does a registered nurse earn?"])
    assert not found.isError
    assert found.structuredContent
    assert "$93,600" in found.structuredContent["output"]
    assert found.structuredContent["citations"][0]["section"] == "salary"
    assert json.loads(found.content[0].text) == found.structuredContent  # type: ignore[union-attr]


def test_an_occupation_a_comparison_and_moves_come_typed(address: str) -> None:
    nurse = call(address, "occupation", name="nurse").structuredContent
    assert nurse
    assert nurse["exposure"]["band"] == "medium"
    both = call(address, "compare", names=["nurse", "baker"]).structuredContent
    assert both
    assert [one["id"] for one in both["jobs"]] == ["registered-nurses", "bakers"]
    ranked = call(address, "reskill", start="cashier", top=2).structuredContent
    assert ranked
    assert len(ranked["options"]["moves"]) == 2
    one = call(address, "reskill", start="cashier", to="nurse").structuredContent
    assert one
    assert one["move"]["steps"]


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("occupation", {"name": "flroist desinger"}, "The nearest"),
        ("compare", {"names": ["nurse"]}, "2 to 4"),
        ("ask", {"turns": []}, "messages"),
        ("reskill", {}, "start"),
    ],
)
def test_what_cannot_be_is_an_error_in_words(
    address: str, tool: str, arguments: dict[str, Any], words: str
) -> None:
    found = call(address, tool, **arguments)
    assert found.isError
    assert words in found.content[0].text  # type: ignore[union-attr]


def test_a_page_of_another_site_cannot_use_the_tools(address: str) -> None:
    """A name that is made to point at this machine is not this machine."""
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream", "host": "evil.example"}
    assert httpx.post(f"{address}/mcp/", json=asked, headers=headers).status_code == 421
