"""What speaks for staying and for leaving: each side with its figures, neither with a verdict."""

from __future__ import annotations

import pytest

from advisor.answering.move_parts import Side
from advisor.answering.stay_or_leave import Way, answer_way, way_asked
from advisor.citations import unsupported
from knowledge.catalog import Catalog

BOOKKEEPERS, ELECTRICIANS = "43-3031.00", "47-2111.00"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("what speaks for staying", "staying"),
        ("any good reason to keep at it", "staying"),
        ("why should I stay", "staying"),
        ("what speaks for leaving", "leaving"),
        ("give me reasons to quit", "leaving"),
        ("why do they leave the soup on", None),
        ("what does it pay", None),
    ],
)
def test_the_side_asked_for_is_read(text: str, way: Way | None) -> None:
    assert way_asked(text) == way


def said(shipped: Catalog, code: str, way: Way) -> str:
    side = Side.of(shipped.of_code(code), shipped)
    draft = answer_way(way, side)
    assert not any(unsupported(one, frozenset((side.id,))) for one in draft.sentences)
    assert draft.sentences[-1].text.startswith("Which counts more is for you to weigh.")
    return "\n".join(one.text for one in draft.sentences)


def test_a_shrinking_job_has_openings_for_it_and_growth_against_it(shipped: Catalog) -> None:
    staying, leaving = (said(shipped, BOOKKEEPERS, way) for way in ("staying", "leaving"))
    assert "170,000 openings a year" in staying
    assert "shrink" not in staying
    assert "shrink by 5.8 percent" in leaving
    assert "openings" not in leaving
    assert "by the authors' view" in leaving


def test_a_growing_job_with_little_exposure_has_both_for_it(shipped: Catalog) -> None:
    staying, leaving = (said(shipped, ELECTRICIANS, way) for way in ("staying", "leaving"))
    assert "grow by 9.5 percent" in staying
    assert "Low exposure to AI" in staying
    assert "exposure" not in leaving
