"""Test prompts are read, played as conversations, and never pass by accident."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from advisor.chain import Advisor
from advisor.evaluation.cases import Case, Score, load_cases, run_cases
from knowledge.errors import PromptFormatError
from knowledge.profile import Profile
from tests.advisor.made import advisor_of, reading
from tests.conftest import ROOT

PROMPTS = ROOT / "prompts"
SHIPPED = [PROMPTS / "border_officer", PROMPTS / "border_officer" / "held_back"]
ASSERTIONS = {"icontains-all", "icontains-any", "not-icontains-any", "python"}


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("checks", PROMPTS / "checks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def advisor(bakers: Profile, florists: Profile) -> Advisor:
    readings = {"earn": reading("salary"), "tools": reading("tools", kind="list"), "shifts": reading("hours")}
    return advisor_of([bakers, florists], readings)


def case(question: str, *assertions: dict[str, Any], conversation: str = "one") -> Case:
    return Case(question, conversation, "fact", question, assertions, PROMPTS)


def played(advisor: Advisor, *cases: Case) -> list[Score]:
    return list(run_cases(advisor, list(cases)))


def contains(kind: str, *words: str) -> dict[str, Any]:
    return {"type": kind, "value": list(words)}


def check(name: str, **config: Any) -> dict[str, Any]:
    return {"type": "python", "value": f"file://checks.py:{name}", "config": config}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_prompt_is_read_and_asserts_what_is_known(folder: Path, checks: ModuleType) -> None:
    cases = load_cases(folder)
    assert len(cases) > 100
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        assert case.question.strip()
        for assertion in case.assertions:
            assert assertion["type"] in ASSERTIONS
            if assertion["type"] == "python":
                file, _, function = assertion["value"].removeprefix("file://").rpartition(":")
                assert file == "checks.py"
                assert callable(getattr(checks, function))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_conversation_asserts_something_at_its_end(folder: Path) -> None:
    last = {case.conversation: case for case in load_cases(folder)}
    assert [case.id for case in last.values() if not case.assertions] == []


def test_held_back_prompts_are_none_of_the_others() -> None:
    seen, held_back = ({case.id for case in load_cases(folder)} for folder in SHIPPED)
    assert not seen & held_back


@pytest.mark.parametrize(
    ("assertion", "passes"),
    [
        (contains("icontains-all", "$34,000", "MEDIAN"), True),
        (contains("icontains-all", "$34,000", "$1"), False),
        (contains("icontains-any", "nothing", "median"), True),
        (contains("icontains-any", "nothing"), False),
        (contains("not-icontains-any", "roses"), True),
        (contains("not-icontains-any", "Median"), False),
        (check("cites", sections=["salary"]), True),
        (check("cites", sections=["salary", "tools"]), False),
        (check("abstains", abstained=False), True),
        (check("abstains", abstained=True), False),
        (check("outcome", outcome="answer"), True),
        (check("outcome", outcome="decline"), False),
    ],
)
def test_an_assertion_passes_when_it_holds_and_fails_when_not(
    advisor: Advisor, assertion: dict[str, Any], passes: bool
) -> None:
    (score,) = played(advisor, case("What does a baker earn?", assertion))
    assert score.passed == passes
    assert bool(score.problems) != passes
    assert "$34,000" in score.output


def test_an_abstention_is_seen(advisor: Advisor) -> None:
    (score,) = played(advisor, case("Do bakers work shifts?", check("abstains", abstained=True)))
    assert score.passed


def test_a_conversation_is_played_turn_by_turn_beside_others(advisor: Advisor) -> None:
    scores = played(
        advisor,
        case("What does a baker earn?", conversation="one"),
        case("What does a florist earn?", conversation="two"),
        case("which tools", contains("icontains-all", "BakePlan"), conversation="one"),
        case("which tools ", contains("icontains-all", "Rose Shears"), conversation="two"),
    )
    assert [score.problems for score in scores] == [(), ()]


def test_an_unknown_assertion_is_an_error(advisor: Advisor) -> None:
    with pytest.raises(PromptFormatError, match="llm-rubric"):
        played(advisor, case("What does a baker earn?", {"type": "llm-rubric", "value": "is nice"}))


def test_a_file_of_checks_that_is_not_there_is_an_error(advisor: Advisor, tmp_path: Path) -> None:
    wrong = Case("1", "1", "fact", "pay", (check("cites", sections=[]),), tmp_path)
    with pytest.raises(PromptFormatError, match=r"checks\.py"):
        played(advisor, wrong)


@pytest.mark.parametrize("missing", ["id", "kind", "question"])
def test_a_prompt_without_a_needed_field_is_named_with_its_place(tmp_path: Path, missing: str) -> None:
    entry = {"vars": {"question": "pay?"}, "metadata": {"id": "1", "kind": "fact"}}
    for facts in entry.values():
        facts.pop(missing, None)
    (tmp_path / "broken.yaml").write_text(yaml.safe_dump([entry]), "utf-8")
    with pytest.raises(PromptFormatError, match=r"broken\.yaml, test 1.*") as caught:
        load_cases(tmp_path)
    assert missing in str(caught.value)


def test_a_quote_that_its_chunk_does_not_hold_fails_the_citation_check(checks: ModuleType) -> None:
    citation = {"marker": 1, "section": "salary", "quote": "$99", "chunk": "Median: $34,000"}
    context = {
        "config": {"sections": ["salary"]},
        "providerResponse": {"metadata": {"citations": [citation]}},
    }
    result = checks.cites("", context)
    assert not result["pass"]
    assert "[1]" in result["reason"]
