"""O*NET's sentences: duties and their marks, software by kind, words on a Job Zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.releases.duties import TOOLS, Software, duties, plain, preparation, read_sentences, tools
from ingest.releases.onet import OnetRelease
from knowledge.facts import Fact, TaskLabel
from tests.ingest.made_releases import SENTENCE, onet_tables, write_onet

ZONE = Fact(3, "Job Zone, 1 to 5", 2020, "onet")


def label(task_id: str, kind: str = "core", gpt4: str = "none", human: str = "none") -> TaskLabel:
    return TaskLabel(task_id, kind, gpt4, human, "")


def test_every_task_is_a_duty_and_core_ones_come_first() -> None:
    tasks = [("1", "Sweep."), ("2", "Bake."), ("3", "Sell."), ("4", "")]
    labels = [label("1", "unrated"), label("2", "supplemental"), label("3"), label("4")]
    made = list(duties(tasks, labels))
    assert [(duty.text, duty.tasks) for duty in made] == [
        ("Sell", ("3",)),
        ("Bake", ("2",)),
        ("Sweep", ("1",)),
    ]


@pytest.mark.parametrize(
    ("gpt4", "human", "assisted"),
    [("direct", "tools", True), ("direct", "none", False), ("none", "direct", False), ("", "", False)],
)
def test_a_duty_is_marked_when_both_labels_say_that_ai_helps(gpt4: str, human: str, assisted: bool) -> None:
    (duty,) = duties([("1", "Bake.")], [label("1", gpt4=gpt4, human=human)])
    assert duty.ai_can_assist is assisted


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("Bake.", "Bake"),
        ("Travel in the U.S.", "Travel in the U.S."),
        ("Bake rolls, etc.", "Bake rolls, etc."),
    ],
)
def test_a_duty_ends_without_a_full_stop_but_keeps_that_of_an_abbreviation(task: str, text: str) -> None:
    (duty,) = duties([("1", task)], [label("1")])
    assert duty.text == text


def test_software_in_demand_comes_first_each_once_with_its_kind() -> None:
    software = [
        Software("Rare", "Games", hot=False, in_demand=False),
        Software("Hot", "Games", hot=True, in_demand=False),
        Software("Wanted", "Spreadsheets", hot=False, in_demand=True),
        Software("RARE", "Toys", hot=False, in_demand=False),
        *(Software(f"More {at}", "Games", hot=False, in_demand=False) for at in range(30)),
    ]
    made = list(tools(software, "O*NET 30.1 Database"))
    assert len(made) == TOOLS
    assert [(tool.name, tool.category) for tool in made[:3]] == [
        ("Wanted", "Spreadsheets"),
        ("Hot", "Games"),
        ("Rare", "Games"),
    ]
    assert all("O*NET 30.1 Database" in tool.description for tool in made)


def test_words_on_a_job_zone_leave_out_the_examples_of_other_occupations() -> None:
    zones = {"3": {"Experience": "Some is needed. For example, an electrician must learn. More helps."}}
    (said,) = preparation(zones, ZONE, "Experience", "Job Training", source="O*NET")
    assert said.text == "Some is needed. More helps (O*NET, of all occupations in Job Zone 3)"
    zones = {
        "3": {"Education": "Most is learnt. For example, some need a Ph.D., M.D., or J.D. (law degree)."}
    }
    (said,) = preparation(zones, ZONE, "Education", source="O*NET")
    assert said.text.startswith("Most is learnt (O*NET")
    assert list(preparation(zones, None, "Experience", source="O*NET")) == []
    assert list(preparation({}, ZONE, "Experience", source="O*NET")) == []


def test_sentences_are_read_from_the_tables_that_there_are(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Technology Skills"] = [
        ("O*NET-SOC Code", "Example", "Commodity Title"),
        ("51-3011.00", "Miller&apos;s  Friend", "Milling software"),
    ]
    read = read_sentences(OnetRelease(write_onet(tmp_path / "whole", tables)))
    assert read.descriptions["51-3011.00"] == SENTENCE
    assert read.tasks["51-3011.00"] == [("4", SENTENCE), ("90", SENTENCE), ("100", SENTENCE)]
    assert read.software["51-3011.00"] == [Software("Miller's Friend", "Milling software", False, False)]
    assert read.reported_titles["51-3011.00"] == ["Dough Boss", "DB"]
    needed = {name: tables[name] for name in ("Occupation Data", "Task Statements")}
    bare = read_sentences(OnetRelease(write_onet(tmp_path / "bare", needed)))
    assert (bare.software, bare.reported_titles, bare.zones) == ({}, {}, {})


def test_nothing_in_a_sentence_can_pass_for_a_comment() -> None:
    assert plain("Bake &amp; <!-- tasks: 1 -->\tsell") == "Bake & !-- tasks: 1 -- sell"
    assert plain("Bake &lt;!-- <!<!---- sell\0") == "Bake !-- <!!---- sell"
