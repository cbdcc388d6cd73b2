"""The names of occupations: which O*NET-SOC code a title belongs to, and what else it is called.

The table `knowledge/figures/titles.tsv` holds codes and names only (O*NET, CC BY 4.0): one
occupation a line, code, title, and other titles separated by `; `. `python app.py import onet`
makes it. `knowledge/everyday_titles.tsv` is our own: what people say instead ("cop", "I'm in HR",
"stock shelves"), and which codes they mean by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TITLES_FILE = Path(__file__).parent / "figures" / "titles.tsv"
EVERYDAY_FILE = Path(__file__).parent / "everyday_titles.tsv"
FORMS = ("name", "field", "doing")


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """An occupation of the O*NET-SOC 2019 list and the names people give it."""

    code: str
    title: str
    other_titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EverydayTitle:
    """What people call a job, and the codes it may mean; none when the tables know no such job."""

    name: str
    form: str
    """"name" of who does it ("cop"), the "field" one works in ("retail"), or what one is "doing"."""
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def known_titles() -> tuple[KnownTitle, ...]:
    """Every occupation of the shipped table, in code order."""
    rows = (line.split("\t") for line in TITLES_FILE.read_text("utf-8").splitlines()[1:])
    return tuple(
        KnownTitle(code, title, tuple(filter(None, others.split("; ")))) for code, title, others in rows
    )


@lru_cache(maxsize=1)
def everyday_titles() -> tuple[EverydayTitle, ...]:
    """Every line of the shipped table of everyday names, in its order."""
    rows = (line.split("\t") for line in EVERYDAY_FILE.read_text("utf-8").splitlines()[1:])
    return tuple(
        EverydayTitle(name, form, tuple(filter(None, codes.split("; ")))) for name, form, codes in rows
    )


def code_of_title(title: str) -> str:
    """The O*NET-SOC code of an occupation's exact title, or an empty string."""
    wanted = title.strip().lower()
    return next((known.code for known in known_titles() if known.title.lower() == wanted), "")
