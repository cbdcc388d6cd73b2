"""A run is kept with all that explains it, read back, and compared with the one before."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evaluation.junit import junit
from advisor.evaluation.run import Result
from advisor.evaluation.rundir import (
    compare,
    find_run,
    latest_run,
    read_run,
    run_object,
    why_failed,
    write_run,
)
from advisor.evaluation.screen import show_run, write_reports
from knowledge.errors import RunError
from tests.advisor.test_scores import result

START = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def run_of(*results: Result, started: datetime = START) -> dict[str, Any]:
    return run_object(
        results,
        started=started,
        seconds=1.25,
        settings={"profiles": "here"},
        index={"fingerprint": "abc", "chunks": 7},
    )


def test_a_run_says_all_that_the_format_names() -> None:
    run = run_of(result("a", True, rank=6), result("b", False, severity="must"), result("c", None))
    assert run["started"] == "2026-05-04T03:02:01+00:00"
    assert run["index"] == {"fingerprint": "abc", "chunks": 7}
    assert run["versions"]["python"]
    assert run["gate"]["passed"] is False
    assert set(run["topics"][0]) == {
        "topic",
        "prompts",
        "passed",
        "rate",
        "low",
        "high",
        "musts",
        "musts_failed",
    }
    assert set(run["metrics"][0]) == {"metric", "checks", "passed", "rate", "low", "high"}
    assert run["retrieval"] == {"questions": 1, "hit_rate@5": 0.0, "mrr": pytest.approx(1 / 6, abs=1e-4)}
    first = run["cases"][0]
    assert first["retrieval"] == {"hit": False, "rank": 6}
    assert run["cases"][1]["retrieval"] == {"hit": None, "rank": None}
    assert [case["passed"] for case in run["cases"]] == [True, False, None]
    assert set(first["assertions"][0]) == {"type", "value", "metric", "pass", "score", "reason", "skipped"}


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = run_of(result("a", True))
    folder = write_run(run, tmp_path)
    assert folder.name.startswith("20260504T030201Z-")
    assert read_run(folder) == read_run(folder / "run.json") == run


def test_the_latest_run_is_the_newest_whole_one(tmp_path: Path) -> None:
    assert latest_run(tmp_path) is None
    old = write_run(run_of(started=START), tmp_path)
    new = write_run(run_of(started=START.replace(year=2027)), tmp_path)
    (tmp_path / "20990101T000000Z-0000").mkdir()
    assert latest_run(tmp_path) == new
    assert find_run("latest", tmp_path) == new
    assert find_run(old.name, tmp_path) == find_run(str(old), tmp_path) == old


def test_a_run_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for name in ("latest", "nothing"):
        with pytest.raises(RunError):
            find_run(name, tmp_path)
    for text in ("{", "[]", "{}"):
        (tmp_path / "run.json").write_text(text, "utf-8")
        with pytest.raises(RunError):
            read_run(tmp_path)


def test_a_run_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file", "utf-8")
    with pytest.raises(RunError):
        write_run(run_of(), tmp_path / "runs")
    with pytest.raises(RunError):
        write_reports(run_of(), junit_file=tmp_path / "no" / "j.xml", html_file=None, json_file=None)


def test_comparing_tells_what_is_new_in_each_way() -> None:
    before = run_of(
        result("worse", True), result("better", False), result("same", True), result("gone", True)
    )
    now = run_of(
        result("worse", True), result("worse", False), result("better", True), result("same", True),
        result("new", False), result("skipped", None),
    )  # fmt: skip
    changes = compare(before, now)
    assert (changes.newly_failing, changes.newly_passing) == (("worse",), ("better",))
    assert (changes.added, changes.removed) == (("new",), ("gone",))


def test_why_a_prompt_failed_names_the_check() -> None:
    failed = result("a", False)
    grade = failed.graded[0]
    called = replace(grade, assertion=replace(grade.assertion, type="python", value="file://checks.py:cites"))
    run = run_of(replace(failed, graded=(called, grade, replace(grade, skipped=True))))
    assert why_failed(run["cases"][0]) == ["cites: why", "contains: why"]


def test_junit_has_a_case_for_each_prompt_under_its_topic() -> None:
    run = run_of(result("a", True), result("b", False, severity="must"), result("c", None, topic="tools"))
    root = ElementTree.fromstring(junit(run))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "1", "1")
    assert [suite.get("name") for suite in root] == ["pay", "tools"]
    failure = root.find(".//testcase[@name='b']/failure")
    assert failure is not None
    assert failure.get("type") == "must"
    assert "why" in str(failure.get("message"))
    assert "said" in str(failure.text)
    assert root.find(".//testcase[@name='a']/failure") is None
    assert root.find(".//testcase[@name='c']/skipped") is not None


@given(st.text(), st.text(min_size=1))
def test_junit_holds_any_text(output: str, name: str) -> None:
    run = run_of(replace(result(name, False), output=output))
    assert len(ElementTree.fromstring(junit(run)).findall(".//failure")) == 1


def test_the_screen_shows_rates_failing_musts_changes_and_where_all_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = run_of(result("m", True, severity="must"))
    run = run_of(result("m", False, severity="must"), result("s", True), result("k", None))
    show_run(run, tmp_path, compare(before, run))
    shown = " ".join(capsys.readouterr().out.split())
    for words in (
        "pay",
        "50.0%",
        "1 of 1",
        "m: m?",
        "why",
        "Newly failing (1): m",
        "not passed",
        "hit_rate@5",
    ):
        assert words in shown
    assert "skipped" in shown


def test_reports_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    run = run_of(result("a", True))
    write_reports(run, junit_file=tmp_path / "j.xml", html_file=None, json_file=tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == run
    assert ElementTree.parse(tmp_path / "j.xml").getroot().tag == "testsuites"
