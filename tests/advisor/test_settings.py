"""Settings come from the environment, and what it leaves out is as shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.settings import Settings


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
        }
    )
    assert settings.profiles == tmp_path / "documents"
    assert settings.index_folder == tmp_path / "index"
    assert settings.models == tmp_path / "models"
    assert settings.embedding_model == "another"
    assert settings.runs == tmp_path / "runs"
    assert settings.feedback == tmp_path / "feedback.yaml"
    assert settings.judge == "provider:model"
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)


@pytest.mark.parametrize(
    "name",
    ["DATA", "PROFILES", "INDEX", "MODELS", "EMBEDDING_MODEL", "RUNS", "FEEDBACK", "JUDGE", "HOST", "PORT"],
)
def test_a_variable_set_to_nothing_counts_as_unset(name: str) -> None:
    assert Settings.from_environment({f"ADVISOR_{name}": ""}) == Settings()


def test_one_variable_moves_the_whole_data_folder(tmp_path: Path) -> None:
    settings = Settings.from_environment({"ADVISOR_DATA": str(tmp_path)})
    assert settings.data == tmp_path
    assert (settings.models, settings.runs) == (tmp_path / "models", tmp_path / "runs")
    assert settings.documents == tmp_path / "documents"
    assert settings.index_folder == tmp_path / Settings().index_folder.name
    one = Settings.from_environment({"ADVISOR_DATA": str(tmp_path), "ADVISOR_MODELS": "/srv/models"})
    assert (one.models, one.runs) == (Path("/srv/models"), tmp_path / "runs")


def test_other_documents_have_an_index_of_their_own(tmp_path: Path) -> None:
    one, other = Settings(profiles=tmp_path / "one"), Settings(profiles=tmp_path / "other")
    assert len({one.index_folder, other.index_folder, Settings().index_folder}) == 3
    assert one.index_folder == Settings(profiles=tmp_path / "other" / ".." / "one").index_folder


def test_the_record_of_a_run_names_what_decides_an_answer(tmp_path: Path) -> None:
    settings = Settings(profiles=tmp_path, embedding_model="another")
    shown = settings.as_text()
    assert (shown["profiles"], shown["figures"], shown["embedding_model"]) == (
        str(tmp_path),
        "none",
        "another",
    )
    assert shown["index"] == str(settings.index_folder)
