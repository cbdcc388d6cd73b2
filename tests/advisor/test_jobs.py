"""The occupations that a message names, whose they are, and which of them it asks about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.understanding.jobs import MASK, JobMatcher, Mention, job_words
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.profile import Profile
from tests.advisor.made import EXAMPLES, document, profile_of


@pytest.fixture(scope="module")
def matcher(bakers: Profile, officer: Profile) -> JobMatcher:
    return JobMatcher(Catalog([bakers, officer]), EXAMPLES)


def named(mentions: list[Mention]) -> dict[str, tuple[str, ...]]:
    return {mention.text: mention.profiles for mention in mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What do bakers earn?", "bakers"),
        ("Is a BAKER up early?", "BAKER"),
        ("what does a customs officer do", "customs officer"),
        ("How do I become a Customs and Border Protection Officer", "Customs and Border Protection Officer"),
    ],
)
def test_a_loaded_occupation_is_known_by_title_alias_and_number(
    matcher: JobMatcher, bakers: Profile, officer: Profile, text: str, name: str
) -> None:
    wanted = bakers.id if "baker" in name.lower() else officer.id
    assert named(matcher.mentions(text)) == {name: (wanted,)}


def test_a_misspelt_title_is_still_known(matcher: JobMatcher, officer: Profile) -> None:
    (mention,) = matcher.mentions("what do customs and border protecton officers earn")
    assert mention.profiles == (officer.id,)


def test_a_name_that_the_title_table_gives_is_known(matcher: JobMatcher, bakers: Profile) -> None:
    assert named(matcher.mentions("what does a pastry baker do"))["pastry baker"] == (bakers.id,)


def test_an_occupation_without_a_profile_is_named_as_one(matcher: JobMatcher) -> None:
    assert named(matcher.mentions("what does a nurse earn?")) == {"nurse": ()}


def test_words_that_people_use_for_something_else_name_no_occupation(matcher: JobMatcher) -> None:
    assert matcher.mentions("how much of it is data entry?") == []


def test_a_name_that_two_profiles_share_is_both(tmp_path: Path) -> None:
    one = profile_of(document("Bread Bakers", also="oven hand"), tmp_path, "bread")
    other = profile_of(document("Cake Bakers", also="oven hand"), tmp_path, "cake")
    (mention,) = JobMatcher(Catalog([one, other]), ()).mentions("what does an oven hand do")
    assert set(mention.profiles) == {"bread", "cake"}


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("I'm a nurse, what do bakers earn?", {"nurse"}),
        ("I worked as a chef. Could I become a baker?", {"chef"}),
        ("what does a nurse earn", set()),
        ("do bakers earn more than nurses", set()),
    ],
)
def test_the_job_of_who_asks_is_not_the_job_asked_about(
    matcher: JobMatcher, text: str, background: set[str]
) -> None:
    assert {one.text for one in matcher.mentions(text) if one.is_background} == background


def test_every_name_is_masked(matcher: JobMatcher) -> None:
    text = "Do bakers earn more than a customs officer?"
    assert matcher.mask(text, matcher.mentions(text)) == f"Do {MASK} earn more than a {MASK}?"


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("Nurses", "nurse"),
        ("secretaries", "secretary"),
        ("firemen", "fireman"),
        ("boss", "boss"),
        ("coaches", "coach"),
    ],
)
def test_many_are_named_like_one(many: str, one: str) -> None:
    assert job_words(many) == (one,)


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(["baker", "customs officer", "nurses", "I'm a", "than", "?", "\n", "İ"]),
            st.text(max_size=8),
        )
    ).map(" ".join)
)
def test_mentions_stand_in_the_text_in_order_and_apart(matcher: JobMatcher, text: str) -> None:
    end = 0
    for mention in (mentions := matcher.mentions(text)):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
    assert matcher.mask(text, mentions).count(MASK) >= len(mentions)


@pytest.fixture(scope="module")
def shipped() -> JobMatcher:
    """All shipped names over all shipped figures, without any document."""
    return JobMatcher(Catalog([], tables=FactTables.load()), EXAMPLES)


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("what does a cop earn", "cop", {"33-3051.00"}),
        ("truker pay", "truker", {"53-3032.00"}),
        ("is a coder paid well", "coder", {"15-1252.00"}),
        ("help desk", "help desk", {"15-1232.00"}),
        ("I stock shelves at night", "stock shelves", {"53-7065.00"}),
        ("I drive a forklift", "drive a forklift", {"53-7051.00"}),
        ("my dad lays bricks", "lays bricks", {"47-2021.00"}),
        ("I do nails", "do nails", {"39-5092.00"}),
        ("what do RNs earn", "RNs", {"29-1141.00"}),
        ("what does a jr dev make", "jr dev", {"15-1252.00"}),
        ("trainee electrcian", "trainee electrcian", {"47-2111.00"}),
        ("head chef", "head chef", {"35-1011.00"}),
        ("I'm in HR", "HR", {"13-1071.00"}),
        ("assistant manager at a store", "assistant manager at a store", {"41-1011.00"}),
        ("uber driver pay", "uber driver", {"53-3054.00"}),
        ("I clean hotel rooms", "clean hotel rooms", {"37-2012.00"}),
        ("medical billing", "medical billing", {"29-2072.00", "43-3021.00"}),
        ("call center rep", "call center rep", {"43-4051.00"}),
        ("warehouse lady", "warehouse lady", {"53-7062.00"}),
        ("what does a dr earn", "dr", {"29-1215.00", "29-1216.00"}),
        ("vet pay", "vet", {"29-1131.00"}),
        ("EMT", "EMT", {"29-2042.00"}),
        ("graphic desinger", "graphic desinger", {"27-1024.00"}),
        ("what does a nurce make", "nurce", {"29-1141.00"}),
        ("acountant", "acountant", {"13-2011.00"}),
        ("an ex-cop", "cop", {"33-3051.00"}),
        ("nurse case manager", "nurse case manager", {"29-1141.00"}),
        ("I'm a teacher at a high school", "teacher at a high school", {"25-2031.00"}),
        ("should I get a CDL", "get a CDL", {"53-3032.00"}),
        ("line worker for the power company", "line worker for the power company", {"49-9051.00"}),
        ("what do dragon tamers make", "dragon tamers", set()),
    ],
)
def test_a_job_is_known_by_what_people_call_it(
    shipped: JobMatcher, text: str, name: str, codes: set[str]
) -> None:
    (mention,) = shipped.mentions(text)
    assert (mention.text, set(mention.profiles)) == (name, codes)


@pytest.mark.parametrize(
    "text",
    [
        "I need help",
        "driver of growth",
        "they pay 15/hr",
        "do I need a CDL",
        "guide me",
        "what should I assist with",
        "lead time",
        "is it a good host of benefits",
        "I'm in it for the money",
        "do they answer phones",
        "no pm shifts?",
    ],
)
def test_ordinary_words_name_no_job(shipped: JobMatcher, text: str) -> None:
    assert shipped.mentions(text) == []


def test_who_does_the_work_is_told_from_who_asks_about_it(shipped: JobMatcher) -> None:
    (own,) = shipped.mentions("I stock shelves at night, what will AI do?")
    (asked,) = shipped.mentions("what does stocking shelves pay?")
    assert (own.is_background, asked.is_background) == (True, False)


def test_a_name_of_several_is_all_of_them_the_largest_first(shipped: JobMatcher) -> None:
    (mention,) = shipped.mentions("teacher salary")
    assert mention.profiles == ("25-2021.00", "25-2031.00", "25-2022.00")


def test_what_is_no_known_job_comes_near_some(shipped: JobMatcher) -> None:
    nearest = shipped.nearest("corporate dragon trainer", 3)
    assert len(nearest) == 3
    assert {"13-1151.00", "39-2011.00"} & set(nearest)
    assert shipped.nearest("", 3) == []
