"""Each check passes what is right by the shipped knowledge and fails what is near it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT

PLUMBER, OFFICER, NURSE, ASTRONOMER = "47-2152.00", "33-3051.04", "29-1141.00", "19-2011.00"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("checks", ROOT / "prompts" / "checks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECKS = _load()


def citation(
    quote: str = "Median: $1", chunk: str = "", section: str = "salary", code: str = PLUMBER
) -> dict[str, Any]:
    return {"marker": 1, "section": section, "code": code, "quote": quote, "chunk": chunk or f"Pay\n{quote}"}


def passes(check: str, output: str = "", metadata: dict[str, Any] | None = None, /, **config: Any) -> bool:
    known = {"citations": [], "occupations": [], "outcome": "answer", "abstained": False, **(metadata or {})}
    context = {
        "vars": {"question": "pay of 2024?"},
        "config": config,
        "providerResponse": {"metadata": known},
    }
    result = getattr(CHECKS, check)(output, context)
    assert set(result) == {"pass", "score", "reason"}
    assert result["score"] == float(result["pass"])
    assert (result["reason"] == "as expected") == result["pass"]
    return bool(result["pass"])


def test_a_citation_must_be_of_the_section_and_the_occupation_and_true() -> None:
    cited = {"citations": [citation()]}
    assert passes("cites", "", cited, sections=["salary"])
    assert passes("cites", "", cited, sections=["salary"], occupation=PLUMBER)
    assert not passes("cites", "", cited, sections=["salary"], occupation=NURSE)
    assert not passes("cites", "", cited, sections=["salary", "tools"])
    assert not passes("cites", "", {"citations": [citation(chunk="Pay: $2")]}, sections=["salary"])
    assert not passes("cites", sections=["salary"])


def test_every_suggestion_must_obey_its_limit_but_not_the_start() -> None:
    about = {"occupations": [NURSE, PLUMBER]}
    pay = CHECKS.expected_value(PLUMBER, "pay")
    assert passes("obeys", "", about, source=NURSE, field="pay", low=pay, high=pay)
    assert not passes("obeys", "", about, source=NURSE, field="pay", low=pay + 1)
    assert not passes("obeys", "", about, field="pay", low=pay, high=pay)
    assert not passes("obeys", "", {"occupations": [NURSE]}, source=NURSE, field="pay")
    outside = {"field": "context", "element": "Outdoors, Exposed to Weather"}
    assert passes("obeys", "", about, source=NURSE, low=3, **outside)
    assert not passes("obeys", "", about, source=PLUMBER, low=3, **outside)
    assert not passes("obeys", "", about, source=NURSE, low=0, field="context", element="Singing")


def test_suggestions_are_others_each_with_title_and_pay() -> None:
    about = {"occupations": [PLUMBER, NURSE]}
    (nurse, *_) = CHECKS.titles(NURSE)
    said = f"{nurse}: ${CHECKS.expected_value(NURSE, 'pay'):,.0f} a year [1]"
    assert passes("suggests", said, about, source=PLUMBER, at_least=1)
    assert not passes("suggests", said, about, source=PLUMBER)
    assert not passes("suggests", said, about, source=NURSE, at_least=1)
    assert not passes("suggests", nurse, about, source=PLUMBER, at_least=1)
    assert not passes("suggests", "$93,600", about, source=PLUMBER, at_least=1)


def test_facts_are_sought_without_case_markers_bold_and_line_breaks() -> None:
    said = "They **Clear blocked\ndrains** [1][2], and more."
    assert passes("states", said, facts=["clear blocked drains, and"])
    assert not passes("states", said, facts=["clear blocked drains", "roses"])
    assert passes("states", said, any=["roses", "Drains"])
    assert not passes("states", said, facts=["drains"], any=["roses"])


@pytest.mark.parametrize("name", ["median", "p10", "p25", "p75", "p90", "employment", "growth", "openings"])
def test_a_figure_is_that_of_the_tables(name: str) -> None:
    wanted = CHECKS.expected_figure(PLUMBER, name)
    other = CHECKS.expected_figure(NURSE, name)
    assert wanted != other
    assert passes("figure", f"It is {abs(wanted):,.10g} [1].", occupation=PLUMBER, name=name)
    assert not passes("figure", f"It is {abs(other):,.10g} [1].", occupation=PLUMBER, name=name)
    assert not passes("figure", f"It is {abs(wanted):,.10g}1 [1].", occupation=PLUMBER, name=name)


def test_the_border_officers_pay_is_that_of_the_document() -> None:
    pay = [CHECKS.expected_figure(OFFICER, name) for name in ("minimum", "median", "maximum")]
    assert pay == [45_000, 65_000, 90_000]
    assert CHECKS.expected_figure(PLUMBER, "minimum") == CHECKS.expected_figure(PLUMBER, "p10")


def test_a_figure_or_count_that_nobody_knows_is_an_error() -> None:
    for code, name in ((OFFICER, "p25"), ("99-9999.99", "median"), (PLUMBER, "luck")):
        with pytest.raises(KeyError):
            CHECKS.expected_figure(code, name)
    with pytest.raises(KeyError):
        CHECKS.expected_count(PLUMBER, "pipes")


def test_no_growth_may_be_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CHECKS, "expected_figure", lambda code, name: 0.0)
    assert passes("figure", "It will stay the same.", occupation=PLUMBER, name="growth")
    assert not passes("figure", "It will grow by 10 percent.", occupation=PLUMBER, name="growth")


def test_a_count_may_be_in_digits_or_words_and_is_no_marker() -> None:
    assert CHECKS.expected_count(PLUMBER, "duties") == 10
    assert CHECKS.expected_count(PLUMBER, "duties_ai") + CHECKS.expected_count(PLUMBER, "duties_not_ai") == 10
    levels = [CHECKS.expected_count(PLUMBER, f"skills_{level}") for level in ("high", "medium", "low")]
    assert sum(levels) == CHECKS.expected_count(PLUMBER, "skills") == 8
    for said, right in (
        ("Ten duties [1].", True),
        ("There are 10.", True),
        ("many [10]", False),
        ("often 100", False),
    ):
        assert passes("counts", said, occupation=PLUMBER, of="duties") == right
    assert levels[2] == 0
    assert passes("counts", "It has none.", occupation=PLUMBER, of="skills_low")
    assert not passes("counts", "It has two.", occupation=PLUMBER, of="skills_low")


def test_outcome_abstention_and_occupations_are_compared() -> None:
    assert passes("abstains", "", {"abstained": True}, abstained=True)
    assert not passes("abstains", abstained=True)
    assert passes("outcome", outcome="answer")
    assert not passes("outcome", outcome="decline")
    two = {"occupations": [PLUMBER, NURSE]}
    assert passes("about", "", two, occupations=[NURSE])
    assert not passes("about", "", two, occupations=[NURSE], only=True)
    assert passes("about", "", two, occupations=[NURSE, PLUMBER], only=True)
    assert not passes("about", "", two, occupations=[OFFICER])


def test_occupations_are_named_by_their_titles() -> None:
    said = "Registered Nurses, or Customs and Border Protection Officers."
    assert passes("names", said, occupations=[NURSE, OFFICER])
    assert not passes("names", said, occupations=[NURSE, PLUMBER])
    assert passes("names", said, occupations=[NURSE, PLUMBER], at_least=1)
    assert not passes("names", said, occupations=[NURSE], none_of=[OFFICER])
    assert not passes("names", "Unregistered nursess", occupations=[NURSE])
    assert passes("names", said, occupations=[OFFICER], none_of=[ASTRONOMER, PLUMBER])


def test_paired_answers_rest_on_the_same_words_in_the_same_order() -> None:
    mine = {"citations": [citation("a"), citation("b")], "occupations": [NURSE]}
    assert passes("same_facts", "", {**mine, "paired": mine})
    turned = {**mine, "citations": mine["citations"][::-1]}
    assert not passes("same_facts", "", {**mine, "paired": turned})
    assert not passes("same_facts", "", {**mine, "paired": {**mine, "occupations": [PLUMBER]}})
    assert not passes("same_facts", "", mine)


def test_a_number_needs_a_source_unless_it_is_small_or_asked_about() -> None:
    cited = {"citations": [citation("Median: $62,970")]}
    assert passes("no_other_figures", "Of 2024, $62,970 [1]; 7 duties.", cited)
    assert not passes("no_other_figures", "About $63,000 [1].", cited)


def test_short_sentences_read_more_easily() -> None:
    plain, heavy = (
        "They fix pipes. It pays well.",
        "Organizational considerations necessitate extraordinary deliberation.",
    )
    assert passes("reads_easily", plain, grade=5)
    assert not passes("reads_easily", heavy, grade=12)
    assert passes("reads_easily", f"- {heavy}", grade=1)
    assert CHECKS.reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


@given(st.text())
def test_any_text_has_a_grade_and_numbers(text: str) -> None:
    assert isinstance(CHECKS.reading_grade(text), float)
    assert all(number >= 0 for number in CHECKS.numbers(text))


def test_metadata_are_found_with_the_conversation_too() -> None:
    last = {"citations": [], "abstained": True}
    context = {
        "vars": {"_conversation": [{"metadata": {"citations": [], "abstained": False}}, {"metadata": last}]},
        "config": {"abstained": True},
        "providerResponse": {"output": ""},
    }
    assert CHECKS.abstains("", context)["pass"]


def test_the_checks_run_from_anywhere(tmp_path: Path) -> None:
    code = (
        "import importlib.util as u, sys\n"
        "spec = u.spec_from_file_location('checks', sys.argv[1])\n"
        "module = u.module_from_spec(spec); spec.loader.exec_module(module)\n"
        f"print(module.expected_count('{PLUMBER}', 'duties'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "prompts" / "checks.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "10", done.stderr
