"""Counting, listing and ranking, against a plain recomputation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import FIELDS
from knowledge.profile import Section
from knowledge.survey import Board, Condition, Found, Survey
from tests.knowledge.made_figures import Made, made_tables

BAKERS = Made("51-3011.00", "Bakers", median="30000", growth=5.0, openings=10)
CLERKS = Made("43-9061.00", "Clerks", median="40000", growth=-5.0, openings=30, tools=("Microsoft Excel",))
PILOTS = Made("53-2011.00", "Pilots", median="90000", growth=5.0, openings=20, skills={"Mathematics": 4.0})
ACTORS = Made("27-2011.00", "Actors", hourly="25.0", growth=1.0)
ALL = (BAKERS, CLERKS, PILOTS, ACTORS)


def board(folder: Path, made: Sequence[Made] = ALL) -> Board:
    return Catalog([], tables=made_tables(folder, made)).board


def titles(found: Found) -> list[str]:
    return [row.profile.title for row in found.rows]


def test_all_conditions_must_hold_and_the_order_is_kept(tmp_path: Path) -> None:
    conditions = (Condition(fields.PAY, "", low=40_000), Condition(fields.OPENINGS, "", high=30))
    found = board(tmp_path).find(Survey(conditions, fields.OPENINGS))
    assert titles(found) == ["Clerks", "Pilots"]
    assert (found.fit, found.covered, found.unknown) == (2, 3, 1)
    upwards = board(tmp_path).find(Survey(conditions, fields.OPENINGS, ascending=True))
    assert titles(upwards) == ["Pilots", "Clerks"]


def test_equal_figures_stand_by_title_and_those_cut_off_are_counted(tmp_path: Path) -> None:
    found = board(tmp_path).find(Survey((), fields.GROWTH, limit=1))
    assert titles(found) == ["Bakers"]
    assert found.ties == 1


def test_a_later_page_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    whole, pages = board(tmp_path), []
    for start in (0, 2, 4):
        pages += titles(whole.find(Survey((), fields.GROWTH, limit=2, start=start)))
    assert pages == titles(whole.find(Survey((), fields.GROWTH)))


def test_an_order_that_was_not_asked_for_leaves_nobody_out(tmp_path: Path) -> None:
    art_or_office = Condition(fields.family_field("arts, design, sports and media", "office work"), "", low=1)
    found = board(tmp_path).find(Survey((art_or_office,), fields.PAY, is_order_asked=False))
    assert titles(found) == ["Clerks", "Actors"]
    assert found.unknown == 0
    asked = board(tmp_path).find(Survey((art_or_office,), fields.PAY))
    assert titles(asked) == ["Clerks"]


def test_skills_tools_and_families_may_be_wanted_or_not(tmp_path: Path) -> None:
    whole = board(tmp_path)
    maths = Condition(fields.skill_field("Mathematics"), "", 3, 3)
    no_excel = Condition(fields.tool_field("Excel"), "", high=0)
    no_office = Condition(fields.family_field("office work"), "", high=0)
    assert titles(whole.find(Survey((maths,)))) == ["Pilots"]
    assert titles(whole.find(Survey((no_excel,)))) == []  # Nothing is known of the tools of the others.
    assert titles(whole.find(Survey((no_office,)))) == ["Actors", "Bakers", "Pilots"]


def test_a_specialty_with_its_groups_figure_takes_no_second_place(tmp_path: Path) -> None:
    whole = Made("29-1229.00", "Physicians", median="200000", growth=3.0, group="Physicians, All")
    special = Made("29-1229.01", "Allergists", median="200000", growth=3.0, group="Physicians, All")
    both = board(tmp_path, [whole, special])
    assert titles(both.find(Survey((), fields.PAY))) == ["Physicians"]
    assert both.value(fields.PAY, "29-1229.01")
    assert titles(board(tmp_path, [special]).find(Survey((), fields.PAY))) == ["Allergists"]


def test_a_warm_board_answers_the_same(tmp_path: Path) -> None:
    cold, warm = board(tmp_path), board(tmp_path)
    warm.warm()
    assert warm.find(Survey((), fields.GROWTH)) == cold.find(Survey((), fields.GROWTH))


def test_what_was_understood_is_said() -> None:
    survey = Survey((Condition(fields.PAY, "median pay above $1", low=1),), fields.GROWTH, ascending=True)
    assert survey.said == "median pay above $1, fastest shrinking first"
    assert Survey((Condition(fields.PAY, "", period="hour"),)).period == "hour"
    assert Survey().said == Survey().period == ""


def test_a_family_or_an_order_that_nobody_asked_for_tells_little() -> None:
    family = Condition(fields.family_field("office work"), "in office work", low=1)
    assert not Survey((family,), fields.PAY, is_order_asked=False).is_told
    assert Survey((family,), fields.PAY).is_told
    assert Survey((family, Condition(fields.PAY, "", low=1))).is_told
    assert Survey((family,), counts_only=True).is_told


NUMBERS = st.integers(-3, 3)
FIGURES = (fields.GROWTH, fields.OPENINGS, fields.EMPLOYMENT)


@given(
    figures=st.lists(st.tuples(*[st.none() | NUMBERS] * 3), max_size=12),
    limits=st.lists(st.tuples(st.sampled_from(FIGURES), NUMBERS, NUMBERS), max_size=3),
    order=st.none() | st.sampled_from(FIGURES),
    ascending=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_conditions_and_orders_are_those_of_a_plain_recomputation(
    figures: list[tuple[int | None, ...]],
    limits: list[tuple[fields.Field, int, int]],
    order: fields.Field | None,
    ascending: bool,
) -> None:
    made = [
        Made(
            f"51-{at:04}.00",
            f"Job {chr(65 + at)}",
            growth=row[0],
            openings=_positive(row[1]),
            people=_positive(row[2]),
        )
        for at, row in enumerate(figures, 1)
    ]
    known = {
        one.title: dict(zip(FIGURES, (one.growth, one.openings, one.people), strict=True)) for one in made
    }
    fit = [
        title
        for title, has in known.items()
        if all((number := has[field]) is not None and low <= number <= high for field, low, high in limits)
        and (order is None or has[order] is not None)
    ]
    sign = 1 if ascending else -1
    fit.sort(key=lambda title: (sign * (known[title][order] or 0) if order else 0, title))
    conditions = tuple(Condition(field, "", low, high) for field, low, high in limits)
    with TemporaryDirectory() as folder:
        found = board(Path(folder), made).find(Survey(conditions, order, ascending=ascending, limit=50))
    assert titles(found) == fit
    assert found.fit == len(fit)
    assert found.covered + found.unknown == len(made)


def _positive(number: int | None) -> int | None:
    return None if number is None else abs(number)


@pytest.mark.parametrize("number", [0.0, 5.0, 10.0])
def test_both_ends_of_a_range_belong_to_it(number: float) -> None:
    value = fields.Value(number, Section.SALARY, None)
    assert Condition(FIELDS[0], "", 0, 10).holds(value)
    assert not Condition(FIELDS[0], "", math.nextafter(number, 99), 99).holds(value)
    assert not Condition(FIELDS[0], "").holds(None)
