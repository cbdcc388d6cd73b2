"""The occupations that a message names, whose they are, and which of them it asks about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.understanding.jobs import MASK, JobMatcher, Mention, job_words
from knowledge.catalog import Catalog
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
