"""The prompts of `prompts/*.md` as LangChain templates, and passages as their numbered text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate

FOLDER = Path(__file__).parents[1] / "prompts"


def load_prompt(name: str) -> ChatPromptTemplate:
    """Read `prompts/<name>.md`: the system's part, a `---` line, the user's part."""
    system, _, user = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n---\n")
    return ChatPromptTemplate.from_messages([("system", system.strip()), ("user", user.strip())])


def numbered(documents: Sequence[Document]) -> str:
    """Retrieved documents as numbered passages, for the variable `passages` of a prompt."""
    return "\n\n".join(f"[{n}] {one.page_content}" for n, one in enumerate(documents, 1))
