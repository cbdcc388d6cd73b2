"""Play test prompts through an advisor, conversation by conversation, and grade every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from advisor.console import as_object
from advisor.evaluation.assertions import Assertion, Graded, Models, Subject, combined, grade
from advisor.evaluation.cases import Case
from advisor.events import Answered, Event, Retrieved
from advisor.question import Focus
from advisor.writing.spending import Usage
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import PUBLISHED, Section
from knowledge.progress import Progress, in_silence

NOTHING_BEFORE = Focus()
Findable = Callable[[str, str], bool]
"""Whether retrieval can find this section of this occupation: it stands in a document."""


class Advises(Protocol):
    """What test prompts are played through: an `Advisor`, or in tests a stand-in."""

    def stream(self, text: str, focus: Focus) -> Iterator[Event]: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case; `passed` is None when all of its assertions were skipped."""

    case: Case
    turns: tuple[str, ...]
    """The conversation's questions before this one."""
    output: str
    metadata: Mapping[str, Any]
    graded: tuple[Graded, ...]
    passed: bool | None
    score: float
    latency_ms: float
    rank: int | None
    """Place of the first expected section among those found; 0 when it is not, None when none is expected."""
    repeat: int = 0
    usage: Usage = field(default_factory=Usage)
    """What a chat model took to word the answer."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Why it failed: the reason of every assertion that did."""
        return tuple(one.reason for one in self.graded if not (one.passed or one.skipped))


def run_cases(
    advisor: Advises,
    cases: Sequence[Case],
    models: Models = Models(),  # noqa: B008  # Models is frozen.
    *,
    findable: Findable = lambda code, section: False,
    repeat: int = 1,
    progress: Progress = in_silence,
) -> Iterator[Result]:
    """Play the cases, those of one conversation in turn, and grade those that assert anything."""
    for time_over in range(repeat):
        focus: dict[str, Focus] = {}
        turns: dict[str, tuple[str, ...]] = {}
        for at, case in enumerate(cases, 1):
            before = turns.get(case.conversation, ())
            turns[case.conversation] = (*before, case.question)
            start = time.perf_counter()
            passages, answered = ask(advisor, case.question, focus.get(case.conversation, NOTHING_BEFORE))
            latency = (time.perf_counter() - start) * 1000
            focus[case.conversation] = answered.focus
            if case.assertions:
                shown = as_object(case.id, answered)
                metadata = {**shown["metadata"], **_paired(advisor, case)}
                subject = Subject(shown["output"], case.variables, metadata, latency, case.folder)
                graded = tuple(grade(one, subject, models) for one in case.assertions)
                passed, score = combined(graded, case.threshold)
                yield Result(
                    case=case,
                    turns=before,
                    output=shown["output"],
                    metadata=metadata,
                    graded=graded,
                    passed=passed,
                    score=score,
                    latency_ms=latency,
                    rank=rank(passages, [pair for pair in case.expected if findable(*pair)]),
                    repeat=time_over,
                    usage=answered.answer.usage,
                )
            progress("Asking", time_over * len(cases) + at, repeat * len(cases))


def in_documents(catalog: Catalog) -> Findable:
    """Tells the sections that documents hold; published figures are looked up, not searched."""

    def findable(code: str, section: str) -> bool:
        profile = catalog.get(catalog.of_code(code))
        found = profile.section(Section(section)) if profile and section in set(Section) else None
        return bool(found and found.entries and found.line != PUBLISHED)

    return findable


def ask(advisor: Advises, question: str, focus: Focus = NOTHING_BEFORE) -> tuple[Sequence[Passage], Answered]:
    """The passages found for a question, and its answer."""
    passages: Sequence[Passage] = ()
    for event in advisor.stream(question, focus):
        if isinstance(event, Retrieved):
            passages = event.passages
        elif isinstance(event, Answered):
            return passages, event
    raise AssertionError("a stream ends with Answered")


def rank(passages: Iterable[Passage], expected: Sequence[tuple[str, str]]) -> int | None:
    """The place, from 1, of the first passage that is expected; 0 when none is, None without any."""
    if not expected:
        return None
    found = ((one.chunk.code, one.chunk.section.value) for one in passages)
    return next((place for place, pair in enumerate(found, 1) if pair in expected), 0)


def flattened(graded: Iterable[Graded]) -> Iterator[tuple[Assertion, Graded]]:
    """Every assertion and its grade, those of a set after the set."""
    for one in graded:
        yield one.assertion, one
        yield from flattened(one.parts)


def _paired(advisor: Advises, case: Case) -> dict[str, Any]:
    """For a paired prompt, the answer to its other question, asked in a conversation of its own."""
    other = case.variables.get("paired_with")
    if not other:
        return {}
    shown = as_object(case.id, ask(advisor, str(other))[1])
    metadata = shown["metadata"]
    kept = {"citations": metadata["citations"], "occupations": metadata["occupations"]}
    return {"paired": {"output": shown["output"], **kept}}
