"""The commands: what they print and where, their exit codes, and errors that are one line."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import app
from advisor.serving.access import read_users
from tests.advisor.made import document
from tests.conftest import PROFILE, ROOT
from tests.first_document import FOLDER
from tests.ingest.made_files import pdf
from tests.ingest.made_releases import onet_tables, write_oews, write_onet, write_onet_zip

PAY = {"id": "pay", "turns": ["What is the median pay?"]}
PAY_AFTER_TOOLS = {"id": 7, "turns": ["Which tools are used?", "What is the median pay?"]}
GREETING = {"turns": ["Hello!"]}
METADATA = {
    "outcome", "abstained", "occupations", "citations", "question_used", "mode", "follow_ups",
}  # fmt: skip
CITATION = {"marker", "profile", "occupation", "code", "section", "quote", "chunk", "chunk_id"}


@pytest.fixture(autouse=True)
def shipped_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is set on this machine, but for the folder of the exported models, does not count."""
    for name in ("INDEX", "DOCUMENTS", "FIGURES", "EMBEDDING_MODEL", "JUDGE", "MODEL", "HOST", "PORT"):
        monkeypatch.delenv(f"ADVISOR_{name}", raising=False)
    monkeypatch.setenv("ADVISOR_PROFILES", str(FOLDER))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An index folder that all runs on the shipped profile share."""
    return str(tmp_path_factory.mktemp("index"))


def assert_one_line(text: str, *words: str) -> None:
    assert len(text.strip().splitlines()) == 1, text
    for word in words:
        assert word in text


def assert_as_documented(answer: dict[str, Any]) -> None:
    """The object has the fields that README.md documents, and its markers have citations."""
    assert set(answer) == {"id", "output", "metadata", "timings_ms"}
    assert set(answer["metadata"]) == METADATA
    assert set(answer["timings_ms"]) == {"understand", "retrieve", "compose", "total"}
    for citation in answer["metadata"]["citations"]:
        assert set(citation) == CITATION
        assert " ".join(citation["quote"].split()) in " ".join(citation["chunk"].split())
    markers = {int(number) for number in re.findall(r"\[(\d+)\]", answer["output"])}
    assert markers == {citation["marker"] for citation in answer["metadata"]["citations"]}


def test_ask_prints_the_answer_with_its_sources(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["ask", "--index", index, "What is the median pay?"]) == 0
    printed = capsys.readouterr()
    assert "$65,000" in printed.out
    assert "[1]" in printed.out
    assert PROFILE.stem in printed.out


def test_a_batch_on_standard_input_gets_one_object_a_conversation_in_order(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps(PAY), "", json.dumps(PAY_AFTER_TOOLS), json.dumps(GREETING)]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert app.main(["ask", "--index", index, "--batch", "-"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for answer in answers:
        assert_as_documented(answer)
    assert [answer["id"] for answer in answers] == ["pay", 7, None]
    assert "$65,000" in answers[0]["output"]
    assert answers[0]["output"] == answers[1]["output"]
    assert answers[2]["metadata"]["outcome"] == "chat"


def test_a_broken_line_of_a_batch_file_is_one_line_after_the_answers_before_it(
    index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(f"{json.dumps(GREETING)}\n{{not json\n{json.dumps(PAY)}\n", "utf-8")
    assert app.main(["ask", "--index", index, "--batch", str(file)]) == 1
    printed = capsys.readouterr()
    assert_as_documented(json.loads(printed.out))
    assert_one_line(printed.err, "Line 2")


def test_the_program_itself_prints_one_json_object_and_nothing_else(index: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "ask", "--json", "--index", index, "What is the median pay?"],
        capture_output=True,
        cwd=ROOT.parent,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    (line,) = done.stdout.decode().splitlines()
    answer = json.loads(line)
    assert_as_documented(answer)
    assert "$65,000" in answer["output"]
    metadata = answer["metadata"]
    assert (metadata["outcome"], metadata["abstained"]) == ("answer", False)
    assert metadata["occupations"] == ["33-3051.04"]
    assert metadata["citations"][0]["section"] == "salary"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--batch"],
        ["ask", "hi", "--batch", "-"],
        ["sing"],
        ["--port", "x"],
        ["import"],
        ["import", "esco", "x"],
        ["import", "onet", "x", "--all", "--only-missing"],
        ["evaluate", "--repeat", "0"],
    ],
)
def test_bad_usage_is_exit_code_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(arguments)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage" in printed.err


@pytest.mark.parametrize(
    "command",
    [[], ["chat"], ["ingest"], ["import"], ["ask"], ["reskill"], ["evaluate"]],
    ids=lambda command: "".join(command),
)
def test_every_command_explains_itself(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main([*command, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "--profiles" in text
    assert "--index" in text
    options = re.findall(r"^ +--[a-z]+(?: [A-Z]+)?(.*)$(?:\n {20,}(\S.*))?", text, re.M)
    assert all(beside.strip() or below for beside, below in options)


@pytest.mark.parametrize("command", [["ask", "What is the median pay?"], ["ingest"]], ids=["ask", "ingest"])
def test_a_folder_without_profiles_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    code = app.main([*command, "--profiles", str(tmp_path), "--index", str(tmp_path / "index")])
    assert code == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert_one_line(printed.err, str(tmp_path))


def test_options_before_the_command_count_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_INDEX", str(tmp_path / "index"))
    assert app.main(["--profiles", str(tmp_path), "ingest"]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_an_index_that_cannot_be_a_folder_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index").write_text("a file", "utf-8")
    assert app.main(["ingest", "--index", str(tmp_path / "index")]) == 1
    assert_one_line(capsys.readouterr().err, "index")


def test_a_port_that_is_no_number_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], index: str
) -> None:
    monkeypatch.setenv("ADVISOR_PORT", "seven")
    assert app.main(["ask", "--index", index, "Hello!"]) != 0
    assert_one_line(capsys.readouterr().err, "seven")


def test_ingest_tells_of_every_document_and_fails_when_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "bakers.md").write_text(document(), "utf-8")
    arguments = ["ingest", "--profiles", str(folder), "--index", str(tmp_path / "index")]
    assert app.main(arguments) == 0
    (folder / "bad.md").write_text("# Bad\n\n## Nonsense\n", "utf-8")
    capsys.readouterr()
    assert app.main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    for words in ("bakers.md", "taken in", "bad.md", "refused", "Nonsense", "0 of them embedded"):
        assert words in printed.err


def test_import_writes_the_profiles_of_a_release_and_they_are_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release = write_onet_zip(tmp_path / "release.zip", onet_tables())
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    (profiles / "own.md").write_text(document(), "utf-8")
    arguments = ["import", "onet", str(release), "--profiles", str(profiles)]
    assert app.main(arguments) == 0
    assert len(list((profiles / "onet-29.1").iterdir())) == 5
    assert app.main([*arguments, "--all", "--codes", "51-3011.00"]) == 0
    assert (profiles / "onet-29.1" / "bakers-51-3011.00.md").exists()
    printed = capsys.readouterr()
    assert printed.out == ""
    for words in (
        "5 profiles written",
        "1 occupation left out",
        "1 profile written",
        "Absent: wages (--oews)",
    ):
        assert words in printed.err


def test_import_makes_only_the_tables_unless_a_place_for_profiles_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release, wages = write_onet(tmp_path / "onet", onet_tables()), write_oews(tmp_path / "oews.xlsx")
    arguments = ["import", "onet", str(release), "--figures", str(tmp_path / "figures"), "--oews", str(wages)]
    assert app.main([*arguments, "--profiles", str(tmp_path / "profiles")]) == 0
    assert not (tmp_path / "profiles").exists()
    assert (tmp_path / "figures" / "wages.tsv").read_text("utf-8").count("\n") == 5
    assert "wages.tsv: 4 rows" in capsys.readouterr().err
    assert app.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_an_import_that_cannot_be_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = str(write_onet(tmp_path / "onet", onet_tables()))
    (tmp_path / "file").write_text("in the way", "utf-8")
    for arguments, words in (
        ([str(tmp_path / "nowhere")], "looked for"),
        ([release, "--codes", "99-9999.99"], "99-9999.99"),
        ([release, "--oews", str(tmp_path / "nowhere")], "cannot be read"),
        ([release, "--out", str(tmp_path / "file")], "cannot be written"),
    ):
        assert app.main(["import", "onet", "--profiles", str(tmp_path / "profiles"), *arguments]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert_one_line(printed.err, words)


def test_ingest_of_paths_takes_them_in_and_ask_answers_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_DOCUMENTS", str(tmp_path / "own"))
    (tmp_path / "pastry.pdf").write_bytes(pdf())
    (tmp_path / "bad.docx").write_text("no document", "utf-8")
    index = ["--index", str(tmp_path / "index")]
    assert app.main(["ingest", str(tmp_path / "pastry.pdf"), str(tmp_path / "bad.docx"), *index]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    for words in ("Pastry Baker", "Job Responsibilities", "left out", "'Benefits'", "refused", "1 of 2"):
        assert words in printed.err
    assert app.main(["ingest", str(tmp_path / "pastry.pdf"), *index]) == 0
    capsys.readouterr()
    assert app.main(["ask", *index, "what does a pastry baker earn?"]) == 0
    answer = capsys.readouterr().out
    assert "$45,000 - $60,000 per year" in answer
    assert "page 1" in answer
    assert app.main(["ask", *index, "what does a customs officer earn?"]) == 0
    assert "$65,000" in capsys.readouterr().out


def test_with_profiles_of_one_s_own_documents_are_taken_in_among_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pastry.pdf").write_bytes(pdf())
    folder = tmp_path / "profiles"
    arguments = ["--profiles", str(folder), "--index", str(tmp_path / "index")]
    assert app.main(["ingest", str(tmp_path / "pastry.pdf"), *arguments]) == 0
    assert (folder / "pastry.pdf").read_bytes() == pdf()
    assert "Pastry Baker" in capsys.readouterr().err


def prompts(folder: Path, **says: str) -> str:
    """A file of test prompts that ask for the median pay, each with what its answer must say."""
    tests = [
        {
            "vars": {"question": "What is the median pay?"},
            "metadata": {"id": name, "kind": "fact", "topic": "salary", "severity": "must"},
            "assert": [{"type": "contains", "value": words, "metric": "facts"}],
        }
        for name, words in says.items()
    ]
    file = folder / "salary.yaml"
    file.write_text(json.dumps(tests), "utf-8")  # JSON is YAML.
    return str(file)


def test_evaluate_shows_the_scores_and_keeps_the_run(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_RUNS", str(tmp_path / "runs"))
    evaluate = ["evaluate", "--index", index, prompts(tmp_path, right="$65,000")]
    assert app.main([*evaluate, "--junit", str(tmp_path / "j.xml"), "--json", str(tmp_path / "r.json")]) == 0
    (folder,) = (tmp_path / "runs").iterdir()
    shown = capsys.readouterr().out
    for words in ("salary", "100.0%", "The gate is passed", folder.name):
        assert words in shown.replace("\n", "")
    run = json.loads((folder / "run.json").read_text("utf-8"))
    assert run == json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert run["index"]["chunks"] > 0
    assert run["settings"]["profiles"] == str(FOLDER)
    assert "right" in (tmp_path / "j.xml").read_text("utf-8")


def test_evaluate_ends_with_100_when_a_must_fails_and_says_which_and_what_is_new(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_RUNS", str(tmp_path / "runs"))
    file = prompts(tmp_path, one="$65,000", other="$65,000")
    assert app.main(["evaluate", "--index", index, file]) == 0
    prompts(tmp_path, one="$65,000", other="$99")
    assert app.main(["evaluate", "--index", index, file, "--compare", "latest"]) == 100
    shown = capsys.readouterr().out
    for words in ("$99", "Newly failing (1): other", "other must pass and does not"):
        assert words in shown
    assert app.main(["evaluate", "--index", index, file, "--filter", "id=one"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [["--filter", "topic=roses"], ["--compare", "nothing"], ["--compare", "latest"], ["nowhere.yaml"]],
)
def test_what_evaluate_cannot_do_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.setenv("ADVISOR_RUNS", str(tmp_path / "runs"))
    assert app.main(["evaluate", prompts(tmp_path, one="$65,000"), *arguments]) == 1
    assert_one_line(capsys.readouterr().err)


def test_a_user_is_a_line_without_the_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for password, code in (("long enough", 0), ("short", 1)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        assert app.main(["user", "ana"]) == code
    told = capsys.readouterr()
    (tmp_path / "users").write_text(told.out, "utf-8")
    assert read_users(tmp_path / "users")["ana"].is_of("long enough")
    assert "long enough" not in told.out
    assert "at least 8 characters" in told.err
