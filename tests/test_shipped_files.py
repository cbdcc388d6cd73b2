"""What is in the repository: small files, documents that are taken in, data that parses."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from ingest.pipeline import load_documents
from knowledge.profile import Section
from knowledge.titles import known_titles
from tests.conftest import PROFILE, ROOT

LARGEST = 1_000_000
MAY_BE_LARGER = {
    "advisor/understanding/matcher.npz",
    "advisor/understanding/reader.npz",
    "knowledge/name_vectors.npz",
    "knowledge/vectors.npz",
    "knowledge/figures/technologies.tsv",
    "knowledge/figures/titles.tsv",
}


def shipped() -> list[Path]:
    """Every file that is in the repository, or would be when all is added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def data_files(pattern: str) -> list[Path]:
    return sorted(path for folder in ("knowledge", "prompts") for path in (ROOT / folder).rglob(pattern))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_large_but_the_readers_weights_and_the_tables_of_names() -> None:
    large = {place(path) for path in shipped() if path.stat().st_size > LARGEST}
    assert large <= MAY_BE_LARGER


def test_nothing_made_at_run_time_is_shipped() -> None:
    made = (".onnx", ".sqlite3", ".pyc", ".safetensors", ".pickle", ".pkl")
    assert [place(path) for path in shipped() if path.suffix in made] == []


def test_every_profile_document_is_taken_in() -> None:
    loaded = load_documents(PROFILE.parent)
    assert {name: state.problem for name, state in loaded.documents.items() if state.problem} == {}
    assert len(loaded.profiles) == len(list(PROFILE.parent.rglob("*.md")))
    for profile in loaded.profiles:
        assert profile.code
        assert profile.entries(Section.SUMMARY)


@pytest.mark.parametrize("path", data_files("*.yaml"), ids=place)
def test_yaml_parses(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", data_files("*.jsonl"), ids=place)
def test_json_lines_parse_and_no_line_stands_twice(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert len(set(lines)) == len(lines)


def test_the_title_table_is_whole() -> None:
    titles = known_titles()
    assert len(titles) > 900
    assert len({title.code for title in titles}) == len(titles)
    assert all(title.title for title in titles)


def test_what_is_installed_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    }
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[^A-Za-z0-9-]", one)[0].lower() for one in wanted}
    assert names <= pinned
