"""The second call, which is optional: an unclear follow-up as a question that stands alone."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from advisor.prompts import load_prompt
from advisor.question import Focus, Question
from advisor.writing.calls import Call
from advisor.writing.chat_model import ChatModel, Limits
from advisor.writing.facts import ORDERS, harmless
from advisor.writing.faults import Fault
from advisor.writing.numbers import unborne
from advisor.writing.spending import Usage

LIMITS = Limits(first=4.0, total=6.0, tokens=80, retries=0)
LONGEST = 200  # Characters of a question.
UNCLEAR = 0.5  # Share of the likeliest topic below which a follow-up is not clear.


def is_unclear(question: Question, focus: Focus) -> bool:
    """Whether a message goes on with a conversation, and how is not clear from its own words."""
    if not focus.past or question.of_all or question.moves:
        return False
    if question.intent == "unclear":
        return True
    likeliest = max(question.topic_shares.values(), default=0.0)
    return question.intent == "question" and question.is_followup and likeliest < UNCLEAR


def rewritten(
    model: ChatModel,
    question: Question,
    focus: Focus,
    titles: Sequence[str],
    *,
    stop: threading.Event | None = None,
) -> tuple[str, Usage]:
    """The question that is meant, and what asking took; empty when none comes, in time and in order.

    It may hold no number that was not said before. Raises Stopped when `stop` is set meanwhile.
    """
    earlier = conversation(focus)
    values = {
        "earlier": "\n".join(filter(None, (f"About: {', '.join(titles)}" if titles else "", earlier))),
        "question": harmless(question.text),
    }
    bounded = model.within(replace(LIMITS, total=min(LIMITS.total, model.limits.total)))
    call = Call(bounded, load_prompt("follow_up"), values, stop=stop)
    try:
        said = "".join(call)
    except Fault:
        return "", call.usage
    text = harmless(said.strip().strip('"'))
    is_one = 0 < len(text) <= LONGEST and not ORDERS.search(text)
    borne = not unborne(text, (question.text, earlier), question.language)
    return (text if is_one and borne else ""), call.usage


def conversation(focus: Focus) -> str:
    """The last turns, as the prompts show them."""
    return "\n".join(
        f"Person: {harmless(one.message)}\nAdvisor: {harmless(one.answer)}" for one in focus.recent
    )
