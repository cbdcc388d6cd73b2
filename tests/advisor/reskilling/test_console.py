"""The command `reskill`: a list, one move, a batch, and errors that are one line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import app
from advisor.reskilling.console import find_occupation
from knowledge.errors import UnknownOccupationError
from knowledge.facts import FactTables

CASHIERS = "41-2011.00"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (CASHIERS, CASHIERS),
        ("Cashiers", CASHIERS),
        ("cashier", CASHIERS),
        ("truck driver", "53-3032.00"),
        ("electrician", "47-2111.00"),
        ("registered nurse", "29-1141.00"),
        ("Customs and Border Protection Officers", "33-3051.04"),
    ],
)
def test_an_occupation_is_found_by_code_and_by_any_title(tables: FactTables, name: str, code: str) -> None:
    assert find_occupation(name, tables) == code


def test_an_unknown_title_names_the_nearest(tables: FactTables) -> None:
    with pytest.raises(UnknownOccupationError, match=r"'electricans'.*Electricians \(47-2111\.00\)"):
        find_occupation("electricans", tables)


def test_the_list_names_moves_with_pay_and_gap(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["reskill", "--from", "cashier", "--top", "3"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("From Cashiers (41-2011.00):")
    assert printed.count("median pay $") == 3
    assert printed.count("carries over: ") == 3
    assert "missing: " in printed
    assert "$31,190" in printed


def test_json_has_the_figures_of_the_tables(capsys: pytest.CaptureFixture[str], tables: FactTables) -> None:
    assert app.main(["reskill", "--from", CASHIERS, "--top", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["from"] == {"code": CASHIERS, "title": "Cashiers"}
    assert len(found["moves"]) == 2
    for one in found["moves"]:
        facts = tables.get(one["code"])
        assert facts
        assert one["pay"]["then"]["value"] == facts.wages["median"].value
        assert one["pay"]["then"]["source"] == "oews"
        assert one["entry_education"]["then"] == facts.entry_education
        assert one["label"] in ("close", "stretch")
        assert one["reasons"]


def test_one_move_tells_the_gap_and_the_routes(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["reskill", "--from", "truck driver", "--to", "electrician", "--json"]
    assert app.main(arguments) == 0
    move = json.loads(capsys.readouterr().out)["move"]
    assert (move["code"], move["label"]) == ("47-2111.00", "far")
    assert move["routes"]
    assert move["missing"]["elements"][0]["name"] == "Building and Construction"
    assert app.main([*arguments, "--skills", "Building and Construction, Design"]) == 0
    held = json.loads(capsys.readouterr().out)["move"]["missing"]["elements"]
    assert {"Building and Construction", "Design"}.isdisjoint(one["name"] for one in held)


def test_a_skill_that_is_not_known_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--from", CASHIERS, "--to", "tellers", "--skills", "Juggling Swords, Sales and Marketing"]
    assert app.main(["reskill", *arguments]) == 0
    printed = capsys.readouterr()
    assert "'Juggling Swords'" in printed.err
    assert "Sales" not in printed.err
    assert "Tellers (43-3071.00): close" in printed.out


def test_a_batch_ranks_all_others_in_the_order_of_its_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tables: FactTables
) -> None:
    lines = [json.dumps({"from": CASHIERS}), "", json.dumps({"from": "29-1141.00"})]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert app.main(["reskill", "--batch", "-"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["from"] for one in found] == [CASHIERS, "29-1141.00"]
    for one in found:
        assert set(one["ranked"]) == set(tables.codes()) - {one["from"]}


def test_what_stands_before_a_broken_line_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(json.dumps({"from": CASHIERS}) + "\n{not json\n", "utf-8")
    assert app.main(["reskill", "--batch", str(file)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("line", ["{not json", "[]", '{"from": 3}', '{"to": "x"}', '{"from": "99-9999.00"}'])
def test_a_broken_line_is_told_by_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(f"\n{line}\n", "utf-8")
    assert app.main(["reskill", "--batch", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    assert "Line 2" in printed.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--from", "electricans"], "Electricians (47-2111.00)"),
        (["--from", CASHIERS, "--to", "bakerz"], "Bakers"),
        (["--from", CASHIERS, "--to", "cashier"], "name another"),
        (["--batch", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_an_error_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], word: str) -> None:
    assert app.main(["reskill", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    assert word in printed.err


@pytest.mark.parametrize(
    "arguments", [[], ["--from"], ["--from", "x", "--batch", "-"], ["--from", "x", "--top", "y"]]
)
def test_bad_usage_is_exit_code_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["reskill", *arguments])
    assert ended.value.code == 2


def test_limits_are_read_as_in_the_chat_and_kept(
    capsys: pytest.CaptureFixture[str], tables: FactTables
) -> None:
    arguments = ["reskill", "--from", CASHIERS, "--limits", "over 50k, no lifting, from home", "--json"]
    assert app.main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["limits"] == ["median pay above $50,000 a year", "little handling and moving of things"]
    assert found["not_told"] == ["from home"]
    assert found["moves"]
    for one in found["moves"]:
        facts = tables.get(one["code"])
        assert facts
        assert facts.wages["median"].value > 50_000
    assert app.main([*arguments[:-1], "--to", "electrician"]) == 0
    assert "keeps to: median pay above $50,000 a year" in capsys.readouterr().out


def test_a_resume_stands_in_for_the_start(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(
        "Airport security screener, TSA, 2015-2021\nBilingual Spanish\nForklift certified\n", "utf-8"
    )
    assert app.main(["reskill", "--resume", str(file), "--top", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["from"]["code"] == "33-9093.00"
    assert "Forklifts" in [one["name"] for one in found["resume"]["held"]]
    assert app.main(["reskill", "--resume", str(file), "--from", CASHIERS, "--top", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("From Cashiers")
    assert 'from the résumé: Forklifts ("Forklift certified")' in printed


def test_a_resume_that_cannot_be_used_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, text in (("cv.pdf", "no pdf"), ("cv.txt", "nothing of a job"), ("cv.odt", "x")):
        (tmp_path / name).write_text(text, "utf-8")
        assert app.main(["reskill", "--resume", str(tmp_path / name)]) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
