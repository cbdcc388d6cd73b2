"""The profiles in memory: their order, and looking one up."""

from __future__ import annotations

from knowledge.catalog import Catalog
from knowledge.profile import Profile


def named(title: str) -> Profile:
    return Profile(title.lower(), title, "", f"{title.lower()}.md", (), ())


def test_profiles_stand_in_title_order_whatever_order_they_came_in() -> None:
    assert [one.title for one in Catalog(map(named, ["Tailors", "Bakers", "Smiths"]))] == [
        "Bakers",
        "Smiths",
        "Tailors",
    ]


def test_a_profile_is_found_by_its_id_and_another_is_not() -> None:
    catalog = Catalog([named("Bakers"), named("Smiths")])
    assert len(catalog) == 2
    assert catalog.get("smiths") == named("Smiths")
    assert catalog.get("Smiths") is None


def test_only_is_the_one_profile_when_there_is_one() -> None:
    assert Catalog([named("Bakers")]).only == named("Bakers")
    assert Catalog([named("Bakers"), named("Smiths")]).only is None
    assert Catalog([]).only is None
