"""What the page shows, as a fold: numbers, statuses, taking a turn back, stopping it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.citations import Answer
from advisor.events import Answered, Retrieved, Token, Understood
from advisor.question import AskedMoves, Focus, Question
from advisor.resume.resume import AskedResume, Held, Post, Resume
from advisor.ui.kept import keep
from advisor.ui.view import TURNS_SHOWN, Conversation, found_in_resume, limits_in_play
from knowledge import fields
from knowledge.chunk import Chunk, Passage
from knowledge.profile import Section
from knowledge.survey import Condition

ANSWER = Answer("It pays well.", (), "answer", abstained=False)
CHUNK = Chunk("bakers/salary", "bakers", "Bakers", "", Section.SALARY, "Salary Data", "", 3)


def answered(message: str, focus: Focus = Focus(), before: Conversation = Conversation()) -> Conversation:  # noqa: B008
    """A conversation with one more finished turn."""
    return before.asked(message).fold(Answered(ANSWER, focus))


def test_a_new_message_waits_for_its_answer() -> None:
    conversation = Conversation().asked("What does it pay?")
    (turn,) = conversation.turns
    assert (turn.number, turn.message, turn.text, turn.answer) == (1, "What does it pay?", "", None)
    assert turn.status


def test_every_step_tells_what_is_going_on_until_there_is_text() -> None:
    conversation = Conversation().asked("What does it pay?")
    statuses = [conversation.turns[-1].status]
    for event in (Understood(Question("What does it pay?")), Retrieved((Passage(CHUNK, 1.0),) * 4)):
        conversation = conversation.fold(event)
        statuses.append(conversation.turns[-1].status)
    assert len(set(statuses)) == 3
    assert "4" in statuses[-1]
    conversation = conversation.fold(Token("It ")).fold(Token("pays "))
    assert (conversation.turns[-1].text, conversation.turns[-1].status) == ("It pays ", "")


def test_the_whole_answer_replaces_what_was_streamed_and_moves_the_focus() -> None:
    focus = Focus(profiles=("bakers",))
    conversation = Conversation().asked("What does it pay?").fold(Token("It p")).fold(Answered(ANSWER, focus))
    assert conversation.turns[-1].text == ANSWER.text
    assert conversation.turns[-1].answer is ANSWER
    assert conversation.turns[-1].status == ""
    assert conversation.focus == focus


def test_folding_leaves_the_conversation_before_as_it_was() -> None:
    before = answered("first")
    kept = replace(before)
    before.asked("second").fold(Token("x")).fold(Answered(ANSWER, Focus(kind="list")))
    assert before == kept


def test_taking_a_turn_back_restores_the_focus_before_it() -> None:
    one, two = Focus(profiles=("bakers",)), Focus(profiles=("smiths",))
    first = answered("first", one)
    second = answered("second", two, first)
    assert second.undone() == first
    assert second.undone().undone() == Conversation()
    assert Conversation().undone() == Conversation()


def test_a_turn_asked_again_has_the_number_it_had() -> None:
    conversation = answered("second", before=answered("first"))
    assert answered("second", before=conversation.undone()) == conversation


def test_stopping_keeps_what_was_said_and_says_that_it_was_stopped() -> None:
    (turn,) = Conversation().asked("x").fold(Token("It pays")).stopped().turns
    assert turn.text.startswith("It pays")
    assert "stopped" in turn.text
    assert turn.status == ""


def test_stopping_before_any_text_leaves_no_status_behind() -> None:
    (turn,) = Conversation().asked("x").stopped().turns
    assert "stopped" in turn.text
    assert turn.status == ""


def test_stopping_a_finished_or_empty_conversation_changes_nothing() -> None:
    finished = answered("x")
    assert finished.stopped() == finished
    assert Conversation().stopped() == Conversation()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["ask", "undo", "stop"]), max_size=2 * TURNS_SHOWN))
def test_whatever_is_done_numbers_rise_and_every_turn_can_be_taken_back(steps: list[str]) -> None:
    conversation = Conversation()
    for step in steps:
        match step:
            case "ask":
                conversation = conversation.asked("x")
            case "undo":
                conversation = conversation.undone()
            case "stop":
                conversation = conversation.stopped()
        numbers = [turn.number for turn in conversation.turns]
        assert numbers == sorted(set(numbers))
        assert len(conversation.earlier) == len(numbers) <= TURNS_SHOWN


def test_the_oldest_turns_leave_and_no_number_is_used_twice() -> None:
    conversation = Conversation()
    for _ in range(TURNS_SHOWN + 5):
        conversation = answered("x", before=conversation)
    numbers = [turn.number for turn in conversation.turns]
    assert numbers == list(range(6, TURNS_SHOWN + 6))


RESUME = Resume((Post("cashiers", "Cashiers", "Cashier, 2015"),), (Held("Forklifts", "tool", "forklift"),))
SECRET = "Jane Roe, 12 Nowhere Lane"


def given(message: str = f"{SECRET}\nCashier, 2015") -> Conversation:
    """A conversation with a turn before it, and a pasted résumé that was read."""
    conversation = answered("What does it pay?").asked(message)
    conversation = conversation.fold(Understood(Question("", resume=AskedResume("given", RESUME))))
    return conversation.fold(Answered(ANSWER, Focus(resume=RESUME)))


def test_the_text_of_a_resume_leaves_the_page_as_soon_as_it_is_read() -> None:
    turn = given().turns[-1]
    assert turn.message == "(My résumé, 2 lines)"
    assert turn.is_private
    assert turn.is_withheld
    assert SECRET not in repr(given())


def test_what_is_said_while_a_resume_is_held_is_private() -> None:
    conversation = given().asked("What could I move to?").fold(Understood(Question("What could I move to?")))
    assert [turn.is_private for turn in conversation.turns] == [False, True, True]
    assert conversation.is_private


def test_forgetting_takes_all_turns_that_told_of_the_resume_along() -> None:
    held = given().asked("What could I move to?").fold(Understood(Question("What could I move to?")))
    held = held.fold(
        Answered(ANSWER, Focus(resume=RESUME, moves=AskedMoves("cashiers", held=("Forklifts",))))
    )
    asked = held.asked("forget my resume")
    asked = asked.fold(Understood(Question("forget my resume", resume=AskedResume("forgotten", None))))
    gone = asked.fold(Answered(ANSWER, Focus()))
    assert [turn.message for turn in gone.turns] == ["What does it pay?", "forget my resume"]
    assert not gone.is_private
    for trace in ("Forklifts", "cashiers", "Cashier", SECRET):
        assert trace not in repr(gone)
    assert gone.undone().focus == Focus()
    assert len(gone.earlier) == len(gone.turns)


def test_a_file_is_shown_by_its_name_and_is_private_from_the_start() -> None:
    turn = Conversation().asked("(My résumé, cv.pdf)", of_file=True).turns[-1]
    assert (turn.message, turn.is_private, turn.is_withheld) == ("(My résumé, cv.pdf)", True, True)


def test_limits_and_findings_are_chips_with_the_words_that_take_them_off() -> None:
    limit = Condition(fields.PAY, "median pay above $50,000 a year", low=50_000)
    focus = Focus(moves=AskedMoves("cashiers", conditions=(limit,)), resume=RESUME)
    assert [(one.label, one.says) for one in limits_in_play(focus)] == [
        ("median pay above $50,000 a year", 'Remove the limit "median pay above $50,000 a year"')
    ]
    assert [one.label for one in found_in_resume(focus)] == ["Cashiers", "Forklifts"]
    assert limits_in_play(Focus()) == found_in_resume(Focus()) == ()


def test_ten_thousand_messages_later_a_conversation_is_no_larger_than_after_a_hundred() -> None:
    conversation, sizes = Conversation(id="x", started="then"), []
    for number in range(10_000):
        asked = conversation.asked(f"message {number}")
        past = (*asked.focus.past, ("salary",))
        answer = Answer(f"answer {number}", (), "answer", False)
        conversation = asked.fold(Answered(answer, replace(asked.focus, past=past)))
        sizes.append(len(conversation.focus.past))
    assert conversation.turns[-1].number == 10_000
    assert len(conversation.turns) == len(conversation.earlier) == TURNS_SHOWN
    assert max(sizes) == TURNS_SHOWN
    kept = keep(conversation)
    assert kept
    assert len(kept["turns"]) == TURNS_SHOWN
