"""The labelled examples all parse, use known labels, and leave none of them out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.understanding.labels import (
    EXAMPLES,
    FACETS,
    INTENTS,
    KINDS,
    TOPICS,
    Example,
    Reading,
    example_from,
    examples_from,
    load_examples,
)
from advisor.understanding.language import LATIN


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return load_examples()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_shipped_example_parses(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        for example in examples_from(json.loads(line)):
            assert example.text.strip()
            assert example.lang in LATIN
            assert example.text.count("{") == example.text.count("}")


def test_a_question_has_a_topic_and_small_talk_has_none(examples: list[Example]) -> None:
    for example in examples:
        if example.intent == "question":
            assert example.topics or example.followup, example
            assert example.kind, example
        else:
            assert not example.topics, example


def test_every_label_has_examples(examples: list[Example]) -> None:
    assert {example.intent for example in examples} == set(INTENTS)
    assert {topic for example in examples for topic in example.topics} == set(TOPICS)
    assert {example.kind for example in examples} - {""} == set(KINDS)
    assert {facet for example in examples for facet in example.facets} == set(FACETS) - {"followup"}
    assert any(example.followup for example in examples)


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "hi", "intent": "greetings"},
        {"text": "pay", "topics": ["wages"], "kind": "fact"},
        {"text": "pay", "topics": ["salary"], "kind": "facts"},
        {"text": "pay", "topics": ["salary"], "kind": "fact", "facets": ["min"]},
        {"text": "pay", "topics": ["salary"]},
    ],
)
def test_an_unknown_label_is_refused_by_name(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=repr(facts["text"])):
        example_from(facts)


def test_examples_are_read_in_file_order_without_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": "two", "intent": "thanks"}\n\n', "utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "one", "intent": "thanks"}\n', "utf-8")
    assert [example.text for example in load_examples(tmp_path)] == ["one", "two"]


def test_the_turns_of_a_conversation_know_those_before(tmp_path: Path) -> None:
    pay = {"text": "what do they earn", "topics": ["salary"], "kind": "fact"}
    least = {
        "text": "at least?",
        "topics": ["salary"],
        "kind": "fact",
        "facets": ["minimum"],
        "followup": True,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps({"turns": [pay, least]}) + "\n", "utf-8")
    first, second = load_examples(tmp_path)
    assert first.before == ()
    assert second.before == (first,)
    assert second.facets == ("minimum",)


def test_a_reading_is_what_has_the_largest_share() -> None:
    reading = Reading(
        intents={"question": 0.4, "thanks": 0.6}, topics={"salary": 0.9, "tools": 0.1}, kinds={"fact": 1.0}
    )
    assert (reading.intent, reading.topic, reading.kind) == ("thanks", "salary", "fact")
