"""promptfoo's `python` assertion: code in the test, or a function of a file, that judges an answer."""

from __future__ import annotations

import importlib.util
import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from knowledge.errors import PromptFormatError

if TYPE_CHECKING:
    from advisor.evaluation.assertions import Subject

FUNCTION = "get_assert"  # The one called where the value names none.
_INDENTED = re.compile(r"^(?!\s*$)[ \t]+", re.M)
_MUST = "must return a boolean, a number or {pass, score, reason}"


def result_of(
    value: str, config: Mapping[str, Any], threshold: float | None, subject: Subject
) -> tuple[bool, float, str]:
    """Whether it passed, its score, and why; code that raises has failed.

    `value` is an expression, the body of a function of `output` and `context`, or
    `file://checks.py:name`. Raises PromptFormatError when there is no such file or function.
    """
    function = _function(value, subject.folder)
    try:
        return _normalized(function(subject.output, context_of(subject, config)), threshold, value)
    except Exception as error:  # Whatever a test's own code raises, that test has failed.
        return False, 0.0, f"{value}: {type(error).__name__}: {error}"


def problem(code: str) -> str:
    """What is wrong with code that stands in a test, or an empty string."""
    try:
        if not code.startswith("file://"):
            compile(_as_function(code), "<assertion>", "exec")
    except (SyntaxError, ValueError) as error:
        return f"has {code!r}, which is no Python ({error})"
    return ""


def context_of(subject: Subject, config: Mapping[str, Any]) -> dict[str, Any]:
    """What promptfoo hands to a Python assertion beside the output."""
    return {
        "prompt": str(subject.variables.get("question", "")),
        "vars": dict(subject.variables),
        "config": dict(config),
        "metadata": dict(subject.metadata),
        "providerResponse": {"output": subject.output, "metadata": dict(subject.metadata)},
    }


def _function(value: str, folder: Path) -> Any:
    if not value.startswith("file://"):
        return _inline(value)
    file, _, name = value.removeprefix("file://").partition(":")
    found = getattr(_module(_find(file, folder)), name or FUNCTION, None)
    if not callable(found):
        raise PromptFormatError(f"{file} has no function {name or FUNCTION!r}, which a test calls.")
    return found


@lru_cache(maxsize=256)
def _inline(code: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(_as_function(code), "<assertion>", "exec"), names)
    return names["main"]


def _as_function(code: str) -> str:
    """What promptfoo makes of code in a test: it is an expression, or a body with its returns."""
    if "\n" in code:
        found = _INDENTED.search(code)
        indent = found[0] if found else "    "
        body = "\n".join(f"{indent}{line}" for line in code.split("\n"))
    else:
        body = f"    return {code}"
    return f"import json\n\ndef main(output, context):\n{body}\n"


def _normalized(result: Any, threshold: float | None, value: str) -> tuple[bool, float, str]:
    if isinstance(result, str) and result.lower() in ("true", "false"):
        result = result.lower() == "true"
    if isinstance(result, str) and result.startswith("{"):
        result = json.loads(result)
    if isinstance(result, bool):
        return result, float(result), f"{value} returned {result}"
    if isinstance(result, dict):
        return _grading(result, threshold)
    score = float(result) if isinstance(result, (int, float, str)) else math.nan
    if math.isnan(score):
        raise TypeError(f"{_MUST}, not {result!r}")
    return (score > 0 if threshold is None else score >= threshold), score, f"{value} returned {score:g}"


def _grading(result: Mapping[str, Any], threshold: float | None) -> tuple[bool, float, str]:
    passed, score, reason = result.get("pass", result.get("pass_")), result.get("score"), result.get("reason")
    if not isinstance(passed, bool) or not isinstance(score, (int, float)) or not isinstance(reason, str):
        raise TypeError(f"{_MUST}, not {dict(result)!r}")
    if threshold is not None and score < threshold:
        return False, float(score), f"the score {score:g} is below {threshold:g}: {reason}"
    return passed, float(score), reason


def _find(file: str, folder: Path) -> Path:
    """The file, looked for from the test's folder upwards."""
    for place in (folder, *folder.parents):
        if (place / file).is_file():
            return place / file
    raise PromptFormatError(f"The checks file {file!r} is not in {folder} or above.")


@lru_cache(maxsize=8)
def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if not spec or not spec.loader:
        raise PromptFormatError(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
