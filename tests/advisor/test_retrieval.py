"""Passages are found by meaning and by words, only in the profiles asked for, for any chain."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from advisor.langchain_retriever import ProfileRetriever
from advisor.retrieval import LEXICAL_WEIGHT, NEAREST, PassageIndex, queries
from advisor.words import content_stems
from ingest.pipeline import chunks_of, ingest
from knowledge.chunk import Passage
from knowledge.profile import Profile, Section
from knowledge.store import open_current
from tests.advisor.made import document
from tests.fakes import HashingEmbedder


@pytest.fixture(scope="module")
def by_words(officer: Profile, bakers: Profile) -> PassageIndex:
    return PassageIndex(chunks_of([officer, bakers]))


@pytest.fixture(scope="module")
def by_meaning(tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    """Two profiles taken in with the hashing embedder, found in the store and by words."""
    documents, index = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("index")
    (documents / "bakers.md").write_text(document(), "utf-8")
    other = document("Florists", tools="- **Rose Shears** (Garden): They cut stems.")
    (documents / "florists.md").write_text(other, "utf-8")
    ingest(documents, index, HashingEmbedder())
    store = open_current(index)
    return PassageIndex(store.chunks().values(), store, HashingEmbedder())


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("What is the minimum salary?", Section.SALARY),
        ("Who keeps track of cargo manifests in a database?", Section.TOOLS),
        ("Is a bachelor's degree required?", Section.EDUCATION),
        ("travelers who speak no English need translation", Section.COPILOT_TASKS),
    ],
)
def test_words_alone_find_the_section_that_holds_them(
    by_words: PassageIndex, officer: Profile, text: str, section: Section
) -> None:
    best, *_ = by_words.search(text, profiles=[officer.id])
    assert best.chunk.section is section


def test_meaning_and_words_find_the_section_together(by_meaning: PassageIndex) -> None:
    best, *_ = by_meaning.search("What do rose shears cut?")
    assert best.chunk.section is Section.TOOLS
    assert best.chunk.profile == "florists"
    assert best.score > LEXICAL_WEIGHT  # More than words alone can give.


def test_an_entry_returns_the_section_that_holds_it(by_meaning: PassageIndex) -> None:
    best, *_ = by_meaning.search("knead the dough", profiles=["bakers"])
    assert best.chunk.id == "bakers/responsibilities"
    assert best.chunk.parent == ""
    assert best.entries[0][0] == "bakers/responsibilities/2"


def test_joined_words_are_found_when_written_apart(by_words: PassageIndex, officer: Profile) -> None:
    best, *_ = by_words.search("chat bots", profiles=[officer.id])
    assert "chatbots" in best.chunk.body


def test_words_that_no_document_holds_find_nothing(by_words: PassageIndex) -> None:
    assert by_words.search("xylophone quagmire") == []


@settings(max_examples=40, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from("dough salary tools cut stems AI risks the".split())).map(" ".join),
    ),
    wanted=st.sampled_from([(), ("bakers",), ("florists",), ("bakers", "florists"), ("nobody",)]),
    k=st.integers(1, 20),
)
def test_sections_come_best_first_and_only_of_the_profiles_asked_for(
    by_meaning: PassageIndex, text: str, wanted: tuple[str, ...], k: int
) -> None:
    passages = by_meaning.search(text, k=k, profiles=wanted)
    assert len(passages) <= k
    assert len({passage.chunk.id for passage in passages}) == len(passages)
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    for passage in passages:
        assert not wanted or passage.chunk.profile in wanted
        assert passage.score == max(score for _, score in passage.entries)


def test_a_long_message_is_searched_by_its_sentences_too() -> None:
    chat = "I have been thinking a lot about my future lately. " * 3
    assert queries(f"{chat}What would I earn in this job?")[-1] == "What would I earn in this job?"
    assert queries("What would I earn? And where is it?") == ["What would I earn? And where is it?"]


def test_the_retriever_gives_documents_with_what_a_citation_needs(by_meaning: PassageIndex) -> None:
    documents = ProfileRetriever(index=by_meaning, k=2, profiles=("florists",)).invoke(
        "rose shears cut stems"
    )
    assert len(documents) == 2
    best = documents[0]
    assert "Rose Shears" in best.page_content
    assert best.metadata["profile"] == "florists"
    assert best.metadata["occupation"] == "Florists"
    assert best.metadata["section"] == "tools"
    assert best.metadata["score"] >= documents[1].metadata["score"]
    assert best.id == "florists/tools"


def test_the_retriever_finds_nothing_for_nothing(by_meaning: PassageIndex) -> None:
    assert ProfileRetriever(index=by_meaning).invoke("  ") == []


def joined(documents: list[Document]) -> str:
    return "\n\n".join(document.page_content for document in documents)


def test_the_retriever_fits_a_chain_of_somebodys_own(by_meaning: PassageIndex) -> None:
    prompts: list[PromptValue] = []

    def noted(prompt: PromptValue) -> PromptValue:
        prompts.append(prompt)
        return prompt

    chain = (
        {"context": ProfileRetriever(index=by_meaning, k=1) | joined, "question": RunnablePassthrough()}
        | ChatPromptTemplate.from_template("Answer {question} from this: {context}")
        | RunnableLambda(noted)
        | FakeListChatModel(responses=["With rose shears."])
        | StrOutputParser()
    )
    assert chain.invoke("what do rose shears cut") == "With rose shears."
    assert "They cut stems." in prompts[0].to_string()
    assert "what do rose shears cut" in prompts[0].to_string()


def test_the_retriever_answers_batches_and_async_callers_alike(by_meaning: PassageIndex) -> None:
    retriever = ProfileRetriever(index=by_meaning, k=3)
    one = retriever.invoke("knead the dough")
    assert retriever.batch(["knead the dough", "rose shears"])[0] == one
    assert asyncio.run(retriever.ainvoke("knead the dough")) == one


def plainly(index: PassageIndex, text: str, profiles: tuple[str, ...]) -> dict[str, Passage]:
    """All that `search` may promise, the best first, computed chunk by chunk."""
    asked = content_stems(text)
    words = index._words.scores((*asked, *map("".join, pairwise(asked))))
    scores = {
        chunk.id: float(score)
        for chunk, score in zip(index._order, words, strict=True)
        if score > 0 and (not profiles or chunk.profile in profiles)
    }
    top = max(scores.values(), default=0.0)
    scores = {one: LEXICAL_WEIGHT * (score / top) for one, score in scores.items()}
    if index._store and index._embedder:
        near: dict[str, float] = {}
        for vector in index._embedder.embed(queries(text)):
            for one, cosine in index._store.search(vector, k=NEAREST, profiles=profiles):
                near[one] = max(near.get(one, 0.0), cosine)
        for one, cosine in near.items():
            scores[one] = scores.get(one, 0.0) + cosine
    entries: dict[str, list[tuple[str, float]]] = {}
    for one, score in scores.items():
        entries.setdefault(index.chunk(one).parent or one, []).append((one, score))
    best = {home: max(score for _, score in some) for home, some in entries.items()}
    return {
        home: Passage(index.chunk(home), best[home], tuple(entries[home]))
        for home in sorted(best, key=lambda home: -best[home])
    }


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(
        st.sampled_from("dough salary tools cut stems AI risks the pay knead oven shears . what".split()),
        max_size=25,
    ).map(" ".join),
    wanted=st.sampled_from([(), ("bakers",), ("florists", "bakers"), ("nobody",)]),
    k=st.integers(1, 20),
)
def test_a_search_is_what_it_promises(
    by_meaning: PassageIndex, by_words: PassageIndex, text: str, wanted: tuple[str, ...], k: int
) -> None:
    for index in (by_meaning, by_words):
        found = index.search(text, k=k, profiles=wanted)
        promised = plainly(index, text, wanted)
        best = [one.score for one in list(promised.values())[:k]]
        assert [one.score for one in found] == pytest.approx(best, abs=1e-6)
        assert len({one.chunk.id for one in found}) == len(found)
        for one in found:  # Of two that score alike, either may come first.
            other = promised[one.chunk.id]
            assert one.score == pytest.approx(other.score, abs=1e-6)
            assert dict(one.entries) == pytest.approx(dict(other.entries), abs=1e-6)
