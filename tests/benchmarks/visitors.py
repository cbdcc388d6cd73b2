"""Many visitors at once: the shipped application as a process of its own, asked over its page and its API.

    python -m tests.benchmarks.visitors [--visitors 100] [--seconds 120] [--answers 10000]

Two loads. "Reading": every visitor opens the page, asks, reads for 10 to 20 seconds and asks on, leaves when
the conversation ends, and another one comes. "At once": all of them press Enter within the same second.
With `--answers` memory is watched instead, over so many answers of visitors who do not stop to read.
One in five is a program that asks /api/ask. The page is spoken to as the browser does: over Gradio's queue,
with its calls before and after an answer. First words are the first update that holds words of the answer.
The visitors run on the same machine, so what they take of it is printed as well.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import re
import secrets
import statistics
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from advisor.evaluation.cases import load_cases, shipped_files
from tests.browser.conftest import Server, serving

SEED = 8
READS = (10.0, 20.0)  # Seconds between an answer and the next message.
PROGRAMS = 5  # One visitor in so many asks over /api/ask.
NO_WORDS = re.compile(r"\*[^*].*\.\.\.\*\s*")
"""What stands in the place of an answer until it has words."""
TURNED_AWAY = ("Something went wrong", "Many people are asking", "That were many", "The advisor is being")
NOW = 5  # Where an answer's outputs have the conversation for the browser to keep.
PATIENCE = aiohttp.ClientTimeout(total=120)
WATCHED = (0.1, 0.25, 0.5, 0.75, 1.0)
"""Parts of all answers after which memory is told."""
BURSTS = 3
HURRIED = 24  # Visitors who do not stop to read, for the watch on memory.
RESTED_SECONDS = 20  # After it can answer, the server makes what first answers would wait for.


@dataclass
class Noted:
    """What the visitors saw."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    called: list[float] = field(default_factory=list)
    """Seconds of a call of /api/ask."""
    trouble: Counter[str] = field(default_factory=Counter)
    sessions: int = 0

    @property
    def answers(self) -> int:
        return len(self.whole) + len(self.called)


class Page:
    """One opened page, spoken to as the browser does."""

    def __init__(self, client: aiohttp.ClientSession, url: str, calls: dict[str, int], visitor: str) -> None:
        self._client, self._url, self._calls = client, f"{url}gradio_api/", calls
        self._session = secrets.token_hex(6)
        self._headers = {"x-forwarded-for": visitor}
        self._alive: asyncio.Task[None] | None = None
        self._now: Any = None
        """The conversation as the browser keeps it."""

    async def open(self) -> None:
        self._alive = asyncio.create_task(self._heartbeat())
        async for _ in self._event("arrived", [None, None]):
            pass

    async def close(self) -> None:
        if self._alive:
            self._alive.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
                await self._alive

    async def ask(self, question: str) -> tuple[float, float]:
        """Seconds to the first words of the answer and to the whole; RuntimeError where there is none."""
        start = time.perf_counter()
        first, chat = 0.0, None
        async with self._client.post(
            f"{self._url}run/predict", json=self._body("taken", [question, None]), headers=self._headers
        ) as found:
            found.raise_for_status()
        async for message in self._event("answer", [None, None, self._now]):
            if message["msg"] not in ("process_generating", "process_completed"):
                continue
            if not message["success"]:
                raise RuntimeError(f"failed: {message['output']}")
            data = message["output"].get("data")
            if data and first == 0.0:
                chat = _grown(chat, data[0])
                text = chat[-1]["content"][0]["text"]
                if not NO_WORDS.fullmatch(text):
                    first = time.perf_counter() - start
            if message["msg"] == "process_completed":
                self._now = data[NOW]
        whole = time.perf_counter() - start
        async for _ in self._event("followed", [None, None]):
            pass
        if not first or not chat:
            raise RuntimeError("no words came")
        if (said := chat[-1]["content"][0]["text"]).startswith(TURNED_AWAY):
            raise RuntimeError(said[:60])
        return first, whole

    async def _event(self, name: str, data: list[Any]) -> AsyncIterator[dict[str, Any]]:
        join, stream = f"{self._url}queue/join", f"{self._url}queue/data"
        async with self._client.post(join, json=self._body(name, data), headers=self._headers) as found:
            if found.status != 200:
                raise RuntimeError(f"{found.status}: {(await found.text())[:80]}")
        about = {"session_hash": self._session}
        async with self._client.get(stream, params=about, headers=self._headers) as found:
            found.raise_for_status()
            async for line in found.content:
                if line.startswith(b"data:"):
                    message = json.loads(line[5:])
                    if message["msg"] == "close_stream":
                        return
                    yield message
        raise RuntimeError("the stream broke off")

    async def _heartbeat(self) -> None:
        about = f"{self._url}heartbeat/{self._session}"
        wait = aiohttp.ClientTimeout(total=None)
        async with self._client.get(about, headers=self._headers, timeout=wait) as found:
            async for _ in found.content:
                pass

    def _body(self, name: str, data: list[Any]) -> dict[str, Any]:
        return {
            "data": data,
            "fn_index": self._calls[name],
            "session_hash": self._session,
            "trigger_id": None,
            "event_data": None,
        }


