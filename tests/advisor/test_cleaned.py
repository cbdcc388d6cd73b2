"""A message as it is read."""

from __future__ import annotations

import pytest

from advisor.understanding.cleaned import as_a_question


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("i make 15.50 an hr", "i make 15.50 an hour"),
        ("20 bucks per hr", "20 bucks per hour"),
        ("sounds risky", "is it risky?"),
        ("i work in hr", "i work in hr"),
        ("an hr job", "an hr job"),
    ],
)
def test_units_and_remarks_are_put_in_full(text: str, read: str) -> None:
    assert as_a_question(text) == read
