"""The assertions that look at an answer's text alone, each as JavaScript would do it.

A matcher takes the value and the output, and returns whether it holds and why it does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from knowledge.yaml_text import read_yaml

Verdict = tuple[bool, str]
_QUOTED = re.compile(r'(".*?"|[^,]+)(?=\s*,|\s*$)')
_PYTHON_ONLY = re.compile(r"\(\?(?:[aiLmsux]+[):-]|P[<=>]|#|>)|\\[AZ]|(?<!\\)[*+?}]\+")


def problem(kind: str, value: Any) -> str:
    """What is wrong with the value of an assertion, or an empty string."""
    if kind == "equals":
        return "" if value is not None else "needs a `value`"
    if kind == "is-json":
        return "" if value is None or isinstance(value, (dict, bool, str)) else "needs a schema or no value"
    if kind.endswith(("-any", "-all")):
        is_list = isinstance(value, list) and all(isinstance(one, (str, int, float)) for one in value)
        return "" if value and (is_list or isinstance(value, str)) else "needs a list of texts"
    if kind in ("contains", "icontains"):
        return "" if value and isinstance(value, (str, int, float)) else "needs a text"
    if not value or not isinstance(value, str):
        return "needs a text"
    return _regex_problem(value) if kind == "regex" else ""


def _equals(value: Any, output: str) -> Verdict:
    if isinstance(value, (dict, list)):
        try:
            return same(value, json.loads(output)), f"the answer does not equal {json.dumps(value)}"
        except ValueError:
            return False, "the answer is no JSON"
    return text(value) == output, f"the answer does not equal {text(value)!r}"


def _contains(value: Any, output: str) -> Verdict:
    return text(value) in output, f"does not say {text(value)!r}"


def _icontains(value: Any, output: str) -> Verdict:
    return _contains(text(value).lower(), output.lower())


def _contains_any(value: Any, output: str) -> Verdict:
    if isinstance(value, str):
        value = [part.strip().removeprefix('"').removesuffix('"') for part in _QUOTED.findall(value)]
    return _says_any(list(map(text, value)), output)


def _icontains_any(value: Any, output: str) -> Verdict:
    return _says_any([one.lower() for one in _listed(value)], output.lower())


def _contains_all(value: Any, output: str) -> Verdict:
    return _says_all(_listed(value), output)


def _icontains_all(value: Any, output: str) -> Verdict:
    return _says_all([one.lower() for one in _listed(value)], output.lower())


def _starts_with(value: Any, output: str) -> Verdict:
    return output.startswith(value), f"does not start with {value!r}"


def _regex(value: Any, output: str) -> Verdict:
    return bool(_compiled(value).search(output)), f"does not match {value!r}"


def _is_json(value: Any, output: str) -> Verdict:
    try:
        found = json.loads(output, parse_constant=_refuse)
    except ValueError:
        return False, "the answer is no JSON"
    if value in (None, ""):
        return True, ""
    import jsonschema

    schema = read_yaml(value) if isinstance(value, str) else value
    error = jsonschema.exceptions.best_match(
        jsonschema.validators.validator_for(schema)(schema).iter_errors(found)
    )
    return error is None, f"the JSON does not follow the schema: {error.message if error else ''}"


MATCHERS: Mapping[str, Callable[[Any, str], Verdict]] = MappingProxyType(
    {
        "equals": _equals,
        "contains": _contains,
        "icontains": _icontains,
        "contains-any": _contains_any,
        "contains-all": _contains_all,
        "icontains-any": _icontains_any,
        "icontains-all": _icontains_all,
        "starts-with": _starts_with,
        "regex": _regex,
        "is-json": _is_json,
    }
)


def text(value: Any) -> str:
    """A value of YAML as JavaScript writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def same(one: Any, other: Any) -> bool:
    """Deep equality in which, unlike Python's, true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _says_any(words: list[str], output: str) -> Verdict:
    return any(one in output for one in words), f"says none of {words}"


def _says_all(words: list[str], output: str) -> Verdict:
    missing = [one for one in words if one not in output]
    return not missing, f"does not say {missing}"


def _listed(value: Any) -> list[str]:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else list(map(text, value))


def _compiled(pattern: str) -> re.Pattern[str]:
    """JavaScript's pattern: names are written (?<name>...), and \\d and \\w are those of ASCII."""
    return re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", pattern), re.ASCII)


def _regex_problem(pattern: str) -> str:
    if _PYTHON_ONLY.search(pattern):
        return f"has {pattern!r}, which JavaScript, and so promptfoo, does not take"
    try:
        _compiled(pattern)
    except re.error as error:
        return f"has {pattern!r}, which is no regular expression ({error})"
    return ""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
