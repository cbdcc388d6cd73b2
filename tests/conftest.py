"""What all tests share: no network, small documents, and the advisor on its real models."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import app
from advisor.chain import Advisor
from advisor.settings import Settings
from advisor.understanding.reader import load_reader
from tests.fakes import HashingEmbedder
from tests.first_document import FOLDER, PROFILE

hypothesis.settings.register_profile("few", max_examples=40, deadline=None)
hypothesis.settings.register_profile("many", max_examples=3_000, deadline=None)  # --hypothesis-profile many
hypothesis.settings.load_profile("few")

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed" / "customs-and-border-protection-officers.txt"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test reach this machine's loopback only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not (host.startswith("127.") or host in ("localhost", "::1")):
                raise RuntimeError(f"A test tried to reach {host!r}; use a fake from tests/fakes.py.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with the shipped border officer's profile, to be changed at will."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    shutil.copy(PROFILE, folder)
    return folder


@pytest.fixture(scope="session")
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """The whole advisor on the shipped profile and the real models (exported once a machine)."""
    settings = _settings(FOLDER, tmp_path_factory.mktemp("index"))
    return app.build_advisor(settings)


@pytest.fixture(scope="session")
def seed_advisor(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """The whole advisor with the seed page as its only document; skipped where that is absent."""
    if not SEED.exists():
        pytest.skip("the seed page is not here")
    settings = _settings(SEED.parent, tmp_path_factory.mktemp("seed"))
    return app.build_advisor(settings)


def _settings(profiles: Path, index: Path) -> Settings:
    """Settings for the real models; fails where they cannot be loaded, instead of doing without."""
    settings = replace(Settings.from_environment(os.environ), profiles=profiles, index=index)
    load_reader(settings.models)
    return settings
