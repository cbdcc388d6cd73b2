"""The shipped profile and two made ones, for all tests of the advisor."""

from __future__ import annotations

import pytest

from ingest.readers import read_profile
from knowledge.profile import Profile
from tests.advisor.made import document, profile_of
from tests.conftest import PROFILE


@pytest.fixture(scope="session")
def officer() -> Profile:
    """The shipped border officer's profile."""
    return read_profile(PROFILE, PROFILE.parent)


@pytest.fixture(scope="session")
def bakers(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return profile_of(document(), tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def florists(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile with the bakers' headings and other facts below them."""
    text = document(
        "Florists",
        code="27-1023.00",
        salary="- **Minimum**: $23,500\n- **Median**: $36,500\n- **Maximum**: $49,500",
        summary="They bind flowers into bouquets. They advise people who give them.",
        tools="- **Rose Shears** (Garden): They cut stems.",
    )
    return profile_of(text, tmp_path_factory.mktemp("made"), "florists")