def _grown(chat: Any, news: Any) -> Any:
    """The chat after an update: a whole value at first, then what is to be changed of it."""
    if chat is None:
        return news
    for action, path, value in news:
        if not path:
            chat = value
            continue
        place = chat
        for step in path[:-1]:
            place = place[step]
        match action:
            case "replace":
                place[path[-1]] = value
            case "append":
                place[path[-1]] += value
            case "add" if isinstance(place, list):
                place.insert(path[-1], value)
            case "add":
                place[path[-1]] = value
            case "delete":
                del place[path[-1]]
    return chat


class Crowd:
    """Visitors of one server, with conversations from the shipped test prompts."""

    def __init__(self, server: Server) -> None:
        self._url, self._server = server.url, server
        self.since = begun(server)
        with urllib.request.urlopen(f"{server.url}config") as found:
            events = json.load(found)["dependencies"]
        self._calls = {one["api_name"]: one["id"] for one in events}
        self._random = random.Random(SEED)
        by_talk: dict[str, list[str]] = {}
        for case in load_cases(*shipped_files()):
            by_talk.setdefault(case.conversation or case.id, []).append(case.question)
        self._talks = list(by_talk.values())
        self._numbers = itertools.count(1)
        self.noted = Noted()

    def talk(self) -> list[str]:
        """Messages of one visitor: a conversation, or some single questions one after the other."""
        talk = list(self._random.choice(self._talks))
        while len(talk) < 3:
            talk += self._random.choice(self._talks)
        return talk[:6]

    async def reading(self, visitors: int, seconds: float) -> None:
        """Visitors who come, ask, read and leave, and make room for others, for so long."""
        end = time.monotonic() + seconds

        async def place(number: int) -> None:
            await asyncio.sleep(self._random.uniform(0, READS[1]))
            while time.monotonic() < end:
                await self._visit(self.talk(), READS, number % PROGRAMS == 0, end)

        await self._all(place(number) for number in range(visitors))

    async def at_once(self, visitors: int) -> None:
        """Visitors who have all opened the page and then ask within the same second."""
        async with self._client() as client:
            pages = [Page(client, self._url, self._calls, self._address()) for _ in range(visitors)]
            talks = [self.talk() for _ in pages]
            for page in pages:
                await page.open()
            await asyncio.sleep(3)
            self.since = begun(self._server)

            async def enter(number: int) -> None:
                await asyncio.sleep(self._random.random())
                if number % PROGRAMS == 0:
                    await self._call(client, talks[number][:1], self._address())
                else:
                    await self._ask(pages[number], talks[number][0])

            await asyncio.gather(*(enter(number) for number in range(visitors)))
            self.told(f"All {visitors} at once")
            for page in pages:
                await page.close()

    async def hurrying(self, answers: int, told: Any) -> None:
        """Visitors who do not stop to read, until so many answers were given."""

        async def place(number: int) -> None:
            while self.noted.answers < answers:
                await self._visit(self.talk(), (0.0, 0.0), number % PROGRAMS == 0, None)

        async def watch() -> None:
            for part in WATCHED:
                while self.noted.answers < part * answers:
                    await asyncio.sleep(0.2)
                told()

        await asyncio.gather(watch(), self._all(place(number) for number in range(HURRIED)))

    def told(self, name: str) -> None:
        """Print what a load came to."""
        noted, (began, theirs, mine) = self.noted, self.since
        took = time.monotonic() - began
        failed = sum(noted.trouble.values())
        print(f"\n{name}: {noted.answers} answers in {took:.0f} s, {failed} failed")
        for trouble, count in noted.trouble.most_common(5):
            print(f"  {count} x {trouble}")
        for what, values in (
            ("first words", noted.first),
            ("whole answer", noted.whole),
            ("API", noted.called),
        ):
            if values:
                middle, high, most = statistics.median(values), percentile(values, 0.95), max(values)
                print(f"  {what}: p50 {middle:.2f} s, p95 {high:.2f} s, slowest {most:.2f} s")
        cores = (processor(self._server) - theirs) / took, (time.process_time() - mine) / took
        memory = resident(self._server)
        print(
            f"  cores busy: server {cores[0]:.2f}, visitors {cores[1]:.2f}; memory {memory:.0f} MiB",
            flush=True,
        )

    async def _visit(
        self, talk: list[str], reads: tuple[float, float], by_program: bool, end: float | None
    ) -> None:
        address = self._address()
        async with self._client() as client:
            page = Page(client, self._url, self._calls, address)
            if not by_program:
                try:
                    await page.open()
                except (RuntimeError, aiohttp.ClientError, TimeoutError) as error:
                    self._failed(error)
                    return
            self.noted.sessions += 1
            for number in range(len(talk)):
                if by_program:
                    await self._call(client, talk[: number + 1], address)
                else:
                    await self._ask(page, talk[number])
                await asyncio.sleep(self._random.uniform(*reads))
                if end and time.monotonic() > end:
                    break
            await page.close()

    async def _ask(self, page: Page, question: str) -> None:
        try:
            first, whole = await page.ask(question)
        except (RuntimeError, aiohttp.ClientError, TimeoutError) as error:
            self._failed(error)
            return
        self.noted.first.append(first)
        self.noted.whole.append(whole)

    async def _call(self, client: aiohttp.ClientSession, turns: list[str], address: str) -> None:
        start = time.perf_counter()
        headers = {"x-forwarded-for": address}
        try:
            async with client.post(f"{self._url}api/ask", json={"turns": turns}, headers=headers) as found:
                if found.status != 200:
                    raise RuntimeError(f"{found.status}: {(await found.text())[:80]}")
                await found.read()
        except (RuntimeError, aiohttp.ClientError, TimeoutError) as error:
            self._failed(error)
            return
        self.noted.called.append(time.perf_counter() - start)

    def _failed(self, error: BaseException) -> None:
        self.noted.trouble[f"{type(error).__name__}: {error}"[:100]] += 1

    def _address(self) -> str:
        number = next(self._numbers)
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def _client(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=PATIENCE, connector=aiohttp.TCPConnector(limit=0))

    async def _all(self, places: Iterator[Any]) -> None:
        await asyncio.gather(*places)


