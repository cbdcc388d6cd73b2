"""Every command tells all it takes, with examples that it takes; the settings are those of the README."""

from __future__ import annotations

import argparse
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from advisor.commands import EXAMPLES, parser
from advisor.settings import Settings
from tests.conftest import ROOT

NAMES = ("chat", "ingest", "import", "ask", "evaluate", "doctor", "reskill", "user")
WHOLE = parser(dict.fromkeys(NAMES, lambda settings, options: 0))
COMMANDS: dict[str, argparse.ArgumentParser] = dict(
    next(one.choices for one in WHOLE._actions if isinstance(one, argparse._SubParsersAction))
)
ROW = re.compile(r"^\| (`ADVISOR_.*?) \| (.*?) \| .* \|$", re.M)


def test_every_command_is_told_of() -> None:
    assert set(COMMANDS) == set(NAMES) == set(EXAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_its_words(name: str) -> None:
    command = COMMANDS[name]
    assert command.description
    assert [one.dest for one in command._actions if not (one.help or "").strip()] == []
    text = command.format_help()
    for action in command._actions:
        assert all(option in text for option in action.option_strings)
    assert all(f"python {example}" in text for example in EXAMPLES[name])


@pytest.mark.parametrize("example", [one for examples in EXAMPLES.values() for one in examples])
def test_every_example_is_one_that_is_taken(example: str) -> None:
    words = [one for one in shlex.split(re.split(" >>? ", example)[0]) if not one.startswith("ADVISOR_")]
    assert words[0] == "app.py"
    assert WHOLE.parse_args(words[1:]).run


def told() -> dict[str, str]:
    """The variables of the README's table with their defaults."""
    found = {}
    for names, defaults in ROW.findall((ROOT / "README.md").read_text("utf-8")):
        each = re.findall(r"`(ADVISOR_\w+)`", names)
        parts = defaults.split(", ") if len(each) > 1 else [defaults]
        assert len(each) == len(parts), names
        found |= dict(zip(each, parts, strict=True))
    return found


def heeded() -> set[str]:
    return set(re.findall(r'"(ADVISOR_[A-Z_]+)"', (ROOT / "advisor" / "settings.py").read_text("utf-8")))


def test_the_readme_names_every_setting_and_no_other() -> None:
    assert set(told()) == heeded()


def test_the_readme_tells_the_defaults() -> None:
    defaults = {f"ADVISOR_{one.name.upper()}": getattr(Settings(), one.name) for one in fields(Settings)}
    compared = 0
    for name, text in told().items():
        if name not in defaults or " " in text.strip("`"):  # Told in words.
            continue
        value = defaults[name]
        shown = value.relative_to(ROOT).as_posix() if isinstance(value, Path) else f"{value or 'none'}"
        if isinstance(value, float):
            shown = f"{value:g}"
        assert text.strip("`") == shown, name
        compared += 1
    assert compared >= 10
