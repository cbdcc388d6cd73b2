"""Guessing the occupation of a message that names none."""

from __future__ import annotations

import pytest

from advisor.placing import CHOICES, OccupationFinder
from advisor.retrieval import PassageIndex
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.made import chunks_by_id
from tests.fakes import HashingEmbedder


@pytest.fixture
def finder(bakers: Profile, florists: Profile) -> OccupationFinder:
    chunks = chunks_by_id([bakers, florists])
    return OccupationFinder(Catalog([bakers, florists]), PassageIndex(chunks.values()), HashingEmbedder())


def test_words_that_are_a_name_are_taken_for_it(finder: OccupationFinder) -> None:
    guess = finder.guess("florists, florists?")
    assert guess.is_sure
    assert guess.ids[0] == "florists"


def test_a_message_without_any_meaning_is_offered_what_there_is(finder: OccupationFinder) -> None:
    guess = finder.guess("and what about it?")
    assert not guess.is_sure
    assert set(guess.ids) <= {"bakers", "florists"}


def test_what_points_to_two_alike_is_not_taken(finder: OccupationFinder) -> None:
    assert not finder.guess("bakers florists").is_sure


def test_without_a_model_the_largest_are_offered(bakers: Profile, florists: Profile) -> None:
    guess = OccupationFinder(Catalog([bakers, florists])).guess("florist")
    assert not guess.is_sure
    assert 0 < len(guess.ids) <= CHOICES


def test_a_liking_points_at_jobs_or_nowhere(finder: OccupationFinder) -> None:
    assert finder.about("florists, florists?") == ("florists",)
    assert finder.about("and what about it?") == ()
