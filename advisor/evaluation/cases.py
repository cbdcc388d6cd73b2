"""Read test prompts (promptfoo's test-case YAML), play them, and check the answers.

`prompts/README.md` explains the format. The assertions known here are those that the shipped
prompts use; another one is an error, never a silent pass.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from advisor.chain import Advisor
from advisor.console import as_object
from advisor.events import Answered
from advisor.question import Focus
from knowledge.errors import PromptFormatError


@dataclass(frozen=True, slots=True)
class Case:
    """One message of a test prompt's conversation, with what is asserted of its answer."""

    id: str
    conversation: str
    kind: str
    question: str
    assertions: tuple[dict[str, Any], ...] = ()
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one case: the problems found, none when it passed."""

    case: Case
    output: str
    problems: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return not self.problems


def load_cases(path: Path) -> list[Case]:
    """The cases of a file, or of all files right in a folder, in order."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [case for file in files for case in _read(file)]


def run_cases(advisor: Advisor, cases: list[Case]) -> Iterator[Score]:
    """Play the cases, those of one conversation in turn, and score those that assert anything."""
    focus: dict[str, Focus] = {}
    for case in cases:
        answered = advisor.ask(case.question, focus.get(case.conversation, Focus()))
        focus[case.conversation] = answered.focus
        if case.assertions:
            yield score(case, answered)


def score(case: Case, answered: Answered) -> Score:
    """Check one answer against the case's assertions."""
    shown = as_object(case.id, answered)
    problems = (_problem(one, shown, case) for one in case.assertions)
    return Score(case, shown["output"], tuple(filter(None, problems)))


def _problem(assertion: dict[str, Any], shown: dict[str, Any], case: Case) -> str:
    """Why an assertion fails, or an empty string."""
    kind, wanted = assertion["type"], assertion["value"]
    text = shown["output"].lower()
    match kind:
        case "icontains-all":
            missing = [words for words in wanted if words.lower() not in text]
            return f"does not say {missing}" if missing else ""
        case "icontains-any":
            return "" if any(words.lower() in text for words in wanted) else f"says none of {wanted}"
        case "not-icontains-any":
            said = [words for words in wanted if words.lower() in text]
            return f"says {said}" if said else ""
        case "python":
            return _called(wanted, assertion, shown, case)
        case _:
            raise PromptFormatError(f"{case.id}: the assertion {kind!r} is not known.")


def _called(name: str, assertion: dict[str, Any], shown: dict[str, Any], case: Case) -> str:
    file, _, function = name.removeprefix("file://").rpartition(":")
    context = {
        "vars": {"question": case.question},
        "config": assertion.get("config", {}),
        "providerResponse": {"output": shown["output"], "metadata": shown["metadata"]},
    }
    result = getattr(_module(_find(file, case.folder)), function)(shown["output"], context)
    return "" if result["pass"] else str(result["reason"])


def _find(file: str, folder: Path) -> Path:
    """The file of checks, looked for from the prompt's folder upwards."""
    for place in (folder, *folder.parents):
        if (place / file).exists():
            return place / file
    raise PromptFormatError(f"The checks file {file!r} is not in {folder} or above.")


@lru_cache(maxsize=8)
def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(file: Path) -> list[Case]:
    cases = []
    for number, entry in enumerate(yaml.safe_load(file.read_text("utf-8")) or [], 1):
        try:
            metadata = entry["metadata"]
            cases.append(
                Case(
                    id=metadata["id"],
                    conversation=metadata.get("conversationId", metadata["id"]),
                    kind=metadata["kind"],
                    question=entry["vars"]["question"],
                    assertions=tuple(entry.get("assert", ())),
                    folder=file.parent.resolve(),
                )
            )
        except (KeyError, TypeError) as error:
            raise PromptFormatError(f"{file.name}, test {number}: {error} is missing.") from error
    return cases
