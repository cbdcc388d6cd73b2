"""A whole advisor whose answers a scripted chat model words, over real HTTP on loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.assembly import Networks, assembled
from advisor.chain import Advisor
from advisor.retrieval import PassageIndex
from advisor.settings import PROFILES, Settings
from advisor.understanding.matching import load_matcher
from advisor.understanding.reader import load_reader
from advisor.writing.chat_model import ChatModel, Limits
from advisor.writing.meaning import Meaning
from advisor.writing.names import Names
from advisor.writing.talk import Talk
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of, load_documents
from knowledge.catalog import Catalog
from knowledge.embedding import DEFAULT_MODEL, OnnxEmbedder, load_embedder
from tests.model_server import KEY, ModelServer, model_server

LIMITS = Limits(first=3.0, total=6.0, tokens=300, retries=2, backoff=0.05)


@pytest.fixture(scope="session")
def running() -> Iterator[ModelServer]:
    with model_server() as found, pytest.MonkeyPatch.context() as environment:
        environment.setenv("OPENAI_API_KEY", KEY)
        environment.setenv("OPENAI_BASE_URL", f"{found.url}/v1")
        environment.setenv("OLLAMA_HOST", found.url)
        yield found


@pytest.fixture
def server(running: ModelServer) -> ModelServer:
    """The scripted model; a test tells it what to say."""
    running.says("")
    running.requests.clear()
    running.headers.clear()
    running.left_early.clear()
    return running


@pytest.fixture(scope="session")
def real_embedder() -> OnnxEmbedder:
    return load_embedder(DEFAULT_MODEL, Settings.from_environment(os.environ).models)


@pytest.fixture(scope="session")
def worded(running: ModelServer, real_embedder: OnnxEmbedder) -> Advisor:
    """The advisor on all shipped knowledge, worded by the scripted model; passages are found by words."""
    models = Settings.from_environment(os.environ).models
    settings = Settings(
        profiles=PROFILES,
        documents_given=Path("none/of/our/own"),
        models=models,
        model="openai:made-up",
        model_first_seconds=LIMITS.first,
        model_seconds=LIMITS.total,
        model_tokens=LIMITS.tokens,
        visitor_tokens=6000,
    )
    profiles = load_documents(PROFILES, settings.documents).profiles
    chunks = chunks_of(profiles)
    networks = Networks(real_embedder, load_reader(models), load_matcher(models))
    advisor = assembled(
        settings, profiles, chunks, PassageIndex(chunks), split=split_whole, networks=networks
    )
    running.says("Good question.")
    advisor.warm()
    return advisor


@pytest.fixture(scope="session")
def names(shipped: Catalog) -> Names:
    return Names(shipped)


@pytest.fixture(scope="session")
def meaning(real_embedder: OnnxEmbedder) -> Meaning:
    return Meaning(real_embedder)


@pytest.fixture(scope="session")
def talk(meaning: Meaning) -> Talk:
    return Talk(meaning)


@pytest.fixture(params=["openai", "ollama"])
def model(request: pytest.FixtureRequest, server: ModelServer) -> ChatModel:
    """The scripted model by either protocol."""
    return ChatModel(f"{request.param}:made-up", LIMITS)
