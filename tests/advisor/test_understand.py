"""A message in the light of the turns before: whose job, what about it, in which way."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.question import Focus, Question
from advisor.understanding.cleaned import MAX_LENGTH, clean
from advisor.understanding.labels import Reading
from advisor.understanding.understand import Understanding
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.made import EXAMPLES, ScriptedReader, reading

READINGS = {
    "earn": reading("salary"),
    "tools": reading("tools", kind="list"),
    "shifts": reading("hours"),
    "versus": reading("salary", kind="compare"),
    "that one": reading("summary", share=0.3, followup=0.9),
    "and the pay": reading("salary", followup=0.9),
    "lovely day": reading(intent="reaction"),
    "hello": reading(intent="greeting"),
}
PAY_OF_BAKERS = Focus(profiles=("bakers",), topics=("salary",), past=(("tools",), ("salary",)))


@pytest.fixture(scope="module")
def both(bakers: Profile, florists: Profile) -> Understanding:
    return understanding(bakers, florists)


def understanding(*profiles: Profile, readings: dict[str, Reading] = READINGS) -> Understanding:
    return Understanding(ScriptedReader(readings), Catalog(profiles), EXAMPLES)


def test_a_foreign_message_is_read_and_searched_by_its_gloss(bakers: Profile) -> None:
    reader = ScriptedReader(READINGS)
    catalog = Catalog([bakers])
    question = Understanding(reader, catalog, EXAMPLES).understand(
        "¿Cuáles son los riesgos de la inteligencia artificial en esta profesión?", Focus()
    )
    assert question.language == "es"
    assert "risks" in reader.seen[0]
    assert question.search_text == reader.seen[0]


def profiles_of(understood: Understanding, text: str, focus: Focus | None = None) -> tuple[str, ...]:
    return understood.understand(text, focus or Focus()).profiles


def test_the_job_named_is_asked_about(both: Understanding) -> None:
    assert profiles_of(both, "What does a florist earn?", PAY_OF_BAKERS) == ("florists",)


def test_a_message_that_names_no_job_keeps_the_one_before(both: Understanding) -> None:
    assert profiles_of(both, "Which tools are there?", PAY_OF_BAKERS) == ("bakers",)


def test_nobody_is_guessed_when_there_are_several(both: Understanding) -> None:
    assert profiles_of(both, "What does it earn?") == ()


def test_the_only_job_there_is_need_not_be_named(bakers: Profile) -> None:
    assert profiles_of(understanding(bakers), "What does it earn?") == ("bakers",)


def test_a_job_without_a_profile_is_not_answered_from_another(bakers: Profile) -> None:
    question = understanding(bakers).understand("What do nurses earn?", PAY_OF_BAKERS)
    assert question.profiles == ()
    assert question.other_jobs == ("nurses",)


def test_two_jobs_are_compared_and_the_unknown_one_is_told(both: Understanding) -> None:
    assert set(profiles_of(both, "bakers versus florists")) == {"bakers", "florists"}
    question = both.understand("bakers versus nurses", Focus())
    assert question.profiles == ("bakers",)
    assert question.other_jobs == ("nurses",)


def test_how_much_more_than_another_asks_about_both(both: Understanding) -> None:
    assert set(profiles_of(both, "How much more does a baker earn than a florist?")) == {"bakers", "florists"}
    assert profiles_of(both, "What does a baker earn, my sister is a florist?") == ("bakers",)


def test_of_two_questions_in_one_sentence_both_are_read(both: Understanding) -> None:
    question = both.understand("What does a baker earn and which tools do they use?", Focus())
    assert set(question.topics) == {"salary", "tools"}
    assert both.understand("What does a baker earn and why?", Focus()).topics == ("salary",)


def test_how_to_become_one_is_read_as_how_to_become_that_job(both: Understanding) -> None:
    question = both.understand("What does a baker earn and how do I become one?", Focus())
    assert question.search_text.endswith("become a this job?")


def test_the_second_one_is_asked_what_no_section_holds_too(both: Understanding) -> None:
    listed = ("bakers", "florists")
    focus = Focus(profiles=("bakers",), topics=("headcount", "salary"), past=(("headcount",),), listed=listed)
    question = both.understand("and the second one?", focus)
    assert question.profiles == ("florists",)
    assert (question.topics, question.uncovered) == (("salary",), ("headcount",))


def test_the_job_of_who_asks_is_left_aside(both: Understanding) -> None:
    question = both.understand("I'm a florist. What does a baker earn?", Focus())
    assert question.profiles == ("bakers",)


def test_jobs_are_masked_before_a_message_is_read(bakers: Profile) -> None:
    reader = ScriptedReader(READINGS)
    question = Understanding(reader, Catalog([bakers]), EXAMPLES).understand("What do bakers earn?", Focus())
    assert reader.seen == ["What do this job earn?"]
    assert question.search_text == "What do this job earn?"
    assert question.text == "What do bakers earn?"


def test_what_no_section_holds_is_kept_apart(both: Understanding) -> None:
    question = both.understand("Do they work shifts?", Focus())
    assert question.topics == ()
    assert question.uncovered == ("hours",)
    assert question.sections == ()


def test_the_reader_is_told_of_the_turns_before(bakers: Profile) -> None:
    reader = ScriptedReader(READINGS)
    question = Understanding(reader, Catalog([bakers]), EXAMPLES).understand("that one", PAY_OF_BAKERS)
    assert question.is_followup
    assert reader.told == [PAY_OF_BAKERS]


def test_a_followup_with_a_topic_of_its_own_keeps_it(both: Understanding) -> None:
    focus = Focus(profiles=("bakers",), topics=("tools",), past=(("tools",),))
    assert both.understand("and the pay", focus).topics == ("salary",)


def test_a_first_message_that_points_back_is_not_guessed_at(both: Understanding) -> None:
    assert both.understand("tell me about that one", Focus()).intent == "unclear"
    assert both.understand("and the pay", Focus()).topics == ("salary",)


def test_nothing_follows_up_on_nothing(both: Understanding) -> None:
    assert not both.understand("tell me about that one", Focus()).is_followup


def test_a_followup_carries_the_words_before_it(both: Understanding) -> None:
    focus = replace(PAY_OF_BAKERS, said="what is it a month")
    assert both.understand("and that one", focus).earlier == "what is it a month"
    assert both.understand("Which tools are there?", focus).earlier == ""


def test_among_chatter_the_sentence_that_asks_is_read(both: Understanding) -> None:
    question = both.understand("It is a lovely day today. What does a baker earn?", Focus())
    assert question.intent == "question"
    assert question.topics[0] == "salary"


def test_chatter_alone_stays_chatter(both: Understanding) -> None:
    assert both.understand("It is a lovely day today. Hello to you all.", Focus()).intent != "question"


@pytest.mark.parametrize(
    ("text", "levels"),
    [("skills rated High", {"high"}), ("skills rated low", {"low"}), ("how high is it", set())],
)
def test_a_level_is_meant_when_it_is_named_as_one(both: Understanding, text: str, levels: set[str]) -> None:
    assert both.understand(text, Focus()).facets == levels


def test_of_two_facets_that_exclude_each_other_the_likelier_holds(bakers: Profile) -> None:
    unsure = {"duties": reading("responsibilities", ai_yes=0.6, ai_no=0.8)}
    question = understanding(bakers, readings=unsure).understand("duties", Focus())
    assert question.facets == {"ai_no"}


@pytest.mark.parametrize("text", ["", " \n ", "?", "​", "\x00\x1b"])
def test_a_message_of_nothing_is_understood_without_fuss(both: Understanding, text: str) -> None:
    assert isinstance(both.understand(text, PAY_OF_BAKERS), Question)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60).map(lambda text: text * 60))
def test_a_clean_message_is_short_and_all_of_it_can_be_seen(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_LENGTH
    assert "  " not in cleaned
    assert "\n\n" not in cleaned
    assert not any(unicodedata.category(char) in ("Cf", "Co", "Cs") for char in cleaned)
    assert "\x00" not in cleaned


def test_words_survive_cleaning() -> None:
    assert clean(" What\tdoes ​it\n\n pay? \x1b") == "What does it\npay?"
