"""Places and the line in front of them: nobody waits for ever, nobody is forgotten, the full line says so."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.serving.places import BESIDE_A_MODEL, BusyError, Place, Places, answers_at_once


def test_so_many_are_answered_and_the_others_know_how_many_are_before_them() -> None:
    places = Places(2, waiting=3)
    taken = [places.take() for _ in range(5)]
    assert [one.turn.is_set() for one in taken] == [True, True, False, False, False]
    assert [one.ahead for one in taken] == [0, 0, 2, 3, 4]
    assert (places.answering, places.in_line) == (2, 3)


def test_a_full_line_says_at_once_how_many_are_there_and_when_to_come_back() -> None:
    places = Places(1, waiting=1)
    places.take(), places.take()
    with pytest.raises(BusyError, match=r"2 messages .* try again in \d+ seconds") as busy:
        places.take()
    assert busy.value.ahead == 2
    assert busy.value.seconds > 0


def test_whoever_leaves_the_line_gives_the_place_up_and_whoever_is_done_hands_it_on() -> None:
    places = Places(1, waiting=2)
    first, second, third = (places.take() for _ in range(3))
    places.leave(second)
    assert third.ahead == 1
    places.leave(first)
    assert third.turn.is_set()
    assert (places.answering, places.in_line) == (1, 0)


def test_an_error_gives_the_place_up() -> None:
    places = Places(1)
    with pytest.raises(ValueError, match="broken"), places.take():
        raise ValueError("broken")
    assert places.answering == 0


def test_a_closed_door_turns_away_but_lets_the_line_be_answered() -> None:
    places = Places(1)
    first, second = places.take(), places.take()
    places.close()
    with pytest.raises(BusyError) as busy:
        places.take()
    assert busy.value.stopping
    places.leave(first)
    assert second.turn.is_set()


def test_a_turn_is_waited_for_only_so_long() -> None:
    async def wait() -> tuple[bool, bool]:
        places = Places(1)
        first, second = places.take(), places.take()
        early = await second.came(0.01)
        asyncio.get_running_loop().call_later(0.01, places.leave, first)
        return early, await second.came()

    assert asyncio.run(wait()) == (False, True)


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=60), st.integers(1, 4), st.integers(0, 6))
def test_however_visitors_come_and_go_no_place_is_lost(
    steps: list[int | None], at_once: int, waiting: int
) -> None:
    """None is one who comes, a number is which of those present leaves."""
    places, present = Places(at_once, waiting), list[Place]()
    for step in steps:
        if step is None:
            try:
                present.append(places.take())
            except BusyError:
                assert len(present) == at_once + waiting
        elif present:
            places.leave(present.pop(step % len(present)))
        assert places.answering == min(len(present), at_once)
        assert places.in_line == max(0, len(present) - at_once)
        assert [one.turn.is_set() for one in present] == [place < at_once for place in range(len(present))]


def test_threads_are_as_many_as_help_unless_they_wait_for_a_chat_model() -> None:
    assert 1 <= answers_at_once(0, with_model=False) <= 2
    assert answers_at_once(0, with_model=True) == BESIDE_A_MODEL
    assert answers_at_once(7, with_model=False) == 7


def test_what_can_wait_waits_for_visitors_but_not_for_ever() -> None:
    places = Places(1)
    start = time.monotonic()
    places.until_idle(0.05, at_most=5)
    assert time.monotonic() - start < 2
    with places.take(), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(places.until_idle, 0.05, at_most=60)
        assert not wait([waiting], 0.3).done
        places.until_idle(0.05, at_most=0.1)  # Too long already.
        next(iter(places._answering)).__exit__(None, None, None)
        waiting.result(10)
