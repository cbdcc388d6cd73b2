"""All settings, read from the environment once, by `app.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.embedding import DEFAULT_ENGINE, DEFAULT_MODEL, ENGINES
from knowledge.errors import SettingsError
from knowledge.facts import FIGURES
from knowledge.store import Index, index_at

ROOT = Path(__file__).parents[1]
PROFILES = ROOT / "knowledge" / "profiles"
DATA = ROOT / ".advisor"  # Made at run time; all but `documents` can be deleted at any time.


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which embedding model is used; README.md has the table."""

    data: Path = DATA
    """The folder of all that is made at run time, and of the user's own documents."""
    profiles: Path = PROFILES
    figures_given: str = ""
    """A folder of published figures, or "none"; empty lets `figures` decide."""
    index: Path | str | None = None
    """A folder, or the address of a Chroma server; None lets `index_place` decide."""
    index_token: str = field(default="", repr=False)
    """What that server asks of those who use it."""
    documents_given: Path | None = None
    """The user's own documents; None lets `documents` decide."""
    models: Path = DATA / "models"
    embedding_model: str = DEFAULT_MODEL
    embedding_engine: str = DEFAULT_ENGINE
    """One of `knowledge.embedding.ENGINES`."""
    runs: Path = DATA / "runs"
    feedback: Path | None = None
    """The file that thumbs-down are written to; None offers no thumbs."""
    judge: str = ""
    """A chat model as `provider:model`, to grade what only a model can; empty skips that."""
    model: str = ""
    """A chat model as `provider:model`, to word the answers; empty composes them without one."""
    model_first_seconds: float = 20.0
    model_seconds: float = 60.0
    model_tokens: int = 700
    """The longest answer of the chat model, in tokens."""
    visitor_tokens: int = 60_000
    """Tokens that the chat model may take for one visitor within an hour..."""
    hour_tokens: int = 1_000_000
    """...and for all visitors together."""
    host: str = "127.0.0.1"
    port: int = 7860
    users: Path | None = None
    """The file of those who may come in, a `name:hash` a line; None lets everyone in."""
    rate: str = "120/minute"
    """Messages that one address may send in what time, or "off"."""
    answers: int = 0
    """Answers made at once; 0 leaves it to `advisor.serving.places`."""
    waiting: int = 200
    """Messages in line for their turn; more are told to come back."""
    trusted_proxies: str = ""
    """Addresses whose X-Forwarded-For is believed, with commas; empty believes none."""
    peers: str = ""
    """Processes behind one proxy: "one=http://10.0.0.1:7860, two=http://..."; empty is this one alone..."""
    process: str = ""
    """...and the name of this one among them."""
    stop_seconds: int = 20
    """How long answers under way may take when the server is asked to stop."""
    log: str = "text"
    """How the log is written: "text" or "json"."""

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
        return self.data / "documents" if self.profiles.resolve() == PROFILES.resolve() else self.profiles

    @property
    def index_place(self) -> Index:
        """Where the index is; documents from elsewhere than the shipped ones get a folder of their own."""
        if self.index:
            return index_at(self.index, self.index_token)
        place = str(self.profiles.resolve())
        return index_at(self.data / f"index-{hashlib.sha256(place.encode()).hexdigest()[:8]}")

    def as_text(self) -> dict[str, str]:
        """What decides an answer, by name, for the record of a run."""
        return {
            "profiles": str(self.profiles),
            "figures": str(self.figures or "none"),
            "index": str(self.index_place),
            "embedding_model": self.embedding_model,
            "embedding_engine": self.embedding_engine,
            "judge": self.judge or "none",
            "model": self.model or "none",
        }

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from `ADVISOR_PROFILES`, `ADVISOR_INDEX` and so on; unset ones are defaults."""
        get = environment.get
        data = Path(get("ADVISOR_DATA") or DATA)
        default = cls(data=data, models=data / "models", runs=data / "runs")
        return cls(
            data=data,
            profiles=Path(get("ADVISOR_PROFILES") or default.profiles),
            index=get("ADVISOR_INDEX") or default.index,
            index_token=get("ADVISOR_INDEX_TOKEN") or default.index_token,
            figures_given=get("ADVISOR_FIGURES") or default.figures_given,
            documents_given=Path(given) if (given := get("ADVISOR_DOCUMENTS")) else None,
            models=Path(get("ADVISOR_MODELS") or default.models),
            embedding_model=get("ADVISOR_EMBEDDING_MODEL") or default.embedding_model,
            embedding_engine=_engine(get("ADVISOR_EMBEDDING_ENGINE") or default.embedding_engine),
            runs=Path(get("ADVISOR_RUNS") or default.runs),
            feedback=Path(given) if (given := get("ADVISOR_FEEDBACK")) else None,
            judge=get("ADVISOR_JUDGE") or default.judge,
            model=model_name(get("ADVISOR_MODEL") or default.model, "ADVISOR_MODEL"),
            model_first_seconds=_number(
                environment, "ADVISOR_MODEL_FIRST_SECONDS", default.model_first_seconds
            ),
            model_seconds=_number(environment, "ADVISOR_MODEL_SECONDS", default.model_seconds),
            model_tokens=int(_number(environment, "ADVISOR_MODEL_TOKENS", default.model_tokens)),
            visitor_tokens=int(_number(environment, "ADVISOR_VISITOR_TOKENS", default.visitor_tokens)),
            hour_tokens=int(_number(environment, "ADVISOR_HOUR_TOKENS", default.hour_tokens)),
            host=get("ADVISOR_HOST") or default.host,
            port=_port(get("ADVISOR_PORT"), default.port),
            users=Path(given) if (given := get("ADVISOR_USERS")) else None,
            rate=get("ADVISOR_RATE") or default.rate,
            answers=_count(environment, "ADVISOR_ANSWERS", default.answers),
            waiting=_count(environment, "ADVISOR_WAITING", default.waiting),
            trusted_proxies=get("ADVISOR_TRUSTED_PROXIES") or default.trusted_proxies,
            peers=get("ADVISOR_PEERS") or default.peers,
            process=get("ADVISOR_PROCESS") or default.process,
            stop_seconds=_count(environment, "ADVISOR_STOP_SECONDS", default.stop_seconds),
            log=_one_of(environment, "ADVISOR_LOG", ("text", "json")),
        )


def model_name(text: str, given_as: str) -> str:
    """The name of a chat model, when it has both parts; raises SettingsError."""
    provider, _, name = text.partition(":")
    if text and not (provider and name):
        raise SettingsError(f"{given_as} is {text!r}; write provider:model, such as ollama:llama3.2.")
    return text


def _engine(name: str) -> str:
    if name not in ENGINES:
        raise SettingsError(f"ADVISOR_EMBEDDING_ENGINE is {name!r}; set it to one of: {', '.join(ENGINES)}.")
    return name


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name, "")
    try:
        value = float(text or default)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e12:
        raise SettingsError(f"{name} is {text!r}; set it to a number above 0 such as {default:g}.")
    return value


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if text and not (text.isdecimal() and int(text) < 100_000):
        raise SettingsError(f"{name} is {text!r}; set it to a whole number such as {default}.")
    return int(text) if text else default


def _one_of(environment: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of a few words; the first where none is given."""
    text = environment.get(name, "") or allowed[0]
    if text not in allowed:
        raise SettingsError(f"{name} is {text!r}; set it to {' or '.join(allowed)}.")
    return text


def _port(text: str | None, default: int) -> int:
    if not text:
        return default
    if not text.isdecimal():
        raise SettingsError(f"ADVISOR_PORT is {text!r}; set it to a number such as {default}.")
    return int(text)
