"""Full profiles of occupations from the official releases, in the house format: the main path.

They hold O*NET's own sentences, so that each names its sources and what was changed, and they are
written to the user's folder only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.readers import READERS, read_profile
from ingest.releases.duties import Sentences, duties, preparation, read_sentences, tools
from ingest.releases.figures import Releases, build_figures
from ingest.releases.rows import plain_name
from ingest.releases.written import as_house, is_untouched, marked, write_unless_edited
from knowledge.errors import AdvisorError, ReleaseError
from knowledge.facts import FactTables, Source
from knowledge.profile import AnyEntry, Figure, Profile, Section, SectionText, Statement
from knowledge.progress import Progress, in_silence
from knowledge.published import published_sections, rated_skills
from knowledge.titles import known_titles

SKILLS = 12
ZONES = "Job Zone Reference"
SOURCES = "Sources:"
CHANGED = (
    "The description, the duties and what is said of a Job Zone are O*NET's sentences; this program selected,"
    " rearranged and marked them, which USDOL/ETA has not approved or tested. O*NET is a trademark of"
    " USDOL/ETA."
)
MEANING = {
    "O*NET table Job Zones": "no Job Zone",
    "O*NET table Job Zone Reference": "no words on the preparation that a Job Zone asks for",
    "O*NET table Education, Training, and Experience": "no survey of the education required",
    "O*NET table Education, Training, and Experience Categories": "no survey of the education required",
    "O*NET table Skills": "no skills",
    "O*NET table Knowledge": "no fields of knowledge among the skills",
    "O*NET table Technology Skills": "no tools",
    "wages (--oews)": "no pay",
    "projections (--projections)": "no demand, no outlook, no typical education and experience to enter",
    "crosswalk (--crosswalk)": "no figures for occupations that BLS counts under another code",
    "task labels (--exposure)": "no marks (AI can assist), no shares of tasks exposed to AI",
    "AI scores (--microsoft)": "no score from the observed use of AI",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every occupation with data, and what the sources did not hold."""

    folder: Path
    written: tuple[str, ...]
    """The names of the files."""
    kept: tuple[str, ...]
    """The files that a person made or edited, and that stayed as they are."""
    left_out: tuple[str, ...]
    """The codes that have a profile already."""
    absent: Mapping[str, str]
    """What was absent, and what the profiles lack for it."""


def import_profiles(
    read: Releases,
    folder: Path,
    *,
    have: Collection[str] = (),
    only: Sequence[str] = (),
    progress: Progress = in_silence,
) -> ImportReport:
    """Write the profile of every occupation with data to `folder`, but for the codes of `have`.

    With `only`, just those codes. A file that a person made or edited is kept. The same releases
    give the same bytes. Raises ReleaseError for a code without data, and before anything is
    written when a release is not what it should be.
    """
    if unknown := [code for code in only if code not in read.onet.with_data]:
        raise ReleaseError(
            f"{unknown[0]!r} is no occupation with data in this release; give a code like 51-3011.00."
        )
    wanted = [code for code in read.onet.with_data if not only or code in only]
    with TemporaryDirectory() as place:
        figures = build_figures(read, Path(place), progress=progress)
        tables = FactTables.load(Path(place))
    sentences = read_sentences(read.onet)
    maker = tables.sources["onet"].name
    made = [(code, onet_profile(code, tables, sentences)) for code in wanted if code not in have]
    written: list[str] = []
    kept: list[str] = []
    for at, (code, profile) in enumerate(made, 1):
        name = file_name(profile.title, code)
        text = marked(as_house(profile), maker)
        (written if write_unless_edited(folder / name, text) else kept).append(name)
        progress("Writing profiles", at, len(made))
    absent = [*figures.absent, *([] if read.onet.has(ZONES) else [f"O*NET table {ZONES}"])]
    return ImportReport(
        folder=folder,
        written=tuple(written),
        kept=tuple(kept),
        left_out=tuple(code for code in wanted if code in have),
        absent={name: MEANING[name] for name in absent if name in MEANING},
    )


