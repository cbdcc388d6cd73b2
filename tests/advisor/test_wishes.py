"""Wishes about the work itself become conditions on ratings, and what is refused is not wished for."""

from __future__ import annotations

import pytest

from advisor.understanding.untold import untold, untold_of_moves
from advisor.understanding.wishes import wishes
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.traits import Traits, rating_field

TRAITS = Traits(FactTables.load())


def said(text: str) -> list[str]:
    return [one.said for one in wishes(text, TRAITS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no more lifting please", ["little handling and moving of things"]),
        ("i can't lift anymore", ["little handling and moving of things"]),
        ("something that is not physical", ["little physical work"]),
        ("i want to work outside", ["outdoors in most weeks"]),
        ("outdoors", ["outdoors in most weeks"]),
        ("not outdoors", ["seldom outdoors"]),
        ("mainly indoor work", ["seldom outdoors"]),
        ("i hate being indoors", []),
        ("hardly any contact with customers", ["little work directly with the public"]),
        ("minimal heavy lifting", ["little handling and moving of things"]),
        ("a little lifting is fine", []),
        ("i can't be on my feet all day", ["little standing"]),
        ("no desk job", ["little sitting"]),
        ("no degree, could i get a desk job", ["mostly sitting"]),
        ("i don't want coding", ["little programming"]),
        ("no degree, desk job", ["mostly sitting"]),
        (
            "sore wrist and feet",
            [
                "few repeated motions and little handling, for the hands",
                "little standing and walking, for the feet",
            ],
        ),
        ("no computer jobs", []),  # A family is left out.
        ("non bedside work", ["seldom close to others, as at a bedside"]),
        ("a desk job", ["mostly sitting"]),
        ("no customers any more", ["little work directly with the public"]),
        ("something with computers maybe", ["much work with computers"]),
        ("work with my hands", ["work with the hands", "handling things"]),
        ("keep using my languages", ["foreign languages count"]),
        ("i speak spanish", ["foreign languages count"]),
        ("i like helping people", ["caring for others"]),
        ("i'm good with numbers and hate phones", ["phone calls less than daily", "mathematics counts"]),
        ("i hate driving", ["little time in vehicles"]),
        ("i love driving", ["driving or running machines"]),
        ("someone who likes maths and loves driving", ["driving or running machines", "mathematics counts"]),
        ("sick of angry customers", ["seldom angry people"]),
        ("a quiet place", ["little distracting noise"]),
        ("no noise and no heights", ["seldom in high places", "little distracting noise"]),
        ("i don't want to manage people", ["little guiding of others"]),
        ("i want to work alone", ["less contact with others"]),
        ("no public speaking, no deadlines", ["less time pressure", "little public speaking"]),
        ("my back is finished", ["little bending and twisting, for the back"]),
        ("bad knees", ["little kneeling and crouching, for the knees"]),
        ("my wrists are shot", ["few repeated motions and little handling, for the hands"]),
        ("arthritis in both hands", ["few repeated motions and little handling, for the hands"]),
        ("something gentler on the elbows", ["little handling and moving of things, for the arms"]),
        ("shoulder surgery last year", ["little handling and moving of things, for the arms"]),
        ("my feet are killing me", ["little standing and walking, for the feet"]),
        ("the fumes bother me", ["seldom near dust and fumes"]),
        ("i have tinnitus", ["little distracting noise, for the ears"]),
        ("doctor put me on light duty", ["little physical work"]),
        ("what seated work is there", ["mostly sitting"]),
        ("i like being on my feet all day", []),
        ("on the other hand", []),
        ("i want to go back to school", []),
        ("i have asthma", ["seldom near dust and fumes"]),
        ("good for someone shy", ["little to do with strangers"]),
        ("something without talking so much", ["less contact with others"]),
        ("something less stressful", ["less time pressure, conflict and anger"]),
        ("very good with details", ["being exact counts"]),
        ("dont touch them", ["seldom close to others"]),
        ("nothing outdoors", ["seldom outdoors"]),
        ("my best subject is chemistry", ["science counts"]),
        ("i don't want to teach anymore", ["little teaching of others"]),
        ("i dont want to work with people", ["little work directly with the public"]),
        ("she never liked cooking", ["little preparing of food"]),
        ("he hates writing and loves engines", ["repairing machines", "little writing"]),
        ("i don't want to work in an office", ["little sitting"]),
        ("no degree, love fixing things", ["repairing machines"]),
        ("something without patients", ["little caring for others"]),
        ("i'm a student of biology", ["Biology counts"]),
        ("i don't like art", []),  # No rating tells that: it is not turned into a liking.
        ("i want to get back to school", []),
        ("jobs ai won't touch", []),
        ("61 applications, zero calls", []),
        ("jobs like construction", []),
        ("what does it feel like", []),
        ("careers outside of retail", []),
        ("what does a nurse earn", []),
        ("i lift weights", []),
    ],
)
def test_wishes_are_read(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_wish_holds_by_its_rating_and_not_where_none_is_known() -> None:
    catalog = Catalog((), tables=TRAITS.tables)
    (outside,) = wishes("work outside", TRAITS)
    roofer, clerk = catalog.get("47-2181.00"), catalog.get("43-9061.00")
    assert roofer
    assert clerk
    assert outside.holds(outside.field.read(roofer, None))
    assert not outside.holds(outside.field.read(clerk, None))
    unrated = next(code for code in TRAITS.codes if not TRAITS.facts("context", code))
    nobody = catalog.get(unrated)
    assert nobody
    assert outside.field.read(nobody, None) is None


def test_the_highest_of_several_ratings_counts() -> None:
    catalog = Catalog((), tables=TRAITS.tables)
    names = ("Handling and Moving Objects", "Working with Computers")
    clerk = catalog.get("43-9061.00")
    assert clerk
    ratings = {one.name: one.fact.value for one in TRAITS.facts("activities", "43-9061.00")}
    value = rating_field(TRAITS, "activities", *names).read(clerk, None)
    assert value
    assert value.number == pytest.approx(max(ratings[name] for name in names))
    with pytest.raises(ValueError, match="not in"):
        rating_field(TRAITS, "activities", "Singing")


def test_what_ratings_tell_is_not_said_to_be_unknown() -> None:
    assert untold("outdoors and near me") == ("near me",)
    assert untold("no heavy lifting, from home") == ("from home",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("i have two small kids", ()), ("i have 2 kids", ()), ("something with kids", ("kids",))],
)
def test_who_has_kids_does_not_wish_to_work_with_them(text: str, expected: tuple[str, ...]) -> None:
    assert untold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my eyes are getting worse", ("my eyes",)),
        ("bad neck, no more stairs", ("bad neck", "stairs")),
        ("back and neck messed up", ("neck messed up",)),
        ("arthritis in my hands", ()),
        ("my feet hurt", ()),
        ("carpal tunnel", ()),
    ],
)
def test_only_what_no_rating_tells_of_a_body_is_said_to_be_unknown(
    text: str, expected: tuple[str, ...]
) -> None:
    assert untold_of_moves(text) == expected
