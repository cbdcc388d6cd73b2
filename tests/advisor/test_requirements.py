"""What it takes to get in: the schooling and experience stated, and yes or no where it can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.material import Material
from advisor.answering.requirements import answer_education, answer_experience
from advisor.citations import unsupported
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.made import asked, document, material_of, profile_of, text_of


def education(profile: Profile, text: str, kind: str = "yes_no") -> str:
    question = asked(text, "education", kind=kind, profiles=[profile.id])
    return text_of(answer_education(question, material_of(profile)), profile)


def experience(profile: Profile, text: str, kind: str = "yes_no") -> str:
    question = asked(text, "experience", kind=kind, profiles=[profile.id])
    return text_of(answer_experience(question, material_of(profile)), profile)


def schooled(folder: Path, body: str) -> Profile:
    return profile_of(document(education=f"- {body}"), folder)


def test_the_schooling_is_given_in_the_profiles_words(officer: Profile) -> None:
    text = education(officer, "what schooling do I need", "fact")
    assert "high school diploma" in text
    assert "bachelor's degree" in text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("is a high school diploma enough", "Yes"),
        ("is a GED accepted", "Yes"),
        ("do I need a bachelor's degree", "Not for every position"),
        ("do I have to go to college", "Not for every position"),
        ("is a master's degree required", "No"),
        ("do I need a PhD", "No"),
        ("can I get in without a degree", "Yes"),
        ("can I do it without a high school diploma", "No"),
    ],
)
def test_schooling_that_somebody_names_gets_a_yes_or_no(officer: Profile, text: str, verdict: str) -> None:
    said = education(officer, text)
    assert said.startswith(verdict)
    assert "high school diploma" in said


@pytest.mark.parametrize(
    ("stated", "text", "verdict"),
    [
        ("A bachelor's degree", "is a high school diploma enough", "No"),
        ("A bachelor's degree", "do I need a degree", "Yes"),
        ("A bachelor's degree", "do I need a master's", "No"),
        ("A bachelor's degree", "can I get in without a degree", "No"),
        ("A master's degree", "is a bachelor's enough", "No"),
        ("A doctorate", "do I need a PhD", "Yes"),
        ("An associate degree; some jobs require a bachelor's degree", "do I need a bachelor's", "Not for"),
        ("No formal educational credential", "do I need college", "No"),
        ("No formal educational credential", "is a GED enough", "Yes"),
        ("No formal educational credential", "can I get in without a degree", "Yes"),
    ],
)
def test_the_verdict_follows_what_the_profile_states(
    tmp_path: Path, stated: str, text: str, verdict: str
) -> None:
    assert education(schooled(tmp_path, stated), text).startswith(verdict)


def test_without_a_level_to_compare_there_is_no_verdict(officer: Profile, tmp_path: Path) -> None:
    assert not education(officer, "is schooling needed").startswith(("Yes", "No"))
    unclear = schooled(tmp_path, "A course at a trade guild")
    assert not education(unclear, "do I need a degree").startswith(("Yes", "No"))


def test_preferred_experience_is_not_called_required(officer: Profile) -> None:
    text = experience(officer, "do I need police experience")
    assert text.startswith("No")
    assert "preferred" in text
    assert "law enforcement or the military" in text


def test_preferred_experience_is_called_preferred_in_every_answer(officer: Profile) -> None:
    assert "not stated as required" in experience(officer, "what experience helps", "fact")


def test_experience_that_is_stated_plainly_gets_no_softening(tmp_path: Path) -> None:
    profile = profile_of(document(experience="- Three years in a bakery"), tmp_path)
    text = experience(profile, "do I need experience")
    assert "Three years in a bakery" in text
    assert "preferred" not in text


def test_a_survey_of_what_is_required_does_not_lower_what_is_typical(tmp_path: Path) -> None:
    stated = "Typical education to enter: Bachelor's degree\n- In a survey: High School Diploma: 28.7 percent"
    assert education(schooled(tmp_path, stated), "do I need a degree").startswith("Yes")


@pytest.mark.parametrize(
    "text", ["i have a degree from india, can i work as one here", "is my diploma from abroad enough"]
)
def test_whether_schooling_from_abroad_counts_is_not_known(officer: Profile, text: str) -> None:
    said = education(officer, text)
    assert said.startswith("Whether schooling from another country counts is not in these data")
    assert "high school diploma" in said


@pytest.mark.parametrize(
    ("code", "text", "begins"),
    [
        (
            "15-1212.00",
            "do I have a chance w/o a degree",
            "It is the exception: a bachelor's degree is typical",
        ),
        ("15-1254.00", "can I do it without college", "It depends: a bachelor's degree is typical"),
        ("47-2111.00", "can I do it without a degree", "Yes, going by the profile."),
        ("15-1212.00", "do I need a degree", "Yes."),
    ],
)
def test_who_gets_in_without_a_degree_is_told_by_the_survey(
    shipped: Catalog, code: str, text: str, begins: str
) -> None:
    profile = shipped.get(shipped.of_code(code))
    assert profile
    assert shipped.tables
    question = asked(text, "education", kind="yes_no", profiles=[profile.id])
    material = Material.of(profile, shipped.chunks(profile.id), ())
    said = answer_education(question, material, shipped.tables.get(code))
    assert said[0].text.startswith(begins)
    assert not any(unsupported(one, frozenset({profile.id})) for one in said)
