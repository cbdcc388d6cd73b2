"""Conversations to the browser and back, and out as files; what comes back is checked."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from markdown_it import MarkdownIt

from advisor.chain import Advisor
from advisor.question import Correction
from advisor.ui.export import KINDS, export
from advisor.ui.kept import MOST, begun, keep, read_all, read_kept, restored, without
from advisor.ui.updates import ENGLISH
from advisor.ui.view import Conversation, retraced
from tests.browser.scripted_server import advisor_by_words

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)"> [x](javascript:alert(1)) </script>'


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return advisor_by_words()


def talked(advisor: Advisor, *messages: str) -> Conversation:
    conversation = begun(Conversation(), NOW)
    for message in messages:
        conversation = conversation.asked(message)
        for event in advisor.stream(message, conversation.earlier[-1]):
            conversation = conversation.fold(event)
    return conversation


@pytest.fixture(scope="module")
def conversation(advisor: Advisor) -> Conversation:
    return talked(advisor, "What does it pay?", "Which duties can AI help with?")


@pytest.fixture(scope="module")
def kept(conversation: Conversation) -> dict[str, Any]:
    found = keep(conversation)
    assert found
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def test_it_comes_back_with_its_texts_sources_and_id(
    conversation: Conversation, kept: dict[str, Any]
) -> None:
    found = read_kept(kept)
    assert found
    again = restored(found)
    assert (again.id, again.started) == (conversation.id, "2026-03-04 05:06 UTC")
    assert [turn.message for turn in again.turns] == [turn.message for turn in conversation.turns]
    for before, after in zip(conversation.turns, again.turns, strict=True):
        assert after.answer
        assert before.answer
        assert after.answer.text == before.answer.text
        assert [(one.marker, one.quote) for one in after.answer.citations] == [
            (one.marker, one.quote) for one in before.answer.citations
        ]


def test_what_it_is_about_is_worked_out_again(
    advisor: Advisor, conversation: Conversation, kept: Any
) -> None:
    found = read_kept(kept)
    assert found
    again = retraced(restored(found), advisor)
    assert again.focus == conversation.focus
    assert again.earlier == conversation.earlier
    assert not again.is_restored
    assert retraced(again, advisor) is again


def test_a_correction_and_a_switch_of_jobs_are_gone_through_again(advisor: Advisor) -> None:
    job = next(iter(advisor.catalog)).id
    start = begun(Conversation(), NOW).about(job)
    correction = Correction(job, "risks")
    start = start.asked("What does it pay?", correction)
    for event in advisor.stream("What does it pay?", start.earlier[-1], correction):
        start = start.fold(event)
    found = read_kept(json.loads(json.dumps(keep(start))))
    assert found
    again = retraced(restored(found), advisor)
    assert again.turns[0].correction == correction
    assert again.turns[0].about == job
    assert again.focus.topics == start.focus.topics == ("risks",)


def test_nothing_is_kept_before_there_is_an_answer() -> None:
    assert keep(Conversation()) == {}
    assert keep(begun(Conversation(), NOW).asked("x")) == {}


def test_what_tells_of_a_resume_is_never_kept(conversation: Conversation) -> None:
    first, second = conversation.turns
    private = replace(conversation, turns=(first, replace(second, is_private=True)))
    found = keep(private)
    assert found
    assert len(found["turns"]) == 1
    assert second.message not in json.dumps(found)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"turns": []},
        {"turns": "x"},
        {"turns": [{"message": 1, "text": "", "citations": []}]},
        {"passages": {"x": {"profile": "p"}}},
        {"id": "x" * 30_000},
        {"turns": [{"message": "x", "text": "x", "outcome": "hacked"}]},
    ],
)
def test_what_is_no_conversation_is_left_out(kept: dict[str, Any], change: dict[str, Any]) -> None:
    assert read_kept(kept | change) is None
    assert read_all([kept | change, kept]) == [read_kept(kept)]


@pytest.mark.parametrize("given", [None, "x", 3, {}, [1], {"turns": [[]]}])
def test_what_is_nothing_of_the_kind_is_nothing(given: object) -> None:
    assert read_kept(given) is None
    assert read_all(given) == []


def test_a_citation_without_its_passage_is_left_out(kept: dict[str, Any]) -> None:
    bare = copy.deepcopy(kept) | {"passages": {}}
    found = read_kept(bare)
    assert found
    assert all(not turn.answer or not turn.answer.citations for turn in restored(found).turns)


def test_one_is_deleted_by_its_id_and_no_more_than_so_many_are_read(kept: dict[str, Any]) -> None:
    many = [kept | {"id": str(n)} for n in range(MOST + 5)]
    found = read_all(many)
    assert len(found) == MOST
    assert [one["id"] for one in without(found[:3], "1")] == ["0", "2"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_holds_every_message_answer_and_source(kept: dict[str, Any], kind: str) -> None:
    found = read_kept(kept)
    assert found
    file = export(found, kind, ENGLISH)
    assert file.name == f"what-does-it-pay.{kind}"
    plain = file.text.replace("\\", "")
    for wanted in (
        "What does it pay?",
        "$65,000",
        "Salary Data",
        "Customs and Border Protection Officers",
        "line",
    ):
        assert wanted in plain
    quotes = [one.quote for turn in found.turns for one in turn.citations]
    assert quotes
    assert all(" ".join(quote.split())[:20].replace("*", "") in plain.replace("*", "") for quote in quotes)


def test_a_hostile_conversation_is_harmless_in_every_file(kept: dict[str, Any]) -> None:
    hostile = copy.deepcopy(kept) | {"title": HOSTILE}
    hostile["turns"][0] |= {"message": HOSTILE, "text": f"{HOSTILE}\n\n- {HOSTILE}\n\n| a | {HOSTILE} |"}
    for passage in hostile["passages"].values():
        passage["occupation"] = HOSTILE
    found = read_kept(hostile)
    assert found
    page = export(found, "html", ENGLISH).text
    assert "<img" not in page
    assert page.count("</script>") == 0
    rendered = MarkdownIt("commonmark").enable("table").render(export(found, "md", ENGLISH).text)
    assert "<img" not in rendered
    assert "href" not in rendered
    assert json.loads(export(found, "json", ENGLISH).text)["title"] == HOSTILE


def test_another_kind_of_file_there_is_not(kept: dict[str, Any]) -> None:
    found = read_kept(kept)
    assert found
    with pytest.raises(KeyError):
        export(found, "exe", ENGLISH)


def test_a_source_without_its_passage_is_left_out(advisor: Advisor, kept: dict[str, Any]) -> None:
    forged = copy.deepcopy(kept)
    forged["turns"][0]["citations"][0]["passage"] = "gone"
    found = read_kept(forged)
    assert found
    assert len(found.turns[0].citations) == len(kept["turns"][0]["citations"]) - 1
    assert all(export(found, kind, ENGLISH).text for kind in KINDS)


def test_a_job_that_is_none_is_not_turned_to(advisor: Advisor, kept: dict[str, Any]) -> None:
    forged = copy.deepcopy(kept)
    forged["turns"][0]["about"] = "no such job"
    found = read_kept(forged)
    assert found
    assert "no such job" not in retraced(restored(found), advisor).focus.met
