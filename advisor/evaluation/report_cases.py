"""The answers of a run in its report: those that failed with why, those half checked, the rest folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

LONGEST_QUOTE = 600  # Characters of a source that are shown.
NAMES = {"ai_tools": "AI tools", "ai_integration": "AI integration", "dontknow": "not in the documents"}

Facts = Mapping[str, Any]


def failing_part(cases: Sequence[Facts]) -> str:
    """The answers that failed, those that may never fail first."""
    if not cases:
        return '<section><h2>What went wrong</h2><p class="good">Nothing did.</p></section>'
    lead = f"{len(cases)} answers failed; those that may never fail stand first."
    shown = "".join(map(_failed_case, sorted(cases, key=lambda case: case["severity"] != "must")))
    return f"<section><h2>What went wrong</h2><p>{lead}</p>{shown}</section>"


def _failed_case(case: Facts) -> str:
    must = '<span class="tag bad">may never fail</span>' if case["severity"] == "must" else ""
    why = "".join(
        f"<li>{escape(str(one['reason']))} <small>({escape(_check(one))})</small></li>"
        for one in case["assertions"]
        if not one["pass"] and not one.get("skipped")
    )
    return (
        f'<article><p class="tags"><span class="tag">{name_of(case["topic"])}</span>{must}'
        f"<small>{escape(str(case['id']))}</small></p>{_said(case)}"
        f"<h4>Why it failed</h4><ul>{why}</ul>{_found(case)}{_sources(case['citations'])}"
        f"{_paired(case)}</article>"
    )


def _said(case: Facts) -> str:
    turns = "".join(f"<li>{escape(str(turn))}</li>" for turn in case["turns"])
    before = f"<h4>Said before</h4><ol>{turns}</ol>" if turns else ""
    return (
        f"{before}<h3>{escape(str(case['question']))}</h3>"
        f'<h4>The answer</h4><div class="answer">{escape(str(case["output"]))}</div>'
    )


def _paired(case: Facts) -> str:
    """For a paired prompt, what the same question from somebody else was answered."""
    other = case["metadata"].get("paired")
    if not other:
        return ""
    return f'<h4>The answer to somebody else</h4><div class="answer">{escape(str(other["output"]))}</div>'


def _found(case: Facts) -> str:
    retrieval = case["retrieval"]
    if retrieval["hit"] is None:
        return ""
    if retrieval["hit"]:
        return f'<p class="soft">The right passage had been found, in place {retrieval["rank"]}.</p>'
    return '<p class="soft">The right passage had not been found, so this began before the answer.</p>'


def _sources(citations: Sequence[Facts]) -> str:
    if not citations:
        return '<p class="soft">It cites no source.</p>'
    items = "".join(
        f"<li>[{escape(str(one['marker']))}] {escape(str(one['occupation']))}, {name_of(one['section'])}:"
        f" <q>{escape(_cut(str(one['quote'])))}</q></li>"
        for one in citations
    )
    return f'<h4>Its sources</h4><ul class="sources">{items}</ul>'


def skipped_part(cases: Sequence[Facts]) -> str:
    """The answers of which something was not checked, and what."""
    if not cases:
        return ""
    items = "".join(
        f"<li>{escape(str(case['question']))}"
        f" <small>({escape(', '.join(_skipped_checks(case)))})</small></li>"
        for case in cases
    )
    return (
        "<section><h2>Not fully checked</h2><p>Some checks of these answers need a judge, a second language"
        f" model that grades them, and none is set up. What could be checked passed.</p>"
        f"<ul>{items}</ul></section>"
    )


def has_skipped(case: Facts) -> bool:
    """Whether a check of the case was skipped for want of a model."""
    return bool(_skipped_checks(case))


def _skipped_checks(case: Facts) -> list[str]:
    return list(dict.fromkeys(_check(one) for one in case["assertions"] if one.get("skipped")))


def passing_part(cases: Sequence[Facts]) -> str:
    """The answers that passed, folded by topic."""
    topics: dict[str, list[Facts]] = {}
    for case in cases:
        topics.setdefault(str(case["topic"]), []).append(case)
    folded = "".join(
        f"<details><summary>{name_of(topic)}: {len(group)}</summary>"
        f"{''.join(map(_passed_case, group))}</details>"
        for topic, group in topics.items()
    )
    return f"<section><h2>What went right</h2>{folded or '<p>Nothing did.</p>'}</section>"


def _passed_case(case: Facts) -> str:
    return f"<article>{_said(case)}{_sources(case['citations'])}</article>"


def _check(assertion: Facts) -> str:
    """What an assertion is called: the check's own name, or its type."""
    value = str(assertion["value"])
    return value.rpartition(":")[2] if assertion["type"].endswith("python") else str(assertion["type"])


def name_of(slug: Any) -> str:
    """The name of a topic or section for people, escaped."""
    return escape(NAMES.get(str(slug)) or str(slug).replace("_", " "))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + " ..."
