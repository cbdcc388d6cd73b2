"""The only door: chat (default), ingest, import, ask, reskill, evaluate, doctor, user. Errors: one line."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

# No library may call home; these must be set before any of them is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("LANGSMITH_TRACING", "false")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

from advisor.chain import Advisor
from advisor.commands import RELEASES, parser
from advisor.settings import Settings
from ingest.chunker import split_whole
from ingest.documents import documents_in
from ingest.intake import Intake, take_in
from ingest.pipeline import HERE, IngestReport, chunks_of, ingest, load_documents, open_in_line
from knowledge.errors import (
    AdvisorError,
    EmbedderError,
    IndexUnreachableError,
    NoIndexNowError,
    UnderstandingError,
)
from knowledge.lasting import lasting
from knowledge.progress import Progress, in_silence

log = logging.getLogger("advisor")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit code 0; 1 when it failed or a document was refused; 2 for bad usage.

    `evaluate` ends with 100 when its gate fails.
    """
    options = parser(COMMANDS).parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    given = {
        name: value
        for name in ("profiles", "index", "host", "port")
        if (value := getattr(options, name, None)) is not None
    }
    try:
        settings = replace(Settings.from_environment(os.environ), **given)
        return int(options.run(settings, options))
    except AdvisorError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # Whoever read the answers has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def run_chat(settings: Settings, options: argparse.Namespace) -> int:
    with lasting():
        from advisor.ui.page import serve
    from ingest.readers.plain import read_plain

    serve(lambda progress: advisors(settings, progress), settings, read=read_plain)
    return 0


