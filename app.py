"""The only door: chat (default), ingest, import, ask, reskill, evaluate, doctor. Errors become one line."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

# No library may call home; these must be set before any of them is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("LANGSMITH_TRACING", "false")

from advisor.chain import Advisor
from advisor.commands import RELEASES, parser
from advisor.settings import Settings, model_name
from ingest.chunker import split_whole
from ingest.intake import Intake, take_in
from ingest.pipeline import IngestReport, Progress, chunks_of, ingest, load_documents
from knowledge.catalog import Catalog
from knowledge.errors import AdvisorError, EmbedderError, UnderstandingError, UnknownOccupationError
from knowledge.facts import FIGURES, FactTables

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.resume.resume import Resume
    from advisor.retrieval import PassageIndex
    from advisor.understanding.matching import EntryMatcher
    from advisor.understanding.reader import QuestionReader
    from advisor.writing.writer import Writer
    from knowledge.chunk import Chunk
    from knowledge.embedding import Embedder
    from knowledge.profile import Profile

GATE_FAILED = 100  # What promptfoo, too, ends with when a test fails.
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
    from advisor.ui.page import serve
    from ingest.readers.plain import read_plain

    serve(
        lambda progress: advisors(settings, progress),
        settings.host,
        settings.port,
        read=read_plain,
        runs=settings.runs,
        feedback=settings.feedback,
    )
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
        report = bring_in_line(settings, progress, reembed=True)
    told = {
        name: state
        for name, state in report.documents.items()
        if state.problem or state.is_replaced or not options.paths
    }
    show_report(
        {name: state.problem for name, state in told.items()},
        f"{report.embedded} chunks embedded, {report.kept} kept, {report.dropped} dropped.",
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


def run_ask(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.console import answer_batch, answer_one, progress_bar

    with progress_bar() as progress:
        advisor = build_advisor(settings, progress)
    if options.batch:
        return answer_batch(advisor, options.batch)
    return answer_one(advisor, options.question, as_json=options.json)


def run_evaluate(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.console import progress_bar
    from advisor.evaluation.assertions import Models
    from advisor.evaluation.cases import load_cases, matching, shipped_files
    from advisor.evaluation.judge import load_judge
    from advisor.evaluation.run import in_documents, run_cases
    from advisor.evaluation.rundir import compare, find_run, read_run, run_object, write_run
    from advisor.evaluation.screen import show_models, show_run, write_reports
    from knowledge.embedding import load_embedder

    files = options.files or shipped_files()
    cases = matching(load_cases(*files), options.filter)
    before = read_run(find_run(options.compare, settings.runs)) if options.compare else None
    settings = replace(settings, model=model_name(options.model, "--model")) if options.model else settings

    def played(advisor: Advisor, model: str, progress: Progress) -> dict[str, Any]:
        start = datetime.now(UTC)
        findable = in_documents(advisor.catalog)
        results = list(
            run_cases(advisor, cases, models, findable=findable, repeat=options.repeat, progress=progress)
        )
        return run_object(
            results,
            started=start,
            seconds=(datetime.now(UTC) - start).total_seconds(),
            settings=replace(settings, model=model).as_text()
            | {"files": list(map(str, files)), "filter": options.filter},
            index=index_facts(settings),
        )

    with progress_bar() as progress:
        advisor = build_advisor(settings, progress)
        embedder = cache(lambda: load_embedder(settings.embedding_model, settings.models))
        models = Models(
            embed=lambda texts: embedder().embed(texts),
            judge=load_judge(settings.judge) if settings.judge else None,
        )
        grounded = played(advisor.grounded, "", progress) if options.model else None
        run = played(advisor, settings.model, progress)
    if grounded:
        write_run(grounded, settings.runs)
    folder = write_run(run, settings.runs)
    write_reports(run, junit_file=options.junit, html_file=options.html, json_file=options.json)
    before = before or grounded
    show_run(run, folder, compare(before, run) if before else None)
    if grounded:
        show_models(grounded, run)
    return 0 if run["gate"]["passed"] else GATE_FAILED


def run_doctor(settings: Settings, options: argparse.Namespace) -> int:
    """One line for each part; 1 when one is not in place."""
    from advisor.doctor import examined

    found = []
    for one in examined(settings):
        print(one.line, flush=True)
        found.append(one)
    return 0 if all(one.is_well for one in found) else 1


def index_facts(settings: Settings) -> dict[str, object]:
    """The fingerprint of the index that answers, and how many chunks it holds; empty without one."""
    from knowledge.store import open_current

    try:
        manifest = open_current(settings.index_place).manifest
    except AdvisorError:
        return {"fingerprint": "", "chunks": 0}
    return {"fingerprint": manifest.fingerprint, "chunks": manifest.chunks}


def run_reskill(settings: Settings, options: argparse.Namespace) -> int:
    from advisor.reskilling.console import (
        Asked,
        find_occupation,
        rank_batch,
        show_move,
        show_moves,
        with_limits,
    )
    from advisor.reskilling.paths import Reskilling

    tables = FactTables.load(settings.figures or FIGURES)
    reskilling = Reskilling(tables)
    if options.batch:
        return rank_batch(reskilling, options.batch)
    if not options.start and not options.resume:
        options.refuse("one of --from, --resume and --batch is needed")
    resume = _resume_of(options.resume, tables) if options.resume else None
    start = options.start or (resume.latest if resume else "")
    if not start:
        raise UnknownOccupationError("The résumé names no job that is known here; add --from JOB.")
    held = tuple(name.strip() for name in options.skills.split(",") if name.strip())
    asked = Asked(find_occupation(start, tables), held, resume)
    if options.limits:
        asked = with_limits(asked, options.limits, Catalog([], tables=tables))
    if options.to:
        return show_move(reskilling, asked, find_occupation(options.to, tables), as_json=options.json)
    return show_moves(reskilling, asked, top=options.top, as_json=options.json)


def _resume_of(file: Path, tables: FactTables) -> Resume:
    """What is found in a résumé by the figures alone; the file is read and nothing of it is kept."""
    from advisor.resume.reader import ResumeReader
    from advisor.understanding.jobs import JobMatcher
    from advisor.understanding.labels import load_examples
    from ingest.readers.plain import read_plain

    catalog = Catalog([], tables=tables)
    return ResumeReader(catalog, JobMatcher(catalog, load_examples())).read(read_plain(file))


def bring_in_line(settings: Settings, progress: Progress, *, reembed: bool = False) -> IngestReport:
    """Sync the index with the documents; only what changed is embedded."""
    from knowledge.embedding import load_embedder

    embedder = load_embedder(settings.embedding_model, settings.models, progress)
    return ingest(
        settings.profiles,
        settings.index_place,
        embedder,
        own=settings.documents,
        reembed=reembed,
        progress=progress,
    )


def advisors(settings: Settings, progress: Progress) -> Iterator[Advisor]:
    """The advisor, and before it one that finds by words alone where the first index must be made."""
    from knowledge.store import has_index

    if not has_index(settings.index_place):
        yield by_words(settings)
    yield build_advisor(settings, progress)


def build_advisor(settings: Settings, progress: Progress = lambda doing, done, total: None) -> Advisor:
    """The advisor, its index in line with the documents; without a model it works by words."""
    from advisor.retrieval import PassageIndex
    from advisor.understanding.matching import load_matcher
    from advisor.understanding.reader import load_reader
    from knowledge.embedding import load_embedder
    from knowledge.store import open_current

    try:
        embedder = load_embedder(settings.embedding_model, settings.models, progress)
        reader = load_reader(settings.models, progress)
        matcher = load_matcher(settings.models, progress)
        report = ingest(
            settings.profiles, settings.index_place, embedder, own=settings.documents, progress=progress
        )
    except (EmbedderError, UnderstandingError) as error:
        log.warning("%s\nUntil then, answers are found by words alone.", error)
        return by_words(settings)
    for problem in report.refused.values():
        log.warning("Not taken in: %s", problem)
    store = open_current(settings.index_place)
    chunks = store.chunks()
    index = PassageIndex(chunks.values(), store, embedder)
    return assembled(settings, store.profiles, chunks.values(), index, embedder, reader, matcher)


def by_words(settings: Settings) -> Advisor:
    """An advisor that needs neither model nor index: it reads and finds by shared words."""
    from advisor.retrieval import PassageIndex

    profiles = load_documents(settings.profiles, settings.documents).profiles
    chunks = chunks_of(profiles)
    return assembled(settings, profiles, chunks, PassageIndex(chunks))


def assembled(
    settings: Settings,
    profiles: Iterable[Profile],
    chunks: Iterable[Chunk],
    index: PassageIndex,
    embedder: Embedder | None = None,
    reader: QuestionReader | None = None,
    matcher: EntryMatcher | None = None,
) -> Advisor:
    """The parts put together; without a reader, messages are read by the words of the examples."""
    from advisor.answering.composer import GroundedComposer
    from advisor.matching import AnswerFinder
    from advisor.placing import OccupationFinder
    from advisor.retrieval import ProfileRetriever
    from advisor.understanding.labels import load_examples
    from advisor.understanding.reader import NearestReader
    from advisor.understanding.understand import Understanding

    examples = load_examples()
    tables = FactTables.load(settings.figures) if settings.figures else None
    catalog = Catalog(profiles, chunks, tables=tables, split=split_whole)
    return Advisor(
        catalog,
        Understanding(reader or NearestReader(examples), catalog, examples),
        ProfileRetriever(index=index),
        GroundedComposer(catalog, mode="grounded" if reader else "words"),
        OccupationFinder(catalog, index, embedder),
        AnswerFinder(catalog, matcher, embedder) if matcher and embedder else None,
        writer=writer_of(settings, catalog, embedder) if settings.model and embedder else None,
    )


def writer_of(settings: Settings, catalog: Catalog, embedder: Embedder) -> Writer:
    """What has the chat model of the settings word the answers."""
    from advisor.writing.chat_model import ChatModel, Limits
    from advisor.writing.spending import Spending
    from advisor.writing.writer import Writer

    limits = Limits(settings.model_first_seconds, settings.model_seconds, settings.model_tokens)
    spending = Spending(settings.visitor_tokens, settings.hour_tokens)
    return Writer(ChatModel(settings.model, limits), catalog, embedder, spending)


COMMANDS = {
    "chat": run_chat,
    "ingest": run_ingest,
    "import": run_import,
    "ask": run_ask,
    "evaluate": run_evaluate,
    "doctor": run_doctor,
    "reskill": run_reskill,
}

if __name__ == "__main__":
    sys.exit(main())
