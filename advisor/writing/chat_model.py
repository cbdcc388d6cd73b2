"""The one place where a chat model is made, from `provider:model`, by LangChain's `init_chat_model`.

Keys come from the environment, by the names that each provider's package reads, and go nowhere else.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from advisor.writing.faults import Fault, Reason, fault_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CAREFUL = 0.2  # The temperature, for servers that are known to take one.
SERVERS = ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST", "ANTHROPIC_BASE_URL")
"""Variables by which providers' packages are told of another server than their own."""
EXTRAS = {"openai": "openai", "anthropic": "anthropic", "google_genai": "google", "ollama": "ollama"}
"""This project's extras that bring the package of a provider."""
# These write requests and answers into their logs when told to; ours must not hold what people say.
_TALKATIVE = (
    *("openai", "anthropic", "ollama", "httpx", "httpx2", "httpcore", "httpcore2"),
    *("langchain_openai", "langchain_ollama", "langchain_core", "langsmith", "google_genai", "urllib3"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one call, in seconds and tokens."""

    first: float = 20.0
    """Seconds until the first word, retries included, and between two pieces after it."""
    total: float = 60.0
    tokens: int = 700
    retries: int = 2
    backoff: float = 0.5
    """Seconds before the first retry; doubled for each further one."""


class ChatModel:
    """A chat model by its name, made when it is first used, since its packages take a second to import."""

    def __init__(self, name: str, limits: Limits = Limits()) -> None:  # Limits is frozen.
        self.name, self.limits = name, limits
        self._made: BaseChatModel | None = None

    def within(self, limits: Limits) -> ChatModel:
        """The same model within other bounds."""
        return ChatModel(self.name, limits)

    @property
    def provider(self) -> str:
        return self.name.partition(":")[0]

    @property
    def made(self) -> BaseChatModel:
        """The model as LangChain has it; raises Fault when it cannot be had."""
        if self._made is None:
            self._made = made(self.name, options(self.provider, self.limits, os.environ))
        return self._made


def made(name: str, given: Mapping[str, Any]) -> BaseChatModel:
    """What `init_chat_model` makes of `provider:model`; raises Fault."""
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, **given)
    except ImportError as error:  # LangChain's own message says which package to install.
        raise Fault(Reason.SETUP, _with_extra(name, str(error))) from None
    except Exception as error:  # Every provider raises errors of its own.
        if "Unsupported provider" in str(error) or "infer model provider" in str(error):
            provider = name.partition(":")[0]
            raise Fault(Reason.SETUP, f"{provider!r} is no provider that LangChain knows") from None
        if "api_key" in str(error).lower() or "credential" in str(error).lower():
            raise Fault(Reason.KEY, f"no key is set ({type(error).__name__})") from None
        fault = fault_of(error)
        raise Fault(Reason.SETUP if fault.reason is Reason.FAILED else fault.reason, fault.detail) from None
    finally:
        for talker in _TALKATIVE:
            logging.getLogger(talker).setLevel(max(logging.WARNING, logging.getLogger(talker).level))
    return model


def options(provider: str, limits: Limits, environment: Mapping[str, str]) -> dict[str, Any]:
    """What is asked of a provider's package: our bounds, and that it does not retry by itself."""
    if provider == "ollama":
        return {
            "temperature": CAREFUL,
            "num_predict": limits.tokens,
            "client_kwargs": {"timeout": limits.total},
        }
    given: dict[str, Any] = {"max_tokens": limits.tokens, "timeout": limits.total, "max_retries": 0}
    if provider == "openai":  # Its own watch over the stream loses cancellations on Python 3.11.
        given["stream_chunk_timeout"] = None
    if any(environment.get(name) for name in SERVERS):  # Some hosted models refuse any temperature.
        given["temperature"] = CAREFUL
    return given


def package_of(provider: str) -> tuple[str, bool]:
    """The package that a provider needs, and whether it is installed."""
    name = f"langchain_{provider}"
    return name.replace("_", "-"), find_spec(name) is not None


def _with_extra(name: str, problem: str) -> str:
    provider = name.partition(":")[0]
    if provider not in EXTRAS:
        return problem
    mend = f'pip install -c requirements.lock ".[{EXTRAS[provider]}]"'
    return f"{package_of(provider)[0]} is not installed; run: {mend}"
