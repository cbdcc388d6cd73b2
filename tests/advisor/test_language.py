"""The language of a message, English when in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.understanding.language import language_of


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


@pytest.mark.parametrize("text", ["", "pay?", "ok", "AMS", "$65,000", "👍"])
def test_a_short_or_doubtful_message_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_every_text_has_a_language(text: str) -> None:
    code = language_of(text)
    assert code.isalpha()
    assert 2 <= len(code) <= 3