def codes_with_profile(folder: Path, out: Path) -> set[str]:
    """The codes of the documents in a folder; what an import made there, or stands in `out`, is none."""
    codes = set()
    for path in sorted(folder.rglob("*")):
        if (
            path.suffix.lower() in READERS
            and path.is_file()
            and not path.resolve().is_relative_to(out.resolve())
        ):
            try:
                if not is_untouched(path.read_text("utf-8", errors="replace")):
                    codes.add(read_profile(path, folder).code)
            except (AdvisorError, OSError):
                continue  # Taking the documents in tells what is wrong with them.
    return codes - {""}


def folder_name(read: Releases) -> str:
    """The folder of a release's profiles, as in "onet-30.1"."""
    return f"onet-{read.onet.version}" if read.onet.version else "onet"


def file_name(title: str, code: str) -> str:
    """A name to find the file by; the code keeps titles apart that differ in signs only."""
    return f"{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}-{code}.md"


def onet_profile(code: str, tables: FactTables, sentences: Sentences) -> Profile:
    """One occupation from the release's sentences and the joined tables; raises KeyError without data."""
    facts = tables.get(code)
    if not facts:
        raise KeyError(code)
    onet = tables.sources["onet"].name
    found: dict[Section, Iterable[AnyEntry]] = {
        one.section: one.entries for one in published_sections(facts, tables)
    }
    zone, said = facts.job_zone, sentences.zones
    found[Section.SALARY] = [_nationwide(one, tables) for one in found.get(Section.SALARY, ())]
    found[Section.RESPONSIBILITIES] = duties(sentences.tasks.get(code, ()), facts.tasks)
    found[Section.EDUCATION] = (
        *found.get(Section.EDUCATION, ()),
        *preparation(said, zone, "Education", source=onet),
    )
    found[Section.EXPERIENCE] = (
        *found.get(Section.EXPERIENCE, ()),
        *preparation(said, zone, "Experience", "Job Training", source=onet),
    )
    found[Section.SKILLS] = rated_skills(facts, tables, most=SKILLS)
    found[Section.TOOLS] = tools(sentences.software.get(code, ()), onet)
    made = {section: tuple(entries) for section, entries in found.items()}
    made[Section.SUMMARY] = _summary(sentences.descriptions.get(code, ""), made, tables)
    sections = tuple(
        SectionText(section, section.heading, 0, "", made[section])
        for section in Section
        if made.get(section)
    )
    return Profile(code, plain_name(tables.title(code)), code, "", _aliases(code, sentences), sections)


def _summary(
    description: str, made: Mapping[Section, tuple[AnyEntry, ...]], tables: FactTables
) -> tuple[AnyEntry, ...]:
    """O*NET's description, and the sources that the profile rests on."""
    quotes = "\n".join(entry.quote for entries in made.values() for entry in entries)
    used = [one for one in tables.sources.values() if one.key == "onet" or one.name in quotes]
    used.sort(key=lambda one: one.key != "onet")
    named = f"{SOURCES} {'; '.join(map(_credit, used))}. {CHANGED}"
    return tuple(Statement(text=text, quote=text, line=0) for text in (description, named) if text)


def _credit(source: Source) -> str:
    return f"{source.name} ({source.publisher}, {source.licence})"


def _nationwide(entry: AnyEntry, tables: FactTables) -> AnyEntry:
    """A pay figure whose source says that it is for the whole country."""
    if not isinstance(entry, Figure) or not entry.source:
        return entry
    name = tables.sources["oews"].name
    return replace(entry, source=entry.source.replace(name, f"{name}, whole United States", 1))


def _aliases(code: str, sentences: Sentences) -> tuple[str, ...]:
    """Other titles, but only of an occupation that the shipped table of titles does not have yet.

    They would count for more than those of other occupations by the same name.
    """
    if any(known.code == code for known in known_titles()):
        return ()
    return tuple(dict.fromkeys(sentences.reported_titles.get(code, ())))
