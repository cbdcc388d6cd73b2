"""promptfoo's way to the advisor: a Python provider that answers in its own process.

Settings come from the environment, as everywhere. promptfoo gives a provider one message at a time,
so the focus of every conversation is kept here, under its `conversationId`.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # promptfoo runs this file from anywhere.

import app
from advisor.chain import Advisor
from advisor.console import as_object
from advisor.question import Focus
from advisor.settings import Settings

_focus: dict[tuple[str, ...], Focus] = {}


def call_api(prompt: str, options: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """The answer to a test's question as promptfoo's result: `output`, and `metadata` as of `ask --json`.

    For a paired prompt, `metadata.paired` is the answer to `paired_with`, asked on its own.
    """
    test = context["test"]
    variables, metadata = test["vars"], test["metadata"]
    conversation = metadata.get("conversationId", metadata["id"])
    key = (str(context.get("evaluationId")), str(context.get("repeatIndex")), str(conversation))
    answered = _advisor().ask(variables["question"], _focus.get(key, Focus()))
    _focus[key] = answered.focus
    shown = as_object(conversation, answered)
    found = shown["metadata"]
    if other := variables.get("paired_with"):
        paired = as_object(conversation, _advisor().ask(other))
        kept = {name: paired["metadata"][name] for name in ("citations", "occupations")}
        found = {**found, "paired": {"output": paired["output"], **kept}}
    return {"output": shown["output"], "metadata": found}


@lru_cache(maxsize=1)
def _advisor() -> Advisor:
    return app.build_advisor(Settings.from_environment(os.environ))
