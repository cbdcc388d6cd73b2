"""The test prompts say the same under promptfoo as under the project's own runner.

Skipped where promptfoo (0.120 or newer, on a Node that it runs on) is not on the path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.chain import Advisor
from advisor.evaluation.cases import load_cases
from advisor.evaluation.run import run_cases
from tests.conftest import ROOT

PROMPTS = ROOT / "prompts"
OLDEST = (0, 120)
CALM = {
    "PROMPTFOO_DISABLE_TELEMETRY": "1",
    "PROMPTFOO_DISABLE_UPDATE": "1",
    "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
    "HTTPS_PROXY": "http://127.0.0.1:9",  # Whatever would call out all the same gets nowhere.
    "HTTP_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
}
SHIPPED = {"fact": 2, "followup": 4, "absent": 2, "injection": 1, "count": 1}
"""How many of the first document's prompts are played, by the file they stand in."""
MADE = """
- vars: {question: 'What does a border officer earn?'}
  metadata: {id: made-pay-1, conversationId: made-pay, topic: salary, kind: fact, severity: should}
- vars: {question: 'What are the risks?'}
  metadata: {id: made-risks, conversationId: made-risks, topic: risks, kind: list, severity: should}
  assert:
  - {type: icontains-any, value: [bias, never this], metric: facts}
  - {type: python, value: 'file://checks.py:cites', metric: citation, config: {sections: [salary]}}
- vars: {question: 'and the minimum?'}
  metadata: {id: made-pay-2, conversationId: made-pay, topic: salary, kind: followup, severity: must}
  assert:
  - {type: icontains-all, value: ['$45,000'], metric: conversation}
  - {type: not-icontains-any, value: ['$90,000']}
- vars: {question: 'and the maximum?'}
  metadata: {id: made-pay-3, conversationId: made-pay, topic: salary, kind: followup, severity: must}
  assert:
  - {type: icontains-all, value: ['$99,000']}
- vars: {question: 'What do they pay in Texas?'}
  metadata: {id: made-texas, conversationId: made-texas, topic: dontknow, kind: absent, severity: must}
  assert:
  - {type: python, value: 'file://checks.py:abstains', metric: honesty, config: {abstained: false}}
"""


@pytest.fixture(scope="module")
def promptfoo() -> str:
    found = shutil.which("promptfoo")
    if not found:
        pytest.skip("promptfoo is not on the path")
    told = subprocess.run(
        [found, "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | CALM,
    )
    version = re.search(r"^(\d+)\.(\d+)", told.stdout, re.MULTILINE)
    if told.returncode or not version:
        pytest.skip(f"promptfoo does not run on this Node: {(told.stderr or told.stdout)[-200:]}")
    if tuple(map(int, version.groups())) < OLDEST:
        pytest.skip(f"promptfoo is {told.stdout.strip()}, older than 0.120")
    return found


@pytest.fixture(scope="module")
def handful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of prompts, some of which pass and some fail, beside the checks that they name."""
    entries: list[dict[str, Any]] = yaml.safe_load(MADE)
    for name, number in SHIPPED.items():
        shipped = yaml.safe_load((PROMPTS / "border_officer" / f"{name}.yaml").read_text("utf-8"))
        entries += shipped[:number]
    folder = tmp_path_factory.mktemp("handful")
    shutil.copy(PROMPTS / "checks.py", folder)
    (folder / "handful.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    return folder / "handful.yaml"


def under_promptfoo(promptfoo: str, file: Path) -> dict[str, tuple[bool, str]]:
    """Whether each test passed, and its answer, as promptfoo's result table has it."""
    table, folder = file.with_suffix(".json"), file.parent
    done = subprocess.run(
        [promptfoo, "eval", "-c", PROMPTS / "promptfooconfig.yaml", "-t", file, "-o", table, "--no-table"],
        env=os.environ
        | CALM
        | {
            "PROMPTFOO_PYTHON": sys.executable,
            "PROMPTFOO_CONFIG_DIR": str(folder / "promptfoo"),
            "ADVISOR_INDEX": str(folder / "index"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode in (0, 100), done.stdout[-2000:] + done.stderr[-2000:]
    results = json.loads(table.read_text("utf-8"))["results"]["results"]
    return {one["testCase"]["metadata"]["id"]: (one["success"], one["response"]["output"]) for one in results}


def test_promptfoo_agrees_case_by_case(promptfoo: str, handful: Path, advisor: Advisor) -> None:
    cases = load_cases(handful)
    own = {score.case.id: (score.passed, score.output) for score in run_cases(advisor, cases)}
    theirs = under_promptfoo(promptfoo, handful)
    assert set(theirs) == {case.id for case in cases}
    assert {name: theirs[name] for name in own} == own
    assert own["made-pay-2"][0]
    assert [name for name in ("made-risks", "made-pay-3", "made-texas") if own[name][0]] == []


def test_the_configuration_plays_every_file_of_prompts_in_order() -> None:
    config = yaml.safe_load((PROMPTS / "promptfooconfig.yaml").read_text("utf-8"))
    assert config["tests"] == ["file://!(promptfooconfig).yaml", "file://conversations/*.yaml"]
    assert config["evaluateOptions"] == {"maxConcurrency": 1, "cache": False}
    assert config["providers"][0]["config"]["workers"] == 1
    assert config["sharing"] is False
