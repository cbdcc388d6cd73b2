"""Questions about moves from one's own job: read, limited, answered with sources, the same for everybody."""

from __future__ import annotations

import re
import time

import pytest

from advisor.answering.composer import GroundedComposer
from advisor.answering.move_limits import about_limits
from advisor.answering.moves import answer_moves
from advisor.chain import Advisor
from advisor.citations import Answer, cite
from advisor.question import AskedMoves, Focus
from advisor.reskilling.paths import Reskilling
from advisor.retrieval import PassageIndex
from advisor.understanding.labels import load_examples
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.survey import Condition
from tests.advisor.made import ScriptedReader, play, reading

CASHIERS, NURSES, TELLERS, DRIVERS = "41-2011.00", "29-1141.00", "43-3071.00", "53-3032.00"
ELECTRICIANS, PARALEGALS, SCIENTISTS, ACCOUNTANTS = "47-2111.00", "23-2011.00", "15-2051.00", "13-2011.00"
READINGS = {
    "could go": reading("next_jobs"),
    "become an": reading("next_jobs"),
    "worthless": reading(intent="feelings"),
}
WHAT_ELSE = "I'm a cashier and worried about AI, what could I move to?"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """All occupations, by their figures alone."""
    return Catalog([], tables=FactTables.load(), split=split_whole)


@pytest.fixture(scope="module")
def advisor(catalog: Catalog) -> Advisor:
    (chunk, *_) = catalog.chunks(CASHIERS).values()
    return Advisor(
        catalog,
        Understanding(ScriptedReader(READINGS), catalog, load_examples()),
        PassageIndex([chunk]),
        GroundedComposer(catalog),
    )


@pytest.fixture(scope="module")
def reskilling(catalog: Catalog) -> Reskilling:
    assert catalog.tables
    return Reskilling(catalog.tables, catalog.traits)


def lines(answer: Answer) -> list[str]:
    return [line for line in answer.text.splitlines() if line.startswith("- ")]


def value(catalog: Catalog, field: fields.Field, code: str) -> float:
    found = catalog.board.value(field, code)
    assert found
    return found.number


def rating(catalog: Catalog, table: str, element: str, code: str) -> float:
    assert catalog.traits
    return {one.name: one.fact.value for one in catalog.traits.facts(table, code)}[element]


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


LIMITS = {
    "without a degree": (fields.ENTRY, 0, 3),
    "over 50k": (fields.PAY, 50_000.01, 1e9),
    "that are growing": (fields.GROWTH, 0.01, 1e9),
    "with low AI exposure": (fields.EXPOSURE, 0, 33.3),
    "with under two years of training": (fields.ENTRY, 0, 3),
    "in health care": (fields.family_field("health care"), 1, 1),
}


@pytest.mark.parametrize("said", LIMITS)
def test_limits_are_shown_back_and_kept(advisor: Advisor, catalog: Catalog, said: str) -> None:
    field, low, high = LIMITS[said]
    (answer,) = play(advisor, f"I'm a cashier, what could I move to {said}?")
    assert len(answer.occupations) >= 4
    assert answer.read_as.count(":") == 1
    assert answer.read_as.partition(": ")[2].partition(",")[0] in answer.text
    for code in answer.occupations[1:]:
        assert low <= value(catalog, field, code) <= high


def test_limits_on_the_work_itself_are_kept(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, "I'm a carpenter, no more lifting. what else could I do")
    assert catalog.traits
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("activities", code)}
        assert rated["Handling and Moving Objects"] <= 2.5


@pytest.mark.parametrize(
    ("told", "name", "most"),
    [
        ("cook, my wrists are shot", "Spend Time Making Repetitive Motions", 3.0),
        ("hairdresser || what is easier on the feet", "Spend Time Standing", 2.8),
        ("painter, fumes bother me, i need 50k", "Exposed to Contaminants", 2.0),
    ],
)
def test_what_a_body_no_longer_takes_is_kept(
    advisor: Advisor, catalog: Catalog, told: str, name: str, most: float
) -> None:
    answer = play(advisor, *told.split(" || "))[-1]
    assert catalog.traits
    assert len(answer.occupations) > 1
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("context", code)}
        assert rated[name] <= most


def test_more_than_one_job_to_sit_at_may_be_asked_for(advisor: Advisor, catalog: Catalog) -> None:
    answer = play(advisor, "cashier", "what sitting jobs could i get")[-1]
    assert catalog.traits
    for code in answer.occupations[1:]:
        rated = {one.name: one.fact.value for one in catalog.traits.facts("context", code)}
        assert rated["Spend Time Sitting"] >= 3.75


def test_what_ai_cannot_do_is_asked_of_less_exposed_work(advisor: Advisor, catalog: Catalog) -> None:
    answer = play(advisor, "cashier", "what could I do that a robot can't")[-1]
    assert len(answer.occupations) > 2
    assert all(value(catalog, fields.EXPOSURE, code) < 33.3 for code in answer.occupations[1:])


def test_who_only_tells_their_schooling_is_suggested_work(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, "I have a GED")
    assert len(answer.occupations) > 1
    assert all(value(catalog, fields.ENTRY, code) <= 1 for code in answer.occupations)


