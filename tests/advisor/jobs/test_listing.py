"""All occupations in one list: found by any name, filtered, ordered; the unknown passes no filter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.jobs.atlas import Atlas
from advisor.jobs.listing import ORDERS, Query, Wishes
from knowledge.fields import FAMILIES

EVERYTHING = Wishes()


def titles(atlas: Atlas, query: Query) -> list[str]:
    return [row.title for row in atlas.listing.find(query).rows]


def test_without_anything_asked_all_stand_in_title_order(atlas: Atlas) -> None:
    found = titles(atlas, Query())
    assert found == sorted(found)
    assert len(found) == 6


def test_an_alias_finds_and_words_may_be_begun(atlas: Atlas) -> None:
    assert titles(atlas, Query("pastry ch")) == ["Bakers"]
    assert titles(atlas, Query("FLORAL")) == ["Floral Designers"]
    assert titles(atlas, Query("51-3011.00")) == ["Bakers"]


def test_a_name_that_nobody_has_offers_the_nearest(atlas: Atlas) -> None:
    listed = atlas.listing.find(Query("flroal desinger"))
    assert listed.rows == ()
    assert listed.nearest[0].title == "Floral Designers"


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        (
            Wishes(least_pay=36_000),
            {"Floral Designers", "Mathematical Science Occupations", "Bioinformatics Technicians"},
        ),
        (Wishes(most_schooling=0), {"Bakers"}),
        (Wishes(most_training=1), {"Floral Designers", "Mathematical Science Occupations"}),
        (Wishes(least_growth=0.0, most_schooling=1), {"Bakers"}),
        (Wishes(bands=frozenset({"low", "medium"})), {"Bakers", "Floral Designers"}),
        (Wishes(family="production"), {"Bakers"}),
        (Wishes(place="outdoors"), set()),
    ],
)
def test_a_wish_keeps_what_is_known_to_fulfil_it(atlas: Atlas, wishes: Wishes, wanted: set[str]) -> None:
    assert set(titles(atlas, Query(wishes=wishes))) == wanted


def test_ordered_by_a_figure_the_unknown_comes_last(atlas: Atlas) -> None:
    found = titles(atlas, Query(order="growth"))
    assert found[0] == "Mathematical Science Occupations"
    assert found[-1] == "Passenger Attendants"
    assert titles(atlas, Query(order="growth", ascending=True))[0] == "Floral Designers"


def test_a_specialty_with_its_groups_figure_does_not_take_a_second_place(atlas: Atlas) -> None:
    found = titles(atlas, Query(order="pay"))
    assert found[:2] == ["Mathematical Science Occupations", "Floral Designers"]
    assert "Bioinformatics Technicians" in found


def test_pay_by_the_hour_is_shown_and_not_ordered(atlas: Atlas) -> None:
    row = next(row for row in atlas.listing.rows if row.title == "Actors")
    assert row.pay
    assert (row.pay.said, row.pay.number) == ("$23.33 an hour", None)


def test_the_largest_of_those_a_word_fits_comes_first(shipped: Atlas) -> None:
    assert titles(shipped, Query("nurse"))[0] == "Registered Nurses"
    assert titles(shipped, Query("truck driver"))[0] == "Heavy and Tractor-Trailer Truck Drivers"


def test_what_is_outdoors_is_rated_so(shipped: Atlas) -> None:
    rows = shipped.listing.find(Query(wishes=Wishes(place="outdoors"))).rows
    assert "Roofers" in {row.title for row in rows}
    assert all(row.outdoors and row.outdoors.origin.year == 2016 for row in rows)


@settings(max_examples=30, deadline=None)
@given(
    st.builds(
        Wishes,
        family=st.sampled_from(["", *FAMILIES]),
        least_pay=st.sampled_from([0.0, 40_000.0, 90_000.0]),
        most_schooling=st.integers(0, 7),
        most_training=st.integers(0, 5),
        least_growth=st.sampled_from([None, 0.0, 5.0]),
        bands=st.sampled_from([frozenset(), frozenset({"low"}), frozenset({"low", "medium"})]),
        place=st.sampled_from(["", "outdoors", "indoors"]),
    ),
    st.sampled_from(["", *ORDERS]),
)
def test_whatever_is_wished_a_further_wish_never_adds(shipped: Atlas, wishes: Wishes, order: str) -> None:
    fewer = {row.id for row in shipped.listing.find(Query(wishes=wishes, order=order)).rows}
    more = {row.id for row in shipped.listing.find(Query(wishes=replace(wishes, least_pay=0.0))).rows}
    assert fewer <= more
    assert shipped.listing.allowed(wishes) >= {row.code for row in shipped.listing.rows if row.id in fewer}
