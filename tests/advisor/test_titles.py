"""A name's occupations: as written, misspelt, explained in brackets, and the nearest to a strange one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.understanding.titles import TitleIndex, singular, title_key, title_keys

NAMES = (
    ("Bakers", "bake", 0),
    ("Pastry Baker", "bake", 3),
    ("Bread Baker", "bake", 3),
    ("Truck Drivers", "drive", 0),
    ("Delivery Driver", "drive", 3),
    ("Delivery Driver", "deliver", 3),
    ("Registered Nurse", "nurse", 0),
    ("RN", "nurse", 3),
    ("Bread Baker", "factory", 4),
)


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(NAMES)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("pastry bakers", ("bake",)),
        ("bread baker", ("bake",)),  # The factory's rank is higher.
        ("Delivery Driver", ("drive", "deliver")),
        ("pastri baker", ("bake",)),
        ("patsry baker", ("bake",)),
        ("truckdriver", ("drive",)),
        ("truc kdriver", ("drive",)),
        ("tru ck driver", ("drive",)),
        ("registred nurze", ("nurse",)),
        ("Registered Nurse (RN)", ("nurse",)),
        ("Registered Nurze (RN)", ("nurse",)),
        ("astronaut", ()),
        ("", ()),
    ],
)
def test_a_name_is_resolved_with_a_slip_or_without(
    index: TitleIndex, name: str, ids: tuple[str, ...]
) -> None:
    assert index.resolve(name) == ids


def test_only_the_words_that_are_unknown_are_mended_in_a_message(index: TitleIndex) -> None:
    assert index.mended(["truk", "driver"], [True, False]) == "truck driver"
    assert index.mended(["truk", "driver"], [False, True]) == ""


def test_the_rank_of_a_name_is_its_best(index: TitleIndex) -> None:
    assert index.rank("bread baker") == 3
    assert index.rank("astronaut") > 100


def test_the_nearest_shares_the_most_telling_words(index: TitleIndex) -> None:
    assert index.nearest("wedding cake baker")[0] == "bake"
    assert index.nearest("ambulance drivr")[0] in ("drive", "deliver")
    assert index.nearest("zzz") == []


def test_meaning_orders_the_nearest_where_it_is_given(index: TitleIndex) -> None:
    def embed(texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] if "night" in text or "delivery" in text else [0.0, 1.0] for text in texts]

    assert index.nearest("night driver of trucks")[0] == "drive"
    assert set(index.nearest("night driver", embed)) == {"drive", "deliver"}
    assert index.nearest("night driver", embed)[0] == "deliver"


@pytest.mark.parametrize(("many", "one"), [("RNs", "rn"), ("gas", "gas"), ("bus", "bus"), ("NPs", "np")])
def test_letters_in_place_of_a_name_have_a_plural(many: str, one: str) -> None:
    assert title_key(many) == one


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1))
def test_many_names_are_read_like_each_alone(names: list[str]) -> None:
    names = [name.replace("ǀ", "") for name in names]
    assert title_keys(names) == [title_key(name) for name in names]


@given(st.text(alphabet="abcdeiousy", max_size=10))
def test_a_singular_is_no_longer_than_its_plural(word: str) -> None:
    assert len(singular(word)) <= len(word)
