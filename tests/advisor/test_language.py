"""The language of a message, English when in doubt."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from advisor.understanding.language import LATIN, PARTS, identifier_of, kept_parts, language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "How much does a customs officer earn in a year?"),
        ("es", "¿Cuánto gana un oficial de aduanas al año?"),
        ("fr", "Quelles sont les tâches principales de ce métier ?"),
        ("de", "Welche Werkzeuge werden in diesem Beruf benutzt?"),
        ("pt", "Quais são as principais tarefas desta profissão?"),
        ("it", "Quali sono i compiti principali di questo lavoro?"),
        ("ru", "Сколько зарабатывает сотрудник таможни?"),
        ("ja", "税関職員の給料はいくらですか"),
    ],
)
def test_a_plain_sentence_is_in_its_language(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "pay?", "ok", "AMS", "$65,000", "👍", "no degree", "no stress", "curent demand"]
)
def test_a_short_or_doubtful_message_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_every_text_has_a_language(text: str) -> None:
    code = language_of(text)
    assert code.isalpha()
    assert 2 <= len(code) <= 3


MESSAGES = (
    "What does it pay?",
    "¿Cuánto gana?",
    "Was verdient man da?",
    "",
    "ok",
    "Quels outils ?",
    "x" * 300,
)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where what tells languages apart is kept."""
    folder = tmp_path_factory.mktemp("models") / "not yet there"
    kept_parts(folder)
    return folder


def test_what_is_kept_tells_the_same_as_what_is_unpacked_anew(models: Path) -> None:
    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    theirs.set_languages(list(LATIN))
    parts = kept_parts(models)
    assert all(isinstance(part, np.memmap) for part in parts.values())
    ours = identifier_of(parts)
    assert [ours.classify(text) for text in MESSAGES] == [theirs.classify(text) for text in MESSAGES]


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("damage", [cut_short, Path.unlink])
@pytest.mark.parametrize("name", ["moves", "codes"])
def test_what_is_kept_and_cut_short_is_made_anew(
    models: Path, name: str, damage: Callable[[Path], None]
) -> None:
    (folder,) = models.iterdir()
    before = {part: np.array(found) for part, found in kept_parts(models).items()}
    damage(folder / f"{name}.npy")
    for _ in range(2):
        again = kept_parts(models)
        assert all(np.array_equal(again[part], before[part]) for part in PARTS)
    assert [path.name for path in models.iterdir()] == [folder.name]


def test_where_nothing_can_be_kept_languages_are_told_apart_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way", "utf-8")
    assert identifier_of(kept_parts(tmp_path / "models")).classify("What does it pay?")[0] == "en"
