"""The shipped test prompts on the seed page: how many answers are right, and none is untrue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.chain import Advisor
from advisor.evaluation.cases import load_cases
from advisor.evaluation.run import Advises, Result, ask, run_cases
from advisor.events import Event
from advisor.question import Focus

PROMPTS = Path(__file__).parents[1] / "prompts" / "border_officer"
# Floors below the rates in README.md, so that a change which loses answers fails.
FLOORS = {"developed against": (PROMPTS, 0.85), "held back": (PROMPTS / "held_back", 0.90)}


class Remembering:
    """An advisor that answers what it was asked before, in the same light, as it did."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor
        self._said: dict[tuple[str, Focus], list[Event]] = {}

    def stream(self, text: str, focus: Focus) -> Iterator[Event]:
        if (text, focus) not in self._said:
            self._said[text, focus] = list(self._advisor.stream(text, focus))
        yield from self._said[text, focus]


@pytest.fixture(scope="module")
def remembering(seed_advisor: Advisor) -> Advises:
    return Remembering(seed_advisor)


@pytest.mark.parametrize("part", FLOORS)
def test_most_answers_to_the_test_prompts_are_right(remembering: Advises, part: str) -> None:
    folder, floor = FLOORS[part]
    results = list(run_cases(remembering, load_cases(folder)))
    failed = [result for result in results if not result.passed]
    rate = 1 - len(failed) / len(results)
    print(f"\n{part}: {len(results) - len(failed)} of {len(results)} ({rate:.1%})")
    assert rate >= floor, "\n".join(map(_line, failed))


def test_no_answer_states_a_figure_that_is_not_in_its_sources(remembering: Advises) -> None:
    cases = [*load_cases(PROMPTS), *load_cases(PROMPTS / "held_back")]
    for case in cases:
        answer = ask(remembering, case.question)[1].answer
        assert not answer.dropped, answer.dropped


def _line(result: Result) -> str:
    return f"{result.case.id}: {result.case.question!r}: {'; '.join(result.problems)}"
