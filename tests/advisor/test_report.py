"""The report of a run: complete, in plain words, and harmless whatever the run holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.evaluation.report import latest_report, render

VOID = {"meta", "rect", "path"}
FETCHING = {"src", "href", "srcset", "action", "data", "poster", "background", "formaction"}


def assertion(**changes: Any) -> dict[str, Any]:
    made = {
        "type": "python",
        "value": "file://checks.py:figure",
        "metric": "facts",
        "pass": True,
        "score": 1.0,
        "reason": "as expected",
        "skipped": False,
    }
    return made | changes


def case(**changes: Any) -> dict[str, Any]:
    cited = {"marker": 1, "occupation": "Bakers", "section": "salary", "quote": "Median: $34,000"}
    made = {
        "id": "salary-baker-1",
        "conversation": "salary-baker-1",
        "topic": "salary",
        "kind": "fact",
        "severity": "should",
        "question": "what does a baker make",
        "turns": [],
        "output": "The median is $34,000 [1].",
        "citations": [cited],
        "metadata": {},
        "assertions": [assertion()],
        "passed": True,
        "score": 1.0,
        "latency_ms": 20.0,
        "retrieval": {"hit": True, "rank": 1},
    }
    return made | changes


def failing(**changes: Any) -> dict[str, Any]:
    wrong = assertion(**{"pass": False, "score": 0.0, "reason": "does not say the median: 34,000"})
    return case(id="salary-baker-2", passed=False, assertions=[assertion(), wrong]) | changes


def run_of(*cases: dict[str, Any], **changes: Any) -> dict[str, Any]:
    right = sum(bool(one["passed"]) for one in cases)
    whole = right == len(cases)
    rate = {"passed": right, "rate": right / max(len(cases), 1), "low": 0.1, "high": 0.9}
    made = {
        "started": "2026-03-04T05:06:07+00:00",
        "seconds": 83.4,
        "settings": {"embedding_model": "all-MiniLM-L6-v2", "profiles": "/home/somebody/profiles"},
        "index": {"fingerprint": "0123456789abcdef", "chunks": 1234},
        "versions": {"python": "3.11.9"},
        "gate": {"passed": whole, "reasons": [] if whole else ["salary: too few"]},
        "topics": [{"topic": "salary", "prompts": len(cases), "musts": 1, "musts_failed": 0} | rate],
        "metrics": [{"metric": "facts", "checks": len(cases)} | rate],
        "retrieval": {"questions": 1, "hit_rate@5": 1.0, "mrr": 1.0},
        "cases": list(cases),
    }
    return made | changes


class Read(HTMLParser):
    """The page as a browser reads it: its elements with where they stand, and its text by section."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.sections: dict[str, str] = {}
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "h2":
            self.sections[data] = ""
        elif self.sections:
            name = next(reversed(self.sections))
            self.sections[name] += data
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts).replace("\xa0", " ")


def test_a_passed_run_says_so_with_when_and_how_many() -> None:
    page = Read(render(run_of(case(), case(id="b"))))
    assert "Passed" in page.texts
    assert "2 of 2 test questions" in page.text
    assert "4 March 2026 at 05:06 UTC" in page.text
    assert "1 min 23 s" in page.text


def test_a_failed_run_says_why() -> None:
    page = Read(render(run_of(failing())))
    assert "Not passed" in page.texts
    assert "salary: too few" in page.text


def test_of_many_reasons_the_first_are_told_and_how_many_more() -> None:
    reasons = [f"salary-{number} must pass and does not" for number in range(25)]
    text = Read(render(run_of(failing(), gate={"passed": False, "reasons": reasons}))).text
    assert "salary-9 must pass" in text
    assert "salary-10 must pass" not in text
    assert "and 15 more" in text


def test_a_failing_answer_stands_with_what_was_said_its_sources_and_why() -> None:
    paired = {"paired": {"output": "What somebody else was told.", "citations": [], "occupations": []}}
    wrong = failing(
        turns=["what do bakers do"], metadata=paired, retrieval={"hit": False, "rank": None}, severity="must"
    )
    text = Read(render(run_of(wrong))).sections["What went wrong"]
    for part in (
        "what do bakers do",
        "what does a baker make",
        "The median is $34,000 [1].",
        "Median: $34,000",
        "does not say the median: 34,000",
        "figure",
        "may never fail",
        "had not been found",
        "What somebody else was told.",
    ):
        assert part in text
    assert "as expected" not in text


def test_failing_answers_that_must_not_fail_stand_first() -> None:
    cases = (failing(question="a minor one"), failing(question="a grave one", severity="must"))
    text = Read(render(run_of(*cases))).sections["What went wrong"]
    assert text.index("a grave one") < text.index("a minor one")


