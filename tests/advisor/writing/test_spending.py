"""The books of an hour: room for a visitor and for all, given back when a call took less or in an hour."""

from __future__ import annotations

from advisor.writing.spending import HOUR, Spending, Usage


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_visitor_has_room_until_it_is_spent_and_again_after_an_hour() -> None:
    clock = Clock()
    spending = Spending(100, 1000, clock=clock)
    assert spending.reserve("a", 60)
    assert spending.reserve("a", 60) is None
    assert spending.reserve("b", 60)
    clock.now = HOUR
    assert spending.reserve("a", 60)


def test_all_visitors_together_have_room_until_it_is_spent() -> None:
    spending = Spending(100, 150)
    assert spending.reserve("a", 100)
    assert spending.reserve("b", 100) is None
    assert spending.reserve("b", 50)


def test_what_a_call_did_not_take_is_given_back() -> None:
    spending = Spending(100, 1000)
    entry = spending.reserve("a", 100)
    assert entry
    spending.settle(entry, 10)
    assert spending.reserve("a", 90)


def test_whoever_runs_a_command_is_not_bounded() -> None:
    spending = Spending(1, 1)
    assert all(spending.reserve("", 100) for _ in range(5))
    assert spending.reserve("a", 1)


def test_what_several_calls_took_adds_up() -> None:
    assert Usage(1, 2, 0.5) + Usage(10, 20, 1.0) == Usage(11, 22, 1.5)
    assert Usage(1, 2).tokens == 3
