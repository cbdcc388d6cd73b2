"""What answers a question about one occupation: entries by their chance, and ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from advisor.matching import ANSWERS, AnswerFinder
from advisor.retrieval import PassageIndex
from advisor.understanding.matching import as_read
from advisor.understanding.matching_examples import WHOLE, as_labelled, load_matching, load_pointing
from advisor.understanding.matching_training import texts_of
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import Profile, Section
from tests.advisor.made import asked, chunks_by_id
from tests.fakes import HashingEmbedder


class WordMatcher:
    """A text answers as surely as it has the question's words."""

    def __init__(self) -> None:
        self.compared: list[str] = []

    def chances(self, question: str, texts: Sequence[str]) -> list[float]:
        self.compared += texts
        said = set(question.lower().split())
        return [len(said & set(text.lower().strip(".").split())) / len(said) for text in texts]


@pytest.fixture
def matcher() -> WordMatcher:
    return WordMatcher()


def matched(question: str, profile: Profile, matcher: WordMatcher) -> list[Passage]:
    catalog = Catalog([profile], chunks_by_id([profile]).values())
    index = PassageIndex(chunks_by_id([profile]).values())
    finder = AnswerFinder(catalog, matcher, HashingEmbedder())
    return finder.matched(asked(question), profile, index.search(question, k=15))


def test_an_entrys_score_is_its_chance_to_answer(bakers: Profile, matcher: WordMatcher) -> None:
    passages = matched("clean the ovens", bakers, matcher)
    best = max(passages, key=lambda passage: passage.score)
    assert (best.chunk.section, best.entries[0]) == (
        Section.RESPONSIBILITIES,
        ("bakers/responsibilities/3", 1.0),
    )


def test_what_was_not_compared_has_no_chance(bakers: Profile, matcher: WordMatcher) -> None:
    passages = matched("zebra", bakers, matcher)
    assert all(score == 0 for passage in passages for _, score in passage.entries)


def test_sections_without_entries_to_match_stay_as_they_were_found(
    bakers: Profile, matcher: WordMatcher
) -> None:
    found = {passage.chunk.section: passage for passage in matched("the maximum pay", bakers, matcher)}
    assert found[Section.SALARY].score > 0


def test_marks_and_levels_do_not_change_what_is_read(bakers: Profile) -> None:
    duty, skill = bakers.duties[0], bakers.skills[0]
    assert as_read(Section.RESPONSIBILITIES, duty) == "duty: Weigh flour and salt"
    assert as_read(Section.SKILLS, skill) == "skill: Patience (High): Dough takes its time."


def test_a_question_finds_the_ratings_it_asks_about(shipped: Catalog) -> None:
    class Sure:
        def chances(self, question: str, texts: Sequence[str]) -> list[float]:
            return [0.9 if "stand" in text else 0.1 for text in texts]

    finder = AnswerFinder(shipped, Sure(), HashingEmbedder())
    question = finder.with_ratings(asked("standing on my feet all day"))
    assert "context: Spend Time Standing" in [one.name for one in question.rated]
    assert question.rated_near == ()
    assert ANSWERS > 0.1


def test_ratings_that_come_near_are_kept_only_of_what_work_takes(shipped: Catalog) -> None:
    class Unsure:
        def chances(self, question: str, texts: Sequence[str]) -> list[float]:
            return [0.4 if "stand" in text else 0.1 for text in texts]

    finder = AnswerFinder(shipped, Unsure(), HashingEmbedder())
    question = asked("standing all day long")
    of_fitness = finder.with_ratings(replace(question, uncovered=("fitness",)))
    assert of_fitness.rated == ()
    assert "context: Spend Time Standing" in [one.name for one in of_fitness.rated_near]
    assert finder.with_ratings(question).rated_near == ()


@pytest.mark.parametrize(
    "text", ["how long does it take to learn", "is low exposure safe", "is it like in films"]
)
def test_a_chance_alone_makes_no_rating_an_answer(shipped: Catalog, text: str) -> None:
    class SureOfAll:
        def chances(self, question: str, texts: Sequence[str]) -> list[float]:
            return [0.99 for _ in texts]

    finder = AnswerFinder(shipped, SureOfAll(), HashingEmbedder())
    assert finder.with_ratings(asked(text)).rated == ()
    assert finder.with_ratings(asked("she faints when she sees blood")).rated
    assert finder.with_ratings(asked("standing on my feet all day")).rated


def test_every_question_names_what_its_profile_holds(shipped: Catalog) -> None:
    texts = texts_of(list(shipped))
    for example in load_matching():
        known = texts[example.code]
        for name in example.meant:
            section = name.removeprefix(WHOLE)
            assert name in known or section in set(Section), (example.question, name)


def test_every_message_names_known_occupations(shipped: Catalog) -> None:
    messages = load_pointing()
    assert messages
    unknown = [code for one in messages for code in one.codes if not shipped.of_code(code)]
    assert len(unknown) <= 3, unknown  # Of military and other occupations that no table describes.


def test_questions_tell_the_reader_their_section_and_kind() -> None:
    labelled = list(as_labelled(load_matching(), load_pointing()))
    assert any(one.topics == ("responsibilities",) and one.kind == "yes_no" for one in labelled)
    assert all(one.kind or not one.topics for one in labelled)


def test_what_strains_the_body_is_told_by_ratings_and_not_by_a_risk_that_is_hard(shipped: Catalog) -> None:
    class Nothing:
        def chances(self, question: str, texts: Sequence[str]) -> list[float]:
            return [0.0 for _ in texts]

    finder = AnswerFinder(shipped, Nothing(), HashingEmbedder())
    question = finder.of_strain(replace(asked("is it hard on the feet"), topics=("risks",)))
    assert question
    assert [one.element for one in question.rated] == [
        "Spend Time Standing",
        "Spend Time Walking and Running",
    ]
    assert (question.topics, question.uncovered) == ((), ("fitness",))
