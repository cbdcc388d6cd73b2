"""Every language of the page says the same things, and a browser gets the one it asks for first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.ui.chat import examples_in
from advisor.ui.words import languages, preferred, words_in
from knowledge.fields import FAMILIES
from knowledge.published import MEASURE_NAMES, RANK_NAMES

TEMPLATES = Path(__file__).parents[3] / "advisor" / "ui" / "templates"
USED = re.compile(r"""\bw\(['"]([a-z_]+)['"](?: ~ | *[,)])""")


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", languages())
def test_a_language_has_the_same_keys_with_the_same_blanks(language: str) -> None:
    english, other = words_in("en").texts, words_in(language).texts
    assert set(other) == set(english)
    assert [key for key in english if blanks(english[key]) != blanks(other[key])] == []
    assert all(text.strip() for text in other.values())


def test_spanish_is_there_and_is_not_english() -> None:
    english, spanish = words_in("en").texts, words_in("es").texts
    same = [key for key in english if english[key] == spanish[key]]
    assert len(same) < 8, same


def test_every_key_that_a_template_names_is_there() -> None:
    texts = words_in("en").texts
    named = {key for path in TEMPLATES.glob("*.html") for key in USED.findall(path.read_text("utf-8"))}
    assert len(named) > 80
    assert [key for key in named if key not in texts and not any(one.startswith(key) for one in texts)] == []


def test_names_from_the_data_have_words() -> None:
    words = words_in("es")
    assert all(words.measure(name) for name in MEASURE_NAMES.values())
    assert all(words.family(name) for name in FAMILIES)
    assert all(words.rank(name) != name for name in RANK_NAMES.values())
    assert words.rank("Overtime") == "Overtime"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("es-MX,es;q=0.9", "es"), ("es", "es"), ("en-US,es", "en"), ("de,es", "en"), ("", "en"), ("..", "en")],
)
def test_the_language_named_first_is_taken_or_english(accepted: str, language: str) -> None:
    assert preferred(accepted).language == language


def test_the_first_screen_has_four_questions_in_each_language() -> None:
    for language in languages():
        examples = examples_in(words_in(language))
        assert len(examples) == 4
        assert all(label and text for label, text in examples)
