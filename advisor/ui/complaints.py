"""Thumbs-down on an answer, wired: a reason is asked for, and the complaint is written down."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Protocol

import gradio as gr

from advisor.chain import Advisor
from advisor.evaluation.feedback import MAX_NOTE, REASONS, Complaint, record
from advisor.ui.view import Conversation
from knowledge.errors import FeedbackError
from knowledge.store import fingerprint

TOLD = (
    "<p>What you send is kept in a file of whoever runs this advisor, for review: this answer with its"
    " sources, your question and the messages before it, and what you tell here.</p>"
)
NOT_NOTED = "Nothing was noted, as this conversation tells of your résumé, which is never written down."
# Whoever opened the form by keyboard goes on in it, and afterwards in the box.
SHOW_FORM = """() => setTimeout(() => {
  const form = document.getElementById("complaint");
  form?.scrollIntoView({block: "nearest"});
  form?.querySelector("input")?.focus({preventScroll: true});
}, 200)"""
LEAVE_FORM = """() => setTimeout(() => {
  const form = document.getElementById("complaint");
  if (!form?.offsetParent) document.querySelector("#box textarea")?.focus();
}, 200)"""
log = logging.getLogger(__name__)


class HasAdvisor(Protocol):
    """Whoever has the advisor, once it is there."""

    advisor: Advisor | None


def offer_complaints(chat: gr.Chatbot, conversation: gr.State, loading: HasAdvisor, feedback: Path) -> None:
    """Add a thumbs-down to every answer of the chat, and below it the form that asks for the reason."""
    chat.feedback_options = ("Dislike",)
    about = gr.State(0)
    with gr.Column(visible=False, elem_id="complaint") as form:
        gr.HTML(f"<h2>What is wrong with the answer?</h2>{TOLD}")
        reason = gr.Radio([(text, name) for name, text in REASONS.items()], label="Reason")
        note = gr.Textbox(label="What would be right? (optional)", max_length=MAX_NOTE, max_lines=3)
        with gr.Row():
            send = gr.Button("Send", variant="primary", size="sm")
            cancel = gr.Button("Do not send", size="sm")
    outputs = [form, about, reason, note]

    def opened(before: Conversation, data: gr.LikeData) -> tuple[Any, ...]:
        turn = _turn_of(before, data)
        return _form(turn) if data.liked is False and turn else _form(0)

    def sent(before: Conversation, number: int, chosen: str | None, said: str) -> tuple[Any, ...]:
        complaint = complaint_about(before, number, chosen or "", said)
        if complaint is None:
            gr.Warning("Please choose a reason.")
            return tuple(gr.skip() for _ in outputs)
        index = fingerprint(loading.advisor.catalog.stored) if loading.advisor else ""
        try:
            record(complaint, feedback, index=index, private=before.is_private)
            gr.Info(NOT_NOTED if before.is_private else "Thank you. It was noted for review.")
        except FeedbackError as error:
            log.warning("%s", error)
            gr.Warning("Your note could not be kept just now. The chat goes on as before.")
        return _form(0)

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    chat.like(opened, conversation, outputs, **quiet).then(None, None, None, js=SHOW_FORM)
    noted = send.click(sent, [conversation, about, reason, note], outputs, **quiet)
    left = cancel.click(lambda: _form(0), None, outputs, queue=False, **quiet)
    for done in (noted, left):
        done.then(None, None, None, js=LEAVE_FORM)
    chat.clear(lambda: _form(0), None, outputs, queue=False, **quiet)


def complaint_about(conversation: Conversation, number: int, reason: str, note: str) -> Complaint | None:
    """The complaint about the turn of this number; None where it has no answer or gives no reason."""
    turn = next((one for one in conversation.turns if one.number == number), None)
    if not turn or not turn.answer or reason not in REASONS:
        return None
    earlier = tuple(one.message for one in conversation.turns if one.number < number)
    return Complaint(turn.message, turn.answer, reason, note or "", earlier)


def _turn_of(conversation: Conversation, data: gr.LikeData) -> int:
    """The number of the turn whose answer was pointed at; 0 where the visitor's page names none."""
    place = data.index if isinstance(data.index, int) else -1
    turns = conversation.turns
    turn = turns[place // 2] if 0 <= place < 2 * len(turns) and place % 2 else None
    return turn.number if turn and turn.answer else 0


def _form(turn: int) -> tuple[Any, ...]:
    """The form emptied, and shown when there is a turn that it is about: values of its outputs."""
    return gr.Column(visible=bool(turn)), turn, None, ""
