"""Read test prompts: promptfoo's test-case YAML, as `prompts/README.md` explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from advisor.evaluation.assertions import Assertion, read_assertion
from knowledge.errors import PromptFormatError
from knowledge.yaml_text import read_yaml

PROMPTS = Path(__file__).parents[2] / "prompts"
CONFIG = "promptfooconfig.yaml"  # promptfoo's own configuration, which holds no tests.
Severity = Literal["must", "should"]
_FIELDS = frozenset({"description", "vars", "metadata", "assert", "threshold"})


@dataclass(frozen=True, slots=True)
class Case:
    """One message of a conversation, with what is asserted of its answer."""

    id: str
    conversation: str
    topic: str
    kind: str
    question: str
    severity: Severity = "should"
    assertions: tuple[Assertion, ...] = ()
    threshold: float | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def expected(self) -> tuple[tuple[str, str], ...]:
        """The (occupation code, section slug) pairs whose words the answer rests on."""
        pairs = []
        for assertion in self.assertions:
            for one in (assertion, *assertion.parts):
                code, named = one.config.get("occupation"), one.config.get("sections")
                sections = named if isinstance(named, list) else [one.config.get("section")]
                pairs += [(code, section) for section in sections if code and section]
        return tuple(dict.fromkeys(pairs))


def shipped_files(folder: Path = PROMPTS) -> list[Path]:
    """The test prompts over the whole shipped knowledge: a file a topic, and the conversations."""
    files = [*sorted(folder.glob("*.yaml")), *sorted((folder / "conversations").glob("*.yaml"))]
    return [file for file in files if file.name != CONFIG]


def load_cases(*paths: Path) -> list[Case]:
    """The cases of files, or of all files right in a folder, in order.

    Raises PromptFormatError, naming the file and the test, for what cannot be read or is not known.
    """
    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    cases = [case for file in files if file.name != CONFIG for case in _read(file)]
    if twice := [name for name, count in Counter(case.id for case in cases).items() if count > 1]:
        raise PromptFormatError(f"The id {twice[0]!r} stands at two tests; every test needs one of its own.")
    return cases


def matching(cases: Sequence[Case], wanted: Iterable[str]) -> list[Case]:
    """The cases whose metadata are as wanted, each `name=value`, with the turns that lead to them.

    A turn that only leads to one asserts nothing. Raises PromptFormatError when none is as wanted.
    """
    pairs = [_pair(one) for one in wanted]
    chosen = {
        case.id for case in cases if all(str(case.metadata.get(name)) == value for name, value in pairs)
    }
    if not chosen:
        raise PromptFormatError(f"No test prompt matches {' and '.join(wanted) or 'these files'}.")
    talks = {case.conversation for case in cases if case.id in chosen}
    return [
        case if case.id in chosen else replace(case, assertions=())
        for case in cases
        if case.conversation in talks
    ]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise PromptFormatError(f"The filter {text!r} is not like topic=salary.")
    return name, value


def _read(file: Path) -> list[Case]:
    try:
        entries = read_yaml(file.read_text("utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PromptFormatError(f"{file.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise PromptFormatError(f"{file.name}: holds no list of tests.")
    return [_case(entry, file, f"{file.name}, test {number}") for number, entry in enumerate(entries, 1)]


def _case(entry: Any, file: Path, place: str) -> Case:
    try:
        metadata, variables = entry["metadata"], entry["vars"]
        place = f"{place} ({metadata['id']})"
        case = Case(
            id=str(metadata["id"]),
            conversation=str(metadata.get("conversationId", metadata["id"])),
            topic=metadata.get("topic", file.stem),
            kind=metadata["kind"],
            question=variables["question"],
            severity=metadata.get("severity", "should"),
            assertions=tuple(read_assertion(one, place) for one in entry.get("assert") or ()),
            threshold=entry.get("threshold"),
            variables=variables,
            metadata={"topic": file.stem, "severity": "should", **metadata},
            folder=file.parent.resolve(),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise PromptFormatError(f"{place}: {error} is missing.") from error
    if more := sorted(entry.keys() - _FIELDS):
        raise PromptFormatError(f"{place}: has {', '.join(more)}, which cannot be honoured here.")
    if case.severity not in get_args(Severity):
        raise PromptFormatError(f"{place}: the severity is {case.severity!r}; write must or should.")
    if not isinstance(case.question, str) or not case.question.strip():
        raise PromptFormatError(f"{place}: the question is {case.question!r}; write a text.")
    return case
