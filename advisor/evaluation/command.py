"""`evaluate`: play the test prompts against an advisor, keep the run, and hold it against the gate."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from advisor.chain import Advisor
from advisor.console import progress_bar
from advisor.evaluation.assertions import Models
from advisor.evaluation.cases import load_cases, matching, shipped_files
from advisor.evaluation.judge import load_judge
from advisor.evaluation.run import in_documents, run_cases
from advisor.evaluation.rundir import compare, find_run, read_run, run_object, write_run
from advisor.evaluation.screen import show_models, show_run, write_reports
from advisor.settings import Settings, model_name
from knowledge.embedding import load_embedder
from knowledge.errors import AdvisorError
from knowledge.progress import Progress
from knowledge.store import open_current

GATE_FAILED = 100  # What promptfoo, too, ends with when a test fails.


def evaluate(
    settings: Settings, options: argparse.Namespace, build: Callable[[Settings, Progress], Advisor]
) -> int:
    """Exit code 0, or GATE_FAILED; with `--model`, played without and with the chat model."""
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
            index=_index_facts(settings),
        )

    with progress_bar() as progress:
        advisor = build(settings, progress)
        embedder = cache(
            lambda: load_embedder(settings.embedding_model, settings.models, engine=settings.embedding_engine)
        )
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


def _index_facts(settings: Settings) -> dict[str, object]:
    """The fingerprint of the index that answers, and how many chunks it holds; empty without one."""
    try:
        manifest = open_current(settings.index_place).manifest
    except AdvisorError:
        return {"fingerprint": "", "chunks": 0}
    return {"fingerprint": manifest.fingerprint, "chunks": manifest.chunks}
