"""A thumbs-down becomes a test prompt that the loader reads, and never more than it may."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.citations import Answer, Citation
from advisor.evaluation import feedback
from advisor.evaluation.cases import load_cases
from advisor.evaluation.feedback import MAX_EARLIER, MAX_NOTE, MAX_TEXT, PROPOSED, REASONS, Complaint, record
from knowledge.chunk import Chunk
from knowledge.errors import FeedbackError
from knowledge.profile import Section

CHUNK = Chunk("bakers/salary", "bakers", "Bakers", "", Section.SALARY, "Salary Data", "Median: $34,000", 3)
ANSWER = Answer(
    "The median is $34,000 [1].", (Citation(1, CHUNK, "Median: $34,000", 4),), "answer", abstained=False
)


def complaint(**changes: Any) -> Complaint:
    made: dict[str, Any] = {
        "question": "what does a baker make",
        "answer": ANSWER,
        "reason": "wrong",
        "note": "The boss says otherwise.",
        "earlier": ("hello", "what do bakers do"),
    }
    return Complaint(**made | changes)


def entries(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(file.read_text("utf-8")))


def test_a_complaint_loads_again_as_a_conversation_that_ends_with_its_message(tmp_path: Path) -> None:
    file = tmp_path / "feedback.yaml"
    record(complaint(), file, index="0123456789abcdef")
    cases = load_cases(file)
    assert [case.question for case in cases] == ["hello", "what do bakers do", "what does a baker make"]
    assert len({case.conversation for case in cases}) == 1
    assert len({case.id for case in cases}) == 3
    assert [bool(case.assertions) for case in cases] == [False, False, True]


def test_what_was_answered_from_what_and_why_it_displeased_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "feedback.yaml"
    record(complaint(), file, index="0123456789abcdef")
    kept = entries(file)[-1]["metadata"]
    assert kept["answer"] == ANSWER.text
    source = {
        "occupation": "Bakers",
        "section": "salary",
        "chunk_id": "bakers/salary",
        "quote": " Median: $34,000",
    }
    assert kept["sources"] == [source]
    assert (kept["reason"], kept["note"]) == ("wrong", "The boss says otherwise.")
    assert kept["index"] == "0123456789abcdef"
    assert (kept["topic"], kept["severity"]) == ("feedback", "should")


@pytest.mark.parametrize("reason", REASONS)
def test_the_same_answer_fails_what_is_proposed(tmp_path: Path, reason: str) -> None:
    file = tmp_path / "feedback.yaml"
    record(complaint(reason=reason), file, index="")
    proposed = entries(file)[-1]["assert"]
    assert proposed[0]["type"] == "not-equals"
    assert proposed[0]["value"] == ANSWER.text
    assert {one["type"] for one in proposed[1:]} <= {"python"}
    assert len({one["metric"] for one in proposed}) == 1


def test_every_reason_has_a_proposal() -> None:
    assert set(PROPOSED) == set(REASONS)


def test_complaints_are_appended_also_to_a_file_that_was_edited(tmp_path: Path) -> None:
    file = tmp_path / "new" / "feedback.yaml"
    record(complaint(earlier=()), file, index="")
    file.write_text(file.read_text("utf-8").rstrip("\n"), "utf-8")
    record(complaint(earlier=(), question="and the minimum?"), file, index="")
    assert [case.question for case in load_cases(file)] == ["what does a baker make", "and the minimum?"]


def test_a_private_conversation_is_never_recorded(tmp_path: Path) -> None:
    record(complaint(), tmp_path / "feedback.yaml", index="", private=True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_limited(tmp_path: Path) -> None:
    file = tmp_path / "feedback.yaml"
    talk = tuple("x" * 2 * MAX_TEXT for _ in range(2 * MAX_EARLIER))
    record(complaint(question="y" * 2 * MAX_TEXT, note="z" * 2 * MAX_NOTE, earlier=talk), file, index="")
    kept = entries(file)
    assert len(kept) == MAX_EARLIER + 1
    assert max(len(one["vars"]["question"]) for one in kept) == MAX_TEXT
    assert len(kept[-1]["metadata"]["note"]) == MAX_NOTE


def test_a_full_file_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feedback.yaml"
    record(complaint(), file, index="")
    before = file.read_bytes()
    monkeypatch.setattr(feedback, "MAX_BYTES", len(before) + 10)
    with pytest.raises(FeedbackError, match="full"):
        record(complaint(), file, index="")
    assert file.read_bytes() == before


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for broken in (tmp_path, tmp_path / "file" / "feedback.yaml"):
        with pytest.raises(FeedbackError, match="ADVISOR_FEEDBACK"):
            record(complaint(), broken, index="")


def test_a_file_that_another_holds_is_told_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "LOCK_SECONDS", 0.05)
    file = tmp_path / "feedback.yaml"
    with FileLock(f"{file}.lock"), pytest.raises(FeedbackError, match="another process"):
        record(complaint(), file, index="")
    assert not file.exists()


def record_many(file: Path, name: str) -> None:
    for number in range(10):
        record(complaint(question=f"{name} {number} " + "x" * 500, earlier=()), file, index="")


def test_several_processes_write_whole_entries(tmp_path: Path) -> None:
    file = tmp_path / "feedback.yaml"
    start = multiprocessing.get_context("spawn")
    processes = [start.Process(target=record_many, args=(file, name)) for name in ("one", "two", "three")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
        assert process.exitcode == 0
    cases = load_cases(file)
    assert len(cases) == 30
    assert len({case.id for case in cases}) == 30


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=3), st.text(), st.text())
def test_whatever_is_said_loads_again_and_stays_one_list(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], note: str, text: str
) -> None:
    file = tmp_path_factory.mktemp("said") / "feedback.yaml"
    answer = Answer(text, (), "answer", abstained=False)
    for _ in range(2):
        record(
            complaint(question=said[-1], earlier=tuple(said[:-1]), note=note, answer=answer), file, index=""
        )
    kept = entries(file)
    assert len(kept) == 2 * len(said)
    for one in kept:
        assert isinstance(one["vars"]["question"], str)


@pytest.mark.parametrize(
    "message",
    ["file:///etc/passwd", "file://evil.py", "package:evil:run", "{{env.SECRET}}", "{% for x %}", "{# x"],
)
def test_promptfoo_is_given_no_file_to_load_and_no_template_to_fill_in(tmp_path: Path, message: str) -> None:
    file = tmp_path / "feedback.yaml"
    answer = Answer(message, (), "answer", abstained=False)
    record(complaint(question=message, note=message, earlier=(message,), answer=answer), file, index="")

    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for one in value.values() for text in texts(one)]
        if isinstance(value, list):
            return [text for one in value for text in texts(one)]
        return [value] if isinstance(value, str) else []

    for text in texts(entries(file)):
        assert not text.startswith(("file:", "package:")) or text.startswith("file://checks.py:")
        assert not any(opening in text for opening in ("{{", "{%", "{#"))
