"""Drafts from parsed fields: whatever is asked is answered, or said to be missing, and holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.citations import Answer, Draft, cite
from advisor.question import Focus, Question
from advisor.understanding.labels import INTENTS, KINDS, TOPICS
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.profile import Profile, Section
from tests.advisor.made import asked, chunks_by_id, document, profile_of, sections_cited

FACETS = [(), ("minimum",), ("median", "maximum"), ("high",), ("medium", "negated"), ("ai_yes",), ("ai_no",)]
TEXTS = ("tell me about it", "is it over $50,000 a month, or do I need a degree?")
SPARSE = "# Keepers\n\n## Career Summary\nThey keep the light.\n\n## Job Responsibilities\n\n## Salary Data\n"


def composer_of(*profiles: Profile) -> GroundedComposer:
    return GroundedComposer(Catalog(profiles, chunks_by_id(profiles).values()))


def drafted(
    question: Question, *profiles: Profile, focus: Focus | None = None, near: dict[str, float] | None = None
) -> Draft:
    """The draft when retrieval gave these chunks these scores."""
    chunks = chunks_by_id(profiles)
    scores = near or {}
    passages = [Passage(chunks[chunk_id], score, ((chunk_id, score),)) for chunk_id, score in scores.items()]
    return composer_of(*profiles).draft(question, passages, focus or Focus())


def checked(question: Question, draft: Draft) -> Answer:
    answer = cite(draft, profiles=question.profiles)
    assert answer.dropped == ()
    return answer


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile with hardly anything in it."""
    return profile_of(SPARSE, tmp_path_factory.mktemp("sparse"), "keepers")


@pytest.mark.parametrize("topic", TOPICS)
def test_whatever_is_asked_in_whatever_way_gets_an_answer_that_holds(
    officer: Profile, bakers: Profile, sparse: Profile, topic: str
) -> None:
    composer = composer_of(officer, bakers, sparse)
    for profile in (officer, bakers, sparse):
        for kind in KINDS:
            for facets in FACETS:
                for text in TEXTS:
                    question = asked(text, topic, kind=kind, facets=facets, profiles=[profile.id])
                    answer = checked(question, composer.draft(question, [], Focus()))
                    assert answer.text.strip()
                    markers = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
                    assert markers == set(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_gets_an_answer(bakers: Profile, intent: str) -> None:
    question = asked("...", "summary", intent=intent)
    assert checked(question, drafted(question, bakers)).text


def test_two_topics_are_answered_one_after_the_other(officer: Profile) -> None:
    question = asked("pay and schooling", "salary", "education", profiles=[officer.id])
    draft = drafted(question, officer)
    assert sections_cited(checked(question, draft)) == {"salary", "education"}
    assert draft.topics == ("salary", "education")


def test_what_is_missing_is_said_beside_what_is_there(officer: Profile) -> None:
    question = asked("salary in Texas", "salary", "location", profiles=[officer.id])
    draft = drafted(question, officer)
    assert draft.abstained
    answer = checked(question, draft)
    assert "places" in answer.text
    assert "$65,000" in answer.text


def test_an_overview_has_the_facts_of_several_sections(officer: Profile) -> None:
    question = asked("tell me about the job", "overview", profiles=[officer.id])
    answer = checked(question, drafted(question, officer))
    assert {"summary", "salary", "education", "skills", "outlook"} <= sections_cited(answer)


def test_an_overview_ends_with_the_sources_that_the_document_names(tmp_path: Path) -> None:
    profile = profile_of(document(summary="- They bake.\n- Sources: a database of 1998."), tmp_path)
    question = asked("tell me about the job", "overview")
    text = checked(question, drafted(question, profile)).text
    assert text.startswith("They bake")
    assert re.fullmatch(r"Sources: a database of 1998 \[\d+\]\.", text.splitlines()[-1])


def test_nobodys_job_is_guessed(bakers: Profile, florists: Profile) -> None:
    draft = drafted(asked("what does it pay", "salary", profiles=[]), bakers, florists)
    assert draft.outcome == "clarify"
    assert draft.choices == ("Bakers", "Florists")


@pytest.mark.parametrize("job", ["nurse", "911 dispatcher", "3D artist"])
def test_a_job_without_a_profile_is_named_and_not_answered(bakers: Profile, job: str) -> None:
    question = asked(f"what does a {job} earn", "salary", profiles=[], other_jobs=[job])
    draft = drafted(question, bakers)
    assert draft.abstained
    answer = cite(draft, profiles=[])
    assert job in answer.text
    assert "Bakers" in answer.text
    assert "34,000" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        asked("what could I do next", "next_jobs"),
        asked("what do nurses earn", "salary", profiles=[], other_jobs=["nurses"]),
        asked("packers", intent="switch", profiles=["packers"]),
        asked("who earns more", "salary", kind="compare", profiles=["bakers", "packers"]),
    ],
    ids=["next", "known", "switched", "compared"],
)
def test_a_title_that_holds_a_number_can_be_named(
    tmp_path: Path, bakers: Profile, question: Question
) -> None:
    packers = profile_of(document("Line 2 Packers"), tmp_path, "packers")
    answer = cite(drafted(question, bakers, packers), profiles=question.profiles)
    assert "Line 2 Packers" in answer.text


