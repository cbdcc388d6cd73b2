"""Which language a message is in.

What tells the languages of LATIN apart is packed so tightly that unpacking it takes half a second and 200
MiB. So it is kept unpacked beside the exported networks, by the digest of the file it comes from, and
mapped into memory: only what is looked at is read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

LATIN = ("en", "es", "fr", "de", "pt", "it")
PARTS = ("weights", "priors", "codes", "moves", "rows", "features")
SURE = 0.65  # Below this a short message is taken as English, which most are...
SURE_OF_FEW = 0.85  # ...and below this one of so few words: "no degree" is Italian at 0.68.
FEW = 2
Parts = Mapping[str, NDArray[Any]]
_loading = threading.Lock()
_loaded: dict[str, LanguageIdentifier] = {}


def prepare(models: Path) -> None:
    """Begin to load what tells languages apart, beside other work, from where it is kept in `models`."""
    threading.Thread(target=_of_latin, args=(models,), daemon=True).start()


def language_of(text: str) -> str:
    """The ISO 639-1 code of the message's language; short or doubtful ones count as English."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign_script = sum("LATIN" not in unicodedata.name(letter, "") for letter in letters)
    if foreign_script * 2 > len(letters):
        return str(_of_all().classify(text)[0])
    code, share = _of_latin().classify(text)
    return str(code) if share >= (SURE if len(text.split()) > FEW else SURE_OF_FEW) else "en"


def _of_all() -> LanguageIdentifier:
    with _loading:  # So that it is loaded once, whoever comes first.
        if "all" not in _loaded:
            _loaded["all"] = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        return _loaded["all"]


def _of_latin(models: Path | None = None) -> LanguageIdentifier:
    with _loading:
        if "latin" not in _loaded:
            _loaded["latin"] = identifier_of(kept_parts(models) if models else _unpacked())
        return _loaded["latin"]


def identifier_of(parts: Parts) -> LanguageIdentifier:
    """The identifier over LATIN as py3langid makes it of its parts."""
    return LanguageIdentifier(
        np.asarray(parts["weights"]),
        np.asarray(parts["priors"]),
        parts["codes"].tolist(),
        parts["moves"].data,
        parts["features"].tolist(),
        norm_probs=True,
        tk_row=parts["rows"].tolist(),
    )


def kept_parts(models: Path) -> Parts:
    """The parts from the folder where they are kept; unpacked into it where they are not, or cut short."""
    digest = hashlib.sha256((MODEL_DIR / MODEL_FILE).read_bytes()).hexdigest()
    folder = models / f"languages-{digest[:12]}"
    with suppress(OSError, ValueError, EOFError):
        return {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in PARTS}
    parts = _unpacked()
    with suppress(OSError):  # Where nothing can be written, nothing is kept.
        _keep(parts, folder)
    return parts


def _unpacked() -> Parts:
    weights, priors, codes, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    latin = [at for at, code in enumerate(codes) if code in LATIN]
    told = (weights[:, latin], priors[latin], [codes[at] for at in latin], moves, rows, features)
    return dict(zip(PARTS, map(np.asarray, told), strict=True))


def _keep(parts: Parts, folder: Path) -> None:
    """Write the folder, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(mkdtemp(prefix=".languages-", dir=folder.parent))
    try:
        for name, part in parts.items():
            np.save(building / f"{name}.npy", part)
        shutil.rmtree(folder, ignore_errors=True)  # What is there is cut short, or nothing.
        os.replace(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
