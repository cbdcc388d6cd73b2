"""A message in another language is answered in it, with the profile's own words as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.answering.aim import take_aim
from advisor.answering.foreign import answer_in
from advisor.answering.phrases import FOLDER, phrases
from advisor.citations import Draft
from advisor.question import Focus
from advisor.understanding.labels import TOPICS, UNCOVERED
from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.profile import Profile
from tests.advisor.made import asked, document, material_of, profile_of, text_of

BLANK = ("ai_impact_score", "market_demand", "ai_integration")  # Of the shipped profile.
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "en")


def answer(
    profile: Profile,
    language: str,
    *topics: str,
    text: str = "",
    kind: str = "fact",
    facets: tuple[str, ...] = (),
) -> Draft:
    question = asked(text, *topics, language=language, kind=kind, facets=facets, profiles=[profile.id])
    material = material_of(profile)
    return answer_in(phrases(language), question, material, take_aim(question, material, Focus()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_an_answer_that_stands_the_check(officer: Profile, language: str, topic: str) -> None:
    draft = answer(officer, language, topic)
    assert text_of(draft.sentences, officer).strip()
    assert draft.abstained == (topic in (*UNCOVERED, *BLANK))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pay_is_told_in_the_language_with_the_figures_as_they_are(officer: Profile, language: str) -> None:
    text = text_of(answer(officer, language, "salary").sentences, officer)
    assert all(amount in text for amount in ("$45,000", "$65,000", "$90,000"))
    assert phrases(language).leads["original"] in text
    assert "The profile" not in text


def test_the_profiles_words_stay_as_they_are(officer: Profile) -> None:
    text = text_of(answer(officer, "de", "risks").sentences, officer)
    assert all(risk.name in text for risk in officer.risks)


def test_the_part_asked_for_is_told(officer: Profile) -> None:
    draft = answer(officer, "fr", "skills", kind="list", facets=("medium",))
    text = text_of(draft.sentences, officer)
    assert "Data Analysis" in text
    assert "Communication" not in text


def test_what_is_missing_is_said_in_the_language_with_the_closest(officer: Profile) -> None:
    draft = answer(officer, "it", "benefits")
    assert draft.abstained
    assert phrases("it").topics["benefits"] in draft.sentences[0].text
    assert "$65,000" in text_of(draft.sentences, officer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hourly_pay_is_not_told_as_yearly(tmp_path: Path, language: str) -> None:
    by_hour = profile_of(document(salary="- **Median**: $21.50 an hour"), tmp_path, "by_hour")
    by_year = profile_of(document(salary="- **Median**: $21,500"), tmp_path, "by_year")
    hourly = text_of(answer(by_hour, language, "salary").sentences, by_hour)
    yearly = text_of(answer(by_year, language, "salary").sentences, by_year)
    assert hourly.replace("$21.50", "") != yearly.replace("$21,500", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_published_pay_is_told_with_its_year_and_source_and_no_top_that_is_not_known(language: str) -> None:
    catalog = Catalog([], tables=FactTables.load(), split=split_whole)
    for code, wanted, absent in (
        ("47-2111.00", ("$39,430", "$62,350", "$106,030"), ()),
        ("29-1242.00", ("$83,390", phrases(language).leads["or_more"].format(amount="$239,200")), ("90th",)),
    ):
        profile = catalog.get(catalog.of_code(code) or code)
        assert profile
        text = text_of(answer(profile, language, "salary").sentences, profile)
        assert all(one in text for one in (*wanted, "Occupational Employment and Wage Statistics, May 2024"))
        assert not any(one in text for one in absent)
