"""The other pipelines of `side_by_side`, each as its documentation builds it. Imports nothing of ours.

It runs in an environment of its own, with these (and torch==2.13.0 without CUDA):

    pip install sentence-transformers langchain-huggingface langchain-chroma langchain-text-splitters \
        llama-index-core llama-index-embeddings-huggingface txtai
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

K = 5
SIZE, OVERLAP = 1000, 200
Passages = list[tuple[str, str]]
Search = Callable[[str], Passages]
"""From a question to the names of documents and the texts of passages, the nearest first."""


def documents(corpus: Path) -> list[tuple[str, str]]:
    """Names and texts of the documents."""
    return [(path.name, path.read_text("utf-8")) for path in sorted(corpus.glob("*.md"))]


def langchain(model: str, corpus: Path | None, index: Path) -> tuple[float, Search]:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})
    embeddings.embed_query("warm")
    start = time.perf_counter()
    if corpus:
        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        read = [Document(text, metadata={"source": name}) for name, text in documents(corpus)]
        pieces = splitter.split_documents(read)
        store = Chroma.from_documents(pieces, embeddings, persist_directory=str(index))
    else:
        store = Chroma(persist_directory=str(index), embedding_function=embeddings)
    spent = time.perf_counter() - start

    def search(question: str) -> Passages:
        found = store.similarity_search(question, k=K)
        return [(one.metadata["source"], one.page_content) for one in found]

    return spent, search


def llamaindex(
    model: str, corpus: Path | None, index: Path, tokens: int = 0, overlap: int = 0
) -> tuple[float, Search]:
    from llama_index.core import (
        Document,
        Settings,
        StorageContext,
        VectorStoreIndex,
        load_index_from_storage,
    )
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import MetadataMode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    Settings.embed_model = HuggingFaceEmbedding(model_name=model, device="cpu")
    Settings.embed_model.get_query_embedding("warm")
    Settings.llm = None
    start = time.perf_counter()
    if corpus:
        # The name is not embedded or shown, as in the other pipelines.
        hidden = {"excluded_embed_metadata_keys": ["name"], "excluded_llm_metadata_keys": ["name"]}
        read = [Document(text=text, metadata={"name": name}, **hidden) for name, text in documents(corpus)]
        cut = [SentenceSplitter(chunk_size=tokens, chunk_overlap=overlap)] if tokens else None
        made = VectorStoreIndex.from_documents(read, transformations=cut)
        made.storage_context.persist(str(index))
    else:
        made = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(index)))
    spent = time.perf_counter() - start
    retriever = made.as_retriever(similarity_top_k=K)

    def search(question: str) -> Passages:
        found = retriever.retrieve(question)
        return [(one.metadata["name"], one.get_content(MetadataMode.NONE)) for one in found]

    return spent, search


def txtai(model: str, corpus: Path | None, index: Path, *, hybrid: bool, whole: bool) -> tuple[float, Search]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from txtai import Embeddings

    if corpus:
        made = Embeddings(path=model, content=True, hybrid=hybrid, gpu=False)
        made.batchtransform(["warm"])
        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        start = time.perf_counter()
        rows = [
            {"text": piece, "name": name}
            for name, text in documents(corpus)
            for piece in ([text] if whole else splitter.split_text(text))
        ]
        made.index(rows)
        made.save(str(index))
    else:
        start = time.perf_counter()
        made = Embeddings()
        made.load(str(index))
    spent = time.perf_counter() - start

    def search(question: str) -> Passages:
        query = "select text, name, score from txtai where similar(:question)"
        found = made.search(query, limit=K, parameters={"question": question})
        return [(one["name"], one["text"]) for one in found]

    return spent, search


PIPELINES: dict[str, Callable[[str, Path | None, Path], tuple[float, Search]]] = {
    "langchain": langchain,
    "llamaindex": llamaindex,
    "llamaindex 256": lambda model, corpus, index: llamaindex(model, corpus, index, 256, 32),
    "txtai hybrid": lambda model, corpus, index: txtai(model, corpus, index, hybrid=True, whole=False),
    "txtai dense": lambda model, corpus, index: txtai(model, corpus, index, hybrid=False, whole=False),
    "txtai whole": lambda model, corpus, index: txtai(model, corpus, index, hybrid=True, whole=True),
}


def main(name: str, model: str, folder: Path, where: Path, what: str) -> None:
    questions = [one["question"] for one in json.loads((folder / "questions.json").read_text("utf-8"))]
    index = where / "index"
    spent, search = PIPELINES[name](model, folder / "corpus" if what == "run" else None, index)
    if what == "start":
        search(questions[0])
        return
    search(questions[0])
    passages, milliseconds = [], []
    for question in questions:
        start = time.perf_counter()
        passages.append(search(question))
        milliseconds.append(1000 * (time.perf_counter() - start))
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    peak = next(float(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    facts = {"ingest": spent, "milliseconds": milliseconds, "passages": passages, "peak": peak}
    (where / "run.json").write_text(json.dumps(facts), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