def test_why_one_leaves_is_no_limit(advisor: Advisor) -> None:
    plain, told = (
        play(advisor, text)[0]
        for text in (
            "I'm a cashier, what else could I do?",
            "I'm a cashier, AI will take my job, I make 30k. what else could I do?",
        )
    )
    assert told.text == plain.text


def test_what_no_figure_tells_is_said(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what else could I do from home?")
    assert answer.text.startswith('No figure here tells about "from home"')
    assert len(answer.occupations) == 6


def test_limits_nothing_keeps_give_no_move(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what could I move to over 900k?")
    assert answer.abstained
    assert answer.text.startswith("I find no move from Cashiers that keeps to all of this")


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


@pytest.mark.parametrize(
    "said", ["ones that pay at least the same", "without a pay cut", "only for the same or better pay"]
)
def test_pay_may_be_asked_for_that_is_no_lower(advisor: Advisor, catalog: Catalog, said: str) -> None:
    _, narrowed = play(advisor, WHAT_ELSE, said)
    assert "median pay at least that of Cashiers" in narrowed.read_as
    pay = value(catalog, fields.PAY, CASHIERS)
    assert narrowed.occupations[1:]
    assert all(value(catalog, fields.PAY, code) >= pay for code in narrowed.occupations[1:])


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


def test_work_is_suggested_for_what_one_has_and_likes(advisor: Advisor, catalog: Catalog) -> None:
    (answer,) = play(advisor, "I have a high-school diploma and like working outside")
    assert answer.read_as.endswith("to work: a high school diploma is enough, outdoors in most weeks")
    assert len(answer.occupations) == 5
    for code in answer.occupations:
        assert value(catalog, fields.ENTRY, code) <= 1
        assert rating(catalog, "context", "Outdoors, Exposed to Weather", code) >= 4


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


def test_a_target_tells_which_limits_it_keeps(catalog: Catalog, reskilling: Reskilling) -> None:
    limits = (
        Condition(fields.PAY, "over $50,000", low=50_000),
        Condition(fields.ENTRY, "no schooling needed", high=0),
    )
    draft = answer_moves(AskedMoves(CASHIERS, ELECTRICIANS, limits), catalog, reskilling, roles=False)
    text = cite(draft, profiles=draft.profiles).text
    assert "It keeps to: over $50,000." in text
    assert "It does not keep to, or is not known to: no schooling needed." in text


def test_an_answer_takes_less_than_150_ms_when_warm(advisor: Advisor) -> None:
    advisor.warm()
    took = []
    for text in ("I'm a nurse, what else could I do over 40k without a degree?", WHAT_ELSE):
        start = time.perf_counter()
        advisor.ask(text, Focus())
        took.append(time.perf_counter() - start)
    assert min(took) < 0.15


def test_limits_are_taken_back_in_words_and_the_others_stay(advisor: Advisor, catalog: Catalog) -> None:
    *_, dropped, whole, target = play(
        advisor,
        "I'm a cashier, what could I move to over 45k without lifting?",
        "forget the pay limit",
        'Remove the limit "little handling and moving of things"',
        "what about electrician?",
    )
    assert dropped.text.startswith("I no longer go by: median pay above $45,000 a year.")
    for code in dropped.occupations[1:]:
        assert rating(catalog, "activities", "Handling and Moving Objects", code) <= 2.5
    assert any(value(catalog, fields.PAY, code) <= 45_000 for code in dropped.occupations[1:])
    assert whole.read_as == "from Cashiers to other work"
    assert target.occupations[:2] == (CASHIERS, ELECTRICIANS)


def test_limits_go_on_to_a_target_that_is_named_later(advisor: Advisor) -> None:
    *_, target = play(advisor, "I'm a cashier, what could I move to over 45k?", "what about electrician?")
    assert "It keeps to: median pay above $45,000 a year." in target.text


def test_where_no_move_is_left_it_is_told_which_limit_is_in_the_way(advisor: Advisor) -> None:
    (answer,) = play(advisor, "I'm a cashier, what could I move to over 900k without a degree?")
    assert 'Without "median pay above $900,000 a year" there are some' in answer.text
    assert 'Without "no college degree needed"' not in answer.text


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


def test_who_despairs_gets_no_list_of_jobs(advisor: Advisor) -> None:
    (answer,) = play(advisor, "i hate phones and people, i feel worthless, nobody wants me")
    assert not answer.occupations


def test_a_liking_that_nothing_under_the_limits_comes_near_to_is_said_to_be_left_aside() -> None:
    (told,) = about_limits(AskedMoves("", unmet='"metal"'))
    assert told.text == 'No work near to "metal" keeps to the rest, so I could not go by that.'


def test_what_is_paid_in_a_wider_group_keeps_no_limit_and_is_no_raise(
    advisor: Advisor, catalog: Catalog
) -> None:
    _, limited = play(advisor, "nurse, where could I move to?", "only those that pay 120k or more")
    coordinators = catalog.of_code("11-9121.01")  # Paid, by the figures, as the managers of scientists.
    assert value(catalog, fields.PAY, "11-9121.01") > 120_000
    assert "11-9121.01" not in limited.occupations
    (named,) = play(advisor, "how do I go from nurse to clinical research coordinator?")
    assert named.occupations[:2] == (NURSES, "11-9121.01"), coordinators
