"""What checking costs while a chat model writes: over the wire, against drawing the same stream raw.

    python -m tests.benchmarks.writing

A scripted server streams answers of 1.5 s, each on a job not met before. Printed are the time that the
checked answer takes beyond the raw stream, and how much later its first sentence is seen than it
had arrived.
"""

from __future__ import annotations

import os
import re
import statistics
import time
from typing import Any

from langchain_core.prompts import ChatPromptTemplate

import app
from advisor.chain import Advisor
from advisor.events import Token
from advisor.settings import Settings
from advisor.writing.calls import Call
from advisor.writing.chat_model import ChatModel
from advisor.writing.cutting import sentences_of
from tests.model_server import KEY, ModelServer, Script, model_server

SECONDS = 1.5
JOBS = (
    "registered nurse",
    "plumber",
    "electrician",
    "cashier",
    "firefighter",
    "baker",
    "pharmacist",
    "lawyer",
)
QUESTION = "What does a {job} earn?"
ANSWER = (
    "Half of them earn more than {} a year [1]. The lowest tenth earn less than {} [1]."
    " One in ten makes more than {} a year [1]. Would you like to look at the skills next?"
)
SIZE = 6
_PAY = re.compile(r"\[1\] The median pay is (\S+) a year; .* less than (\S+), .* more than ([$\d,]+)")


def main() -> None:
    with model_server() as server:
        os.environ |= {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{server.url}/v1"}
        advisor = app.build_advisor(Settings.from_environment({**os.environ, "ADVISOR_MODEL": "openai:x"}))
        advisor.warm()
        server.model = _model
        model = ChatModel("openai:x")
        rounds = [(_raw(model), _checked(advisor, server, job)) for job in JOBS]
    raw_first, raw_whole = (statistics.median(one[part] for one, _ in rounds) for part in (0, 1))
    first, whole = (statistics.median(other[part] for _, other in rounds) for part in (0, 1))
    print(f"raw stream: first sentence {raw_first:.3f} s, whole {raw_whole:.3f} s")
    print(f"checked:    first sentence {first:.3f} s, whole {whole:.3f} s")
    print(f"first visible sentence {1000 * (first - raw_first):.0f} ms beyond the model's own")
    print(f"whole answer {100 * (whole - raw_whole) / raw_whole:.1f} % more than the raw stream")


def _model(body: dict[str, Any], before: int) -> Script:
    """Words the pay that the prompt tells; a prompt without any gets as long an answer."""
    found = _PAY.search(str(body["messages"][-1]["content"]))
    text = ANSWER.format(*(found.groups() if found else ("$10,000", "$10,000", "$10,000")))
    return Script(text, size=SIZE, gap=SECONDS / (len(text) / SIZE))


def _raw(model: ChatModel) -> tuple[float, float]:
    """Seconds to the first sentence and to the end of the stream alone."""
    prompt = ChatPromptTemplate.from_messages([("user", "{message}")])
    begun = time.perf_counter()
    stream = sentences_of(Call(model, prompt, {"message": "Go on"}))
    next(stream)
    first = time.perf_counter() - begun
    for _ in stream:
        pass
    return first, time.perf_counter() - begun


def _checked(advisor: Advisor, server: ModelServer, job: str) -> tuple[float, float]:
    """The same as a visitor sees it, from when the request arrived at the server."""
    asked = len(server.requests)
    begun = first = 0.0
    for event in advisor.stream(QUESTION.format(job=job)):
        if not begun and len(server.requests) > asked:
            begun = server.arrived
        if isinstance(event, Token) and not first:
            first = time.perf_counter()
    return first - begun, time.perf_counter() - begun


if __name__ == "__main__":
    main()
