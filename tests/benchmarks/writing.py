"""What checking costs while a chat model writes: over the wire, against drawing the same stream raw.

    python -m tests.benchmarks.writing

A scripted server streams an answer of 1.5 s, sentence by sentence. Printed are the time that the
checked answer takes beyond the raw stream, and how much later its first sentence is seen than it
had arrived.
"""

from __future__ import annotations

import os
import statistics
import time

from langchain_core.prompts import ChatPromptTemplate

import app
from advisor.chain import Advisor
from advisor.events import Token
from advisor.settings import Settings
from advisor.writing.calls import Call
from advisor.writing.chat_model import ChatModel
from advisor.writing.cutting import sentences_of
from tests.model_server import KEY, ModelServer, model_server

ROUNDS = 7
SECONDS = 1.5
QUESTION = "What does a registered nurse earn?"
ANSWER = (
    "Half of registered nurses earn more than $93,600 a year [1]. The lowest tenth earn less than"
    " $66,030 [1]. One in ten makes more than $135,320 a year [1]. Would you like to look at the skills next?"
)
SIZE = 6


def main() -> None:
    with model_server() as server:
        os.environ |= {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{server.url}/v1"}
        advisor = app.build_advisor(Settings.from_environment({**os.environ, "ADVISOR_MODEL": "openai:x"}))
        advisor.warm()
        server.says(ANSWER, size=SIZE, gap=SECONDS / (len(ANSWER) / SIZE))
        model = ChatModel("openai:x")
        rounds = [(_raw(model), _checked(advisor, server)) for _ in range(ROUNDS + 1)][1:]
    raw_first, raw_whole = (statistics.median(one[part] for one, _ in rounds) for part in (0, 1))
    first, whole = (statistics.median(other[part] for _, other in rounds) for part in (0, 1))
    print(f"raw stream: first sentence {raw_first:.3f} s, whole {raw_whole:.3f} s")
    print(f"checked:    first sentence {first:.3f} s, whole {whole:.3f} s")
    print(f"first visible sentence {1000 * (first - raw_first):.0f} ms beyond the model's own")
    print(f"whole answer {100 * (whole - raw_whole) / raw_whole:.1f} % more than the raw stream")


def _raw(model: ChatModel) -> tuple[float, float]:
    """Seconds to the first sentence and to the end of the stream alone."""
    prompt = ChatPromptTemplate.from_messages([("user", "{message}")])
    begun = time.perf_counter()
    stream = sentences_of(Call(model, prompt, {"message": QUESTION}))
    next(stream)
    first = time.perf_counter() - begun
    for _ in stream:
        pass
    return first, time.perf_counter() - begun


def _checked(advisor: Advisor, server: ModelServer) -> tuple[float, float]:
    """The same as a visitor sees it, understanding and retrieval left out."""
    asked = len(server.requests)
    begun = first = 0.0
    for event in advisor.stream(QUESTION):
        if not begun and len(server.requests) > asked:
            begun = server.arrived
        if isinstance(event, Token) and not first:
            first = time.perf_counter()
    return first - begun, time.perf_counter() - begun


if __name__ == "__main__":
    main()
