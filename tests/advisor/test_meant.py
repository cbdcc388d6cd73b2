"""What a name means by the work of who says it."""

from __future__ import annotations

import pytest

from advisor.question import Focus
from advisor.understanding.jobs import JobMatcher
from advisor.understanding.labels import load_examples
from advisor.understanding.meant import Names
from knowledge.catalog import Catalog
from knowledge.facts import FactTables

INSPECTORS, BUILDING_INSPECTORS = "51-9061.00", "47-4011.00"


@pytest.fixture(scope="module")
def matcher() -> JobMatcher:
    return JobMatcher(Catalog([], tables=FactTables.load()), load_examples())


@pytest.mark.parametrize(
    ("text", "own", "meant"),
    [
        ("how about inspector", "47-2152.00", BUILDING_INSPECTORS),  # A plumber's.
        ("electrician, maybe inspector", "", BUILDING_INSPECTORS),
        ("how about inspector", "29-1141.00", INSPECTORS),
        ("how about quality inspector", "47-2152.00", INSPECTORS),
        ("inspector", "", INSPECTORS),
        ("and a cashier", "41-2031.00", "41-2011.00"),
    ],
)
def test_a_broad_name_is_meant_as_in_ones_own_trade(
    matcher: JobMatcher, text: str, own: str, meant: str
) -> None:
    names = Names(Catalog([], tables=FactTables.load()), matcher.titles)
    assert names.of_the_trade(matcher.mentions(text), Focus(own=own))[-1].profiles == (meant,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("I was an office manager for a dentist", ["43-1011.00"]),
        ("I'm a cashier at a plumber", ["41-2011.00"]),
        ("a cashier or a plumber", ["41-2011.00", "47-2152.00"]),
    ],
)
def test_whom_somebody_works_for_is_no_job_of_theirs(
    matcher: JobMatcher, text: str, codes: list[str]
) -> None:
    names = Names(Catalog([], tables=FactTables.load()), matcher.titles)
    found = names.without_roles(matcher.mentions(text), text, Focus())
    assert [one.profiles[0] for one in found] == codes


def test_the_place_tells_which_of_several_is_meant(matcher: JobMatcher) -> None:
    (mention,) = matcher.mentions("I want to be an instructor at a trade school")
    assert mention.profiles == ("25-1194.00",)
