"""The advisor's own words are complete in every language and fill in what they are given."""

from __future__ import annotations

import string
from typing import Any

import pytest
import yaml

from advisor.answering.phrases import (
    CHOICES,
    DECLINED,
    FOLDER,
    phrases,
    reply,
    switched,
    unknown_job,
    which_job,
)
from advisor.understanding.labels import INTENTS, TOPICS
from advisor.understanding.language import LATIN
from knowledge.profile import Profile
from tests.advisor.made import asked

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OWN_ANSWERS = [*(intent for intent in INTENTS if intent not in ("question", "switch")), "unclear", "told"]


def flat(language: str) -> dict[str, str]:
    """Every phrase of a language by its place, as in "leads.pay"."""
    found: dict[str, str] = {}

    def walk(place: str, value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(f"{place}.{name}" if place else name, inner)
        else:
            found[place] = value

    walk("", yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8")))
    return found


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_language_that_is_recognised_has_its_phrases() -> None:
    assert set(LANGUAGES) == set(LATIN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_phrases_with_the_same_places_to_fill(language: str) -> None:
    english, other = flat("en"), flat(language)
    assert other.keys() == english.keys()
    assert {name: placeholders(text) for name, text in other.items()} == {
        name: placeholders(text) for name, text in english.items()
    }
    assert all(isinstance(text, str) and text.strip() for text in other.values())


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_no_reply_was_left_in_english(language: str) -> None:
    english, other = flat("en"), flat(language)
    assert [name for name in english if name.startswith("replies.") and other[name] == english[name]] == []


def test_every_topic_has_a_name_and_every_small_talk_a_reply() -> None:
    words = phrases("en")
    assert set(words.topics) == set(TOPICS)
    assert set(words.replies) == set(OWN_ANSWERS)
    assert set(words.follow_ups) <= set(TOPICS)


def test_a_language_without_phrases_is_answered_in_english() -> None:
    assert phrases("ja") == phrases("en")


@pytest.mark.parametrize("intent", OWN_ANSWERS)
def test_small_talk_is_chat_and_a_refusal_is_a_refusal(intent: str) -> None:
    draft = reply(phrases("en"), asked("...", intent=intent), ["Bakers"])
    asks_back = "clarify" if intent == "unclear" else "chat"
    assert draft.outcome == ("decline" if intent in DECLINED else asks_back)
    assert draft.abstained == (intent in DECLINED)
    assert all(sentence.evidence == () for sentence in draft.sentences)


@pytest.mark.parametrize("intent", DECLINED)
def test_a_refusal_says_what_can_be_asked_instead(intent: str) -> None:
    draft = reply(phrases("en"), asked("...", intent=intent), ["Bakers"])
    assert "Bakers" in " ".join(sentence.text for sentence in draft.sentences)


def test_an_unknown_job_is_named_with_those_that_are_known() -> None:
    draft = unknown_job(phrases("en"), ["nurse"], ["Bakers", "Florists"])
    text = " ".join(sentence.text for sentence in draft.sentences)
    assert '"nurse"' in text
    assert draft.choices == ("Bakers", "Florists")
    assert draft.abstained


def test_a_choice_of_jobs_is_kept_short() -> None:
    titles = [f"Job {letter}" for letter in string.ascii_uppercase]
    draft = which_job(phrases("en"), titles)
    assert draft.outcome == "clarify"
    assert draft.choices == tuple(titles[:CHOICES])
    known = unknown_job(phrases("en"), ["nurse"], titles).sentences[1].text
    assert str(len(titles) - CHOICES) in known


def test_a_switch_names_the_job(bakers: Profile) -> None:
    assert "Bakers" in switched(phrases("de"), bakers).sentences[0].text