def resident(server: Server) -> float:
    """Memory of the server, in MiB."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def processor(server: Server) -> float:
    """Processor seconds that the server has taken."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def begun(server: Server) -> tuple[float, float, float]:
    return time.monotonic(), processor(server), time.process_time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--answers", type=int, default=0)
    given = parser.parse_args()
    environment = os.environ | {"ADVISOR_TRUSTED_PROXIES": "127.0.0.1"}  # Each visitor has an address.
    with (
        tempfile.TemporaryDirectory() as place,
        serving(Path(place), "app.py", "chat", "--port", environment=environment) as server,
    ):
        time.sleep(RESTED_SECONDS)
        print(f"memory at the start: {resident(server):.0f} MiB")
        if given.answers:
            crowd = Crowd(server)
            asyncio.run(
                crowd.hurrying(
                    given.answers,
                    lambda: print(
                        f"  {crowd.noted.answers} answers, {crowd.noted.sessions} visits:"
                        f" {resident(server):.0f} MiB",
                        flush=True,
                    ),
                )
            )
            crowd.told("Without reading")
            return
        crowd = Crowd(server)
        asyncio.run(crowd.reading(given.visitors, given.seconds))
        crowd.told(f"{given.visitors} visitors who read")
        for _ in range(BURSTS):
            asyncio.run(Crowd(server).at_once(given.visitors))


if __name__ == "__main__":
    main()
