"""A chunk's text and its digest, by which a change is noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.chunk import Chunk
from knowledge.profile import Section

CHUNK = Chunk(
    id="bakers/salary/1",
    profile="bakers",
    occupation="Bakers",
    code="51-3011.00",
    section=Section.SALARY,
    heading="Salary Data",
    body="**Median**: $36,500",
    line=4,
    parent="bakers/salary",
)


def test_the_text_says_whose_and_of_what_it_is() -> None:
    assert CHUNK.text == "Bakers > Salary Data\n**Median**: $36,500"


def test_a_digest_is_the_same_for_the_same_chunk() -> None:
    assert replace(CHUNK).digest == CHUNK.digest


@pytest.mark.parametrize(
    "change",
    [
        {"id": "bakers/salary/2"},
        {"profile": "cooks"},
        {"occupation": "Cooks"},
        {"code": ""},
        {"heading": "Pay"},
        {"body": "**Median**: $36,501"},
        {"line": 5},
        {"parent": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_digest_changes_with_everything_that_is_stored(change: dict[str, Any]) -> None:
    assert replace(CHUNK, **change).digest != CHUNK.digest
