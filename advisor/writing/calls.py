"""One call of a chat model within its bounds: it runs beside, streams, is retried, timed and cancelled."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from functools import lru_cache
from typing import Any

from langchain_core.callbacks import AsyncCallbackHandler
from langchain_core.output_parsers import StrOutputParser
from langchain_core.outputs import LLMResult
from langchain_core.prompts import ChatPromptTemplate

from advisor.writing.chat_model import ChatModel
from advisor.writing.faults import RETRIED, Fault, Reason, Stopped, fault_of
from advisor.writing.spending import Usage

POLL_SECONDS = 0.05  # Between two looks at whether the visitor has stopped it.
CHARACTERS_A_TOKEN = 4  # For servers that do not count; a bound at twice of it never cuts a counted answer.
_CUT = ("length", "max_tokens", "MAX_TOKENS")
_REFUSED = ("content_filter", "refusal", "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII")


class Call:
    """A call that has begun; iterating gives its text as it arrives, and leaving cancels it.

    Iterating raises Fault when the model fails or exceeds a bound, and Stopped when `stop` is set.
    """

    def __init__(
        self,
        model: ChatModel,
        prompt: ChatPromptTemplate,
        values: Mapping[str, str],
        *,
        stop: threading.Event | None = None,
    ) -> None:
        _ = model.made  # Its packages take a second to import, and not within the loop that all calls share.
        self._model, self._limits, self._stop = model, model.limits, stop
        self._prompt, self._values = prompt, dict(values)
        self._arrived: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        self._end = _End()
        self._is_over = threading.Event()
        self._sent = sum(map(len, values.values())) + len(str(prompt.messages))
        self._received = 0
        self._begun = time.perf_counter()
        self._seconds = 0.0
        self._running = asyncio.run_coroutine_threadsafe(self._run(), _loop())

    def __iter__(self) -> Iterator[str]:
        try:
            while True:
                if self._stop and self._stop.is_set():
                    raise Stopped
                try:
                    piece = self._arrived.get(timeout=POLL_SECONDS)
                except queue.Empty:
                    continue
                if isinstance(piece, BaseException):
                    raise piece
                if piece is None:
                    return
                yield piece
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the call now; its connection is closed."""
        self._is_over.set()
        self._running.cancel()
        self._seconds = self._seconds or time.perf_counter() - self._begun

    @property
    def usage(self) -> Usage:
        """The tokens it took, as the server counted them or else by their characters."""
        return Usage(
            sent=self._end.sent or self._sent // CHARACTERS_A_TOKEN,
            received=self._end.received or -(-self._received // CHARACTERS_A_TOKEN),
            seconds=self._seconds or time.perf_counter() - self._begun,
        )

    async def _run(self) -> None:
        try:
            async with asyncio.timeout(self._limits.total):
                await self._with_retries(asyncio.get_running_loop().time() + self._limits.first)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self._arrived.put(fault_of(error, started=self._received > 0))
        else:
            self._arrived.put(self._fault_at_the_end())

    async def _with_retries(self, first_by: float) -> None:
        for left in range(self._limits.retries, -1, -1):
            try:
                await self._once(first_by)
                return
            except Exception as error:  # Every provider raises errors of its own.
                fault = fault_of(error, started=self._received > 0)
                if self._received or not left or fault.reason not in RETRIED:
                    raise fault from None
            wait = self._limits.backoff * 2 ** (self._limits.retries - left)
            if asyncio.get_running_loop().time() + wait >= first_by:
                raise fault
            await asyncio.sleep(wait)

    async def _once(self, first_by: float) -> None:
        # `prompt | model | parser`, step by step: the sequence leaves a connection that is cancelled
        # between two of its steps open until garbage is collected, and with it the model at work.
        messages = await self._prompt.ainvoke(self._values)
        stream = self._model.made.astream(messages, config={"callbacks": [self._end]})
        parser = StrOutputParser()
        async with asyncio.timeout_at(first_by) as bound, aclosing(stream):  # type: ignore[type-var]
            async for chunk in stream:
                if self._is_over.is_set():  # Python 3.11 can lose a cancellation that meets a piece.
                    return
                if not (piece := parser.invoke(chunk)):
                    continue
                bound.reschedule(asyncio.get_running_loop().time() + self._limits.first)
                self._received += len(piece)
                self._arrived.put(piece)
                if self._received > 2 * CHARACTERS_A_TOKEN * self._limits.tokens:
                    raise Fault(Reason.TOO_LONG)

    def _fault_at_the_end(self) -> Fault | None:
        """What the way it ended says: a stream without an end was cut off."""
        if self._end.why in _REFUSED:
            return Fault(Reason.REFUSED)
        if self._end.why in _CUT:
            return Fault(Reason.TOO_LONG)
        if not self._received:
            return Fault(Reason.EMPTY)
        return None if self._end.why else Fault(Reason.BROKEN, "the stream ended before the answer did")


class _End(AsyncCallbackHandler):
    """Notes how a call ended, and the tokens that the server counted."""

    def __init__(self) -> None:
        self.sent = self.received = 0
        self.why = ""

    async def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        for generation in (one for some in response.generations for one in some):
            message = getattr(generation, "message", None)
            told = getattr(message, "response_metadata", {})
            reasons = (told.get(name) for name in ("finish_reason", "done_reason", "stop_reason"))
            self.why = str(next(filter(None, reasons), ""))
            if "refusal" in getattr(message, "additional_kwargs", {}):
                self.why = "refusal"
            if usage := getattr(message, "usage_metadata", None):
                self.sent, self.received = usage["input_tokens"], usage["output_tokens"]


def first_words(model: ChatModel) -> float:
    """Seconds until a model's first words, to a message that says nothing; raises Fault."""
    prompt = ChatPromptTemplate.from_messages([("user", "{message}")])
    call = Call(model, prompt, {"message": "Reply with the word: ready"})
    begun = time.perf_counter()
    for _ in call:
        return time.perf_counter() - begun
    raise Fault(Reason.EMPTY)


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """The loop that all calls run in, in a thread of its own: connections belong to one loop."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop
