"""The family of errors: one root, and a drawing of it that is true."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from knowledge import errors
from knowledge.errors import AdvisorError, ProfileFormatError

FAMILY = {
    name: kind for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)
}


def test_every_error_is_of_the_family_and_says_what_it_is_for() -> None:
    assert all(issubclass(kind, AdvisorError) for kind in FAMILY.values())
    assert all(kind.__doc__ for kind in FAMILY.values())


def test_the_drawing_of_the_family_shows_all_of_it() -> None:
    assert set(re.findall(r"[A-Z]\w+Error", errors.__doc__ or "")) == set(FAMILY)


def test_a_format_error_says_file_line_and_problem() -> None:
    error = ProfileFormatError(Path("somewhere/bakers.md"), 7, "The oven is cold.")
    assert str(error) == "bakers.md, line 7: The oven is cold."
    assert (error.path, error.line, error.problem) == (
        Path("somewhere/bakers.md"),
        7,
        "The oven is cold.",
    )
