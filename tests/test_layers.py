"""The layout is kept: imports point down, and each heavy library has its place."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.settings import Settings
from advisor.understanding.reader import load_reader
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from tests.advisor.made import document
from tests.conftest import ROOT

FLOOR = {"knowledge": 0, "ingest": 1, "advisor": 1, "app": 2}
HOME = {
    "chromadb": {"knowledge/store_chroma.py"},
    "sentence_transformers": {"knowledge/export.py"},
    "transformers": {"knowledge/export.py"},
    "torch": {
        "knowledge/export.py",
        "advisor/understanding/adapters.py",
        "advisor/understanding/training.py",
        "advisor/understanding/matching_training.py",
    },
    "gradio": {
        f"advisor/ui/{name}.py"
        for name in ("page", "server", "chat", "beside", "updates", "complaints", "own", "lean")
    },
    "fastapi": {"advisor/ui/server.py", "advisor/api/http.py"},
    "limits": {"advisor/serving/limits.py"},
    "prometheus_client": {"advisor/serving/metrics.py"},
    "uvicorn": {"advisor/serving/stop.py", "advisor/ui/server.py"},
    "mcp": {"advisor/api/tools.py"},
    "jinja2": {"advisor/ui/markup.py"},
    "markupsafe": {"advisor/ui/markup.py"},
    "openpyxl": {"ingest/releases/bls.py"},
    "pypdf": {"ingest/readers/pdf.py"},
    "docx": {"ingest/readers/word.py"},
    "bs4": {"ingest/readers/web.py"},
    "langchain": {
        "advisor/prompts.py",
        "advisor/evaluation/judge.py",
        "advisor/writing/chat_model.py",
    },
    "langchain_core": {
        "advisor/langchain_retriever.py",
        "advisor/prompts.py",
        "advisor/writing/calls.py",
        "advisor/writing/chat_model.py",
    },
}
ONE_FILE_ONLY = ("chromadb", "sentence_transformers")
NOT_WHEN_ANSWERING = (
    "torch",
    "sentence_transformers",
    "transformers",
    "gradio",
    "huggingface_hub",
    "pypdf",
    "docx",
    "bs4",
    "langchain_core",
)
ANSWER = """
import sys
from pathlib import Path
import app
from advisor.settings import Settings
profiles, index, models = map(Path, sys.argv[1:])
advisor = app.build_advisor(Settings(profiles=profiles, index=index, models=models))
print(advisor.ask("What is the median pay?").answer.text.splitlines()[0])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def files() -> Iterator[Path]:
    """Every Python file of the program, by its place in the project."""
    yield Path("app.py")
    for package in FLOOR:
        yield from (path.relative_to(ROOT) for path in sorted((ROOT / package).rglob("*.py")))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The full names of the modules that a file imports, at its top or inside, with their lines."""
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}, line {node.lineno}: imports by a relative name"
            yield str(node.module), node.lineno


def package_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def importers(library: str) -> set[str]:
    """The files that import a library or a part of it."""
    return {
        path.as_posix()
        for path in files()
        for module, _ in imports(path)
        if module == library or module.startswith(f"{library}.")
    }


def test_imports_only_point_down() -> None:
    upward = [
        f"{path}, line {line}: imports {module}"
        for path in files()
        for module, line in imports(path)
        if (other := module.partition(".")[0]) in FLOOR
        and other != package_of(path)
        and FLOOR[other] >= FLOOR[package_of(path)]
    ]
    assert upward == []


def test_nothing_of_the_program_needs_the_tests() -> None:
    assert importers("tests") | importers("pytest") | importers("hypothesis") == set()


@pytest.mark.parametrize("library", HOME)
def test_a_heavy_library_stays_in_its_place(library: str) -> None:
    assert importers(library) <= HOME[library]


@pytest.mark.parametrize("library", ONE_FILE_ONLY)
def test_a_store_or_model_is_imported_in_exactly_one_file(library: str) -> None:
    assert importers(library) == HOME[library]


def test_every_langchain_package_is_watched() -> None:
    used = {
        module.partition(".")[0]
        for path in files()
        for module, _ in imports(path)
        if module.startswith("langchain")
    }
    assert used <= set(HOME)


def test_answering_imports_neither_torch_nor_a_client_of_a_hub(tmp_path: Path) -> None:
    models = Settings.from_environment(os.environ).models
    # Exporting a model does need torch; after these two lines both are exported.
    load_embedder(DEFAULT_MODEL, models)
    load_reader(models)
    (tmp_path / "bakers.md").write_text(document(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ANSWER, str(tmp_path), str(tmp_path / "index"), str(models)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer, modules = done.stdout.splitlines()
    assert "$34,000" in answer
    assert "onnxruntime" in modules.split()
    assert not set(NOT_WHEN_ANSWERING) & set(modules.split())


def test_the_page_imports_no_langchain_before_it_is_needed() -> None:
    told = "import sys, advisor.ui.page; sys.exit('langchain_core.prompts.chat' in sys.modules)"
    subprocess.run([sys.executable, "-c", told], cwd=ROOT, check=True)
