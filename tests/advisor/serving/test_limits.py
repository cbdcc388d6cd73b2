"""How much a visitor may ask for."""

from __future__ import annotations

import pytest

from advisor.serving.limits import Open, Pace, TooManyError, pace_of
from knowledge.errors import SettingsError


def test_a_visitor_who_is_too_fast_is_told_when_to_go_on_and_holds_up_nobody_else() -> None:
    pace = Pace("3/minute")
    for _ in range(3):
        pace.hit("a")
    with pytest.raises(TooManyError, match=r"try again in \d+ seconds") as told:
        pace.hit("a")
    assert 1 <= told.value.seconds <= 120
    pace.hit("b")


def test_of_two_rates_the_narrower_one_counts_and_what_is_refused_is_not_counted() -> None:
    pace = Pace("5/minute; 2/hour")
    pace.hit("a")
    pace.hit("a")
    for _ in range(10):
        with pytest.raises(TooManyError):
            pace.hit("a")
    with pytest.raises(TooManyError):
        pace.check("a")


def test_the_limit_can_be_switched_off_and_one_that_is_none_says_how_to_write_it() -> None:
    assert pace_of("off") is None
    assert pace_of("9/second")
    with pytest.raises(SettingsError, match="120/minute"):
        pace_of("many")


def test_so_many_are_open_at_a_time_and_nothing_is_kept_of_who_left() -> None:
    streams = Open(2)
    with (
        streams.one("a") as first,
        streams.one("a") as second,
        streams.one("a") as third,
        streams.one("b") as other,
    ):
        assert (first, second, third, other) == (True, True, False, True)
        assert streams.total == 3
    assert streams.total == 0
    assert not streams._by_visitor
    with streams.one("a") as again:
        assert again
