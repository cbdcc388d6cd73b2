"""Questions about moves from one's own job: read, answered with sources, the same for everybody."""

from __future__ import annotations

import re
import time

import pytest

from advisor.answering.moves import answer_moves
from advisor.chain import Advisor
from advisor.citations import cite
from advisor.question import AskedMoves, Focus
from advisor.reskilling.paths import Reskilling
from knowledge import fields
from knowledge.catalog import Catalog
from tests.advisor.made import play
from tests.advisor.moves.told import (
    ACCOUNTANTS,
    CASHIERS,
    DRIVERS,
    ELECTRICIANS,
    NURSES,
    PARALEGALS,
    SCIENTISTS,
    TELLERS,
    WHAT_ELSE,
    lines,
    value,
)


def test_five_other_occupations_each_with_pay_schooling_exposure_and_gap(
    advisor: Advisor, catalog: Catalog
) -> None:
    (answer,) = play(advisor, WHAT_ELSE)
    assert answer.occupations[0] == CASHIERS
    others = answer.occupations[1:]
    assert len(others) == len(set(others)) == len(lines(answer)) == 5
    for code, line in zip(others, lines(answer), strict=True):
        profile = catalog.get(code)
        assert profile
        assert line.startswith(f"- {profile.title}: ")
        assert any(label in line for label in ("a close move", "a stretch", "a far move"))
        assert f"${value(catalog, fields.PAY, code):,.0f} a year" in line
        assert "exposure to AI" in line
        assert "You bring" in line
        assert re.search(r"\[\d+\]", line)
    assert answer.dropped == ()
    assert len(answer.text.splitlines()) <= 25


def test_exposure_is_told_beside_that_of_now(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, WHAT_ELSE)
    now = round(value(catalog, fields.EXPOSURE, CASHIERS))
    for code, line in zip(answer.occupations[1:], lines(answer), strict=True):
        lower = round(value(catalog, fields.EXPOSURE, code)) < now
        assert ("lower than now" in line) is lower
    lower = sum("lower than now" in line for line in lines(answer))
    assert f"exposure to AI, {now} of 100, lower in {lower} of these" in answer.text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("laid off data entry, what else", "43-9021.00"),
        ("laid off tuesday. 11 yrs as a cashier. where do i even start", CASHIERS),
        ("What other jobs use what I know as a nurse?", NURSES),
        ("too old for roofs, what is close to a roofers work? any similar jobs?", "47-2181.00"),
        ("Accountant here, where else could I go?", ACCOUNTANTS),
        ("what jobs are similar to a bank teller", TELLERS),
    ],
)
def test_where_one_comes_from(advisor: Advisor, text: str, start: str) -> None:
    (answer,) = play(advisor, text)
    assert answer.occupations[0] == start
    assert len(answer.occupations) >= 4


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("truck driver to electrician: what am I missing?", (DRIVERS, ELECTRICIANS)),
        ("I work retail, want to be a paralegal", ("41-2031.00", PARALEGALS)),
        ("How do I go from nurse to paralegal?", (NURSES, PARALEGALS)),
        ("how do I become an electrician? I'm a cashier", (CASHIERS, ELECTRICIANS)),
        ("can a cashier become an electrician", (CASHIERS, ELECTRICIANS)),
        ("switch from accountant to data scientist?", (ACCOUNTANTS, SCIENTISTS)),
    ],
)
def test_a_named_target_is_answered_in_full(advisor: Advisor, text: str, ends: tuple[str, str]) -> None:
    (answer,) = play(advisor, text)
    assert answer.occupations[:2] == ends
    assert answer.text.count("Step ") == 3
    assert "Median pay" in answer.text
    assert answer.dropped == ()


@pytest.mark.parametrize(
    "text",
    [
        "what does a nurse earn compared to a paramedic",
        "which jobs pay more than a nurse",
        "how do I become an electrician",
        "which jobs are growing fastest",
        "what new roles could AI open for nurses",
        "my boss is a manager and earns more",
        "teacher pay in Germany? I might move to Munich",
    ],
)
def test_other_questions_stay_what_they_are(advisor: Advisor, text: str) -> None:
    (answer,) = play(advisor, text)
    assert not answer.read_as.startswith("from ")


