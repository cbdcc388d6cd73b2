"""What an operator is told of messages: numbers and kinds, and never a word of anyone."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from advisor.chain import Advisor
from advisor.serving import logs
from advisor.serving.front import Front
from advisor.serving.limits import Pace, TooManyError
from advisor.serving.places import BusyError, Places
from tests.browser.scripted_server import advisor_by_words

SECRETS = ("hunter2", "192.0.2.77", "sk-planted")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the logger of answers writes as JSON lines."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JsonLines())
    before = logs.ANSWERS.level
    logs.ANSWERS.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    logs.ANSWERS.setLevel(before)


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_words()


def value(front: Front, line: str) -> float:
    """The value of a line of the metrics."""
    found = [one for one in front.metrics.text().decode().splitlines() if one.startswith(line + " ")]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


def test_an_answer_is_one_line_and_one_count_without_its_words(advisor: Advisor, lines: io.StringIO) -> None:
    front = Front()
    note = front.note("api")
    for event in advisor.stream(f"What does it pay? {' '.join(SECRETS)}", visitor=SECRETS[1]):
        note.heard(event)
    (line,) = lines.getvalue().splitlines()
    told = json.loads(line)
    assert (told["event"], told["over"], told["outcome"], told["topic"]) == (
        "answer",
        "api",
        "answer",
        "salary",
    )
    assert 0 <= told["first_words"] <= told["seconds"]
    assert value(front, 'advisor_answers_total{mode="words",outcome="answer",over="api"}') == 1
    assert value(front, 'advisor_first_words_seconds_count{over="api"}') == 1
    for secret in (*SECRETS, "65,000"):
        assert secret not in lines.getvalue() + front.metrics.text().decode()


def test_an_error_is_told_by_kind_and_place_since_its_message_may_hold_words(lines: io.StringIO) -> None:
    try:
        {}["my password is hunter2"]
    except KeyError:
        logging.getLogger("advisor.any").exception("A message could not be answered")
    told = json.loads(lines.getvalue())
    assert told["error"] == "KeyError"
    assert told["at"][-1].startswith("test_front.py:")
    assert "hunter2" not in lines.getvalue()


def test_whoever_left_and_what_failed_are_counted_apart(lines: io.StringIO) -> None:
    front = Front()
    front.note("page").left()
    front.note("page").failed()
    assert value(front, 'advisor_answers_total{mode="none",outcome="left",over="page"}') == 1
    assert value(front, 'advisor_answers_total{mode="none",outcome="failed",over="page"}') == 1
    assert value(front, 'advisor_first_words_seconds_count{over="page"}') == 0
    assert len(lines.getvalue().splitlines()) == 2


def test_who_is_turned_away_is_counted_by_why() -> None:
    front = Front(Places(1, waiting=0), Pace("2/minute"))
    with front.take("a", "page"), pytest.raises(BusyError):
        front.take("a", "api")
    with pytest.raises(TooManyError):
        front.take("a", "api")
    with front.take("b", "page"):
        assert front.places.answering == 1
    assert value(front, 'advisor_busy_total{over="api"}') == 1
    assert value(front, 'advisor_limited_total{limit="rate"}') == 1


def test_an_address_leaves_no_trace_in_the_metrics() -> None:
    front = Front(pace=Pace("2/minute"))
    with front.take(SECRETS[1], "page"):
        pass
    assert SECRETS[1] not in front.metrics.text().decode()