def test_what_was_not_judged_is_neither_right_nor_wrong() -> None:
    skipped = assertion(**{"type": "llm-rubric", "value": "is kind", "pass": False, "skipped": True})
    cases = (
        case(question="half judged", assertions=[assertion(), skipped]),
        case(question="not judged", assertions=[skipped], passed=None),
    )
    sections = Read(render(run_of(*cases))).sections
    for question in ("half judged", "not judged"):
        assert question in sections["Not fully checked"]
        assert question not in sections["What went wrong"]
        assert question not in sections["What went right"]
    assert "llm-rubric" in sections["Not fully checked"]
    assert "Not fully checked" not in Read(render(run_of(case()))).sections


def test_right_answers_are_folded() -> None:
    page = render(run_of(case(question="the right one"), failing(question="the wrong one")))
    folded = page[page.index("<details>") :]
    assert "the right one" in folded
    assert "the right one" not in page[: page.index("<details>")]
    assert "the wrong one" not in folded
    assert not [tag for tag, attributes in Read(page).tags if tag == "details" and "open" in attributes]


def test_a_rate_stands_in_words_and_only_all_is_a_hundred() -> None:
    rate = {"passed": 299, "rate": 299 / 300, "low": 0.981, "high": 1.0}
    topic = {"topic": "salary", "prompts": 300, "musts": 0, "musts_failed": 0} | rate
    text = Read(render(run_of(case(), topics=[topic]))).sections["Topic by topic"].replace("\xa0", " ")
    assert "299 of 300" in text
    assert "99 % (98 % to 100 %)" in text


def test_retrieval_and_answers_are_told_apart() -> None:
    found = {"questions": 40, "hit_rate@5": 0.925, "mrr": 0.876}
    sections = Read(render(run_of(case(), retrieval=found))).sections
    assert "92" in sections["Finding the right passage"]
    assert "0.88" in sections["Finding the right passage"]
    assert "States the facts" in sections["Answering from it"]
    nothing = {"questions": 0, "hit_rate@5": 0.0, "mrr": 0.0}
    assert "%" not in Read(render(run_of(case(), retrieval=nothing))).sections["Finding the right passage"]


def test_no_folder_of_the_machine_is_told() -> None:
    told = {"profiles": "/home/somebody/profiles", "files": ["/home/somebody/a.yaml"]}
    page = render(run_of(case(), settings=told))
    assert "/home" not in page
    assert "profiles" in page
    assert "a.yaml" in page


hostile = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "\"'><img src=x onerror=alert(1)>",
            "</style></details></main>",
            "<!--",
            "&lt;",
            "<a href=https://evil.example>",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_that_a_run_holds_becomes_markup(data: st.DataObject) -> None:
    plain, text = run_of(failing(), case()), hostile.filter(bool)

    def poisoned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: poisoned(one) for name, one in value.items()}
        if isinstance(value, list):
            return [poisoned(one) for one in value]
        return data.draw(text) if isinstance(value, str) else value

    wanted, found = Read(render(plain)), Read(render(poisoned(plain) | {"started": data.draw(text)}))
    allowed = {tag for tag, _ in wanted.tags} | {"ol"}
    assert {tag for tag, _ in found.tags} <= allowed
    for _, attributes in found.tags:
        assert not set(attributes) & FETCHING
        assert not [name for name in attributes if name.startswith("on")]


def test_the_page_fetches_and_runs_nothing() -> None:
    page = render(run_of(case(), failing()))
    assert "default-src 'none'" in page
    assert not {tag for tag, _ in Read(page).tags} & {"script", "link", "img", "iframe", "form", "object"}
    assert "url(" not in page
    assert "@import" not in page


def write(runs: Path, name: str, content: str) -> None:
    (runs / name).mkdir(parents=True)
    (runs / name / "run.json").write_text(content, "utf-8")


def test_the_newest_run_is_shown(tmp_path: Path) -> None:
    write(tmp_path, "20260102T000000Z-ffff", json.dumps(run_of(case(question="the newer"))))
    write(tmp_path, "20260101T000000Z-0000", json.dumps(run_of(case(question="the older"))))
    (tmp_path / "20260103T000000Z-aaaa").mkdir()
    assert "the newer" in latest_report(tmp_path)
    write(tmp_path, "20260104T000000Z-aaaa", json.dumps(run_of(case(question="the newest"))))
    assert "the newest" in latest_report(tmp_path)


def test_without_a_run_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    for runs in (tmp_path, tmp_path / "nowhere"):
        assert "python app.py evaluate" in Read(latest_report(runs)).text


@pytest.mark.parametrize("content", ["", "[]", "{}", "nonsense", '{"cases": 1}', '{"cases": [{}]}'])
def test_a_damaged_run_is_told_calmly(tmp_path: Path, content: str) -> None:
    write(tmp_path, "20260101T000000Z-0000", content)
    text = Read(latest_report(tmp_path)).text
    assert "cannot be read" in text
    assert "python app.py evaluate" in text
