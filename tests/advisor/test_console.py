"""Answers on a terminal: text with sources, JSON objects, and batches that say which line is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.chain import Advisor
from advisor.console import (
    answer_batch,
    answer_one,
    as_object,
    as_text,
    parse_conversation,
    show_figures,
    show_import,
    show_report,
)
from advisor.console import play as played
from knowledge.errors import BatchFormatError
from knowledge.profile import Profile
from tests.advisor.made import advisor_of, reading

READINGS = {
    "lowest": reading("salary", minimum=0.9, followup=0.9),
    "earn": reading("salary"),
    "risks": reading("risks"),
}


@pytest.fixture(scope="module")
def advisor(bakers: Profile, florists: Profile) -> Advisor:
    return advisor_of([bakers, florists], READINGS)


def test_the_turns_of_a_batch_line_are_one_conversation(advisor: Advisor) -> None:
    assert "$21,000" in played(advisor, ["What do bakers earn?", "And the lowest?"]).answer.text


def test_text_ends_with_the_sources_of_every_marker(advisor: Advisor) -> None:
    answer = advisor.ask("What do bakers earn?").answer
    text = as_text(answer, advisor.catalog)
    sources = text.split("Sources:")[1].strip().splitlines()
    assert len(sources) == len(answer.citations)
    for citation, line in zip(answer.citations, sources, strict=True):
        assert line.startswith(f"[{citation.marker}]")
        assert f"line {citation.line}" in line


def test_text_offers_the_choices_of_a_question_back(advisor: Advisor) -> None:
    text = as_text(advisor.ask("What does it earn?").answer, advisor.catalog)
    assert "- Bakers" in text
    assert "- Florists" in text
    assert "Sources" not in text


def test_an_object_is_plain_json_with_letters_as_they_are(
    advisor: Advisor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer_one(advisor, "What do bakers earn?", as_json=True) == 0
    (line,) = capsys.readouterr().out.splitlines()
    shown = json.loads(line)
    assert shown == as_object("", advisor.ask("What do bakers earn?")) | {"timings_ms": shown["timings_ms"]}


def test_a_batch_prints_one_line_for_each(
    advisor: Advisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": ["any", 1], "turns": ["¿Cuánto earn los bakers?"]}, {"id": 2, "turns": ["risks", "hm"]}]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n\n".join(map(json.dumps, lines)), "utf-8")
    assert answer_batch(advisor, str(file)) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in shown] == [["any", 1], 2]


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        "7",
        "null",
        "{}",
        '{"turns": []}',
        '{"turns": "hi"}',
        '{"turns": [1]}',
        '{"turns": null}',
        '{"id": 1}',
    ],
)
def test_a_line_that_is_no_conversation_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(BatchFormatError, match="Line 12"):
        parse_conversation(line, 12)


def test_a_batch_file_that_is_not_there_is_named(advisor: Advisor, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        with pytest.raises(BatchFormatError, match=path.name):
            answer_batch(advisor, str(path))


def test_a_batch_file_that_is_not_utf8_is_refused(advisor: Advisor, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b'{"turns": ["caf\xe9?"]}\n')
    with pytest.raises(BatchFormatError, match="UTF-8"):
        answer_batch(advisor, str(tmp_path / "batch.jsonl"))


def test_a_report_goes_to_standard_error_only(capsys: pytest.CaptureFixture[str]) -> None:
    show_report({"bakers.md": "", "bad.md": "is empty"}, "2 chunks embedded.")
    printed = capsys.readouterr()
    assert printed.out == ""
    for words in ("bakers.md", "taken in", "bad.md", "is empty", "2 chunks embedded."):
        assert words in printed.err


def test_a_report_shows_names_and_problems_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show_report({"[draft] bakers.md": "", "bad.md": "line 3: '[/b] Pay' is no section"}, "Done.")
    printed = capsys.readouterr().err
    assert "[draft] bakers.md" in printed
    assert "'[/b] Pay'" in printed


def test_an_import_tells_what_became_of_each_occupation_and_what_is_lacking(
    capsys: pytest.CaptureFixture[str],
) -> None:
    absent = {"O*NET table [Skills]": "no skills"}
    show_import(Path("here"), ["a.md", "b.md"], ["c.md"], ["51-3011.00"], absent)
    show_figures(Path("there"), {"wages": 4}, ["projections (--projections)"])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "2 profiles written to here.",
        "1 occupation left out, which has a profile already (--all writes it too).",
        "Kept, since it was edited: c.md",
        "Absent: O*NET table [Skills]; the profiles have no skills.",
        "wages.tsv: 4 rows",
        "1 table is in there.",
        "Absent: projections (--projections)",
    ]
