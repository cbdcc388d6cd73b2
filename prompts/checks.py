"""Checks that test prompts call by name, in promptfoo's signature for Python assertions.

Each takes the answer's text and a context; the answer's metadata, as README.md documents it for
`ask --json`, is in `context["providerResponse"]["metadata"]`, the prompt's own settings in
`context["config"]`. Each returns promptfoo's grading result: pass, score and reason.
"""

from __future__ import annotations

from typing import Any


def cites(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """Every expected section is cited, by a quote that stands in the cited chunk."""
    citations = _metadata(context)["citations"]
    for citation in citations:
        if " ".join(citation["quote"].split()) not in " ".join(citation["chunk"].split()):
            return _result(False, f"[{citation['marker']}] quotes words that its chunk does not hold")
    cited = {citation["section"] for citation in citations}
    missing = sorted(set(context["config"]["sections"]) - cited)
    return _result(not missing, f"not cited: {', '.join(missing)}; cited: {', '.join(sorted(cited))}")


def abstains(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The answer says that what is asked is not in its documents, or does not say so, as expected."""
    abstained = _metadata(context)["abstained"]
    return _result(abstained == context["config"]["abstained"], f"abstained is {abstained}")


def outcome(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The outcome is the expected one: answer, decline, clarify or chat."""
    found = _metadata(context)["outcome"]
    return _result(found == context["config"]["outcome"], f"the outcome is {found}")


def _metadata(context: dict[str, Any]) -> dict[str, Any]:
    return dict(context["providerResponse"]["metadata"])


def _result(passed: bool, reason: str) -> dict[str, Any]:
    return {"pass": passed, "score": float(passed), "reason": "as expected" if passed else reason}
