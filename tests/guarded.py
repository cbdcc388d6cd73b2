"""A process that may not reach another machine, and whose every try is noted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Python imports a module of this name by itself when it starts: it notes and forbids every attempt
# to reach another machine, in the libraries' threads and where an error is swallowed as well.
GUARD = r"""
import os
import socket


def local(host):
    host = host.decode() if isinstance(host, bytes) else str(host or "")
    return host in ("", "localhost", "::1", "0.0.0.0", "::") or host.startswith("127.")


def guard(owner, name, host_of):
    original = getattr(owner, name)

    def guarded(*arguments, **options):
        host = host_of(arguments)
        if not local(host):
            with open(os.environ["ATTEMPTS"], "a") as attempts:
                attempts.write(f"{name} {host}\n")
            raise OSError(f"{name} {host}: no network here")
        return original(*arguments, **options)

    setattr(owner, name, guarded)


def of_address(arguments):
    return arguments[-1][0] if isinstance(arguments[-1], tuple) else ""


for name in ("connect", "connect_ex", "sendto"):
    guard(socket.socket, name, of_address)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
    guard(socket, name, lambda arguments: arguments[0])
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that may not reach another machine; `ATTEMPTS` notes tries."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD, "utf-8")
    (tmp_path / "attempts").touch()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "ATTEMPTS": str(tmp_path / "attempts"),
    }
    for name in ("GRADIO_ANALYTICS_ENABLED", "HF_HUB_DISABLE_TELEMETRY"):
        environment.pop(name, None)  # The program itself must switch these off.
    return environment


def run_guarded(
    environment: dict[str, str], *arguments: object, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments to its end; `before` is a command that runs it."""
    return subprocess.run(
        [*before, sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
