"""The only door: chat (default), ingest, ask. Builds the advisor; turns errors into one line."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

# No library may call home; both must be set before any of them is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

from advisor.settings import Settings
from knowledge.errors import AdvisorError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 1 when a document was refused or it failed."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    settings = Settings.from_environment(os.environ)
    given = {name: getattr(options, name) for name in ("profiles", "index", "port", "host")}
    settings = replace(settings, **{name: value for name, value in given.items() if value})
    try:
        return int(options.run(settings, options))
    except AdvisorError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def chat(settings: Settings, options: argparse.Namespace) -> int:
    """Open the chat in the browser."""
    from advisor.ui.page import serve

    return serve(settings)


def ingest(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the index in line with the profile documents."""
    from advisor_setup import sync_with_progress

    return sync_with_progress(settings)


def ask(settings: Settings, options: argparse.Namespace) -> int:
    """Answer one question, or a batch of conversations."""
    ...


def _parser() -> argparse.ArgumentParser:
    ...


if __name__ == "__main__":
    sys.exit(main())
