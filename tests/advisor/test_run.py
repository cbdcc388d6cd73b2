"""Test prompts are played as conversations, and every answer is graded on its own."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.chain import Advisor
from advisor.evaluation.assertions import Models, read_assertion
from advisor.evaluation.cases import Case
from advisor.evaluation.run import Result, in_documents, rank, run_cases
from knowledge.chunk import Chunk, Passage
from knowledge.profile import Profile, Section
from tests.advisor.made import advisor_of, reading
from tests.conftest import ROOT

PROMPTS = ROOT / "prompts"
BAKERS = "51-3011.00"


@pytest.fixture(scope="module")
def advisor(bakers: Profile, florists: Profile) -> Advisor:
    readings = {"earn": reading("salary"), "tools": reading("tools", kind="list"), "shifts": reading("hours")}
    return advisor_of([bakers, florists], readings)


def case(question: str, *assertions: dict[str, Any], conversation: str = "one", **more: Any) -> Case:
    return Case(
        id=question,
        conversation=conversation,
        topic="pay",
        kind="fact",
        question=question,
        assertions=tuple(read_assertion(one, question) for one in assertions),
        folder=PROMPTS,
        **more,
    )


def check(name: str, **config: Any) -> dict[str, Any]:
    return {"type": "python", "value": f"file://checks.py:{name}", "config": config}


def says(*words: str) -> dict[str, Any]:
    return {"type": "icontains-all", "value": list(words)}


def played(advisor: Advisor, *cases: Case, **more: Any) -> list[Result]:
    return list(run_cases(advisor, list(cases), **more))


@pytest.mark.parametrize(
    ("assertion", "passes"),
    [
        (says("$34,000"), True),
        (says("$1"), False),
        (check("cites", sections=["salary"]), True),
        (check("cites", sections=["salary", "tools"]), False),
        (check("abstains", abstained=False), True),
        (check("outcome", outcome="decline"), False),
        (check("about", occupations=[BAKERS], only=True), True),
    ],
)
def test_an_answer_is_graded(advisor: Advisor, assertion: dict[str, Any], passes: bool) -> None:
    (result,) = played(advisor, case("What does a baker earn?", assertion))
    assert result.passed == passes
    assert bool(result.problems) != passes
    assert "$34,000" in result.output
    assert result.latency_ms > 0


def test_an_abstention_is_seen(advisor: Advisor) -> None:
    (result,) = played(advisor, case("Do bakers work shifts?", check("abstains", abstained=True)))
    assert result.passed


def test_a_conversation_is_played_turn_by_turn_beside_others(advisor: Advisor) -> None:
    results = played(
        advisor,
        case("What does a baker earn?", conversation="one"),
        case("What does a florist earn?", conversation="two"),
        case("which tools", says("BakePlan"), conversation="one"),
        case("which tools ", says("Rose Shears"), conversation="two"),
    )
    assert [result.problems for result in results] == [(), ()]
    assert [result.turns for result in results] == [
        ("What does a baker earn?",),
        ("What does a florist earn?",),
    ]


def test_the_threshold_of_a_test_decides(advisor: Advisor) -> None:
    half = (says("$34,000"), says("roses"))
    strict, lenient = played(
        advisor, case("What does a baker earn?", *half), case("what does a baker earn", *half, threshold=0.5)
    )
    assert (strict.passed, lenient.passed) == (False, True)
    assert strict.score == lenient.score == 0.5


def test_what_was_skipped_is_no_pass(advisor: Advisor) -> None:
    rubric = {"type": "llm-rubric", "value": "is kind"}
    (result,) = played(advisor, case("What does a baker earn?", rubric))
    assert result.passed is None
    judge = Models(judge=lambda text: '{"pass": true, "reason": ""}')
    (result,) = played(advisor, case("What does a baker earn?", rubric), models=judge)
    assert result.passed


def test_repeating_plays_everything_anew(advisor: Advisor) -> None:
    seen: list[tuple[int, int]] = []
    results = played(
        advisor,
        case("What does a baker earn?"),
        case("which tools", says("BakePlan")),
        repeat=3,
        progress=lambda doing, done, total: seen.append((done, total)),
    )
    assert [result.repeat for result in results] == [0, 1, 2]
    assert all(result.passed for result in results)
    assert seen == [(done, 6) for done in range(1, 7)]


@pytest.mark.parametrize(
    ("other", "passes"), [("what do bakers earn", True), ("What do florists earn?", False)]
)
def test_the_paired_question_is_asked_in_a_conversation_of_its_own(
    advisor: Advisor, other: str, passes: bool
) -> None:
    pair = case("What does a baker earn?", check("same_facts"), variables={"paired_with": other})
    (result,) = played(advisor, case("which florist tools"), pair)
    assert result.passed == passes
    assert result.metadata["paired"]["occupations"]


def test_the_rank_is_the_place_of_the_first_expected_section() -> None:
    def passage(code: str, section: Section) -> Passage:
        return Passage(Chunk("id", "p", "Bakers", code, section, "", "", 1), 0.5)

    found = [passage("1", Section.TOOLS), passage("1", Section.RISKS), passage("2", Section.SKILLS)]
    assert rank(found, [("2", "skills"), ("1", "risks")]) == 2
    assert rank(found, [("2", "tools")]) == 0
    assert rank(found, []) is None


def test_retrieval_is_scored_where_a_document_holds_the_section(advisor: Advisor) -> None:
    findable = in_documents(advisor.catalog)
    assert findable(BAKERS, "tools")
    assert not findable(BAKERS, "market_demand")
    assert not findable(BAKERS, "no_section")
    assert not findable("99-9999.99", "tools")
    states = check("states", occupation=BAKERS, section="tools", facts=["BakePlan"])
    (result,) = played(advisor, case("which tools has a baker", states), findable=findable)
    assert result.rank == 1
