"""Bring files that somebody names into the folder of their own documents, each read once before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import digest_of, documents_in, is_hidden
from ingest.readers import READERS, read_profile
from knowledge.errors import AdvisorError, DocumentReadError
from knowledge.profile import Profile
from knowledge.progress import Progress, in_silence


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one file: the profile read from it, or why it was refused."""

    name: str
    profile: Profile | None = None
    problem: str = ""
    known_as: str = ""
    """The document that already holds exactly this, so that nothing was copied."""

    def told(self) -> str:
        """What was taken in, and what was not understood; empty when the file was refused."""
        if not self.profile:
            return ""
        sections = ", ".join(one.section.heading for one in self.profile.sections)
        known = f" (already there as {self.known_as})" if self.known_as else ""
        left_out = "".join(f"\n  left out: {one}" for one in self.profile.left_out)
        return f"{self.profile.title}{known}: {sections}{left_out}"


def take_in(
    paths: Sequence[Path],
    folder: Path,
    own: Path,
    *,
    replace: bool = False,
    progress: Progress = in_silence,
) -> list[Intake]:
    """Read every file, and all supported ones below a folder, and copy the good ones into `own`.

    `folder` holds the other documents. A file of the same name and other content is only replaced
    with `replace`. One bad file never stops the others.
    """
    known = {one.digest: one.name for one in documents_in(folder, own)} if folder.is_dir() else {}
    files = list(_files(paths))
    taken = []
    for done, (path, place, problem) in enumerate(files, 1):
        taken.append(
            _take(path, own / place, known, replace) if not problem else Intake(str(path), problem=problem)
        )
        progress("Reading", done, len(files))
    return taken


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path, str]]:
    """Every file meant, its place below the folder of documents, and why it is none if it is none."""
    for path in paths:
        if path.is_dir():
            below = sorted(one for one in path.rglob("*") if one.suffix.lower() in READERS and one.is_file())
            found = [one for one in below if not is_hidden(one.relative_to(path))]
            yield from ((one, one.relative_to(path), "") for one in found)
            if not found:
                yield (
                    path,
                    Path(),
                    f"{path}: holds no document of a kind that is read ({', '.join(READERS)}).",
                )
        elif path.is_file():
            yield path, Path(path.name), ""
        else:
            yield path, Path(), f"{path}: is no file or folder; check how it is written."


def _take(path: Path, target: Path, known: dict[str, str], replace: bool) -> Intake:
    try:
        profile = read_profile(path, path.parent)
        digest = digest_of(path)
        if digest in known:
            return Intake(str(path), profile, known_as=known[digest])
        _check_place(path, target, replace)
        _copy(path, target)
    except AdvisorError as error:
        return Intake(str(path), problem=str(error))
    known[digest] = target.name
    return Intake(str(path), profile)


def _check_place(path: Path, target: Path, replace: bool) -> None:
    """Refuse to overwrite another document, and a second one whose id would be the same."""
    if target.exists() and not replace:
        raise DocumentReadError(
            f"{path.name}: another document of this name is there ({target}); rename one, or add --replace."
        )
    others = target.parent.glob("*") if target.parent.is_dir() else ()
    for other in others:
        if other.stem == target.stem and other.suffix.lower() in READERS and other.name != target.name:
            raise DocumentReadError(f"{path.name}: {other.name} is there under the same name; rename one.")


def _copy(path: Path, target: Path) -> None:
    """Copy in one step, so that nobody ever reads half a document."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, part)
        os.replace(part, target)
    except OSError as error:
        raise DocumentReadError(f"{path.name}: cannot be copied to {target} ({error.strerror}).") from error
