"""Where next: ranked moves within wishes, and one in full with its gap, steps and sources."""

from __future__ import annotations

import pytest

from advisor.jobs.atlas import Atlas
from advisor.jobs.listing import Wishes
from advisor.jobs.options import change_said
from knowledge.errors import UnknownOccupationError


@pytest.fixture(scope="module")
def cashiers(shipped: Atlas) -> str:
    return shipped.find("cashier")


def test_moves_keep_all_wishes(shipped: Atlas, cashiers: str) -> None:
    wishes = Wishes(least_pay=45_000, most_schooling=1, bands=frozenset({"low", "medium"}))
    found = shipped.options(cashiers, wishes)
    assert found.moves
    assert found.allowed < found.of
    for one in found.moves:
        assert one.row.pay
        assert one.row.pay.number is not None
        assert one.row.pay.number >= 45_000
        assert one.row.band in ("low", "medium")
        assert wishes.hold(one.row)


def test_a_move_tells_the_pay_against_todays(shipped: Atlas, cashiers: str) -> None:
    found = shipped.options(cashiers)
    today = found.start.pay
    assert today
    for one in found.moves:
        if one.pay_ratio and one.row.pay and one.row.pay.number and today.number:
            assert one.pay_ratio == pytest.approx(one.row.pay.number / today.number)


def test_one_move_names_what_is_missing_in_words_with_its_source(shipped: Atlas, cashiers: str) -> None:
    move = shipped.move(cashiers, shipped.find("registered nurse"))
    assert move.option.label == "far"
    assert move.missing
    for one in move.missing:
        assert one.how_far in ("a small step", "a clear step", "a long way", "not known")
        assert one.origin.name.startswith("O*NET")
        assert one.have is None or one.needed > one.have
    assert 0 < (move.cover or 0) < 1
    assert "Bachelor's degree" in move.steps[0].said
    assert move.steps[0].origin
    assert move.steps[-1].origin is None


def test_what_the_person_has_besides_is_not_missing(shipped: Atlas, cashiers: str) -> None:
    nurse = shipped.find("registered nurse")
    missing = shipped.move(cashiers, nurse).missing[0].name
    assert missing not in {one.name for one in shipped.move(cashiers, nurse, held=[missing]).missing}


def test_a_tool_among_the_steps_is_one_of_the_targets(shipped: Atlas, cashiers: str) -> None:
    nurse = shipped.find("registered nurse")
    tools = {tool.name for tool in shipped.glance(nurse).tools}
    (named,) = [one.said for one in shipped.move(cashiers, nurse).steps if one.said.startswith("Get to know")]
    assert named.removeprefix("Get to know ").removesuffix(".") in tools


def test_the_same_job_is_no_move(shipped: Atlas, cashiers: str) -> None:
    with pytest.raises(UnknownOccupationError, match="both start and target"):
        shipped.move(cashiers, cashiers)


def test_an_unknown_job_is_no_start(shipped: Atlas) -> None:
    with pytest.raises(UnknownOccupationError):
        shipped.options("no-such")


@pytest.mark.parametrize(
    ("ratio", "said"), [(1.16, "+16 %"), (0.84, "\N{MINUS SIGN}16 %"), (1.001, "about the same"), (None, "")]
)
def test_a_change_of_pay_in_words(ratio: float | None, said: str) -> None:
    assert change_said(ratio) == said
