"""Messages in other languages are glossed word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.gloss import FOLDER, gloss, glossary, plain

SHIPPED = sorted(path.stem for path in FOLDER.glob("*.tsv"))


@pytest.mark.parametrize("language", SHIPPED)
def test_a_word_list_has_a_word_and_its_english_on_every_line(language: str) -> None:
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    assert len(pairs) > 1500
    assert [pair for pair in pairs if len(pair) != 2 or not pair[0].strip() or not pair[1].strip()] == []
    assert [word for word, _ in pairs if word != word.lower() or " " in word] == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "¿Cuál es el sueldo mínimo?", ["salary", "minimum"]),
        ("es", "cual es el sueldo minimo", ["salary", "minimum"]),
        ("de", "Welche Risiken gibt es?", ["which", "risks"]),
        ("fr", "l'avenir du métier", ["future", "job"]),
        ("pt", "Quais são as tarefas?", ["what", "tasks"]),
        ("it", "quanto si guadagna?", ["how much"]),
    ],
)
def test_what_matters_is_there_in_english(language: str, text: str, wanted: list[str]) -> None:
    assert [word for word in wanted if word not in gloss(text, language)] == []


def test_names_and_figures_stay() -> None:
    assert "CTABS" in gloss("¿Qué es CTABS?", "es")
    assert "45.000" in gloss("¿Son 45.000 dólares?", "es")


def test_a_language_without_a_list_stays_as_it_is() -> None:
    assert glossary("ja") == {}
    assert gloss("Γειά σου", "el") == "Γειά σου"


def test_a_word_is_known_without_its_accents() -> None:
    assert plain("mínimo") == "minimo"


@given(st.text(max_size=80), st.sampled_from(["es", "de", "fr", "pt", "it", "xx"]))
def test_any_text_can_be_glossed(text: str, language: str) -> None:
    assert isinstance(gloss(text, language), str)


def test_a_womans_job_in_german_is_the_same_job() -> None:
    assert gloss("Krankenpflegerin", "de") == gloss("Krankenpfleger", "de") == "nurse"


def test_french_asks_with_a_word_that_means_nothing() -> None:
    assert gloss("l'IA va-t-elle me remplacer", "fr") == gloss("l'IA va me remplacer", "fr")
