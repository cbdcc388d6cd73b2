"""What is shown: limits kept, no near-synonyms, no ten biggest; routes only where each step is better."""

from __future__ import annotations

import time

import pytest

from advisor.reskilling import limits
from advisor.reskilling.paths import SOC, Reskilling
from advisor.reskilling.transition import LABELS
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.survey import Condition

CASHIERS, NURSES, DRIVERS, ELECTRICIANS = "41-2011.00", "29-1141.00", "53-3032.00", "47-2111.00"
HYGIENISTS = "29-1292.00"
UMPIRES = "27-2023.00"
LIFTING, OUTSIDE = "Handling and Moving Objects", "Outdoors, Exposed to Weather"


def test_every_occupation_has_others_to_show_and_never_itself(reskilling: Reskilling) -> None:
    for code in reskilling.moves.codes[::7]:
        moves = reskilling.rank(code)
        targets = [one.target.code for one in moves]
        assert 5 <= len(set(targets)) == len(targets) <= 10, code
        assert code not in targets
        assert all(one.start.code == code for one in moves)
        far = [one.label == "far" for one in moves]
        assert far == sorted(far)
        assert not any(far[5:])


def test_far_moves_only_fill_up_a_short_list(reskilling: Reskilling) -> None:
    moves = reskilling.rank(UMPIRES)
    assert len(moves) == 5
    assert [one.label for one in moves].count("far") == 3
    assert len(reskilling.rank(UMPIRES, far=True)) == 10
    assert len(reskilling.rank(UMPIRES, top=2)) == 2


def test_one_soc_code_is_one_option(reskilling: Reskilling) -> None:
    targets = [one.target.code[:SOC] for one in reskilling.rank(NURSES)]
    assert NURSES[:SOC] not in targets
    assert len(set(targets)) == len(targets) == 10


def test_the_whole_occupation_stands_for_its_specialties(reskilling: Reskilling) -> None:
    targets = [one.target.code for one in reskilling.rank(HYGIENISTS)]
    assert NURSES in targets
    assert sum(code.startswith(NURSES[:SOC]) for code in targets) == 1


def test_limits_are_kept_by_every_move(reskilling: Reskilling, tables: FactTables) -> None:
    catalog = Catalog((), tables=tables)
    pay = limits.of_condition(Condition(fields.PAY, "over $50,000", low=50_000), catalog)
    light = limits.of_rating(reskilling.traits, "activities", [LIFTING], "no lifting", high=2.5)
    no_managers = limits.without(
        (code for code in tables.codes() if code[:2] == "11"), reskilling.traits, "x"
    )
    moves = reskilling.rank(DRIVERS, [pay, light, no_managers], far=True)
    assert len(moves) == 10
    for one in moves:
        assert one.target.wages["median"].value >= 50_000
        assert dict(one.target.activities)[LIFTING].value <= 2.5
        assert one.target.code[:2] != "11"


def test_what_is_not_rated_does_not_keep_a_limit(reskilling: Reskilling) -> None:
    outside = limits.of_rating(reskilling.traits, "context", [OUTSIDE], "outside", low=4)
    rated = {code for code in reskilling.traits.codes if reskilling.traits.facts("context", code)}
    assert outside.allowed
    assert outside.allowed < rated
    with pytest.raises(ValueError, match="not in"):
        limits.of_rating(reskilling.traits, "context", ["Singing"], "singing", low=4)


def test_limits_that_nothing_keeps_give_nothing(reskilling: Reskilling) -> None:
    assert reskilling.rank(CASHIERS, [limits.Limit("never", frozenset())]) == []


def test_what_counts_for_nothing_is_told(reskilling: Reskilling) -> None:
    assert reskilling.unknown(["foreign language", "Microsoft Excel", "Juggling Swords"]) == [
        "Juggling Swords"
    ]


def test_what_a_person_has_besides_moves_such_work_up(reskilling: Reskilling) -> None:
    def asking(held: list[str]) -> int:
        moves = reskilling.rank(CASHIERS, held=held, far=True)
        return sum(dict(one.target.knowledge)["Foreign Language"].value >= 3 for one in moves)

    assert asking(["Foreign Language"]) > asking([]) == asking(["Juggling Swords"])


def test_a_route_is_better_than_the_leap_at_each_step(reskilling: Reskilling) -> None:
    leap = reskilling.transition(DRIVERS, ELECTRICIANS)
    assert leap.label == "far"
    routes = reskilling.route(DRIVERS, ELECTRICIANS)
    assert 1 <= len(routes) <= 3
    for path in routes:
        assert path.first.target == path.second.start
        for step in (path.first, path.second):
            assert LABELS.index(step.label) < LABELS.index(leap.label)
            assert step.likeness > leap.likeness
        ratio = path.first.pay.ratio
        assert ratio is None or ratio >= 0.75


def test_a_close_move_needs_no_route(reskilling: Reskilling) -> None:
    best = reskilling.rank(CASHIERS)[0]
    assert best.label == "close"
    assert reskilling.route(CASHIERS, best.target.code) == []


def test_a_stone_keeps_the_limits(reskilling: Reskilling) -> None:
    stone = reskilling.route(DRIVERS, ELECTRICIANS)[0].first.target.code
    limit = limits.without([stone], reskilling.traits, "not that")
    assert stone not in {
        one.first.target.code for one in reskilling.route(DRIVERS, ELECTRICIANS, limits=[limit])
    }


def test_the_same_pair_is_the_same_move_in_the_list(reskilling: Reskilling) -> None:
    for one in reskilling.rank(CASHIERS):
        assert one == reskilling.transition(CASHIERS, one.target.code)
        assert one.likeness_rank >= 1


def test_an_unknown_code_is_a_key_error(reskilling: Reskilling) -> None:
    for ask in (reskilling.ranked, reskilling.rank, lambda code: reskilling.transition(CASHIERS, code)):
        with pytest.raises(KeyError):
            ask("99-9999.99")


def test_nothing_is_made_before_the_first_question(tables: FactTables) -> None:
    start = time.perf_counter()
    waiting = Reskilling(tables)
    assert time.perf_counter() - start < 0.05
    assert set(vars(waiting)) == {"_tables", "traits"}
