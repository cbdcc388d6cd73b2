"""The terminal side of `ask`, `ingest` and `import`: progress, tables, answers as text and as JSON.

Only answers go to standard output; progress and tables go to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from advisor.chain import Advisor
from advisor.citations import Answer, Citation
from advisor.events import Answered
from advisor.question import Focus
from knowledge.catalog import Catalog
from knowledge.errors import BatchFormatError

QUOTE = 160  # Characters of a quote that `ask` prints; the JSON object has all of it.
NOTHING: Mapping[str, str] = MappingProxyType({})
_screen = Console(stderr=True)


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A function (doing, done, total) that draws a bar for each thing being done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_screen, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done, total=total)

        yield show


def show_report(documents: Mapping[str, str], summary: str, notes: Mapping[str, str] = NOTHING) -> None:
    """A table of every document with its problem, or its note if it has none, and one line of summary."""
    table = Table("Document", "Result")
    for name, problem in documents.items():
        note = notes.get(name) or "taken in"
        table.add_row(escape(name), f"[red]refused[/]: {escape(problem)}" if problem else escape(note))
    if documents:
        _screen.print(table)
    _screen.print(summary)


def show_figures(folder: Path, rows: Mapping[str, int], absent: Sequence[str]) -> None:
    """What became of each table of facts, and what the sources did not hold."""
    for name, count in rows.items():
        _say(f"{name}.tsv: {count} rows")
    _say(f"{_many(len(rows), 'table is', 'tables are')} in {folder}.")
    for name in absent:
        _say(f"Absent: {name}")


def show_import(
    folder: Path,
    written: Sequence[str],
    kept: Sequence[str],
    left_out: Sequence[str],
    absent: Mapping[str, str],
) -> None:
    """What became of every occupation, and what the profiles lack since a source was absent."""
    _say(f"{_many(len(written), 'profile', 'profiles')} written to {folder}.")
    if left_out:
        left = _many(len(left_out), "occupation left out, which has", "occupations left out, which have")
        _say(f"{left} a profile already (--all writes {'it' if len(left_out) == 1 else 'them'} too).")
    for name in kept:
        _say(f"Kept, since it was edited: {name}")
    for name, lacking in absent.items():
        _say(f"Absent: {name}; the profiles have {lacking}.")


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _say(text: str) -> None:
    _screen.print(text, markup=False, highlight=False, soft_wrap=True)


def answer_one(advisor: Advisor, question: str, *, as_json: bool) -> int:
    """Print the answer to one question, with its sources."""
    answered = advisor.ask(question)
    if as_json:
        print(json.dumps(as_object("", answered), ensure_ascii=False))
    else:
        print(as_text(answered.answer, advisor.catalog))
    return 0


def answer_batch(advisor: Advisor, file: str) -> int:
    """Play every conversation of a JSON-lines file and print one JSON object a line."""
    with sys.stdin if file == "-" else open_batch(Path(file)) as lines:
        for number, line in enumerate(_utf8(lines), 1):
            if not line.strip():
                continue
            conversation = parse_conversation(line, number)
            print(
                json.dumps(as_object(conversation[0], play(advisor, conversation[1])), ensure_ascii=False),
                flush=True,
            )
    return 0


def play(advisor: Advisor, turns: list[str]) -> Answered:
    """The answer to the last of the turns, played as one conversation."""
    focus = Focus()
    for turn in turns:
        answered = advisor.ask(turn, focus)
        focus = answered.focus
    return answered


def _utf8(lines: TextIO) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise BatchFormatError(f"The batch is not UTF-8 text ({error.reason}).") from error


def open_batch(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise BatchFormatError(f"{path} cannot be read ({error.strerror}).") from error


def parse_conversation(line: str, number: int) -> tuple[Any, list[str]]:
    """The id and turns of a batch line; raises BatchFormatError with the line's number."""
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError) as error:  # Brackets in brackets without end raise the latter.
        raise BatchFormatError(f"Line {number} is not JSON: {error}") from error
    turns = facts.get("turns") if isinstance(facts, dict) else None
    if not turns or not isinstance(turns, list) or not all(isinstance(one, str) for one in turns):
        raise BatchFormatError(
            f'Line {number} needs {{"id": ..., "turns": ["first message", ...]}} with at least one turn.'
        )
    return facts.get("id"), turns


def as_object(conversation: Any, answered: Answered) -> dict[str, Any]:
    """The JSON object that README.md documents for `ask --json` and `--batch`."""
    answer = answered.answer
    return {
        "id": conversation,
        "output": answer.text,
        "metadata": {
            "outcome": answer.outcome,
            "abstained": answer.abstained,
            "occupations": list(answer.occupations),
            "citations": [
                {
                    "marker": citation.marker,
                    "profile": citation.chunk.profile,
                    "occupation": citation.chunk.occupation,
                    "code": citation.chunk.code,
                    "section": citation.chunk.section.value,
                    "quote": citation.quote,
                    "chunk": citation.chunk.text,
                    "chunk_id": citation.chunk.id,
                }
                for citation in answer.citations
            ],
            "question_used": answer.read_as,
            "mode": answer.mode,
            "follow_ups": list(answer.follow_ups),
        },
        "timings_ms": answered.timings_ms,
    }


def as_text(answer: Answer, catalog: Catalog) -> str:
    """The answer as plain text, what it was read as, and its sources below."""
    parts = [answer.text]
    if answer.choices:
        parts.append("\n".join(f"- {choice}" for choice in answer.choices))
    if answer.read_as:
        parts.append(f"Read as: {answer.read_as}")
    if answer.citations:
        parts.append("Sources:\n" + "\n".join(_source(one, catalog) for one in answer.citations))
    return "\n\n".join(parts)


def _source(citation: Citation, catalog: Catalog) -> str:
    chunk = citation.chunk
    quote = " / ".join(line for line in citation.quote.splitlines() if line.strip("- "))
    quote = quote if len(quote) <= QUOTE else quote[:QUOTE].rstrip() + " ..."
    profile = catalog.get(chunk.profile)
    where = profile.place(citation.line) if profile else chunk.profile
    place = f"{chunk.occupation} > {chunk.heading}, {where}"
    return f'[{citation.marker}] {place}: "{quote}"'
