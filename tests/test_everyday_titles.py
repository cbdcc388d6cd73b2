"""The shipped everyday names: each finds what its line says, alone and in a message."""

from __future__ import annotations

import pytest

from advisor.settings import PROFILES
from advisor.understanding.jobs import JobMatcher
from advisor.understanding.labels import load_examples
from ingest.pipeline import load_documents
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.titles import EverydayTitle, everyday_titles

PLACES = {"name": "what does a {} earn?", "field": "I work in {}", "doing": "I {} for a living"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog(load_documents(PROFILES).profiles, tables=FactTables.load())


@pytest.fixture(scope="module")
def matcher(catalog: Catalog) -> JobMatcher:
    return JobMatcher(catalog, load_examples())


def found(matcher: JobMatcher, catalog: Catalog, everyday: EverydayTitle) -> bool:
    """Whether the name in a message is the job of its line, or one of them."""
    wanted = {catalog.of_code(code) for code in everyday.codes} - {""}
    mentions = matcher.mentions(PLACES[everyday.form].format(everyday.name))
    return any(set(one.profiles) <= wanted and bool(one.profiles) == bool(wanted) for one in mentions)


@pytest.mark.parametrize("form", PLACES)
def test_everyday_names_are_found_in_a_message(matcher: JobMatcher, catalog: Catalog, form: str) -> None:
    of_form = [one for one in everyday_titles() if one.form == form]
    missed = [one.name for one in of_form if not found(matcher, catalog, one)]
    print(f"\n{form}: {len(of_form) - len(missed)} of {len(of_form)}")
    assert len(missed) <= 0.03 * len(of_form), missed


def test_messages_of_the_examples_name_jobs_where_the_braces_stand(catalog: Catalog) -> None:
    """Words are learnt from one half of the messages and measured on the other."""
    examples = load_examples()
    matcher = JobMatcher(catalog, examples[::2])
    named = right = marked = hit = 0
    for example in examples[1::2][::3]:
        text, places = "", []
        for at, part in enumerate(example.text.replace("}", "{").split("{")):
            places += [(len(text), len(text) + len(part))] * (at % 2)
            text += part
        mentions = [(one.start, one.end) for one in matcher.mentions(text)]
        named, marked = named + len(mentions), marked + len(places)
        right += sum(any(a < d and c < b for c, d in places) for a, b in mentions)
        hit += sum(any(a < d and c < b for a, b in mentions) for c, d in places)
    print(f"\nprecision {right / named:.3f}, recall {hit / marked:.3f}")
    assert right >= 0.80 * named
    assert hit >= 0.78 * marked


@pytest.mark.parametrize("text", ["which model is it", "who drives growth", "is there gps"])
def test_ordinary_words_name_no_job(matcher: JobMatcher, text: str) -> None:
    assert matcher.mentions(text) == []
