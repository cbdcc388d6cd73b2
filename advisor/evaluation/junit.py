"""A run as JUnit XML, which continuous integration knows how to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from advisor.evaluation.rundir import why_failed

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: Mapping[str, Any]) -> str:
    """The run as XML: a suite for each topic, a test case for each prompt."""
    suites = Element("testsuites", {"name": "test prompts", **_counts(run["cases"])})
    for topic in dict.fromkeys(case["topic"] for case in run["cases"]):
        cases = [case for case in run["cases"] if case["topic"] == topic]
        suite = SubElement(suites, "testsuite", {"name": _clean(topic), **_counts(cases)})
        for case in cases:
            _add(suite, case)
    indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _add(suite: Element, case: Mapping[str, Any]) -> None:
    seconds = f"{case['latency_ms'] / 1000:.3f}"
    shown = SubElement(
        suite, "testcase", classname=_clean(case["topic"]), name=_clean(case["id"]), time=seconds
    )
    if case["passed"] is None:
        SubElement(shown, "skipped", message="nothing could be judged")
    elif not case["passed"]:
        why = _clean("; ".join(why_failed(case))) or "the score is too low"
        failure = SubElement(shown, "failure", message=why, type=case["severity"])
        said = "\n".join((*case["turns"], case["question"]))
        failure.text = _clean(f"{said}\n\n{case['output']}")


def _counts(cases: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    verdicts = [case["passed"] for case in cases]
    return {
        "tests": str(len(verdicts)),
        "failures": str(verdicts.count(False)),
        "skipped": str(verdicts.count(None)),
    }


def _clean(text: Any) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", str(text))