def test_jobs_are_compared_each_by_its_own_profile(bakers: Profile, florists: Profile) -> None:
    question = asked("who earns more", "salary", kind="compare", profiles=["bakers", "florists"])
    answer = checked(question, drafted(question, bakers, florists))
    row = next(line for line in answer.text.splitlines() if line.startswith("| Median pay"))
    _, of_bakers, of_florists = row.strip("| ").split(" | ")
    assert "$34,000" in of_bakers
    assert "$36,500" in of_florists
    assert {citation.chunk.profile for citation in answer.citations} == {"bakers", "florists"}


def test_a_comparison_with_an_unknown_job_tells_what_it_lacks(bakers: Profile) -> None:
    question = asked("bakers or nurses", "salary", kind="compare", other_jobs=["nurses"])
    draft = drafted(question, bakers)
    assert draft.abstained
    text = checked(question, draft).text
    assert "$34,000" in text
    assert '"nurses"' in text


def test_a_role_of_the_future_is_not_given_the_jobs_pay(officer: Profile) -> None:
    shown = f"{officer.id}/new_frontiers/1"
    focus = Focus((officer.id,), ("new_frontiers",), entries=(shown,), past=(("new_frontiers",),))
    question = asked("what does that pay", "salary", profiles=[officer.id], is_followup=True)
    draft = drafted(question, officer, focus=focus)
    answer = checked(question, draft)
    assert draft.abstained
    assert "$" not in answer.text
    assert "AI Ethics Officer" in answer.text


def test_what_stands_in_another_list_is_said_to_stand_there(officer: Profile) -> None:
    question = asked("is ThreatMetrix a skill", "skills", kind="yes_no", profiles=[officer.id])
    draft = drafted(question, officer, near={f"{officer.id}/tools/4": 0.9})
    text = checked(question, draft).text
    assert text.startswith("No")
    assert "ThreatMetrix" in text


def test_a_question_about_nothing_known_abstains_with_the_closest(bakers: Profile) -> None:
    question = asked("what keeps dough warm")
    draft = drafted(question, bakers, near={"bakers/tools/1": 0.44})
    assert draft.abstained
    assert "Proofing Oven" in checked(question, draft).text


def test_the_entries_shown_are_kept_for_the_next_turn(officer: Profile) -> None:
    question = asked("the AI tools", "tools", kind="list", facets=["ai_yes"], profiles=[officer.id])
    draft = drafted(question, officer)
    assert draft.shown == (f"{officer.id}/tools/3", f"{officer.id}/tools/4")


@pytest.mark.parametrize(
    ("text", "kind"), [("which AI tools are used", "list"), ("is the Proofing Oven an AI tool", "yes_no")]
)
def test_no_tool_is_taken_for_ai_where_none_is_marked(tmp_path: Path, text: str, kind: str) -> None:
    profile = profile_of(document(tools="- **Proofing Oven** (Kitchen): It keeps dough warm."), tmp_path)
    question = asked(text, "tools", kind=kind, facets=["ai_yes"], profiles=[profile.id])
    said = checked(question, drafted(question, profile)).text
    assert said.startswith("Which of its tools use AI is not marked")
    assert "Proofing Oven" in said


def test_an_answer_in_another_language_keeps_the_language(officer: Profile) -> None:
    question = asked("Cuánto gana", "salary", language="es", profiles=[officer.id])
    text = checked(question, drafted(question, officer)).text
    assert "$65,000" in text
    assert "The profile" not in text


def test_a_profile_that_was_taken_away_is_not_answered_from(bakers: Profile) -> None:
    draft = drafted(asked("what does it pay", "salary", profiles=["florists"]), bakers)
    assert draft.outcome == "clarify"


def test_a_thing_is_told_under_which_of_two_headings_it_stands(officer: Profile) -> None:
    near = {f"{officer.id}/copilot_tasks/6": 0.7, f"{officer.id}/automation/2": 0.4}
    question = asked(
        "Spotting fakes: is it under AI Co-Pilot Tasks or Automation Opportunities?",
        "automation",
        kind="yes_no",
        profiles=[officer.id],
    )
    answer = checked(question, drafted(question, officer, near=near))
    assert sections_cited(answer) == {"copilot_tasks"}


def test_two_sections_that_are_compared_are_both_shown(officer: Profile) -> None:
    question = asked("what is taken over, what is shared", "automation", "copilot_tasks", kind="compare")
    question = replace(question, profiles=(officer.id,))
    assert sections_cited(checked(question, drafted(question, officer))) == {"automation", "copilot_tasks"}


def test_a_plan_towards_a_role_shown_before_names_it(officer: Profile) -> None:
    focus = Focus(
        profiles=(officer.id,),
        topics=("new_frontiers",),
        entries=(f"{officer.id}/new_frontiers/2",),
        past=(("new_frontiers",),),
    )
    question = asked(
        "how would I get there", "education", kind="plan", is_followup=True, profiles=[officer.id]
    )
    draft = drafted(question, officer, focus=focus)
    assert any(officer.entries(Section.NEW_FRONTIERS)[1].quote in one.text for one in draft.sentences)
