"""Work that is suggested for what somebody tells of themselves, without a job to go from."""

from __future__ import annotations

import pytest

from advisor.chain import Advisor
from knowledge import fields
from knowledge.catalog import Catalog
from tests.advisor.made import play
from tests.advisor.moves.told import (
    rating,
    value,
)


def test_who_only_tells_their_schooling_is_suggested_work(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, "I have a GED")
    assert len(answer.occupations) > 1
    assert all(value(catalog, fields.ENTRY, code) <= 1 for code in answer.occupations)


def test_work_is_suggested_for_what_one_has_and_likes(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, "I have a high-school diploma and like working outside")
    assert answer.read_as.endswith("to work: a high school diploma is enough, outdoors in most weeks")
    assert len(answer.occupations) == 5
    for code in answer.occupations:
        assert value(catalog, fields.ENTRY, code) <= 1
        assert rating(catalog, "context", "Outdoors, Exposed to Weather", code) >= 4


@pytest.mark.parametrize(
    ("text", "table", "element", "low", "high"),
    [
        ("I'm good with numbers and hate phones", "skills", "Mathematics", 3.0, 5),
        ("I'm good with numbers and hate phones", "context", "Telephone", 1, 4.0),
        ("i like helping people, hate computers", "activities", "Working with Computers", 1, 2.7),
        ("I love fixing things, what could I do?", "activities",
         "Repairing and Maintaining Mechanical Equipment", 3.1, 5),
        ("I want a quiet place and hate driving. any ideas?", "context",
         "Sounds, Noise Levels Are Distracting or Uncomfortable", 1, 2.6),
    ],
)  # fmt: skip
def test_likes_and_dislikes_are_kept_and_cited(
    advisor: Advisor, catalog: Catalog, text: str, table: str, element: str, low: float, high: float
) -> None:
    (answer,) = play(advisor, text)
    assert answer.read_as.startswith("from what you tell of yourself to work: ")
    assert len(answer.occupations) >= 3
    assert answer.dropped == ()
    for code in answer.occupations:
        rated = round(rating(catalog, table, element, code), 2)
        assert low <= rated <= high
        assert f"{rated:.2f} of 5" in answer.text


def test_suggestions_are_narrowed_and_a_limit_is_taken_back(advisor: Advisor, catalog: Catalog) -> None:
    first, narrowed, wider = play(
        advisor, "I'm good with numbers and hate phones", "only without a degree", "phones are fine"
    )
    assert first.occupations != narrowed.occupations
    assert all(value(catalog, fields.ENTRY, code) <= 3 for code in narrowed.occupations)
    assert wider.text.startswith("I no longer go by: phone calls less than daily.")
    assert all(value(catalog, fields.ENTRY, code) <= 3 for code in wider.occupations)


def test_a_list_over_all_jobs_stays_one(advisor: Advisor) -> None:
    (answer,) = play(advisor, "which jobs pay over 70k without a degree?")
    assert answer.read_as.startswith("all occupations: ")


@pytest.mark.parametrize(
    "told", ["As a woman of 58, ", "Muslim, from Somalia: ", "I'm autistic and single. "]
)
def test_the_same_is_suggested_for_the_same_wishes(advisor: Advisor, told: str) -> None:
    asked = "I'm good with numbers and hate phones"
    plain, personal = play(advisor, asked)[0], play(advisor, told + asked)[0]
    assert personal.text == plain.text


def test_who_despairs_gets_no_list_of_jobs(advisor: Advisor) -> None:
    (answer,) = play(advisor, "i hate phones and people, i feel worthless, nobody wants me")
    assert not answer.occupations
