"""The labels that a message is read by, and the labelled examples they are learnt from.

`prompts/README.md` explains every label and shows how to add examples.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.profile import Section

EXAMPLES = Path(__file__).parents[2] / "prompts" / "examples"

INTENTS = (
    "question", "greeting", "thanks", "goodbye", "reaction", "about_advisor", "feelings",
    "undecided", "off_topic", "harmful", "override", "forget", "switch",
)  # fmt: skip
COMPOSITES = ("overview", "ai_effect", "next_jobs")
UNCOVERED = (
    "pay_detail", "location", "hours", "benefits", "hiring_process", "eligibility", "fitness",
    "training", "promotion", "employers", "headcount", "wellbeing", "workplace", "demographics",
    "history", "provenance", "forecast_number", "other_fact",
)  # fmt: skip
TOPICS = (*(section.value for section in Section), *COMPOSITES, *UNCOVERED)
KINDS = (
    "fact", "list", "count", "yes_no", "why", "define", "superlative", "compare", "arithmetic",
    "plan",
)  # fmt: skip
FACETS = (
    "minimum", "median", "maximum", "high", "medium", "low", "ai_yes", "ai_no", "negated",
    "followup",
)  # fmt: skip
_KNOWN = tuple(map(frozenset, (INTENTS, TOPICS, FACETS, KINDS)))


@dataclass(frozen=True, slots=True)
class Example:
    """A message and how it should be read; occupations in `text` stand in braces."""

    text: str
    intent: str = "question"
    topics: tuple[str, ...] = ()
    kind: str = ""
    facets: tuple[str, ...] = ()
    followup: bool = False
    lang: str = "en"
    before: tuple[Example, ...] = ()
    """The turns before it in its conversation, first to last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message reads: a probability for every label, each from 0 to 1.

    Intents, topics and kinds are distributions that add up to 1; facets stand for themselves.
    """

    intents: dict[str, float]
    topics: dict[str, float]
    kinds: dict[str, float]
    facets: dict[str, float] = field(default_factory=dict)

    @property
    def intent(self) -> str:
        return max(self.intents, key=self.intents.__getitem__)

    @property
    def topic(self) -> str:
        return max(self.topics, key=self.topics.__getitem__)

    @property
    def kind(self) -> str:
        return max(self.kinds, key=self.kinds.__getitem__)


def load_examples(folder: Path = EXAMPLES) -> list[Example]:
    """Every labelled example, in file order; a conversation gives one a turn."""
    return [
        example
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
        for example in examples_from(json.loads(line))
    ]


def examples_from(facts: dict[str, Any]) -> list[Example]:
    """The example of a JSON object, or those of all turns of a conversation `{"turns": [...]}`."""
    turns: list[Example] = []
    for turn in facts.get("turns", [facts]):
        turns.append(example_from(turn, before=tuple(turns)))
    return turns


def example_from(facts: dict[str, Any], before: tuple[Example, ...] = ()) -> Example:
    """One example from its JSON object; raises ValueError on a label that is not known."""
    listed = {name: tuple(facts.get(name, ())) for name in ("topics", "facets")}
    example = Example(**{**facts, **listed}, before=before)
    kinds = {example.kind} if example.intent == "question" else set()
    labels = ({example.intent}, set(example.topics), set(example.facets), kinds)
    for used, known in zip(labels, _KNOWN, strict=True):
        if unknown := used - known:
            raise ValueError(f"{example.text!r} has the label {min(unknown)!r}; use one of {sorted(known)}.")
    return example