def test_a_long_road_is_said_and_cut_in_two(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I work retail, want to be a paralegal")
    assert "This is a long road." in answer.text
    assert "in two smaller steps" in answer.text
    (near,) = play(advisor, "can a cashier become a bookkeeper")
    assert "long road" not in near.text


def test_what_is_not_rated_is_told_by_activities(advisor: Advisor) -> None:
    (answer,) = play(advisor, "switch from accountant to data scientist?")
    assert "Its skills are not rated." in answer.text
    assert "New to you: " in answer.text


def test_a_conversation_narrows_picks_and_goes_on(advisor: Advisor, catalog: Catalog) -> None:
    first, narrowed, picked, paid, further = play(
        advisor,
        WHAT_ELSE,
        "only without a degree",
        "what about the second one",
        "and over 45k?",
        "any others?",
    )
    assert first.read_as == "from Cashiers to other work"
    assert "no college degree needed" in narrowed.read_as
    assert picked.occupations[:2] == (CASHIERS, narrowed.occupations[2])
    assert "no college degree needed, median pay above $45,000" in paid.read_as
    assert all(value(catalog, fields.PAY, code) > 45_000 for code in paid.occupations[1:])
    assert set(further.occupations) & set(paid.occupations) == {CASHIERS}


def test_what_is_missing_for_the_one_that_was_picked_is_told(advisor: Advisor) -> None:
    _, picked, missing = play(
        advisor, WHAT_ELSE, "what about the second one", "what would I still have to learn for it?"
    )
    assert missing.occupations == picked.occupations
    assert "You bring" in missing.text


def test_a_target_named_later_has_the_same_start(advisor: Advisor) -> None:
    answers = play(advisor, WHAT_ELSE, "what about electrician?")
    assert answers[1].occupations[:2] == (CASHIERS, ELECTRICIANS)


def test_without_a_job_it_is_asked_for(advisor: Advisor) -> None:
    (answer,) = play(advisor, "where do you think I could go")
    assert answer.outcome == "clarify"
    assert answer.text.startswith("Which job do you have")
    assert len(answer.choices) >= 3


@pytest.mark.parametrize(
    "told",
    [
        "As a woman of 58, ",
        "As a young black man, ",
        "Muslim, from Somalia, two kids: ",
        "I'm autistic and single. ",
        "I'm disabled and gay. ",
        "I have a felony. ",
    ],
)
def test_the_same_is_suggested_whoever_asks(advisor: Advisor, told: str) -> None:
    asked = "I work as a bank teller, what else could I do?"
    plain, personal = play(advisor, asked)[0], play(advisor, told + asked)[0]
    assert personal.text == plain.text
    assert personal.occupations == plain.occupations


def test_every_sentence_holds_for_many_starts(catalog: Catalog, reskilling: Reskilling) -> None:
    for code in reskilling.moves.codes[::23]:
        draft = answer_moves(AskedMoves(code), catalog, reskilling, roles=False)
        answer = cite(draft, profiles=draft.profiles)
        assert answer.dropped == (), code
        assert code not in draft.profiles[1:]
        assert len(draft.profiles) >= 4
        target = draft.profiles[-1]
        pair = answer_moves(AskedMoves(code, target), catalog, reskilling, roles=False)
        assert cite(pair, profiles=pair.profiles).dropped == (), (code, target)


def test_an_answer_takes_less_than_150_ms_when_warm(advisor: Advisor) -> None:
    advisor.warm()
    took = []
    for text in ("I'm a nurse, what else could I do over 40k without a degree?", WHAT_ELSE):
        start = time.perf_counter()
        advisor.ask(text, Focus())
        took.append(time.perf_counter() - start)
    assert min(took) < 0.15


def test_a_plan_keeps_job_and_goal_and_shrinks(advisor: Advisor) -> None:
    pair, plan, smaller = play(
        advisor,
        "truck driver to electrician: what am I missing?",
        "give me a 3 month plan",
        "less. i have 2h a week and no money",
    )
    assert pair.occupations[:2] == plan.occupations == smaller.occupations == (DRIVERS, ELECTRICIANS)
    assert plan.text.startswith("A plan from Heavy and Tractor-Trailer Truck Drivers to Electricians")
    assert "for 13 weeks:" in plan.text
    assert smaller.text.startswith("A smaller plan from")
    assert "2 hours a week and 13 weeks and no money (26 hours in all)" in smaller.text
    for answer in (plan, smaller):
        steps = [line for line in lines(answer) if line.startswith("- Step")]
        assert len(steps) == 3
        assert all("[" in step or "(general advice, from no source)" in step for step in steps)
        assert "I know no courses, certificates, prices or employers" in answer.text
        assert answer.dropped == ()
    assert "Left for later" in smaller.text
    assert len(smaller.citations) <= len(plan.citations) + 1
