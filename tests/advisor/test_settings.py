"""Settings come from the environment, and what it leaves out is as shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.settings import Settings
from knowledge.errors import SettingsError
from knowledge.store_local import LocalIndex
from knowledge.store_served import ServedIndex


def test_an_empty_environment_gives_what_is_shipped() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert list(settings.profiles.glob("*.md"))
    assert settings.host == "127.0.0.1"


def test_every_variable_is_heeded(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "ADVISOR_PROFILES": str(tmp_path / "documents"),
            "ADVISOR_INDEX": str(tmp_path / "index"),
            "ADVISOR_MODELS": str(tmp_path / "models"),
            "ADVISOR_EMBEDDING_MODEL": "another",
            "ADVISOR_RUNS": str(tmp_path / "runs"),
            "ADVISOR_FEEDBACK": str(tmp_path / "feedback.yaml"),
            "ADVISOR_JUDGE": "provider:model",
            "ADVISOR_HOST": "0.0.0.0",
            "ADVISOR_PORT": "8080",
            "ADVISOR_USERS": str(tmp_path / "users"),
            "ADVISOR_RATE": "9/minute",
            "ADVISOR_ANSWERS": "3",
            "ADVISOR_WAITING": "0",
            "ADVISOR_TRUSTED_PROXIES": "10.0.0.1",
            "ADVISOR_PEERS": "one=http://10.0.0.2:7860",
            "ADVISOR_PROCESS": "one",
            "ADVISOR_STOP_SECONDS": "7",
            "ADVISOR_LOG": "json",
        }
    )
    assert settings.profiles == tmp_path / "documents"
    assert settings.index_place == LocalIndex(tmp_path / "index")
    assert settings.models == tmp_path / "models"
    assert settings.embedding_model == "another"
    assert settings.runs == tmp_path / "runs"
    assert settings.feedback == tmp_path / "feedback.yaml"
    assert settings.judge == "provider:model"
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)
    assert (settings.users, settings.rate) == (tmp_path / "users", "9/minute")
    assert (settings.answers, settings.waiting, settings.stop_seconds) == (3, 0, 7)
    assert settings.trusted_proxies == "10.0.0.1"
    assert (settings.peers, settings.process) == ("one=http://10.0.0.2:7860", "one")
    assert settings.log == "json"


def test_an_index_may_be_on_a_server_and_its_token_is_told_to_nobody() -> None:
    settings = Settings.from_environment(
        {"ADVISOR_INDEX": "https://chroma.example:8443/", "ADVISOR_INDEX_TOKEN": "hush"}
    )
    assert settings.index_place == ServedIndex("https://chroma.example:8443", "hush")
    assert settings.as_text()["index"] == "https://chroma.example:8443"
    assert "hush" not in f"{settings!r} {settings.as_text()} {settings.index_place!r}"


@pytest.mark.parametrize(
    "name",
    [
        "DATA",
        "PROFILES",
        "INDEX",
        "INDEX_TOKEN",
        "MODELS",
        "EMBEDDING_MODEL",
        "RUNS",
        "FEEDBACK",
        "JUDGE",
        "HOST",
        "PORT",
    ],
)
def test_a_variable_set_to_nothing_counts_as_unset(name: str) -> None:
    assert Settings.from_environment({f"ADVISOR_{name}": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("ANSWERS", "many"), ("WAITING", "-1"), ("STOP_SECONDS", "1.5"), ("LOG", "xml"), ("ANSWERS", "9999999")],
)
def test_a_value_that_is_none_is_told_with_one_that_is(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"ADVISOR_{name} is '{value}'; set it to"):
        Settings.from_environment({f"ADVISOR_{name}": value})


def test_one_variable_moves_the_whole_data_folder(tmp_path: Path) -> None:
    settings = Settings.from_environment({"ADVISOR_DATA": str(tmp_path)})
    assert settings.data == tmp_path
    assert (settings.models, settings.runs) == (tmp_path / "models", tmp_path / "runs")
    assert settings.documents == tmp_path / "documents"
    assert settings.index_place == LocalIndex(tmp_path / Path(str(Settings().index_place)).name)
    one = Settings.from_environment({"ADVISOR_DATA": str(tmp_path), "ADVISOR_MODELS": "/srv/models"})
    assert (one.models, one.runs) == (Path("/srv/models"), tmp_path / "runs")


def test_other_documents_have_an_index_of_their_own(tmp_path: Path) -> None:
    one, other = Settings(profiles=tmp_path / "one"), Settings(profiles=tmp_path / "other")
    assert len({one.index_place, other.index_place, Settings().index_place}) == 3
    assert one.index_place == Settings(profiles=tmp_path / "other" / ".." / "one").index_place


def test_the_record_of_a_run_names_what_decides_an_answer(tmp_path: Path) -> None:
    settings = Settings(profiles=tmp_path, embedding_model="another")
    shown = settings.as_text()
    assert (shown["profiles"], shown["figures"], shown["embedding_model"]) == (
        str(tmp_path),
        "none",
        "another",
    )
    assert shown["index"] == str(settings.index_place)
