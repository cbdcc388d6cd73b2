"""Test prompts are read as promptfoo has them, and what is wrong in one is named with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.evaluation.assertions import read_assertion
from advisor.evaluation.cases import Case, load_cases, matching, shipped_files
from knowledge.errors import PromptFormatError
from tests.conftest import ROOT

PROMPTS = ROOT / "prompts"
SHIPPED = [PROMPTS / "border_officer", PROMPTS / "border_officer" / "held_back"]


def entry(name: str = "1", *assertions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A test as YAML has it; what is given beside goes into its metadata."""
    test: dict[str, Any] = {
        "vars": {"question": f"pay {name}?"},
        "metadata": {"id": name, "kind": "fact", **more},
    }
    return {**test, "assert": list(assertions)} if assertions else test


def written(folder: Path, *entries: Any, name: str = "salary.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(list(entries)), "utf-8")
    return path


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_prompt_on_the_first_document_is_read(folder: Path) -> None:
    assert len(load_cases(folder)) > 100


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_conversation_asserts_something_at_its_end(folder: Path) -> None:
    last = {case.conversation: case for case in load_cases(folder)}
    assert [case.id for case in last.values() if not case.assertions] == []


def test_held_back_prompts_are_none_of_the_others() -> None:
    seen, held_back = ({case.id for case in load_cases(folder)} for folder in SHIPPED)
    assert not seen & held_back


def test_what_a_test_leaves_out_is_the_default(tmp_path: Path) -> None:
    (case,) = load_cases(written(tmp_path, entry()))
    assert (case.conversation, case.topic, case.severity, case.threshold) == ("1", "salary", "should", None)


def test_what_a_test_says_is_kept(tmp_path: Path) -> None:
    given = entry("1", {"type": "contains", "value": "$"}, severity="must", topic="pay", conversationId="c")
    (case,) = load_cases(written(tmp_path, {**given, "threshold": 0.5}))
    assert (case.conversation, case.topic, case.severity, case.threshold) == ("c", "pay", "must", 0.5)
    assert case.assertions[0].type == "contains"


@pytest.mark.parametrize("missing", ["id", "kind", "question"])
def test_a_prompt_without_a_needed_field_is_named_with_its_place(tmp_path: Path, missing: str) -> None:
    test = entry()
    for facts in test.values():
        facts.pop(missing, None)
    with pytest.raises(PromptFormatError, match=r"salary\.yaml, test 1.*") as caught:
        load_cases(written(tmp_path, test))
    assert missing in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ("text", "missing"),
        ({**entry(), "options": {"transform": "output"}}, "options"),
        (entry(severity="perhaps"), "perhaps"),
        ({**entry(), "vars": {"question": ["one", "two"]}}, "question"),
        (entry("1", {"type": "llm-rubrik", "value": "is kind"}), "llm-rubrik"),
        (entry("1", {"type": "contains", "value": "a", "transform": "output"}), "transform"),
    ],
)
def test_what_cannot_be_honoured_is_named_with_file_and_test(tmp_path: Path, wrong: Any, word: str) -> None:
    with pytest.raises(PromptFormatError, match=r"salary\.yaml, test 2") as caught:
        load_cases(written(tmp_path, entry("0"), wrong))
    assert word in str(caught.value)


@pytest.mark.parametrize("text", ["a: [", "{a: 1}", "\xff"])
def test_a_file_that_holds_no_tests_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, "latin-1")
    with pytest.raises(PromptFormatError, match=r"bad\.yaml"):
        load_cases(tmp_path)


def test_two_tests_of_one_id_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(PromptFormatError, match="'1'"):
        load_cases(written(tmp_path, entry(), name="a.yaml"), written(tmp_path, entry(), name="b.yaml"))


def test_the_sections_that_an_answer_rests_on_are_those_of_its_checks() -> None:
    code = "47-2152.00"
    checks = [
        {
            "type": "python",
            "value": "file://checks.py:states",
            "config": {"occupation": code, "section": "risks"},
        },
        {
            "type": "python",
            "value": "file://checks.py:cites",
            "config": {"occupation": code, "sections": ["tools"]},
        },
        {"type": "python", "value": "file://checks.py:cites", "config": {"sections": ["skills"]}},
    ]
    case = Case("1", "1", "t", "fact", "?", assertions=tuple(read_assertion(one, "") for one in checks))
    assert case.expected == ((code, "risks"), (code, "tools"))


def test_a_filter_keeps_the_turns_before_and_asserts_nothing_of_them(tmp_path: Path) -> None:
    passes = {"type": "contains", "value": "a"}
    cases = load_cases(
        written(
            tmp_path,
            entry("1", passes, conversationId="c"),
            entry("2", passes, conversationId="c", severity="must"),
            entry("3", passes),
        )
    )
    kept = matching(cases, ["severity=must"])
    assert [(case.id, len(case.assertions)) for case in kept] == [("1", 0), ("2", 1)]
    assert matching(cases, ["topic=salary"]) == cases
    assert matching(cases, []) == cases


@pytest.mark.parametrize("wanted", ["topic=none", "topic", "=salary"])
def test_a_filter_that_matches_nothing_is_an_error(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(PromptFormatError):
        matching(load_cases(written(tmp_path, entry())), [wanted])


def test_promptfoos_own_configuration_is_no_file_of_tests(tmp_path: Path) -> None:
    (tmp_path / "promptfooconfig.yaml").write_text("prompts: ['{{question}}']", "utf-8")
    (tmp_path / "conversations").mkdir()
    files = [written(tmp_path, entry()), written(tmp_path / "conversations", entry())]
    assert shipped_files(tmp_path) == files
    assert [case.id for case in load_cases(tmp_path)] == ["1"]
