"""Assertions that a chat model grades: run when a judge is configured, else skipped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from knowledge.errors import JudgeError

Judge = Callable[[str], str]
"""A chat model: takes all that it is told as one text and returns what it says."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "llm-rubric": "{value}",
        "model-graded-closedqa": "The answer meets this criterion: {value}",
        "factuality": "The answer contradicts nothing in this reference, and states its facts: {value}",
    }
)
"""What a judge is told for each type that it can grade here."""

MODEL_GRADED = frozenset(
    {
        *RULES,
        *("agent-rubric", "answer-relevance", "classifier", "context-faithfulness", "context-recall"),
        *("context-relevance", "conversation-relevance", "g-eval", "model-graded-factuality"),
        *("moderation", "pi", "search-rubric", "select-best"),
    }
)
"""All that promptfoo grades with a model."""

_OBJECT = re.compile(r"\{.*\}", re.S)


def load_judge(model: str) -> Judge:
    """The chat model named `provider:model`, made when it is first asked.

    Raises JudgeError then, when the provider's package is not installed, its key is not set or it
    does not answer.
    """
    made: list[Any] = []

    def ask(text: str) -> str:
        try:
            if not made:
                from langchain.chat_models import init_chat_model

                made.append(init_chat_model(model, temperature=0))
            return str(made[0].invoke(text).text)
        except Exception as error:  # Every provider raises errors of its own.
            raise JudgeError(f"The judge {model!r} (ADVISOR_JUDGE) does not answer: {error}") from error

    return ask


def judged(
    kind: str,
    value: str,
    output: str,
    variables: Mapping[str, Any],
    *,
    threshold: float | None = None,
    judge: Judge | None = None,
) -> tuple[bool, float, str] | None:
    """Whether the judge passes the answer, its score and reason; None when nobody can judge it.

    With a threshold, what passes must score that much as well.
    """
    if not judge or kind not in RULES:
        return None
    from advisor.prompts import load_prompt  # Of LangChain, which the page would wait for.

    prompt = load_prompt("judge").invoke(
        {
            "rule": RULES[kind].format(value=value),
            "question": str(variables.get("question", "")),
            "output": output,
        }
    )
    said = judge("\n\n".join(message.text for message in prompt.to_messages()))
    found = _OBJECT.search(said)
    try:
        verdict = json.loads(found[0]) if found else {}
    except ValueError:
        verdict = {}
    if not isinstance(verdict.get("pass"), bool):
        return False, 0.0, f"the judge gave no verdict: {said[:200]!r}"
    score: Any = verdict.get("score")
    is_number = isinstance(score, (int, float)) and not isinstance(score, bool)
    points = float(score) if is_number else float(verdict["pass"])
    passed = verdict["pass"] and (threshold is None or points >= threshold)
    return passed, points, str(verdict.get("reason", ""))
