"""All settings, read from the environment once, by `app.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.embedding import DEFAULT_MODEL
from knowledge.errors import SettingsError
from knowledge.facts import FIGURES

ROOT = Path(__file__).parents[1]
PROFILES = ROOT / "knowledge" / "profiles"
DATA = ROOT / ".advisor"  # Made at run time; all but `documents` can be deleted at any time.


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which embedding model is used; README.md has the table."""

    profiles: Path = PROFILES
    figures_given: str = ""
    """A folder of published figures, or "none"; empty lets `figures` decide."""
    index: Path | None = None
    documents_given: Path | None = None
    """The user's own documents; None lets `documents` decide."""
    models: Path = DATA / "models"
    embedding_model: str = DEFAULT_MODEL
    runs: Path = DATA / "runs"
    feedback: Path | None = None
    """The file that thumbs-down are written to; None offers no thumbs."""
    judge: str = ""
    """A chat model as `provider:model`, to grade what only a model can; empty skips that."""
    host: str = "127.0.0.1"
    port: int = 7860

    @property
    def figures(self) -> Path | None:
        """The published figures that fill up what documents lack.

        Unless a folder is given, only for the shipped documents: a user's own are answered from alone.
        """
        if self.figures_given:
            return None if self.figures_given.lower() == "none" else Path(self.figures_given)
        return FIGURES if self.profiles.resolve() == PROFILES.resolve() else None

    @property
    def documents(self) -> Path:
        """The folder that the user's own documents are brought into, and read from beside `profiles`.

        A folder of their own with the shipped documents; else they belong among the user's profiles.
        """
        if self.documents_given:
            return self.documents_given
        return DATA / "documents" if self.profiles.resolve() == PROFILES.resolve() else self.profiles

    @property
    def index_folder(self) -> Path:
        """The index folder; documents from elsewhere than the shipped ones get one of their own."""
        if self.index:
            return self.index
        place = str(self.profiles.resolve())
        return DATA / f"index-{hashlib.sha256(place.encode()).hexdigest()[:8]}"

    def as_text(self) -> dict[str, str]:
        """What decides an answer, by name, for the record of a run."""
        return {
            "profiles": str(self.profiles),
            "figures": str(self.figures or "none"),
            "index": str(self.index_folder),
            "embedding_model": self.embedding_model,
            "judge": self.judge or "none",
        }

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from `ADVISOR_PROFILES`, `ADVISOR_INDEX` and so on; unset ones are defaults."""
        default = cls()
        get = environment.get
        return cls(
            profiles=Path(get("ADVISOR_PROFILES") or default.profiles),
            index=Path(given) if (given := get("ADVISOR_INDEX")) else None,
            figures_given=get("ADVISOR_FIGURES") or default.figures_given,
            documents_given=Path(given) if (given := get("ADVISOR_DOCUMENTS")) else None,
            models=Path(get("ADVISOR_MODELS") or default.models),
            embedding_model=get("ADVISOR_EMBEDDING_MODEL") or default.embedding_model,
            runs=Path(get("ADVISOR_RUNS") or default.runs),
            feedback=Path(given) if (given := get("ADVISOR_FEEDBACK")) else None,
            judge=get("ADVISOR_JUDGE") or default.judge,
            host=get("ADVISOR_HOST") or default.host,
            port=_port(get("ADVISOR_PORT"), default.port),
        )


def _port(text: str | None, default: int) -> int:
    if not text:
        return default
    if not text.isdecimal():
        raise SettingsError(f"ADVISOR_PORT is {text!r}; set it to a number such as {default}.")
    return int(text)