def run_ingest(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.console import progress_bar, show_report

    taken: list[Intake] = []
    if options.paths:
        with progress_bar() as progress:
            taken = take_in(
                options.paths,
                settings.profiles,
                settings.documents,
                replace=options.replace,
                progress=progress,
            )
        show_report(
            {one.name: one.problem for one in taken},
            f"{sum(not one.problem for one in taken)} of {len(taken)} taken into {settings.documents}.",
            {one.name: one.told() for one in taken},
        )
    with progress_bar() as progress:
        report = bring_in_line(settings, progress, ray=options.ray)
    told = {
        name: state
        for name, state in report.documents.items()
        if state.problem or state.is_replaced or not options.paths
    }
    show_report(
        {name: state.problem for name, state in told.items()},
        f"{report.added} chunks added, {report.embedded} of them embedded here;"
        f" {report.kept} kept, {report.dropped} dropped.",
        {name: state.note for name, state in told.items()},
    )
    return 1 if report.refused or any(one.problem for one in taken) else 0


def run_import(settings: Settings, options: argparse.Namespace) -> int:
    """Profiles from an official release, or the tables of facts with `--figures`, or both with `--out`."""
    from advisor.console import progress_bar, show_figures, show_import
    from ingest.releases.figures import build_figures, read_releases
    from ingest.releases.profiles import codes_with_profile, folder_name, import_profiles

    with progress_bar() as progress:
        progress("Reading the release", 0, 1)
        read = read_releases(options.release, **{name: getattr(options, name) for name, _ in RELEASES})
        progress("Reading the release", 1, 1)
        if options.figures:
            tables = build_figures(read, options.figures, progress=progress)
            show_figures(options.figures, tables.rows, tables.absent)
        if options.out or not options.figures:
            out = options.out or settings.documents / folder_name(read)
            have = set() if options.all else codes_with_profile(settings.profiles, out)
            report = import_profiles(read, out, have=have, only=options.codes, progress=progress)
            show_import(report.folder, report.written, report.kept, report.left_out, report.absent)
    return 0


def run_user(settings: Settings, options: argparse.Namespace) -> int:
    """Print the line of the users' file for a name and a password that is typed, or piped in."""
    from getpass import getpass

    from advisor.serving.access import user_line

    told = f"Password of {options.name}: "
    password = getpass(told) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    print(user_line(options.name, password))
    return 0


def run_ask(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.console import answer_batch, answer_one, progress_bar

    with progress_bar() as progress:
        advisor = build_advisor(settings, progress)
    if options.batch:
        return answer_batch(advisor, options.batch)
    return answer_one(advisor, options.question, as_json=options.json)


def run_evaluate(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.evaluation.command import evaluate

    return evaluate(settings, options, build_advisor)


def run_reskill(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.reskilling.command import reskill
    from ingest.readers.plain import read_plain

    return reskill(settings, options, read_plain)


def run_doctor(settings: Settings, options: argparse.Namespace) -> int:
    """One line for each part; 1 when one is not in place."""
    from advisor.doctor import examined

    found = []

    def documents() -> dict[str, str]:
        return {one.name: one.digest for one in documents_in(settings.profiles, settings.documents)}

    for one in examined(settings, documents):
        print(one.line, flush=True)
        found.append(one)
    return 0 if all(one.is_well for one in found) else 1


def bring_in_line(settings: Settings, progress: Progress, *, ray: str | None = None) -> IngestReport:
    """Sync the index with the documents; only what changed is embedded, here or on a Ray cluster."""
    from ingest.on_ray import OnRay
    from knowledge.embedding import load_embedder

    engine = settings.embedding_engine
    embedder = load_embedder(settings.embedding_model, settings.models, progress, engine)
    load = partial(load_embedder, settings.embedding_model, settings.models, engine=engine)
    workers = HERE if ray is None else OnRay(ray, load, settings.models.parent / "embedded")
    return ingest(
        settings.profiles,
        settings.index_place,
        embedder,
        own=settings.documents,
        reembed=True,
        workers=workers,
        progress=progress,
    )


def advisors(settings: Settings, progress: Progress) -> Iterator[Advisor]:
    """The advisor, and before it one by words alone where the index must be made or its server is gone."""
    from knowledge.store import has_index, until_reached

    try:
        if not has_index(settings.index_place):
            yield by_words(settings)
    except IndexUnreachableError as error:
        log.warning("%s\nUntil it is back, answers are found by words alone.", error)
        yield by_words(settings)
        until_reached(settings.index_place)
    yield build_advisor(settings, progress)


def build_advisor(settings: Settings, progress: Progress = in_silence) -> Advisor:
    """The advisor, its index in line with the documents; without a model or an index it works by words."""
    from advisor.assembly import Networks, assembled
    from advisor.retrieval import PassageIndex
    from advisor.understanding.language import prepare
    from advisor.understanding.matching import load_matcher
    from advisor.understanding.reader import load_reader
    from knowledge.embedding import load_embedder

    prepare(settings.models)
    try:
        networks = Networks(
            load_embedder(settings.embedding_model, settings.models, progress, settings.embedding_engine),
            load_reader(settings.models, progress),
            load_matcher(settings.models, progress),
        )
        report, store = open_in_line(
            settings.profiles,
            settings.index_place,
            networks.embedder,
            own=settings.documents,
            progress=progress,
        )
    except (EmbedderError, UnderstandingError, NoIndexNowError) as error:
        log.warning("%s\nUntil then, answers are found by words alone.", error)
        return by_words(settings)
    for problem in report.refused.values():
        log.warning("Not taken in: %s", problem)
    chunks = store.chunks()
    index = PassageIndex(chunks.values(), store, networks.embedder)
    return assembled(settings, store.profiles, chunks.values(), index, split=split_whole, networks=networks)


def by_words(settings: Settings) -> Advisor:
    """An advisor that needs neither model nor index: it reads and finds by shared words."""
    from advisor.assembly import assembled
    from advisor.retrieval import PassageIndex

    profiles = load_documents(settings.profiles, settings.documents).profiles
    chunks = chunks_of(profiles)
    return assembled(settings, profiles, chunks, PassageIndex(chunks), split=split_whole)


COMMANDS = {
    "chat": run_chat,
    "ingest": run_ingest,
    "import": run_import,
    "ask": run_ask,
    "evaluate": run_evaluate,
    "doctor": run_doctor,
    "reskill": run_reskill,
    "user": run_user,
}

if __name__ == "__main__":
    sys.exit(main())
