"""How a message reads: by the examples that share its words, and by the trained reader."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.question import Focus
from advisor.settings import Settings
from advisor.understanding.labels import FACETS, INTENTS, KINDS, TOPICS, Example, Reading
from advisor.understanding.reader import NearestReader, TrainedReader, before, load_reader
from knowledge.errors import UnderstandingError

NEAREST_EXAMPLES = (
    Example("what does a {baker} earn", topics=("salary",), kind="fact"),
    Example("which tools does it use", topics=("tools",), kind="list"),
    Example("hello there", intent="greeting"),
    Example("and the lowest wage", topics=("salary",), kind="fact", facets=("minimum",), followup=True),
)
NEAREST = NearestReader(NEAREST_EXAMPLES)


@pytest.fixture(scope="module")
def trained() -> TrainedReader:
    return load_reader(Settings.from_environment(os.environ).models)


def assert_whole(reading: Reading) -> None:
    """Every label has a share from 0 to 1, and labels that exclude each other add up to 1."""
    for shares, labels in ((reading.intents, INTENTS), (reading.topics, TOPICS), (reading.kinds, KINDS)):
        assert tuple(shares) == labels
        assert sum(shares.values()) == pytest.approx(1, abs=1e-4)
        assert min(shares.values()) >= 0
    assert tuple(reading.facets) == FACETS
    assert all(0 <= share <= 1 for share in reading.facets.values())


def test_without_a_model_a_message_reads_as_the_examples_that_share_its_words() -> None:
    reading = NEAREST.read("Which tools do they use?")
    assert (reading.intent, reading.topic, reading.kind) == ("question", "tools", "list")
    assert NEAREST.read("hello").intent == "greeting"


def test_without_a_model_facets_and_followups_are_read_too() -> None:
    facets = NEAREST.read("the lowest wage").facets
    assert facets["minimum"] > 0.5
    assert facets["followup"] > 0.5
    assert facets["maximum"] == 0


def test_a_message_that_shares_no_word_reads_as_anything_alike() -> None:
    reading = NEAREST.read("xylophone")
    assert len(set(reading.topics.values())) == 1
    assert_whole(reading)


def test_without_a_model_a_followup_takes_the_topic_before() -> None:
    focus = Focus(topics=("tools",), past=(("tools",),), said="which tools does it use")
    reader = NearestReader((Example("that one", kind="define", followup=True), *NEAREST_EXAMPLES))
    assert reader.read("that one", focus).topic == "tools"
    assert reader.read("what does a baker earn", focus).topic == "salary"


def test_what_was_before_is_told_last_turn_first() -> None:
    focus = Focus(
        topics=("salary",),
        kind="arithmetic",
        facets=frozenset({"median"}),
        past=(("copilot_tasks",), ("tools", "skills"), ("salary",)),
        said="what is the middle a month",
    )
    told = "salary, arithmetic, median: what is the middle a month | tools skills | copilot tasks"
    assert before(focus) == told
    assert before(Focus()) == ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["earn", "tools", "hello", "wage", "?", "zzz", "the"])).map(" ".join))
def test_a_reading_by_words_has_a_share_for_every_label(text: str) -> None:
    assert_whole(NEAREST.read(text))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How much does this job pay?", "salary"),
        ("Which tools are used?", "tools"),
        ("What are the risks of AI in this job?", "risks"),
        ("Which skills do I need for this job?", "skills"),
    ],
)
def test_the_trained_reader_reads_plain_questions(trained: TrainedReader, text: str, topic: str) -> None:
    reading = trained.read(text)
    assert (reading.intent, reading.topic) == ("question", topic)


@pytest.mark.parametrize(("text", "intent"), [("Hello!", "greeting"), ("Thank you very much!", "thanks")])
def test_the_trained_reader_reads_small_talk(trained: TrainedReader, text: str, intent: str) -> None:
    assert trained.read(text).intent == intent


@pytest.mark.parametrize(
    ("text", "topic"), [("and the lowest?", "salary"), ("and which tools do they use?", "tools")]
)
def test_the_trained_reader_looks_back_only_when_it_must(
    trained: TrainedReader, text: str, topic: str
) -> None:
    focus = Focus(topics=("salary",), kind="fact", past=(("salary",),), said="what does this job pay")
    assert trained.read(text, focus).topic == topic


@pytest.mark.parametrize("text", ["", "?", "pay " * 900, "💥" * 50, "\x00"])
def test_the_trained_reader_reads_whatever_it_is_given(trained: TrainedReader, text: str) -> None:
    assert_whole(trained.read(text))


def test_a_damaged_reader_is_named_with_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"half a fi")
    with pytest.raises(UnderstandingError, match=r"run: python app\.py ingest") as caught:
        TrainedReader(tmp_path)
    assert str(tmp_path) in str(caught.value)
